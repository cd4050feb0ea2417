# Written by sdk/generate.py from the server's schema. Do not edit: run `make generate`.
from typing import TYPE_CHECKING, Literal
from typing_extensions import TypeAlias
from ._base import JsonValue, OpenEnum, UnionModel, WireModel
from .requests import ThreadRealtimeItemMember

__all__ = [
    "CodexResponseHandoffMode", "ConversationTextRole", "RealtimeConversationVersion",
    "RealtimeOutputModality", "RealtimeVoice", "RealtimeVoicesList", "ThreadRealtimeAudioChunk",
    "ThreadRealtimeAppendAudioParams", "ThreadRealtimeAppendAudioResponse",
    "ThreadRealtimeAppendSpeechParams", "ThreadRealtimeAppendSpeechResponse",
    "ThreadRealtimeAppendTextParams", "ThreadRealtimeAppendTextResponse", "ThreadRealtimeClosedNotification",
    "ThreadRealtimeErrorNotification", "ThreadRealtimeInitialItem", "ThreadRealtimeItemAddedNotification",
    "ThreadRealtimeItemCompletedNotification", "ThreadRealtimeItemStartedNotification",
    "ThreadRealtimeItemTranscriptDeltaNotification", "ThreadRealtimeListVoicesParams",
    "ThreadRealtimeListVoicesResponse", "ThreadRealtimeOutputAudioDeltaNotification",
    "ThreadRealtimeSdpNotification", "ThreadRealtimeStartTransport", "ThreadRealtimeStartParams",
    "ThreadRealtimeStartResponse", "WebsocketThreadRealtimeStartTransport",
    "WebrtcThreadRealtimeStartTransport", "ExistingCallThreadRealtimeStartTransport",
    "UnknownThreadRealtimeStartTransport", "ThreadRealtimeStartedNotification", "ThreadRealtimeStopParams",
    "ThreadRealtimeStopResponse", "ThreadRealtimeTranscriptDeltaNotification",
    "ThreadRealtimeTranscriptDoneNotification", "ThreadRealtimeStartTransportMember",
]


class CodexResponseHandoffMode(OpenEnum):
    thinking = "thinking"
    commentary = "commentary"
    bem_tags = "bemTags"


class ConversationTextRole(OpenEnum):
    user = "user"
    developer = "developer"
    assistant = "assistant"


class RealtimeConversationVersion(OpenEnum):
    v1 = "v1"
    v2 = "v2"
    v3 = "v3"


class RealtimeOutputModality(OpenEnum):
    text = "text"
    audio = "audio"


class RealtimeVoice(OpenEnum):
    alloy = "alloy"
    arbor = "arbor"
    ash = "ash"
    aube = "aube"
    ballad = "ballad"
    breeze = "breeze"
    bubbie = "bubbie"
    cedar = "cedar"
    coral = "coral"
    cove = "cove"
    echo = "echo"
    ember = "ember"
    haetsal = "haetsal"
    hanul = "hanul"
    himari = "himari"
    juniper = "juniper"
    leher = "leher"
    maple = "maple"
    marin = "marin"
    miko = "miko"
    neer = "neer"
    porto = "porto"
    rindo = "rindo"
    rio = "rio"
    rivage = "rivage"
    sage = "sage"
    selva = "selva"
    shimmer = "shimmer"
    sol = "sol"
    sonna = "sonna"
    spruce = "spruce"
    tinta = "tinta"
    vale = "vale"
    verse = "verse"
    viola = "viola"


class RealtimeVoicesList(WireModel):
    default_v1: RealtimeVoice
    default_v2: RealtimeVoice
    v1: list[RealtimeVoice]
    v2: list[RealtimeVoice]
    v3: list[RealtimeVoice] = []


class ThreadRealtimeAudioChunk(WireModel):
    data: str
    item_id: str | None = None
    num_channels: int
    sample_rate: int
    samples_per_channel: int | None = None


class ThreadRealtimeAppendAudioParams(WireModel):
    audio: ThreadRealtimeAudioChunk
    thread_id: str


class ThreadRealtimeAppendAudioResponse(WireModel):
    pass


class ThreadRealtimeAppendSpeechParams(WireModel):
    text: str
    thread_id: str


class ThreadRealtimeAppendSpeechResponse(WireModel):
    pass


class ThreadRealtimeAppendTextParams(WireModel):
    role: ConversationTextRole = ConversationTextRole.user
    text: str
    thread_id: str


class ThreadRealtimeAppendTextResponse(WireModel):
    pass


class ThreadRealtimeClosedNotification(WireModel):
    reason: str | None = None
    thread_id: str


class ThreadRealtimeErrorNotification(WireModel):
    message: str
    thread_id: str


class ThreadRealtimeInitialItem(WireModel):
    role: ConversationTextRole
    text: str


class ThreadRealtimeItemAddedNotification(WireModel):
    item: JsonValue = None
    thread_id: str


class ThreadRealtimeItemCompletedNotification(WireModel):
    item: ThreadRealtimeItemMember
    thread_id: str


class ThreadRealtimeItemStartedNotification(WireModel):
    item: ThreadRealtimeItemMember
    thread_id: str


class ThreadRealtimeItemTranscriptDeltaNotification(WireModel):
    delta: str
    item_id: str
    thread_id: str


class ThreadRealtimeListVoicesParams(WireModel):
    pass


class ThreadRealtimeListVoicesResponse(WireModel):
    voices: RealtimeVoicesList


class ThreadRealtimeOutputAudioDeltaNotification(WireModel):
    audio: ThreadRealtimeAudioChunk
    thread_id: str


class ThreadRealtimeSdpNotification(WireModel):
    sdp: str
    thread_id: str


class ThreadRealtimeStartTransport(UnionModel, union="type"):
    type: str

    if TYPE_CHECKING:
        @property
        def root(self) -> "ThreadRealtimeStartTransportMember": ...


if not TYPE_CHECKING:
    ThreadRealtimeStartTransportMember = ThreadRealtimeStartTransport


class ThreadRealtimeStartParams(WireModel):
    backend_reasoning_status: bool | None = None
    client_managed_handoffs: bool | None = None
    codex_response_handoff_channel_prefixes: dict[str, list[str]] | None = None
    codex_response_handoff_mode: CodexResponseHandoffMode | None = None
    codex_response_item_prefix: str | None = None
    codex_responses_as_items: bool | None = None
    delegation_ack_filler: bool | None = None
    flush_transcript_tail_on_session_end: bool | None = None
    include_startup_context: bool | None = None
    initial_items: list[ThreadRealtimeInitialItem] | None = None
    model: str | None = None
    output_modality: RealtimeOutputModality
    prompt: str | None = None
    realtime_end_instructions: str | None = None
    realtime_session_id: str | None = None
    realtime_start_instructions: str | None = None
    thread_id: str
    transport: ThreadRealtimeStartTransport | None = None
    version: RealtimeConversationVersion | None = None
    voice: RealtimeVoice | None = None


class ThreadRealtimeStartResponse(WireModel):
    pass


class WebsocketThreadRealtimeStartTransport(ThreadRealtimeStartTransport, tag="websocket"):
    type: Literal["websocket"] = "websocket"


class WebrtcThreadRealtimeStartTransport(ThreadRealtimeStartTransport, tag="webrtc"):
    sdp: str
    type: Literal["webrtc"] = "webrtc"


class ExistingCallThreadRealtimeStartTransport(ThreadRealtimeStartTransport, tag="existingCall"):
    call_id: str
    type: Literal["existingCall"] = "existingCall"


class UnknownThreadRealtimeStartTransport(ThreadRealtimeStartTransport, unknown=True):
    pass

    if TYPE_CHECKING:
        type: Literal["(unknown)"]


class ThreadRealtimeStartedNotification(WireModel):
    realtime_session_id: str | None = None
    thread_id: str
    version: RealtimeConversationVersion


class ThreadRealtimeStopParams(WireModel):
    thread_id: str


class ThreadRealtimeStopResponse(WireModel):
    pass


class ThreadRealtimeTranscriptDeltaNotification(WireModel):
    delta: str
    role: str
    thread_id: str


class ThreadRealtimeTranscriptDoneNotification(WireModel):
    role: str
    text: str
    thread_id: str


if TYPE_CHECKING:
    ThreadRealtimeStartTransportMember: TypeAlias = WebsocketThreadRealtimeStartTransport | WebrtcThreadRealtimeStartTransport | ExistingCallThreadRealtimeStartTransport | UnknownThreadRealtimeStartTransport
