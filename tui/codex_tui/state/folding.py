"""What one fold function is given besides its event."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from .edits import notice
from .items import ItemStatus, NoticeLevel

if TYPE_CHECKING:
    from collections.abc import Callable

    from .archive import Memory
    from .change import Change
    from .limits import RateLimit
    from .threads import ThreadState
    from .ui import UiState


class FoldedState(Protocol):
    """What events are folded into: the `Store`, as far as the fold needs it.

    The store calls the fold, so the fold knows it by this only. What each of these does stands there.
    """

    clock: Callable[[], float]
    threads: dict[str, ThreadState]
    memory: Memory
    ui: UiState
    rate_limit: RateLimit | None

    def thread(self, thread_id: str) -> ThreadState:
        """Return a thread, made when it is not known yet."""

    def serial(self) -> int:
        """Return a number never given before."""

    def used(self, thread: ThreadState, at: float, change: Change) -> None:
        """Note that a thread was used."""

    def forget(self, thread_id: str, change: Change) -> None:
        """Drop a thread that is deleted."""

    def drop_approvals(self, thread: ThreadState, turn_id: str, change: Change) -> None:
        """Drop the approvals of a turn."""

    def renew_approvals(self, thread: ThreadState, item_id: str, change: Change) -> None:
        """Build the approvals of an item anew."""

    def resolved(self, thread_id: str, request_id: int | str, change: Change) -> None:
        """Drop the approval of a request."""

    def warn(self, text: str, change: Change) -> None:
        """Tell a warning, once."""

    def unheard(self, kind: str, detail: str, change: Change) -> None:
        """Tell of an unknown event, once a kind."""


@dataclass(slots=True)
class Folding:
    """The state that is folded into, the marks to leave, and when the event was sent (Unix ms).

    `scratch` is the thread that history is replayed into: nothing else of the state changes then.
    """

    store: FoldedState
    change: Change
    at_ms: int
    scratch: ThreadState | None = None

    @property
    def is_replay(self) -> bool:
        """Whether this is history: nothing in it happens now."""
        return self.scratch is not None

    def thread(self, thread_id: str) -> ThreadState:
        """Give the thread that an event speaks of."""
        if self.scratch is not None:
            return self.scratch
        thread = self.store.threads.get(thread_id)
        if thread is None:
            thread = self.store.thread(thread_id)
            thread.recency_at = self.at_ms / 1000
            self.change.list_changed = True
        return thread

    def serial(self) -> int:
        """Give a number never given before, for items that the protocol gives no id."""
        return self.store.serial()

    def row(self, thread: ThreadState) -> None:
        """Mark a thread's row as changed."""
        self.change.rows.add(thread.id)

    def notice(
        self,
        thread_id: str,
        item_id: str,
        turn_id: str | None,
        text: str,
        *,
        level: NoticeLevel = NoticeLevel.INFO,
        detail: str = "",
        status: ItemStatus = ItemStatus.COMPLETED,
    ) -> None:
        """Put a notice, of sanitised texts, in a thread; without a turn it belongs to the one that runs."""
        thread = self.thread(thread_id)
        turn_id = turn_id or thread.active_turn_id or thread.last_turn_id or ""
        notice(thread, self.change, item_id, turn_id, text, level=level, detail=detail, status=status)
