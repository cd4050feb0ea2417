# Written by sdk/generate.py from the server's schema. Do not edit: run `make generate`.
from typing import Literal
from pydantic import Field
from typing_extensions import TypeAlias
from ._base import MixedUnion, OpenEnum, UnionModel, WireModel
from .items import AbsolutePathBuf, LegacyAppPathString, ReasoningEffort
from .turns import Turn

__all__ = [
    "CreditsSnapshot", "PlanType", "RateLimitReachedType", "RateLimitWindow", "SpendControlLimitSnapshot",
    "RateLimitSnapshot", "AccountRateLimitsUpdatedNotification", "AuthMode", "AccountUpdatedNotification",
    "ActivePermissionProfile", "AgentPath", "ApprovalsReviewer", "AskForApproval", "AskForApprovalValue",
    "Granular", "GranularAskForApproval", "UnknownAskForApproval", "ModeKind", "Settings",
    "CollaborationMode", "TextPosition", "TextRange", "ConfigWarningNotification",
    "ContextCompactedNotification", "DeprecationNoticeNotification", "EnvironmentConnectionNotification",
    "GitInfo", "GuardianWarningNotification", "MultiAgentMode", "MultiAgentModeValue", "CustomMultiAgentMode",
    "UnknownMultiAgentMode", "NetworkAccess", "Personality", "ReasoningSummary", "SandboxPolicy",
    "DangerFullAccessSandboxPolicy", "ReadOnlySandboxPolicy", "ExternalSandboxSandboxPolicy",
    "WorkspaceWriteSandboxPolicy", "UnknownSandboxPolicy", "SessionSource", "SessionSourceValue",
    "CustomSessionSource", "SubAgentSource", "SubAgentSessionSource", "UnknownSessionSource",
    "SubAgentSourceValue", "ThreadId", "ThreadSpawn", "ThreadSpawnSubAgentSource", "OtherSubAgentSource",
    "UnknownSubAgentSource", "ThreadHistoryMode", "ThreadEnvironment", "ThreadExtra",
    "ThreadSectionAppearance", "ThreadSection", "ThreadSource", "ThreadStatus", "Thread", "ThreadActiveFlag",
    "ThreadArchivedNotification", "ThreadAttachmentOperation", "ThreadAttachmentUpdatedNotification",
    "ThreadClosedNotification", "ThreadDeletedNotification", "ThreadGoalStatus", "ThreadGoal",
    "ThreadGoalClearedNotification", "ThreadGoalUpdatedNotification", "ThreadNameUpdatedNotification",
    "ThreadPredictionResult", "CompletedThreadPredictionResult", "FailedThreadPredictionResult",
    "UnknownThreadPredictionResult", "ThreadPredictionUpdatedNotification",
    "ThreadProjectUpdatedNotification", "ThreadQueueChangedNotification", "ThreadUnreadPosition",
    "ThreadReadState", "ThreadReadStateChangedNotification", "ThreadRevertedNotification", "ThreadSettings",
    "ThreadSettingsUpdatedNotification", "ThreadStartedNotification", "NotLoadedThreadStatus",
    "IdleThreadStatus", "SystemErrorThreadStatus", "ActiveThreadStatus", "UnknownThreadStatus",
    "ThreadStatusChangedNotification", "TokenUsageBreakdown", "ThreadTokenUsage",
    "ThreadTokenUsageUpdatedNotification", "ThreadUnarchivedNotification", "ThreadStartThreadUnreadPosition",
    "TurnThreadUnreadPosition", "UnknownThreadUnreadPosition",
]


class CreditsSnapshot(WireModel):
    balance: str | None = None
    has_credits: bool
    unlimited: bool


class PlanType(OpenEnum):
    free = "free"
    go = "go"
    plus = "plus"
    pro = "pro"
    prolite = "prolite"
    promax = "promax"
    team = "team"
    self_serve_business_prolite = "self_serve_business_prolite"
    self_serve_business_usage_based = "self_serve_business_usage_based"
    business = "business"
    ent26 = "ent26"
    enterprise_cbp_automation = "enterprise_cbp_automation"
    enterprise_cbp_usage_based = "enterprise_cbp_usage_based"
    enterprise = "enterprise"
    edu = "edu"
    edu_plus = "edu_plus"
    edu_pro = "edu_pro"
    unknown = "unknown"


class RateLimitReachedType(OpenEnum):
    rate_limit_reached = "rate_limit_reached"
    workspace_owner_credits_depleted = "workspace_owner_credits_depleted"
    workspace_member_credits_depleted = "workspace_member_credits_depleted"
    workspace_owner_usage_limit_reached = "workspace_owner_usage_limit_reached"
    workspace_member_usage_limit_reached = "workspace_member_usage_limit_reached"


class RateLimitWindow(WireModel):
    resets_at: int | None = None
    used_percent: int
    window_duration_mins: int | None = None


class SpendControlLimitSnapshot(WireModel):
    limit: str
    remaining_percent: int
    resets_at: int
    used: str


class RateLimitSnapshot(WireModel):
    credits: CreditsSnapshot | None = None
    individual_limit: SpendControlLimitSnapshot | None = None
    limit_id: str | None = None
    limit_name: str | None = None
    normal_model_slug: str | None = None
    plan_type: PlanType | None = None
    primary: RateLimitWindow | None = None
    rate_limit_reached_type: RateLimitReachedType | None = None
    secondary: RateLimitWindow | None = None
    spend_control_reached: bool | None = None


class AccountRateLimitsUpdatedNotification(WireModel):
    rate_limits: RateLimitSnapshot


class AuthMode(OpenEnum):
    apikey = "apikey"
    chatgpt = "chatgpt"
    chatgpt_auth_tokens = "chatgptAuthTokens"
    headers = "headers"
    agent_identity = "agentIdentity"
    personal_access_token = "personalAccessToken"
    bedrock_api_key = "bedrockApiKey"
    bedrock_access_keys = "bedrockAccessKeys"


class AccountUpdatedNotification(WireModel):
    auth_mode: AuthMode | None = None
    plan_type: PlanType | None = None


class ActivePermissionProfile(WireModel):
    extends: str | None = None
    id: str


AgentPath: TypeAlias = str


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


class TextPosition(WireModel):
    column: int
    line: int


class TextRange(WireModel):
    end: TextPosition
    start: TextPosition


class ConfigWarningNotification(WireModel):
    details: str | None = None
    path: str | None = None
    range: TextRange | None = None
    summary: str


class ContextCompactedNotification(WireModel):
    thread_id: str
    turn_id: str


class DeprecationNoticeNotification(WireModel):
    details: str | None = None
    summary: str


class EnvironmentConnectionNotification(WireModel):
    environment_id: str
    thread_id: str


class GitInfo(WireModel):
    branch: str | None = None
    origin_url: str | None = None
    sha: str | None = None


class GuardianWarningNotification(WireModel):
    message: str
    thread_id: str


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


class Personality(OpenEnum):
    none = "none"
    friendly = "friendly"
    pragmatic = "pragmatic"


class ReasoningSummary(OpenEnum):
    auto = "auto"
    concise = "concise"
    detailed = "detailed"
    none = "none"


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


class SessionSource(MixedUnion, union=""):
    pass


class SessionSourceValue(SessionSource, OpenEnum):
    cli = "cli"
    vscode = "vscode"
    exec = "exec"
    app_server = "appServer"
    unknown = "unknown"


class CustomSessionSource(SessionSource, WireModel, key="custom"):
    custom: str


class SubAgentSource(MixedUnion, union=""):
    pass


class SubAgentSessionSource(SessionSource, WireModel, key="subAgent"):
    sub_agent: SubAgentSource


class UnknownSessionSource(SessionSource, WireModel, unknown=True):
    pass


class SubAgentSourceValue(SubAgentSource, OpenEnum):
    review = "review"
    compact = "compact"
    memory_consolidation = "memory_consolidation"


ThreadId: TypeAlias = str


class ThreadSpawn(WireModel):
    agent_nickname: str | None = Field(default=None, validation_alias="agent_nickname", serialization_alias="agent_nickname")
    agent_path: AgentPath | None = Field(default=None, validation_alias="agent_path", serialization_alias="agent_path")
    agent_role: str | None = Field(default=None, validation_alias="agent_role", serialization_alias="agent_role")
    depth: int
    parent_thread_id: ThreadId = Field(validation_alias="parent_thread_id", serialization_alias="parent_thread_id")


class ThreadSpawnSubAgentSource(SubAgentSource, WireModel, key="thread_spawn"):
    thread_spawn: ThreadSpawn = Field(validation_alias="thread_spawn", serialization_alias="thread_spawn")


class OtherSubAgentSource(SubAgentSource, WireModel, key="other"):
    other: str


class UnknownSubAgentSource(SubAgentSource, WireModel, unknown=True):
    pass


class ThreadHistoryMode(OpenEnum):
    legacy = "legacy"
    paginated = "paginated"


class ThreadEnvironment(WireModel):
    cwd: LegacyAppPathString
    environment_id: str
    runtime_workspace_roots: list[LegacyAppPathString]


class ThreadExtra(WireModel):
    pass


class ThreadSectionAppearance(WireModel):
    color: str | None = None
    icon: str | None = None


class ThreadSection(WireModel):
    appearance: ThreadSectionAppearance | None = None
    id: str
    name: str


class ThreadSource(OpenEnum):
    user = "user"
    subagent = "subagent"
    memory_consolidation = "memory_consolidation"


class ThreadStatus(UnionModel, union="type"):
    type: str


class Thread(WireModel):
    agent_nickname: str | None = None
    agent_role: str | None = None
    can_accept_direct_input: bool | None = None
    cli_version: str
    created_at: int
    cwd: AbsolutePathBuf
    daybreak_enabled: bool | None = None
    environments: list[ThreadEnvironment] | None = None
    ephemeral: bool
    extra: ThreadExtra | None = None
    forked_from_id: str | None = None
    git_info: GitInfo | None = None
    history_mode: ThreadHistoryMode = ThreadHistoryMode.legacy
    id: str
    model: str | None = None
    model_provider: str
    name: str | None = None
    originator: str | None = None
    parent_thread_id: str | None = None
    path: str | None = None
    preview: str
    project_id: str | None = None
    reasoning_effort: ReasoningEffort | None = None
    recency_at: int | None = None
    section: ThreadSection | None = None
    section_entered_at: int | None = None
    session_id: str
    source: SessionSource
    status: ThreadStatus
    thread_source: ThreadSource | None = None
    turns: list[Turn]
    updated_at: int


class ThreadActiveFlag(OpenEnum):
    waiting_on_approval = "waitingOnApproval"
    waiting_on_user_input = "waitingOnUserInput"


class ThreadArchivedNotification(WireModel):
    thread_id: str


class ThreadAttachmentOperation(OpenEnum):
    created = "created"
    deleted = "deleted"


class ThreadAttachmentUpdatedNotification(WireModel):
    attachment_id: str
    attachment_type: str
    identity_key: str
    operation: ThreadAttachmentOperation
    thread_id: str


class ThreadClosedNotification(WireModel):
    thread_id: str


class ThreadDeletedNotification(WireModel):
    thread_id: str


class ThreadGoalStatus(OpenEnum):
    active = "active"
    paused = "paused"
    blocked = "blocked"
    usage_limited = "usageLimited"
    budget_limited = "budgetLimited"
    complete = "complete"


class ThreadGoal(WireModel):
    created_at: int
    objective: str
    status: ThreadGoalStatus
    thread_id: str
    time_used_seconds: int
    token_budget: int | None = None
    tokens_used: int
    updated_at: int


class ThreadGoalClearedNotification(WireModel):
    thread_id: str


class ThreadGoalUpdatedNotification(WireModel):
    goal: ThreadGoal
    thread_id: str
    turn_id: str | None = None


class ThreadNameUpdatedNotification(WireModel):
    thread_id: str
    thread_name: str | None = None


class ThreadPredictionResult(UnionModel, union="type"):
    type: str


class CompletedThreadPredictionResult(ThreadPredictionResult, tag="completed"):
    text: str | None = None
    type: Literal["completed"] = "completed"


class FailedThreadPredictionResult(ThreadPredictionResult, tag="failed"):
    type: Literal["failed"] = "failed"


class UnknownThreadPredictionResult(ThreadPredictionResult, unknown=True):
    pass


class ThreadPredictionUpdatedNotification(WireModel):
    result: ThreadPredictionResult
    source_turn_id: str
    thread_id: str


class ThreadProjectUpdatedNotification(WireModel):
    project_id: str | None = None
    thread_id: str


class ThreadQueueChangedNotification(WireModel):
    thread_id: str


class ThreadUnreadPosition(UnionModel, union="type"):
    type: str


class ThreadReadState(WireModel):
    first_unread: ThreadUnreadPosition | None = None
    revision: str


class ThreadReadStateChangedNotification(WireModel):
    read_state: ThreadReadState
    thread_id: str


class ThreadRevertedNotification(WireModel):
    thread_id: str


class ThreadSettings(WireModel):
    active_permission_profile: ActivePermissionProfile | None = None
    approval_policy: AskForApproval
    approvals_reviewer: ApprovalsReviewer
    collaboration_mode: CollaborationMode
    cwd: AbsolutePathBuf
    disabled_plugin_ids: list[str] = []
    effort: ReasoningEffort | None = None
    model: str
    model_provider: str
    multi_agent_mode: MultiAgentMode = MultiAgentModeValue.explicit_request_only
    personality: Personality | None = None
    sandbox_policy: SandboxPolicy
    service_tier: str | None = None
    summary: ReasoningSummary | None = None


class ThreadSettingsUpdatedNotification(WireModel):
    thread_id: str
    thread_settings: ThreadSettings


class ThreadStartedNotification(WireModel):
    thread: Thread


class NotLoadedThreadStatus(ThreadStatus, tag="notLoaded"):
    type: Literal["notLoaded"] = "notLoaded"


class IdleThreadStatus(ThreadStatus, tag="idle"):
    type: Literal["idle"] = "idle"


class SystemErrorThreadStatus(ThreadStatus, tag="systemError"):
    type: Literal["systemError"] = "systemError"


class ActiveThreadStatus(ThreadStatus, tag="active"):
    active_flags: list[ThreadActiveFlag]
    type: Literal["active"] = "active"


class UnknownThreadStatus(ThreadStatus, unknown=True):
    pass


class ThreadStatusChangedNotification(WireModel):
    status: ThreadStatus
    thread_id: str


class TokenUsageBreakdown(WireModel):
    cache_write_input_tokens: int = 0
    cached_input_tokens: int
    input_tokens: int
    output_tokens: int
    reasoning_output_tokens: int
    total_tokens: int


class ThreadTokenUsage(WireModel):
    last: TokenUsageBreakdown
    model_context_window: int | None = None
    total: TokenUsageBreakdown


class ThreadTokenUsageUpdatedNotification(WireModel):
    thread_id: str
    token_usage: ThreadTokenUsage
    turn_id: str


class ThreadUnarchivedNotification(WireModel):
    thread_id: str


class ThreadStartThreadUnreadPosition(ThreadUnreadPosition, tag="threadStart"):
    type: Literal["threadStart"] = "threadStart"


class TurnThreadUnreadPosition(ThreadUnreadPosition, tag="turn"):
    turn_id: str
    type: Literal["turn"] = "turn"


class UnknownThreadUnreadPosition(ThreadUnreadPosition, unknown=True):
    pass
