"""What one fold function is given besides its event."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from .conversation import notice
from .items import ItemStatus, NoticeLevel

if TYPE_CHECKING:
    from .change import Change
    from .store import Store
    from .threads import ThreadState


@dataclass(slots=True)
class Folding:
    """The state that is folded into, the marks to leave, and when the event was sent (Unix ms).

    `scratch` is the thread that history is replayed into: nothing else of the state changes then.
    """

    store: Store
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
