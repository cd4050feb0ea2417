# Written by sdk/generate.py from the server's schema. Do not edit: run `make generate`.
from pydantic import Field
from ._base import JsonValue, OpenEnum, UnionModel, WireModel

__all__ = [
    "McpServerStatusDetail", "ListMcpServerStatusParams", "McpAuthStatus", "McpServerConnectionStatus",
    "McpServerInfo", "Resource", "ResourceTemplate", "Tool", "McpServerStatus", "ListMcpServerStatusResponse",
    "McpResourceReadTarget", "McpResourceReadParams", "ResourceContent", "McpResourceReadResponse",
    "McpServerEventNotification", "McpServerEventStreamNotification", "McpServerEventStreamStartParams",
    "McpServerEventStreamStartResponse", "McpServerEventStreamStopParams", "McpServerEventStreamStopResponse",
    "McpServerOauthClientRegistration", "McpServerOauthLoginCompletedNotification",
    "McpServerOauthLoginParams", "McpServerOauthLoginResponse", "McpServerStartupFailureReason",
    "McpServerStartupState", "McpServerStatusUpdatedNotification", "McpServerToolCallParams",
    "McpServerToolCallResponse", "TextResourceContent", "BlobResourceContent", "UnknownResourceContent",
]


class McpServerStatusDetail(OpenEnum):
    full = "full"
    tools_and_auth_only = "toolsAndAuthOnly"


class ListMcpServerStatusParams(WireModel):
    cursor: str | None = None
    detail: McpServerStatusDetail | None = None
    limit: int | None = None
    server_name: str | None = None
    thread_id: str | None = None


class McpAuthStatus(OpenEnum):
    unknown = "unknown"
    unsupported = "unsupported"
    not_logged_in = "notLoggedIn"
    bearer_token = "bearerToken"
    o_auth = "oAuth"


class McpServerConnectionStatus(OpenEnum):
    not_started = "notStarted"
    starting = "starting"
    connected = "connected"
    authentication_required = "authenticationRequired"
    failed = "failed"
    cancelled = "cancelled"
    disabled = "disabled"


class McpServerInfo(WireModel):
    description: str | None = None
    icons: list[JsonValue] | None = None
    name: str
    title: str | None = None
    version: str
    website_url: str | None = None


class Resource(WireModel):
    meta: JsonValue = Field(default=None, validation_alias="_meta", serialization_alias="_meta")
    annotations: JsonValue = None
    description: str | None = None
    icons: list[JsonValue] | None = None
    mime_type: str | None = None
    name: str
    size: int | None = None
    title: str | None = None
    uri: str


class ResourceTemplate(WireModel):
    annotations: JsonValue = None
    description: str | None = None
    mime_type: str | None = None
    name: str
    title: str | None = None
    uri_template: str


class Tool(WireModel):
    meta: JsonValue = Field(default=None, validation_alias="_meta", serialization_alias="_meta")
    annotations: JsonValue = None
    description: str | None = None
    icons: list[JsonValue] | None = None
    input_schema: JsonValue = None
    name: str
    output_schema: JsonValue = None
    title: str | None = None


class McpServerStatus(WireModel):
    auth_status: McpAuthStatus
    http_origin: str | None = None
    name: str
    plugin_id: str | None = None
    resource_templates: list[ResourceTemplate]
    resources: list[Resource]
    runtime_status: McpServerConnectionStatus | None = None
    server_capabilities: JsonValue = None
    server_info: McpServerInfo | None = None
    tools: dict[str, Tool]
    tools_error: str | None = None


class ListMcpServerStatusResponse(WireModel):
    data: list[McpServerStatus]
    next_cursor: str | None = None


class McpResourceReadTarget(WireModel):
    connector_id: str
    link_id: str | None = None


class McpResourceReadParams(WireModel):
    connector_id: str | None = None
    origin_call_id: str | None = None
    server: str
    target: McpResourceReadTarget | None = None
    thread_id: str | None = None
    uri: str


class ResourceContent(UnionModel, union=""):
    pass


class McpResourceReadResponse(WireModel):
    contents: list[ResourceContent]
    origin_call_id: str | None = None


class McpServerEventNotification(WireModel):
    method: str
    params: JsonValue = None


class McpServerEventStreamNotification(WireModel):
    notification: McpServerEventNotification
    subscription_id: str


class McpServerEventStreamStartParams(WireModel):
    meta: JsonValue = Field(default=None, validation_alias="_meta", serialization_alias="_meta")
    arguments: JsonValue = None
    name: str
    server: str
    subscription_id: str
    thread_id: str


class McpServerEventStreamStartResponse(WireModel):
    pass


class McpServerEventStreamStopParams(WireModel):
    subscription_id: str


class McpServerEventStreamStopResponse(WireModel):
    pass


class McpServerOauthClientRegistration(OpenEnum):
    auto = "auto"
    cimd = "cimd"
    dcr = "dcr"


class McpServerOauthLoginCompletedNotification(WireModel):
    error: str | None = None
    login_id: str | None = None
    name: str
    success: bool
    thread_id: str | None = None


class McpServerOauthLoginParams(WireModel):
    client_registration: McpServerOauthClientRegistration | None = None
    name: str
    scopes: list[str] | None = None
    thread_id: str | None = None
    timeout_secs: int | None = None


class McpServerOauthLoginResponse(WireModel):
    authorization_url: str
    login_id: str | None = None


class McpServerStartupFailureReason(OpenEnum):
    reauthentication_required = "reauthenticationRequired"


class McpServerStartupState(OpenEnum):
    starting = "starting"
    ready = "ready"
    failed = "failed"
    cancelled = "cancelled"


class McpServerStatusUpdatedNotification(WireModel):
    error: str | None = None
    failure_reason: McpServerStartupFailureReason | None = None
    name: str
    status: McpServerStartupState
    thread_id: str | None = None


class McpServerToolCallParams(WireModel):
    meta: JsonValue = Field(default=None, validation_alias="_meta", serialization_alias="_meta")
    arguments: JsonValue = None
    server: str
    thread_id: str
    tool: str


class McpServerToolCallResponse(WireModel):
    meta: JsonValue = Field(default=None, validation_alias="_meta", serialization_alias="_meta")
    content: list[JsonValue]
    is_error: bool | None = None
    structured_content: JsonValue = None


class TextResourceContent(ResourceContent, key="text"):
    meta: JsonValue = Field(default=None, validation_alias="_meta", serialization_alias="_meta")
    mime_type: str | None = None
    text: str
    uri: str


class BlobResourceContent(ResourceContent, key="blob"):
    meta: JsonValue = Field(default=None, validation_alias="_meta", serialization_alias="_meta")
    blob: str
    mime_type: str | None = None
    uri: str


class UnknownResourceContent(ResourceContent, unknown=True):
    pass
