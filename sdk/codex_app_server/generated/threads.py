# Written by sdk/generate.py from the server's schema. Do not edit: run `make generate`.
from typing import TYPE_CHECKING, Literal
from pydantic import Field
from typing_extensions import TypeAlias
from ._base import MixedUnion, OpenEnum, UnionModel, WireModel
from .items import AbsolutePathBuf, LegacyAppPathString, ReasoningEffort
from .turns import Turn

__all__ = [
    "AgentPath", "GitInfo", "SessionSource", "SessionSourceValue", "CustomSessionSource", "SubAgentSource",
    "SubAgentSessionSource", "UnknownSessionSource", "SubAgentSourceValue", "ThreadId", "ThreadSpawn",
    "ThreadSpawnSubAgentSource", "OtherSubAgentSource", "UnknownSubAgentSource", "ThreadHistoryMode",
    "ThreadEnvironment", "ThreadExtra", "ThreadSectionAppearance", "ThreadSection", "ThreadSource",
    "ThreadStatus", "Thread", "ThreadActiveFlag", "ThreadStartedNotification", "NotLoadedThreadStatus",
    "IdleThreadStatus", "SystemErrorThreadStatus", "ActiveThreadStatus", "UnknownThreadStatus",
    "ThreadStatusChangedNotification", "TokenUsageBreakdown", "ThreadTokenUsage",
    "ThreadTokenUsageUpdatedNotification", "ThreadStatusMember",
]


AgentPath: TypeAlias = str


class GitInfo(WireModel):
    branch: str | None = None
    origin_url: str | None = None
    sha: str | None = None


class SessionSource(MixedUnion, union=""):
    pass


class SessionSourceValue(SessionSource, OpenEnum):
    cli = "cli"
    vscode = "vscode"
    exec = "exec"
    app_server = "appServer"
    unknown = "unknown"


class CustomSessionSource(SessionSource, WireModel, key="custom"):
    custom: str


class SubAgentSource(MixedUnion, union=""):
    pass


class SubAgentSessionSource(SessionSource, WireModel, key="subAgent"):
    sub_agent: SubAgentSource


class UnknownSessionSource(SessionSource, WireModel, unknown=True):
    pass


class SubAgentSourceValue(SubAgentSource, OpenEnum):
    review = "review"
    compact = "compact"
    memory_consolidation = "memory_consolidation"


ThreadId: TypeAlias = str


class ThreadSpawn(WireModel):
    agent_nickname: str | None = Field(default=None, validation_alias="agent_nickname", serialization_alias="agent_nickname")
    agent_path: AgentPath | None = Field(default=None, validation_alias="agent_path", serialization_alias="agent_path")
    agent_role: str | None = Field(default=None, validation_alias="agent_role", serialization_alias="agent_role")
    depth: int
    parent_thread_id: ThreadId = Field(validation_alias="parent_thread_id", serialization_alias="parent_thread_id")


class ThreadSpawnSubAgentSource(SubAgentSource, WireModel, key="thread_spawn"):
    thread_spawn: ThreadSpawn = Field(validation_alias="thread_spawn", serialization_alias="thread_spawn")


class OtherSubAgentSource(SubAgentSource, WireModel, key="other"):
    other: str


class UnknownSubAgentSource(SubAgentSource, WireModel, unknown=True):
    pass


class ThreadHistoryMode(OpenEnum):
    legacy = "legacy"
    paginated = "paginated"


class ThreadEnvironment(WireModel):
    cwd: LegacyAppPathString
    environment_id: str
    runtime_workspace_roots: list[LegacyAppPathString]


class ThreadExtra(WireModel):
    pass


class ThreadSectionAppearance(WireModel):
    color: str | None = None
    icon: str | None = None


class ThreadSection(WireModel):
    appearance: ThreadSectionAppearance | None = None
    id: str
    name: str


class ThreadSource(OpenEnum):
    user = "user"
    subagent = "subagent"
    memory_consolidation = "memory_consolidation"


class ThreadStatus(UnionModel, union="type"):
    type: str

    if TYPE_CHECKING:
        @property
        def root(self) -> "ThreadStatusMember": ...


if not TYPE_CHECKING:
    ThreadStatusMember = ThreadStatus


class Thread(WireModel):
    agent_nickname: str | None = None
    agent_role: str | None = None
    can_accept_direct_input: bool | None = None
    cli_version: str
    created_at: int
    cwd: AbsolutePathBuf
    daybreak_enabled: bool | None = None
    environments: list[ThreadEnvironment] | None = None
    ephemeral: bool
    extra: ThreadExtra | None = None
    forked_from_id: str | None = None
    git_info: GitInfo | None = None
    history_mode: ThreadHistoryMode = ThreadHistoryMode.legacy
    id: str
    model: str | None = None
    model_provider: str
    name: str | None = None
    originator: str | None = None
    parent_thread_id: str | None = None
    path: str | None = None
    preview: str
    project_id: str | None = None
    reasoning_effort: ReasoningEffort | None = None
    recency_at: int | None = None
    section: ThreadSection | None = None
    section_entered_at: int | None = None
    session_id: str
    source: SessionSource
    status: "ThreadStatusMember"
    thread_source: ThreadSource | None = None
    turns: list[Turn]
    updated_at: int


class ThreadActiveFlag(OpenEnum):
    waiting_on_approval = "waitingOnApproval"
    waiting_on_user_input = "waitingOnUserInput"


class ThreadStartedNotification(WireModel):
    thread: Thread


class NotLoadedThreadStatus(ThreadStatus, tag="notLoaded"):
    type: Literal["notLoaded"] = "notLoaded"


class IdleThreadStatus(ThreadStatus, tag="idle"):
    type: Literal["idle"] = "idle"


class SystemErrorThreadStatus(ThreadStatus, tag="systemError"):
    type: Literal["systemError"] = "systemError"


class ActiveThreadStatus(ThreadStatus, tag="active"):
    active_flags: list[ThreadActiveFlag]
    type: Literal["active"] = "active"


class UnknownThreadStatus(ThreadStatus, unknown=True):
    pass

    if TYPE_CHECKING:
        type: Literal["(unknown)"]


class ThreadStatusChangedNotification(WireModel):
    status: "ThreadStatusMember"
    thread_id: str


class TokenUsageBreakdown(WireModel):
    cache_write_input_tokens: int = 0
    cached_input_tokens: int
    input_tokens: int
    output_tokens: int
    reasoning_output_tokens: int
    total_tokens: int


class ThreadTokenUsage(WireModel):
    last: TokenUsageBreakdown
    model_context_window: int | None = None
    total: TokenUsageBreakdown


class ThreadTokenUsageUpdatedNotification(WireModel):
    thread_id: str
    token_usage: ThreadTokenUsage
    turn_id: str


if TYPE_CHECKING:
    ThreadStatusMember: TypeAlias = NotLoadedThreadStatus | IdleThreadStatus | SystemErrorThreadStatus | ActiveThreadStatus | UnknownThreadStatus
