# Written by sdk/generate.py from the server's schema. Do not edit: run `make generate`.
from typing import TYPE_CHECKING, Literal
from pydantic import Field
from typing_extensions import TypeAlias
from ._base import MixedUnion, OpenEnum, UnionModel, WireModel
from .items import AbsolutePathBuf, LegacyAppPathString, ReasoningEffort
from .threads import Thread
from .turns import Turn

__all__ = [
    "ActivePermissionProfile", "ApprovalsReviewer", "AskForApproval", "AskForApprovalValue", "Granular",
    "GranularAskForApproval", "UnknownAskForApproval", "ModeKind", "Settings", "CollaborationMode",
    "CyberAccessProgram", "InputModality", "ModelAccessPrograms", "ModelAvailabilityNux", "ModelServiceTier",
    "ModelUpgradeInfo", "MultiAgentVersion", "ReasoningEffortOption", "Model", "ModelListResponse",
    "MultiAgentMode", "MultiAgentModeValue", "CustomMultiAgentMode", "UnknownMultiAgentMode", "NetworkAccess",
    "SandboxPolicy", "DangerFullAccessSandboxPolicy", "ReadOnlySandboxPolicy", "ExternalSandboxSandboxPolicy",
    "WorkspaceWriteSandboxPolicy", "UnknownSandboxPolicy", "ThreadArchiveResponse",
    "ThreadCompactStartResponse", "ThreadForkResponse", "ThreadUnreadPosition", "ThreadReadState",
    "ThreadListResponse", "ThreadReadResponse", "TurnsPage", "ThreadResumeResponse", "ThreadSetNameResponse",
    "ThreadStartResponse", "ThreadTurnsListResponse", "ThreadUnarchiveResponse",
    "ThreadStartThreadUnreadPosition", "TurnThreadUnreadPosition", "UnknownThreadUnreadPosition",
    "TurnInterruptResponse", "TurnStartResponse", "TurnSteerResponse", "SandboxPolicyMember",
    "ThreadUnreadPositionMember",
]


class ActivePermissionProfile(WireModel):
    extends: str | None = None
    id: str


class ApprovalsReviewer(OpenEnum):
    user = "user"
    auto_review = "auto_review"
    guardian_subagent = "guardian_subagent"


class AskForApproval(MixedUnion, union=""):
    pass


class AskForApprovalValue(AskForApproval, OpenEnum):
    untrusted = "untrusted"
    on_request = "on-request"
    never = "never"


class Granular(WireModel):
    mcp_elicitations: bool = Field(validation_alias="mcp_elicitations", serialization_alias="mcp_elicitations")
    request_permissions: bool = Field(default=False, validation_alias="request_permissions", serialization_alias="request_permissions")
    rules: bool
    sandbox_approval: bool = Field(validation_alias="sandbox_approval", serialization_alias="sandbox_approval")
    skill_approval: bool = Field(default=False, validation_alias="skill_approval", serialization_alias="skill_approval")


class GranularAskForApproval(AskForApproval, WireModel, key="granular"):
    granular: Granular


class UnknownAskForApproval(AskForApproval, WireModel, unknown=True):
    pass


class ModeKind(OpenEnum):
    plan = "plan"
    default = "default"


class Settings(WireModel):
    developer_instructions: str | None = Field(default=None, validation_alias="developer_instructions", serialization_alias="developer_instructions")
    model: str
    reasoning_effort: ReasoningEffort | None = Field(default=None, validation_alias="reasoning_effort", serialization_alias="reasoning_effort")


class CollaborationMode(WireModel):
    mode: ModeKind
    settings: Settings


class CyberAccessProgram(OpenEnum):
    standard = "standard"
    daybreak_blue = "daybreakBlue"
    daybreak_red = "daybreakRed"


class InputModality(OpenEnum):
    text = "text"
    image = "image"
    audio = "audio"


class ModelAccessPrograms(WireModel):
    cyber: list[CyberAccessProgram]


class ModelAvailabilityNux(WireModel):
    message: str


class ModelServiceTier(WireModel):
    description: str
    id: str
    name: str


class ModelUpgradeInfo(WireModel):
    migration_markdown: str | None = None
    model: str
    model_link: str | None = None
    retirement_at: int | None = None
    upgrade_copy: str | None = None


class MultiAgentVersion(OpenEnum):
    disabled = "disabled"
    v1 = "v1"
    v2 = "v2"


class ReasoningEffortOption(WireModel):
    description: str
    reasoning_effort: ReasoningEffort


class Model(WireModel):
    additional_speed_tiers: list[str] = []
    availability_nux: ModelAvailabilityNux | None = None
    available_access_programs: ModelAccessPrograms | None = None
    default_reasoning_effort: ReasoningEffort
    default_service_tier: str | None = None
    description: str
    display_name: str
    hidden: bool
    id: str
    input_modalities: list[InputModality] = [InputModality.text, InputModality.image]
    is_default: bool
    model: str
    model_specialty: str | None = None
    multi_agent_version: MultiAgentVersion | None = None
    service_tiers: list[ModelServiceTier] = []
    supported_reasoning_efforts: list[ReasoningEffortOption]
    supports_personality: bool = False
    upgrade: str | None = None
    upgrade_info: ModelUpgradeInfo | None = None


class ModelListResponse(WireModel):
    data: list[Model]
    next_cursor: str | None = None


class MultiAgentMode(MixedUnion, union=""):
    pass


class MultiAgentModeValue(MultiAgentMode, OpenEnum):
    explicit_request_only = "explicitRequestOnly"
    proactive = "proactive"


class CustomMultiAgentMode(MultiAgentMode, WireModel, key="custom"):
    custom: str


class UnknownMultiAgentMode(MultiAgentMode, WireModel, unknown=True):
    pass


class NetworkAccess(OpenEnum):
    restricted = "restricted"
    enabled = "enabled"


class SandboxPolicy(UnionModel, union="type"):
    type: str

    if TYPE_CHECKING:
        @property
        def root(self) -> "SandboxPolicyMember": ...


if not TYPE_CHECKING:
    SandboxPolicyMember = SandboxPolicy


class DangerFullAccessSandboxPolicy(SandboxPolicy, tag="dangerFullAccess"):
    type: Literal["dangerFullAccess"] = "dangerFullAccess"


class ReadOnlySandboxPolicy(SandboxPolicy, tag="readOnly"):
    network_access: bool = False
    type: Literal["readOnly"] = "readOnly"


class ExternalSandboxSandboxPolicy(SandboxPolicy, tag="externalSandbox"):
    network_access: NetworkAccess = NetworkAccess.restricted
    type: Literal["externalSandbox"] = "externalSandbox"


class WorkspaceWriteSandboxPolicy(SandboxPolicy, tag="workspaceWrite"):
    exclude_slash_tmp: bool = False
    exclude_tmpdir_env_var: bool = False
    network_access: bool = False
    type: Literal["workspaceWrite"] = "workspaceWrite"
    writable_roots: list[AbsolutePathBuf] = []


class UnknownSandboxPolicy(SandboxPolicy, unknown=True):
    pass

    if TYPE_CHECKING:
        type: Literal["(unknown)"]


class ThreadArchiveResponse(WireModel):
    pass


class ThreadCompactStartResponse(WireModel):
    pass


class ThreadForkResponse(WireModel):
    active_permission_profile: ActivePermissionProfile | None = None
    approval_policy: AskForApproval
    approvals_reviewer: ApprovalsReviewer
    cwd: AbsolutePathBuf
    disabled_plugin_ids: list[str] = []
    instruction_sources: list[LegacyAppPathString] = []
    model: str
    model_provider: str
    multi_agent_mode: MultiAgentMode = MultiAgentModeValue.explicit_request_only
    reasoning_effort: ReasoningEffort | None = None
    runtime_workspace_roots: list[AbsolutePathBuf] = []
    sandbox: SandboxPolicy
    service_tier: str | None = None
    thread: Thread


class ThreadUnreadPosition(UnionModel, union="type"):
    type: str

    if TYPE_CHECKING:
        @property
        def root(self) -> "ThreadUnreadPositionMember": ...


if not TYPE_CHECKING:
    ThreadUnreadPositionMember = ThreadUnreadPosition


class ThreadReadState(WireModel):
    first_unread: "ThreadUnreadPositionMember | None" = None
    revision: str


class ThreadListResponse(WireModel):
    backwards_cursor: str | None = None
    data: list[Thread]
    next_cursor: str | None = None
    read_states: dict[str, ThreadReadState] | None = None


class ThreadReadResponse(WireModel):
    read_state: ThreadReadState | None = None
    thread: Thread


class TurnsPage(WireModel):
    backwards_cursor: str | None = None
    data: list[Turn]
    next_cursor: str | None = None


class ThreadResumeResponse(WireModel):
    active_permission_profile: ActivePermissionProfile | None = None
    approval_policy: AskForApproval
    approvals_reviewer: ApprovalsReviewer
    collaboration_mode: CollaborationMode | None = None
    cwd: AbsolutePathBuf
    disabled_plugin_ids: list[str] = []
    initial_turns_page: TurnsPage | None = None
    instruction_sources: list[LegacyAppPathString] = []
    items_backwards_cursor: str | None = None
    model: str
    model_provider: str
    multi_agent_mode: MultiAgentMode = MultiAgentModeValue.explicit_request_only
    reasoning_effort: ReasoningEffort | None = None
    runtime_workspace_roots: list[AbsolutePathBuf] = []
    sandbox: SandboxPolicy
    service_tier: str | None = None
    thread: Thread
    turns_backwards_cursor: str | None = None


class ThreadSetNameResponse(WireModel):
    pass


class ThreadStartResponse(WireModel):
    active_permission_profile: ActivePermissionProfile | None = None
    approval_policy: AskForApproval
    approvals_reviewer: ApprovalsReviewer
    cwd: AbsolutePathBuf
    disabled_plugin_ids: list[str] = []
    instruction_sources: list[LegacyAppPathString] = []
    model: str
    model_provider: str
    multi_agent_mode: MultiAgentMode = MultiAgentModeValue.explicit_request_only
    reasoning_effort: ReasoningEffort | None = None
    runtime_workspace_roots: list[AbsolutePathBuf] = []
    sandbox: SandboxPolicy
    service_tier: str | None = None
    thread: Thread


class ThreadTurnsListResponse(WireModel):
    backwards_cursor: str | None = None
    data: list[Turn]
    next_cursor: str | None = None


class ThreadUnarchiveResponse(WireModel):
    thread: Thread


class ThreadStartThreadUnreadPosition(ThreadUnreadPosition, tag="threadStart"):
    type: Literal["threadStart"] = "threadStart"


class TurnThreadUnreadPosition(ThreadUnreadPosition, tag="turn"):
    turn_id: str
    type: Literal["turn"] = "turn"


class UnknownThreadUnreadPosition(ThreadUnreadPosition, unknown=True):
    pass

    if TYPE_CHECKING:
        type: Literal["(unknown)"]


class TurnInterruptResponse(WireModel):
    pass


class TurnStartResponse(WireModel):
    turn: Turn


class TurnSteerResponse(WireModel):
    turn_id: str


if TYPE_CHECKING:
    SandboxPolicyMember: TypeAlias = DangerFullAccessSandboxPolicy | ReadOnlySandboxPolicy | ExternalSandboxSandboxPolicy | WorkspaceWriteSandboxPolicy | UnknownSandboxPolicy
    ThreadUnreadPositionMember: TypeAlias = ThreadStartThreadUnreadPosition | TurnThreadUnreadPosition | UnknownThreadUnreadPosition
