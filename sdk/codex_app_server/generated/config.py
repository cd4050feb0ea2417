# Written by sdk/generate.py from the server's schema. Do not edit: run `make generate`.
from typing import TYPE_CHECKING, Literal
from pydantic import Field
from typing_extensions import TypeAlias
from ._base import JsonValue, OpenEnum, UnionModel, WireModel
from .answers import ApprovalsReviewer, AskForApproval
from .items import AbsolutePathBuf, ReasoningEffort
from .notices import ReasoningSummary
from .requests import SandboxMode

__all__ = [
    "AllowDenyRequirement", "AnalyticsConfig", "AppToolApproval", "NetworkDomainPermission",
    "ApplicationNetworkRequirements", "ApplicationRequirements", "AppsDefaultConfig", "AppsConfig",
    "AutoCompactTokenLimitScope", "AutoReviewRequirements", "BrowserUseAccessApprovalLifetime",
    "BrowserUseOriginPolicyConfig", "BrowserUseConfig", "RequestHeader", "BrowserUseExtensionRequirements",
    "BrowserUseOriginPolicy", "BrowserUseRequirements", "CliAuthCredentialsStoreMode", "CommandMigration",
    "ComputerUseMacosConfig", "ComputerUseWindowsExeConfig", "ComputerUseWindowsConfig", "ComputerUseConfig",
    "ComputerUseMacosRequirements", "ComputerUseWindowsExeRequirement", "ComputerUseWindowsRequirements",
    "ComputerUseRequirements", "ForcedChatgptWorkspaceIds", "ForcedLoginMethod", "SandboxWorkspaceWrite",
    "WebSearchContextSize", "WebSearchLocation", "WebSearchToolConfig", "ToolsV2", "Verbosity",
    "WebSearchMode", "Config", "MergeStrategy", "ConfigEdit", "ConfigBatchWriteParams", "ConfigLayerSource",
    "ConfigLayer", "ConfigLayerMetadata", "PackagedDefaultsConfigLayerSource", "MdmConfigLayerSource",
    "SystemConfigLayerSource", "EnterpriseManagedConfigLayerSource", "UserConfigLayerSource",
    "ProjectConfigLayerSource", "SessionFlagsConfigLayerSource",
    "LegacyManagedConfigTomlFromFileConfigLayerSource", "LegacyManagedConfigTomlFromMdmConfigLayerSource",
    "UnknownConfigLayerSource", "ConfigReadParams", "ConfigReadResponse", "FeedbackRequirements",
    "InAppBrowserRequirements", "ConfiguredHookHandler", "ConfiguredHookMatcherGroup",
    "ManagedHooksRequirements", "NewThreadModelDefaults", "ModelsRequirements", "NetworkUnixSocketPermission",
    "NetworkRequirements", "ResidencyRequirement", "WindowsSandboxImplementation", "ConfigRequirements",
    "ConfigRequirementsReadResponse", "ConfigValueWriteParams", "OverriddenMetadata", "WriteStatus",
    "ConfigWriteResponse", "CommandConfiguredHookHandler", "McpToolConfiguredHookHandler",
    "PromptConfiguredHookHandler", "AgentConfiguredHookHandler", "UnknownConfiguredHookHandler",
    "ExperimentalFeatureStage", "ExperimentalFeature", "ExperimentalFeatureEnablementSetParams",
    "ExperimentalFeatureEnablementSetResponse", "ExperimentalFeatureListParams",
    "ExperimentalFeatureListResponse", "ExternalAgentConfigDetectParams",
    "ExternalAgentConfigMigrationItemType", "HookMigration", "McpServerMigration", "PluginsMigration",
    "SessionMigration", "SkillMigration", "SubagentMigration", "MigrationDetails",
    "ExternalAgentConfigMigrationItem", "ExternalAgentDetectedConnectorSource",
    "ExternalAgentDetectedConnectorCandidate", "ExternalAgentConfigDetectResponse",
    "ExternalAgentConfigImportItemTypeFailure", "ExternalAgentConfigImportItemTypeSuccess",
    "ExternalAgentConfigImportTypeResult", "ExternalAgentConfigImportCompletedNotification",
    "ExternalAgentConfigImportHistory", "ExternalAgentImportedConnectorSource",
    "ExternalAgentImportedConnectorCandidate", "ExternalAgentConfigImportHistoriesReadResponse",
    "ExternalAgentConfigImportHistoryRecordSuccessParams",
    "ExternalAgentConfigImportHistoryRecordTypeResultParams", "ExternalAgentConfigImportHistoryRecordParams",
    "ExternalAgentConfigImportHistoryRecordResponse", "ExternalAgentConfigImportParams",
    "ExternalAgentConfigImportProgressNotification", "ExternalAgentConfigImportResponse",
    "McpServerRefreshResponse", "PermissionProfileListParams", "PermissionProfileSummary",
    "PermissionProfileListResponse", "ConfigLayerSourceMember", "ConfiguredHookHandlerMember",
]


class AllowDenyRequirement(OpenEnum):
    allow = "allow"
    deny = "deny"


class AnalyticsConfig(WireModel):
    enabled: bool | None = None


class AppToolApproval(OpenEnum):
    auto = "auto"
    prompt = "prompt"
    writes = "writes"
    approve = "approve"


class NetworkDomainPermission(OpenEnum):
    allow = "allow"
    deny = "deny"


class ApplicationNetworkRequirements(WireModel):
    domains: dict[str, NetworkDomainPermission]
    enabled: bool


class ApplicationRequirements(WireModel):
    network: ApplicationNetworkRequirements | None = None


class AppsDefaultConfig(WireModel):
    approvals_reviewer: ApprovalsReviewer | None = Field(default=None, validation_alias="approvals_reviewer", serialization_alias="approvals_reviewer")
    default_tools_approval_mode: AppToolApproval | None = Field(default=None, validation_alias="default_tools_approval_mode", serialization_alias="default_tools_approval_mode")
    destructive_enabled: bool = Field(default=True, validation_alias="destructive_enabled", serialization_alias="destructive_enabled")
    enabled: bool = True
    open_world_enabled: bool = Field(default=True, validation_alias="open_world_enabled", serialization_alias="open_world_enabled")


class AppsConfig(WireModel):
    default: AppsDefaultConfig | None = Field(default=None, validation_alias="_default", serialization_alias="_default")


class AutoCompactTokenLimitScope(OpenEnum):
    total = "total"
    body_after_prefix = "body_after_prefix"


class AutoReviewRequirements(WireModel):
    ignore_rules: list[str] | None = None
    required_on_models: list[str] | None = None


class BrowserUseAccessApprovalLifetime(OpenEnum):
    turn = "turn"
    thread = "thread"


class BrowserUseOriginPolicyConfig(WireModel):
    access: AllowDenyRequirement | None = None
    downloads: AllowDenyRequirement | None = None
    full_cdp_access: AllowDenyRequirement | None = Field(default=None, validation_alias="full_cdp_access", serialization_alias="full_cdp_access")
    uploads: AllowDenyRequirement | None = None


class BrowserUseConfig(WireModel):
    allow_history_access: bool | None = Field(default=None, validation_alias="allow_history_access", serialization_alias="allow_history_access")
    default_origin_policy: BrowserUseOriginPolicyConfig | None = Field(default=None, validation_alias="default_origin_policy", serialization_alias="default_origin_policy")
    origins: dict[str, BrowserUseOriginPolicyConfig] | None = None


class RequestHeader(WireModel):
    name: str
    value: str


class BrowserUseExtensionRequirements(WireModel):
    request_headers: list[RequestHeader] | None = None


class BrowserUseOriginPolicy(WireModel):
    access: AllowDenyRequirement | None = None
    access_approval_lifetime: BrowserUseAccessApprovalLifetime | None = None
    auto_review: AllowDenyRequirement | None = None
    downloads: AllowDenyRequirement | None = None
    full_cdp_access: AllowDenyRequirement | None = None
    persistent_approval: bool | None = None
    uploads: AllowDenyRequirement | None = None


class BrowserUseRequirements(WireModel):
    allow_global_persistent_approval: bool | None = None
    allow_history_access: bool | None = None
    allow_webmcp: bool | None = None
    default_origin_policy: BrowserUseOriginPolicy | None = None
    disable_auto_review: bool | None = None
    extension: BrowserUseExtensionRequirements | None = None
    origins: dict[str, BrowserUseOriginPolicy] | None = None


class CliAuthCredentialsStoreMode(OpenEnum):
    file = "file"
    keyring = "keyring"
    auto = "auto"
    ephemeral = "ephemeral"


class CommandMigration(WireModel):
    name: str


class ComputerUseMacosConfig(WireModel):
    bundle_ids: dict[str, AllowDenyRequirement] | None = Field(default=None, validation_alias="bundle_ids", serialization_alias="bundle_ids")


class ComputerUseWindowsExeConfig(WireModel):
    access: AllowDenyRequirement
    binary_name: str | None = Field(default=None, validation_alias="binary_name", serialization_alias="binary_name")
    product_name: str = Field(validation_alias="product_name", serialization_alias="product_name")
    publisher_name: str = Field(validation_alias="publisher_name", serialization_alias="publisher_name")


class ComputerUseWindowsConfig(WireModel):
    aumids: dict[str, AllowDenyRequirement] | None = None
    exes: list[ComputerUseWindowsExeConfig] | None = None


class ComputerUseConfig(WireModel):
    default_app_access: AllowDenyRequirement | None = Field(default=None, validation_alias="default_app_access", serialization_alias="default_app_access")
    macos: ComputerUseMacosConfig | None = None
    windows: ComputerUseWindowsConfig | None = None


class ComputerUseMacosRequirements(WireModel):
    bundle_ids: dict[str, AllowDenyRequirement] | None = None


class ComputerUseWindowsExeRequirement(WireModel):
    access: AllowDenyRequirement
    binary_name: str | None = None
    product_name: str
    publisher_name: str


class ComputerUseWindowsRequirements(WireModel):
    aumids: dict[str, AllowDenyRequirement] | None = None
    exes: list[ComputerUseWindowsExeRequirement] | None = None


class ComputerUseRequirements(WireModel):
    allow_locked_computer_use: bool | None = None
    allow_persistent_approval: bool | None = None
    default_app_access: AllowDenyRequirement | None = None
    macos: ComputerUseMacosRequirements | None = None
    windows: ComputerUseWindowsRequirements | None = None


ForcedChatgptWorkspaceIds: TypeAlias = str | list[str]


class ForcedLoginMethod(OpenEnum):
    chatgpt = "chatgpt"
    api = "api"


class SandboxWorkspaceWrite(WireModel):
    exclude_slash_tmp: bool = Field(default=False, validation_alias="exclude_slash_tmp", serialization_alias="exclude_slash_tmp")
    exclude_tmpdir_env_var: bool = Field(default=False, validation_alias="exclude_tmpdir_env_var", serialization_alias="exclude_tmpdir_env_var")
    network_access: bool = Field(default=False, validation_alias="network_access", serialization_alias="network_access")
    writable_roots: list[str] = Field(default=[], validation_alias="writable_roots", serialization_alias="writable_roots")


class WebSearchContextSize(OpenEnum):
    low = "low"
    medium = "medium"
    high = "high"


class WebSearchLocation(WireModel):
    city: str | None = None
    country: str | None = None
    region: str | None = None
    timezone: str | None = None


class WebSearchToolConfig(WireModel):
    allowed_domains: list[str] | None = Field(default=None, validation_alias="allowed_domains", serialization_alias="allowed_domains")
    context_size: WebSearchContextSize | None = Field(default=None, validation_alias="context_size", serialization_alias="context_size")
    location: WebSearchLocation | None = None


class ToolsV2(WireModel):
    web_search: WebSearchToolConfig | None = Field(default=None, validation_alias="web_search", serialization_alias="web_search")


class Verbosity(OpenEnum):
    low = "low"
    medium = "medium"
    high = "high"


class WebSearchMode(OpenEnum):
    disabled = "disabled"
    cached = "cached"
    indexed = "indexed"
    live = "live"


class Config(WireModel):
    analytics: AnalyticsConfig | None = None
    approval_policy: AskForApproval | None = Field(default=None, validation_alias="approval_policy", serialization_alias="approval_policy")
    approvals_reviewer: ApprovalsReviewer | None = Field(default=None, validation_alias="approvals_reviewer", serialization_alias="approvals_reviewer")
    apps: AppsConfig | None = None
    browser_use: BrowserUseConfig | None = Field(default=None, validation_alias="browser_use", serialization_alias="browser_use")
    compact_prompt: str | None = Field(default=None, validation_alias="compact_prompt", serialization_alias="compact_prompt")
    computer_use: ComputerUseConfig | None = Field(default=None, validation_alias="computer_use", serialization_alias="computer_use")
    desktop: dict[str, JsonValue] | None = None
    developer_instructions: str | None = Field(default=None, validation_alias="developer_instructions", serialization_alias="developer_instructions")
    forced_chatgpt_workspace_id: ForcedChatgptWorkspaceIds | None = Field(default=None, validation_alias="forced_chatgpt_workspace_id", serialization_alias="forced_chatgpt_workspace_id")
    forced_login_method: ForcedLoginMethod | None = Field(default=None, validation_alias="forced_login_method", serialization_alias="forced_login_method")
    instructions: str | None = None
    model: str | None = None
    model_auto_compact_token_limit: int | None = Field(default=None, validation_alias="model_auto_compact_token_limit", serialization_alias="model_auto_compact_token_limit")
    model_auto_compact_token_limit_scope: AutoCompactTokenLimitScope | None = Field(default=None, validation_alias="model_auto_compact_token_limit_scope", serialization_alias="model_auto_compact_token_limit_scope")
    model_context_window: int | None = Field(default=None, validation_alias="model_context_window", serialization_alias="model_context_window")
    model_provider: str | None = Field(default=None, validation_alias="model_provider", serialization_alias="model_provider")
    model_reasoning_effort: ReasoningEffort | None = Field(default=None, validation_alias="model_reasoning_effort", serialization_alias="model_reasoning_effort")
    model_reasoning_summary: ReasoningSummary | None = Field(default=None, validation_alias="model_reasoning_summary", serialization_alias="model_reasoning_summary")
    model_verbosity: Verbosity | None = Field(default=None, validation_alias="model_verbosity", serialization_alias="model_verbosity")
    review_model: str | None = Field(default=None, validation_alias="review_model", serialization_alias="review_model")
    sandbox_mode: SandboxMode | None = Field(default=None, validation_alias="sandbox_mode", serialization_alias="sandbox_mode")
    sandbox_workspace_write: SandboxWorkspaceWrite | None = Field(default=None, validation_alias="sandbox_workspace_write", serialization_alias="sandbox_workspace_write")
    service_tier: str | None = Field(default=None, validation_alias="service_tier", serialization_alias="service_tier")
    tools: ToolsV2 | None = None
    web_search: WebSearchMode | None = Field(default=None, validation_alias="web_search", serialization_alias="web_search")


class MergeStrategy(OpenEnum):
    replace_ = "replace"
    upsert = "upsert"


class ConfigEdit(WireModel):
    key_path: str
    merge_strategy: MergeStrategy
    value: JsonValue = None


class ConfigBatchWriteParams(WireModel):
    edits: list[ConfigEdit]
    expected_version: str | None = None
    file_path: str | None = None
    reload_user_config: bool | None = None


class ConfigLayerSource(UnionModel, union="type"):
    type: str

    if TYPE_CHECKING:
        @property
        def root(self) -> "ConfigLayerSourceMember": ...


if not TYPE_CHECKING:
    ConfigLayerSourceMember = ConfigLayerSource


class ConfigLayer(WireModel):
    config: JsonValue = None
    disabled_reason: str | None = None
    name: "ConfigLayerSourceMember"
    version: str


class ConfigLayerMetadata(WireModel):
    name: "ConfigLayerSourceMember"
    version: str


class PackagedDefaultsConfigLayerSource(ConfigLayerSource, tag="packagedDefaults"):
    file: AbsolutePathBuf
    type: Literal["packagedDefaults"] = "packagedDefaults"


class MdmConfigLayerSource(ConfigLayerSource, tag="mdm"):
    domain: str
    key: str
    type: Literal["mdm"] = "mdm"


class SystemConfigLayerSource(ConfigLayerSource, tag="system"):
    file: AbsolutePathBuf
    type: Literal["system"] = "system"


class EnterpriseManagedConfigLayerSource(ConfigLayerSource, tag="enterpriseManaged"):
    id: str
    name: str
    type: Literal["enterpriseManaged"] = "enterpriseManaged"


class UserConfigLayerSource(ConfigLayerSource, tag="user"):
    file: AbsolutePathBuf
    profile: str | None = None
    type: Literal["user"] = "user"


class ProjectConfigLayerSource(ConfigLayerSource, tag="project"):
    dot_codex_folder: AbsolutePathBuf
    type: Literal["project"] = "project"


class SessionFlagsConfigLayerSource(ConfigLayerSource, tag="sessionFlags"):
    type: Literal["sessionFlags"] = "sessionFlags"


class LegacyManagedConfigTomlFromFileConfigLayerSource(ConfigLayerSource, tag="legacyManagedConfigTomlFromFile"):
    file: AbsolutePathBuf
    type: Literal["legacyManagedConfigTomlFromFile"] = "legacyManagedConfigTomlFromFile"


class LegacyManagedConfigTomlFromMdmConfigLayerSource(ConfigLayerSource, tag="legacyManagedConfigTomlFromMdm"):
    type: Literal["legacyManagedConfigTomlFromMdm"] = "legacyManagedConfigTomlFromMdm"


class UnknownConfigLayerSource(ConfigLayerSource, unknown=True):
    pass

    if TYPE_CHECKING:
        type: Literal["(unknown)"]


class ConfigReadParams(WireModel):
    cwd: str | None = None
    include_layers: bool | None = None


class ConfigReadResponse(WireModel):
    config: Config
    layers: list[ConfigLayer] | None = None
    origins: dict[str, ConfigLayerMetadata]


class FeedbackRequirements(WireModel):
    enabled: bool | None = None


class InAppBrowserRequirements(WireModel):
    allow_external_browser_settings_import: bool | None = None


class ConfiguredHookHandler(UnionModel, union="type"):
    type: str

    if TYPE_CHECKING:
        @property
        def root(self) -> "ConfiguredHookHandlerMember": ...


if not TYPE_CHECKING:
    ConfiguredHookHandlerMember = ConfiguredHookHandler


class ConfiguredHookMatcherGroup(WireModel):
    hooks: "list[ConfiguredHookHandlerMember]"
    matcher: str | None = None


class ManagedHooksRequirements(WireModel):
    interrupt: list[ConfiguredHookMatcherGroup] = Field(default=[], validation_alias="Interrupt", serialization_alias="Interrupt")
    permission_request: list[ConfiguredHookMatcherGroup] = Field(validation_alias="PermissionRequest", serialization_alias="PermissionRequest")
    post_compact: list[ConfiguredHookMatcherGroup] = Field(validation_alias="PostCompact", serialization_alias="PostCompact")
    post_tool_use: list[ConfiguredHookMatcherGroup] = Field(validation_alias="PostToolUse", serialization_alias="PostToolUse")
    pre_compact: list[ConfiguredHookMatcherGroup] = Field(validation_alias="PreCompact", serialization_alias="PreCompact")
    pre_tool_use: list[ConfiguredHookMatcherGroup] = Field(validation_alias="PreToolUse", serialization_alias="PreToolUse")
    session_end: list[ConfiguredHookMatcherGroup] = Field(default=[], validation_alias="SessionEnd", serialization_alias="SessionEnd")
    session_start: list[ConfiguredHookMatcherGroup] = Field(validation_alias="SessionStart", serialization_alias="SessionStart")
    stop: list[ConfiguredHookMatcherGroup] = Field(validation_alias="Stop", serialization_alias="Stop")
    subagent_start: list[ConfiguredHookMatcherGroup] = Field(validation_alias="SubagentStart", serialization_alias="SubagentStart")
    subagent_stop: list[ConfiguredHookMatcherGroup] = Field(validation_alias="SubagentStop", serialization_alias="SubagentStop")
    user_prompt_submit: list[ConfiguredHookMatcherGroup] = Field(validation_alias="UserPromptSubmit", serialization_alias="UserPromptSubmit")
    managed_dir: str | None = None
    windows_managed_dir: str | None = None


class NewThreadModelDefaults(WireModel):
    model: str | None = None
    model_reasoning_effort: ReasoningEffort | None = None
    service_tier: str | None = None


class ModelsRequirements(WireModel):
    new_thread: NewThreadModelDefaults | None = None


class NetworkUnixSocketPermission(OpenEnum):
    allow = "allow"
    deny = "deny"


class NetworkRequirements(WireModel):
    allow_local_binding: bool | None = None
    allow_unix_sockets: list[str] | None = None
    allow_upstream_proxy: bool | None = None
    allowed_domains: list[str] | None = None
    dangerously_allow_all_unix_sockets: bool | None = None
    dangerously_allow_non_loopback_proxy: bool | None = None
    denied_domains: list[str] | None = None
    domains: dict[str, NetworkDomainPermission] | None = None
    enabled: bool | None = None
    http_port: int | None = None
    managed_allowed_domains_only: bool | None = None
    socks_port: int | None = None
    unix_sockets: dict[str, NetworkUnixSocketPermission] | None = None


class ResidencyRequirement(OpenEnum):
    us = "us"


class WindowsSandboxImplementation(OpenEnum):
    elevated = "elevated"
    unelevated = "unelevated"
    mxc = "mxc"


class ConfigRequirements(WireModel):
    additional_developer_instructions: str | None = None
    allow_appshots: bool | None = None
    allow_browser_and_computer_use: bool | None = None
    allow_login_shell: bool | None = None
    allow_managed_hooks_only: bool | None = None
    allow_remote_control: bool | None = None
    allowed_approval_policies: list[AskForApproval] | None = None
    allowed_approvals_reviewers: list[ApprovalsReviewer] | None = None
    allowed_login_methods: list[ForcedLoginMethod] | None = None
    allowed_permission_profiles: dict[str, bool] | None = None
    allowed_sandbox_modes: list[SandboxMode] | None = None
    allowed_web_search_modes: list[WebSearchMode] | None = None
    allowed_windows_sandbox_implementations: list[WindowsSandboxImplementation] | None = None
    application: ApplicationRequirements | None = None
    auto_review: AutoReviewRequirements | None = None
    browser_use: BrowserUseRequirements | None = None
    chatgpt_base_url: str | None = None
    check_for_update_on_startup: bool | None = None
    cli_auth_credentials_store: CliAuthCredentialsStoreMode | None = None
    computer_use: ComputerUseRequirements | None = None
    default_permissions: str | None = None
    enforce_residency: ResidencyRequirement | None = None
    feature_requirements: dict[str, bool] | None = None
    feedback: FeedbackRequirements | None = None
    hooks: ManagedHooksRequirements | None = None
    in_app_browser: InAppBrowserRequirements | None = None
    log_dir: str | None = None
    model_catalog_json: str | None = None
    model_provider: str | None = None
    model_providers: dict[str, JsonValue] | None = None
    models: ModelsRequirements | None = None
    network: NetworkRequirements | None = None
    sqlite_home: str | None = None


class ConfigRequirementsReadResponse(WireModel):
    requirements: ConfigRequirements | None = None
    supports_independent_speed_modes: bool | None = None


class ConfigValueWriteParams(WireModel):
    expected_version: str | None = None
    file_path: str | None = None
    key_path: str
    merge_strategy: MergeStrategy
    value: JsonValue = None


class OverriddenMetadata(WireModel):
    effective_value: JsonValue = None
    message: str
    overriding_layer: ConfigLayerMetadata


class WriteStatus(OpenEnum):
    ok = "ok"
    ok_overridden = "okOverridden"


class ConfigWriteResponse(WireModel):
    file_path: AbsolutePathBuf
    overridden_metadata: OverriddenMetadata | None = None
    status: WriteStatus
    version: str


class CommandConfiguredHookHandler(ConfiguredHookHandler, tag="command"):
    additional_context_limit: int | None = None
    async_: bool
    command: str
    command_windows: str | None = None
    status_message: str | None = None
    timeout_sec: int | None = None
    type: Literal["command"] = "command"


class McpToolConfiguredHookHandler(ConfiguredHookHandler, tag="mcp_tool"):
    input: dict[str, JsonValue]
    server: str
    status_message: str | None = None
    timeout_sec: int | None = None
    tool: str
    type: Literal["mcp_tool"] = "mcp_tool"


class PromptConfiguredHookHandler(ConfiguredHookHandler, tag="prompt"):
    type: Literal["prompt"] = "prompt"


class AgentConfiguredHookHandler(ConfiguredHookHandler, tag="agent"):
    type: Literal["agent"] = "agent"


class UnknownConfiguredHookHandler(ConfiguredHookHandler, unknown=True):
    pass

    if TYPE_CHECKING:
        type: Literal["(unknown)"]


class ExperimentalFeatureStage(OpenEnum):
    beta = "beta"
    under_development = "underDevelopment"
    stable = "stable"
    deprecated = "deprecated"
    removed = "removed"


class ExperimentalFeature(WireModel):
    announcement: str | None = None
    default_enabled: bool
    description: str | None = None
    display_name: str | None = None
    enabled: bool
    name: str
    stage: ExperimentalFeatureStage


class ExperimentalFeatureEnablementSetParams(WireModel):
    enablement: dict[str, bool]


class ExperimentalFeatureEnablementSetResponse(WireModel):
    enablement: dict[str, bool]


class ExperimentalFeatureListParams(WireModel):
    cursor: str | None = None
    limit: int | None = None
    thread_id: str | None = None


class ExperimentalFeatureListResponse(WireModel):
    data: list[ExperimentalFeature]
    next_cursor: str | None = None


class ExternalAgentConfigDetectParams(WireModel):
    cwds: list[str] | None = None
    include_home: bool | None = None
    max_session_age_days: int | None = None
    max_sessions: int | None = None
    migration_source: str | None = None
    source: str | None = None


class ExternalAgentConfigMigrationItemType(OpenEnum):
    agents_md = "AGENTS_MD"
    config = "CONFIG"
    skills = "SKILLS"
    plugins = "PLUGINS"
    mcp_server_config = "MCP_SERVER_CONFIG"
    subagents = "SUBAGENTS"
    hooks = "HOOKS"
    commands = "COMMANDS"
    memory = "MEMORY"
    sessions = "SESSIONS"


class HookMigration(WireModel):
    name: str


class McpServerMigration(WireModel):
    name: str


class PluginsMigration(WireModel):
    marketplace_name: str
    plugin_names: list[str]


class SessionMigration(WireModel):
    cwd: str
    path: str
    title: str | None = None


class SkillMigration(WireModel):
    name: str


class SubagentMigration(WireModel):
    name: str


class MigrationDetails(WireModel):
    commands: list[CommandMigration] = []
    hooks: list[HookMigration] = []
    mcp_servers: list[McpServerMigration] = []
    memory: list[str] | None = None
    plugins: list[PluginsMigration] = []
    sessions: list[SessionMigration] = []
    skills: list[SkillMigration] = []
    subagents: list[SubagentMigration] = []


class ExternalAgentConfigMigrationItem(WireModel):
    cwd: str | None = None
    description: str
    details: MigrationDetails | None = None
    item_type: ExternalAgentConfigMigrationItemType


class ExternalAgentDetectedConnectorSource(OpenEnum):
    remote_mcp_servers_config = "remoteMcpServersConfig"
    session_tool_use = "sessionToolUse"


class ExternalAgentDetectedConnectorCandidate(WireModel):
    name: str
    session_count: int
    source: ExternalAgentDetectedConnectorSource


class ExternalAgentConfigDetectResponse(WireModel):
    connectors: list[ExternalAgentDetectedConnectorCandidate] = []
    items: list[ExternalAgentConfigMigrationItem]


class ExternalAgentConfigImportItemTypeFailure(WireModel):
    cwd: str | None = None
    error_type: str | None = None
    failure_stage: str
    item_type: ExternalAgentConfigMigrationItemType
    message: str
    source: str | None = None
    sub_error_type: str | None = None


class ExternalAgentConfigImportItemTypeSuccess(WireModel):
    cwd: str | None = None
    item_type: ExternalAgentConfigMigrationItemType
    source: str | None = None
    target: str | None = None
    title: str | None = None


class ExternalAgentConfigImportTypeResult(WireModel):
    failures: list[ExternalAgentConfigImportItemTypeFailure]
    item_type: ExternalAgentConfigMigrationItemType
    successes: list[ExternalAgentConfigImportItemTypeSuccess]


class ExternalAgentConfigImportCompletedNotification(WireModel):
    import_id: str
    item_type_results: list[ExternalAgentConfigImportTypeResult]


class ExternalAgentConfigImportHistory(WireModel):
    completed_at_ms: int
    failures: list[ExternalAgentConfigImportItemTypeFailure]
    import_id: str
    provider_id: str | None = None
    successes: list[ExternalAgentConfigImportItemTypeSuccess]


class ExternalAgentImportedConnectorSource(OpenEnum):
    remote_mcp_servers_config = "remoteMcpServersConfig"


class ExternalAgentImportedConnectorCandidate(WireModel):
    name: str
    session_count: int
    source: ExternalAgentImportedConnectorSource


class ExternalAgentConfigImportHistoriesReadResponse(WireModel):
    connectors: list[ExternalAgentImportedConnectorCandidate]
    data: list[ExternalAgentConfigImportHistory]


class ExternalAgentConfigImportHistoryRecordSuccessParams(WireModel):
    cwd: str | None = None
    item_type: ExternalAgentConfigMigrationItemType
    source: str | None = None
    target: str | None = None
    title: str | None = None


class ExternalAgentConfigImportHistoryRecordTypeResultParams(WireModel):
    failures: list[ExternalAgentConfigImportItemTypeFailure]
    item_type: ExternalAgentConfigMigrationItemType
    successes: list[ExternalAgentConfigImportHistoryRecordSuccessParams]


class ExternalAgentConfigImportHistoryRecordParams(WireModel):
    item_type_results: list[ExternalAgentConfigImportHistoryRecordTypeResultParams]
    provider_id: str


class ExternalAgentConfigImportHistoryRecordResponse(WireModel):
    import_id: str


class ExternalAgentConfigImportParams(WireModel):
    migration_items: list[ExternalAgentConfigMigrationItem]
    migration_source: str | None = None
    provider_id: str | None = None
    source: str | None = None


class ExternalAgentConfigImportProgressNotification(WireModel):
    import_id: str
    item_type_results: list[ExternalAgentConfigImportTypeResult]


class ExternalAgentConfigImportResponse(WireModel):
    import_id: str


class McpServerRefreshResponse(WireModel):
    pass


class PermissionProfileListParams(WireModel):
    cursor: str | None = None
    cwd: str | None = None
    limit: int | None = None


class PermissionProfileSummary(WireModel):
    allowed: bool
    description: str | None = None
    id: str


class PermissionProfileListResponse(WireModel):
    data: list[PermissionProfileSummary]
    next_cursor: str | None = None


if TYPE_CHECKING:
    ConfigLayerSourceMember: TypeAlias = PackagedDefaultsConfigLayerSource | MdmConfigLayerSource | SystemConfigLayerSource | EnterpriseManagedConfigLayerSource | UserConfigLayerSource | ProjectConfigLayerSource | SessionFlagsConfigLayerSource | LegacyManagedConfigTomlFromFileConfigLayerSource | LegacyManagedConfigTomlFromMdmConfigLayerSource | UnknownConfigLayerSource
    ConfiguredHookHandlerMember: TypeAlias = CommandConfiguredHookHandler | McpToolConfiguredHookHandler | PromptConfiguredHookHandler | AgentConfiguredHookHandler | UnknownConfiguredHookHandler
