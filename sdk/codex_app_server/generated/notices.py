# Written by sdk/generate.py from the server's schema. Do not edit: run `make generate`.
from typing import TYPE_CHECKING, Literal
from typing_extensions import TypeAlias
from ._base import OpenEnum, UnionModel, WireModel
from .answers import (
    ActivePermissionProfile, ApprovalsReviewer, AskForApproval, CollaborationMode, MultiAgentMode,
    MultiAgentModeValue, SandboxPolicy, ThreadReadState,
)
from .items import AbsolutePathBuf, LegacyAppPathString, ReasoningEffort

__all__ = [
    "CreditsSnapshot", "PlanType", "RateLimitReachedType", "RateLimitWindow", "SpendControlLimitSnapshot",
    "RateLimitSnapshot", "AccountRateLimitsUpdatedNotification", "AuthMode", "AccountUpdatedNotification",
    "FileSystemAccessMode", "FileSystemPath", "FileSystemSandboxEntry", "AdditionalFileSystemPermissions",
    "AdditionalNetworkPermissions", "AutoReviewDecisionSource", "TextPosition", "TextRange",
    "ConfigWarningNotification", "ContextCompactedNotification", "DeprecationNoticeNotification",
    "EnvironmentConnectionNotification", "PathFileSystemPath", "GlobPatternFileSystemPath",
    "FileSystemSpecialPath", "SpecialFileSystemPath", "UnknownFileSystemPath", "RootFileSystemSpecialPath",
    "MinimalFileSystemSpecialPath", "KindFileSystemSpecialPath", "TmpdirFileSystemSpecialPath",
    "SlashTmpFileSystemSpecialPath", "UnknownFileSystemSpecialPath", "UnrecognisedFileSystemSpecialPath",
    "GuardianApprovalReviewStatus", "GuardianRiskLevel", "GuardianUserAuthorization",
    "GuardianApprovalReview", "GuardianApprovalReviewAction", "GuardianCommandSource",
    "CommandGuardianApprovalReviewAction", "ExecveGuardianApprovalReviewAction",
    "WriteStdinGuardianApprovalReviewAction", "ApplyPatchGuardianApprovalReviewAction",
    "NetworkApprovalProtocol", "NetworkAccessGuardianApprovalReviewAction",
    "McpToolCallGuardianApprovalReviewAction", "RequestPermissionProfile",
    "RequestPermissionsGuardianApprovalReviewAction", "UnknownGuardianApprovalReviewAction",
    "GuardianWarningNotification", "HookSource", "HookEventName", "HookExecutionMode", "HookHandlerType",
    "HookOutputEntryKind", "HookOutputEntry", "HookRunStatus", "HookScope", "HookRunSummary",
    "HookCompletedNotification", "HookStartedNotification", "ItemGuardianApprovalReviewCompletedNotification",
    "ItemGuardianApprovalReviewStartedNotification", "ModelRerouteReason", "ModelReroutedNotification",
    "ModelSafetyBufferingUpdatedNotification", "ModelVerification", "ModelVerificationNotification",
    "Personality", "ReasoningSummary", "RequestId", "ServerRequestResolvedNotification",
    "ThreadArchivedNotification", "ThreadAttachmentOperation", "ThreadAttachmentUpdatedNotification",
    "ThreadClosedNotification", "ThreadDeletedNotification", "ThreadGoalStatus", "ThreadGoal",
    "ThreadGoalClearedNotification", "ThreadGoalUpdatedNotification", "ThreadNameUpdatedNotification",
    "ThreadPredictionResult", "CompletedThreadPredictionResult", "FailedThreadPredictionResult",
    "UnknownThreadPredictionResult", "ThreadPredictionUpdatedNotification",
    "ThreadProjectUpdatedNotification", "ThreadQueueChangedNotification",
    "ThreadReadStateChangedNotification", "ThreadRevertedNotification", "ThreadSettings",
    "ThreadSettingsUpdatedNotification", "ThreadUnarchivedNotification", "WarningNotification",
    "FileSystemPathMember", "FileSystemSpecialPathMember", "GuardianApprovalReviewActionMember",
    "ThreadPredictionResultMember",
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


class FileSystemAccessMode(OpenEnum):
    read = "read"
    write = "write"
    deny = "deny"


class FileSystemPath(UnionModel, union="type"):
    type: str

    if TYPE_CHECKING:
        @property
        def root(self) -> "FileSystemPathMember": ...


if not TYPE_CHECKING:
    FileSystemPathMember = FileSystemPath


class FileSystemSandboxEntry(WireModel):
    access: FileSystemAccessMode
    path: FileSystemPath


class AdditionalFileSystemPermissions(WireModel):
    entries: list[FileSystemSandboxEntry] | None = None
    glob_scan_max_depth: int | None = None
    read: list[LegacyAppPathString] | None = None
    write: list[LegacyAppPathString] | None = None


class AdditionalNetworkPermissions(WireModel):
    enabled: bool | None = None


class AutoReviewDecisionSource(OpenEnum):
    agent = "agent"


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


class PathFileSystemPath(FileSystemPath, tag="path"):
    path: LegacyAppPathString
    type: Literal["path"] = "path"


class GlobPatternFileSystemPath(FileSystemPath, tag="glob_pattern"):
    pattern: str
    type: Literal["glob_pattern"] = "glob_pattern"


class FileSystemSpecialPath(UnionModel, union="kind"):
    kind: str

    if TYPE_CHECKING:
        @property
        def root(self) -> "FileSystemSpecialPathMember": ...


if not TYPE_CHECKING:
    FileSystemSpecialPathMember = FileSystemSpecialPath


class SpecialFileSystemPath(FileSystemPath, tag="special"):
    type: Literal["special"] = "special"
    value: "FileSystemSpecialPathMember"


class UnknownFileSystemPath(FileSystemPath, unknown=True):
    pass

    if TYPE_CHECKING:
        type: Literal["(unknown)"]


class RootFileSystemSpecialPath(FileSystemSpecialPath, tag="root"):
    kind: Literal["root"] = "root"


class MinimalFileSystemSpecialPath(FileSystemSpecialPath, tag="minimal"):
    kind: Literal["minimal"] = "minimal"


class KindFileSystemSpecialPath(FileSystemSpecialPath, tag="project_roots"):
    kind: Literal["project_roots"] = "project_roots"
    subpath: LegacyAppPathString | None = None


class TmpdirFileSystemSpecialPath(FileSystemSpecialPath, tag="tmpdir"):
    kind: Literal["tmpdir"] = "tmpdir"


class SlashTmpFileSystemSpecialPath(FileSystemSpecialPath, tag="slash_tmp"):
    kind: Literal["slash_tmp"] = "slash_tmp"


class UnknownFileSystemSpecialPath(FileSystemSpecialPath, tag="unknown"):
    kind: Literal["unknown"] = "unknown"
    path: str
    subpath: LegacyAppPathString | None = None


class UnrecognisedFileSystemSpecialPath(FileSystemSpecialPath, unknown=True):
    pass

    if TYPE_CHECKING:
        kind: Literal["(unknown)"]


class GuardianApprovalReviewStatus(OpenEnum):
    in_progress = "inProgress"
    approved = "approved"
    denied = "denied"
    timed_out = "timedOut"
    aborted = "aborted"


class GuardianRiskLevel(OpenEnum):
    low = "low"
    medium = "medium"
    high = "high"
    critical = "critical"


class GuardianUserAuthorization(OpenEnum):
    unknown = "unknown"
    low = "low"
    medium = "medium"
    high = "high"


class GuardianApprovalReview(WireModel):
    rationale: str | None = None
    risk_level: GuardianRiskLevel | None = None
    status: GuardianApprovalReviewStatus
    user_authorization: GuardianUserAuthorization | None = None


class GuardianApprovalReviewAction(UnionModel, union="type"):
    type: str

    if TYPE_CHECKING:
        @property
        def root(self) -> "GuardianApprovalReviewActionMember": ...


if not TYPE_CHECKING:
    GuardianApprovalReviewActionMember = GuardianApprovalReviewAction


class GuardianCommandSource(OpenEnum):
    shell = "shell"
    unified_exec = "unifiedExec"


class CommandGuardianApprovalReviewAction(GuardianApprovalReviewAction, tag="command"):
    command: str
    cwd: LegacyAppPathString
    source: GuardianCommandSource
    type: Literal["command"] = "command"


class ExecveGuardianApprovalReviewAction(GuardianApprovalReviewAction, tag="execve"):
    argv: list[str]
    cwd: AbsolutePathBuf
    program: str
    source: GuardianCommandSource
    type: Literal["execve"] = "execve"


class WriteStdinGuardianApprovalReviewAction(GuardianApprovalReviewAction, tag="writeStdin"):
    approval_id: str
    cwd: LegacyAppPathString
    process_id: str
    stdin: str
    type: Literal["writeStdin"] = "writeStdin"


class ApplyPatchGuardianApprovalReviewAction(GuardianApprovalReviewAction, tag="applyPatch"):
    cwd: LegacyAppPathString
    files: list[LegacyAppPathString]
    type: Literal["applyPatch"] = "applyPatch"


class NetworkApprovalProtocol(OpenEnum):
    http = "http"
    https = "https"
    socks5_tcp = "socks5Tcp"
    socks5_udp = "socks5Udp"


class NetworkAccessGuardianApprovalReviewAction(GuardianApprovalReviewAction, tag="networkAccess"):
    host: str
    port: int
    protocol: NetworkApprovalProtocol
    target: str
    type: Literal["networkAccess"] = "networkAccess"


class McpToolCallGuardianApprovalReviewAction(GuardianApprovalReviewAction, tag="mcpToolCall"):
    connector_id: str | None = None
    connector_name: str | None = None
    server: str
    tool_name: str
    tool_title: str | None = None
    type: Literal["mcpToolCall"] = "mcpToolCall"


class RequestPermissionProfile(WireModel):
    file_system: AdditionalFileSystemPermissions | None = None
    network: AdditionalNetworkPermissions | None = None


class RequestPermissionsGuardianApprovalReviewAction(GuardianApprovalReviewAction, tag="requestPermissions"):
    permissions: RequestPermissionProfile
    reason: str | None = None
    type: Literal["requestPermissions"] = "requestPermissions"


class UnknownGuardianApprovalReviewAction(GuardianApprovalReviewAction, unknown=True):
    pass

    if TYPE_CHECKING:
        type: Literal["(unknown)"]


class GuardianWarningNotification(WireModel):
    message: str
    thread_id: str


class HookSource(OpenEnum):
    system = "system"
    user = "user"
    project = "project"
    mdm = "mdm"
    session_flags = "sessionFlags"
    plugin = "plugin"
    cloud_requirements = "cloudRequirements"
    cloud_managed_config = "cloudManagedConfig"
    legacy_managed_config_file = "legacyManagedConfigFile"
    legacy_managed_config_mdm = "legacyManagedConfigMdm"
    unknown = "unknown"


class HookEventName(OpenEnum):
    pre_tool_use = "preToolUse"
    permission_request = "permissionRequest"
    post_tool_use = "postToolUse"
    pre_compact = "preCompact"
    post_compact = "postCompact"
    session_start = "sessionStart"
    session_end = "sessionEnd"
    user_prompt_submit = "userPromptSubmit"
    subagent_start = "subagentStart"
    subagent_stop = "subagentStop"
    stop = "stop"
    interrupt = "interrupt"


class HookExecutionMode(OpenEnum):
    sync = "sync"
    async_ = "async"


class HookHandlerType(OpenEnum):
    command = "command"
    mcp_tool = "mcpTool"
    prompt = "prompt"
    agent = "agent"


class HookOutputEntryKind(OpenEnum):
    warning = "warning"
    stop = "stop"
    feedback = "feedback"
    context = "context"
    error = "error"


class HookOutputEntry(WireModel):
    kind: HookOutputEntryKind
    text: str


class HookRunStatus(OpenEnum):
    running = "running"
    completed = "completed"
    failed = "failed"
    blocked = "blocked"
    stopped = "stopped"


class HookScope(OpenEnum):
    thread = "thread"
    turn = "turn"


class HookRunSummary(WireModel):
    completed_at: int | None = None
    display_order: int
    duration_ms: int | None = None
    entries: list[HookOutputEntry]
    event_name: HookEventName
    execution_mode: HookExecutionMode
    handler_type: HookHandlerType
    id: str
    scope: HookScope
    source: HookSource = HookSource.unknown
    source_path: AbsolutePathBuf
    started_at: int
    status: HookRunStatus
    status_message: str | None = None


class HookCompletedNotification(WireModel):
    run: HookRunSummary
    thread_id: str
    turn_id: str | None = None


class HookStartedNotification(WireModel):
    run: HookRunSummary
    thread_id: str
    turn_id: str | None = None


class ItemGuardianApprovalReviewCompletedNotification(WireModel):
    action: "GuardianApprovalReviewActionMember"
    completed_at_ms: int
    decision_source: AutoReviewDecisionSource
    review: GuardianApprovalReview
    review_id: str
    started_at_ms: int
    target_item_id: str | None = None
    thread_id: str
    turn_id: str


class ItemGuardianApprovalReviewStartedNotification(WireModel):
    action: "GuardianApprovalReviewActionMember"
    review: GuardianApprovalReview
    review_id: str
    started_at_ms: int
    target_item_id: str | None = None
    thread_id: str
    turn_id: str


class ModelRerouteReason(OpenEnum):
    high_risk_cyber_activity = "highRiskCyberActivity"


class ModelReroutedNotification(WireModel):
    from_model: str
    reason: ModelRerouteReason
    thread_id: str
    to_model: str
    turn_id: str


class ModelSafetyBufferingUpdatedNotification(WireModel):
    faster_model: str | None = None
    model: str
    reasons: list[str]
    show_buffering_ui: bool
    thread_id: str
    turn_id: str
    use_cases: list[str]


class ModelVerification(OpenEnum):
    trusted_access_for_cyber = "trustedAccessForCyber"


class ModelVerificationNotification(WireModel):
    thread_id: str
    turn_id: str
    verifications: list[ModelVerification]


class Personality(OpenEnum):
    none = "none"
    friendly = "friendly"
    pragmatic = "pragmatic"


class ReasoningSummary(OpenEnum):
    auto = "auto"
    concise = "concise"
    detailed = "detailed"
    none = "none"


RequestId: TypeAlias = str | int


class ServerRequestResolvedNotification(WireModel):
    request_id: RequestId
    thread_id: str


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

    if TYPE_CHECKING:
        @property
        def root(self) -> "ThreadPredictionResultMember": ...


if not TYPE_CHECKING:
    ThreadPredictionResultMember = ThreadPredictionResult


class CompletedThreadPredictionResult(ThreadPredictionResult, tag="completed"):
    text: str | None = None
    type: Literal["completed"] = "completed"


class FailedThreadPredictionResult(ThreadPredictionResult, tag="failed"):
    type: Literal["failed"] = "failed"


class UnknownThreadPredictionResult(ThreadPredictionResult, unknown=True):
    pass

    if TYPE_CHECKING:
        type: Literal["(unknown)"]


class ThreadPredictionUpdatedNotification(WireModel):
    result: "ThreadPredictionResultMember"
    source_turn_id: str
    thread_id: str


class ThreadProjectUpdatedNotification(WireModel):
    project_id: str | None = None
    thread_id: str


class ThreadQueueChangedNotification(WireModel):
    thread_id: str


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


class ThreadUnarchivedNotification(WireModel):
    thread_id: str


class WarningNotification(WireModel):
    message: str
    thread_id: str | None = None


if TYPE_CHECKING:
    FileSystemPathMember: TypeAlias = PathFileSystemPath | GlobPatternFileSystemPath | SpecialFileSystemPath | UnknownFileSystemPath
    FileSystemSpecialPathMember: TypeAlias = RootFileSystemSpecialPath | MinimalFileSystemSpecialPath | KindFileSystemSpecialPath | TmpdirFileSystemSpecialPath | SlashTmpFileSystemSpecialPath | UnknownFileSystemSpecialPath | UnrecognisedFileSystemSpecialPath
    GuardianApprovalReviewActionMember: TypeAlias = CommandGuardianApprovalReviewAction | ExecveGuardianApprovalReviewAction | WriteStdinGuardianApprovalReviewAction | ApplyPatchGuardianApprovalReviewAction | NetworkAccessGuardianApprovalReviewAction | McpToolCallGuardianApprovalReviewAction | RequestPermissionsGuardianApprovalReviewAction | UnknownGuardianApprovalReviewAction
    ThreadPredictionResultMember: TypeAlias = CompletedThreadPredictionResult | FailedThreadPredictionResult | UnknownThreadPredictionResult
