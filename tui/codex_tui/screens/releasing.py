"""Lets go of threads that are idle and out of view, so that other programs can go on in them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from codex_app_server import CodexError

from .online import is_online

if TYPE_CHECKING:
    from ..clock import Clock
    from ..session import CodexSession
    from ..state.threads import ThreadState
    from .tasks import Tasks

KEPT_FOR = 30.0
"""Seconds that a thread stays loaded without use: its answers that hold for a session end with it."""
_LOOK_EVERY = 5.0
"""Seconds between two looks at all threads, which may be ten thousand."""


class Releasing:
    """Watches which threads are loaded and not used."""

    def __init__(self, session: CodexSession, clock: Clock, tasks: Tasks) -> None:
        self._session = session
        self._store = session.store
        self._clock = clock
        self._tasks = tasks
        self._idle_since: dict[str, float] = {}
        self._looked_at = float("-inf")

    def look(self) -> None:
        """Release what was idle and out of view for `KEPT_FOR` seconds; called once a second."""
        now = self._clock.monotonic()
        if now - self._looked_at < _LOOK_EVERY or not is_online(self._session, self._store.ui):
            return
        self._looked_at = now
        threads = self._store.threads.values()
        # A sub-agent belongs to a thread that waits for it, and may be unloaded with it.
        if any(thread.sub_agent and thread.active_turn_id is not None for thread in threads):
            self._idle_since.clear()
            return
        idle = {thread.id for thread in threads if self._is_idle(thread)}
        self._idle_since = {thread_id: self._idle_since.get(thread_id, now) for thread_id in idle}
        for thread_id, since in self._idle_since.items():
            if now - since >= KEPT_FOR:
                self._tasks.start(self._release(thread_id), group=f"release-{thread_id}")

    def _is_idle(self, thread: ThreadState) -> bool:
        return thread.is_releasable and thread.id != self._store.ui.open_thread_id

    async def _release(self, thread_id: str) -> None:
        try:
            released = await self._session.turns.release(thread_id)
        except CodexError:
            # Nobody asked for it: it stays, and is looked at again after the same time.
            released = False
        if not released:
            self._idle_since.pop(thread_id, None)
