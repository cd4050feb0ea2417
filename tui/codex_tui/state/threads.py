"""One thread as this client knows it: its row in the list and its conversation."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum
from typing import TYPE_CHECKING

from .activity import activity_of
from .archive import Items
from .fork_points import NO_POINT, ForkPoint
from .sanitise import sanitise_line
from .settings import ThreadSettings

if TYPE_CHECKING:
    from collections.abc import Mapping

    from .ansi import AnsiReader
    from .items import Item
    from .pending import PendingRequest
    from .queue import QueuedMessage
    from .sanitise import StreamSanitiser


class ThreadPhase(str, Enum):
    """The state of a thread that the list shows; the values are names for styles."""

    WORKING = "working"
    NEEDS_PERSON = "needs-person"
    FAILED = "failed"
    DONE_UNSEEN = "done-unseen"
    IDLE = "idle"
    NOT_LOADED = "not-loaded"
    ARCHIVED = "archived"


class TurnPhase(str, Enum):
    """How far a turn is: the protocol's `TurnStatus`."""

    RUNNING = "inProgress"
    COMPLETED = "completed"
    INTERRUPTED = "interrupted"
    FAILED = "failed"
    ELSEWHERE = "elsewhere"
    """It runs in another server, which holds the thread; the protocol says `interrupted` for it."""


@dataclass(frozen=True, slots=True)
class Tokens:
    """The tokens that a thread has used so far; `cached` is part of `input`, `reasoning` of `output`."""

    input: int
    cached: int
    output: int
    reasoning: int


@dataclass(slots=True)
class TurnState:
    """One turn.

    Times are Unix milliseconds. `diff` is the whole turn's git-style diff (`turn/diff/updated`), as far as
    `Memory.diffs` keeps it: a line that begins with a backslash says what is missing. `breaks` counts how
    often the connection to the model broke, `retry_id` names the notice of the break that lasts, and
    `retry_answered` says that the model's server did answer in it, with HTTP errors.
    """

    id: str
    phase: TurnPhase = TurnPhase.RUNNING
    started_at_ms: int | None = None
    completed_at_ms: int | None = None
    duration_ms: int | None = None
    error: str = ""
    diff: str = ""
    breaks: int = 0
    retry_id: str | None = None
    retry_answered: bool = False

    @property
    def is_running(self) -> bool:
        """Whether the turn has not ended."""
        return self.phase is TurnPhase.RUNNING


@dataclass(slots=True)
class ThreadState:
    """A thread. Texts are sanitised; times are Unix seconds unless their name says milliseconds.

    `cwd` is the working directory to show. `directory` is the same path as the server writes it, to look up
    and never to show. `name` and the settings from `model` to `mode` are None until the server says them.
    `chosen` holds what the person chose here for this thread; with `chosen_unsent` the server does not have
    it yet, and gets it with the next turn. `fork_point` says where in `forked_from` the thread was forked.
    `unbegun` says that it is a fork without a prompt of its own, which no list of the server has; `kept_here`
    that this application keeps it in its list over restarts. `read_only` holds the reason when no turn can be
    started here, as when another client holds the thread. `older` is the server's cursor for the turns before
    the first one here, None when there are none; `reading_older` says that they are being read. `stale` says
    that the history must be read again (`thread/reverted`); `Store.history` then replaces it. `cut` says that
    the server stopped while the thread worked or waited for the person; opening the thread or starting a turn
    clears it. `review_turn_id` is the turn whose review is going on: the server writes its prompt.
    `has_draft` says that the person has typed a text for it and not sent it. `queue` is the server's queue of
    messages as last read; `queue_read` says whether that is how it is now. `denied` has what
    the server's reviewer denied, by the id of its line, as the server takes it back, and not sanitised.
    """

    id: str
    name: str | None = None
    preview: str = ""
    cwd: str = ""
    directory: str = ""
    branch: str | None = None
    recency_at: float = 0.0
    created_at: float = 0.0
    forked_from: str | None = None
    fork_point: ForkPoint = NO_POINT
    unbegun: bool = False
    kept_here: bool = False
    archived: bool = False
    loaded: bool = False
    sub_agent: bool = False
    ephemeral: bool = False
    source: str = ""
    model: str | None = None
    effort: str | None = None
    sandbox: str | None = None
    approval_policy: str | None = None
    profile: str | None = None
    reviewer: str | None = None
    mode: str | None = None
    chosen: ThreadSettings = field(default_factory=ThreadSettings)
    chosen_unsent: bool = False
    context_used: int | None = None
    context_window: int | None = None
    tokens: Tokens | None = None
    items: Items = field(default_factory=Items)
    turns: dict[str, TurnState] = field(default_factory=dict)
    active_turn_id: str | None = None
    last_turn_id: str | None = None
    review_turn_id: str | None = None
    history_loaded: bool = False
    older: str | None = None
    reading_older: bool = False
    stale: bool = False
    read_only: str | None = None
    unseen: bool = False
    has_draft: bool = False
    cut: bool = False
    waiting_on_approval: bool = False
    waiting_on_input: bool = False
    system_error: bool = False
    denied: dict[str, Mapping[str, object]] = field(default_factory=dict, repr=False)
    pending: list[PendingRequest] = field(default_factory=list)
    queue: tuple[QueuedMessage, ...] = ()
    queue_read: bool = False
    open_ids: dict[str, None] = field(default_factory=dict, repr=False)
    readers: dict[str, StreamSanitiser | AnsiReader] = field(default_factory=dict, repr=False)

    @property
    def history_share(self) -> float:
        """The part of the history that is here, 0 to 1, measured in time from creation to last use."""
        first = next(iter(self.turns.values()), None)
        if self.older is None:
            return 1.0
        if first is None or first.started_at_ms is None or not self.created_at < self.recency_at:
            return 0.0
        here = self.recency_at - first.started_at_ms / 1000
        return min(1.0, max(0.0, here / (self.recency_at - self.created_at)))

    def set_cwd(self, cwd: str) -> None:
        """Set `directory`, and `cwd` as its sanitised form."""
        self.directory, self.cwd = cwd, sanitise_line(cwd)

    def item(self, item_id: str) -> Item | None:
        """Find an item by its id, to change it; None when there is none."""
        return self.items.get(item_id)

    @property
    def is_aside(self) -> bool:
        """Whether it is a question aside of another thread: a fork of which nothing is kept."""
        return self.ephemeral and self.forked_from is not None

    @property
    def title(self) -> str:
        """The title on one line: the thread's name, else its preview, else `New thread`."""
        if self.is_aside:
            return "Question aside"
        return self.name or sanitise_line(self.preview).strip() or "New thread"

    @property
    def is_kept(self) -> bool:
        """Whether the list has the thread after a restart: the server lists none before a person's prompt."""
        if self.unbegun and not self.archived:
            return self.kept_here
        return bool(self.preview) or not (self.loaded and self.turns)

    @property
    def needs_person(self) -> bool:
        """Whether the thread waits for the person: for an approval or another answer."""
        return bool(self.pending) or self.waiting_on_approval or self.waiting_on_input

    @property
    def is_releasable(self) -> bool:
        """Whether nothing is lost or stopped when the server unloads the thread, as far as is known here."""
        at_work = self.active_turn_id is not None or self.needs_person or bool(self.open_ids or self.queue)
        return (
            self.loaded
            and self.is_kept
            and bool(self.turns)
            and not (self.ephemeral or self.sub_agent or at_work)
        )

    @property
    def phase(self) -> ThreadPhase:
        """The state that the list shows; a thread that waits for the person comes before all others."""
        if self.needs_person:
            return ThreadPhase.NEEDS_PERSON
        if self.active_turn_id is not None:
            return ThreadPhase.WORKING
        if self.archived:
            return ThreadPhase.ARCHIVED
        if self.failure:
            return ThreadPhase.FAILED
        if self.unseen:
            return ThreadPhase.DONE_UNSEEN
        return ThreadPhase.IDLE if self.loaded else ThreadPhase.NOT_LOADED

    @property
    def failure(self) -> str:
        """Why the last turn failed, in one line or several; empty when it did not."""
        if self.cut:
            return "the server stopped"
        turn = self.turns.get(self.last_turn_id or "")
        if turn is not None and turn.phase is TurnPhase.FAILED:
            return turn.error or "the turn failed"
        return "the server reports an error" if self.system_error else ""

    @property
    def turn_started_at_ms(self) -> int | None:
        """When the running turn began (Unix ms), or None when no turn runs."""
        turn = self.turns.get(self.active_turn_id or "")
        return None if turn is None else turn.started_at_ms

    @property
    def activity(self) -> str:
        """One line: what the thread waits for, else what it does, else why it failed, else nothing."""
        if self.pending:
            return self.pending[0].wants
        if self.waiting_on_approval:
            return "waits for an approval"
        if self.waiting_on_input:
            return "asks a question"
        if self.active_turn_id is None:
            return self.failure.partition("\n")[0]
        for item_id in reversed(self.open_ids):
            item = self.items.get(item_id)
            if item is not None and item.turn_id == self.active_turn_id and (words := activity_of(item)):
                return words
        return "working"
