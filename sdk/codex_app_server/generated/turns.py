# Written by sdk/generate.py from the server's schema. Do not edit: run `make generate`.
from ._base import JsonValue, MixedUnion, OpenEnum, WireModel
from .items import ThreadItemMember

__all__ = [
    "CodexErrorInfo", "CodexErrorInfoValue", "HttpConnectionFailed", "HttpConnectionFailedCodexErrorInfo",
    "ResponseStreamConnectionFailed", "ResponseStreamConnectionFailedCodexErrorInfo",
    "ResponseStreamDisconnected", "ResponseStreamDisconnectedCodexErrorInfo", "ResponseTooManyFailedAttempts",
    "ResponseTooManyFailedAttemptsCodexErrorInfo", "NonSteerableTurnKind", "ActiveTurnNotSteerable",
    "ActiveTurnNotSteerableCodexErrorInfo", "UnknownCodexErrorInfo", "MisalignmentSteer",
    "MisalignmentErrorDetails", "TurnError", "ErrorNotification", "TurnItemsView", "TurnStatus", "Turn",
    "TurnCompletedNotification", "TurnDiffUpdatedNotification", "TurnModerationMetadataNotification",
    "TurnPlanStepStatus", "TurnPlanStep", "TurnPlanUpdatedNotification", "TurnStartedNotification",
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
    items: list[ThreadItemMember]
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
