"""The items of a conversation: one plain class for each way an item is drawn.

Live events and history make the same values, so there is one drawing path. Every text in here has
passed the sanitiser. Only `state` changes a value, and a change raises its `revision`: a drawing stays
valid while the revision is the same.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum
from typing import Protocol

from .styled import StyledLines


class ItemStatus(str, Enum):
    """How far an item is; `INTERRUPTED` is ours, for items that the server never completes."""

    RUNNING = "running"
    COMPLETED = "completed"
    FAILED = "failed"
    DECLINED = "declined"
    INTERRUPTED = "interrupted"


class NoticeLevel(str, Enum):
    """How important a notice is: the level decides its mark and its colour."""

    DIM = "dim"
    INFO = "info"
    WARNING = "warning"
    ERROR = "error"


class GrowingText:
    """Text that deltas are appended to; they are joined only when `value` is read."""

    __slots__ = ("_joined", "_parts")

    def __init__(self, text: str = "") -> None:
        self._joined = text
        self._parts: list[str] = []

    def append(self, delta: str) -> None:
        """Add a delta: O(1)."""
        self._parts.append(delta)

    @property
    def value(self) -> str:
        """The whole text so far."""
        if self._parts:
            self._joined += "".join(self._parts)
            self._parts.clear()
        return self._joined

    def __str__(self) -> str:
        return self.value

    def __eq__(self, other: object) -> bool:
        return isinstance(other, GrowingText) and other.value == self.value

    __hash__ = None  # type: ignore[assignment]  # it grows

    def __repr__(self) -> str:
        return f"GrowingText({self.value!r})"


class ReadOnlyItem(Protocol):
    """An item to read, as all code but the fold may use it.

    Every `Item` is one. Indexing and iterating `ThreadState.items` give this type: unpacking makes new
    objects, so a change to an old one would be lost. `ThreadState.item` returns an item to change.
    """

    @property
    def id(self) -> str:
        """Its id, unique in its thread."""

    @property
    def turn_id(self) -> str:
        """The turn that it belongs to; empty for none."""

    @property
    def started_at_ms(self) -> int | None:
        """When it began, in Unix milliseconds; known of live items only."""

    @property
    def status(self) -> ItemStatus:
        """How far it is."""

    @property
    def revision(self) -> int:
        """Raised with every change."""

    @property
    def is_open(self) -> bool:
        """Whether more of it may come."""


@dataclass(slots=True)
class Item:
    """Base of everything that is drawn in a conversation.

    `started_at_ms` is known of live items only.
    """

    id: str
    turn_id: str
    started_at_ms: int | None = field(default=None, compare=False, kw_only=True)
    status: ItemStatus = field(default=ItemStatus.RUNNING, kw_only=True)
    revision: int = field(default=0, compare=False, kw_only=True)

    @property
    def is_open(self) -> bool:
        """Whether more of it may come."""
        return self.status is ItemStatus.RUNNING


@dataclass(slots=True)
class UserMessage(Item):
    """A prompt of the person; `attachments` are one-line descriptions such as `image: a.png`."""

    text: str = ""
    attachments: tuple[str, ...] = ()


@dataclass(slots=True)
class AgentMessage(Item):
    """A message of the agent, in Markdown; `phase` is the protocol's (`commentary`, `final_answer`, None)."""

    text: GrowingText = field(default_factory=GrowingText)
    phase: str | None = None


@dataclass(slots=True)
class Reasoning(Item):
    """The agent's reasoning: the parts of its summary, and the raw content where the model shows it."""

    summary: list[GrowingText] = field(default_factory=list)
    content: list[GrowingText] = field(default_factory=list)
    duration_ms: int | None = field(default=None, compare=False)


@dataclass(slots=True)
class Command(Item):
    """A command; `output` keeps its colours as spans; `background` says that it has outlived its turn.

    `exact` is the command as the server runs it, `command` the same without the shell around it, for titles.
    """

    command: str = ""
    cwd: str = ""
    exact: str = ""
    output: StyledLines = field(default_factory=StyledLines)
    exit_code: int | None = None
    duration_ms: int | None = None
    source: str = "agent"
    background: bool = field(default=False, compare=False)

    @property
    def by_person(self) -> bool:
        """Whether the person ran it in their own shell, and not the agent."""
        return self.source == "userShell"


@dataclass(frozen=True, slots=True)
class FilePatch:
    """One file of a file change.

    `kind` is `add`, `delete` or `update`; `diff` is unified hunks, with every line of an added or deleted
    file marked by `+` or `-`. `added` and `removed` count lines.
    """

    path: str
    kind: str
    diff: str
    moved_to: str | None = None
    added: int = 0
    removed: int = 0


@dataclass(slots=True)
class FileChange(Item):
    """Files that the agent changed or wants to change."""

    changes: tuple[FilePatch, ...] = ()


@dataclass(slots=True)
class ToolCall(Item):
    """Any other tool: MCP, dynamic, web search, image view, sub-agent.

    `tool` is what to show as its name, `detail` its arguments on one line, `output` its result or its error.
    """

    tool: str = ""
    detail: str = ""
    output: str = ""
    duration_ms: int | None = None


@dataclass(frozen=True, slots=True)
class PlanStep:
    """`status` is the protocol's: `pending`, `inProgress`, `completed`."""

    text: str
    status: str


@dataclass(slots=True)
class Plan(Item):
    """A plan: the checklist of `turn/plan/updated` (`steps`), or a proposed plan in Markdown (`text`)."""

    explanation: str = ""
    steps: tuple[PlanStep, ...] = ()
    text: GrowingText = field(default_factory=GrowingText)


@dataclass(slots=True)
class Notice(Item):
    """One line about the turn: an error, a retry, an interruption, a compaction, a warning, a review."""

    level: NoticeLevel = NoticeLevel.INFO
    text: str = ""
    detail: str = ""


@dataclass(slots=True)
class Unknown(Item):
    """Something that this version cannot draw: it is shown as a dim line, never dropped.

    `count` says how many of the same kind came one after another.
    """

    kind: str = ""
    detail: str = ""
    count: int = 1


def went_wrong(item: ReadOnlyItem) -> bool:
    """Whether an item tells of something that failed."""
    if isinstance(item, Notice):
        return item.level is NoticeLevel.ERROR
    return item.status is ItemStatus.FAILED or (isinstance(item, Command) and item.exit_code not in (None, 0))
