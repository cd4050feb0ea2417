"""Compaction: the model shortens the history of the open thread."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ..session import CodexSession
    from .notifier import Notifier
    from .tasks import Tasks
    from .waking import Waking


class Compacting:
    """Starts a compaction. A thread that is not loaded is resumed first, after asking what that starts."""

    def __init__(self, session: CodexSession, tasks: Tasks, notifier: Notifier, waking: Waking) -> None:
        self._session = session
        self._store = session.store
        self._tasks = tasks
        self._notifier = notifier
        self._waking = waking

    @property
    def can_run(self) -> bool:
        """Whether the open thread has a history to shorten, and nothing runs in it."""
        thread = self._store.open_thread
        return (
            thread is not None
            and thread.active_turn_id is None
            and not thread.archived
            and not thread.read_only
            and bool(thread.items or not thread.history_loaded)
        )

    def run(self) -> None:
        """Compact the open thread."""
        if (thread := self._store.open_thread) is not None:
            self._tasks.request(self._compact(thread.id), group="compact")

    async def _compact(self, thread_id: str) -> None:
        if await self._waking.is_allowed(thread_id, "Compacting"):
            await self._session.turns.compact(thread_id)
