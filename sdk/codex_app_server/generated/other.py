# Written by sdk/generate.py from the server's schema. Do not edit: run `make generate`.
from typing import TYPE_CHECKING, Literal
from pydantic import Field
from typing_extensions import TypeAlias
from ._base import JsonValue, OpenEnum, UnionModel, WireModel
from .account import GetAccountRateLimitsParams, GetAccountTokenUsageParams, UserVerificationUnavailableReason
from .answers import ApprovalsReviewer, ModeKind
from .config import AppToolApproval
from .items import ReasoningEffort
from .remote import RemoteControlDisableParams, RemoteControlEnableParams
from .requests import ResponseItem
from .threads import TokenUsageBreakdown

__all__ = [
    "AppLinksConfig", "AppToolsConfig", "ToolExposureSurface", "AppConfig", "AppLinkConfig", "AppToolConfig",
    "AuthRecoveryNotification", "CollaborationModeListParams", "CollaborationModeMask",
    "CollaborationModeListResponse", "FeedbackUploadParams", "FeedbackUploadResponse",
    "MockExperimentalMethodParams", "MockExperimentalMethodResponse", "ModelProviderCapabilitiesReadParams",
    "ModelProviderCapabilitiesReadResponse", "NullableGetAccountRateLimitsParams",
    "NullableGetAccountTokenUsageParams", "NullableRemoteControlDisableParams",
    "NullableRemoteControlEnableParams", "ResponseUsageMetadata", "RawResponseCompletedNotification",
    "RawResponseItemCompletedNotification", "RolloutCompressResponse", "ServerDiagnosticsGauge",
    "ServerDiagnosticsParams", "ServerDiagnosticsProcess", "ServerDiagnosticsResponse",
    "StrictReviewRequiredNotification", "UserVerificationCancellationReason", "UserVerificationErrorDetails",
    "UserVerificationInvalidRequestReason", "InvalidRequestUserVerificationErrorDetails",
    "UnavailableUserVerificationErrorDetails", "CancelledUserVerificationErrorDetails",
    "UserVerificationFailureReason", "FailedUserVerificationErrorDetails",
    "UnknownUserVerificationErrorDetails", "UserVerificationRpcError", "W3cTraceContext",
    "UserVerificationErrorDetailsMember",
]


class AppLinksConfig(WireModel):
    pass


class AppToolsConfig(WireModel):
    pass


class ToolExposureSurface(OpenEnum):
    code_mode = "code_mode"
    deferred = "deferred"
    direct = "direct"


class AppConfig(WireModel):
    approvals_reviewer: ApprovalsReviewer | None = Field(default=None, validation_alias="approvals_reviewer", serialization_alias="approvals_reviewer")
    default_tools_approval_mode: AppToolApproval | None = Field(default=None, validation_alias="default_tools_approval_mode", serialization_alias="default_tools_approval_mode")
    default_tools_enabled: bool | None = Field(default=None, validation_alias="default_tools_enabled", serialization_alias="default_tools_enabled")
    destructive_enabled: bool | None = Field(default=None, validation_alias="destructive_enabled", serialization_alias="destructive_enabled")
    enabled: bool = True
    links: AppLinksConfig | None = None
    omit_tools_from: list[ToolExposureSurface] | None = Field(default=None, validation_alias="omit_tools_from", serialization_alias="omit_tools_from")
    open_world_enabled: bool | None = Field(default=None, validation_alias="open_world_enabled", serialization_alias="open_world_enabled")
    tools: AppToolsConfig | None = None


class AppLinkConfig(WireModel):
    approvals_reviewer: ApprovalsReviewer | None = Field(default=None, validation_alias="approvals_reviewer", serialization_alias="approvals_reviewer")
    default_tools_approval_mode: AppToolApproval | None = Field(default=None, validation_alias="default_tools_approval_mode", serialization_alias="default_tools_approval_mode")


class AppToolConfig(WireModel):
    approval_mode: AppToolApproval | None = Field(default=None, validation_alias="approval_mode", serialization_alias="approval_mode")
    enabled: bool | None = None


class AuthRecoveryNotification(WireModel):
    message: str
    provider: str
    thread_id: str
    turn_id: str


class CollaborationModeListParams(WireModel):
    pass


class CollaborationModeMask(WireModel):
    mode: ModeKind | None = None
    model: str | None = None
    name: str
    reasoning_effort: ReasoningEffort | None = Field(default=None, validation_alias="reasoning_effort", serialization_alias="reasoning_effort")


class CollaborationModeListResponse(WireModel):
    data: list[CollaborationModeMask]


class FeedbackUploadParams(WireModel):
    classification: str
    extra_log_files: list[str] | None = None
    include_logs: bool | None = None
    reason: str | None = None
    tags: dict[str, str] | None = None
    thread_id: str | None = None


class FeedbackUploadResponse(WireModel):
    prompt_hash: str | None = None
    thread_id: str


class MockExperimentalMethodParams(WireModel):
    value: str | None = None


class MockExperimentalMethodResponse(WireModel):
    echoed: str | None = None


class ModelProviderCapabilitiesReadParams(WireModel):
    pass


class ModelProviderCapabilitiesReadResponse(WireModel):
    image_generation: bool
    web_search: bool


NullableGetAccountRateLimitsParams: TypeAlias = GetAccountRateLimitsParams | None


NullableGetAccountTokenUsageParams: TypeAlias = GetAccountTokenUsageParams | None


NullableRemoteControlDisableParams: TypeAlias = RemoteControlDisableParams | None


NullableRemoteControlEnableParams: TypeAlias = RemoteControlEnableParams | None


class ResponseUsageMetadata(WireModel):
    amount: str | None = None
    metadata: JsonValue = None


class RawResponseCompletedNotification(WireModel):
    response_id: str
    thread_id: str
    turn_id: str
    usage: TokenUsageBreakdown | None = None
    usage_metadata: ResponseUsageMetadata | None = None


class RawResponseItemCompletedNotification(WireModel):
    item: ResponseItem
    thread_id: str
    turn_id: str


class RolloutCompressResponse(WireModel):
    pass


class ServerDiagnosticsGauge(WireModel):
    name: str
    value: int


class ServerDiagnosticsParams(WireModel):
    pass


class ServerDiagnosticsProcess(WireModel):
    id: int
    physical_footprint_bytes: int | None = None
    resident_memory_bytes: int | None = None


class ServerDiagnosticsResponse(WireModel):
    gauges: list[ServerDiagnosticsGauge]
    process: ServerDiagnosticsProcess


class StrictReviewRequiredNotification(WireModel):
    started_at_ms: int
    thread_id: str
    turn_id: str


class UserVerificationCancellationReason(OpenEnum):
    user_cancelled = "userCancelled"
    interrupted = "interrupted"


class UserVerificationErrorDetails(UnionModel, union="type"):
    type: str

    if TYPE_CHECKING:
        @property
        def root(self) -> "UserVerificationErrorDetailsMember": ...


if not TYPE_CHECKING:
    UserVerificationErrorDetailsMember = UserVerificationErrorDetails


class UserVerificationInvalidRequestReason(OpenEnum):
    invalid_params = "invalidParams"


class InvalidRequestUserVerificationErrorDetails(UserVerificationErrorDetails, tag="invalidRequest"):
    reason: UserVerificationInvalidRequestReason
    type: Literal["invalidRequest"] = "invalidRequest"


class UnavailableUserVerificationErrorDetails(UserVerificationErrorDetails, tag="unavailable"):
    reason: UserVerificationUnavailableReason
    type: Literal["unavailable"] = "unavailable"


class CancelledUserVerificationErrorDetails(UserVerificationErrorDetails, tag="cancelled"):
    reason: UserVerificationCancellationReason
    type: Literal["cancelled"] = "cancelled"


class UserVerificationFailureReason(OpenEnum):
    authentication_failed = "authenticationFailed"
    timeout = "timeout"
    provider_error = "providerError"
    service_error = "serviceError"


class FailedUserVerificationErrorDetails(UserVerificationErrorDetails, tag="failed"):
    reason: UserVerificationFailureReason
    type: Literal["failed"] = "failed"


class UnknownUserVerificationErrorDetails(UserVerificationErrorDetails, unknown=True):
    pass

    if TYPE_CHECKING:
        type: Literal["(unknown)"]


class UserVerificationRpcError(WireModel):
    code: int
    data: "UserVerificationErrorDetailsMember"
    message: str


class W3cTraceContext(WireModel):
    traceparent: str | None = None
    tracestate: str | None = None


if TYPE_CHECKING:
    UserVerificationErrorDetailsMember: TypeAlias = InvalidRequestUserVerificationErrorDetails | UnavailableUserVerificationErrorDetails | CancelledUserVerificationErrorDetails | FailedUserVerificationErrorDetails | UnknownUserVerificationErrorDetails
