"""Reads the list of threads."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .online import is_online

if TYPE_CHECKING:
    from ..clock import Clock
    from ..session import CodexSession
    from .drawing import Drawing
    from .kept_forks import KeptForks
    from .tasks import Tasks

GOOD_FOR = 30.0
"""Seconds after which going to the list reads it again: we are not told what other clients change."""


class ListLoading:
    """Reads the list when it is needed, and archived threads when they are shown."""

    def __init__(
        self,
        session: CodexSession,
        clock: Clock,
        tasks: Tasks,
        drawing: Drawing,
        kept_forks: KeptForks,
    ) -> None:
        self._session = session
        self._ui = session.store.ui
        self._clock = clock
        self._tasks = tasks
        self._drawing = drawing
        self._kept_forks = kept_forks
        self._read_at = float("-inf")

    async def load(self) -> None:
        """Read the list page by page. Raises `CodexError` when the server does not answer."""
        self._read_at = self._clock.monotonic()
        self._ui.list_loading = True
        try:
            await self._session.threads.load_list()
            if self._ui.archived_shown:
                await self._session.threads.load_list(archived=True)
        finally:
            self._ui.list_loading = False
            self._drawing.list()
            self._kept_forks.listed()

    def reload(self) -> None:
        """Read the list again in a worker, because other clients may have changed it."""
        self._tasks.request(self.load(), group="list")

    def reload_if_old(self) -> None:
        """Read the list again if that was more than `GOOD_FOR` seconds ago."""
        if is_online(self._session, self._ui) and self._clock.monotonic() - self._read_at > GOOD_FOR:
            self._read_at = self._clock.monotonic()
            self.reload()

    def toggle_archived(self) -> None:
        """Show archived threads in the list, or hide them."""
        self._ui.archived_shown = not self._ui.archived_shown
        self._drawing.list()
        if self._ui.archived_shown and is_online(self._session, self._ui):
            self._tasks.request(self._session.threads.load_list(archived=True), group="list-archived")
