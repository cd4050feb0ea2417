# Written by sdk/generate.py from the server's schema. Do not edit: run `make generate`.
from typing import Literal
from pydantic import Field
from ._base import MixedUnion, OpenEnum, UnionModel, WireModel
from .items import AbsolutePathBuf, LegacyAppPathString, ReasoningEffort
from .threads import Thread
from .turns import Turn

__all__ = [
    "ActivePermissionProfile", "ApprovalsReviewer", "AskForApproval", "AskForApprovalValue", "Granular",
    "GranularAskForApproval", "UnknownAskForApproval", "ModeKind", "Settings", "CollaborationMode",
    "MultiAgentMode", "MultiAgentModeValue", "CustomMultiAgentMode", "UnknownMultiAgentMode", "NetworkAccess",
    "SandboxPolicy", "DangerFullAccessSandboxPolicy", "ReadOnlySandboxPolicy", "ExternalSandboxSandboxPolicy",
    "WorkspaceWriteSandboxPolicy", "UnknownSandboxPolicy", "ThreadForkResponse", "TurnsPage",
    "ThreadResumeResponse", "ThreadStartResponse", "TurnStartResponse",
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


class TurnStartResponse(WireModel):
    turn: Turn
