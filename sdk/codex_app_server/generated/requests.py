# Written by sdk/generate.py from the server's schema. Do not edit: run `make generate`.
from typing import TYPE_CHECKING, Literal
from pydantic import Field
from typing_extensions import TypeAlias
from ._base import JsonValue, OpenEnum, UnionModel, WireModel
from .answers import (
    ApprovalsReviewer, AskForApproval, CollaborationMode, CyberAccessProgram, MultiAgentMode, SandboxPolicy,
    ThreadReadState,
)
from .items import (
    AbsolutePathBuf, FunctionCallOutputBody, ImageDetail, LegacyAppPathString, MessagePhase, ReasoningEffort,
    ThreadItemMember, UserInput,
)
from .notices import Personality, ReasoningSummary, ThreadGoal, ThreadGoalStatus
from .threads import Thread, ThreadHistoryMode, ThreadSource
from .turns import Turn, TurnError, TurnItemsView, TurnStatus

__all__ = [
    "AdditionalContextKind", "AdditionalContextEntry", "AgentMessageInputContent",
    "InputTextAgentMessageInputContent", "EncryptedContentAgentMessageInputContent",
    "UnknownAgentMessageInputContent", "CapabilityRootLocation", "EnvironmentCapabilityRootLocation",
    "UnknownCapabilityRootLocation", "ClientInfo", "ConfigurationReasoning", "ContentItem",
    "InputTextContentItem", "InputImageContentItem", "InputAudioContentItem", "OutputTextContentItem",
    "UnknownContentItem", "DynamicToolNamespaceTool", "FunctionDynamicToolNamespaceTool",
    "UnknownDynamicToolNamespaceTool", "DynamicToolSpec", "FunctionDynamicToolSpec",
    "NamespaceDynamicToolSpec", "UnknownDynamicToolSpec", "InitializeCapabilities", "InitializeParams",
    "InitializeResponse", "InternalChatMessageMetadataPassthrough", "LocalShellAction",
    "ExecLocalShellAction", "UnknownLocalShellAction", "LocalShellStatus", "ModelListParams",
    "QueuedSubmission", "ReasoningItemContent", "ReasoningTextReasoningItemContent",
    "TextReasoningItemContent", "UnknownReasoningItemContent", "ReasoningItemReasoningSummary",
    "SummaryTextReasoningItemReasoningSummary", "UnknownReasoningItemReasoningSummary", "ResponseItem",
    "AdditionalToolsResponseItem", "MessageResponseItem", "AgentMessageResponseItem", "ReasoningResponseItem",
    "LocalShellCallResponseItem", "FunctionCallResponseItem", "ToolSearchCallResponseItem",
    "FunctionCallOutputResponseItem", "CustomToolCallResponseItem", "CustomToolCallOutputResponseItem",
    "ToolSearchOutputResponseItem", "ResponsesApiWebSearchAction", "WebSearchCallResponseItem",
    "ImageGenerationCallResponseItem", "CompactionResponseItem", "ConfigurationUpdateResponseItem",
    "CompactionTriggerResponseItem", "ContextCompactionResponseItem", "OtherResponseItem",
    "UnknownResponseItem", "SearchResponsesApiWebSearchAction", "OpenPageResponsesApiWebSearchAction",
    "FindInPageResponsesApiWebSearchAction", "OtherResponsesApiWebSearchAction",
    "UnknownResponsesApiWebSearchAction", "ReviewDelivery", "ReviewTarget", "ReviewStartParams",
    "ReviewStartResponse", "UncommittedChangesReviewTarget", "BaseBranchReviewTarget", "CommitReviewTarget",
    "CustomReviewTarget", "UnknownReviewTarget", "SandboxMode", "SelectedCapabilityRoot", "SortDirection",
    "ThreadApproveGuardianDeniedActionParams", "ThreadApproveGuardianDeniedActionResponse",
    "ThreadArchiveParams", "ThreadAttachment", "ThreadAttachmentAddOutcome", "ThreadAttachmentAddParams",
    "ThreadAttachmentAddResponse", "ThreadAttachmentListParams", "ThreadAttachmentListResponse",
    "ThreadAttachmentOwner", "ThreadAttachmentOwnerListParams", "ThreadAttachmentOwnerListResponse",
    "ThreadAttachmentRemoveParams", "ThreadAttachmentRemoveResponse", "ThreadBackgroundTerminal",
    "ThreadBackgroundTerminalsCleanParams", "ThreadBackgroundTerminalsCleanResponse",
    "ThreadBackgroundTerminalsListParams", "ThreadBackgroundTerminalsListResponse",
    "ThreadBackgroundTerminalsTerminateParams", "ThreadBackgroundTerminalsTerminateResponse",
    "ThreadCompactStartParams", "ThreadDecrementElicitationParams", "ThreadDecrementElicitationResponse",
    "ThreadDeleteParams", "ThreadDeleteResponse", "ThreadForkParams", "ThreadGoalMutationOrigin",
    "ThreadGoalClearParams", "ThreadGoalClearResponse", "ThreadGoalGetParams", "ThreadGoalGetResponse",
    "ThreadGoalSetParams", "ThreadGoalSetResponse", "ThreadIncrementElicitationParams",
    "ThreadIncrementElicitationResponse", "ThreadInjectItemsParams", "ThreadInjectItemsResponse",
    "ThreadItemEntry", "ThreadItemsListAnchor", "ItemThreadItemsListAnchor", "UnknownThreadItemsListAnchor",
    "ThreadItemsListCursor", "ThreadItemsListParams", "ThreadItemsListResponse", "ThreadItemsReadParams",
    "ThreadItemsReadResponse", "ThreadListCwdFilter", "ThreadSortKey", "ThreadSourceKind", "ThreadListParams",
    "ThreadLoadedListParams", "ThreadLoadedListResponse", "ThreadMemoryMode", "ThreadMemoryModeSetParams",
    "ThreadMemoryModeSetResponse", "ThreadMetadataGitInfoUpdateParams", "ThreadMetadataUpdateParams",
    "ThreadMetadataUpdateResponse", "ThreadPredictionRequestParams", "ThreadPredictionRequestResponse",
    "ThreadQueueAddParams", "ThreadQueueAddResponse", "ThreadQueueDeleteParams", "ThreadQueueDeleteResponse",
    "ThreadQueueListParams", "ThreadQueueListResponse", "ThreadQueueReorderParams",
    "ThreadQueueReorderResponse", "ThreadQueueStartParams", "ThreadQueueStartResponse",
    "ThreadQueueUpdateParams", "ThreadQueueUpdateResponse", "ThreadReadParams", "ThreadReadStateOperation",
    "ReadThreadReadStateOperation", "UnreadThreadReadStateOperation", "UnknownThreadReadStateOperation",
    "ThreadReadStateUpdateParams", "ThreadReadStateUpdateResponse", "ThreadRealtimeBemItemPresentation",
    "WholeItemThreadRealtimeBemItemPresentation", "InlineMarkdownThreadRealtimeBemItemPresentation",
    "InlineVisualizationThreadRealtimeBemItemPresentation", "UnknownThreadRealtimeBemItemPresentation",
    "ThreadRealtimeItem", "RealtimeSessionStartedThreadRealtimeItem", "ThreadRealtimeTranscriptRole",
    "TranscriptSegmentThreadRealtimeItem", "BemItemPromotedThreadRealtimeItem",
    "ThreadRealtimeSessionOutcome", "RealtimeSessionClosedThreadRealtimeItem", "UnknownThreadRealtimeItem",
    "ThreadResumeInitialTurnsPageParams", "ThreadResumeParams", "ThreadRevertParams", "ThreadRevertResponse",
    "ThreadSearchTextRange", "ThreadSearchOccurrence", "ThreadSearchOccurrencesParams",
    "ThreadSearchOccurrencesResponse", "ThreadSearchSortKey", "ThreadSearchParams", "ThreadSearchResult",
    "ThreadSearchResponse", "ThreadSectionMoveParams", "ThreadSectionMoveResponse", "ThreadSetNameParams",
    "ThreadSettingsUpdateParams", "ThreadSettingsUpdateResponse", "ThreadShellCommandParams",
    "ThreadShellCommandResponse", "ThreadStartSource", "TurnEnvironmentParams", "ThreadStartParams",
    "ThreadTimelineEntry", "ItemThreadTimelineEntry", "RealtimeThreadTimelineEntry",
    "TurnStartedThreadTimelineEntry", "TurnCompletedThreadTimelineEntry", "UnknownThreadTimelineEntry",
    "ThreadTimelineListParams", "ThreadTimelineListResponse", "ThreadTurnsListParams",
    "ThreadUnarchiveParams", "ThreadUnsubscribeParams", "ThreadUnsubscribeStatus",
    "ThreadUnsubscribeResponse", "TurnInterruptParams", "TurnSettingsUpdateParams",
    "TurnSettingsUpdateStatus", "TurnSettingsUpdateResponse", "TurnToolOutput", "TurnStartParams",
    "TurnSteerParams", "AgentMessageInputContentMember", "CapabilityRootLocationMember", "ContentItemMember",
    "DynamicToolNamespaceToolMember", "DynamicToolSpecMember", "LocalShellActionMember",
    "ReasoningItemContentMember", "ReasoningItemReasoningSummaryMember", "ResponseItemMember",
    "ResponsesApiWebSearchActionMember", "ReviewTargetMember", "ThreadItemsListAnchorMember",
    "ThreadReadStateOperationMember", "ThreadRealtimeBemItemPresentationMember", "ThreadRealtimeItemMember",
    "ThreadTimelineEntryMember",
]


class AdditionalContextKind(OpenEnum):
    untrusted = "untrusted"
    application = "application"


class AdditionalContextEntry(WireModel):
    kind: AdditionalContextKind
    value: str


class AgentMessageInputContent(UnionModel, union="type"):
    type: str

    if TYPE_CHECKING:
        @property
        def root(self) -> "AgentMessageInputContentMember": ...


if not TYPE_CHECKING:
    AgentMessageInputContentMember = AgentMessageInputContent


class InputTextAgentMessageInputContent(AgentMessageInputContent, tag="input_text"):
    text: str
    type: Literal["input_text"] = "input_text"


class EncryptedContentAgentMessageInputContent(AgentMessageInputContent, tag="encrypted_content"):
    encrypted_content: str = Field(validation_alias="encrypted_content", serialization_alias="encrypted_content")
    type: Literal["encrypted_content"] = "encrypted_content"


class UnknownAgentMessageInputContent(AgentMessageInputContent, unknown=True):
    pass

    if TYPE_CHECKING:
        type: Literal["(unknown)"]


class CapabilityRootLocation(UnionModel, union="type"):
    type: str

    if TYPE_CHECKING:
        environment_id: str
        path: str

        @property
        def root(self) -> "CapabilityRootLocationMember": ...


if not TYPE_CHECKING:
    CapabilityRootLocationMember = CapabilityRootLocation


class EnvironmentCapabilityRootLocation(CapabilityRootLocation, tag="environment"):
    environment_id: str
    path: str
    type: Literal["environment"] = "environment"


class UnknownCapabilityRootLocation(CapabilityRootLocation, unknown=True):
    pass

    if TYPE_CHECKING:
        type: Literal["(unknown)"]


class ClientInfo(WireModel):
    name: str
    title: str | None = None
    version: str


class ConfigurationReasoning(WireModel):
    effort: ReasoningEffort


class ContentItem(UnionModel, union="type"):
    type: str

    if TYPE_CHECKING:
        @property
        def root(self) -> "ContentItemMember": ...


if not TYPE_CHECKING:
    ContentItemMember = ContentItem


class InputTextContentItem(ContentItem, tag="input_text"):
    text: str
    type: Literal["input_text"] = "input_text"


class InputImageContentItem(ContentItem, tag="input_image"):
    image_url: str | None = Field(default=None, validation_alias="image_url", serialization_alias="image_url")
    file_id: str | None = Field(default=None, validation_alias="file_id", serialization_alias="file_id")
    detail: ImageDetail | None = None
    type: Literal["input_image"] = "input_image"


class InputAudioContentItem(ContentItem, tag="input_audio"):
    audio_url: str = Field(validation_alias="audio_url", serialization_alias="audio_url")
    type: Literal["input_audio"] = "input_audio"


class OutputTextContentItem(ContentItem, tag="output_text"):
    annotations: list[JsonValue] | None = None
    logprobs: list[JsonValue] | None = None
    text: str
    type: Literal["output_text"] = "output_text"


class UnknownContentItem(ContentItem, unknown=True):
    pass

    if TYPE_CHECKING:
        type: Literal["(unknown)"]


class DynamicToolNamespaceTool(UnionModel, union="type"):
    type: str

    if TYPE_CHECKING:
        description: str
        name: str

        @property
        def root(self) -> "DynamicToolNamespaceToolMember": ...


if not TYPE_CHECKING:
    DynamicToolNamespaceToolMember = DynamicToolNamespaceTool


class FunctionDynamicToolNamespaceTool(DynamicToolNamespaceTool, tag="function"):
    defer_loading: bool | None = None
    description: str
    input_schema: JsonValue = None
    name: str
    type: Literal["function"] = "function"


class UnknownDynamicToolNamespaceTool(DynamicToolNamespaceTool, unknown=True):
    pass

    if TYPE_CHECKING:
        type: Literal["(unknown)"]


class DynamicToolSpec(UnionModel, union="type"):
    type: str

    if TYPE_CHECKING:
        description: str
        name: str

        @property
        def root(self) -> "DynamicToolSpecMember": ...


if not TYPE_CHECKING:
    DynamicToolSpecMember = DynamicToolSpec


class FunctionDynamicToolSpec(DynamicToolSpec, tag="function"):
    defer_loading: bool | None = None
    description: str
    input_schema: JsonValue = None
    name: str
    type: Literal["function"] = "function"


class NamespaceDynamicToolSpec(DynamicToolSpec, tag="namespace"):
    description: str
    name: str
    tools: "list[DynamicToolNamespaceToolMember]"
    type: Literal["namespace"] = "namespace"


class UnknownDynamicToolSpec(DynamicToolSpec, unknown=True):
    pass

    if TYPE_CHECKING:
        type: Literal["(unknown)"]


class InitializeCapabilities(WireModel):
    experimental_api: bool = False
    explicit_gateway_oauth: bool | None = None
    extensions: dict[str, JsonValue] | None = None
    mcp_server_openai_form_elicitation: bool | None = None
    opt_out_notification_methods: list[str] | None = None
    request_attestation: bool = False


class InitializeParams(WireModel):
    capabilities: InitializeCapabilities | None = None
    client_info: ClientInfo


class InitializeResponse(WireModel):
    codex_home: AbsolutePathBuf
    platform_family: str
    platform_os: str
    user_agent: str


class InternalChatMessageMetadataPassthrough(WireModel):
    turn_id: str | None = Field(default=None, validation_alias="turn_id", serialization_alias="turn_id")


class LocalShellAction(UnionModel, union="type"):
    type: str

    if TYPE_CHECKING:
        command: list[str]

        @property
        def root(self) -> "LocalShellActionMember": ...


if not TYPE_CHECKING:
    LocalShellActionMember = LocalShellAction


class ExecLocalShellAction(LocalShellAction, tag="exec"):
    command: list[str]
    env: dict[str, str] | None = None
    timeout_ms: int | None = Field(default=None, validation_alias="timeout_ms", serialization_alias="timeout_ms")
    type: Literal["exec"] = "exec"
    user: str | None = None
    working_directory: str | None = Field(default=None, validation_alias="working_directory", serialization_alias="working_directory")


class UnknownLocalShellAction(LocalShellAction, unknown=True):
    pass

    if TYPE_CHECKING:
        type: Literal["(unknown)"]


class LocalShellStatus(OpenEnum):
    completed = "completed"
    in_progress = "in_progress"
    incomplete = "incomplete"


class ModelListParams(WireModel):
    cursor: str | None = None
    include_hidden: bool | None = None
    limit: int | None = None


class QueuedSubmission(WireModel):
    client_user_message_id: str
    id: str
    input: list[UserInput]


class ReasoningItemContent(UnionModel, union="type"):
    type: str

    if TYPE_CHECKING:
        text: str

        @property
        def root(self) -> "ReasoningItemContentMember": ...


if not TYPE_CHECKING:
    ReasoningItemContentMember = ReasoningItemContent


class ReasoningTextReasoningItemContent(ReasoningItemContent, tag="reasoning_text"):
    text: str
    type: Literal["reasoning_text"] = "reasoning_text"


class TextReasoningItemContent(ReasoningItemContent, tag="text"):
    text: str
    type: Literal["text"] = "text"


class UnknownReasoningItemContent(ReasoningItemContent, unknown=True):
    pass

    if TYPE_CHECKING:
        type: Literal["(unknown)"]


class ReasoningItemReasoningSummary(UnionModel, union="type"):
    type: str

    if TYPE_CHECKING:
        text: str

        @property
        def root(self) -> "ReasoningItemReasoningSummaryMember": ...


if not TYPE_CHECKING:
    ReasoningItemReasoningSummaryMember = ReasoningItemReasoningSummary


class SummaryTextReasoningItemReasoningSummary(ReasoningItemReasoningSummary, tag="summary_text"):
    text: str
    type: Literal["summary_text"] = "summary_text"


class UnknownReasoningItemReasoningSummary(ReasoningItemReasoningSummary, unknown=True):
    pass

    if TYPE_CHECKING:
        type: Literal["(unknown)"]


class ResponseItem(UnionModel, union="type"):
    type: str

    if TYPE_CHECKING:
        @property
        def root(self) -> "ResponseItemMember": ...


if not TYPE_CHECKING:
    ResponseItemMember = ResponseItem


class AdditionalToolsResponseItem(ResponseItem, tag="additional_tools"):
    id: str | None = None
    role: str
    tools: list[JsonValue]
    type: Literal["additional_tools"] = "additional_tools"


class MessageResponseItem(ResponseItem, tag="message"):
    content: "list[ContentItemMember]"
    encrypted_content: str | None = Field(default=None, validation_alias="encrypted_content", serialization_alias="encrypted_content")
    id: str | None = None
    internal_chat_message_metadata_passthrough: InternalChatMessageMetadataPassthrough | None = Field(default=None, validation_alias="internal_chat_message_metadata_passthrough", serialization_alias="internal_chat_message_metadata_passthrough")
    phase: MessagePhase | None = None
    role: str
    status: str | None = None
    type: Literal["message"] = "message"


class AgentMessageResponseItem(ResponseItem, tag="agent_message"):
    author: str
    content: "list[AgentMessageInputContentMember]"
    id: str | None = None
    internal_chat_message_metadata_passthrough: InternalChatMessageMetadataPassthrough | None = Field(default=None, validation_alias="internal_chat_message_metadata_passthrough", serialization_alias="internal_chat_message_metadata_passthrough")
    recipient: str
    type: Literal["agent_message"] = "agent_message"


class ReasoningResponseItem(ResponseItem, tag="reasoning"):
    content: "list[ReasoningItemContentMember] | None" = None
    encrypted_content: str | None = Field(default=None, validation_alias="encrypted_content", serialization_alias="encrypted_content")
    id: str | None = None
    internal_chat_message_metadata_passthrough: InternalChatMessageMetadataPassthrough | None = Field(default=None, validation_alias="internal_chat_message_metadata_passthrough", serialization_alias="internal_chat_message_metadata_passthrough")
    summary: "list[ReasoningItemReasoningSummaryMember]"
    type: Literal["reasoning"] = "reasoning"


class LocalShellCallResponseItem(ResponseItem, tag="local_shell_call"):
    action: "LocalShellActionMember"
    call_id: str | None = Field(default=None, validation_alias="call_id", serialization_alias="call_id")
    encrypted_content: str | None = Field(default=None, validation_alias="encrypted_content", serialization_alias="encrypted_content")
    id: str | None = None
    internal_chat_message_metadata_passthrough: InternalChatMessageMetadataPassthrough | None = Field(default=None, validation_alias="internal_chat_message_metadata_passthrough", serialization_alias="internal_chat_message_metadata_passthrough")
    status: LocalShellStatus
    type: Literal["local_shell_call"] = "local_shell_call"


class FunctionCallResponseItem(ResponseItem, tag="function_call"):
    arguments: str
    call_id: str = Field(validation_alias="call_id", serialization_alias="call_id")
    encrypted_content: str | None = Field(default=None, validation_alias="encrypted_content", serialization_alias="encrypted_content")
    encrypted_function_args: list[str] | None = Field(default=None, validation_alias="encrypted_function_args", serialization_alias="encrypted_function_args")
    id: str | None = None
    internal_chat_message_metadata_passthrough: InternalChatMessageMetadataPassthrough | None = Field(default=None, validation_alias="internal_chat_message_metadata_passthrough", serialization_alias="internal_chat_message_metadata_passthrough")
    name: str
    namespace: str | None = None
    status: str | None = None
    type: Literal["function_call"] = "function_call"


class ToolSearchCallResponseItem(ResponseItem, tag="tool_search_call"):
    arguments: JsonValue = None
    call_id: str | None = Field(default=None, validation_alias="call_id", serialization_alias="call_id")
    encrypted_content: str | None = Field(default=None, validation_alias="encrypted_content", serialization_alias="encrypted_content")
    execution: str
    id: str | None = None
    internal_chat_message_metadata_passthrough: InternalChatMessageMetadataPassthrough | None = Field(default=None, validation_alias="internal_chat_message_metadata_passthrough", serialization_alias="internal_chat_message_metadata_passthrough")
    status: str | None = None
    type: Literal["tool_search_call"] = "tool_search_call"


class FunctionCallOutputResponseItem(ResponseItem, tag="function_call_output"):
    call_id: str | None = Field(default=None, validation_alias="call_id", serialization_alias="call_id")
    id: str | None = None
    internal_chat_message_metadata_passthrough: InternalChatMessageMetadataPassthrough | None = Field(default=None, validation_alias="internal_chat_message_metadata_passthrough", serialization_alias="internal_chat_message_metadata_passthrough")
    name: str | None = None
    namespace: str | None = None
    output: FunctionCallOutputBody
    type: Literal["function_call_output"] = "function_call_output"


class CustomToolCallResponseItem(ResponseItem, tag="custom_tool_call"):
    call_id: str = Field(validation_alias="call_id", serialization_alias="call_id")
    encrypted_content: str | None = Field(default=None, validation_alias="encrypted_content", serialization_alias="encrypted_content")
    id: str | None = None
    input: str
    internal_chat_message_metadata_passthrough: InternalChatMessageMetadataPassthrough | None = Field(default=None, validation_alias="internal_chat_message_metadata_passthrough", serialization_alias="internal_chat_message_metadata_passthrough")
    name: str
    namespace: str | None = None
    status: str | None = None
    type: Literal["custom_tool_call"] = "custom_tool_call"


class CustomToolCallOutputResponseItem(ResponseItem, tag="custom_tool_call_output"):
    call_id: str = Field(validation_alias="call_id", serialization_alias="call_id")
    id: str | None = None
    internal_chat_message_metadata_passthrough: InternalChatMessageMetadataPassthrough | None = Field(default=None, validation_alias="internal_chat_message_metadata_passthrough", serialization_alias="internal_chat_message_metadata_passthrough")
    name: str | None = None
    output: FunctionCallOutputBody
    type: Literal["custom_tool_call_output"] = "custom_tool_call_output"


class ToolSearchOutputResponseItem(ResponseItem, tag="tool_search_output"):
    call_id: str | None = Field(default=None, validation_alias="call_id", serialization_alias="call_id")
    execution: str
    id: str | None = None
    internal_chat_message_metadata_passthrough: InternalChatMessageMetadataPassthrough | None = Field(default=None, validation_alias="internal_chat_message_metadata_passthrough", serialization_alias="internal_chat_message_metadata_passthrough")
    status: str
    tools: list[JsonValue]
    type: Literal["tool_search_output"] = "tool_search_output"


class ResponsesApiWebSearchAction(UnionModel, union="type"):
    type: str

    if TYPE_CHECKING:
        @property
        def root(self) -> "ResponsesApiWebSearchActionMember": ...


if not TYPE_CHECKING:
    ResponsesApiWebSearchActionMember = ResponsesApiWebSearchAction


class WebSearchCallResponseItem(ResponseItem, tag="web_search_call"):
    action: "ResponsesApiWebSearchActionMember | None" = None
    encrypted_content: str | None = Field(default=None, validation_alias="encrypted_content", serialization_alias="encrypted_content")
    id: str | None = None
    internal_chat_message_metadata_passthrough: InternalChatMessageMetadataPassthrough | None = Field(default=None, validation_alias="internal_chat_message_metadata_passthrough", serialization_alias="internal_chat_message_metadata_passthrough")
    status: str | None = None
    type: Literal["web_search_call"] = "web_search_call"


class ImageGenerationCallResponseItem(ResponseItem, tag="image_generation_call"):
    encrypted_content: str | None = Field(default=None, validation_alias="encrypted_content", serialization_alias="encrypted_content")
    id: str | None = None
    internal_chat_message_metadata_passthrough: InternalChatMessageMetadataPassthrough | None = Field(default=None, validation_alias="internal_chat_message_metadata_passthrough", serialization_alias="internal_chat_message_metadata_passthrough")
    result: str
    revised_prompt: str | None = Field(default=None, validation_alias="revised_prompt", serialization_alias="revised_prompt")
    status: str
    type: Literal["image_generation_call"] = "image_generation_call"


class CompactionResponseItem(ResponseItem, tag="compaction"):
    encrypted_content: str = Field(validation_alias="encrypted_content", serialization_alias="encrypted_content")
    id: str | None = None
    internal_chat_message_metadata_passthrough: InternalChatMessageMetadataPassthrough | None = Field(default=None, validation_alias="internal_chat_message_metadata_passthrough", serialization_alias="internal_chat_message_metadata_passthrough")
    type: Literal["compaction"] = "compaction"


class ConfigurationUpdateResponseItem(ResponseItem, tag="configuration_update"):
    reasoning: ConfigurationReasoning
    type: Literal["configuration_update"] = "configuration_update"


class CompactionTriggerResponseItem(ResponseItem, tag="compaction_trigger"):
    type: Literal["compaction_trigger"] = "compaction_trigger"


class ContextCompactionResponseItem(ResponseItem, tag="context_compaction"):
    encrypted_content: str | None = Field(default=None, validation_alias="encrypted_content", serialization_alias="encrypted_content")
    id: str | None = None
    internal_chat_message_metadata_passthrough: InternalChatMessageMetadataPassthrough | None = Field(default=None, validation_alias="internal_chat_message_metadata_passthrough", serialization_alias="internal_chat_message_metadata_passthrough")
    type: Literal["context_compaction"] = "context_compaction"


class OtherResponseItem(ResponseItem, tag="other"):
    type: Literal["other"] = "other"


class UnknownResponseItem(ResponseItem, unknown=True):
    pass

    if TYPE_CHECKING:
        type: Literal["(unknown)"]


class SearchResponsesApiWebSearchAction(ResponsesApiWebSearchAction, tag="search"):
    queries: list[str] | None = None
    query: str | None = None
    type: Literal["search"] = "search"


class OpenPageResponsesApiWebSearchAction(ResponsesApiWebSearchAction, tag="open_page"):
    type: Literal["open_page"] = "open_page"
    url: str | None = None


class FindInPageResponsesApiWebSearchAction(ResponsesApiWebSearchAction, tag="find_in_page"):
    pattern: str | None = None
    type: Literal["find_in_page"] = "find_in_page"
    url: str | None = None


class OtherResponsesApiWebSearchAction(ResponsesApiWebSearchAction, tag="other"):
    type: Literal["other"] = "other"


class UnknownResponsesApiWebSearchAction(ResponsesApiWebSearchAction, unknown=True):
    pass

    if TYPE_CHECKING:
        type: Literal["(unknown)"]


class ReviewDelivery(OpenEnum):
    inline = "inline"
    detached = "detached"


class ReviewTarget(UnionModel, union="type"):
    type: str

    if TYPE_CHECKING:
        @property
        def root(self) -> "ReviewTargetMember": ...


if not TYPE_CHECKING:
    ReviewTargetMember = ReviewTarget


class ReviewStartParams(WireModel):
    delivery: ReviewDelivery | None = None
    target: ReviewTarget
    thread_id: str


class ReviewStartResponse(WireModel):
    review_thread_id: str
    turn: Turn


class UncommittedChangesReviewTarget(ReviewTarget, tag="uncommittedChanges"):
    type: Literal["uncommittedChanges"] = "uncommittedChanges"


class BaseBranchReviewTarget(ReviewTarget, tag="baseBranch"):
    branch: str
    type: Literal["baseBranch"] = "baseBranch"


class CommitReviewTarget(ReviewTarget, tag="commit"):
    sha: str
    title: str | None = None
    type: Literal["commit"] = "commit"


class CustomReviewTarget(ReviewTarget, tag="custom"):
    instructions: str
    type: Literal["custom"] = "custom"


class UnknownReviewTarget(ReviewTarget, unknown=True):
    pass

    if TYPE_CHECKING:
        type: Literal["(unknown)"]


class SandboxMode(OpenEnum):
    read_only = "read-only"
    workspace_write = "workspace-write"
    danger_full_access = "danger-full-access"


class SelectedCapabilityRoot(WireModel):
    id: str
    location: CapabilityRootLocation


class SortDirection(OpenEnum):
    asc = "asc"
    desc = "desc"


class ThreadApproveGuardianDeniedActionParams(WireModel):
    event: JsonValue = None
    thread_id: str


class ThreadApproveGuardianDeniedActionResponse(WireModel):
    pass


class ThreadArchiveParams(WireModel):
    thread_id: str


class ThreadAttachment(WireModel):
    attachment_type: str
    created_at: int
    id: str
    identity_key: str
    payload: JsonValue = None


class ThreadAttachmentAddOutcome(OpenEnum):
    created = "created"
    existing = "existing"


class ThreadAttachmentAddParams(WireModel):
    attachment_type: str
    identity_key: str
    payload: JsonValue = None
    thread_id: str


class ThreadAttachmentAddResponse(WireModel):
    attachment: ThreadAttachment
    outcome: ThreadAttachmentAddOutcome


class ThreadAttachmentListParams(WireModel):
    cursor: str | None = None
    limit: int | None = None
    thread_id: str


class ThreadAttachmentListResponse(WireModel):
    data: list[ThreadAttachment]
    next_cursor: str | None = None


class ThreadAttachmentOwner(WireModel):
    archived: bool
    thread_id: str


class ThreadAttachmentOwnerListParams(WireModel):
    archived: bool | None = None
    attachment_type: str
    cursor: str | None = None
    identity_key: str
    limit: int | None = None


class ThreadAttachmentOwnerListResponse(WireModel):
    data: list[ThreadAttachmentOwner]
    next_cursor: str | None = None


class ThreadAttachmentRemoveParams(WireModel):
    attachment_type: str
    identity_key: str
    thread_id: str


class ThreadAttachmentRemoveResponse(WireModel):
    pass


class ThreadBackgroundTerminal(WireModel):
    command: str
    cpu_percent: float | None = None
    cwd: LegacyAppPathString
    item_id: str
    os_pid: int | None = None
    process_id: str
    rss_kb: int | None = None


class ThreadBackgroundTerminalsCleanParams(WireModel):
    thread_id: str


class ThreadBackgroundTerminalsCleanResponse(WireModel):
    pass


class ThreadBackgroundTerminalsListParams(WireModel):
    cursor: str | None = None
    limit: int | None = None
    thread_id: str


class ThreadBackgroundTerminalsListResponse(WireModel):
    data: list[ThreadBackgroundTerminal]
    next_cursor: str | None = None


class ThreadBackgroundTerminalsTerminateParams(WireModel):
    process_id: str
    thread_id: str


class ThreadBackgroundTerminalsTerminateResponse(WireModel):
    terminated: bool


class ThreadCompactStartParams(WireModel):
    thread_id: str


class ThreadDecrementElicitationParams(WireModel):
    thread_id: str


class ThreadDecrementElicitationResponse(WireModel):
    count: int
    paused: bool


class ThreadDeleteParams(WireModel):
    thread_id: str


class ThreadDeleteResponse(WireModel):
    pass


class ThreadForkParams(WireModel):
    approval_policy: AskForApproval | None = None
    approvals_reviewer: ApprovalsReviewer | None = None
    base_instructions: str | None = None
    before_turn_id: str | None = None
    config: dict[str, JsonValue] | None = None
    cwd: str | None = None
    defer_goal_continuation: bool | None = None
    developer_instructions: str | None = None
    ephemeral: bool | None = None
    exclude_turns: bool | None = None
    experimental_prediction_mode: bool | None = None
    last_turn_id: str | None = None
    model: str | None = None
    model_provider: str | None = None
    path: str | None = None
    permissions: str | None = None
    runtime_workspace_roots: list[AbsolutePathBuf] | None = None
    sandbox: SandboxMode | None = None
    service_tier: str | None = None
    thread_id: str
    thread_source: ThreadSource | None = None


class ThreadGoalMutationOrigin(OpenEnum):
    user = "user"
    automatic = "automatic"


class ThreadGoalClearParams(WireModel):
    origin: ThreadGoalMutationOrigin | None = None
    thread_id: str


class ThreadGoalClearResponse(WireModel):
    cleared: bool


class ThreadGoalGetParams(WireModel):
    thread_id: str


class ThreadGoalGetResponse(WireModel):
    goal: ThreadGoal | None = None


class ThreadGoalSetParams(WireModel):
    objective: str | None = None
    origin: ThreadGoalMutationOrigin | None = None
    status: ThreadGoalStatus | None = None
    thread_id: str
    token_budget: int | None = None


class ThreadGoalSetResponse(WireModel):
    goal: ThreadGoal


class ThreadIncrementElicitationParams(WireModel):
    thread_id: str


class ThreadIncrementElicitationResponse(WireModel):
    count: int
    paused: bool


class ThreadInjectItemsParams(WireModel):
    items: list[JsonValue]
    thread_id: str


class ThreadInjectItemsResponse(WireModel):
    pass


class ThreadItemEntry(WireModel):
    completed_at_ms: int | None = None
    item: ThreadItemMember
    started_at_ms: int | None = None
    turn_id: str


class ThreadItemsListAnchor(UnionModel, union="type"):
    type: str

    if TYPE_CHECKING:
        item_id: str

        @property
        def root(self) -> "ThreadItemsListAnchorMember": ...


if not TYPE_CHECKING:
    ThreadItemsListAnchorMember = ThreadItemsListAnchor


class ItemThreadItemsListAnchor(ThreadItemsListAnchor, tag="item"):
    item_id: str
    type: Literal["item"] = "item"


class UnknownThreadItemsListAnchor(ThreadItemsListAnchor, unknown=True):
    pass

    if TYPE_CHECKING:
        type: Literal["(unknown)"]


ThreadItemsListCursor: TypeAlias = str | ThreadItemsListAnchor


class ThreadItemsListParams(WireModel):
    cursor: ThreadItemsListCursor | None = None
    limit: int | None = None
    sort_direction: SortDirection | None = None
    thread_id: str
    turn_id: str | None = None


class ThreadItemsListResponse(WireModel):
    backwards_cursor: str | None = None
    data: list[ThreadItemEntry]
    next_cursor: str | None = None


class ThreadItemsReadParams(WireModel):
    item_ids: list[str]
    thread_id: str
    turn_id: str


class ThreadItemsReadResponse(WireModel):
    data: list[ThreadItemEntry]


ThreadListCwdFilter: TypeAlias = str | list[str]


class ThreadSortKey(OpenEnum):
    created_at = "created_at"
    updated_at = "updated_at"
    recency_at = "recency_at"
    section_position = "section_position"


class ThreadSourceKind(OpenEnum):
    cli = "cli"
    vscode = "vscode"
    exec = "exec"
    app_server = "appServer"
    sub_agent = "subAgent"
    sub_agent_review = "subAgentReview"
    sub_agent_compact = "subAgentCompact"
    sub_agent_thread_spawn = "subAgentThreadSpawn"
    sub_agent_other = "subAgentOther"
    unknown = "unknown"


class ThreadListParams(WireModel):
    ancestor_thread_id: str | None = None
    archived: bool | None = None
    cursor: str | None = None
    cwd: ThreadListCwdFilter | None = None
    excluded_thread_ids: list[str] | None = None
    limit: int | None = None
    model_providers: list[str] | None = None
    originators: list[str] | None = None
    parent_thread_id: str | None = None
    project_id: str | None = None
    search_term: str | None = None
    section_id: str | None = None
    sort_direction: SortDirection | None = None
    sort_key: ThreadSortKey | None = None
    source_kinds: list[ThreadSourceKind] | None = None
    use_state_db_only: bool | None = None


class ThreadLoadedListParams(WireModel):
    cursor: str | None = None
    limit: int | None = None


class ThreadLoadedListResponse(WireModel):
    data: list[str]
    next_cursor: str | None = None


class ThreadMemoryMode(OpenEnum):
    enabled = "enabled"
    disabled = "disabled"


class ThreadMemoryModeSetParams(WireModel):
    mode: ThreadMemoryMode
    thread_id: str


class ThreadMemoryModeSetResponse(WireModel):
    pass


class ThreadMetadataGitInfoUpdateParams(WireModel):
    branch: str | None = None
    origin_url: str | None = None
    sha: str | None = None


class ThreadMetadataUpdateParams(WireModel):
    daybreak_enabled: bool | None = None
    git_info: ThreadMetadataGitInfoUpdateParams | None = None
    project_id: str | None = None
    thread_id: str


class ThreadMetadataUpdateResponse(WireModel):
    thread: Thread


class ThreadPredictionRequestParams(WireModel):
    source_turn_id: str
    thread_id: str


class ThreadPredictionRequestResponse(WireModel):
    pass


class ThreadQueueAddParams(WireModel):
    client_user_message_id: str
    input: list[UserInput]
    thread_id: str


class ThreadQueueAddResponse(WireModel):
    queued_submission: QueuedSubmission


class ThreadQueueDeleteParams(WireModel):
    queued_submission_id: str
    thread_id: str


class ThreadQueueDeleteResponse(WireModel):
    deleted: bool


class ThreadQueueListParams(WireModel):
    cursor: str | None = None
    limit: int | None = None
    thread_id: str


class ThreadQueueListResponse(WireModel):
    data: list[QueuedSubmission]
    next_cursor: str | None = None


class ThreadQueueReorderParams(WireModel):
    queued_submission_ids: list[str]
    thread_id: str


class ThreadQueueReorderResponse(WireModel):
    pass


class ThreadQueueStartParams(WireModel):
    queued_submission_id: str | None = None
    thread_id: str


class ThreadQueueStartResponse(WireModel):
    turn: Turn


class ThreadQueueUpdateParams(WireModel):
    input: list[UserInput]
    queued_submission_id: str
    thread_id: str


class ThreadQueueUpdateResponse(WireModel):
    queued_submission: QueuedSubmission


class ThreadReadParams(WireModel):
    include_turns: bool | None = None
    thread_id: str


class ThreadReadStateOperation(UnionModel, union="type"):
    type: str

    if TYPE_CHECKING:
        @property
        def root(self) -> "ThreadReadStateOperationMember": ...


if not TYPE_CHECKING:
    ThreadReadStateOperationMember = ThreadReadStateOperation


class ReadThreadReadStateOperation(ThreadReadStateOperation, tag="read"):
    type: Literal["read"] = "read"


class UnreadThreadReadStateOperation(ThreadReadStateOperation, tag="unread"):
    type: Literal["unread"] = "unread"


class UnknownThreadReadStateOperation(ThreadReadStateOperation, unknown=True):
    pass

    if TYPE_CHECKING:
        type: Literal["(unknown)"]


class ThreadReadStateUpdateParams(WireModel):
    expected_revision: str
    operation: ThreadReadStateOperation
    thread_id: str


class ThreadReadStateUpdateResponse(WireModel):
    read_state: ThreadReadState


class ThreadRealtimeBemItemPresentation(UnionModel, union="type"):
    type: str

    if TYPE_CHECKING:
        @property
        def root(self) -> "ThreadRealtimeBemItemPresentationMember": ...


if not TYPE_CHECKING:
    ThreadRealtimeBemItemPresentationMember = ThreadRealtimeBemItemPresentation


class WholeItemThreadRealtimeBemItemPresentation(ThreadRealtimeBemItemPresentation, tag="wholeItem"):
    type: Literal["wholeItem"] = "wholeItem"


class InlineMarkdownThreadRealtimeBemItemPresentation(ThreadRealtimeBemItemPresentation, tag="inlineMarkdown"):
    type: Literal["inlineMarkdown"] = "inlineMarkdown"


class InlineVisualizationThreadRealtimeBemItemPresentation(ThreadRealtimeBemItemPresentation, tag="inlineVisualization"):
    index: int
    type: Literal["inlineVisualization"] = "inlineVisualization"


class UnknownThreadRealtimeBemItemPresentation(ThreadRealtimeBemItemPresentation, unknown=True):
    pass

    if TYPE_CHECKING:
        type: Literal["(unknown)"]


class ThreadRealtimeItem(UnionModel, union="type"):
    type: str
    id: str
    realtime_session_id: str

    if TYPE_CHECKING:
        @property
        def root(self) -> "ThreadRealtimeItemMember": ...


if not TYPE_CHECKING:
    ThreadRealtimeItemMember = ThreadRealtimeItem


class RealtimeSessionStartedThreadRealtimeItem(ThreadRealtimeItem, tag="realtimeSessionStarted"):
    type: Literal["realtimeSessionStarted"] = "realtimeSessionStarted"


class ThreadRealtimeTranscriptRole(OpenEnum):
    user = "user"
    assistant = "assistant"


class TranscriptSegmentThreadRealtimeItem(ThreadRealtimeItem, tag="transcriptSegment"):
    role: ThreadRealtimeTranscriptRole
    text: str
    type: Literal["transcriptSegment"] = "transcriptSegment"


class BemItemPromotedThreadRealtimeItem(ThreadRealtimeItem, tag="bemItemPromoted"):
    item_id: str
    presentation: "ThreadRealtimeBemItemPresentationMember"
    turn_id: str
    type: Literal["bemItemPromoted"] = "bemItemPromoted"


class ThreadRealtimeSessionOutcome(OpenEnum):
    ended = "ended"
    failed = "failed"


class RealtimeSessionClosedThreadRealtimeItem(ThreadRealtimeItem, tag="realtimeSessionClosed"):
    outcome: ThreadRealtimeSessionOutcome
    type: Literal["realtimeSessionClosed"] = "realtimeSessionClosed"


class UnknownThreadRealtimeItem(ThreadRealtimeItem, unknown=True):
    pass

    if TYPE_CHECKING:
        type: Literal["(unknown)"]


class ThreadResumeInitialTurnsPageParams(WireModel):
    items_view: TurnItemsView | None = None
    limit: int | None = None
    sort_direction: SortDirection | None = None


class ThreadResumeParams(WireModel):
    approval_policy: AskForApproval | None = None
    approvals_reviewer: ApprovalsReviewer | None = None
    base_instructions: str | None = None
    config: dict[str, JsonValue] | None = None
    cwd: str | None = None
    developer_instructions: str | None = None
    exclude_turns: bool | None = None
    history: list[ResponseItem] | None = None
    initial_turns_page: ThreadResumeInitialTurnsPageParams | None = None
    model: str | None = None
    model_provider: str | None = None
    path: str | None = None
    permissions: str | None = None
    personality: Personality | None = None
    runtime_workspace_roots: list[AbsolutePathBuf] | None = None
    sandbox: SandboxMode | None = None
    service_tier: str | None = None
    thread_id: str


class ThreadRevertParams(WireModel):
    before_turn_id: str
    thread_id: str


class ThreadRevertResponse(WireModel):
    items_backwards_cursor: str | None = None
    thread: Thread
    turns_backwards_cursor: str | None = None


class ThreadSearchTextRange(WireModel):
    end: int
    start: int


class ThreadSearchOccurrence(WireModel):
    item_id: str
    snippet: str
    snippet_match_range: ThreadSearchTextRange
    turn_cursor: str
    turn_id: str


class ThreadSearchOccurrencesParams(WireModel):
    cursor: str | None = None
    limit: int | None = None
    search_term: str
    thread_id: str


class ThreadSearchOccurrencesResponse(WireModel):
    data: list[ThreadSearchOccurrence]
    next_cursor: str | None = None


class ThreadSearchSortKey(OpenEnum):
    created_at = "created_at"
    updated_at = "updated_at"
    recency_at = "recency_at"


class ThreadSearchParams(WireModel):
    archived: bool | None = None
    cursor: str | None = None
    limit: int | None = None
    search_term: str
    sort_direction: SortDirection | None = None
    sort_key: ThreadSearchSortKey | None = None
    source_kinds: list[ThreadSourceKind] | None = None


class ThreadSearchResult(WireModel):
    snippet: str
    thread: Thread


class ThreadSearchResponse(WireModel):
    backwards_cursor: str | None = None
    data: list[ThreadSearchResult]
    next_cursor: str | None = None


class ThreadSectionMoveParams(WireModel):
    before_thread_id: str | None = None
    section_id: str | None = None
    thread_id: str


class ThreadSectionMoveResponse(WireModel):
    pass


class ThreadSetNameParams(WireModel):
    name: str
    thread_id: str


class ThreadSettingsUpdateParams(WireModel):
    approval_policy: AskForApproval | None = None
    approvals_reviewer: ApprovalsReviewer | None = None
    collaboration_mode: CollaborationMode | None = None
    cwd: str | None = None
    disabled_plugin_ids: list[str] | None = None
    effort: ReasoningEffort | None = None
    model: str | None = None
    multi_agent_mode: MultiAgentMode | None = None
    permissions: str | None = None
    personality: Personality | None = None
    sandbox_policy: SandboxPolicy | None = None
    service_tier: str | None = None
    summary: ReasoningSummary | None = None
    thread_id: str


class ThreadSettingsUpdateResponse(WireModel):
    pass


class ThreadShellCommandParams(WireModel):
    command: str
    thread_id: str
    timeout_ms: int | None = None


class ThreadShellCommandResponse(WireModel):
    pass


class ThreadStartSource(OpenEnum):
    startup = "startup"
    clear = "clear"


class TurnEnvironmentParams(WireModel):
    cwd: LegacyAppPathString
    environment_id: str
    runtime_workspace_roots: list[LegacyAppPathString] | None = None


class ThreadStartParams(WireModel):
    allow_provider_model_fallback: bool | None = None
    approval_policy: AskForApproval | None = None
    approvals_reviewer: ApprovalsReviewer | None = None
    base_instructions: str | None = None
    config: dict[str, JsonValue] | None = None
    cwd: str | None = None
    daybreak_enabled: bool | None = None
    developer_instructions: str | None = None
    dynamic_tools: list[DynamicToolSpec] | None = None
    environments: list[TurnEnvironmentParams] | None = None
    ephemeral: bool | None = None
    experimental_raw_events: bool | None = None
    history_mode: ThreadHistoryMode | None = None
    mock_experimental_field: str | None = None
    model: str | None = None
    model_provider: str | None = None
    multi_agent_mode: MultiAgentMode | None = None
    permissions: str | None = None
    personality: Personality | None = None
    project_id: str | None = None
    runtime_workspace_roots: list[AbsolutePathBuf] | None = None
    sandbox: SandboxMode | None = None
    selected_capability_roots: list[SelectedCapabilityRoot] | None = None
    service_name: str | None = None
    service_tier: str | None = None
    session_start_source: ThreadStartSource | None = None
    thread_source: ThreadSource | None = None


class ThreadTimelineEntry(UnionModel, union="type"):
    type: str

    if TYPE_CHECKING:
        position: int

        @property
        def root(self) -> "ThreadTimelineEntryMember": ...


if not TYPE_CHECKING:
    ThreadTimelineEntryMember = ThreadTimelineEntry


class ItemThreadTimelineEntry(ThreadTimelineEntry, tag="item"):
    item: ThreadItemMember
    position: int
    turn_id: str
    type: Literal["item"] = "item"


class RealtimeThreadTimelineEntry(ThreadTimelineEntry, tag="realtime"):
    item: "ThreadRealtimeItemMember"
    position: int
    type: Literal["realtime"] = "realtime"


class TurnStartedThreadTimelineEntry(ThreadTimelineEntry, tag="turnStarted"):
    position: int
    started_at: int | None = None
    turn_id: str
    type: Literal["turnStarted"] = "turnStarted"


class TurnCompletedThreadTimelineEntry(ThreadTimelineEntry, tag="turnCompleted"):
    completed_at: int | None = None
    duration_ms: int | None = None
    error: TurnError | None = None
    position: int
    started_at: int | None = None
    status: TurnStatus
    turn_id: str
    type: Literal["turnCompleted"] = "turnCompleted"


class UnknownThreadTimelineEntry(ThreadTimelineEntry, unknown=True):
    pass

    if TYPE_CHECKING:
        type: Literal["(unknown)"]


class ThreadTimelineListParams(WireModel):
    cursor: str | None = None
    limit: int | None = None
    thread_id: str


class ThreadTimelineListResponse(WireModel):
    active_realtime_session_at_page_start: str | None = None
    data: "list[ThreadTimelineEntryMember]"
    next_cursor: str | None = None


class ThreadTurnsListParams(WireModel):
    cursor: str | None = None
    items_view: TurnItemsView | None = None
    limit: int | None = None
    sort_direction: SortDirection | None = None
    thread_id: str


class ThreadUnarchiveParams(WireModel):
    thread_id: str


class ThreadUnsubscribeParams(WireModel):
    thread_id: str


class ThreadUnsubscribeStatus(OpenEnum):
    not_loaded = "notLoaded"
    not_subscribed = "notSubscribed"
    unsubscribed = "unsubscribed"


class ThreadUnsubscribeResponse(WireModel):
    status: ThreadUnsubscribeStatus


class TurnInterruptParams(WireModel):
    thread_id: str
    turn_id: str


class TurnSettingsUpdateParams(WireModel):
    approvals_reviewer: ApprovalsReviewer | None = None
    effort: ReasoningEffort | None = None
    model: str | None = None
    service_tier: str | None = None
    summary: ReasoningSummary | None = None
    thread_id: str
    turn_id: str


class TurnSettingsUpdateStatus(OpenEnum):
    applied = "applied"
    target_unavailable = "targetUnavailable"


class TurnSettingsUpdateResponse(WireModel):
    status: TurnSettingsUpdateStatus


class TurnToolOutput(WireModel):
    name: str
    namespace: str | None = None
    output: FunctionCallOutputBody
    retain: bool | None = None


class TurnStartParams(WireModel):
    additional_context: dict[str, AdditionalContextEntry] | None = None
    approval_policy: AskForApproval | None = None
    approvals_reviewer: ApprovalsReviewer | None = None
    client_user_message_id: str | None = None
    collaboration_mode: CollaborationMode | None = None
    cwd: str | None = None
    cyber_access_program: CyberAccessProgram | None = None
    disabled_plugin_ids: list[str] | None = None
    effort: ReasoningEffort | None = None
    environments: list[TurnEnvironmentParams] | None = None
    input: list[UserInput]
    model: str | None = None
    multi_agent_mode: MultiAgentMode | None = None
    output_schema: JsonValue = None
    parent_turn_id: str | None = None
    permissions: str | None = None
    personality: Personality | None = None
    responsesapi_client_metadata: dict[str, str] | None = None
    root_turn_id: str | None = None
    runtime_workspace_roots: list[AbsolutePathBuf] | None = None
    sandbox_policy: SandboxPolicy | None = None
    service_tier: str | None = None
    service_tier_for_turn: str | None = None
    summary: ReasoningSummary | None = None
    thread_id: str
    tool_output: TurnToolOutput | None = None
    turn_trigger: str | None = None


class TurnSteerParams(WireModel):
    additional_context: dict[str, AdditionalContextEntry] | None = None
    client_user_message_id: str | None = None
    expected_turn_id: str
    input: list[UserInput]
    responsesapi_client_metadata: dict[str, str] | None = None
    thread_id: str


if TYPE_CHECKING:
    AgentMessageInputContentMember: TypeAlias = InputTextAgentMessageInputContent | EncryptedContentAgentMessageInputContent | UnknownAgentMessageInputContent
    CapabilityRootLocationMember: TypeAlias = EnvironmentCapabilityRootLocation | UnknownCapabilityRootLocation
    ContentItemMember: TypeAlias = InputTextContentItem | InputImageContentItem | InputAudioContentItem | OutputTextContentItem | UnknownContentItem
    DynamicToolNamespaceToolMember: TypeAlias = FunctionDynamicToolNamespaceTool | UnknownDynamicToolNamespaceTool
    DynamicToolSpecMember: TypeAlias = FunctionDynamicToolSpec | NamespaceDynamicToolSpec | UnknownDynamicToolSpec
    LocalShellActionMember: TypeAlias = ExecLocalShellAction | UnknownLocalShellAction
    ReasoningItemContentMember: TypeAlias = ReasoningTextReasoningItemContent | TextReasoningItemContent | UnknownReasoningItemContent
    ReasoningItemReasoningSummaryMember: TypeAlias = SummaryTextReasoningItemReasoningSummary | UnknownReasoningItemReasoningSummary
    ResponseItemMember: TypeAlias = AdditionalToolsResponseItem | MessageResponseItem | AgentMessageResponseItem | ReasoningResponseItem | LocalShellCallResponseItem | FunctionCallResponseItem | ToolSearchCallResponseItem | FunctionCallOutputResponseItem | CustomToolCallResponseItem | CustomToolCallOutputResponseItem | ToolSearchOutputResponseItem | WebSearchCallResponseItem | ImageGenerationCallResponseItem | CompactionResponseItem | ConfigurationUpdateResponseItem | CompactionTriggerResponseItem | ContextCompactionResponseItem | OtherResponseItem | UnknownResponseItem
    ResponsesApiWebSearchActionMember: TypeAlias = SearchResponsesApiWebSearchAction | OpenPageResponsesApiWebSearchAction | FindInPageResponsesApiWebSearchAction | OtherResponsesApiWebSearchAction | UnknownResponsesApiWebSearchAction
    ReviewTargetMember: TypeAlias = UncommittedChangesReviewTarget | BaseBranchReviewTarget | CommitReviewTarget | CustomReviewTarget | UnknownReviewTarget
    ThreadItemsListAnchorMember: TypeAlias = ItemThreadItemsListAnchor | UnknownThreadItemsListAnchor
    ThreadReadStateOperationMember: TypeAlias = ReadThreadReadStateOperation | UnreadThreadReadStateOperation | UnknownThreadReadStateOperation
    ThreadRealtimeBemItemPresentationMember: TypeAlias = WholeItemThreadRealtimeBemItemPresentation | InlineMarkdownThreadRealtimeBemItemPresentation | InlineVisualizationThreadRealtimeBemItemPresentation | UnknownThreadRealtimeBemItemPresentation
    ThreadRealtimeItemMember: TypeAlias = RealtimeSessionStartedThreadRealtimeItem | TranscriptSegmentThreadRealtimeItem | BemItemPromotedThreadRealtimeItem | RealtimeSessionClosedThreadRealtimeItem | UnknownThreadRealtimeItem
    ThreadTimelineEntryMember: TypeAlias = ItemThreadTimelineEntry | RealtimeThreadTimelineEntry | TurnStartedThreadTimelineEntry | TurnCompletedThreadTimelineEntry | UnknownThreadTimelineEntry
