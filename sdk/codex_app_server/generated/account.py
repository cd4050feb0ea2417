# Written by sdk/generate.py from the server's schema. Do not edit: run `make generate`.
from typing import TYPE_CHECKING, Literal
from typing_extensions import TypeAlias
from ._base import JsonValue, OpenEnum, UnionModel, WireModel
from .notices import PlanType, RateLimitSnapshot, RequestId

__all__ = [
    "Account", "ApiKeyAccount", "ChatgptAccount", "AmazonBedrockAccount", "UnknownAccount",
    "DesktopOnboardingEntrypoint", "AccountLoginCompletedNotification", "AccountRoutingOverride",
    "AccountTokenUsageDailyBucket", "AccountTokenUsageSummary", "AddCreditsNudgeCreditType",
    "AddCreditsNudgeEmailStatus", "AwsCredentialType", "BedrockAwsProfile",
    "BedrockCheckGovCloudRequirementsParams", "BedrockCheckGovCloudRequirementsResponse",
    "BedrockDiscoverParams", "BedrockEnvironmentCredential", "BedrockDiscoverResponse", "BedrockSetupParams",
    "ProfileBedrockSetupParams", "EnvironmentBedrockSetupParams", "UnknownBedrockSetupParams",
    "BedrockSetupResponse", "CancelLoginAccountParams", "CancelLoginAccountStatus",
    "CancelLoginAccountResponse", "ConsumeAccountRateLimitResetCreditOutcome",
    "ConsumeAccountRateLimitResetCreditParams", "ConsumeAccountRateLimitResetCreditResponse",
    "GatewayOAuthCancelResponse", "GatewayOAuthStatus", "GatewayOAuthChangedNotification",
    "GatewayOAuthLoginResponse", "GatewayOAuthReadResponse", "GetAccountParams", "GetAccountRateLimitsParams",
    "RateLimitResetCreditStatus", "RateLimitResetType", "RateLimitResetCredit",
    "RateLimitResetCreditsSummary", "GetAccountRateLimitsResponse", "WorkspaceRouting", "GetAccountResponse",
    "GetAccountTokenUsageParams", "ThreadUsageBreakdownGroup", "ThreadUsage", "GetAccountTokenUsageResponse",
    "WorkspaceMessageType", "WorkspaceMessage", "GetWorkspaceMessagesResponse", "LoginAccountParams",
    "ApiKeyLoginAccountParams", "LoginAppBrand", "ChatgptLoginAccountParams",
    "ChatgptDeviceCodeLoginAccountParams", "ChatgptAuthTokensLoginAccountParams",
    "AmazonBedrockLoginAccountParams", "AmazonBedrockAccessKeysLoginAccountParams",
    "UnknownLoginAccountParams", "LoginAccountResponse", "ApiKeyLoginAccountResponse",
    "ChatgptLoginAccountResponse", "ChatgptDeviceCodeLoginAccountResponse",
    "ChatgptAuthTokensLoginAccountResponse", "AmazonBedrockLoginAccountResponse",
    "UnknownLoginAccountResponse", "LogoutAccountResponse", "SendAddCreditsNudgeEmailParams",
    "SendAddCreditsNudgeEmailResponse", "UserVerificationCancelParams", "UserVerificationCancelResponse",
    "UserVerificationDeleteParams", "UserVerificationDeleteResponse", "UserVerificationEnrollParams",
    "UserVerificationEnrollResponse", "UserVerificationProof", "UserVerificationStatusParams",
    "UserVerificationUnavailableReason", "UserVerificationStatusResponse", "UserVerificationVerifyParams",
    "UserVerificationVerifyResponse", "AccountMember", "BedrockSetupParamsMember", "LoginAccountParamsMember",
    "LoginAccountResponseMember",
]


class Account(UnionModel, union="type"):
    type: str

    if TYPE_CHECKING:
        @property
        def root(self) -> "AccountMember": ...


if not TYPE_CHECKING:
    AccountMember = Account


class ApiKeyAccount(Account, tag="apiKey"):
    type: Literal["apiKey"] = "apiKey"


class ChatgptAccount(Account, tag="chatgpt"):
    email: str | None = None
    plan_type: PlanType
    type: Literal["chatgpt"] = "chatgpt"


class AmazonBedrockAccount(Account, tag="amazonBedrock"):
    type: Literal["amazonBedrock"] = "amazonBedrock"
    uses_codex_managed_credentials: bool = False


class UnknownAccount(Account, unknown=True):
    pass

    if TYPE_CHECKING:
        type: Literal["(unknown)"]


class DesktopOnboardingEntrypoint(OpenEnum):
    life_sciences = "life_sciences"


class AccountLoginCompletedNotification(WireModel):
    error: str | None = None
    login_id: str | None = None
    onboarding_entrypoint: DesktopOnboardingEntrypoint | None = None
    success: bool


class AccountRoutingOverride(OpenEnum):
    no_constraint = "NO_CONSTRAINT"
    us = "us"
    us_cr = "us_cr"


class AccountTokenUsageDailyBucket(WireModel):
    start_date: str
    tokens: int


class AccountTokenUsageSummary(WireModel):
    current_streak_days: int | None = None
    lifetime_tokens: int | None = None
    longest_running_turn_sec: int | None = None
    longest_streak_days: int | None = None
    peak_daily_tokens: int | None = None


class AddCreditsNudgeCreditType(OpenEnum):
    credits = "credits"
    usage_limit = "usage_limit"


class AddCreditsNudgeEmailStatus(OpenEnum):
    sent = "sent"
    cooldown_active = "cooldown_active"


class AwsCredentialType(OpenEnum):
    access_keys = "accessKeys"
    bedrock_api_key = "bedrockApiKey"


class BedrockAwsProfile(WireModel):
    name: str
    region: str | None = None


class BedrockCheckGovCloudRequirementsParams(WireModel):
    pass


class BedrockCheckGovCloudRequirementsResponse(WireModel):
    is_gov_cloud: bool
    should_warn: bool


class BedrockDiscoverParams(WireModel):
    pass


class BedrockEnvironmentCredential(WireModel):
    region: str | None = None
    type: AwsCredentialType


class BedrockDiscoverResponse(WireModel):
    environment_credentials: list[BedrockEnvironmentCredential]
    profiles: list[BedrockAwsProfile]


class BedrockSetupParams(UnionModel, union="type"):
    type: str

    if TYPE_CHECKING:
        region: str

        @property
        def root(self) -> "BedrockSetupParamsMember": ...


if not TYPE_CHECKING:
    BedrockSetupParamsMember = BedrockSetupParams


class ProfileBedrockSetupParams(BedrockSetupParams, tag="profile"):
    profile: str
    region: str
    type: Literal["profile"] = "profile"


class EnvironmentBedrockSetupParams(BedrockSetupParams, tag="environment"):
    region: str
    type: Literal["environment"] = "environment"


class UnknownBedrockSetupParams(BedrockSetupParams, unknown=True):
    pass

    if TYPE_CHECKING:
        type: Literal["(unknown)"]


class BedrockSetupResponse(WireModel):
    pass


class CancelLoginAccountParams(WireModel):
    login_id: str


class CancelLoginAccountStatus(OpenEnum):
    canceled = "canceled"
    not_found = "notFound"


class CancelLoginAccountResponse(WireModel):
    status: CancelLoginAccountStatus


class ConsumeAccountRateLimitResetCreditOutcome(OpenEnum):
    reset = "reset"
    nothing_to_reset = "nothingToReset"
    no_credit = "noCredit"
    already_redeemed = "alreadyRedeemed"


class ConsumeAccountRateLimitResetCreditParams(WireModel):
    credit_id: str | None = None
    idempotency_key: str


class ConsumeAccountRateLimitResetCreditResponse(WireModel):
    outcome: ConsumeAccountRateLimitResetCreditOutcome


class GatewayOAuthCancelResponse(WireModel):
    pass


class GatewayOAuthStatus(OpenEnum):
    not_ready = "notReady"
    started = "started"
    succeeded = "succeeded"
    failed = "failed"


class GatewayOAuthChangedNotification(WireModel):
    auth_url: str | None = None
    error: str | None = None
    provider_id: str
    status: GatewayOAuthStatus


class GatewayOAuthLoginResponse(WireModel):
    pass


class GatewayOAuthReadResponse(WireModel):
    error: str | None = None
    provider_id: str
    provider_name: str
    required: bool
    status: GatewayOAuthStatus | None = None


class GetAccountParams(WireModel):
    refresh_token: bool | None = None


class GetAccountRateLimitsParams(WireModel):
    exclude_reset_credit_details: bool | None = None
    supports_luna_reserve: bool | None = None


class RateLimitResetCreditStatus(OpenEnum):
    available = "available"
    redeeming = "redeeming"
    redeemed = "redeemed"
    unknown = "unknown"


class RateLimitResetType(OpenEnum):
    codex_rate_limits = "codexRateLimits"
    unknown = "unknown"


class RateLimitResetCredit(WireModel):
    description: str | None = None
    expires_at: int | None = None
    granted_at: int
    id: str
    reset_type: RateLimitResetType
    status: RateLimitResetCreditStatus
    title: str | None = None


class RateLimitResetCreditsSummary(WireModel):
    available_count: int
    credits: list[RateLimitResetCredit] | None = None


class GetAccountRateLimitsResponse(WireModel):
    account_id: str | None = None
    ordinary_usage_allowed: bool | None = None
    rate_limit_reset_credits: RateLimitResetCreditsSummary | None = None
    rate_limit_upsell: JsonValue = None
    rate_limits: RateLimitSnapshot
    rate_limits_by_limit_id: dict[str, RateLimitSnapshot] | None = None


class WorkspaceRouting(WireModel):
    account_routing_override: AccountRoutingOverride
    backend_origin: str
    chatgpt_account_id: str


class GetAccountResponse(WireModel):
    account: "AccountMember | None" = None
    requires_openai_auth: bool
    workspace_routing: WorkspaceRouting | None = None


class GetAccountTokenUsageParams(WireModel):
    thread_id: str | None = None


class ThreadUsageBreakdownGroup(WireModel):
    cached_input_tokens: int | None = None
    estimated_usage_credits_micros: int
    input_tokens: int | None = None
    model: str | None = None
    net_new_input_tokens: int | None = None
    output_tokens: int | None = None
    reasoning_effort: str | None = None
    speed: str | None = None
    total_tokens: int | None = None


class ThreadUsage(WireModel):
    estimated_usage_credits_micros: int
    estimated_usage_usd_micros: int | None = None
    groups: list[ThreadUsageBreakdownGroup]
    thread_id: str


class GetAccountTokenUsageResponse(WireModel):
    daily_usage_buckets: list[AccountTokenUsageDailyBucket] | None = None
    summary: AccountTokenUsageSummary
    thread_usage: ThreadUsage | None = None


class WorkspaceMessageType(OpenEnum):
    headline = "headline"
    announcement = "announcement"
    unknown = "unknown"


class WorkspaceMessage(WireModel):
    archived_at: int | None = None
    created_at: int | None = None
    message_body: str
    message_id: str
    message_type: WorkspaceMessageType


class GetWorkspaceMessagesResponse(WireModel):
    feature_enabled: bool
    messages: list[WorkspaceMessage]


class LoginAccountParams(UnionModel, union="type"):
    type: str

    if TYPE_CHECKING:
        @property
        def root(self) -> "LoginAccountParamsMember": ...


if not TYPE_CHECKING:
    LoginAccountParamsMember = LoginAccountParams


class ApiKeyLoginAccountParams(LoginAccountParams, tag="apiKey"):
    api_key: str
    type: Literal["apiKey"] = "apiKey"


class LoginAppBrand(OpenEnum):
    codex = "codex"
    chatgpt = "chatgpt"


class ChatgptLoginAccountParams(LoginAccountParams, tag="chatgpt"):
    app_brand: LoginAppBrand | None = None
    codex_streamlined_login: bool | None = None
    type: Literal["chatgpt"] = "chatgpt"
    use_hosted_login_success_page: bool | None = None


class ChatgptDeviceCodeLoginAccountParams(LoginAccountParams, tag="chatgptDeviceCode"):
    type: Literal["chatgptDeviceCode"] = "chatgptDeviceCode"


class ChatgptAuthTokensLoginAccountParams(LoginAccountParams, tag="chatgptAuthTokens"):
    access_token: str
    chatgpt_account_id: str
    chatgpt_plan_type: str | None = None
    type: Literal["chatgptAuthTokens"] = "chatgptAuthTokens"


class AmazonBedrockLoginAccountParams(LoginAccountParams, tag="amazonBedrock"):
    api_key: str
    region: str
    type: Literal["amazonBedrock"] = "amazonBedrock"


class AmazonBedrockAccessKeysLoginAccountParams(LoginAccountParams, tag="amazonBedrockAccessKeys"):
    access_key_id: str
    region: str
    secret_access_key: str
    session_token: str | None = None
    type: Literal["amazonBedrockAccessKeys"] = "amazonBedrockAccessKeys"


class UnknownLoginAccountParams(LoginAccountParams, unknown=True):
    pass

    if TYPE_CHECKING:
        type: Literal["(unknown)"]


class LoginAccountResponse(UnionModel, union="type"):
    type: str

    if TYPE_CHECKING:
        @property
        def root(self) -> "LoginAccountResponseMember": ...


if not TYPE_CHECKING:
    LoginAccountResponseMember = LoginAccountResponse


class ApiKeyLoginAccountResponse(LoginAccountResponse, tag="apiKey"):
    type: Literal["apiKey"] = "apiKey"


class ChatgptLoginAccountResponse(LoginAccountResponse, tag="chatgpt"):
    auth_url: str
    login_id: str
    type: Literal["chatgpt"] = "chatgpt"


class ChatgptDeviceCodeLoginAccountResponse(LoginAccountResponse, tag="chatgptDeviceCode"):
    login_id: str
    type: Literal["chatgptDeviceCode"] = "chatgptDeviceCode"
    user_code: str
    verification_url: str


class ChatgptAuthTokensLoginAccountResponse(LoginAccountResponse, tag="chatgptAuthTokens"):
    type: Literal["chatgptAuthTokens"] = "chatgptAuthTokens"


class AmazonBedrockLoginAccountResponse(LoginAccountResponse, tag="amazonBedrock"):
    type: Literal["amazonBedrock"] = "amazonBedrock"


class UnknownLoginAccountResponse(LoginAccountResponse, unknown=True):
    pass

    if TYPE_CHECKING:
        type: Literal["(unknown)"]


class LogoutAccountResponse(WireModel):
    pass


class SendAddCreditsNudgeEmailParams(WireModel):
    credit_type: AddCreditsNudgeCreditType


class SendAddCreditsNudgeEmailResponse(WireModel):
    status: AddCreditsNudgeEmailStatus


class UserVerificationCancelParams(WireModel):
    request_id: RequestId


class UserVerificationCancelResponse(WireModel):
    pass


class UserVerificationDeleteParams(WireModel):
    pass


class UserVerificationDeleteResponse(WireModel):
    pass


class UserVerificationEnrollParams(WireModel):
    pass


class UserVerificationEnrollResponse(WireModel):
    algorithm: str | None = None
    credential_id: str
    public_key: str | None = None


class UserVerificationProof(WireModel):
    credential_id: str
    signature: str


class UserVerificationStatusParams(WireModel):
    pass


class UserVerificationUnavailableReason(OpenEnum):
    credential_missing = "credentialMissing"
    biometrics_unavailable = "biometricsUnavailable"
    provider_unavailable = "providerUnavailable"


class UserVerificationStatusResponse(WireModel):
    credential_id: str | None = None
    unavailable_message: str | None = None
    unavailable_reason: UserVerificationUnavailableReason | None = None


class UserVerificationVerifyParams(WireModel):
    challenge: str
    description: str
    title: str


class UserVerificationVerifyResponse(WireModel):
    proof: UserVerificationProof


if TYPE_CHECKING:
    AccountMember: TypeAlias = ApiKeyAccount | ChatgptAccount | AmazonBedrockAccount | UnknownAccount
    BedrockSetupParamsMember: TypeAlias = ProfileBedrockSetupParams | EnvironmentBedrockSetupParams | UnknownBedrockSetupParams
    LoginAccountParamsMember: TypeAlias = ApiKeyLoginAccountParams | ChatgptLoginAccountParams | ChatgptDeviceCodeLoginAccountParams | ChatgptAuthTokensLoginAccountParams | AmazonBedrockLoginAccountParams | AmazonBedrockAccessKeysLoginAccountParams | UnknownLoginAccountParams
    LoginAccountResponseMember: TypeAlias = ApiKeyLoginAccountResponse | ChatgptLoginAccountResponse | ChatgptDeviceCodeLoginAccountResponse | ChatgptAuthTokensLoginAccountResponse | AmazonBedrockLoginAccountResponse | UnknownLoginAccountResponse
