# Written by sdk/generate.py from the server's schema. Do not edit: run `make generate`.
from typing import TYPE_CHECKING, Literal
from pydantic import Field
from typing_extensions import TypeAlias
from ._base import JsonValue, OpenEnum, UnionModel, WireModel

__all__ = [
    "AbsolutePathBuf", "AgentMessageDelivery", "AgentMessageDeltaNotification", "AsyncUserInputQuestion",
    "ByteRange", "CollabAgentStatus", "CollabAgentState", "CollabAgentTool", "CollabAgentToolCallStatus",
    "CommandAction", "LegacyAppPathString", "ReadCommandAction", "ListFilesCommandAction",
    "SearchCommandAction", "UnknownCommandAction", "UnrecognisedCommandAction",
    "CommandExecutionOutputDeltaNotification", "CommandExecutionSource", "CommandExecutionStatus",
    "DynamicToolCallOutputContentItem", "InputTextDynamicToolCallOutputContentItem",
    "InputImageDynamicToolCallOutputContentItem", "InputAudioDynamicToolCallOutputContentItem",
    "UnknownDynamicToolCallOutputContentItem", "DynamicToolCallStatus", "FileChangeOutputDeltaNotification",
    "PatchChangeKind", "FileUpdateChange", "FileChangePatchUpdatedNotification",
    "FunctionCallOutputContentItem", "FunctionCallOutputBody", "InputTextFunctionCallOutputContentItem",
    "ImageDetail", "InputImageFunctionCallOutputContentItem", "InputAudioFunctionCallOutputContentItem",
    "EncryptedContentFunctionCallOutputContentItem", "UnknownFunctionCallOutputContentItem",
    "HookPromptFragment", "ImageGenerationFailure", "UsageLimitExceededImageGenerationFailure",
    "UnknownImageGenerationFailure", "ThreadItem", "ItemCompletedNotification", "ItemStartedNotification",
    "McpAppDisplayMode", "McpAppUi", "McpToolCallAppContext", "McpToolCallError",
    "McpToolCallProgressNotification", "McpToolCallResult", "McpToolCallStatus", "MemoryCitationEntry",
    "MemoryCitation", "MessagePhase", "PatchApplyStatus", "AddPatchChangeKind", "DeletePatchChangeKind",
    "UpdatePatchChangeKind", "UnknownPatchChangeKind", "PlanDeltaNotification", "ReasoningEffort",
    "ReasoningSummaryPartAddedNotification", "ReasoningSummaryTextDeltaNotification",
    "ReasoningTextDeltaNotification", "SubAgentActivityKind", "TerminalInteractionNotification",
    "TextElement", "UserInput", "UserMessageThreadItem", "HookPromptThreadItem", "AgentMessageThreadItem",
    "FunctionCallOutputThreadItem", "PlanThreadItem", "ReasoningThreadItem", "CommandExecutionThreadItem",
    "FileChangeThreadItem", "McpToolCallThreadItem", "DynamicToolCallThreadItem",
    "CollabAgentToolCallThreadItem", "SubAgentActivityThreadItem", "WebSearchAction", "WebSearchThreadItem",
    "ImageViewThreadItem", "SleepThreadItem", "ImageGenerationThreadItem", "EnteredReviewModeThreadItem",
    "ExitedReviewModeThreadItem", "ContextCompactionThreadItem", "UnknownThreadItem", "TextUserInput",
    "ImageUserInput", "LocalImageUserInput", "AudioUserInput", "LocalAudioUserInput", "SkillUserInput",
    "MentionUserInput", "UnknownUserInput", "SearchWebSearchAction", "OpenPageWebSearchAction",
    "FindInPageWebSearchAction", "OtherWebSearchAction", "UnknownWebSearchAction", "CommandActionMember",
    "DynamicToolCallOutputContentItemMember", "PatchChangeKindMember", "FunctionCallOutputContentItemMember",
    "ImageGenerationFailureMember", "ThreadItemMember", "UserInputMember", "WebSearchActionMember",
]


AbsolutePathBuf: TypeAlias = str


class AgentMessageDelivery(OpenEnum):
    async_ = "async"


class AgentMessageDeltaNotification(WireModel):
    delta: str
    item_id: str
    thread_id: str
    turn_id: str


class AsyncUserInputQuestion(WireModel):
    options: list[str] | None = None
    title: str


class ByteRange(WireModel):
    end: int
    start: int


class CollabAgentStatus(OpenEnum):
    pending_init = "pendingInit"
    running = "running"
    interrupted = "interrupted"
    completed = "completed"
    errored = "errored"
    shutdown = "shutdown"
    not_found = "notFound"


class CollabAgentState(WireModel):
    message: str | None = None
    status: CollabAgentStatus


class CollabAgentTool(OpenEnum):
    spawn_agent = "spawnAgent"
    send_input = "sendInput"
    resume_agent = "resumeAgent"
    wait = "wait"
    close_agent = "closeAgent"
    send_message = "sendMessage"
    followup_task = "followupTask"
    interrupt_agent = "interruptAgent"
    list_agents = "listAgents"


class CollabAgentToolCallStatus(OpenEnum):
    in_progress = "inProgress"
    completed = "completed"
    failed = "failed"
    interrupted = "interrupted"


class CommandAction(UnionModel, union="type"):
    type: str

    if TYPE_CHECKING:
        command: str

        @property
        def root(self) -> "CommandActionMember": ...


if not TYPE_CHECKING:
    CommandActionMember = CommandAction


LegacyAppPathString: TypeAlias = str


class ReadCommandAction(CommandAction, tag="read"):
    command: str
    name: str
    path: LegacyAppPathString
    type: Literal["read"] = "read"


class ListFilesCommandAction(CommandAction, tag="listFiles"):
    command: str
    path: str | None = None
    type: Literal["listFiles"] = "listFiles"


class SearchCommandAction(CommandAction, tag="search"):
    command: str
    path: str | None = None
    query: str | None = None
    type: Literal["search"] = "search"


class UnknownCommandAction(CommandAction, tag="unknown"):
    command: str
    type: Literal["unknown"] = "unknown"


class UnrecognisedCommandAction(CommandAction, unknown=True):
    pass

    if TYPE_CHECKING:
        type: Literal["(unknown)"]


class CommandExecutionOutputDeltaNotification(WireModel):
    delta: str
    item_id: str
    thread_id: str
    turn_id: str


class CommandExecutionSource(OpenEnum):
    agent = "agent"
    user_shell = "userShell"
    unified_exec_startup = "unifiedExecStartup"
    unified_exec_interaction = "unifiedExecInteraction"


class CommandExecutionStatus(OpenEnum):
    in_progress = "inProgress"
    completed = "completed"
    failed = "failed"
    declined = "declined"


class DynamicToolCallOutputContentItem(UnionModel, union="type"):
    type: str

    if TYPE_CHECKING:
        @property
        def root(self) -> "DynamicToolCallOutputContentItemMember": ...


if not TYPE_CHECKING:
    DynamicToolCallOutputContentItemMember = DynamicToolCallOutputContentItem


class InputTextDynamicToolCallOutputContentItem(DynamicToolCallOutputContentItem, tag="inputText"):
    text: str
    type: Literal["inputText"] = "inputText"


class InputImageDynamicToolCallOutputContentItem(DynamicToolCallOutputContentItem, tag="inputImage"):
    image_url: str
    type: Literal["inputImage"] = "inputImage"


class InputAudioDynamicToolCallOutputContentItem(DynamicToolCallOutputContentItem, tag="inputAudio"):
    audio_url: str
    type: Literal["inputAudio"] = "inputAudio"


class UnknownDynamicToolCallOutputContentItem(DynamicToolCallOutputContentItem, unknown=True):
    pass

    if TYPE_CHECKING:
        type: Literal["(unknown)"]


class DynamicToolCallStatus(OpenEnum):
    in_progress = "inProgress"
    completed = "completed"
    failed = "failed"


class FileChangeOutputDeltaNotification(WireModel):
    delta: str
    item_id: str
    thread_id: str
    turn_id: str


class PatchChangeKind(UnionModel, union="type"):
    type: str

    if TYPE_CHECKING:
        @property
        def root(self) -> "PatchChangeKindMember": ...


if not TYPE_CHECKING:
    PatchChangeKindMember = PatchChangeKind


class FileUpdateChange(WireModel):
    diff: str
    kind: "PatchChangeKindMember"
    path: str


class FileChangePatchUpdatedNotification(WireModel):
    changes: list[FileUpdateChange]
    item_id: str
    thread_id: str
    turn_id: str


class FunctionCallOutputContentItem(UnionModel, union="type"):
    type: str

    if TYPE_CHECKING:
        @property
        def root(self) -> "FunctionCallOutputContentItemMember": ...


if not TYPE_CHECKING:
    FunctionCallOutputContentItemMember = FunctionCallOutputContentItem


FunctionCallOutputBody: TypeAlias = str | list[FunctionCallOutputContentItem]


class InputTextFunctionCallOutputContentItem(FunctionCallOutputContentItem, tag="input_text"):
    text: str
    type: Literal["input_text"] = "input_text"


class ImageDetail(OpenEnum):
    auto = "auto"
    low = "low"
    high = "high"
    original = "original"


class InputImageFunctionCallOutputContentItem(FunctionCallOutputContentItem, tag="input_image"):
    image_url: str | None = Field(default=None, validation_alias="image_url", serialization_alias="image_url")
    file_id: str | None = Field(default=None, validation_alias="file_id", serialization_alias="file_id")
    detail: ImageDetail | None = None
    type: Literal["input_image"] = "input_image"


class InputAudioFunctionCallOutputContentItem(FunctionCallOutputContentItem, tag="input_audio"):
    audio_url: str = Field(validation_alias="audio_url", serialization_alias="audio_url")
    type: Literal["input_audio"] = "input_audio"


class EncryptedContentFunctionCallOutputContentItem(FunctionCallOutputContentItem, tag="encrypted_content"):
    encrypted_content: str = Field(validation_alias="encrypted_content", serialization_alias="encrypted_content")
    type: Literal["encrypted_content"] = "encrypted_content"


class UnknownFunctionCallOutputContentItem(FunctionCallOutputContentItem, unknown=True):
    pass

    if TYPE_CHECKING:
        type: Literal["(unknown)"]


class HookPromptFragment(WireModel):
    hook_run_id: str
    text: str


class ImageGenerationFailure(UnionModel, union="type"):
    type: str

    if TYPE_CHECKING:
        limit_id: str

        @property
        def root(self) -> "ImageGenerationFailureMember": ...


if not TYPE_CHECKING:
    ImageGenerationFailureMember = ImageGenerationFailure


class UsageLimitExceededImageGenerationFailure(ImageGenerationFailure, tag="usageLimitExceeded"):
    limit_id: str
    resets_at: int | None = None
    type: Literal["usageLimitExceeded"] = "usageLimitExceeded"


class UnknownImageGenerationFailure(ImageGenerationFailure, unknown=True):
    pass

    if TYPE_CHECKING:
        type: Literal["(unknown)"]


class ThreadItem(UnionModel, union="type"):
    type: str

    if TYPE_CHECKING:
        id: str

        @property
        def root(self) -> "ThreadItemMember": ...


if not TYPE_CHECKING:
    ThreadItemMember = ThreadItem


class ItemCompletedNotification(WireModel):
    completed_at_ms: int
    item: "ThreadItemMember"
    thread_id: str
    turn_id: str


class ItemStartedNotification(WireModel):
    item: "ThreadItemMember"
    started_at_ms: int
    thread_id: str
    turn_id: str


class McpAppDisplayMode(OpenEnum):
    inline = "inline"
    fullscreen = "fullscreen"


class McpAppUi(WireModel):
    preferred_model_display_mode: McpAppDisplayMode
    resource_uri: str


class McpToolCallAppContext(WireModel):
    action_name: str | None = None
    app_name: str | None = None
    connector_id: str
    link_id: str | None = None
    resource_uri: str | None = None


class McpToolCallError(WireModel):
    message: str


class McpToolCallProgressNotification(WireModel):
    item_id: str
    message: str
    thread_id: str
    turn_id: str


class McpToolCallResult(WireModel):
    meta: JsonValue = Field(default=None, validation_alias="_meta", serialization_alias="_meta")
    content: list[JsonValue]
    structured_content: JsonValue = None


class McpToolCallStatus(OpenEnum):
    in_progress = "inProgress"
    completed = "completed"
    failed = "failed"


class MemoryCitationEntry(WireModel):
    line_end: int
    line_start: int
    note: str
    path: str


class MemoryCitation(WireModel):
    entries: list[MemoryCitationEntry]
    thread_ids: list[str]


class MessagePhase(OpenEnum):
    commentary = "commentary"
    partial_answer = "partial_answer"
    final_answer = "final_answer"


class PatchApplyStatus(OpenEnum):
    in_progress = "inProgress"
    completed = "completed"
    failed = "failed"
    declined = "declined"


class AddPatchChangeKind(PatchChangeKind, tag="add"):
    type: Literal["add"] = "add"


class DeletePatchChangeKind(PatchChangeKind, tag="delete"):
    type: Literal["delete"] = "delete"


class UpdatePatchChangeKind(PatchChangeKind, tag="update"):
    move_path: str | None = Field(default=None, validation_alias="move_path", serialization_alias="move_path")
    type: Literal["update"] = "update"


class UnknownPatchChangeKind(PatchChangeKind, unknown=True):
    pass

    if TYPE_CHECKING:
        type: Literal["(unknown)"]


class PlanDeltaNotification(WireModel):
    delta: str
    item_id: str
    thread_id: str
    turn_id: str


class ReasoningEffort(OpenEnum):
    none = "none"
    minimal = "minimal"
    low = "low"
    medium = "medium"
    high = "high"
    xhigh = "xhigh"
    max = "max"
    ultra = "ultra"


class ReasoningSummaryPartAddedNotification(WireModel):
    item_id: str
    summary_index: int
    thread_id: str
    turn_id: str


class ReasoningSummaryTextDeltaNotification(WireModel):
    delta: str
    item_id: str
    summary_index: int
    thread_id: str
    turn_id: str


class ReasoningTextDeltaNotification(WireModel):
    content_index: int
    delta: str
    item_id: str
    thread_id: str
    turn_id: str


class SubAgentActivityKind(OpenEnum):
    started = "started"
    interacted = "interacted"
    interrupted = "interrupted"
    completed = "completed"


class TerminalInteractionNotification(WireModel):
    item_id: str
    process_id: str
    stdin: str
    thread_id: str
    turn_id: str


class TextElement(WireModel):
    byte_range: ByteRange
    placeholder: str | None = None


class UserInput(UnionModel, union="type"):
    type: str

    if TYPE_CHECKING:
        @property
        def root(self) -> "UserInputMember": ...


if not TYPE_CHECKING:
    UserInputMember = UserInput


class UserMessageThreadItem(ThreadItem, tag="userMessage"):
    client_id: str | None = None
    content: list[UserInput]
    id: str
    type: Literal["userMessage"] = "userMessage"


class HookPromptThreadItem(ThreadItem, tag="hookPrompt"):
    fragments: list[HookPromptFragment]
    id: str
    type: Literal["hookPrompt"] = "hookPrompt"


class AgentMessageThreadItem(ThreadItem, tag="agentMessage"):
    delivery: AgentMessageDelivery | None = None
    id: str
    memory_citation: MemoryCitation | None = None
    phase: MessagePhase | None = None
    questions: list[AsyncUserInputQuestion] | None = None
    text: str
    type: Literal["agentMessage"] = "agentMessage"


class FunctionCallOutputThreadItem(ThreadItem, tag="functionCallOutput"):
    id: str
    name: str
    namespace: str | None = None
    output: FunctionCallOutputBody
    type: Literal["functionCallOutput"] = "functionCallOutput"


class PlanThreadItem(ThreadItem, tag="plan"):
    id: str
    text: str
    type: Literal["plan"] = "plan"


class ReasoningThreadItem(ThreadItem, tag="reasoning"):
    content: list[str] = []
    id: str
    summary: list[str] = []
    type: Literal["reasoning"] = "reasoning"


class CommandExecutionThreadItem(ThreadItem, tag="commandExecution"):
    aggregated_output: str | None = None
    command: str
    command_actions: "list[CommandActionMember]"
    cwd: LegacyAppPathString
    duration_ms: int | None = None
    exit_code: int | None = None
    id: str
    plugin_id: str | None = None
    process_id: str | None = None
    script_path: str | None = None
    source: CommandExecutionSource = CommandExecutionSource.agent
    status: CommandExecutionStatus
    type: Literal["commandExecution"] = "commandExecution"


class FileChangeThreadItem(ThreadItem, tag="fileChange"):
    changes: list[FileUpdateChange]
    id: str
    status: PatchApplyStatus
    type: Literal["fileChange"] = "fileChange"


class McpToolCallThreadItem(ThreadItem, tag="mcpToolCall"):
    app_context: McpToolCallAppContext | None = None
    arguments: JsonValue = None
    duration_ms: int | None = None
    error: McpToolCallError | None = None
    id: str
    mcp_app_resource_uri: str | None = None
    mcp_app_ui: McpAppUi | None = None
    plugin_id: str | None = None
    read_only_hint: bool | None = None
    result: McpToolCallResult | None = None
    server: str
    status: McpToolCallStatus
    tool: str
    type: Literal["mcpToolCall"] = "mcpToolCall"


class DynamicToolCallThreadItem(ThreadItem, tag="dynamicToolCall"):
    arguments: JsonValue = None
    content_items: list[DynamicToolCallOutputContentItem] | None = None
    duration_ms: int | None = None
    id: str
    namespace: str | None = None
    status: DynamicToolCallStatus
    success: bool | None = None
    tool: str
    type: Literal["dynamicToolCall"] = "dynamicToolCall"


class CollabAgentToolCallThreadItem(ThreadItem, tag="collabAgentToolCall"):
    agents_states: dict[str, CollabAgentState]
    id: str
    model: str | None = None
    prompt: str | None = None
    reasoning_effort: ReasoningEffort | None = None
    receiver_thread_ids: list[str]
    sender_thread_id: str
    status: CollabAgentToolCallStatus
    tool: CollabAgentTool
    type: Literal["collabAgentToolCall"] = "collabAgentToolCall"


class SubAgentActivityThreadItem(ThreadItem, tag="subAgentActivity"):
    agent_path: str
    agent_thread_id: str
    id: str
    kind: SubAgentActivityKind
    model: str | None = None
    reasoning_effort: ReasoningEffort | None = None
    type: Literal["subAgentActivity"] = "subAgentActivity"


class WebSearchAction(UnionModel, union="type"):
    type: str

    if TYPE_CHECKING:
        @property
        def root(self) -> "WebSearchActionMember": ...


if not TYPE_CHECKING:
    WebSearchActionMember = WebSearchAction


class WebSearchThreadItem(ThreadItem, tag="webSearch"):
    action: "WebSearchActionMember | None" = None
    id: str
    query: str
    results: list[JsonValue] | None = None
    type: Literal["webSearch"] = "webSearch"


class ImageViewThreadItem(ThreadItem, tag="imageView"):
    id: str
    path: LegacyAppPathString
    type: Literal["imageView"] = "imageView"


class SleepThreadItem(ThreadItem, tag="sleep"):
    duration_ms: int
    id: str
    type: Literal["sleep"] = "sleep"


class ImageGenerationThreadItem(ThreadItem, tag="imageGeneration"):
    failure: "ImageGenerationFailureMember | None" = None
    id: str
    result: str
    revised_prompt: str | None = None
    saved_path: AbsolutePathBuf | None = None
    status: str
    transparent_background: bool | None = None
    type: Literal["imageGeneration"] = "imageGeneration"


class EnteredReviewModeThreadItem(ThreadItem, tag="enteredReviewMode"):
    id: str
    review: str
    type: Literal["enteredReviewMode"] = "enteredReviewMode"


class ExitedReviewModeThreadItem(ThreadItem, tag="exitedReviewMode"):
    id: str
    review: str
    type: Literal["exitedReviewMode"] = "exitedReviewMode"


class ContextCompactionThreadItem(ThreadItem, tag="contextCompaction"):
    id: str
    type: Literal["contextCompaction"] = "contextCompaction"


class UnknownThreadItem(ThreadItem, unknown=True):
    pass

    if TYPE_CHECKING:
        type: Literal["(unknown)"]


class TextUserInput(UserInput, tag="text"):
    text: str
    text_elements: list[TextElement] = Field(default=[], validation_alias="text_elements", serialization_alias="text_elements")
    type: Literal["text"] = "text"


class ImageUserInput(UserInput, tag="image"):
    url: str | None = None
    file_id: str | None = None
    detail: ImageDetail | None = None
    type: Literal["image"] = "image"


class LocalImageUserInput(UserInput, tag="localImage"):
    detail: ImageDetail | None = None
    path: str
    type: Literal["localImage"] = "localImage"


class AudioUserInput(UserInput, tag="audio"):
    type: Literal["audio"] = "audio"
    url: str


class LocalAudioUserInput(UserInput, tag="localAudio"):
    path: str
    type: Literal["localAudio"] = "localAudio"


class SkillUserInput(UserInput, tag="skill"):
    name: str
    path: str
    type: Literal["skill"] = "skill"


class MentionUserInput(UserInput, tag="mention"):
    name: str
    path: str
    type: Literal["mention"] = "mention"


class UnknownUserInput(UserInput, unknown=True):
    pass

    if TYPE_CHECKING:
        type: Literal["(unknown)"]


class SearchWebSearchAction(WebSearchAction, tag="search"):
    queries: list[str] | None = None
    query: str | None = None
    type: Literal["search"] = "search"


class OpenPageWebSearchAction(WebSearchAction, tag="openPage"):
    type: Literal["openPage"] = "openPage"
    url: str | None = None


class FindInPageWebSearchAction(WebSearchAction, tag="findInPage"):
    pattern: str | None = None
    type: Literal["findInPage"] = "findInPage"
    url: str | None = None


class OtherWebSearchAction(WebSearchAction, tag="other"):
    type: Literal["other"] = "other"


class UnknownWebSearchAction(WebSearchAction, unknown=True):
    pass

    if TYPE_CHECKING:
        type: Literal["(unknown)"]


if TYPE_CHECKING:
    CommandActionMember: TypeAlias = ReadCommandAction | ListFilesCommandAction | SearchCommandAction | UnknownCommandAction | UnrecognisedCommandAction
    DynamicToolCallOutputContentItemMember: TypeAlias = InputTextDynamicToolCallOutputContentItem | InputImageDynamicToolCallOutputContentItem | InputAudioDynamicToolCallOutputContentItem | UnknownDynamicToolCallOutputContentItem
    PatchChangeKindMember: TypeAlias = AddPatchChangeKind | DeletePatchChangeKind | UpdatePatchChangeKind | UnknownPatchChangeKind
    FunctionCallOutputContentItemMember: TypeAlias = InputTextFunctionCallOutputContentItem | InputImageFunctionCallOutputContentItem | InputAudioFunctionCallOutputContentItem | EncryptedContentFunctionCallOutputContentItem | UnknownFunctionCallOutputContentItem
    ImageGenerationFailureMember: TypeAlias = UsageLimitExceededImageGenerationFailure | UnknownImageGenerationFailure
    ThreadItemMember: TypeAlias = UserMessageThreadItem | HookPromptThreadItem | AgentMessageThreadItem | FunctionCallOutputThreadItem | PlanThreadItem | ReasoningThreadItem | CommandExecutionThreadItem | FileChangeThreadItem | McpToolCallThreadItem | DynamicToolCallThreadItem | CollabAgentToolCallThreadItem | SubAgentActivityThreadItem | WebSearchThreadItem | ImageViewThreadItem | SleepThreadItem | ImageGenerationThreadItem | EnteredReviewModeThreadItem | ExitedReviewModeThreadItem | ContextCompactionThreadItem | UnknownThreadItem
    UserInputMember: TypeAlias = TextUserInput | ImageUserInput | LocalImageUserInput | AudioUserInput | LocalAudioUserInput | SkillUserInput | MentionUserInput | UnknownUserInput
    WebSearchActionMember: TypeAlias = SearchWebSearchAction | OpenPageWebSearchAction | FindInPageWebSearchAction | OtherWebSearchAction | UnknownWebSearchAction
