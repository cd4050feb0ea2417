# Written by sdk/generate.py from the server's schema. Do not edit: run `make generate`.
"""The synchronous calls, written from the table of methods; reached as `Codex.api`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .._unset import UNSET, Unset
from ._calling import Calls

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from os import PathLike
    from typing import Literal

    from .account import (
        AddCreditsNudgeCreditType, BedrockCheckGovCloudRequirementsResponse, BedrockDiscoverResponse,
        BedrockSetupParams, BedrockSetupResponse, CancelLoginAccountResponse,
        ConsumeAccountRateLimitResetCreditResponse, GatewayOAuthCancelResponse, GatewayOAuthLoginResponse,
        GatewayOAuthReadResponse, GetAccountRateLimitsResponse, GetAccountResponse, GetAccountTokenUsageResponse,
        GetWorkspaceMessagesResponse, LoginAccountParams, LoginAccountResponse, LogoutAccountResponse,
        SendAddCreditsNudgeEmailResponse, UserVerificationCancelResponse, UserVerificationDeleteResponse,
        UserVerificationEnrollResponse, UserVerificationStatusResponse, UserVerificationVerifyResponse,
    )
    from .answers import (
        ApprovalsReviewer, AskForApproval, CollaborationMode, CyberAccessProgram, ModelListResponse,
        MultiAgentMode, SandboxPolicy, ThreadArchiveResponse, ThreadCompactStartResponse, ThreadForkResponse,
        ThreadListResponse, ThreadReadResponse, ThreadResumeResponse, ThreadSetNameResponse, ThreadStartResponse,
        ThreadTurnsListResponse, ThreadUnarchiveResponse, TurnInterruptResponse, TurnStartResponse,
        TurnSteerResponse,
    )
    from .config import (
        ConfigEdit, ConfigReadResponse, ConfigRequirementsReadResponse, ConfigWriteResponse,
        ExperimentalFeatureEnablementSetResponse, ExperimentalFeatureListResponse,
        ExternalAgentConfigDetectResponse, ExternalAgentConfigImportHistoriesReadResponse,
        ExternalAgentConfigImportHistoryRecordResponse, ExternalAgentConfigImportHistoryRecordTypeResultParams,
        ExternalAgentConfigImportResponse, ExternalAgentConfigMigrationItem, McpServerRefreshResponse,
        MergeStrategy, PermissionProfileListResponse,
    )
    from .host import (
        CommandExecResizeResponse, CommandExecResponse, CommandExecTerminalSize, CommandExecTerminateResponse,
        CommandExecWriteResponse, EnvironmentAddResponse, EnvironmentInfoResponse, EnvironmentSkillsParams,
        EnvironmentStatusResponse, FsCopyResponse, FsCreateDirectoryResponse, FsGetMetadataResponse,
        FsReadDirectoryResponse, FsReadFileResponse, FsRemoveResponse, FsUnwatchResponse, FsWatchResponse,
        FsWriteFileResponse, FuzzyFileSearchResponse, FuzzyFileSearchSessionStartResponse,
        FuzzyFileSearchSessionStopResponse, FuzzyFileSearchSessionUpdateResponse, ProcessKillResponse,
        ProcessResizePtyResponse, ProcessSpawnResponse, ProcessTerminalSize, ProcessWriteStdinResponse,
        WindowsSandboxReadinessResponse, WindowsSandboxSetupMode, WindowsSandboxSetupStartResponse,
    )
    from .items import ReasoningEffort, UserInput
    from .mcp import (
        ListMcpServerStatusResponse, McpResourceReadResponse, McpResourceReadTarget,
        McpServerEventStreamStartResponse, McpServerEventStreamStopResponse, McpServerOauthClientRegistration,
        McpServerOauthLoginResponse, McpServerStatusDetail, McpServerToolCallResponse,
    )
    from .notices import Personality, ReasoningSummary, ThreadGoalStatus
    from .other import (
        CollaborationModeListResponse, FeedbackUploadResponse, MockExperimentalMethodResponse,
        ModelProviderCapabilitiesReadResponse, RolloutCompressResponse, ServerDiagnosticsResponse,
    )
    from .plugins import (
        AppsInstalledResponse, AppsListResponse, AppsReadResponse, HooksListResponse, MarketplaceAddResponse,
        MarketplaceRemoveResponse, MarketplaceUpgradeResponse, PluginInstallResponse, PluginInstalledResponse,
        PluginListMarketplaceKind, PluginListResponse, PluginReadResponse, PluginReconcileResponse,
        PluginSearchResponse, PluginSearchScope, PluginShareCheckoutResponse, PluginShareDeleteResponse,
        PluginShareDiscoverability, PluginShareListResponse, PluginShareSaveResponse, PluginShareTarget,
        PluginShareUpdateDiscoverability, PluginShareUpdateTargetsResponse, PluginSkillReadResponse,
        PluginUninstallResponse, SkillsConfigWriteResponse, SkillsExtraRootsSetResponse, SkillsListResponse,
    )
    from .projects import (
        MemoryResetResponse, MemoryStatusResponse, ProjectCreateResponse, ProjectDeleteResponse,
        ProjectImportResponse, ProjectListResponse, ProjectMoveResponse, ProjectReadResponse, ProjectRoot,
        ProjectSortKey, ProjectUpdateResponse, ThreadSectionCreateResponse, ThreadSectionDeleteResponse,
        ThreadSectionListResponse, ThreadSectionUpdateResponse,
    )
    from .realtime import (
        CodexResponseHandoffMode, ConversationTextRole, RealtimeConversationVersion, RealtimeOutputModality,
        RealtimeVoice, ThreadRealtimeAppendAudioResponse, ThreadRealtimeAppendSpeechResponse,
        ThreadRealtimeAppendTextResponse, ThreadRealtimeAudioChunk, ThreadRealtimeInitialItem,
        ThreadRealtimeListVoicesResponse, ThreadRealtimeStartResponse, ThreadRealtimeStartTransport,
        ThreadRealtimeStopResponse,
    )
    from .remote import (
        RemoteControlClientsListOrder, RemoteControlClientsListResponse, RemoteControlClientsRevokeResponse,
        RemoteControlDisableResponse, RemoteControlEnableResponse, RemoteControlPairingStartResponse,
        RemoteControlPairingStatusResponse, RemoteControlStatusReadResponse,
    )
    from .requests import (
        AdditionalContextEntry, ClientInfo, DynamicToolSpec, InitializeCapabilities, InitializeResponse,
        ResponseItem, ReviewDelivery, ReviewStartResponse, ReviewTarget, SandboxMode, SelectedCapabilityRoot,
        SortDirection, ThreadApproveGuardianDeniedActionResponse, ThreadAttachmentAddResponse,
        ThreadAttachmentListResponse, ThreadAttachmentOwnerListResponse, ThreadAttachmentRemoveResponse,
        ThreadBackgroundTerminalsCleanResponse, ThreadBackgroundTerminalsListResponse,
        ThreadBackgroundTerminalsTerminateResponse, ThreadDecrementElicitationResponse, ThreadDeleteResponse,
        ThreadGoalClearResponse, ThreadGoalGetResponse, ThreadGoalMutationOrigin, ThreadGoalSetResponse,
        ThreadIncrementElicitationResponse, ThreadInjectItemsResponse, ThreadItemsListAnchor,
        ThreadItemsListResponse, ThreadItemsReadResponse, ThreadLoadedListResponse, ThreadMemoryMode,
        ThreadMemoryModeSetResponse, ThreadMetadataGitInfoUpdateParams, ThreadMetadataUpdateResponse,
        ThreadPredictionRequestResponse, ThreadQueueAddResponse, ThreadQueueDeleteResponse,
        ThreadQueueListResponse, ThreadQueueReorderResponse, ThreadQueueStartResponse, ThreadQueueUpdateResponse,
        ThreadReadStateOperation, ThreadReadStateUpdateResponse, ThreadResumeInitialTurnsPageParams,
        ThreadRevertResponse, ThreadSearchOccurrencesResponse, ThreadSearchResponse, ThreadSearchSortKey,
        ThreadSectionMoveResponse, ThreadSettingsUpdateResponse, ThreadShellCommandResponse, ThreadSortKey,
        ThreadSourceKind, ThreadStartSource, ThreadTimelineListResponse, ThreadUnsubscribeResponse,
        TurnEnvironmentParams, TurnSettingsUpdateResponse, TurnToolOutput,
    )
    from .threads import ThreadHistoryMode, ThreadSectionAppearance, ThreadSource
    from .turns import TurnItemsView

__all__ = ["Api"]


class Api(Calls):
    """Every request of the protocol under its own name, for programs without an event loop.

    What is not given is not sent, and None is sent as null, which clears a setting where the protocol says
    so. `timeout` is in seconds, None for none; without one the config's `request_timeout` holds. Nothing is
    added to a request: a thread that is not loaded is not resumed, and its settings are not remembered.

    Raises `JsonRpcError` when the server refuses, `ExperimentalApiError` for an experimental request of a
    client without `experimental_api`, `InvalidInputError` when the parameters cannot be sent,
    `RequestTimeoutError` when no answer comes in time, `ResponseInvalidError` when it does not fit, and
    `TransportClosedError` when the connection has ended.
    """

    def account_bedrock_check_gov_cloud_requirements(
        self,
        *,
        timeout: float | Unset | None = UNSET,
    ) -> BedrockCheckGovCloudRequirementsResponse:
        """Send `account/bedrock/checkGovCloudRequirements`. Experimental."""
        from .account import BedrockCheckGovCloudRequirementsResponse

        params: dict[str, object] = {}
        return self._call("account/bedrock/checkGovCloudRequirements", params, BedrockCheckGovCloudRequirementsResponse, timeout)

    def account_bedrock_discover(
        self,
        *,
        timeout: float | Unset | None = UNSET,
    ) -> BedrockDiscoverResponse:
        """Send `account/bedrock/discover`. Experimental."""
        from .account import BedrockDiscoverResponse

        params: dict[str, object] = {}
        return self._call("account/bedrock/discover", params, BedrockDiscoverResponse, timeout)

    def account_bedrock_setup(
        self,
        params: BedrockSetupParams | Mapping[str, object],
        *,
        timeout: float | Unset | None = UNSET,
    ) -> BedrockSetupResponse:
        """Send `account/bedrock/setup`. Experimental."""
        from .account import BedrockSetupResponse

        return self._call("account/bedrock/setup", params, BedrockSetupResponse, timeout)

    def account_gateway_o_auth_cancel(
        self,
        *,
        timeout: float | Unset | None = UNSET,
    ) -> GatewayOAuthCancelResponse:
        """Send `account/gatewayOAuth/cancel`."""
        from .account import GatewayOAuthCancelResponse

        params: dict[str, object] = {}
        return self._call("account/gatewayOAuth/cancel", params, GatewayOAuthCancelResponse, timeout)

    def account_gateway_o_auth_login(
        self,
        *,
        timeout: float | Unset | None = UNSET,
    ) -> GatewayOAuthLoginResponse:
        """Send `account/gatewayOAuth/login`."""
        from .account import GatewayOAuthLoginResponse

        params: dict[str, object] = {}
        return self._call("account/gatewayOAuth/login", params, GatewayOAuthLoginResponse, timeout)

    def account_gateway_o_auth_read(
        self,
        *,
        timeout: float | Unset | None = UNSET,
    ) -> GatewayOAuthReadResponse:
        """Send `account/gatewayOAuth/read`."""
        from .account import GatewayOAuthReadResponse

        params: dict[str, object] = {}
        return self._call("account/gatewayOAuth/read", params, GatewayOAuthReadResponse, timeout)

    def account_login_cancel(
        self,
        *,
        login_id: str,
        timeout: float | Unset | None = UNSET,
    ) -> CancelLoginAccountResponse:
        """Send `account/login/cancel`."""
        from .account import CancelLoginAccountResponse

        params: dict[str, object] = {
            "loginId": login_id,
        }
        return self._call("account/login/cancel", params, CancelLoginAccountResponse, timeout)

    def account_login_start(
        self,
        params: LoginAccountParams | Mapping[str, object],
        *,
        timeout: float | Unset | None = UNSET,
    ) -> LoginAccountResponse:
        """Send `account/login/start`."""
        from .account import LoginAccountResponse

        return self._call("account/login/start", params, LoginAccountResponse, timeout)

    def account_logout(
        self,
        *,
        timeout: float | Unset | None = UNSET,
    ) -> LogoutAccountResponse:
        """Send `account/logout`."""
        from .account import LogoutAccountResponse

        params: dict[str, object] = {}
        return self._call("account/logout", params, LogoutAccountResponse, timeout)

    def account_rate_limit_reset_credit_consume(
        self,
        *,
        idempotency_key: str,
        credit_id: str | Unset | None = UNSET,
        timeout: float | Unset | None = UNSET,
    ) -> ConsumeAccountRateLimitResetCreditResponse:
        """Send `account/rateLimitResetCredit/consume`."""
        from .account import ConsumeAccountRateLimitResetCreditResponse

        params: dict[str, object] = {
            "idempotencyKey": idempotency_key,
            "creditId": credit_id,
        }
        return self._call("account/rateLimitResetCredit/consume", params, ConsumeAccountRateLimitResetCreditResponse, timeout)

    def account_rate_limits_read(
        self,
        *,
        exclude_reset_credit_details: bool | Unset = UNSET,
        supports_luna_reserve: bool | Unset = UNSET,
        timeout: float | Unset | None = UNSET,
    ) -> GetAccountRateLimitsResponse:
        """Send `account/rateLimits/read`."""
        from .account import GetAccountRateLimitsResponse

        params: dict[str, object] = {
            "excludeResetCreditDetails": exclude_reset_credit_details,
            "supportsLunaReserve": supports_luna_reserve,
        }
        return self._call("account/rateLimits/read", params, GetAccountRateLimitsResponse, timeout)

    def account_read(
        self,
        *,
        refresh_token: bool | Unset = UNSET,
        timeout: float | Unset | None = UNSET,
    ) -> GetAccountResponse:
        """Send `account/read`."""
        from .account import GetAccountResponse

        params: dict[str, object] = {
            "refreshToken": refresh_token,
        }
        return self._call("account/read", params, GetAccountResponse, timeout)

    def account_send_add_credits_nudge_email(
        self,
        *,
        credit_type: AddCreditsNudgeCreditType | Literal["credits", "usage_limit"],
        timeout: float | Unset | None = UNSET,
    ) -> SendAddCreditsNudgeEmailResponse:
        """Send `account/sendAddCreditsNudgeEmail`."""
        from .account import SendAddCreditsNudgeEmailResponse

        params: dict[str, object] = {
            "creditType": credit_type,
        }
        return self._call("account/sendAddCreditsNudgeEmail", params, SendAddCreditsNudgeEmailResponse, timeout)

    def account_usage_read(
        self,
        *,
        thread_id: str | Unset | None = UNSET,
        timeout: float | Unset | None = UNSET,
    ) -> GetAccountTokenUsageResponse:
        """Send `account/usage/read`."""
        from .account import GetAccountTokenUsageResponse

        params: dict[str, object] = {
            "threadId": thread_id,
        }
        return self._call("account/usage/read", params, GetAccountTokenUsageResponse, timeout)

    def account_workspace_messages_read(
        self,
        *,
        timeout: float | Unset | None = UNSET,
    ) -> GetWorkspaceMessagesResponse:
        """Send `account/workspaceMessages/read`."""
        from .account import GetWorkspaceMessagesResponse

        params: dict[str, object] = {}
        return self._call("account/workspaceMessages/read", params, GetWorkspaceMessagesResponse, timeout)

    def app_installed(
        self,
        *,
        force_refresh: bool | Unset = UNSET,
        thread_id: str | Unset | None = UNSET,
        timeout: float | Unset | None = UNSET,
    ) -> AppsInstalledResponse:
        """Send `app/installed`."""
        from .plugins import AppsInstalledResponse

        params: dict[str, object] = {
            "forceRefresh": force_refresh,
            "threadId": thread_id,
        }
        return self._call("app/installed", params, AppsInstalledResponse, timeout)

    def app_list(
        self,
        *,
        cursor: str | Unset | None = UNSET,
        force_refetch: bool | Unset = UNSET,
        limit: int | Unset | None = UNSET,
        thread_id: str | Unset | None = UNSET,
        timeout: float | Unset | None = UNSET,
    ) -> AppsListResponse:
        """Send `app/list`."""
        from .plugins import AppsListResponse

        params: dict[str, object] = {
            "cursor": cursor,
            "forceRefetch": force_refetch,
            "limit": limit,
            "threadId": thread_id,
        }
        return self._call("app/list", params, AppsListResponse, timeout)

    def app_read(
        self,
        *,
        app_ids: Sequence[str],
        include_tools: bool | Unset = UNSET,
        thread_id: str | Unset | None = UNSET,
        timeout: float | Unset | None = UNSET,
    ) -> AppsReadResponse:
        """Send `app/read`."""
        from .plugins import AppsReadResponse

        params: dict[str, object] = {
            "appIds": app_ids,
            "includeTools": include_tools,
            "threadId": thread_id,
        }
        return self._call("app/read", params, AppsReadResponse, timeout)

    def collaboration_mode_list(
        self,
        *,
        timeout: float | Unset | None = UNSET,
    ) -> CollaborationModeListResponse:
        """Send `collaborationMode/list`. Experimental."""
        from .other import CollaborationModeListResponse

        params: dict[str, object] = {}
        return self._call("collaborationMode/list", params, CollaborationModeListResponse, timeout)

    def command_exec(
        self,
        *,
        command: Sequence[str],
        cwd: str | PathLike[str] | Unset | None = UNSET,
        disable_output_cap: bool | Unset = UNSET,
        disable_timeout: bool | Unset = UNSET,
        env: Mapping[str, str | None] | Unset | None = UNSET,
        output_bytes_cap: int | Unset | None = UNSET,
        permission_profile: str | Unset | None = UNSET,
        process_id: str | Unset | None = UNSET,
        sandbox_policy: SandboxPolicy | Mapping[str, object] | Unset | None = UNSET,
        size: CommandExecTerminalSize | Unset | None = UNSET,
        stream_stdin: bool | Unset = UNSET,
        stream_stdout_stderr: bool | Unset = UNSET,
        timeout_ms: int | Unset | None = UNSET,
        tty: bool | Unset = UNSET,
        timeout: float | Unset | None = UNSET,
    ) -> CommandExecResponse:
        """Send `command/exec`."""
        from .host import CommandExecResponse

        params: dict[str, object] = {
            "command": command,
            "cwd": cwd,
            "disableOutputCap": disable_output_cap,
            "disableTimeout": disable_timeout,
            "env": env,
            "outputBytesCap": output_bytes_cap,
            "permissionProfile": permission_profile,
            "processId": process_id,
            "sandboxPolicy": sandbox_policy,
            "size": size,
            "streamStdin": stream_stdin,
            "streamStdoutStderr": stream_stdout_stderr,
            "timeoutMs": timeout_ms,
            "tty": tty,
        }
        return self._call("command/exec", params, CommandExecResponse, timeout)

    def command_exec_resize(
        self,
        *,
        process_id: str,
        size: CommandExecTerminalSize,
        timeout: float | Unset | None = UNSET,
    ) -> CommandExecResizeResponse:
        """Send `command/exec/resize`."""
        from .host import CommandExecResizeResponse

        params: dict[str, object] = {
            "processId": process_id,
            "size": size,
        }
        return self._call("command/exec/resize", params, CommandExecResizeResponse, timeout)

    def command_exec_terminate(
        self,
        *,
        process_id: str,
        timeout: float | Unset | None = UNSET,
    ) -> CommandExecTerminateResponse:
        """Send `command/exec/terminate`."""
        from .host import CommandExecTerminateResponse

        params: dict[str, object] = {
            "processId": process_id,
        }
        return self._call("command/exec/terminate", params, CommandExecTerminateResponse, timeout)

    def command_exec_write(
        self,
        *,
        process_id: str,
        close_stdin: bool | Unset = UNSET,
        delta_base64: str | Unset | None = UNSET,
        timeout: float | Unset | None = UNSET,
    ) -> CommandExecWriteResponse:
        """Send `command/exec/write`."""
        from .host import CommandExecWriteResponse

        params: dict[str, object] = {
            "processId": process_id,
            "closeStdin": close_stdin,
            "deltaBase64": delta_base64,
        }
        return self._call("command/exec/write", params, CommandExecWriteResponse, timeout)

    def config_batch_write(
        self,
        *,
        edits: Sequence[ConfigEdit],
        expected_version: str | Unset | None = UNSET,
        file_path: str | Unset | None = UNSET,
        reload_user_config: bool | Unset = UNSET,
        timeout: float | Unset | None = UNSET,
    ) -> ConfigWriteResponse:
        """Send `config/batchWrite`."""
        from .config import ConfigWriteResponse

        params: dict[str, object] = {
            "edits": edits,
            "expectedVersion": expected_version,
            "filePath": file_path,
            "reloadUserConfig": reload_user_config,
        }
        return self._call("config/batchWrite", params, ConfigWriteResponse, timeout)

    def config_mcp_server_reload(
        self,
        *,
        timeout: float | Unset | None = UNSET,
    ) -> McpServerRefreshResponse:
        """Send `config/mcpServer/reload`."""
        from .config import McpServerRefreshResponse

        params: dict[str, object] = {}
        return self._call("config/mcpServer/reload", params, McpServerRefreshResponse, timeout)

    def config_read(
        self,
        *,
        cwd: str | PathLike[str] | Unset | None = UNSET,
        include_layers: bool | Unset = UNSET,
        timeout: float | Unset | None = UNSET,
    ) -> ConfigReadResponse:
        """Send `config/read`."""
        from .config import ConfigReadResponse

        params: dict[str, object] = {
            "cwd": cwd,
            "includeLayers": include_layers,
        }
        return self._call("config/read", params, ConfigReadResponse, timeout)

    def config_requirements_read(
        self,
        *,
        timeout: float | Unset | None = UNSET,
    ) -> ConfigRequirementsReadResponse:
        """Send `configRequirements/read`."""
        from .config import ConfigRequirementsReadResponse

        params: dict[str, object] = {}
        return self._call("configRequirements/read", params, ConfigRequirementsReadResponse, timeout)

    def config_value_write(
        self,
        *,
        key_path: str,
        merge_strategy: MergeStrategy | Literal["replace", "upsert"],
        value: object,
        expected_version: str | Unset | None = UNSET,
        file_path: str | Unset | None = UNSET,
        timeout: float | Unset | None = UNSET,
    ) -> ConfigWriteResponse:
        """Send `config/value/write`."""
        from .config import ConfigWriteResponse

        params: dict[str, object] = {
            "keyPath": key_path,
            "mergeStrategy": merge_strategy,
            "value": value,
            "expectedVersion": expected_version,
            "filePath": file_path,
        }
        return self._call("config/value/write", params, ConfigWriteResponse, timeout)

    def environment_add(
        self,
        *,
        environment_id: str,
        exec_server_url: str,
        auth_bearer_token: str | Unset | None = UNSET,
        connect_timeout_ms: int | Unset | None = UNSET,
        skills: EnvironmentSkillsParams | Unset | None = UNSET,
        websocket_request_id: str | Unset | None = UNSET,
        timeout: float | Unset | None = UNSET,
    ) -> EnvironmentAddResponse:
        """Send `environment/add`. Experimental."""
        from .host import EnvironmentAddResponse

        params: dict[str, object] = {
            "environmentId": environment_id,
            "execServerUrl": exec_server_url,
            "authBearerToken": auth_bearer_token,
            "connectTimeoutMs": connect_timeout_ms,
            "skills": skills,
            "websocketRequestId": websocket_request_id,
        }
        return self._call("environment/add", params, EnvironmentAddResponse, timeout)

    def environment_info(
        self,
        *,
        environment_id: str,
        timeout: float | Unset | None = UNSET,
    ) -> EnvironmentInfoResponse:
        """Send `environment/info`. Experimental."""
        from .host import EnvironmentInfoResponse

        params: dict[str, object] = {
            "environmentId": environment_id,
        }
        return self._call("environment/info", params, EnvironmentInfoResponse, timeout)

    def environment_status(
        self,
        *,
        environment_id: str,
        timeout: float | Unset | None = UNSET,
    ) -> EnvironmentStatusResponse:
        """Send `environment/status`. Experimental."""
        from .host import EnvironmentStatusResponse

        params: dict[str, object] = {
            "environmentId": environment_id,
        }
        return self._call("environment/status", params, EnvironmentStatusResponse, timeout)

    def experimental_feature_enablement_set(
        self,
        *,
        enablement: Mapping[str, bool],
        timeout: float | Unset | None = UNSET,
    ) -> ExperimentalFeatureEnablementSetResponse:
        """Send `experimentalFeature/enablement/set`."""
        from .config import ExperimentalFeatureEnablementSetResponse

        params: dict[str, object] = {
            "enablement": enablement,
        }
        return self._call("experimentalFeature/enablement/set", params, ExperimentalFeatureEnablementSetResponse, timeout)

    def experimental_feature_list(
        self,
        *,
        cursor: str | Unset | None = UNSET,
        limit: int | Unset | None = UNSET,
        thread_id: str | Unset | None = UNSET,
        timeout: float | Unset | None = UNSET,
    ) -> ExperimentalFeatureListResponse:
        """Send `experimentalFeature/list`."""
        from .config import ExperimentalFeatureListResponse

        params: dict[str, object] = {
            "cursor": cursor,
            "limit": limit,
            "threadId": thread_id,
        }
        return self._call("experimentalFeature/list", params, ExperimentalFeatureListResponse, timeout)

    def external_agent_config_detect(
        self,
        *,
        cwds: Sequence[str] | Unset | None = UNSET,
        include_home: bool | Unset = UNSET,
        max_session_age_days: int | Unset | None = UNSET,
        max_sessions: int | Unset | None = UNSET,
        migration_source: str | Unset | None = UNSET,
        source: str | Unset | None = UNSET,
        timeout: float | Unset | None = UNSET,
    ) -> ExternalAgentConfigDetectResponse:
        """Send `externalAgentConfig/detect`."""
        from .config import ExternalAgentConfigDetectResponse

        params: dict[str, object] = {
            "cwds": cwds,
            "includeHome": include_home,
            "maxSessionAgeDays": max_session_age_days,
            "maxSessions": max_sessions,
            "migrationSource": migration_source,
            "source": source,
        }
        return self._call("externalAgentConfig/detect", params, ExternalAgentConfigDetectResponse, timeout)

    def external_agent_config_import(
        self,
        *,
        migration_items: Sequence[ExternalAgentConfigMigrationItem],
        migration_source: str | Unset | None = UNSET,
        provider_id: str | Unset | None = UNSET,
        source: str | Unset | None = UNSET,
        timeout: float | Unset | None = UNSET,
    ) -> ExternalAgentConfigImportResponse:
        """Send `externalAgentConfig/import`."""
        from .config import ExternalAgentConfigImportResponse

        params: dict[str, object] = {
            "migrationItems": migration_items,
            "migrationSource": migration_source,
            "providerId": provider_id,
            "source": source,
        }
        return self._call("externalAgentConfig/import", params, ExternalAgentConfigImportResponse, timeout)

    def external_agent_config_import_read_histories(
        self,
        *,
        timeout: float | Unset | None = UNSET,
    ) -> ExternalAgentConfigImportHistoriesReadResponse:
        """Send `externalAgentConfig/import/readHistories`."""
        from .config import ExternalAgentConfigImportHistoriesReadResponse

        params: dict[str, object] = {}
        return self._call("externalAgentConfig/import/readHistories", params, ExternalAgentConfigImportHistoriesReadResponse, timeout)

    def external_agent_config_import_record_history(
        self,
        *,
        item_type_results: Sequence[ExternalAgentConfigImportHistoryRecordTypeResultParams],
        provider_id: str,
        timeout: float | Unset | None = UNSET,
    ) -> ExternalAgentConfigImportHistoryRecordResponse:
        """Send `externalAgentConfig/import/recordHistory`."""
        from .config import ExternalAgentConfigImportHistoryRecordResponse

        params: dict[str, object] = {
            "itemTypeResults": item_type_results,
            "providerId": provider_id,
        }
        return self._call("externalAgentConfig/import/recordHistory", params, ExternalAgentConfigImportHistoryRecordResponse, timeout)

    def feedback_upload(
        self,
        *,
        classification: str,
        extra_log_files: Sequence[str] | Unset | None = UNSET,
        include_logs: bool | Unset = UNSET,
        reason: str | Unset | None = UNSET,
        tags: Mapping[str, str] | Unset | None = UNSET,
        thread_id: str | Unset | None = UNSET,
        timeout: float | Unset | None = UNSET,
    ) -> FeedbackUploadResponse:
        """Send `feedback/upload`."""
        from .other import FeedbackUploadResponse

        params: dict[str, object] = {
            "classification": classification,
            "extraLogFiles": extra_log_files,
            "includeLogs": include_logs,
            "reason": reason,
            "tags": tags,
            "threadId": thread_id,
        }
        return self._call("feedback/upload", params, FeedbackUploadResponse, timeout)

    def fs_copy(
        self,
        *,
        destination_path: str | PathLike[str],
        source_path: str | PathLike[str],
        recursive: bool | Unset = UNSET,
        timeout: float | Unset | None = UNSET,
    ) -> FsCopyResponse:
        """Send `fs/copy`."""
        from .host import FsCopyResponse

        params: dict[str, object] = {
            "destinationPath": destination_path,
            "sourcePath": source_path,
            "recursive": recursive,
        }
        return self._call("fs/copy", params, FsCopyResponse, timeout)

    def fs_create_directory(
        self,
        *,
        path: str | PathLike[str],
        recursive: bool | Unset | None = UNSET,
        timeout: float | Unset | None = UNSET,
    ) -> FsCreateDirectoryResponse:
        """Send `fs/createDirectory`."""
        from .host import FsCreateDirectoryResponse

        params: dict[str, object] = {
            "path": path,
            "recursive": recursive,
        }
        return self._call("fs/createDirectory", params, FsCreateDirectoryResponse, timeout)

    def fs_get_metadata(
        self,
        *,
        path: str | PathLike[str],
        timeout: float | Unset | None = UNSET,
    ) -> FsGetMetadataResponse:
        """Send `fs/getMetadata`."""
        from .host import FsGetMetadataResponse

        params: dict[str, object] = {
            "path": path,
        }
        return self._call("fs/getMetadata", params, FsGetMetadataResponse, timeout)

    def fs_read_directory(
        self,
        *,
        path: str | PathLike[str],
        timeout: float | Unset | None = UNSET,
    ) -> FsReadDirectoryResponse:
        """Send `fs/readDirectory`."""
        from .host import FsReadDirectoryResponse

        params: dict[str, object] = {
            "path": path,
        }
        return self._call("fs/readDirectory", params, FsReadDirectoryResponse, timeout)

    def fs_read_file(
        self,
        *,
        path: str | PathLike[str],
        timeout: float | Unset | None = UNSET,
    ) -> FsReadFileResponse:
        """Send `fs/readFile`."""
        from .host import FsReadFileResponse

        params: dict[str, object] = {
            "path": path,
        }
        return self._call("fs/readFile", params, FsReadFileResponse, timeout)

    def fs_remove(
        self,
        *,
        path: str | PathLike[str],
        force: bool | Unset | None = UNSET,
        recursive: bool | Unset | None = UNSET,
        timeout: float | Unset | None = UNSET,
    ) -> FsRemoveResponse:
        """Send `fs/remove`."""
        from .host import FsRemoveResponse

        params: dict[str, object] = {
            "path": path,
            "force": force,
            "recursive": recursive,
        }
        return self._call("fs/remove", params, FsRemoveResponse, timeout)

    def fs_unwatch(
        self,
        *,
        watch_id: str,
        timeout: float | Unset | None = UNSET,
    ) -> FsUnwatchResponse:
        """Send `fs/unwatch`."""
        from .host import FsUnwatchResponse

        params: dict[str, object] = {
            "watchId": watch_id,
        }
        return self._call("fs/unwatch", params, FsUnwatchResponse, timeout)

    def fs_watch(
        self,
        *,
        path: str | PathLike[str],
        watch_id: str,
        timeout: float | Unset | None = UNSET,
    ) -> FsWatchResponse:
        """Send `fs/watch`."""
        from .host import FsWatchResponse

        params: dict[str, object] = {
            "path": path,
            "watchId": watch_id,
        }
        return self._call("fs/watch", params, FsWatchResponse, timeout)

    def fs_write_file(
        self,
        *,
        data_base64: str,
        path: str | PathLike[str],
        timeout: float | Unset | None = UNSET,
    ) -> FsWriteFileResponse:
        """Send `fs/writeFile`."""
        from .host import FsWriteFileResponse

        params: dict[str, object] = {
            "dataBase64": data_base64,
            "path": path,
        }
        return self._call("fs/writeFile", params, FsWriteFileResponse, timeout)

    def fuzzy_file_search(
        self,
        *,
        query: str,
        roots: Sequence[str],
        cancellation_token: str | Unset | None = UNSET,
        timeout: float | Unset | None = UNSET,
    ) -> FuzzyFileSearchResponse:
        """Send `fuzzyFileSearch`."""
        from .host import FuzzyFileSearchResponse

        params: dict[str, object] = {
            "query": query,
            "roots": roots,
            "cancellationToken": cancellation_token,
        }
        return self._call("fuzzyFileSearch", params, FuzzyFileSearchResponse, timeout)

    def fuzzy_file_search_session_start(
        self,
        *,
        roots: Sequence[str],
        session_id: str,
        timeout: float | Unset | None = UNSET,
    ) -> FuzzyFileSearchSessionStartResponse:
        """Send `fuzzyFileSearch/sessionStart`. Experimental."""
        from .host import FuzzyFileSearchSessionStartResponse

        params: dict[str, object] = {
            "roots": roots,
            "sessionId": session_id,
        }
        return self._call("fuzzyFileSearch/sessionStart", params, FuzzyFileSearchSessionStartResponse, timeout)

    def fuzzy_file_search_session_stop(
        self,
        *,
        session_id: str,
        timeout: float | Unset | None = UNSET,
    ) -> FuzzyFileSearchSessionStopResponse:
        """Send `fuzzyFileSearch/sessionStop`. Experimental."""
        from .host import FuzzyFileSearchSessionStopResponse

        params: dict[str, object] = {
            "sessionId": session_id,
        }
        return self._call("fuzzyFileSearch/sessionStop", params, FuzzyFileSearchSessionStopResponse, timeout)

    def fuzzy_file_search_session_update(
        self,
        *,
        query: str,
        session_id: str,
        timeout: float | Unset | None = UNSET,
    ) -> FuzzyFileSearchSessionUpdateResponse:
        """Send `fuzzyFileSearch/sessionUpdate`. Experimental."""
        from .host import FuzzyFileSearchSessionUpdateResponse

        params: dict[str, object] = {
            "query": query,
            "sessionId": session_id,
        }
        return self._call("fuzzyFileSearch/sessionUpdate", params, FuzzyFileSearchSessionUpdateResponse, timeout)

    def hooks_list(
        self,
        *,
        cwds: Sequence[str] | Unset = UNSET,
        timeout: float | Unset | None = UNSET,
    ) -> HooksListResponse:
        """Send `hooks/list`."""
        from .plugins import HooksListResponse

        params: dict[str, object] = {
            "cwds": cwds,
        }
        return self._call("hooks/list", params, HooksListResponse, timeout)

    def initialize(
        self,
        *,
        client_info: ClientInfo,
        capabilities: InitializeCapabilities | Unset | None = UNSET,
        timeout: float | Unset | None = UNSET,
    ) -> InitializeResponse:
        """Send `initialize`."""
        from .requests import InitializeResponse

        params: dict[str, object] = {
            "clientInfo": client_info,
            "capabilities": capabilities,
        }
        return self._call("initialize", params, InitializeResponse, timeout)

    def marketplace_add(
        self,
        *,
        source: str,
        ref_name: str | Unset | None = UNSET,
        sparse_paths: Sequence[str] | Unset | None = UNSET,
        timeout: float | Unset | None = UNSET,
    ) -> MarketplaceAddResponse:
        """Send `marketplace/add`."""
        from .plugins import MarketplaceAddResponse

        params: dict[str, object] = {
            "source": source,
            "refName": ref_name,
            "sparsePaths": sparse_paths,
        }
        return self._call("marketplace/add", params, MarketplaceAddResponse, timeout)

    def marketplace_remove(
        self,
        *,
        marketplace_name: str,
        timeout: float | Unset | None = UNSET,
    ) -> MarketplaceRemoveResponse:
        """Send `marketplace/remove`."""
        from .plugins import MarketplaceRemoveResponse

        params: dict[str, object] = {
            "marketplaceName": marketplace_name,
        }
        return self._call("marketplace/remove", params, MarketplaceRemoveResponse, timeout)

    def marketplace_upgrade(
        self,
        *,
        marketplace_name: str | Unset | None = UNSET,
        timeout: float | Unset | None = UNSET,
    ) -> MarketplaceUpgradeResponse:
        """Send `marketplace/upgrade`."""
        from .plugins import MarketplaceUpgradeResponse

        params: dict[str, object] = {
            "marketplaceName": marketplace_name,
        }
        return self._call("marketplace/upgrade", params, MarketplaceUpgradeResponse, timeout)

    def mcp_server_event_stream_start(
        self,
        *,
        arguments: object,
        name: str,
        server: str,
        subscription_id: str,
        thread_id: str,
        meta: object = UNSET,
        timeout: float | Unset | None = UNSET,
    ) -> McpServerEventStreamStartResponse:
        """Send `mcpServer/event/stream/start`. Experimental."""
        from .mcp import McpServerEventStreamStartResponse

        params: dict[str, object] = {
            "arguments": arguments,
            "name": name,
            "server": server,
            "subscriptionId": subscription_id,
            "threadId": thread_id,
            "_meta": meta,
        }
        return self._call("mcpServer/event/stream/start", params, McpServerEventStreamStartResponse, timeout)

    def mcp_server_event_stream_stop(
        self,
        *,
        subscription_id: str,
        timeout: float | Unset | None = UNSET,
    ) -> McpServerEventStreamStopResponse:
        """Send `mcpServer/event/stream/stop`. Experimental."""
        from .mcp import McpServerEventStreamStopResponse

        params: dict[str, object] = {
            "subscriptionId": subscription_id,
        }
        return self._call("mcpServer/event/stream/stop", params, McpServerEventStreamStopResponse, timeout)

    def mcp_server_oauth_login(
        self,
        *,
        name: str,
        client_registration: McpServerOauthClientRegistration | Literal["auto", "cimd", "dcr"] | Unset | None = UNSET,
        scopes: Sequence[str] | Unset | None = UNSET,
        thread_id: str | Unset | None = UNSET,
        timeout_secs: int | Unset | None = UNSET,
        timeout: float | Unset | None = UNSET,
    ) -> McpServerOauthLoginResponse:
        """Send `mcpServer/oauth/login`."""
        from .mcp import McpServerOauthLoginResponse

        params: dict[str, object] = {
            "name": name,
            "clientRegistration": client_registration,
            "scopes": scopes,
            "threadId": thread_id,
            "timeoutSecs": timeout_secs,
        }
        return self._call("mcpServer/oauth/login", params, McpServerOauthLoginResponse, timeout)

    def mcp_server_resource_read(
        self,
        *,
        server: str,
        uri: str,
        connector_id: str | Unset | None = UNSET,
        origin_call_id: str | Unset | None = UNSET,
        target: McpResourceReadTarget | Unset | None = UNSET,
        thread_id: str | Unset | None = UNSET,
        timeout: float | Unset | None = UNSET,
    ) -> McpResourceReadResponse:
        """Send `mcpServer/resource/read`."""
        from .mcp import McpResourceReadResponse

        params: dict[str, object] = {
            "server": server,
            "uri": uri,
            "connectorId": connector_id,
            "originCallId": origin_call_id,
            "target": target,
            "threadId": thread_id,
        }
        return self._call("mcpServer/resource/read", params, McpResourceReadResponse, timeout)

    def mcp_server_status_list(
        self,
        *,
        cursor: str | Unset | None = UNSET,
        detail: McpServerStatusDetail | Literal["full", "toolsAndAuthOnly"] | Unset | None = UNSET,
        limit: int | Unset | None = UNSET,
        server_name: str | Unset | None = UNSET,
        thread_id: str | Unset | None = UNSET,
        timeout: float | Unset | None = UNSET,
    ) -> ListMcpServerStatusResponse:
        """Send `mcpServerStatus/list`."""
        from .mcp import ListMcpServerStatusResponse

        params: dict[str, object] = {
            "cursor": cursor,
            "detail": detail,
            "limit": limit,
            "serverName": server_name,
            "threadId": thread_id,
        }
        return self._call("mcpServerStatus/list", params, ListMcpServerStatusResponse, timeout)

    def mcp_server_tool_call(
        self,
        *,
        server: str,
        thread_id: str,
        tool: str,
        meta: object = UNSET,
        arguments: object = UNSET,
        timeout: float | Unset | None = UNSET,
    ) -> McpServerToolCallResponse:
        """Send `mcpServer/tool/call`."""
        from .mcp import McpServerToolCallResponse

        params: dict[str, object] = {
            "server": server,
            "threadId": thread_id,
            "tool": tool,
            "_meta": meta,
            "arguments": arguments,
        }
        return self._call("mcpServer/tool/call", params, McpServerToolCallResponse, timeout)

    def memory_reset(
        self,
        *,
        timeout: float | Unset | None = UNSET,
    ) -> MemoryResetResponse:
        """Send `memory/reset`. Experimental."""
        from .projects import MemoryResetResponse

        params: dict[str, object] = {}
        return self._call("memory/reset", params, MemoryResetResponse, timeout)

    def memory_status(
        self,
        *,
        min_consolidated_threads: int | Unset | None = UNSET,
        timeout: float | Unset | None = UNSET,
    ) -> MemoryStatusResponse:
        """Send `memory/status`. Experimental."""
        from .projects import MemoryStatusResponse

        params: dict[str, object] = {
            "minConsolidatedThreads": min_consolidated_threads,
        }
        return self._call("memory/status", params, MemoryStatusResponse, timeout)

    def mock_experimental_method(
        self,
        *,
        value: str | Unset | None = UNSET,
        timeout: float | Unset | None = UNSET,
    ) -> MockExperimentalMethodResponse:
        """Send `mock/experimentalMethod`. Experimental."""
        from .other import MockExperimentalMethodResponse

        params: dict[str, object] = {
            "value": value,
        }
        return self._call("mock/experimentalMethod", params, MockExperimentalMethodResponse, timeout)

    def model_list(
        self,
        *,
        cursor: str | Unset | None = UNSET,
        include_hidden: bool | Unset | None = UNSET,
        limit: int | Unset | None = UNSET,
        timeout: float | Unset | None = UNSET,
    ) -> ModelListResponse:
        """Send `model/list`."""
        from .answers import ModelListResponse

        params: dict[str, object] = {
            "cursor": cursor,
            "includeHidden": include_hidden,
            "limit": limit,
        }
        return self._call("model/list", params, ModelListResponse, timeout)

    def model_provider_capabilities_read(
        self,
        *,
        timeout: float | Unset | None = UNSET,
    ) -> ModelProviderCapabilitiesReadResponse:
        """Send `modelProvider/capabilities/read`."""
        from .other import ModelProviderCapabilitiesReadResponse

        params: dict[str, object] = {}
        return self._call("modelProvider/capabilities/read", params, ModelProviderCapabilitiesReadResponse, timeout)

    def permission_profile_list(
        self,
        *,
        cursor: str | Unset | None = UNSET,
        cwd: str | PathLike[str] | Unset | None = UNSET,
        limit: int | Unset | None = UNSET,
        timeout: float | Unset | None = UNSET,
    ) -> PermissionProfileListResponse:
        """Send `permissionProfile/list`."""
        from .config import PermissionProfileListResponse

        params: dict[str, object] = {
            "cursor": cursor,
            "cwd": cwd,
            "limit": limit,
        }
        return self._call("permissionProfile/list", params, PermissionProfileListResponse, timeout)

    def plugin_install(
        self,
        *,
        plugin_name: str,
        install_attempt_id: str | Unset | None = UNSET,
        marketplace_path: str | PathLike[str] | Unset | None = UNSET,
        remote_marketplace_name: str | Unset | None = UNSET,
        timeout: float | Unset | None = UNSET,
    ) -> PluginInstallResponse:
        """Send `plugin/install`."""
        from .plugins import PluginInstallResponse

        params: dict[str, object] = {
            "pluginName": plugin_name,
            "installAttemptId": install_attempt_id,
            "marketplacePath": marketplace_path,
            "remoteMarketplaceName": remote_marketplace_name,
        }
        return self._call("plugin/install", params, PluginInstallResponse, timeout)

    def plugin_installed(
        self,
        *,
        cwds: Sequence[str | PathLike[str]] | Unset | None = UNSET,
        install_suggestion_plugin_names: Sequence[str] | Unset | None = UNSET,
        timeout: float | Unset | None = UNSET,
    ) -> PluginInstalledResponse:
        """Send `plugin/installed`."""
        from .plugins import PluginInstalledResponse

        params: dict[str, object] = {
            "cwds": cwds,
            "installSuggestionPluginNames": install_suggestion_plugin_names,
        }
        return self._call("plugin/installed", params, PluginInstalledResponse, timeout)

    def plugin_list(
        self,
        *,
        cwds: Sequence[str | PathLike[str]] | Unset | None = UNSET,
        force_refetch: bool | Unset = UNSET,
        marketplace_kinds: Sequence[PluginListMarketplaceKind | Literal["local", "vertical", "workspace-directory", "shared-with-me", "created-by-me-remote"]] | Unset | None = UNSET,
        timeout: float | Unset | None = UNSET,
    ) -> PluginListResponse:
        """Send `plugin/list`."""
        from .plugins import PluginListResponse

        params: dict[str, object] = {
            "cwds": cwds,
            "forceRefetch": force_refetch,
            "marketplaceKinds": marketplace_kinds,
        }
        return self._call("plugin/list", params, PluginListResponse, timeout)

    def plugin_read(
        self,
        *,
        plugin_name: str,
        marketplace_path: str | PathLike[str] | Unset | None = UNSET,
        remote_marketplace_name: str | Unset | None = UNSET,
        timeout: float | Unset | None = UNSET,
    ) -> PluginReadResponse:
        """Send `plugin/read`."""
        from .plugins import PluginReadResponse

        params: dict[str, object] = {
            "pluginName": plugin_name,
            "marketplacePath": marketplace_path,
            "remoteMarketplaceName": remote_marketplace_name,
        }
        return self._call("plugin/read", params, PluginReadResponse, timeout)

    def plugin_reconcile(
        self,
        *,
        reason: str | Unset | None = UNSET,
        timeout: float | Unset | None = UNSET,
    ) -> PluginReconcileResponse:
        """Send `plugin/reconcile`."""
        from .plugins import PluginReconcileResponse

        params: dict[str, object] = {
            "reason": reason,
        }
        return self._call("plugin/reconcile", params, PluginReconcileResponse, timeout)

    def plugin_search(
        self,
        *,
        search_term: str,
        cursor: str | Unset | None = UNSET,
        cwds: Sequence[str | PathLike[str]] | Unset | None = UNSET,
        limit: int | Unset | None = UNSET,
        scope: PluginSearchScope | Literal["global", "workspace", "personal"] | Unset | None = UNSET,
        timeout: float | Unset | None = UNSET,
    ) -> PluginSearchResponse:
        """Send `plugin/search`. Experimental."""
        from .plugins import PluginSearchResponse

        params: dict[str, object] = {
            "searchTerm": search_term,
            "cursor": cursor,
            "cwds": cwds,
            "limit": limit,
            "scope": scope,
        }
        return self._call("plugin/search", params, PluginSearchResponse, timeout)

    def plugin_share_checkout(
        self,
        *,
        remote_plugin_id: str,
        timeout: float | Unset | None = UNSET,
    ) -> PluginShareCheckoutResponse:
        """Send `plugin/share/checkout`."""
        from .plugins import PluginShareCheckoutResponse

        params: dict[str, object] = {
            "remotePluginId": remote_plugin_id,
        }
        return self._call("plugin/share/checkout", params, PluginShareCheckoutResponse, timeout)

    def plugin_share_delete(
        self,
        *,
        remote_plugin_id: str,
        timeout: float | Unset | None = UNSET,
    ) -> PluginShareDeleteResponse:
        """Send `plugin/share/delete`."""
        from .plugins import PluginShareDeleteResponse

        params: dict[str, object] = {
            "remotePluginId": remote_plugin_id,
        }
        return self._call("plugin/share/delete", params, PluginShareDeleteResponse, timeout)

    def plugin_share_list(
        self,
        *,
        timeout: float | Unset | None = UNSET,
    ) -> PluginShareListResponse:
        """Send `plugin/share/list`."""
        from .plugins import PluginShareListResponse

        params: dict[str, object] = {}
        return self._call("plugin/share/list", params, PluginShareListResponse, timeout)

    def plugin_share_save(
        self,
        *,
        plugin_path: str | PathLike[str],
        discoverability: PluginShareDiscoverability | Literal["LISTED", "UNLISTED", "PRIVATE"] | Unset | None = UNSET,
        remote_plugin_id: str | Unset | None = UNSET,
        share_targets: Sequence[PluginShareTarget] | Unset | None = UNSET,
        timeout: float | Unset | None = UNSET,
    ) -> PluginShareSaveResponse:
        """Send `plugin/share/save`."""
        from .plugins import PluginShareSaveResponse

        params: dict[str, object] = {
            "pluginPath": plugin_path,
            "discoverability": discoverability,
            "remotePluginId": remote_plugin_id,
            "shareTargets": share_targets,
        }
        return self._call("plugin/share/save", params, PluginShareSaveResponse, timeout)

    def plugin_share_update_targets(
        self,
        *,
        discoverability: PluginShareUpdateDiscoverability | Literal["UNLISTED", "PRIVATE", "LISTED"],
        remote_plugin_id: str,
        share_targets: Sequence[PluginShareTarget],
        timeout: float | Unset | None = UNSET,
    ) -> PluginShareUpdateTargetsResponse:
        """Send `plugin/share/updateTargets`."""
        from .plugins import PluginShareUpdateTargetsResponse

        params: dict[str, object] = {
            "discoverability": discoverability,
            "remotePluginId": remote_plugin_id,
            "shareTargets": share_targets,
        }
        return self._call("plugin/share/updateTargets", params, PluginShareUpdateTargetsResponse, timeout)

    def plugin_skill_read(
        self,
        *,
        remote_marketplace_name: str,
        remote_plugin_id: str,
        skill_name: str,
        timeout: float | Unset | None = UNSET,
    ) -> PluginSkillReadResponse:
        """Send `plugin/skill/read`."""
        from .plugins import PluginSkillReadResponse

        params: dict[str, object] = {
            "remoteMarketplaceName": remote_marketplace_name,
            "remotePluginId": remote_plugin_id,
            "skillName": skill_name,
        }
        return self._call("plugin/skill/read", params, PluginSkillReadResponse, timeout)

    def plugin_uninstall(
        self,
        *,
        plugin_id: str,
        timeout: float | Unset | None = UNSET,
    ) -> PluginUninstallResponse:
        """Send `plugin/uninstall`."""
        from .plugins import PluginUninstallResponse

        params: dict[str, object] = {
            "pluginId": plugin_id,
        }
        return self._call("plugin/uninstall", params, PluginUninstallResponse, timeout)

    def process_kill(
        self,
        *,
        process_handle: str,
        timeout: float | Unset | None = UNSET,
    ) -> ProcessKillResponse:
        """Send `process/kill`. Experimental."""
        from .host import ProcessKillResponse

        params: dict[str, object] = {
            "processHandle": process_handle,
        }
        return self._call("process/kill", params, ProcessKillResponse, timeout)

    def process_resize_pty(
        self,
        *,
        process_handle: str,
        size: ProcessTerminalSize,
        timeout: float | Unset | None = UNSET,
    ) -> ProcessResizePtyResponse:
        """Send `process/resizePty`. Experimental."""
        from .host import ProcessResizePtyResponse

        params: dict[str, object] = {
            "processHandle": process_handle,
            "size": size,
        }
        return self._call("process/resizePty", params, ProcessResizePtyResponse, timeout)

    def process_spawn(
        self,
        *,
        command: Sequence[str],
        cwd: str | PathLike[str],
        process_handle: str,
        env: Mapping[str, str | None] | Unset | None = UNSET,
        output_bytes_cap: int | Unset | None = UNSET,
        size: ProcessTerminalSize | Unset | None = UNSET,
        stream_stdin: bool | Unset = UNSET,
        stream_stdout_stderr: bool | Unset = UNSET,
        timeout_ms: int | Unset | None = UNSET,
        tty: bool | Unset = UNSET,
        timeout: float | Unset | None = UNSET,
    ) -> ProcessSpawnResponse:
        """Send `process/spawn`. Experimental."""
        from .host import ProcessSpawnResponse

        params: dict[str, object] = {
            "command": command,
            "cwd": cwd,
            "processHandle": process_handle,
            "env": env,
            "outputBytesCap": output_bytes_cap,
            "size": size,
            "streamStdin": stream_stdin,
            "streamStdoutStderr": stream_stdout_stderr,
            "timeoutMs": timeout_ms,
            "tty": tty,
        }
        return self._call("process/spawn", params, ProcessSpawnResponse, timeout)

    def process_write_stdin(
        self,
        *,
        process_handle: str,
        close_stdin: bool | Unset = UNSET,
        delta_base64: str | Unset | None = UNSET,
        timeout: float | Unset | None = UNSET,
    ) -> ProcessWriteStdinResponse:
        """Send `process/writeStdin`. Experimental."""
        from .host import ProcessWriteStdinResponse

        params: dict[str, object] = {
            "processHandle": process_handle,
            "closeStdin": close_stdin,
            "deltaBase64": delta_base64,
        }
        return self._call("process/writeStdin", params, ProcessWriteStdinResponse, timeout)

    def project_create(
        self,
        *,
        idempotency_key: str,
        name: str,
        roots: Sequence[ProjectRoot],
        metadata: Mapping[str, str] | Unset | None = UNSET,
        timeout: float | Unset | None = UNSET,
    ) -> ProjectCreateResponse:
        """Send `project/create`. Experimental."""
        from .projects import ProjectCreateResponse

        params: dict[str, object] = {
            "idempotencyKey": idempotency_key,
            "name": name,
            "roots": roots,
            "metadata": metadata,
        }
        return self._call("project/create", params, ProjectCreateResponse, timeout)

    def project_delete(
        self,
        *,
        project_id: str,
        timeout: float | Unset | None = UNSET,
    ) -> ProjectDeleteResponse:
        """Send `project/delete`. Experimental."""
        from .projects import ProjectDeleteResponse

        params: dict[str, object] = {
            "projectId": project_id,
        }
        return self._call("project/delete", params, ProjectDeleteResponse, timeout)

    def project_import(
        self,
        *,
        idempotency_key: str,
        name: str,
        roots: Sequence[ProjectRoot],
        metadata: Mapping[str, str] | Unset | None = UNSET,
        threads: Sequence[str] | Unset | None = UNSET,
        timeout: float | Unset | None = UNSET,
    ) -> ProjectImportResponse:
        """Send `project/import`. Experimental."""
        from .projects import ProjectImportResponse

        params: dict[str, object] = {
            "idempotencyKey": idempotency_key,
            "name": name,
            "roots": roots,
            "metadata": metadata,
            "threads": threads,
        }
        return self._call("project/import", params, ProjectImportResponse, timeout)

    def project_list(
        self,
        *,
        cursor: str | Unset | None = UNSET,
        limit: int | Unset | None = UNSET,
        sort_direction: SortDirection | Literal["asc", "desc"] | Unset | None = UNSET,
        sort_key: ProjectSortKey | Literal["position", "recencyAt"] | Unset | None = UNSET,
        timeout: float | Unset | None = UNSET,
    ) -> ProjectListResponse:
        """Send `project/list`. Experimental."""
        from .projects import ProjectListResponse

        params: dict[str, object] = {
            "cursor": cursor,
            "limit": limit,
            "sortDirection": sort_direction,
            "sortKey": sort_key,
        }
        return self._call("project/list", params, ProjectListResponse, timeout)

    def project_move(
        self,
        *,
        project_id: str,
        before_project_id: str | Unset | None = UNSET,
        timeout: float | Unset | None = UNSET,
    ) -> ProjectMoveResponse:
        """Send `project/move`. Experimental."""
        from .projects import ProjectMoveResponse

        params: dict[str, object] = {
            "projectId": project_id,
            "beforeProjectId": before_project_id,
        }
        return self._call("project/move", params, ProjectMoveResponse, timeout)

    def project_read(
        self,
        *,
        project_id: str,
        timeout: float | Unset | None = UNSET,
    ) -> ProjectReadResponse:
        """Send `project/read`. Experimental."""
        from .projects import ProjectReadResponse

        params: dict[str, object] = {
            "projectId": project_id,
        }
        return self._call("project/read", params, ProjectReadResponse, timeout)

    def project_update(
        self,
        *,
        project_id: str,
        metadata: Mapping[str, str] | Unset | None = UNSET,
        name: str | Unset | None = UNSET,
        roots: Sequence[ProjectRoot] | Unset | None = UNSET,
        timeout: float | Unset | None = UNSET,
    ) -> ProjectUpdateResponse:
        """Send `project/update`. Experimental."""
        from .projects import ProjectUpdateResponse

        params: dict[str, object] = {
            "projectId": project_id,
            "metadata": metadata,
            "name": name,
            "roots": roots,
        }
        return self._call("project/update", params, ProjectUpdateResponse, timeout)

    def remote_control_client_list(
        self,
        *,
        environment_id: str,
        cursor: str | Unset | None = UNSET,
        limit: int | Unset | None = UNSET,
        order: RemoteControlClientsListOrder | Literal["asc", "desc"] | Unset | None = UNSET,
        timeout: float | Unset | None = UNSET,
    ) -> RemoteControlClientsListResponse:
        """Send `remoteControl/client/list`. Experimental."""
        from .remote import RemoteControlClientsListResponse

        params: dict[str, object] = {
            "environmentId": environment_id,
            "cursor": cursor,
            "limit": limit,
            "order": order,
        }
        return self._call("remoteControl/client/list", params, RemoteControlClientsListResponse, timeout)

    def remote_control_client_revoke(
        self,
        *,
        client_id: str,
        environment_id: str,
        timeout: float | Unset | None = UNSET,
    ) -> RemoteControlClientsRevokeResponse:
        """Send `remoteControl/client/revoke`. Experimental."""
        from .remote import RemoteControlClientsRevokeResponse

        params: dict[str, object] = {
            "clientId": client_id,
            "environmentId": environment_id,
        }
        return self._call("remoteControl/client/revoke", params, RemoteControlClientsRevokeResponse, timeout)

    def remote_control_disable(
        self,
        *,
        ephemeral: bool | Unset = UNSET,
        timeout: float | Unset | None = UNSET,
    ) -> RemoteControlDisableResponse:
        """Send `remoteControl/disable`. Experimental."""
        from .remote import RemoteControlDisableResponse

        params: dict[str, object] = {
            "ephemeral": ephemeral,
        }
        return self._call("remoteControl/disable", params, RemoteControlDisableResponse, timeout)

    def remote_control_enable(
        self,
        *,
        ephemeral: bool | Unset = UNSET,
        timeout: float | Unset | None = UNSET,
    ) -> RemoteControlEnableResponse:
        """Send `remoteControl/enable`. Experimental."""
        from .remote import RemoteControlEnableResponse

        params: dict[str, object] = {
            "ephemeral": ephemeral,
        }
        return self._call("remoteControl/enable", params, RemoteControlEnableResponse, timeout)

    def remote_control_pairing_start(
        self,
        *,
        manual_code: bool | Unset = UNSET,
        timeout: float | Unset | None = UNSET,
    ) -> RemoteControlPairingStartResponse:
        """Send `remoteControl/pairing/start`. Experimental."""
        from .remote import RemoteControlPairingStartResponse

        params: dict[str, object] = {
            "manualCode": manual_code,
        }
        return self._call("remoteControl/pairing/start", params, RemoteControlPairingStartResponse, timeout)

    def remote_control_pairing_status(
        self,
        *,
        manual_pairing_code: str | Unset | None = UNSET,
        pairing_code: str | Unset | None = UNSET,
        timeout: float | Unset | None = UNSET,
    ) -> RemoteControlPairingStatusResponse:
        """Send `remoteControl/pairing/status`. Experimental."""
        from .remote import RemoteControlPairingStatusResponse

        params: dict[str, object] = {
            "manualPairingCode": manual_pairing_code,
            "pairingCode": pairing_code,
        }
        return self._call("remoteControl/pairing/status", params, RemoteControlPairingStatusResponse, timeout)

    def remote_control_status_read(
        self,
        *,
        timeout: float | Unset | None = UNSET,
    ) -> RemoteControlStatusReadResponse:
        """Send `remoteControl/status/read`. Experimental."""
        from .remote import RemoteControlStatusReadResponse

        params: dict[str, object] = {}
        return self._call("remoteControl/status/read", params, RemoteControlStatusReadResponse, timeout)

    def review_start(
        self,
        *,
        target: ReviewTarget | Mapping[str, object],
        thread_id: str,
        delivery: ReviewDelivery | Literal["inline", "detached"] | Unset | None = UNSET,
        timeout: float | Unset | None = UNSET,
    ) -> ReviewStartResponse:
        """Send `review/start`."""
        from .requests import ReviewStartResponse

        params: dict[str, object] = {
            "target": target,
            "threadId": thread_id,
            "delivery": delivery,
        }
        return self._call("review/start", params, ReviewStartResponse, timeout)

    def rollout_compress(
        self,
        *,
        timeout: float | Unset | None = UNSET,
    ) -> RolloutCompressResponse:
        """Send `rollout/compress`. Experimental."""
        from .other import RolloutCompressResponse

        params: dict[str, object] = {}
        return self._call("rollout/compress", params, RolloutCompressResponse, timeout)

    def server_diagnostics(
        self,
        *,
        timeout: float | Unset | None = UNSET,
    ) -> ServerDiagnosticsResponse:
        """Send `server/diagnostics`. Experimental."""
        from .other import ServerDiagnosticsResponse

        params: dict[str, object] = {}
        return self._call("server/diagnostics", params, ServerDiagnosticsResponse, timeout)

    def skills_config_write(
        self,
        *,
        enabled: bool,
        name: str | Unset | None = UNSET,
        path: str | PathLike[str] | Unset | None = UNSET,
        timeout: float | Unset | None = UNSET,
    ) -> SkillsConfigWriteResponse:
        """Send `skills/config/write`."""
        from .plugins import SkillsConfigWriteResponse

        params: dict[str, object] = {
            "enabled": enabled,
            "name": name,
            "path": path,
        }
        return self._call("skills/config/write", params, SkillsConfigWriteResponse, timeout)

    def skills_extra_roots_set(
        self,
        *,
        extra_roots: Sequence[str | PathLike[str]],
        timeout: float | Unset | None = UNSET,
    ) -> SkillsExtraRootsSetResponse:
        """Send `skills/extraRoots/set`."""
        from .plugins import SkillsExtraRootsSetResponse

        params: dict[str, object] = {
            "extraRoots": extra_roots,
        }
        return self._call("skills/extraRoots/set", params, SkillsExtraRootsSetResponse, timeout)

    def skills_list(
        self,
        *,
        cwds: Sequence[str] | Unset = UNSET,
        force_reload: bool | Unset = UNSET,
        timeout: float | Unset | None = UNSET,
    ) -> SkillsListResponse:
        """Send `skills/list`."""
        from .plugins import SkillsListResponse

        params: dict[str, object] = {
            "cwds": cwds,
            "forceReload": force_reload,
        }
        return self._call("skills/list", params, SkillsListResponse, timeout)

    def thread_approve_guardian_denied_action(
        self,
        *,
        event: object,
        thread_id: str,
        timeout: float | Unset | None = UNSET,
    ) -> ThreadApproveGuardianDeniedActionResponse:
        """Send `thread/approveGuardianDeniedAction`."""
        from .requests import ThreadApproveGuardianDeniedActionResponse

        params: dict[str, object] = {
            "event": event,
            "threadId": thread_id,
        }
        return self._call("thread/approveGuardianDeniedAction", params, ThreadApproveGuardianDeniedActionResponse, timeout)

    def thread_archive(
        self,
        *,
        thread_id: str,
        timeout: float | Unset | None = UNSET,
    ) -> ThreadArchiveResponse:
        """Send `thread/archive`."""
        from .answers import ThreadArchiveResponse

        params: dict[str, object] = {
            "threadId": thread_id,
        }
        return self._call("thread/archive", params, ThreadArchiveResponse, timeout)

    def thread_attachment_add(
        self,
        *,
        attachment_type: str,
        identity_key: str,
        payload: object,
        thread_id: str,
        timeout: float | Unset | None = UNSET,
    ) -> ThreadAttachmentAddResponse:
        """Send `thread/attachment/add`."""
        from .requests import ThreadAttachmentAddResponse

        params: dict[str, object] = {
            "attachmentType": attachment_type,
            "identityKey": identity_key,
            "payload": payload,
            "threadId": thread_id,
        }
        return self._call("thread/attachment/add", params, ThreadAttachmentAddResponse, timeout)

    def thread_attachment_list(
        self,
        *,
        thread_id: str,
        cursor: str | Unset | None = UNSET,
        limit: int | Unset | None = UNSET,
        timeout: float | Unset | None = UNSET,
    ) -> ThreadAttachmentListResponse:
        """Send `thread/attachment/list`."""
        from .requests import ThreadAttachmentListResponse

        params: dict[str, object] = {
            "threadId": thread_id,
            "cursor": cursor,
            "limit": limit,
        }
        return self._call("thread/attachment/list", params, ThreadAttachmentListResponse, timeout)

    def thread_attachment_owner_list(
        self,
        *,
        attachment_type: str,
        identity_key: str,
        archived: bool | Unset | None = UNSET,
        cursor: str | Unset | None = UNSET,
        limit: int | Unset | None = UNSET,
        timeout: float | Unset | None = UNSET,
    ) -> ThreadAttachmentOwnerListResponse:
        """Send `thread/attachmentOwner/list`."""
        from .requests import ThreadAttachmentOwnerListResponse

        params: dict[str, object] = {
            "attachmentType": attachment_type,
            "identityKey": identity_key,
            "archived": archived,
            "cursor": cursor,
            "limit": limit,
        }
        return self._call("thread/attachmentOwner/list", params, ThreadAttachmentOwnerListResponse, timeout)

    def thread_attachment_remove(
        self,
        *,
        attachment_type: str,
        identity_key: str,
        thread_id: str,
        timeout: float | Unset | None = UNSET,
    ) -> ThreadAttachmentRemoveResponse:
        """Send `thread/attachment/remove`."""
        from .requests import ThreadAttachmentRemoveResponse

        params: dict[str, object] = {
            "attachmentType": attachment_type,
            "identityKey": identity_key,
            "threadId": thread_id,
        }
        return self._call("thread/attachment/remove", params, ThreadAttachmentRemoveResponse, timeout)

    def thread_background_terminals_clean(
        self,
        *,
        thread_id: str,
        timeout: float | Unset | None = UNSET,
    ) -> ThreadBackgroundTerminalsCleanResponse:
        """Send `thread/backgroundTerminals/clean`. Experimental."""
        from .requests import ThreadBackgroundTerminalsCleanResponse

        params: dict[str, object] = {
            "threadId": thread_id,
        }
        return self._call("thread/backgroundTerminals/clean", params, ThreadBackgroundTerminalsCleanResponse, timeout)

    def thread_background_terminals_list(
        self,
        *,
        thread_id: str,
        cursor: str | Unset | None = UNSET,
        limit: int | Unset | None = UNSET,
        timeout: float | Unset | None = UNSET,
    ) -> ThreadBackgroundTerminalsListResponse:
        """Send `thread/backgroundTerminals/list`. Experimental."""
        from .requests import ThreadBackgroundTerminalsListResponse

        params: dict[str, object] = {
            "threadId": thread_id,
            "cursor": cursor,
            "limit": limit,
        }
        return self._call("thread/backgroundTerminals/list", params, ThreadBackgroundTerminalsListResponse, timeout)

    def thread_background_terminals_terminate(
        self,
        *,
        process_id: str,
        thread_id: str,
        timeout: float | Unset | None = UNSET,
    ) -> ThreadBackgroundTerminalsTerminateResponse:
        """Send `thread/backgroundTerminals/terminate`. Experimental."""
        from .requests import ThreadBackgroundTerminalsTerminateResponse

        params: dict[str, object] = {
            "processId": process_id,
            "threadId": thread_id,
        }
        return self._call("thread/backgroundTerminals/terminate", params, ThreadBackgroundTerminalsTerminateResponse, timeout)

    def thread_compact_start(
        self,
        *,
        thread_id: str,
        timeout: float | Unset | None = UNSET,
    ) -> ThreadCompactStartResponse:
        """Send `thread/compact/start`."""
        from .answers import ThreadCompactStartResponse

        params: dict[str, object] = {
            "threadId": thread_id,
        }
        return self._call("thread/compact/start", params, ThreadCompactStartResponse, timeout)

    def thread_decrement_elicitation(
        self,
        *,
        thread_id: str,
        timeout: float | Unset | None = UNSET,
    ) -> ThreadDecrementElicitationResponse:
        """Send `thread/decrement_elicitation`. Experimental."""
        from .requests import ThreadDecrementElicitationResponse

        params: dict[str, object] = {
            "threadId": thread_id,
        }
        return self._call("thread/decrement_elicitation", params, ThreadDecrementElicitationResponse, timeout)

    def thread_delete(
        self,
        *,
        thread_id: str,
        timeout: float | Unset | None = UNSET,
    ) -> ThreadDeleteResponse:
        """Send `thread/delete`."""
        from .requests import ThreadDeleteResponse

        params: dict[str, object] = {
            "threadId": thread_id,
        }
        return self._call("thread/delete", params, ThreadDeleteResponse, timeout)

    def thread_fork(
        self,
        *,
        thread_id: str,
        approval_policy: AskForApproval | Literal["untrusted", "on-request", "never"] | Mapping[str, object] | Unset | None = UNSET,
        approvals_reviewer: ApprovalsReviewer | Literal["user", "auto_review", "guardian_subagent"] | Unset | None = UNSET,
        base_instructions: str | Unset | None = UNSET,
        before_turn_id: str | Unset | None = UNSET,
        config: Mapping[str, object] | Unset | None = UNSET,
        cwd: str | PathLike[str] | Unset | None = UNSET,
        defer_goal_continuation: bool | Unset = UNSET,
        developer_instructions: str | Unset | None = UNSET,
        ephemeral: bool | Unset = UNSET,
        exclude_turns: bool | Unset = UNSET,
        experimental_prediction_mode: bool | Unset = UNSET,
        last_turn_id: str | Unset | None = UNSET,
        model: str | Unset | None = UNSET,
        model_provider: str | Unset | None = UNSET,
        path: str | Unset | None = UNSET,
        permissions: str | Unset | None = UNSET,
        runtime_workspace_roots: Sequence[str | PathLike[str]] | Unset | None = UNSET,
        sandbox: SandboxMode | Literal["read-only", "workspace-write", "danger-full-access"] | Unset | None = UNSET,
        service_tier: str | Unset | None = UNSET,
        thread_source: ThreadSource | str | Unset | None = UNSET,
        timeout: float | Unset | None = UNSET,
    ) -> ThreadForkResponse:
        """Send `thread/fork`."""
        from .answers import ThreadForkResponse

        params: dict[str, object] = {
            "threadId": thread_id,
            "approvalPolicy": approval_policy,
            "approvalsReviewer": approvals_reviewer,
            "baseInstructions": base_instructions,
            "beforeTurnId": before_turn_id,
            "config": config,
            "cwd": cwd,
            "deferGoalContinuation": defer_goal_continuation,
            "developerInstructions": developer_instructions,
            "ephemeral": ephemeral,
            "excludeTurns": exclude_turns,
            "experimentalPredictionMode": experimental_prediction_mode,
            "lastTurnId": last_turn_id,
            "model": model,
            "modelProvider": model_provider,
            "path": path,
            "permissions": permissions,
            "runtimeWorkspaceRoots": runtime_workspace_roots,
            "sandbox": sandbox,
            "serviceTier": service_tier,
            "threadSource": thread_source,
        }
        return self._call("thread/fork", params, ThreadForkResponse, timeout)

    def thread_goal_clear(
        self,
        *,
        thread_id: str,
        origin: ThreadGoalMutationOrigin | Literal["user", "automatic"] | Unset | None = UNSET,
        timeout: float | Unset | None = UNSET,
    ) -> ThreadGoalClearResponse:
        """Send `thread/goal/clear`."""
        from .requests import ThreadGoalClearResponse

        params: dict[str, object] = {
            "threadId": thread_id,
            "origin": origin,
        }
        return self._call("thread/goal/clear", params, ThreadGoalClearResponse, timeout)

    def thread_goal_get(
        self,
        *,
        thread_id: str,
        timeout: float | Unset | None = UNSET,
    ) -> ThreadGoalGetResponse:
        """Send `thread/goal/get`."""
        from .requests import ThreadGoalGetResponse

        params: dict[str, object] = {
            "threadId": thread_id,
        }
        return self._call("thread/goal/get", params, ThreadGoalGetResponse, timeout)

    def thread_goal_set(
        self,
        *,
        thread_id: str,
        objective: str | Unset | None = UNSET,
        origin: ThreadGoalMutationOrigin | Literal["user", "automatic"] | Unset | None = UNSET,
        status: ThreadGoalStatus | Literal["active", "paused", "blocked", "usageLimited", "budgetLimited", "complete"] | Unset | None = UNSET,
        token_budget: int | Unset | None = UNSET,
        timeout: float | Unset | None = UNSET,
    ) -> ThreadGoalSetResponse:
        """Send `thread/goal/set`."""
        from .requests import ThreadGoalSetResponse

        params: dict[str, object] = {
            "threadId": thread_id,
            "objective": objective,
            "origin": origin,
            "status": status,
            "tokenBudget": token_budget,
        }
        return self._call("thread/goal/set", params, ThreadGoalSetResponse, timeout)

    def thread_increment_elicitation(
        self,
        *,
        thread_id: str,
        timeout: float | Unset | None = UNSET,
    ) -> ThreadIncrementElicitationResponse:
        """Send `thread/increment_elicitation`. Experimental."""
        from .requests import ThreadIncrementElicitationResponse

        params: dict[str, object] = {
            "threadId": thread_id,
        }
        return self._call("thread/increment_elicitation", params, ThreadIncrementElicitationResponse, timeout)

    def thread_inject_items(
        self,
        *,
        items: Sequence[object],
        thread_id: str,
        timeout: float | Unset | None = UNSET,
    ) -> ThreadInjectItemsResponse:
        """Send `thread/inject_items`."""
        from .requests import ThreadInjectItemsResponse

        params: dict[str, object] = {
            "items": items,
            "threadId": thread_id,
        }
        return self._call("thread/inject_items", params, ThreadInjectItemsResponse, timeout)

    def thread_items_list(
        self,
        *,
        thread_id: str,
        cursor: str | ThreadItemsListAnchor | Mapping[str, object] | Unset | None = UNSET,
        limit: int | Unset | None = UNSET,
        sort_direction: SortDirection | Literal["asc", "desc"] | Unset | None = UNSET,
        turn_id: str | Unset | None = UNSET,
        timeout: float | Unset | None = UNSET,
    ) -> ThreadItemsListResponse:
        """Send `thread/items/list`."""
        from .requests import ThreadItemsListResponse

        params: dict[str, object] = {
            "threadId": thread_id,
            "cursor": cursor,
            "limit": limit,
            "sortDirection": sort_direction,
            "turnId": turn_id,
        }
        return self._call("thread/items/list", params, ThreadItemsListResponse, timeout)

    def thread_items_read(
        self,
        *,
        item_ids: Sequence[str],
        thread_id: str,
        turn_id: str,
        timeout: float | Unset | None = UNSET,
    ) -> ThreadItemsReadResponse:
        """Send `thread/items/read`. Experimental."""
        from .requests import ThreadItemsReadResponse

        params: dict[str, object] = {
            "itemIds": item_ids,
            "threadId": thread_id,
            "turnId": turn_id,
        }
        return self._call("thread/items/read", params, ThreadItemsReadResponse, timeout)

    def thread_list(
        self,
        *,
        ancestor_thread_id: str | Unset | None = UNSET,
        archived: bool | Unset | None = UNSET,
        cursor: str | Unset | None = UNSET,
        cwd: str | PathLike[str] | Sequence[str] | Unset | None = UNSET,
        excluded_thread_ids: Sequence[str] | Unset | None = UNSET,
        limit: int | Unset | None = UNSET,
        model_providers: Sequence[str] | Unset | None = UNSET,
        originators: Sequence[str] | Unset | None = UNSET,
        parent_thread_id: str | Unset | None = UNSET,
        project_id: str | Unset | None = UNSET,
        search_term: str | Unset | None = UNSET,
        section_id: str | Unset | None = UNSET,
        sort_direction: SortDirection | Literal["asc", "desc"] | Unset | None = UNSET,
        sort_key: ThreadSortKey | Literal["created_at", "updated_at", "recency_at", "section_position"] | Unset | None = UNSET,
        source_kinds: Sequence[ThreadSourceKind | Literal["cli", "vscode", "exec", "appServer", "subAgent", "subAgentReview", "subAgentCompact", "subAgentThreadSpawn", "subAgentOther", "unknown"]] | Unset | None = UNSET,
        use_state_db_only: bool | Unset = UNSET,
        timeout: float | Unset | None = UNSET,
    ) -> ThreadListResponse:
        """Send `thread/list`."""
        from .answers import ThreadListResponse

        params: dict[str, object] = {
            "ancestorThreadId": ancestor_thread_id,
            "archived": archived,
            "cursor": cursor,
            "cwd": cwd,
            "excludedThreadIds": excluded_thread_ids,
            "limit": limit,
            "modelProviders": model_providers,
            "originators": originators,
            "parentThreadId": parent_thread_id,
            "projectId": project_id,
            "searchTerm": search_term,
            "sectionId": section_id,
            "sortDirection": sort_direction,
            "sortKey": sort_key,
            "sourceKinds": source_kinds,
            "useStateDbOnly": use_state_db_only,
        }
        return self._call("thread/list", params, ThreadListResponse, timeout)

    def thread_loaded_list(
        self,
        *,
        cursor: str | Unset | None = UNSET,
        limit: int | Unset | None = UNSET,
        timeout: float | Unset | None = UNSET,
    ) -> ThreadLoadedListResponse:
        """Send `thread/loaded/list`."""
        from .requests import ThreadLoadedListResponse

        params: dict[str, object] = {
            "cursor": cursor,
            "limit": limit,
        }
        return self._call("thread/loaded/list", params, ThreadLoadedListResponse, timeout)

    def thread_memory_mode_set(
        self,
        *,
        mode: ThreadMemoryMode | Literal["enabled", "disabled"],
        thread_id: str,
        timeout: float | Unset | None = UNSET,
    ) -> ThreadMemoryModeSetResponse:
        """Send `thread/memoryMode/set`. Experimental."""
        from .requests import ThreadMemoryModeSetResponse

        params: dict[str, object] = {
            "mode": mode,
            "threadId": thread_id,
        }
        return self._call("thread/memoryMode/set", params, ThreadMemoryModeSetResponse, timeout)

    def thread_metadata_update(
        self,
        *,
        thread_id: str,
        daybreak_enabled: bool | Unset | None = UNSET,
        git_info: ThreadMetadataGitInfoUpdateParams | Unset | None = UNSET,
        project_id: str | Unset | None = UNSET,
        timeout: float | Unset | None = UNSET,
    ) -> ThreadMetadataUpdateResponse:
        """Send `thread/metadata/update`."""
        from .requests import ThreadMetadataUpdateResponse

        params: dict[str, object] = {
            "threadId": thread_id,
            "daybreakEnabled": daybreak_enabled,
            "gitInfo": git_info,
            "projectId": project_id,
        }
        return self._call("thread/metadata/update", params, ThreadMetadataUpdateResponse, timeout)

    def thread_name_set(
        self,
        *,
        name: str,
        thread_id: str,
        timeout: float | Unset | None = UNSET,
    ) -> ThreadSetNameResponse:
        """Send `thread/name/set`."""
        from .answers import ThreadSetNameResponse

        params: dict[str, object] = {
            "name": name,
            "threadId": thread_id,
        }
        return self._call("thread/name/set", params, ThreadSetNameResponse, timeout)

    def thread_prediction_request(
        self,
        *,
        source_turn_id: str,
        thread_id: str,
        timeout: float | Unset | None = UNSET,
    ) -> ThreadPredictionRequestResponse:
        """Send `thread/prediction/request`. Experimental."""
        from .requests import ThreadPredictionRequestResponse

        params: dict[str, object] = {
            "sourceTurnId": source_turn_id,
            "threadId": thread_id,
        }
        return self._call("thread/prediction/request", params, ThreadPredictionRequestResponse, timeout)

    def thread_queue_add(
        self,
        *,
        client_user_message_id: str,
        input: Sequence[UserInput | Mapping[str, object]],
        thread_id: str,
        timeout: float | Unset | None = UNSET,
    ) -> ThreadQueueAddResponse:
        """Send `thread/queue/add`. Experimental."""
        from .requests import ThreadQueueAddResponse

        params: dict[str, object] = {
            "clientUserMessageId": client_user_message_id,
            "input": input,
            "threadId": thread_id,
        }
        return self._call("thread/queue/add", params, ThreadQueueAddResponse, timeout)

    def thread_queue_delete(
        self,
        *,
        queued_submission_id: str,
        thread_id: str,
        timeout: float | Unset | None = UNSET,
    ) -> ThreadQueueDeleteResponse:
        """Send `thread/queue/delete`. Experimental."""
        from .requests import ThreadQueueDeleteResponse

        params: dict[str, object] = {
            "queuedSubmissionId": queued_submission_id,
            "threadId": thread_id,
        }
        return self._call("thread/queue/delete", params, ThreadQueueDeleteResponse, timeout)

    def thread_queue_list(
        self,
        *,
        thread_id: str,
        cursor: str | Unset | None = UNSET,
        limit: int | Unset | None = UNSET,
        timeout: float | Unset | None = UNSET,
    ) -> ThreadQueueListResponse:
        """Send `thread/queue/list`. Experimental."""
        from .requests import ThreadQueueListResponse

        params: dict[str, object] = {
            "threadId": thread_id,
            "cursor": cursor,
            "limit": limit,
        }
        return self._call("thread/queue/list", params, ThreadQueueListResponse, timeout)

    def thread_queue_reorder(
        self,
        *,
        queued_submission_ids: Sequence[str],
        thread_id: str,
        timeout: float | Unset | None = UNSET,
    ) -> ThreadQueueReorderResponse:
        """Send `thread/queue/reorder`. Experimental."""
        from .requests import ThreadQueueReorderResponse

        params: dict[str, object] = {
            "queuedSubmissionIds": queued_submission_ids,
            "threadId": thread_id,
        }
        return self._call("thread/queue/reorder", params, ThreadQueueReorderResponse, timeout)

    def thread_queue_start(
        self,
        *,
        thread_id: str,
        queued_submission_id: str | Unset | None = UNSET,
        timeout: float | Unset | None = UNSET,
    ) -> ThreadQueueStartResponse:
        """Send `thread/queue/start`. Experimental."""
        from .requests import ThreadQueueStartResponse

        params: dict[str, object] = {
            "threadId": thread_id,
            "queuedSubmissionId": queued_submission_id,
        }
        return self._call("thread/queue/start", params, ThreadQueueStartResponse, timeout)

    def thread_queue_update(
        self,
        *,
        input: Sequence[UserInput | Mapping[str, object]],
        queued_submission_id: str,
        thread_id: str,
        timeout: float | Unset | None = UNSET,
    ) -> ThreadQueueUpdateResponse:
        """Send `thread/queue/update`. Experimental."""
        from .requests import ThreadQueueUpdateResponse

        params: dict[str, object] = {
            "input": input,
            "queuedSubmissionId": queued_submission_id,
            "threadId": thread_id,
        }
        return self._call("thread/queue/update", params, ThreadQueueUpdateResponse, timeout)

    def thread_read(
        self,
        *,
        thread_id: str,
        include_turns: bool | Unset = UNSET,
        timeout: float | Unset | None = UNSET,
    ) -> ThreadReadResponse:
        """Send `thread/read`."""
        from .answers import ThreadReadResponse

        params: dict[str, object] = {
            "threadId": thread_id,
            "includeTurns": include_turns,
        }
        return self._call("thread/read", params, ThreadReadResponse, timeout)

    def thread_read_state_update(
        self,
        *,
        expected_revision: str,
        operation: ThreadReadStateOperation | Mapping[str, object],
        thread_id: str,
        timeout: float | Unset | None = UNSET,
    ) -> ThreadReadStateUpdateResponse:
        """Send `thread/readState/update`. Experimental."""
        from .requests import ThreadReadStateUpdateResponse

        params: dict[str, object] = {
            "expectedRevision": expected_revision,
            "operation": operation,
            "threadId": thread_id,
        }
        return self._call("thread/readState/update", params, ThreadReadStateUpdateResponse, timeout)

    def thread_realtime_append_audio(
        self,
        *,
        audio: ThreadRealtimeAudioChunk,
        thread_id: str,
        timeout: float | Unset | None = UNSET,
    ) -> ThreadRealtimeAppendAudioResponse:
        """Send `thread/realtime/appendAudio`. Experimental."""
        from .realtime import ThreadRealtimeAppendAudioResponse

        params: dict[str, object] = {
            "audio": audio,
            "threadId": thread_id,
        }
        return self._call("thread/realtime/appendAudio", params, ThreadRealtimeAppendAudioResponse, timeout)

    def thread_realtime_append_speech(
        self,
        *,
        text: str,
        thread_id: str,
        timeout: float | Unset | None = UNSET,
    ) -> ThreadRealtimeAppendSpeechResponse:
        """Send `thread/realtime/appendSpeech`. Experimental."""
        from .realtime import ThreadRealtimeAppendSpeechResponse

        params: dict[str, object] = {
            "text": text,
            "threadId": thread_id,
        }
        return self._call("thread/realtime/appendSpeech", params, ThreadRealtimeAppendSpeechResponse, timeout)

    def thread_realtime_append_text(
        self,
        *,
        text: str,
        thread_id: str,
        role: ConversationTextRole | Literal["user", "developer", "assistant"] | Unset = UNSET,
        timeout: float | Unset | None = UNSET,
    ) -> ThreadRealtimeAppendTextResponse:
        """Send `thread/realtime/appendText`. Experimental."""
        from .realtime import ThreadRealtimeAppendTextResponse

        params: dict[str, object] = {
            "text": text,
            "threadId": thread_id,
            "role": role,
        }
        return self._call("thread/realtime/appendText", params, ThreadRealtimeAppendTextResponse, timeout)

    def thread_realtime_list_voices(
        self,
        *,
        timeout: float | Unset | None = UNSET,
    ) -> ThreadRealtimeListVoicesResponse:
        """Send `thread/realtime/listVoices`. Experimental."""
        from .realtime import ThreadRealtimeListVoicesResponse

        params: dict[str, object] = {}
        return self._call("thread/realtime/listVoices", params, ThreadRealtimeListVoicesResponse, timeout)

    def thread_realtime_start(
        self,
        *,
        output_modality: RealtimeOutputModality | Literal["text", "audio"],
        thread_id: str,
        backend_reasoning_status: bool | Unset = UNSET,
        client_managed_handoffs: bool | Unset | None = UNSET,
        codex_response_handoff_channel_prefixes: Mapping[str, Sequence[str]] | Unset | None = UNSET,
        codex_response_handoff_mode: CodexResponseHandoffMode | Literal["thinking", "commentary", "bemTags"] | Unset | None = UNSET,
        codex_response_item_prefix: str | Unset | None = UNSET,
        codex_responses_as_items: bool | Unset | None = UNSET,
        delegation_ack_filler: bool | Unset | None = UNSET,
        flush_transcript_tail_on_session_end: bool | Unset | None = UNSET,
        include_startup_context: bool | Unset | None = UNSET,
        initial_items: Sequence[ThreadRealtimeInitialItem] | Unset | None = UNSET,
        model: str | Unset | None = UNSET,
        prompt: str | Unset | None = UNSET,
        realtime_end_instructions: str | Unset | None = UNSET,
        realtime_session_id: str | Unset | None = UNSET,
        realtime_start_instructions: str | Unset | None = UNSET,
        transport: ThreadRealtimeStartTransport | Mapping[str, object] | Unset | None = UNSET,
        version: RealtimeConversationVersion | Literal["v1", "v2", "v3"] | Unset | None = UNSET,
        voice: RealtimeVoice | Literal["alloy", "arbor", "ash", "aube", "ballad", "breeze", "bubbie", "cedar", "coral", "cove", "echo", "ember", "haetsal", "hanul", "himari", "juniper", "leher", "maple", "marin", "miko", "neer", "porto", "rindo", "rio", "rivage", "sage", "selva", "shimmer", "sol", "sonna", "spruce", "tinta", "vale", "verse", "viola"] | Unset | None = UNSET,
        timeout: float | Unset | None = UNSET,
    ) -> ThreadRealtimeStartResponse:
        """Send `thread/realtime/start`. Experimental."""
        from .realtime import ThreadRealtimeStartResponse

        params: dict[str, object] = {
            "outputModality": output_modality,
            "threadId": thread_id,
            "backendReasoningStatus": backend_reasoning_status,
            "clientManagedHandoffs": client_managed_handoffs,
            "codexResponseHandoffChannelPrefixes": codex_response_handoff_channel_prefixes,
            "codexResponseHandoffMode": codex_response_handoff_mode,
            "codexResponseItemPrefix": codex_response_item_prefix,
            "codexResponsesAsItems": codex_responses_as_items,
            "delegationAckFiller": delegation_ack_filler,
            "flushTranscriptTailOnSessionEnd": flush_transcript_tail_on_session_end,
            "includeStartupContext": include_startup_context,
            "initialItems": initial_items,
            "model": model,
            "prompt": prompt,
            "realtimeEndInstructions": realtime_end_instructions,
            "realtimeSessionId": realtime_session_id,
            "realtimeStartInstructions": realtime_start_instructions,
            "transport": transport,
            "version": version,
            "voice": voice,
        }
        return self._call("thread/realtime/start", params, ThreadRealtimeStartResponse, timeout)

    def thread_realtime_stop(
        self,
        *,
        thread_id: str,
        timeout: float | Unset | None = UNSET,
    ) -> ThreadRealtimeStopResponse:
        """Send `thread/realtime/stop`. Experimental."""
        from .realtime import ThreadRealtimeStopResponse

        params: dict[str, object] = {
            "threadId": thread_id,
        }
        return self._call("thread/realtime/stop", params, ThreadRealtimeStopResponse, timeout)

    def thread_resume(
        self,
        *,
        thread_id: str,
        approval_policy: AskForApproval | Literal["untrusted", "on-request", "never"] | Mapping[str, object] | Unset | None = UNSET,
        approvals_reviewer: ApprovalsReviewer | Literal["user", "auto_review", "guardian_subagent"] | Unset | None = UNSET,
        base_instructions: str | Unset | None = UNSET,
        config: Mapping[str, object] | Unset | None = UNSET,
        cwd: str | PathLike[str] | Unset | None = UNSET,
        developer_instructions: str | Unset | None = UNSET,
        exclude_turns: bool | Unset = UNSET,
        history: Sequence[ResponseItem | Mapping[str, object]] | Unset | None = UNSET,
        initial_turns_page: ThreadResumeInitialTurnsPageParams | Unset | None = UNSET,
        model: str | Unset | None = UNSET,
        model_provider: str | Unset | None = UNSET,
        path: str | Unset | None = UNSET,
        permissions: str | Unset | None = UNSET,
        personality: Personality | Literal["none", "friendly", "pragmatic"] | Unset | None = UNSET,
        runtime_workspace_roots: Sequence[str | PathLike[str]] | Unset | None = UNSET,
        sandbox: SandboxMode | Literal["read-only", "workspace-write", "danger-full-access"] | Unset | None = UNSET,
        service_tier: str | Unset | None = UNSET,
        timeout: float | Unset | None = UNSET,
    ) -> ThreadResumeResponse:
        """Send `thread/resume`."""
        from .answers import ThreadResumeResponse

        params: dict[str, object] = {
            "threadId": thread_id,
            "approvalPolicy": approval_policy,
            "approvalsReviewer": approvals_reviewer,
            "baseInstructions": base_instructions,
            "config": config,
            "cwd": cwd,
            "developerInstructions": developer_instructions,
            "excludeTurns": exclude_turns,
            "history": history,
            "initialTurnsPage": initial_turns_page,
            "model": model,
            "modelProvider": model_provider,
            "path": path,
            "permissions": permissions,
            "personality": personality,
            "runtimeWorkspaceRoots": runtime_workspace_roots,
            "sandbox": sandbox,
            "serviceTier": service_tier,
        }
        return self._call("thread/resume", params, ThreadResumeResponse, timeout)

    def thread_revert(
        self,
        *,
        before_turn_id: str,
        thread_id: str,
        timeout: float | Unset | None = UNSET,
    ) -> ThreadRevertResponse:
        """Send `thread/revert`."""
        from .requests import ThreadRevertResponse

        params: dict[str, object] = {
            "beforeTurnId": before_turn_id,
            "threadId": thread_id,
        }
        return self._call("thread/revert", params, ThreadRevertResponse, timeout)

    def thread_search(
        self,
        *,
        search_term: str,
        archived: bool | Unset | None = UNSET,
        cursor: str | Unset | None = UNSET,
        limit: int | Unset | None = UNSET,
        sort_direction: SortDirection | Literal["asc", "desc"] | Unset | None = UNSET,
        sort_key: ThreadSearchSortKey | Literal["created_at", "updated_at", "recency_at"] | Unset | None = UNSET,
        source_kinds: Sequence[ThreadSourceKind | Literal["cli", "vscode", "exec", "appServer", "subAgent", "subAgentReview", "subAgentCompact", "subAgentThreadSpawn", "subAgentOther", "unknown"]] | Unset | None = UNSET,
        timeout: float | Unset | None = UNSET,
    ) -> ThreadSearchResponse:
        """Send `thread/search`. Experimental."""
        from .requests import ThreadSearchResponse

        params: dict[str, object] = {
            "searchTerm": search_term,
            "archived": archived,
            "cursor": cursor,
            "limit": limit,
            "sortDirection": sort_direction,
            "sortKey": sort_key,
            "sourceKinds": source_kinds,
        }
        return self._call("thread/search", params, ThreadSearchResponse, timeout)

    def thread_search_occurrences(
        self,
        *,
        search_term: str,
        thread_id: str,
        cursor: str | Unset | None = UNSET,
        limit: int | Unset | None = UNSET,
        timeout: float | Unset | None = UNSET,
    ) -> ThreadSearchOccurrencesResponse:
        """Send `thread/searchOccurrences`. Experimental."""
        from .requests import ThreadSearchOccurrencesResponse

        params: dict[str, object] = {
            "searchTerm": search_term,
            "threadId": thread_id,
            "cursor": cursor,
            "limit": limit,
        }
        return self._call("thread/searchOccurrences", params, ThreadSearchOccurrencesResponse, timeout)

    def thread_section_create(
        self,
        *,
        name: str,
        appearance: ThreadSectionAppearance | Unset | None = UNSET,
        timeout: float | Unset | None = UNSET,
    ) -> ThreadSectionCreateResponse:
        """Send `threadSection/create`."""
        from .projects import ThreadSectionCreateResponse

        params: dict[str, object] = {
            "name": name,
            "appearance": appearance,
        }
        return self._call("threadSection/create", params, ThreadSectionCreateResponse, timeout)

    def thread_section_delete(
        self,
        *,
        section_id: str,
        timeout: float | Unset | None = UNSET,
    ) -> ThreadSectionDeleteResponse:
        """Send `threadSection/delete`."""
        from .projects import ThreadSectionDeleteResponse

        params: dict[str, object] = {
            "sectionId": section_id,
        }
        return self._call("threadSection/delete", params, ThreadSectionDeleteResponse, timeout)

    def thread_section_list(
        self,
        *,
        cursor: str | Unset | None = UNSET,
        limit: int | Unset | None = UNSET,
        timeout: float | Unset | None = UNSET,
    ) -> ThreadSectionListResponse:
        """Send `threadSection/list`."""
        from .projects import ThreadSectionListResponse

        params: dict[str, object] = {
            "cursor": cursor,
            "limit": limit,
        }
        return self._call("threadSection/list", params, ThreadSectionListResponse, timeout)

    def thread_section_move(
        self,
        *,
        section_id: str | None,
        thread_id: str,
        before_thread_id: str | Unset | None = UNSET,
        timeout: float | Unset | None = UNSET,
    ) -> ThreadSectionMoveResponse:
        """Send `thread/section/move`."""
        from .requests import ThreadSectionMoveResponse

        params: dict[str, object] = {
            "sectionId": section_id,
            "threadId": thread_id,
            "beforeThreadId": before_thread_id,
        }
        return self._call("thread/section/move", params, ThreadSectionMoveResponse, timeout)

    def thread_section_update(
        self,
        *,
        name: str,
        section_id: str,
        appearance: ThreadSectionAppearance | Unset | None = UNSET,
        timeout: float | Unset | None = UNSET,
    ) -> ThreadSectionUpdateResponse:
        """Send `threadSection/update`."""
        from .projects import ThreadSectionUpdateResponse

        params: dict[str, object] = {
            "name": name,
            "sectionId": section_id,
            "appearance": appearance,
        }
        return self._call("threadSection/update", params, ThreadSectionUpdateResponse, timeout)

    def thread_settings_update(
        self,
        *,
        thread_id: str,
        approval_policy: AskForApproval | Literal["untrusted", "on-request", "never"] | Mapping[str, object] | Unset | None = UNSET,
        approvals_reviewer: ApprovalsReviewer | Literal["user", "auto_review", "guardian_subagent"] | Unset | None = UNSET,
        collaboration_mode: CollaborationMode | Unset | None = UNSET,
        cwd: str | PathLike[str] | Unset | None = UNSET,
        disabled_plugin_ids: Sequence[str] | Unset | None = UNSET,
        effort: ReasoningEffort | str | Unset | None = UNSET,
        model: str | Unset | None = UNSET,
        multi_agent_mode: MultiAgentMode | Literal["explicitRequestOnly", "proactive"] | Mapping[str, object] | Unset | None = UNSET,
        permissions: str | Unset | None = UNSET,
        personality: Personality | Literal["none", "friendly", "pragmatic"] | Unset | None = UNSET,
        sandbox_policy: SandboxPolicy | Mapping[str, object] | Unset | None = UNSET,
        service_tier: str | Unset | None = UNSET,
        summary: ReasoningSummary | Literal["auto", "concise", "detailed", "none"] | Unset | None = UNSET,
        timeout: float | Unset | None = UNSET,
    ) -> ThreadSettingsUpdateResponse:
        """Send `thread/settings/update`. Experimental."""
        from .requests import ThreadSettingsUpdateResponse

        params: dict[str, object] = {
            "threadId": thread_id,
            "approvalPolicy": approval_policy,
            "approvalsReviewer": approvals_reviewer,
            "collaborationMode": collaboration_mode,
            "cwd": cwd,
            "disabledPluginIds": disabled_plugin_ids,
            "effort": effort,
            "model": model,
            "multiAgentMode": multi_agent_mode,
            "permissions": permissions,
            "personality": personality,
            "sandboxPolicy": sandbox_policy,
            "serviceTier": service_tier,
            "summary": summary,
        }
        return self._call("thread/settings/update", params, ThreadSettingsUpdateResponse, timeout)

    def thread_shell_command(
        self,
        *,
        command: str,
        thread_id: str,
        timeout_ms: int | Unset | None = UNSET,
        timeout: float | Unset | None = UNSET,
    ) -> ThreadShellCommandResponse:
        """Send `thread/shellCommand`."""
        from .requests import ThreadShellCommandResponse

        params: dict[str, object] = {
            "command": command,
            "threadId": thread_id,
            "timeoutMs": timeout_ms,
        }
        return self._call("thread/shellCommand", params, ThreadShellCommandResponse, timeout)

    def thread_start(
        self,
        *,
        allow_provider_model_fallback: bool | Unset = UNSET,
        approval_policy: AskForApproval | Literal["untrusted", "on-request", "never"] | Mapping[str, object] | Unset | None = UNSET,
        approvals_reviewer: ApprovalsReviewer | Literal["user", "auto_review", "guardian_subagent"] | Unset | None = UNSET,
        base_instructions: str | Unset | None = UNSET,
        config: Mapping[str, object] | Unset | None = UNSET,
        cwd: str | PathLike[str] | Unset | None = UNSET,
        daybreak_enabled: bool | Unset | None = UNSET,
        developer_instructions: str | Unset | None = UNSET,
        dynamic_tools: Sequence[DynamicToolSpec | Mapping[str, object]] | Unset | None = UNSET,
        environments: Sequence[TurnEnvironmentParams] | Unset | None = UNSET,
        ephemeral: bool | Unset | None = UNSET,
        experimental_raw_events: bool | Unset = UNSET,
        history_mode: ThreadHistoryMode | Literal["legacy", "paginated"] | Unset | None = UNSET,
        mock_experimental_field: str | Unset | None = UNSET,
        model: str | Unset | None = UNSET,
        model_provider: str | Unset | None = UNSET,
        multi_agent_mode: MultiAgentMode | Literal["explicitRequestOnly", "proactive"] | Mapping[str, object] | Unset | None = UNSET,
        permissions: str | Unset | None = UNSET,
        personality: Personality | Literal["none", "friendly", "pragmatic"] | Unset | None = UNSET,
        project_id: str | Unset | None = UNSET,
        runtime_workspace_roots: Sequence[str | PathLike[str]] | Unset | None = UNSET,
        sandbox: SandboxMode | Literal["read-only", "workspace-write", "danger-full-access"] | Unset | None = UNSET,
        selected_capability_roots: Sequence[SelectedCapabilityRoot] | Unset | None = UNSET,
        service_name: str | Unset | None = UNSET,
        service_tier: str | Unset | None = UNSET,
        session_start_source: ThreadStartSource | Literal["startup", "clear"] | Unset | None = UNSET,
        thread_source: ThreadSource | str | Unset | None = UNSET,
        timeout: float | Unset | None = UNSET,
    ) -> ThreadStartResponse:
        """Send `thread/start`."""
        from .answers import ThreadStartResponse

        params: dict[str, object] = {
            "allowProviderModelFallback": allow_provider_model_fallback,
            "approvalPolicy": approval_policy,
            "approvalsReviewer": approvals_reviewer,
            "baseInstructions": base_instructions,
            "config": config,
            "cwd": cwd,
            "daybreakEnabled": daybreak_enabled,
            "developerInstructions": developer_instructions,
            "dynamicTools": dynamic_tools,
            "environments": environments,
            "ephemeral": ephemeral,
            "experimentalRawEvents": experimental_raw_events,
            "historyMode": history_mode,
            "mockExperimentalField": mock_experimental_field,
            "model": model,
            "modelProvider": model_provider,
            "multiAgentMode": multi_agent_mode,
            "permissions": permissions,
            "personality": personality,
            "projectId": project_id,
            "runtimeWorkspaceRoots": runtime_workspace_roots,
            "sandbox": sandbox,
            "selectedCapabilityRoots": selected_capability_roots,
            "serviceName": service_name,
            "serviceTier": service_tier,
            "sessionStartSource": session_start_source,
            "threadSource": thread_source,
        }
        return self._call("thread/start", params, ThreadStartResponse, timeout)

    def thread_timeline_list(
        self,
        *,
        thread_id: str,
        cursor: str | Unset | None = UNSET,
        limit: int | Unset | None = UNSET,
        timeout: float | Unset | None = UNSET,
    ) -> ThreadTimelineListResponse:
        """Send `thread/timeline/list`. Experimental."""
        from .requests import ThreadTimelineListResponse

        params: dict[str, object] = {
            "threadId": thread_id,
            "cursor": cursor,
            "limit": limit,
        }
        return self._call("thread/timeline/list", params, ThreadTimelineListResponse, timeout)

    def thread_turns_list(
        self,
        *,
        thread_id: str,
        cursor: str | Unset | None = UNSET,
        items_view: TurnItemsView | Literal["notLoaded", "summary", "full"] | Unset | None = UNSET,
        limit: int | Unset | None = UNSET,
        sort_direction: SortDirection | Literal["asc", "desc"] | Unset | None = UNSET,
        timeout: float | Unset | None = UNSET,
    ) -> ThreadTurnsListResponse:
        """Send `thread/turns/list`."""
        from .answers import ThreadTurnsListResponse

        params: dict[str, object] = {
            "threadId": thread_id,
            "cursor": cursor,
            "itemsView": items_view,
            "limit": limit,
            "sortDirection": sort_direction,
        }
        return self._call("thread/turns/list", params, ThreadTurnsListResponse, timeout)

    def thread_unarchive(
        self,
        *,
        thread_id: str,
        timeout: float | Unset | None = UNSET,
    ) -> ThreadUnarchiveResponse:
        """Send `thread/unarchive`."""
        from .answers import ThreadUnarchiveResponse

        params: dict[str, object] = {
            "threadId": thread_id,
        }
        return self._call("thread/unarchive", params, ThreadUnarchiveResponse, timeout)

    def thread_unsubscribe(
        self,
        *,
        thread_id: str,
        timeout: float | Unset | None = UNSET,
    ) -> ThreadUnsubscribeResponse:
        """Send `thread/unsubscribe`."""
        from .requests import ThreadUnsubscribeResponse

        params: dict[str, object] = {
            "threadId": thread_id,
        }
        return self._call("thread/unsubscribe", params, ThreadUnsubscribeResponse, timeout)

    def turn_interrupt(
        self,
        *,
        thread_id: str,
        turn_id: str,
        timeout: float | Unset | None = UNSET,
    ) -> TurnInterruptResponse:
        """Send `turn/interrupt`."""
        from .answers import TurnInterruptResponse

        params: dict[str, object] = {
            "threadId": thread_id,
            "turnId": turn_id,
        }
        return self._call("turn/interrupt", params, TurnInterruptResponse, timeout)

    def turn_settings_update(
        self,
        *,
        thread_id: str,
        turn_id: str,
        approvals_reviewer: ApprovalsReviewer | Literal["user", "auto_review", "guardian_subagent"] | Unset | None = UNSET,
        effort: ReasoningEffort | str | Unset | None = UNSET,
        model: str | Unset | None = UNSET,
        service_tier: str | Unset | None = UNSET,
        summary: ReasoningSummary | Literal["auto", "concise", "detailed", "none"] | Unset | None = UNSET,
        timeout: float | Unset | None = UNSET,
    ) -> TurnSettingsUpdateResponse:
        """Send `turn/settings/update`. Experimental."""
        from .requests import TurnSettingsUpdateResponse

        params: dict[str, object] = {
            "threadId": thread_id,
            "turnId": turn_id,
            "approvalsReviewer": approvals_reviewer,
            "effort": effort,
            "model": model,
            "serviceTier": service_tier,
            "summary": summary,
        }
        return self._call("turn/settings/update", params, TurnSettingsUpdateResponse, timeout)

    def turn_start(
        self,
        *,
        input: Sequence[UserInput | Mapping[str, object]],
        thread_id: str,
        additional_context: Mapping[str, AdditionalContextEntry] | Unset | None = UNSET,
        approval_policy: AskForApproval | Literal["untrusted", "on-request", "never"] | Mapping[str, object] | Unset | None = UNSET,
        approvals_reviewer: ApprovalsReviewer | Literal["user", "auto_review", "guardian_subagent"] | Unset | None = UNSET,
        client_user_message_id: str | Unset | None = UNSET,
        collaboration_mode: CollaborationMode | Unset | None = UNSET,
        cwd: str | PathLike[str] | Unset | None = UNSET,
        cyber_access_program: CyberAccessProgram | Literal["standard", "daybreakBlue", "daybreakRed"] | Unset | None = UNSET,
        disabled_plugin_ids: Sequence[str] | Unset | None = UNSET,
        effort: ReasoningEffort | str | Unset | None = UNSET,
        environments: Sequence[TurnEnvironmentParams] | Unset | None = UNSET,
        model: str | Unset | None = UNSET,
        multi_agent_mode: MultiAgentMode | Literal["explicitRequestOnly", "proactive"] | Mapping[str, object] | Unset | None = UNSET,
        output_schema: object = UNSET,
        parent_turn_id: str | Unset | None = UNSET,
        permissions: str | Unset | None = UNSET,
        personality: Personality | Literal["none", "friendly", "pragmatic"] | Unset | None = UNSET,
        responsesapi_client_metadata: Mapping[str, str] | Unset | None = UNSET,
        root_turn_id: str | Unset | None = UNSET,
        runtime_workspace_roots: Sequence[str | PathLike[str]] | Unset | None = UNSET,
        sandbox_policy: SandboxPolicy | Mapping[str, object] | Unset | None = UNSET,
        service_tier: str | Unset | None = UNSET,
        service_tier_for_turn: str | Unset | None = UNSET,
        summary: ReasoningSummary | Literal["auto", "concise", "detailed", "none"] | Unset | None = UNSET,
        tool_output: TurnToolOutput | Unset | None = UNSET,
        turn_trigger: str | Unset | None = UNSET,
        timeout: float | Unset | None = UNSET,
    ) -> TurnStartResponse:
        """Send `turn/start`."""
        from .answers import TurnStartResponse

        params: dict[str, object] = {
            "input": input,
            "threadId": thread_id,
            "additionalContext": additional_context,
            "approvalPolicy": approval_policy,
            "approvalsReviewer": approvals_reviewer,
            "clientUserMessageId": client_user_message_id,
            "collaborationMode": collaboration_mode,
            "cwd": cwd,
            "cyberAccessProgram": cyber_access_program,
            "disabledPluginIds": disabled_plugin_ids,
            "effort": effort,
            "environments": environments,
            "model": model,
            "multiAgentMode": multi_agent_mode,
            "outputSchema": output_schema,
            "parentTurnId": parent_turn_id,
            "permissions": permissions,
            "personality": personality,
            "responsesapiClientMetadata": responsesapi_client_metadata,
            "rootTurnId": root_turn_id,
            "runtimeWorkspaceRoots": runtime_workspace_roots,
            "sandboxPolicy": sandbox_policy,
            "serviceTier": service_tier,
            "serviceTierForTurn": service_tier_for_turn,
            "summary": summary,
            "toolOutput": tool_output,
            "turnTrigger": turn_trigger,
        }
        return self._call("turn/start", params, TurnStartResponse, timeout)

    def turn_steer(
        self,
        *,
        expected_turn_id: str,
        input: Sequence[UserInput | Mapping[str, object]],
        thread_id: str,
        additional_context: Mapping[str, AdditionalContextEntry] | Unset | None = UNSET,
        client_user_message_id: str | Unset | None = UNSET,
        responsesapi_client_metadata: Mapping[str, str] | Unset | None = UNSET,
        timeout: float | Unset | None = UNSET,
    ) -> TurnSteerResponse:
        """Send `turn/steer`."""
        from .answers import TurnSteerResponse

        params: dict[str, object] = {
            "expectedTurnId": expected_turn_id,
            "input": input,
            "threadId": thread_id,
            "additionalContext": additional_context,
            "clientUserMessageId": client_user_message_id,
            "responsesapiClientMetadata": responsesapi_client_metadata,
        }
        return self._call("turn/steer", params, TurnSteerResponse, timeout)

    def user_verification_cancel(
        self,
        *,
        request_id: str | int,
        timeout: float | Unset | None = UNSET,
    ) -> UserVerificationCancelResponse:
        """Send `userVerification/cancel`. Experimental."""
        from .account import UserVerificationCancelResponse

        params: dict[str, object] = {
            "requestId": request_id,
        }
        return self._call("userVerification/cancel", params, UserVerificationCancelResponse, timeout)

    def user_verification_delete(
        self,
        *,
        timeout: float | Unset | None = UNSET,
    ) -> UserVerificationDeleteResponse:
        """Send `userVerification/delete`. Experimental."""
        from .account import UserVerificationDeleteResponse

        params: dict[str, object] = {}
        return self._call("userVerification/delete", params, UserVerificationDeleteResponse, timeout)

    def user_verification_enroll(
        self,
        *,
        timeout: float | Unset | None = UNSET,
    ) -> UserVerificationEnrollResponse:
        """Send `userVerification/enroll`. Experimental."""
        from .account import UserVerificationEnrollResponse

        params: dict[str, object] = {}
        return self._call("userVerification/enroll", params, UserVerificationEnrollResponse, timeout)

    def user_verification_status(
        self,
        *,
        timeout: float | Unset | None = UNSET,
    ) -> UserVerificationStatusResponse:
        """Send `userVerification/status`. Experimental."""
        from .account import UserVerificationStatusResponse

        params: dict[str, object] = {}
        return self._call("userVerification/status", params, UserVerificationStatusResponse, timeout)

    def user_verification_verify(
        self,
        *,
        challenge: str,
        description: str,
        title: str,
        timeout: float | Unset | None = UNSET,
    ) -> UserVerificationVerifyResponse:
        """Send `userVerification/verify`. Experimental."""
        from .account import UserVerificationVerifyResponse

        params: dict[str, object] = {
            "challenge": challenge,
            "description": description,
            "title": title,
        }
        return self._call("userVerification/verify", params, UserVerificationVerifyResponse, timeout)

    def windows_sandbox_readiness(
        self,
        *,
        timeout: float | Unset | None = UNSET,
    ) -> WindowsSandboxReadinessResponse:
        """Send `windowsSandbox/readiness`."""
        from .host import WindowsSandboxReadinessResponse

        params: dict[str, object] = {}
        return self._call("windowsSandbox/readiness", params, WindowsSandboxReadinessResponse, timeout)

    def windows_sandbox_setup_start(
        self,
        *,
        mode: WindowsSandboxSetupMode | Literal["elevated", "unelevated"],
        cwd: str | PathLike[str] | Unset | None = UNSET,
        timeout: float | Unset | None = UNSET,
    ) -> WindowsSandboxSetupStartResponse:
        """Send `windowsSandbox/setupStart`."""
        from .host import WindowsSandboxSetupStartResponse

        params: dict[str, object] = {
            "mode": mode,
            "cwd": cwd,
        }
        return self._call("windowsSandbox/setupStart", params, WindowsSandboxSetupStartResponse, timeout)
