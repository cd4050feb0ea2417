# Written by sdk/generate.py from the server's schema. Do not edit: run `make generate`.
from typing_extensions import TypeAlias
from ._base import JsonValue, MixedUnion, OpenEnum, WireModel
from .items import AbsolutePathBuf, ThreadItem

__all__ = [
    "CodexErrorInfo", "CodexErrorInfoValue", "HttpConnectionFailed", "HttpConnectionFailedCodexErrorInfo",
    "ResponseStreamConnectionFailed", "ResponseStreamConnectionFailedCodexErrorInfo",
    "ResponseStreamDisconnected", "ResponseStreamDisconnectedCodexErrorInfo", "ResponseTooManyFailedAttempts",
    "ResponseTooManyFailedAttemptsCodexErrorInfo", "NonSteerableTurnKind", "ActiveTurnNotSteerable",
    "ActiveTurnNotSteerableCodexErrorInfo", "UnknownCodexErrorInfo", "MisalignmentSteer",
    "MisalignmentErrorDetails", "TurnError", "ErrorNotification", "HookSource", "HookEventName",
    "HookExecutionMode", "HookHandlerType", "HookOutputEntryKind", "HookOutputEntry", "HookRunStatus",
    "HookScope", "HookRunSummary", "HookCompletedNotification", "HookStartedNotification",
    "ModelRerouteReason", "ModelReroutedNotification", "ModelSafetyBufferingUpdatedNotification",
    "ModelVerification", "ModelVerificationNotification", "RequestId", "ServerRequestResolvedNotification",
    "TurnItemsView", "TurnStatus", "Turn", "TurnCompletedNotification", "TurnDiffUpdatedNotification",
    "TurnModerationMetadataNotification", "TurnPlanStepStatus", "TurnPlanStep", "TurnPlanUpdatedNotification",
    "TurnStartedNotification", "WarningNotification",
]


class CodexErrorInfo(MixedUnion, union=""):
    pass


class CodexErrorInfoValue(CodexErrorInfo, OpenEnum):
    context_window_exceeded = "contextWindowExceeded"
    session_budget_exceeded = "sessionBudgetExceeded"
    usage_limit_exceeded = "usageLimitExceeded"
    rate_limit_exceeded = "rateLimitExceeded"
    flex_unavailable = "flexUnavailable"
    server_overloaded = "serverOverloaded"
    cyber_policy = "cyberPolicy"
    misalignment_policy_violation = "misalignmentPolicyViolation"
    too_many_denials = "tooManyDenials"
    internal_server_error = "internalServerError"
    unauthorized = "unauthorized"
    bad_request = "badRequest"
    thread_rollback_failed = "threadRollbackFailed"
    sandbox_error = "sandboxError"
    other = "other"


class HttpConnectionFailed(WireModel):
    http_status_code: int | None = None


class HttpConnectionFailedCodexErrorInfo(CodexErrorInfo, WireModel, key="httpConnectionFailed"):
    http_connection_failed: HttpConnectionFailed


class ResponseStreamConnectionFailed(WireModel):
    http_status_code: int | None = None


class ResponseStreamConnectionFailedCodexErrorInfo(CodexErrorInfo, WireModel, key="responseStreamConnectionFailed"):
    response_stream_connection_failed: ResponseStreamConnectionFailed


class ResponseStreamDisconnected(WireModel):
    http_status_code: int | None = None


class ResponseStreamDisconnectedCodexErrorInfo(CodexErrorInfo, WireModel, key="responseStreamDisconnected"):
    response_stream_disconnected: ResponseStreamDisconnected


class ResponseTooManyFailedAttempts(WireModel):
    http_status_code: int | None = None


class ResponseTooManyFailedAttemptsCodexErrorInfo(CodexErrorInfo, WireModel, key="responseTooManyFailedAttempts"):
    response_too_many_failed_attempts: ResponseTooManyFailedAttempts


class NonSteerableTurnKind(OpenEnum):
    review = "review"
    compact = "compact"


class ActiveTurnNotSteerable(WireModel):
    turn_kind: NonSteerableTurnKind


class ActiveTurnNotSteerableCodexErrorInfo(CodexErrorInfo, WireModel, key="activeTurnNotSteerable"):
    active_turn_not_steerable: ActiveTurnNotSteerable


class UnknownCodexErrorInfo(CodexErrorInfo, WireModel, unknown=True):
    pass


class MisalignmentSteer(WireModel):
    message: str


class MisalignmentErrorDetails(WireModel):
    detailed_explanation: str | None = None
    error_type: str | None = None
    review_target: str | None = None
    steer: MisalignmentSteer | None = None


class TurnError(WireModel):
    additional_details: str | None = None
    codex_error_info: CodexErrorInfo | None = None
    message: str
    misalignment: MisalignmentErrorDetails | None = None


class ErrorNotification(WireModel):
    error: TurnError
    thread_id: str
    turn_id: str
    will_retry: bool


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


RequestId: TypeAlias = str | int


class ServerRequestResolvedNotification(WireModel):
    request_id: RequestId
    thread_id: str


class TurnItemsView(OpenEnum):
    not_loaded = "notLoaded"
    summary = "summary"
    full = "full"


class TurnStatus(OpenEnum):
    completed = "completed"
    interrupted = "interrupted"
    failed = "failed"
    in_progress = "inProgress"


class Turn(WireModel):
    completed_at: int | None = None
    duration_ms: int | None = None
    error: TurnError | None = None
    id: str
    items: list[ThreadItem]
    items_view: TurnItemsView = TurnItemsView.full
    root_turn_id: str | None = None
    started_at: int | None = None
    status: TurnStatus


class TurnCompletedNotification(WireModel):
    thread_id: str
    turn: Turn


class TurnDiffUpdatedNotification(WireModel):
    diff: str
    thread_id: str
    turn_id: str


class TurnModerationMetadataNotification(WireModel):
    metadata: JsonValue = None
    thread_id: str
    turn_id: str


class TurnPlanStepStatus(OpenEnum):
    pending = "pending"
    in_progress = "inProgress"
    completed = "completed"


class TurnPlanStep(WireModel):
    status: TurnPlanStepStatus
    step: str


class TurnPlanUpdatedNotification(WireModel):
    explanation: str | None = None
    plan: list[TurnPlanStep]
    thread_id: str
    turn_id: str


class TurnStartedNotification(WireModel):
    thread_id: str
    turn: Turn


class WarningNotification(WireModel):
    message: str
    thread_id: str | None = None
