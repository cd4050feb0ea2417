"""Reads the turns of threads: the newest first, earlier ones before the reader comes to them."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from .online import is_online

if TYPE_CHECKING:
    from ..session import CodexSession
    from ..state.threads import ThreadState
    from .drawing import Drawing
    from .tasks import Tasks

_TURNS_OF_ALL = 50
"""Turns of one request while the whole history is read."""


class HistoryLoading:
    """Reads the history of a thread, one request at a time for each thread."""

    def __init__(self, session: CodexSession, tasks: Tasks, drawing: Drawing) -> None:
        self._store = session.store
        self._ui = session.store.ui
        self._session = session
        self._tasks = tasks
        self._drawing = drawing
        self._reading: dict[str, asyncio.Event] = {}
        self._beginning: dict[str, asyncio.Event] = {}

    def load(self, thread_id: str) -> None:
        """Read the newest turns, unless they are loaded and current."""
        thread = self._store.thread(thread_id)
        if (not thread.history_loaded or thread.stale) and is_online(self._session, self._ui):
            self._beginning[thread_id] = asyncio.Event()
            self._tasks.request(self._load(thread_id), group=f"history-{thread_id}")

    async def _load(self, thread_id: str) -> None:
        ended = self._beginning[thread_id]
        try:
            await self._session.threads.load_history(thread_id)
        finally:
            ended.set()
            if self._beginning.get(thread_id) is ended:
                del self._beginning[thread_id]

    async def read_to(self, thread_id: str, turn_id: str) -> bool:
        """Read turns until one is here, newest first; return False when the thread has none of this id."""
        thread = self._store.thread(thread_id)
        if (ended := self._beginning.get(thread_id)) is not None:
            await ended.wait()
        while turn_id not in thread.turns and (older := thread.older) is not None:
            self.load_older(thread_id, everything=False)
            if (ended := self._reading.get(thread_id)) is not None:
                await ended.wait()
            if thread.older == older:
                # The server has not answered.
                break
        return turn_id in thread.turns

    def load_older(self, thread_id: str, *, everything: bool) -> None:
        """Read the page of turns before the loaded ones; with `everything`, all pages."""
        thread = self._store.thread(thread_id)
        if everything and thread.older is not None:
            self._ui.reading_all.add(thread_id)
        if thread.older is not None and thread_id not in self._reading and is_online(self._session, self._ui):
            # Recorded here and not in the worker: that begins later, and a second one could begin before it.
            self._reading[thread_id] = asyncio.Event()
            self._tasks.request(self._read_older(thread), group=f"history-{thread_id}")

    async def read_all(self, thread_id: str) -> None:
        """Read all turns that are not here yet, and wait for them; `older` stays where that fails."""
        self.load_older(thread_id, everything=True)
        if (ended := self._reading.get(thread_id)) is not None:
            await ended.wait()

    async def _read_older(self, thread: ThreadState) -> None:
        threads = self._session.threads
        try:
            await threads.load_older(thread.id)
            while thread.id in self._ui.reading_all and thread.older is not None:
                self._drawing.bars()
                await threads.load_older(thread.id, turns=_TURNS_OF_ALL)
        finally:
            self._reading.pop(thread.id).set()
            self._ui.reading_all.discard(thread.id)
            self._drawing.bars()
