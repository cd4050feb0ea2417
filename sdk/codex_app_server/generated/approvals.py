# Written by sdk/generate.py from the server's schema. Do not edit: run `make generate`.
from typing import TYPE_CHECKING, Literal
from pydantic import Field
from typing_extensions import TypeAlias
from ._base import JsonValue, MixedUnion, OpenEnum, UnionModel, UnknownObject, WireModel
from .items import CommandActionMember, DynamicToolCallOutputContentItem, LegacyAppPathString
from .notices import (
    AdditionalFileSystemPermissions, AdditionalNetworkPermissions, NetworkApprovalProtocol,
    RequestPermissionProfile,
)
from .threads import ThreadId

__all__ = [
    "AdditionalPermissionProfile", "FileChange", "ApplyPatchApprovalParams", "ReviewDecision",
    "ApplyPatchApprovalResponse", "AttestationGenerateParams", "AttestationGenerateResponse",
    "ChatgptAuthTokensRefreshReason", "ChatgptAuthTokensRefreshParams", "ChatgptAuthTokensRefreshResponse",
    "CommandExecutionApprovalDecision", "CommandExecutionApprovalDecisionValue",
    "AcceptWithExecpolicyAmendment", "AcceptWithExecpolicyAmendmentCommandExecutionApprovalDecision",
    "NetworkPolicyRuleAction", "NetworkPolicyAmendment", "ApplyNetworkPolicyAmendment",
    "ApplyNetworkPolicyAmendmentCommandExecutionApprovalDecision", "UnknownCommandExecutionApprovalDecision",
    "CommandExecutionApprovalKind", "NetworkApprovalContext", "CommandExecutionRequestApprovalParams",
    "CommandExecutionRequestApprovalResponse", "CurrentTimeReadParams", "CurrentTimeReadResponse",
    "DynamicToolCallParams", "DynamicToolCallResponse", "ParsedCommand", "ExecCommandApprovalParams",
    "ExecCommandApprovalResponse", "AddFileChange", "DeleteFileChange", "UpdateFileChange",
    "UnknownFileChange", "FileChangeApprovalDecision", "FileChangeRequestApprovalParams",
    "FileChangeRequestApprovalResponse", "GrantedPermissionProfile", "McpElicitationArrayType",
    "McpElicitationBooleanType", "McpElicitationBooleanSchema", "McpElicitationConstOption",
    "McpElicitationStringType", "McpElicitationLegacyTitledEnumSchema", "McpElicitationTitledEnumItems",
    "McpElicitationTitledMultiSelectEnumSchema", "McpElicitationUntitledEnumItems",
    "McpElicitationUntitledMultiSelectEnumSchema", "McpElicitationMultiSelectEnumSchema",
    "McpElicitationTitledSingleSelectEnumSchema", "McpElicitationUntitledSingleSelectEnumSchema",
    "McpElicitationSingleSelectEnumSchema", "McpElicitationEnumSchema", "McpElicitationNumberType",
    "McpElicitationNumberSchema", "McpElicitationObjectType", "McpElicitationStringFormat",
    "McpElicitationStringSchema", "McpElicitationPrimitiveSchema", "McpElicitationSchema",
    "McpServerElicitationAction", "McpServerElicitationRequestParams",
    "OpenaiUserVerificationMcpServerElicitationRequestParams", "FormMcpServerElicitationRequestParams",
    "OpenaiFormMcpServerElicitationRequestParams", "OpenaiFormMcpServerElicitationRequestParams2",
    "UrlMcpServerElicitationRequestParams", "UnknownMcpServerElicitationRequestParams",
    "McpServerElicitationRequestResponse", "ReadParsedCommand", "ListFilesParsedCommand",
    "SearchParsedCommand", "UnknownParsedCommand", "UnrecognisedParsedCommand", "PermissionGrantScope",
    "PermissionsRequestApprovalParams", "PermissionsRequestApprovalResponse", "ReviewDecisionValue",
    "ApprovedExecpolicyAmendment", "ApprovedExecpolicyAmendmentReviewDecision",
    "NetworkPolicyAmendmentReviewDecisionNetworkPolicyAmendment", "NetworkPolicyAmendmentReviewDecision",
    "Denied", "DeniedReviewDecision", "UnknownReviewDecision", "ToolRequestUserInputAnswer",
    "ToolRequestUserInputOption", "ToolRequestUserInputQuestion", "ToolRequestUserInputParams",
    "ToolRequestUserInputResponse", "FileChangeMember", "ParsedCommandMember",
    "McpServerElicitationRequestParamsMember",
]


class AdditionalPermissionProfile(WireModel):
    file_system: AdditionalFileSystemPermissions | None = None
    network: AdditionalNetworkPermissions | None = None


class FileChange(UnionModel, union="type"):
    type: str

    if TYPE_CHECKING:
        @property
        def root(self) -> "FileChangeMember": ...


if not TYPE_CHECKING:
    FileChangeMember = FileChange


class ApplyPatchApprovalParams(WireModel):
    call_id: str
    conversation_id: ThreadId
    file_changes: "dict[str, FileChangeMember]"
    grant_root: str | None = None
    reason: str | None = None


class ReviewDecision(MixedUnion, union=""):
    pass


class ApplyPatchApprovalResponse(WireModel):
    decision: ReviewDecision


class AttestationGenerateParams(WireModel):
    pass


class AttestationGenerateResponse(WireModel):
    token: str


class ChatgptAuthTokensRefreshReason(OpenEnum):
    unauthorized = "unauthorized"


class ChatgptAuthTokensRefreshParams(WireModel):
    previous_account_id: str | None = None
    reason: ChatgptAuthTokensRefreshReason


class ChatgptAuthTokensRefreshResponse(WireModel):
    access_token: str
    chatgpt_account_id: str
    chatgpt_plan_type: str | None = None


class CommandExecutionApprovalDecision(MixedUnion, union=""):
    pass


class CommandExecutionApprovalDecisionValue(CommandExecutionApprovalDecision, OpenEnum):
    accept = "accept"
    accept_for_session = "acceptForSession"
    decline = "decline"
    cancel = "cancel"


class AcceptWithExecpolicyAmendment(WireModel):
    execpolicy_amendment: list[str] = Field(validation_alias="execpolicy_amendment", serialization_alias="execpolicy_amendment")


class AcceptWithExecpolicyAmendmentCommandExecutionApprovalDecision(CommandExecutionApprovalDecision, WireModel, key="acceptWithExecpolicyAmendment"):
    accept_with_execpolicy_amendment: AcceptWithExecpolicyAmendment


class NetworkPolicyRuleAction(OpenEnum):
    allow = "allow"
    deny = "deny"


class NetworkPolicyAmendment(WireModel):
    action: NetworkPolicyRuleAction
    host: str


class ApplyNetworkPolicyAmendment(WireModel):
    network_policy_amendment: NetworkPolicyAmendment = Field(validation_alias="network_policy_amendment", serialization_alias="network_policy_amendment")


class ApplyNetworkPolicyAmendmentCommandExecutionApprovalDecision(CommandExecutionApprovalDecision, WireModel, key="applyNetworkPolicyAmendment"):
    apply_network_policy_amendment: ApplyNetworkPolicyAmendment


class UnknownCommandExecutionApprovalDecision(CommandExecutionApprovalDecision, WireModel, unknown=True):
    pass


class CommandExecutionApprovalKind(OpenEnum):
    command = "command"
    write_stdin = "writeStdin"


class NetworkApprovalContext(WireModel):
    host: str
    protocol: NetworkApprovalProtocol


class CommandExecutionRequestApprovalParams(WireModel):
    additional_permissions: AdditionalPermissionProfile | None = None
    approval_id: str | None = None
    available_decisions: list[CommandExecutionApprovalDecision] | None = None
    command: str | None = None
    command_actions: list[CommandActionMember] | None = None
    cwd: LegacyAppPathString | None = None
    environment_id: str | None = None
    item_id: str
    kind: CommandExecutionApprovalKind = CommandExecutionApprovalKind.command
    network_approval_context: NetworkApprovalContext | None = None
    proposed_execpolicy_amendment: list[str] | None = None
    proposed_network_policy_amendments: list[NetworkPolicyAmendment] | None = None
    reason: str | None = None
    started_at_ms: int
    thread_id: str
    turn_id: str


class CommandExecutionRequestApprovalResponse(WireModel):
    decision: CommandExecutionApprovalDecision


class CurrentTimeReadParams(WireModel):
    thread_id: str


class CurrentTimeReadResponse(WireModel):
    current_time_at: int


class DynamicToolCallParams(WireModel):
    arguments: JsonValue = None
    call_id: str
    namespace: str | None = None
    thread_id: str
    tool: str
    turn_id: str


class DynamicToolCallResponse(WireModel):
    content_items: list[DynamicToolCallOutputContentItem]
    success: bool


class ParsedCommand(UnionModel, union="type"):
    type: str

    if TYPE_CHECKING:
        cmd: str

        @property
        def root(self) -> "ParsedCommandMember": ...


if not TYPE_CHECKING:
    ParsedCommandMember = ParsedCommand


class ExecCommandApprovalParams(WireModel):
    approval_id: str | None = None
    call_id: str
    command: list[str]
    conversation_id: ThreadId
    cwd: str
    parsed_cmd: "list[ParsedCommandMember]"
    reason: str | None = None


class ExecCommandApprovalResponse(WireModel):
    decision: ReviewDecision


class AddFileChange(FileChange, tag="add"):
    content: str
    type: Literal["add"] = "add"


class DeleteFileChange(FileChange, tag="delete"):
    content: str
    type: Literal["delete"] = "delete"


class UpdateFileChange(FileChange, tag="update"):
    move_path: str | None = Field(default=None, validation_alias="move_path", serialization_alias="move_path")
    type: Literal["update"] = "update"
    unified_diff: str = Field(validation_alias="unified_diff", serialization_alias="unified_diff")


class UnknownFileChange(FileChange, unknown=True):
    pass

    if TYPE_CHECKING:
        type: Literal["(unknown)"]


class FileChangeApprovalDecision(OpenEnum):
    accept = "accept"
    accept_for_session = "acceptForSession"
    decline = "decline"
    cancel = "cancel"


class FileChangeRequestApprovalParams(WireModel):
    grant_root: str | None = None
    item_id: str
    reason: str | None = None
    started_at_ms: int
    thread_id: str
    turn_id: str


class FileChangeRequestApprovalResponse(WireModel):
    decision: FileChangeApprovalDecision


class GrantedPermissionProfile(WireModel):
    file_system: AdditionalFileSystemPermissions | None = None
    network: AdditionalNetworkPermissions | None = None


McpElicitationArrayType: TypeAlias = Literal["array"]


McpElicitationBooleanType: TypeAlias = Literal["boolean"]


class McpElicitationBooleanSchema(WireModel):
    default: bool | None = None
    description: str | None = None
    title: str | None = None
    type: McpElicitationBooleanType


class McpElicitationConstOption(WireModel):
    const: str
    title: str


McpElicitationStringType: TypeAlias = Literal["string"]


class McpElicitationLegacyTitledEnumSchema(WireModel):
    default: str | None = None
    description: str | None = None
    enum: list[str]
    enum_names: list[str] | None = None
    title: str | None = None
    type: McpElicitationStringType


class McpElicitationTitledEnumItems(WireModel):
    any_of: list[McpElicitationConstOption]


class McpElicitationTitledMultiSelectEnumSchema(WireModel):
    default: list[str] | None = None
    description: str | None = None
    items: McpElicitationTitledEnumItems
    max_items: int | None = None
    min_items: int | None = None
    title: str | None = None
    type: McpElicitationArrayType


class McpElicitationUntitledEnumItems(WireModel):
    enum: list[str]
    type: McpElicitationStringType


class McpElicitationUntitledMultiSelectEnumSchema(WireModel):
    default: list[str] | None = None
    description: str | None = None
    items: McpElicitationUntitledEnumItems
    max_items: int | None = None
    min_items: int | None = None
    title: str | None = None
    type: McpElicitationArrayType


McpElicitationMultiSelectEnumSchema: TypeAlias = McpElicitationUntitledMultiSelectEnumSchema | McpElicitationTitledMultiSelectEnumSchema | UnknownObject


class McpElicitationTitledSingleSelectEnumSchema(WireModel):
    default: str | None = None
    description: str | None = None
    one_of: list[McpElicitationConstOption]
    title: str | None = None
    type: McpElicitationStringType


class McpElicitationUntitledSingleSelectEnumSchema(WireModel):
    default: str | None = None
    description: str | None = None
    enum: list[str]
    title: str | None = None
    type: McpElicitationStringType


McpElicitationSingleSelectEnumSchema: TypeAlias = McpElicitationUntitledSingleSelectEnumSchema | McpElicitationTitledSingleSelectEnumSchema | UnknownObject


McpElicitationEnumSchema: TypeAlias = McpElicitationSingleSelectEnumSchema | McpElicitationMultiSelectEnumSchema | McpElicitationLegacyTitledEnumSchema | UnknownObject


McpElicitationNumberType: TypeAlias = Literal["number", "integer"]


class McpElicitationNumberSchema(WireModel):
    default: float | None = None
    description: str | None = None
    maximum: float | None = None
    minimum: float | None = None
    title: str | None = None
    type: McpElicitationNumberType


class McpElicitationObjectType(OpenEnum):
    object = "object"


class McpElicitationStringFormat(OpenEnum):
    email = "email"
    uri = "uri"
    date = "date"
    date_time = "date-time"


class McpElicitationStringSchema(WireModel):
    default: str | None = None
    description: str | None = None
    format: McpElicitationStringFormat | None = None
    max_length: int | None = None
    min_length: int | None = None
    title: str | None = None
    type: McpElicitationStringType


McpElicitationPrimitiveSchema: TypeAlias = McpElicitationEnumSchema | McpElicitationStringSchema | McpElicitationNumberSchema | McpElicitationBooleanSchema | UnknownObject


class McpElicitationSchema(WireModel):
    schema_: str | None = Field(default=None, validation_alias="$schema", serialization_alias="$schema")
    properties: dict[str, McpElicitationPrimitiveSchema]
    required: list[str] | None = None
    type: McpElicitationObjectType


class McpServerElicitationAction(OpenEnum):
    accept = "accept"
    decline = "decline"
    cancel = "cancel"


class McpServerElicitationRequestParams(UnionModel, union="mode"):
    mode: str
    server_name: str
    thread_id: str
    turn_id: str | None = None

    if TYPE_CHECKING:
        @property
        def root(self) -> "McpServerElicitationRequestParamsMember": ...


if not TYPE_CHECKING:
    McpServerElicitationRequestParamsMember = McpServerElicitationRequestParams


class OpenaiUserVerificationMcpServerElicitationRequestParams(McpServerElicitationRequestParams, tag="openai/userVerification"):
    meta: JsonValue = Field(default=None, validation_alias="_meta", serialization_alias="_meta")
    challenge: str
    description: str
    mode: Literal["openai/userVerification"] = "openai/userVerification"
    title: str


class FormMcpServerElicitationRequestParams(McpServerElicitationRequestParams, tag="form"):
    meta: JsonValue = Field(default=None, validation_alias="_meta", serialization_alias="_meta")
    message: str
    mode: Literal["form"] = "form"
    requested_schema: McpElicitationSchema


class OpenaiFormMcpServerElicitationRequestParams(McpServerElicitationRequestParams, tag="openai/form"):
    meta: JsonValue = Field(default=None, validation_alias="_meta", serialization_alias="_meta")
    message: str
    mode: Literal["openai/form"] = "openai/form"
    requested_schema: JsonValue = None


class OpenaiFormMcpServerElicitationRequestParams2(McpServerElicitationRequestParams, tag="openaiForm"):
    meta: JsonValue = Field(default=None, validation_alias="_meta", serialization_alias="_meta")
    message: str
    mode: Literal["openaiForm"] = "openaiForm"
    requested_schema: JsonValue = None


class UrlMcpServerElicitationRequestParams(McpServerElicitationRequestParams, tag="url"):
    meta: JsonValue = Field(default=None, validation_alias="_meta", serialization_alias="_meta")
    elicitation_id: str
    message: str
    mode: Literal["url"] = "url"
    url: str


class UnknownMcpServerElicitationRequestParams(McpServerElicitationRequestParams, unknown=True):
    pass

    if TYPE_CHECKING:
        mode: Literal["(unknown)"]


class McpServerElicitationRequestResponse(WireModel):
    meta: JsonValue = Field(default=None, validation_alias="_meta", serialization_alias="_meta")
    action: McpServerElicitationAction
    content: JsonValue = None


class ReadParsedCommand(ParsedCommand, tag="read"):
    cmd: str
    name: str
    path: str
    type: Literal["read"] = "read"


class ListFilesParsedCommand(ParsedCommand, tag="list_files"):
    cmd: str
    path: str | None = None
    type: Literal["list_files"] = "list_files"


class SearchParsedCommand(ParsedCommand, tag="search"):
    cmd: str
    path: str | None = None
    query: str | None = None
    type: Literal["search"] = "search"


class UnknownParsedCommand(ParsedCommand, tag="unknown"):
    cmd: str
    type: Literal["unknown"] = "unknown"


class UnrecognisedParsedCommand(ParsedCommand, unknown=True):
    pass

    if TYPE_CHECKING:
        type: Literal["(unknown)"]


class PermissionGrantScope(OpenEnum):
    turn = "turn"
    session = "session"


class PermissionsRequestApprovalParams(WireModel):
    cwd: LegacyAppPathString
    environment_id: str | None = None
    item_id: str
    permissions: RequestPermissionProfile
    reason: str | None = None
    started_at_ms: int
    thread_id: str
    turn_id: str


class PermissionsRequestApprovalResponse(WireModel):
    permissions: GrantedPermissionProfile
    scope: PermissionGrantScope = PermissionGrantScope.turn
    strict_auto_review: bool | None = None


class ReviewDecisionValue(ReviewDecision, OpenEnum):
    approved = "approved"
    approved_for_session = "approved_for_session"
    approved_mcp_policy_amendment = "approved_mcp_policy_amendment"
    timed_out = "timed_out"
    abort = "abort"


class ApprovedExecpolicyAmendment(WireModel):
    proposed_execpolicy_amendment: list[str] = Field(validation_alias="proposed_execpolicy_amendment", serialization_alias="proposed_execpolicy_amendment")


class ApprovedExecpolicyAmendmentReviewDecision(ReviewDecision, WireModel, key="approved_execpolicy_amendment"):
    approved_execpolicy_amendment: ApprovedExecpolicyAmendment = Field(validation_alias="approved_execpolicy_amendment", serialization_alias="approved_execpolicy_amendment")


class NetworkPolicyAmendmentReviewDecisionNetworkPolicyAmendment(WireModel):
    network_policy_amendment: NetworkPolicyAmendment = Field(validation_alias="network_policy_amendment", serialization_alias="network_policy_amendment")


class NetworkPolicyAmendmentReviewDecision(ReviewDecision, WireModel, key="network_policy_amendment"):
    network_policy_amendment: NetworkPolicyAmendmentReviewDecisionNetworkPolicyAmendment = Field(validation_alias="network_policy_amendment", serialization_alias="network_policy_amendment")


class Denied(WireModel):
    rejection: str


class DeniedReviewDecision(ReviewDecision, WireModel, key="denied"):
    denied: Denied


class UnknownReviewDecision(ReviewDecision, WireModel, unknown=True):
    pass


class ToolRequestUserInputAnswer(WireModel):
    answers: list[str]


class ToolRequestUserInputOption(WireModel):
    description: str
    label: str


class ToolRequestUserInputQuestion(WireModel):
    header: str
    id: str
    is_other: bool = False
    is_secret: bool = False
    options: list[ToolRequestUserInputOption] | None = None
    question: str


class ToolRequestUserInputParams(WireModel):
    auto_resolution_ms: int | None = None
    is_blocking: bool
    item_id: str
    questions: list[ToolRequestUserInputQuestion]
    thread_id: str
    turn_id: str


class ToolRequestUserInputResponse(WireModel):
    answers: dict[str, ToolRequestUserInputAnswer]


if TYPE_CHECKING:
    FileChangeMember: TypeAlias = AddFileChange | DeleteFileChange | UpdateFileChange | UnknownFileChange
    ParsedCommandMember: TypeAlias = ReadParsedCommand | ListFilesParsedCommand | SearchParsedCommand | UnknownParsedCommand | UnrecognisedParsedCommand
    McpServerElicitationRequestParamsMember: TypeAlias = OpenaiUserVerificationMcpServerElicitationRequestParams | FormMcpServerElicitationRequestParams | OpenaiFormMcpServerElicitationRequestParams | OpenaiFormMcpServerElicitationRequestParams2 | UrlMcpServerElicitationRequestParams | UnknownMcpServerElicitationRequestParams
