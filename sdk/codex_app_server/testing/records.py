"""The stored threads of a server and their turns, which survive a restart."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ._wire import SERVER_VERSION, JsonObject, Params, invalid

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from .items import Item

READ_ONLY: JsonObject = {"type": "readOnly", "networkAccess": False}
WORKSPACE_WRITE: JsonObject = {
    "type": "workspaceWrite",
    "writableRoots": [],
    "networkAccess": False,
    "excludeTmpdirEnvVar": False,
    "excludeSlashTmp": False,
}
FULL_ACCESS: JsonObject = {"type": "dangerFullAccess"}

_LARGEST_PAGE = 100
_DEFAULT_PAGE = 25


@dataclass
class StoredTurn:
    """One turn of a thread; `started_at` in Unix seconds, `error` as the protocol's `TurnError`."""

    items: list[Item] = field(default_factory=list)
    status: str = "completed"
    error: Item | None = None
    started_at: float | None = None
    seconds: float = 0.0
    id: str = ""

    def wire(self, *, view: str = "full") -> JsonObject:
        """Return the protocol's `Turn`; `view` is `full`, `summary` (prompt, last answer) or `notLoaded`."""
        items: list[Item] = []
        if view == "full":
            items = list(self.items)
        elif view == "summary":
            prompts = [item for item in self.items if item["type"] == "userMessage"]
            items = prompts[:1] + self.last_answer()
        ended = self.started_at is not None and self.status != "inProgress"
        return {
            "id": self.id,
            "rootTurnId": self.id,
            "items": items,
            "itemsView": view,
            "status": self.status,
            "error": self.error,
            "startedAt": None if self.started_at is None else int(self.started_at),
            "completedAt": int(self.started_at + self.seconds) if ended and self.started_at else None,
            "durationMs": round(self.seconds * 1000) if ended else None,
        }

    def last_answer(self) -> list[Item]:
        """Return a list with the last message of the agent, or an empty one."""
        return [item for item in self.items if item["type"] == "agentMessage"][-1:]


@dataclass
class StoredThread:
    """One thread. The server to which it is given fills in empty fields.

    Times are Unix seconds. `sandbox` is the protocol's policy object. `tokens` is how many of
    `context_window` its last turn used. `queue` holds its queued submissions, `background` its background
    terminals; both as the protocol writes them.
    """

    name: str | None = None
    preview: str = ""
    turns: list[StoredTurn] = field(default_factory=list)
    cwd: str = "/home/user/project"
    branch: str | None = None
    model: str = "gpt-5.5"
    model_provider: str = "openai"
    effort: str | None = None
    approval_policy: object = "on-request"
    approvals_reviewer: str = "user"
    sandbox: JsonObject = field(default_factory=lambda: dict(READ_ONLY))
    created_at: float = 0.0
    recency_at: float = 0.0
    archived: bool = False
    forked_from: str | None = None
    source: str = "vscode"
    originator: str = "scripted"
    ephemeral: bool = False
    tokens: int = 0
    tokens_sent: int = 0
    tokens_received: int = 0
    context_window: int = 258400
    updated_at: float = 0.0
    service_tier: str | None = None
    personality: str | None = None
    profile: str | None = None
    mode: str = "default"
    first_unread: str | None = None
    queue: list[JsonObject] = field(default_factory=list)
    queue_stands: bool = False
    background: list[JsonObject] = field(default_factory=list)
    id: str = ""

    def count(self, sent: int, received: int) -> None:
        """Add the tokens of a response to the totals."""
        self.tokens = sent + received
        self.tokens_sent += sent
        self.tokens_received += received

    @property
    def is_listed(self) -> bool:
        """Whether `thread/list` lists the thread: if not ephemeral, and with a turn or archived."""
        return not self.ephemeral and (bool(self.turns) or self.archived)

    def wire(self, status: JsonObject, *, home: str, turns: list[JsonObject] | None = None) -> JsonObject:
        """Return the protocol's `Thread`."""
        day = datetime.datetime.fromtimestamp(self.created_at, datetime.timezone.utc)
        name = f"rollout-{day:%Y-%m-%dT%H-%M-%S}-{self.id}.jsonl"
        folder = "archived_sessions" if self.archived else f"sessions/{day:%Y/%m/%d}"
        environment = {"environmentId": "local", "cwd": self.cwd, "runtimeWorkspaceRoots": [self.cwd]}
        branch = {"sha": None, "branch": self.branch, "originUrl": None} if self.branch else None
        return {
            "id": self.id,
            "environments": None if status["type"] == "notLoaded" else [environment],
            "extra": None,
            "sessionId": self.id,
            "forkedFromId": self.forked_from,
            "parentThreadId": None,
            "preview": self.preview,
            "ephemeral": self.ephemeral,
            "section": None,
            "sectionEnteredAt": None,
            "projectId": None,
            "historyMode": "paginated",
            "modelProvider": self.model_provider,
            "model": self.model,
            "reasoningEffort": self.effort,
            "createdAt": int(self.created_at),
            "updatedAt": int(self.updated_at),
            "recencyAt": int(self.recency_at),
            "status": status,
            "path": None if self.ephemeral else f"{home}/{folder}/{name}",
            "cwd": self.cwd,
            "cliVersion": SERVER_VERSION,
            "originator": self.originator,
            "source": self.source,
            "canAcceptDirectInput": True,
            "threadSource": None,
            "agentNickname": None,
            "agentRole": None,
            "gitInfo": branch,
            "name": self.name,
            "daybreakEnabled": None,
            "turns": turns or [],
        }


def matches(thread: StoredThread, params: Params, provider: str) -> bool:
    """Return whether `thread/list` with these filters lists the thread; `provider` is the configured one."""
    providers = params.texts("modelProviders")
    kinds = params.texts("sourceKinds") or ["cli", "vscode"]
    directories = params.texts("cwd")
    term = params.optional_text("searchTerm") or ""
    return (
        thread.is_listed
        and thread.archived == params.flag("archived")
        and (
            thread.model_provider in providers
            if providers
            else providers is not None or thread.model_provider == provider
        )
        and thread.source in kinds
        and (directories is None or thread.cwd in directories)
        and (term in thread.preview or term in (thread.name or ""))
    )


def page_of_threads(
    threads: Iterable[StoredThread], params: Params
) -> tuple[list[StoredThread], str | None, str | None]:
    """Return a page of `thread/list`: the threads, the next cursor and the backwards cursor.

    As on the real server, the cursor of the default order, `created_at`, has whole seconds only and loses
    threads at the end of a page.
    """
    key = params.choice("sortKey", "created_at", "updated_at", "recency_at") or "created_at"
    descending = params.choice("sortDirection", "asc", "desc") != "asc"
    moment: Callable[[StoredThread], int] = {
        "created_at": lambda thread: int(thread.created_at) * 1000,
        "updated_at": lambda thread: round(thread.updated_at * 1000),
        "recency_at": lambda thread: round(thread.recency_at * 1000),
    }[key]
    ordered = sorted(threads, key=lambda thread: (moment(thread), thread.created_at), reverse=descending)
    cursor = params.optional_text("cursor")
    if cursor is not None:
        edge = _milliseconds(cursor)
        ordered = [
            thread for thread in ordered if (moment(thread) < edge) == descending and moment(thread) != edge
        ]
    limit = params.number("limit")
    size = _DEFAULT_PAGE if limit is None else min(max(limit, 1), _LARGEST_PAGE)
    page = ordered[:size]
    more = len(ordered) > size
    next_cursor = _cursor(moment(page[-1]), whole=key == "created_at") if more else None
    return page, next_cursor, _cursor(moment(page[0]), whole=False) if page else None


def page_of_turns(turns: list[StoredTurn], params: Params) -> JsonObject:
    """Return the answer of `thread/turns/list`. By default newest first, with prompts and answers only."""
    view = params.choice("itemsView", "notLoaded", "summary", "full") or "summary"
    descending = params.choice("sortDirection", "asc", "desc") != "asc"
    numbered = list(enumerate(turns))
    if descending:
        numbered.reverse()
    cursor = params.optional_text("cursor")
    if cursor is not None:
        if not cursor.isdigit():
            raise invalid(f"invalid cursor: {cursor}")
        edge = int(cursor)
        numbered = [entry for entry in numbered if (entry[0] < edge) == descending and entry[0] != edge]
    size = min(max(params.number("limit") or _DEFAULT_PAGE, 1), _LARGEST_PAGE)
    page = numbered[:size]
    return {
        "data": [turn.wire(view=view) for _, turn in page],
        "nextCursor": str(page[-1][0]) if len(numbered) > size else None,
        "backwardsCursor": str(page[0][0]) if page else None,
    }


def _cursor(milliseconds: int, *, whole: bool) -> str:
    day = datetime.datetime.fromtimestamp(milliseconds / 1000, datetime.timezone.utc)
    return day.strftime("%Y-%m-%dT%H:%M:%S") + ("Z" if whole else f".{milliseconds % 1000:03d}Z")


def _milliseconds(cursor: str) -> int:
    try:
        day = datetime.datetime.fromisoformat(cursor.removesuffix("Z"))
    except ValueError:
        raise invalid(f"invalid cursor: {cursor}") from None
    return round(day.replace(tzinfo=datetime.timezone.utc).timestamp() * 1000)
