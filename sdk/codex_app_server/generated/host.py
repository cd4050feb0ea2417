# Written by sdk/generate.py from the server's schema. Do not edit: run `make generate`.
from pydantic import Field
from typing_extensions import TypeAlias
from ._base import OpenEnum, WireModel
from .answers import SandboxPolicy
from .items import AbsolutePathBuf

__all__ = [
    "CommandExecOutputStream", "CommandExecOutputDeltaNotification", "CommandExecTerminalSize",
    "CommandExecParams", "CommandExecResizeParams", "CommandExecResizeResponse", "CommandExecResponse",
    "CommandExecTerminateParams", "CommandExecTerminateResponse", "CommandExecWriteParams",
    "CommandExecWriteResponse", "EnvironmentSkillsParams", "EnvironmentAddParams", "EnvironmentAddResponse",
    "EnvironmentInfoParams", "EnvironmentShellInfo", "PathUri", "EnvironmentInfoResponse",
    "EnvironmentStatusKind", "EnvironmentStatusParams", "EnvironmentStatusResponse", "FsChangedNotification",
    "FsCopyParams", "FsCopyResponse", "FsCreateDirectoryParams", "FsCreateDirectoryResponse",
    "FsGetMetadataParams", "FsGetMetadataResponse", "FsReadDirectoryEntry", "FsReadDirectoryParams",
    "FsReadDirectoryResponse", "FsReadFileParams", "FsReadFileResponse", "FsRemoveParams", "FsRemoveResponse",
    "FsUnwatchParams", "FsUnwatchResponse", "FsWatchParams", "FsWatchResponse", "FsWriteFileParams",
    "FsWriteFileResponse", "FuzzyFileSearchMatchType", "FuzzyFileSearchParams", "FuzzyFileSearchResult",
    "FuzzyFileSearchResponse", "FuzzyFileSearchSessionCompletedNotification",
    "FuzzyFileSearchSessionStartParams", "FuzzyFileSearchSessionStartResponse",
    "FuzzyFileSearchSessionStopParams", "FuzzyFileSearchSessionStopResponse",
    "FuzzyFileSearchSessionUpdateParams", "FuzzyFileSearchSessionUpdateResponse",
    "FuzzyFileSearchSessionUpdatedNotification", "ProcessExitedNotification", "ProcessKillParams",
    "ProcessKillResponse", "ProcessOutputStream", "ProcessOutputDeltaNotification", "ProcessTerminalSize",
    "ProcessResizePtyParams", "ProcessResizePtyResponse", "ProcessSpawnParams", "ProcessSpawnResponse",
    "ProcessWriteStdinParams", "ProcessWriteStdinResponse", "WindowsSandboxReadiness",
    "WindowsSandboxReadinessResponse", "WindowsSandboxSetupMode", "WindowsSandboxSetupCompletedNotification",
    "WindowsSandboxSetupStartParams", "WindowsSandboxSetupStartResponse",
    "WindowsWorldWritableWarningNotification",
]


class CommandExecOutputStream(OpenEnum):
    stdout = "stdout"
    stderr = "stderr"


class CommandExecOutputDeltaNotification(WireModel):
    cap_reached: bool
    delta_base64: str
    process_id: str
    stream: CommandExecOutputStream


class CommandExecTerminalSize(WireModel):
    cols: int
    rows: int


class CommandExecParams(WireModel):
    command: list[str]
    cwd: str | None = None
    disable_output_cap: bool | None = None
    disable_timeout: bool | None = None
    env: dict[str, str | None] | None = None
    output_bytes_cap: int | None = None
    permission_profile: str | None = None
    process_id: str | None = None
    sandbox_policy: SandboxPolicy | None = None
    size: CommandExecTerminalSize | None = None
    stream_stdin: bool | None = None
    stream_stdout_stderr: bool | None = None
    timeout_ms: int | None = None
    tty: bool | None = None


class CommandExecResizeParams(WireModel):
    process_id: str
    size: CommandExecTerminalSize


class CommandExecResizeResponse(WireModel):
    pass


class CommandExecResponse(WireModel):
    exit_code: int
    stderr: str
    stdout: str


class CommandExecTerminateParams(WireModel):
    process_id: str


class CommandExecTerminateResponse(WireModel):
    pass


class CommandExecWriteParams(WireModel):
    close_stdin: bool | None = None
    delta_base64: str | None = None
    process_id: str


class CommandExecWriteResponse(WireModel):
    pass


class EnvironmentSkillsParams(WireModel):
    required: list[str] | None = None


class EnvironmentAddParams(WireModel):
    auth_bearer_token: str | None = None
    connect_timeout_ms: int | None = None
    environment_id: str
    exec_server_url: str
    skills: EnvironmentSkillsParams | None = None
    websocket_request_id: str | None = None


class EnvironmentAddResponse(WireModel):
    pass


class EnvironmentInfoParams(WireModel):
    environment_id: str


class EnvironmentShellInfo(WireModel):
    name: str
    path: str


PathUri: TypeAlias = str


class EnvironmentInfoResponse(WireModel):
    cwd: PathUri | None = None
    shell: EnvironmentShellInfo


class EnvironmentStatusKind(OpenEnum):
    ready = "ready"
    pending = "pending"
    disconnected = "disconnected"
    unknown = "unknown"


class EnvironmentStatusParams(WireModel):
    environment_id: str


class EnvironmentStatusResponse(WireModel):
    error: str | None = None
    status: EnvironmentStatusKind


class FsChangedNotification(WireModel):
    changed_paths: list[AbsolutePathBuf]
    watch_id: str


class FsCopyParams(WireModel):
    destination_path: AbsolutePathBuf
    recursive: bool | None = None
    source_path: AbsolutePathBuf


class FsCopyResponse(WireModel):
    pass


class FsCreateDirectoryParams(WireModel):
    path: AbsolutePathBuf
    recursive: bool | None = None


class FsCreateDirectoryResponse(WireModel):
    pass


class FsGetMetadataParams(WireModel):
    path: AbsolutePathBuf


class FsGetMetadataResponse(WireModel):
    created_at_ms: int
    is_directory: bool
    is_file: bool
    is_symlink: bool
    modified_at_ms: int


class FsReadDirectoryEntry(WireModel):
    file_name: str
    is_directory: bool
    is_file: bool


class FsReadDirectoryParams(WireModel):
    path: AbsolutePathBuf


class FsReadDirectoryResponse(WireModel):
    entries: list[FsReadDirectoryEntry]


class FsReadFileParams(WireModel):
    path: AbsolutePathBuf


class FsReadFileResponse(WireModel):
    data_base64: str


class FsRemoveParams(WireModel):
    force: bool | None = None
    path: AbsolutePathBuf
    recursive: bool | None = None


class FsRemoveResponse(WireModel):
    pass


class FsUnwatchParams(WireModel):
    watch_id: str


class FsUnwatchResponse(WireModel):
    pass


class FsWatchParams(WireModel):
    path: AbsolutePathBuf
    watch_id: str


class FsWatchResponse(WireModel):
    path: AbsolutePathBuf


class FsWriteFileParams(WireModel):
    data_base64: str
    path: AbsolutePathBuf


class FsWriteFileResponse(WireModel):
    pass


class FuzzyFileSearchMatchType(OpenEnum):
    file = "file"
    directory = "directory"


class FuzzyFileSearchParams(WireModel):
    cancellation_token: str | None = None
    query: str
    roots: list[str]


class FuzzyFileSearchResult(WireModel):
    file_name: str = Field(validation_alias="file_name", serialization_alias="file_name")
    indices: list[int] | None = None
    match_type: FuzzyFileSearchMatchType = Field(validation_alias="match_type", serialization_alias="match_type")
    path: str
    root: str
    score: int


class FuzzyFileSearchResponse(WireModel):
    files: list[FuzzyFileSearchResult]


class FuzzyFileSearchSessionCompletedNotification(WireModel):
    session_id: str


class FuzzyFileSearchSessionStartParams(WireModel):
    roots: list[str]
    session_id: str


class FuzzyFileSearchSessionStartResponse(WireModel):
    pass


class FuzzyFileSearchSessionStopParams(WireModel):
    session_id: str


class FuzzyFileSearchSessionStopResponse(WireModel):
    pass


class FuzzyFileSearchSessionUpdateParams(WireModel):
    query: str
    session_id: str


class FuzzyFileSearchSessionUpdateResponse(WireModel):
    pass


class FuzzyFileSearchSessionUpdatedNotification(WireModel):
    files: list[FuzzyFileSearchResult]
    query: str
    session_id: str


class ProcessExitedNotification(WireModel):
    exit_code: int
    process_handle: str
    stderr: str
    stderr_cap_reached: bool
    stdout: str
    stdout_cap_reached: bool


class ProcessKillParams(WireModel):
    process_handle: str


class ProcessKillResponse(WireModel):
    pass


class ProcessOutputStream(OpenEnum):
    stdout = "stdout"
    stderr = "stderr"


class ProcessOutputDeltaNotification(WireModel):
    cap_reached: bool
    delta_base64: str
    process_handle: str
    stream: ProcessOutputStream


class ProcessTerminalSize(WireModel):
    cols: int
    rows: int


class ProcessResizePtyParams(WireModel):
    process_handle: str
    size: ProcessTerminalSize


class ProcessResizePtyResponse(WireModel):
    pass


class ProcessSpawnParams(WireModel):
    command: list[str]
    cwd: AbsolutePathBuf
    env: dict[str, str | None] | None = None
    output_bytes_cap: int | None = None
    process_handle: str
    size: ProcessTerminalSize | None = None
    stream_stdin: bool | None = None
    stream_stdout_stderr: bool | None = None
    timeout_ms: int | None = None
    tty: bool | None = None


class ProcessSpawnResponse(WireModel):
    pass


class ProcessWriteStdinParams(WireModel):
    close_stdin: bool | None = None
    delta_base64: str | None = None
    process_handle: str


class ProcessWriteStdinResponse(WireModel):
    pass


class WindowsSandboxReadiness(OpenEnum):
    ready = "ready"
    not_configured = "notConfigured"
    update_required = "updateRequired"


class WindowsSandboxReadinessResponse(WireModel):
    status: WindowsSandboxReadiness


class WindowsSandboxSetupMode(OpenEnum):
    elevated = "elevated"
    unelevated = "unelevated"


class WindowsSandboxSetupCompletedNotification(WireModel):
    error: str | None = None
    mode: WindowsSandboxSetupMode
    success: bool


class WindowsSandboxSetupStartParams(WireModel):
    cwd: AbsolutePathBuf | None = None
    mode: WindowsSandboxSetupMode


class WindowsSandboxSetupStartResponse(WireModel):
    started: bool


class WindowsWorldWritableWarningNotification(WireModel):
    extra_count: int
    failed_scan: bool
    sample_paths: list[str]
