# Written by sdk/generate.py from the server's schema. Do not edit: run `make generate`.
from typing import TYPE_CHECKING, Literal
from typing_extensions import TypeAlias
from ._base import OpenEnum, UnionModel, WireModel
from .items import AbsolutePathBuf, LegacyAppPathString
from .notices import HookEventName, HookSource

__all__ = [
    "AppBranding", "AppReview", "AppScreenshot", "AppMetadata", "AppInfo", "AppListUpdatedNotification",
    "AppSummary", "AppTemplateUnavailableReason", "AppTemplateSummary", "AppToolSummary",
    "AppsInstalledParams", "InstalledApp", "AppsInstalledResponse", "AppsListParams", "AppsListResponse",
    "AppsReadParams", "ConnectorMetadata", "AppsReadResponse", "HookErrorInfo", "HookTrustStatus",
    "HookMetadata", "CommandHookMetadata", "McpToolHookMetadata", "PromptHookMetadata", "AgentHookMetadata",
    "UnknownHookMetadata", "HooksListEntry", "HooksListParams", "HooksListResponse", "MarketplaceAddParams",
    "MarketplaceAddResponse", "MarketplaceInterface", "MarketplaceLoadErrorInfo", "MarketplaceRemoveParams",
    "MarketplaceRemoveResponse", "MarketplaceUpgradeErrorInfo", "MarketplaceUpgradeParams",
    "MarketplaceUpgradeResponse", "PluginAuthPolicy", "PluginAvailability", "PluginHookSummary",
    "PluginDisabledReason", "PluginInstallPolicy", "PluginInstallPolicySource", "PluginInterface",
    "PluginShareDiscoverability", "PluginSharePrincipalRole", "PluginSharePrincipalType",
    "PluginSharePrincipal", "PluginShareContext", "PluginSource", "PluginSummary", "ScheduledTaskSchedule",
    "ScheduledTaskSummary", "SkillInterface", "SkillSummary", "PluginDetail", "PluginInstallParams",
    "PluginInstallResponse", "PluginInstalledParams", "PluginMarketplaceEntry", "PluginInstalledResponse",
    "PluginListMarketplaceKind", "PluginListParams", "PluginListResponse", "PluginReadParams",
    "PluginReadResponse", "PluginReconcileChangedPlugin", "PluginReconcileParams", "PluginReconcileResponse",
    "PluginSearchScope", "PluginSearchParams", "PluginSearchResult", "PluginSearchResponse",
    "PluginShareCheckoutParams", "PluginShareCheckoutResponse", "PluginShareDeleteParams",
    "PluginShareDeleteResponse", "PluginShareListItem", "PluginShareListParams", "PluginShareListResponse",
    "PluginShareTargetRole", "PluginShareTarget", "PluginShareSaveParams", "PluginShareSaveResponse",
    "PluginShareUpdateDiscoverability", "PluginShareUpdateTargetsParams", "PluginShareUpdateTargetsResponse",
    "PluginSkillReadParams", "PluginSkillReadResponse", "LocalPluginSource", "GitPluginSource",
    "NpmPluginSource", "RemotePluginSource", "UnknownPluginSource", "PluginUninstallParams",
    "PluginUninstallResponse", "ScheduledTaskWeekday", "HourlyScheduledTaskSchedule",
    "DailyScheduledTaskSchedule", "WeekdaysScheduledTaskSchedule", "WeeklyScheduledTaskSchedule",
    "UnknownScheduledTaskSchedule", "SkillToolDependency", "SkillDependencies", "SkillErrorInfo",
    "SkillScope", "SkillMetadata", "SkillsChangedNotification", "SkillsConfigWriteParams",
    "SkillsConfigWriteResponse", "SkillsExtraRootsSetParams", "SkillsExtraRootsSetResponse",
    "SkillsListEntry", "SkillsListParams", "SkillsListResponse", "HookMetadataMember", "PluginSourceMember",
    "ScheduledTaskScheduleMember",
]


class AppBranding(WireModel):
    category: str | None = None
    developer: str | None = None
    is_discoverable_app: bool
    privacy_policy: str | None = None
    terms_of_service: str | None = None
    website: str | None = None


class AppReview(WireModel):
    status: str


class AppScreenshot(WireModel):
    file_id: str | None = None
    url: str | None = None
    user_prompt: str


class AppMetadata(WireModel):
    categories: list[str] | None = None
    developer: str | None = None
    first_party_requires_install: bool | None = None
    review: AppReview | None = None
    screenshots: list[AppScreenshot] | None = None
    seo_description: str | None = None
    show_in_composer_when_unlinked: bool | None = None
    sub_categories: list[str] | None = None
    version: str | None = None
    version_id: str | None = None
    version_notes: str | None = None


class AppInfo(WireModel):
    app_metadata: AppMetadata | None = None
    branding: AppBranding | None = None
    description: str | None = None
    distribution_channel: str | None = None
    icon_assets: dict[str, str] | None = None
    icon_dark_assets: dict[str, str] | None = None
    id: str
    install_url: str | None = None
    is_accessible: bool = False
    is_enabled: bool = True
    labels: dict[str, str] | None = None
    logo_url: str | None = None
    logo_url_dark: str | None = None
    name: str
    plugin_display_names: list[str] = []


class AppListUpdatedNotification(WireModel):
    data: list[AppInfo]


class AppSummary(WireModel):
    category: str | None = None
    description: str | None = None
    id: str
    install_url: str | None = None
    name: str


class AppTemplateUnavailableReason(OpenEnum):
    not_configured_for_workspace = "NOT_CONFIGURED_FOR_WORKSPACE"
    no_active_workspace = "NO_ACTIVE_WORKSPACE"


class AppTemplateSummary(WireModel):
    canonical_connector_id: str | None = None
    category: str | None = None
    description: str | None = None
    logo_url: str | None = None
    logo_url_dark: str | None = None
    materialized_app_ids: list[str]
    name: str
    reason: AppTemplateUnavailableReason | None = None
    template_id: str


class AppToolSummary(WireModel):
    description: str
    disabled_reason: str | None = None
    is_enabled: bool = True
    is_read_only: bool = False
    name: str
    title: str | None = None


class AppsInstalledParams(WireModel):
    force_refresh: bool | None = None
    thread_id: str | None = None


class InstalledApp(WireModel):
    callable: bool
    enabled: bool
    id: str
    runtime_name: str | None = None


class AppsInstalledResponse(WireModel):
    apps: list[InstalledApp]


class AppsListParams(WireModel):
    cursor: str | None = None
    force_refetch: bool | None = None
    limit: int | None = None
    thread_id: str | None = None


class AppsListResponse(WireModel):
    data: list[AppInfo]
    next_cursor: str | None = None


class AppsReadParams(WireModel):
    app_ids: list[str]
    include_tools: bool | None = None
    thread_id: str | None = None


class ConnectorMetadata(WireModel):
    description: str | None = None
    distribution_channel: str | None = None
    icon_url: str | None = None
    icon_url_dark: str | None = None
    id: str
    install_url: str | None = None
    name: str
    plugin_display_names: list[str] = []
    tool_summaries: list[AppToolSummary] | None = None


class AppsReadResponse(WireModel):
    apps: list[ConnectorMetadata]
    missing_app_ids: list[str]


class HookErrorInfo(WireModel):
    message: str
    path: str


class HookTrustStatus(OpenEnum):
    managed = "managed"
    untrusted = "untrusted"
    trusted = "trusted"
    modified = "modified"


class HookMetadata(UnionModel, union="handlerType"):
    handler_type: str
    additional_context_limit: int | None = None
    current_hash: str
    display_order: int
    enabled: bool
    event_name: HookEventName
    is_managed: bool
    key: str
    matcher: str | None = None
    plugin_id: str | None = None
    source: HookSource
    source_path: AbsolutePathBuf
    status_message: str | None = None
    timeout_sec: int
    trust_status: HookTrustStatus

    if TYPE_CHECKING:
        @property
        def root(self) -> "HookMetadataMember": ...


if not TYPE_CHECKING:
    HookMetadataMember = HookMetadata


class CommandHookMetadata(HookMetadata, tag="command"):
    async_: bool = False
    command: str
    handler_type: Literal["command"] = "command"


class McpToolHookMetadata(HookMetadata, tag="mcpTool"):
    handler_type: Literal["mcpTool"] = "mcpTool"
    server: str
    tool: str


class PromptHookMetadata(HookMetadata, tag="prompt"):
    handler_type: Literal["prompt"] = "prompt"


class AgentHookMetadata(HookMetadata, tag="agent"):
    handler_type: Literal["agent"] = "agent"


class UnknownHookMetadata(HookMetadata, unknown=True):
    pass

    if TYPE_CHECKING:
        handler_type: Literal["(unknown)"]


class HooksListEntry(WireModel):
    cwd: str
    errors: list[HookErrorInfo]
    hooks: "list[HookMetadataMember]"
    warnings: list[str]


class HooksListParams(WireModel):
    cwds: list[str] | None = None


class HooksListResponse(WireModel):
    data: list[HooksListEntry]


class MarketplaceAddParams(WireModel):
    ref_name: str | None = None
    source: str
    sparse_paths: list[str] | None = None


class MarketplaceAddResponse(WireModel):
    already_added: bool
    installed_root: AbsolutePathBuf
    marketplace_name: str


class MarketplaceInterface(WireModel):
    display_name: str | None = None


class MarketplaceLoadErrorInfo(WireModel):
    marketplace_path: AbsolutePathBuf
    message: str


class MarketplaceRemoveParams(WireModel):
    marketplace_name: str


class MarketplaceRemoveResponse(WireModel):
    installed_root: AbsolutePathBuf | None = None
    marketplace_name: str


class MarketplaceUpgradeErrorInfo(WireModel):
    marketplace_name: str
    message: str


class MarketplaceUpgradeParams(WireModel):
    marketplace_name: str | None = None


class MarketplaceUpgradeResponse(WireModel):
    errors: list[MarketplaceUpgradeErrorInfo]
    selected_marketplaces: list[str]
    upgraded_roots: list[AbsolutePathBuf]


class PluginAuthPolicy(OpenEnum):
    on_install = "ON_INSTALL"
    on_use = "ON_USE"


class PluginAvailability(OpenEnum):
    disabled_by_admin = "DISABLED_BY_ADMIN"
    available = "AVAILABLE"


class PluginHookSummary(WireModel):
    event_name: HookEventName
    key: str


class PluginDisabledReason(OpenEnum):
    disabled_by_admin = "disabled_by_admin"
    plan_not_eligible = "plan_not_eligible"
    required_app_unavailable = "required_app_unavailable"
    unknown = "unknown"


class PluginInstallPolicy(OpenEnum):
    not_available = "NOT_AVAILABLE"
    available = "AVAILABLE"
    installed_by_default = "INSTALLED_BY_DEFAULT"


class PluginInstallPolicySource(OpenEnum):
    workspace_setting = "WORKSPACE_SETTING"
    implicit_canonical_app = "IMPLICIT_CANONICAL_APP"


class PluginInterface(WireModel):
    brand_color: str | None = None
    capabilities: list[str]
    category: str | None = None
    composer_icon: AbsolutePathBuf | None = None
    composer_icon_url: str | None = None
    default_prompt: list[str] | None = None
    developer_name: str | None = None
    display_name: str | None = None
    logo: AbsolutePathBuf | None = None
    logo_dark: AbsolutePathBuf | None = None
    logo_url: str | None = None
    logo_url_dark: str | None = None
    long_description: str | None = None
    privacy_policy_url: str | None = None
    screenshot_urls: list[str]
    screenshots: list[AbsolutePathBuf]
    short_description: str | None = None
    terms_of_service_url: str | None = None
    website_url: str | None = None


class PluginShareDiscoverability(OpenEnum):
    listed = "LISTED"
    unlisted = "UNLISTED"
    private = "PRIVATE"


class PluginSharePrincipalRole(OpenEnum):
    reader = "reader"
    editor = "editor"
    owner = "owner"


class PluginSharePrincipalType(OpenEnum):
    user = "user"
    group = "group"
    workspace = "workspace"


class PluginSharePrincipal(WireModel):
    name: str
    principal_id: str
    principal_type: PluginSharePrincipalType
    role: PluginSharePrincipalRole


class PluginShareContext(WireModel):
    can_publish_to_workspace: bool | None = None
    creator_account_user_id: str | None = None
    creator_name: str | None = None
    discoverability: PluginShareDiscoverability | None = None
    remote_plugin_id: str
    remote_version: str | None = None
    share_principals: list[PluginSharePrincipal] | None = None
    share_url: str | None = None


class PluginSource(UnionModel, union="type"):
    type: str

    if TYPE_CHECKING:
        @property
        def root(self) -> "PluginSourceMember": ...


if not TYPE_CHECKING:
    PluginSourceMember = PluginSource


class PluginSummary(WireModel):
    auth_policy: PluginAuthPolicy
    availability: PluginAvailability = PluginAvailability.available
    disabled_reason: PluginDisabledReason | None = None
    eligible_plan_types: list[str] | None = None
    enabled: bool
    id: str
    install_policy: PluginInstallPolicy
    install_policy_source: PluginInstallPolicySource | None = None
    installed: bool
    installed_at: int | None = None
    interface: PluginInterface | None = None
    keywords: list[str] = []
    local_version: str | None = None
    must_show_installation_interstitial: bool | None = None
    name: str
    remote_plugin_id: str | None = None
    share_context: PluginShareContext | None = None
    source: "PluginSourceMember"
    version: str | None = None


class ScheduledTaskSchedule(UnionModel, union="type"):
    type: str

    if TYPE_CHECKING:
        @property
        def root(self) -> "ScheduledTaskScheduleMember": ...


if not TYPE_CHECKING:
    ScheduledTaskScheduleMember = ScheduledTaskSchedule


class ScheduledTaskSummary(WireModel):
    key: str
    name: str
    prompt: str
    schedule: "ScheduledTaskScheduleMember"


class SkillInterface(WireModel):
    brand_color: str | None = None
    default_prompt: str | None = None
    display_name: str | None = None
    icon_large: AbsolutePathBuf | None = None
    icon_large_url: str | None = None
    icon_small: AbsolutePathBuf | None = None
    icon_small_url: str | None = None
    short_description: str | None = None


class SkillSummary(WireModel):
    description: str
    enabled: bool
    interface: SkillInterface | None = None
    name: str
    path: LegacyAppPathString | None = None
    short_description: str | None = None


class PluginDetail(WireModel):
    app_templates: list[AppTemplateSummary]
    apps: list[AppSummary]
    description: str | None = None
    hooks: list[PluginHookSummary]
    marketplace_name: str
    marketplace_path: AbsolutePathBuf | None = None
    mcp_servers: list[str]
    onboarding_skill: SkillSummary | None = None
    scheduled_tasks: list[ScheduledTaskSummary] | None = None
    share_url: str | None = None
    skills: list[SkillSummary]
    summary: PluginSummary


class PluginInstallParams(WireModel):
    install_attempt_id: str | None = None
    marketplace_path: AbsolutePathBuf | None = None
    plugin_name: str
    remote_marketplace_name: str | None = None


class PluginInstallResponse(WireModel):
    apps_needing_auth: list[AppSummary]
    auth_policy: PluginAuthPolicy


class PluginInstalledParams(WireModel):
    cwds: list[AbsolutePathBuf] | None = None
    install_suggestion_plugin_names: list[str] | None = None


class PluginMarketplaceEntry(WireModel):
    interface: MarketplaceInterface | None = None
    name: str
    path: AbsolutePathBuf | None = None
    plugins: list[PluginSummary]


class PluginInstalledResponse(WireModel):
    marketplace_load_errors: list[MarketplaceLoadErrorInfo] = []
    marketplaces: list[PluginMarketplaceEntry]


class PluginListMarketplaceKind(OpenEnum):
    local = "local"
    vertical = "vertical"
    workspace_directory = "workspace-directory"
    shared_with_me = "shared-with-me"
    created_by_me_remote = "created-by-me-remote"


class PluginListParams(WireModel):
    cwds: list[AbsolutePathBuf] | None = None
    force_refetch: bool | None = None
    marketplace_kinds: list[PluginListMarketplaceKind] | None = None


class PluginListResponse(WireModel):
    featured_plugin_ids: list[str] = []
    marketplace_load_errors: list[MarketplaceLoadErrorInfo] = []
    marketplaces: list[PluginMarketplaceEntry]


class PluginReadParams(WireModel):
    marketplace_path: AbsolutePathBuf | None = None
    plugin_name: str
    remote_marketplace_name: str | None = None


class PluginReadResponse(WireModel):
    plugin: PluginDetail


class PluginReconcileChangedPlugin(WireModel):
    has_apps: bool
    has_hooks: bool
    has_mcps: bool
    has_skills: bool
    id: str


class PluginReconcileParams(WireModel):
    reason: str | None = None


class PluginReconcileResponse(WireModel):
    changed_plugins: list[PluginReconcileChangedPlugin]
    failed_materialization_remote_plugin_ids: list[str]
    failed_remote_plugin_ids: list[str]


class PluginSearchScope(OpenEnum):
    global_ = "global"
    workspace = "workspace"
    personal = "personal"


class PluginSearchParams(WireModel):
    cursor: str | None = None
    cwds: list[AbsolutePathBuf] | None = None
    limit: int | None = None
    scope: PluginSearchScope | None = None
    search_term: str


class PluginSearchResult(WireModel):
    marketplace_name: str
    marketplace_path: AbsolutePathBuf | None = None
    plugin: PluginSummary


class PluginSearchResponse(WireModel):
    data: list[PluginSearchResult]
    next_cursor: str | None = None


class PluginShareCheckoutParams(WireModel):
    remote_plugin_id: str


class PluginShareCheckoutResponse(WireModel):
    marketplace_name: str
    marketplace_path: AbsolutePathBuf
    plugin_id: str
    plugin_name: str
    plugin_path: AbsolutePathBuf
    remote_plugin_id: str
    remote_version: str | None = None


class PluginShareDeleteParams(WireModel):
    remote_plugin_id: str


class PluginShareDeleteResponse(WireModel):
    pass


class PluginShareListItem(WireModel):
    local_plugin_path: AbsolutePathBuf | None = None
    plugin: PluginSummary


class PluginShareListParams(WireModel):
    pass


class PluginShareListResponse(WireModel):
    data: list[PluginShareListItem]


class PluginShareTargetRole(OpenEnum):
    reader = "reader"
    editor = "editor"


class PluginShareTarget(WireModel):
    principal_id: str
    principal_type: PluginSharePrincipalType
    role: PluginShareTargetRole


class PluginShareSaveParams(WireModel):
    discoverability: PluginShareDiscoverability | None = None
    plugin_path: AbsolutePathBuf
    remote_plugin_id: str | None = None
    share_targets: list[PluginShareTarget] | None = None


class PluginShareSaveResponse(WireModel):
    can_publish_to_workspace: bool | None = None
    remote_plugin_id: str
    share_url: str


class PluginShareUpdateDiscoverability(OpenEnum):
    unlisted = "UNLISTED"
    private = "PRIVATE"
    listed = "LISTED"


class PluginShareUpdateTargetsParams(WireModel):
    discoverability: PluginShareUpdateDiscoverability
    remote_plugin_id: str
    share_targets: list[PluginShareTarget]


class PluginShareUpdateTargetsResponse(WireModel):
    discoverability: PluginShareDiscoverability
    principals: list[PluginSharePrincipal]


class PluginSkillReadParams(WireModel):
    remote_marketplace_name: str
    remote_plugin_id: str
    skill_name: str


class PluginSkillReadResponse(WireModel):
    contents: str | None = None


class LocalPluginSource(PluginSource, tag="local"):
    path: AbsolutePathBuf
    type: Literal["local"] = "local"


class GitPluginSource(PluginSource, tag="git"):
    path: str | None = None
    ref_name: str | None = None
    sha: str | None = None
    type: Literal["git"] = "git"
    url: str


class NpmPluginSource(PluginSource, tag="npm"):
    package: str
    registry: str | None = None
    type: Literal["npm"] = "npm"
    version: str | None = None


class RemotePluginSource(PluginSource, tag="remote"):
    type: Literal["remote"] = "remote"


class UnknownPluginSource(PluginSource, unknown=True):
    pass

    if TYPE_CHECKING:
        type: Literal["(unknown)"]


class PluginUninstallParams(WireModel):
    plugin_id: str


class PluginUninstallResponse(WireModel):
    pass


class ScheduledTaskWeekday(OpenEnum):
    mo = "MO"
    tu = "TU"
    we = "WE"
    th = "TH"
    fr = "FR"
    sa = "SA"
    su = "SU"


class HourlyScheduledTaskSchedule(ScheduledTaskSchedule, tag="hourly"):
    days: list[ScheduledTaskWeekday] | None = None
    interval_hours: int
    type: Literal["hourly"] = "hourly"


class DailyScheduledTaskSchedule(ScheduledTaskSchedule, tag="daily"):
    time: str
    type: Literal["daily"] = "daily"


class WeekdaysScheduledTaskSchedule(ScheduledTaskSchedule, tag="weekdays"):
    time: str
    type: Literal["weekdays"] = "weekdays"


class WeeklyScheduledTaskSchedule(ScheduledTaskSchedule, tag="weekly"):
    days: list[ScheduledTaskWeekday]
    time: str
    type: Literal["weekly"] = "weekly"


class UnknownScheduledTaskSchedule(ScheduledTaskSchedule, unknown=True):
    pass

    if TYPE_CHECKING:
        type: Literal["(unknown)"]


class SkillToolDependency(WireModel):
    command: str | None = None
    description: str | None = None
    transport: str | None = None
    type: str
    url: str | None = None
    value: str


class SkillDependencies(WireModel):
    tools: list[SkillToolDependency]


class SkillErrorInfo(WireModel):
    message: str
    path: str


class SkillScope(OpenEnum):
    user = "user"
    repo = "repo"
    system = "system"
    admin = "admin"


class SkillMetadata(WireModel):
    dependencies: SkillDependencies | None = None
    description: str
    enabled: bool
    interface: SkillInterface | None = None
    name: str
    path: LegacyAppPathString
    plugin_id: str | None = None
    scope: SkillScope
    short_description: str | None = None


class SkillsChangedNotification(WireModel):
    pass


class SkillsConfigWriteParams(WireModel):
    enabled: bool
    name: str | None = None
    path: AbsolutePathBuf | None = None


class SkillsConfigWriteResponse(WireModel):
    effective_enabled: bool


class SkillsExtraRootsSetParams(WireModel):
    extra_roots: list[AbsolutePathBuf]


class SkillsExtraRootsSetResponse(WireModel):
    pass


class SkillsListEntry(WireModel):
    cwd: str
    errors: list[SkillErrorInfo]
    skills: list[SkillMetadata]


class SkillsListParams(WireModel):
    cwds: list[str] | None = None
    force_reload: bool | None = None


class SkillsListResponse(WireModel):
    data: list[SkillsListEntry]


if TYPE_CHECKING:
    HookMetadataMember: TypeAlias = CommandHookMetadata | McpToolHookMetadata | PromptHookMetadata | AgentHookMetadata | UnknownHookMetadata
    PluginSourceMember: TypeAlias = LocalPluginSource | GitPluginSource | NpmPluginSource | RemotePluginSource | UnknownPluginSource
    ScheduledTaskScheduleMember: TypeAlias = HourlyScheduledTaskSchedule | DailyScheduledTaskSchedule | WeekdaysScheduledTaskSchedule | WeeklyScheduledTaskSchedule | UnknownScheduledTaskSchedule
