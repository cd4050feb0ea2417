"""The context that a fold function gets besides its event."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from .edits import notice
from .items import ItemStatus, NoticeLevel
from .warnings import ServerWarning

if TYPE_CHECKING:
    from collections.abc import Callable

    from .archive import Memory
    from .change import Change
    from .limits import RateLimit
    from .threads import ThreadState
    from .ui import UiState
    from .warnings import Warnings


class FoldedState(Protocol):
    """The part of the `Store` that the fold uses.

    The store imports the fold, so the fold knows the store by this protocol only. `Store` documents each
    member.
    """

    clock: Callable[[], float]
    threads: dict[str, ThreadState]
    memory: Memory
    ui: UiState
    rate_limit: RateLimit | None
    warnings: Warnings

    def thread(self, thread_id: str) -> ThreadState:
        """Return a thread; it is created when it is not known yet."""

    def serial(self) -> int:
        """Return a number never given before."""

    def used(self, thread: ThreadState, at: float, change: Change) -> None:
        """Note that a thread was used."""

    def forget(self, thread_id: str, change: Change) -> None:
        """Drop a thread that is deleted."""

    def drop_pending(self, thread: ThreadState, turn_id: str, change: Change) -> None:
        """Drop what waits in a turn."""

    def renew_pending(self, thread: ThreadState, item_id: str, change: Change) -> None:
        """Renew what waits about an item."""

    def resolved(self, thread_id: str, request_id: int | str, change: Change) -> None:
        """Drop the request that has its answer."""

    def warn(self, text: str, change: Change, *, about: str = "the server", detail: str = "") -> None:
        """Add a warning to the notices, once, and keep it."""


@dataclass(slots=True)
class Folding:
    """The store to fold into, the change that takes the marks, and when the event was sent (Unix ms).

    `scratch` is the thread that history is replayed into: nothing else of the state changes then.
    """

    store: FoldedState
    change: Change
    at_ms: int
    scratch: ThreadState | None = None

    @property
    def is_replay(self) -> bool:
        """Whether this folds history: nothing in it happens now."""
        return self.scratch is not None

    def thread(self, thread_id: str) -> ThreadState:
        """Return the thread of an event, created when it is not known yet; in a replay the scratch thread."""
        if self.scratch is not None:
            return self.scratch
        thread = self.store.threads.get(thread_id)
        if thread is None:
            thread = self.store.thread(thread_id)
            thread.recency_at = self.at_ms / 1000
            self.change.list_changed = True
        return thread

    def serial(self) -> int:
        """Return a number never given before, for items that the protocol gives no id."""
        return self.store.serial()

    def warned(self, about: str, text: str, *, detail: str = "", thread_id: str = "") -> None:
        """Keep a warning of the server for later; the texts must be sanitised. History is not kept again."""
        if not self.is_replay:
            self.store.warnings.add(ServerWarning(about, text, self.at_ms / 1000, detail, thread_id))

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
        """Add a notice to a thread, or replace the one with the same id; the texts must be sanitised.

        Without `turn_id` it belongs to the running turn, else to the last one.
        """
        thread = self.thread(thread_id)
        turn_id = turn_id or thread.active_turn_id or thread.last_turn_id or ""
        notice(thread, self.change, item_id, turn_id, text, level=level, detail=detail, status=status)
