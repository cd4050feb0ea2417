"""Reads the list of threads."""

from __future__ import annotations

import math
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


FIRST_PAGES = 2
"""Pages that are read without being asked for: more rows than any screen has."""

PAGES_AHEAD = 1
"""Pages that are read when the end of what is here comes near."""


class ListLoading:
    """Reads the list as far as it is needed, and archived threads when they are shown.

    A filter needs all of it: it shows what is here at once, and the rest as it comes. An order by directory
    needs all threads of the directory.
    """

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
        self._reading: set[tuple[bool, float]] = set()
        """Lists of which more is read now, by whether they are archived, and how many pages."""

    async def load(self) -> None:
        """Read the list from its begin. Raises `CodexError` when the server does not answer."""
        self._read_at = self._clock.monotonic()
        await self._load(archived=False)
        if self._ui.archived_shown:
            await self._load(archived=True)

    async def _load(self, *, archived: bool) -> None:
        self._ui.list_loading = self._ui.list_unread = True
        try:
            await self._session.threads.load_list(archived=archived, most=FIRST_PAGES)
            self._ui.list_unread = False
            if self._ui.filter.strip():
                await self._session.threads.load_more(archived=archived)
            await self._load_directory(archived=archived)
        finally:
            self._show_whether_more()
            self._kept_forks.listed()

    async def _load_directory(self, *, archived: bool) -> None:
        """Read all threads of the directory when they come first, or alone, and were not all read."""
        if not (self._ui.directory_first or self._ui.directory_only):
            return
        if self._session.threads.has_more(archived=archived):
            await self._session.threads.load_list(archived=archived, directory=self._ui.directory)

    def more(self) -> None:
        """Read a page more in a worker: the end of what is here came near."""
        self._go_on(PAGES_AHEAD)

    def all_of_it(self) -> None:
        """Read all that was not read yet, in a worker."""
        self._go_on(math.inf)

    def filtered(self) -> None:
        """Read all that was not read yet if there is a filter."""
        if self._ui.filter.strip():
            self.all_of_it()

    def ordered(self) -> None:
        """Read in a worker what another order of the list needs."""
        for archived in self._unread():
            self._tasks.request(self._load_directory(archived=archived), group="list")

    def _go_on(self, most: float) -> None:
        for archived in self._unread():
            if (archived, most) not in self._reading:
                self._reading.add((archived, most))
                self._tasks.request(self._read_on(most, archived=archived), group="list")

    async def _read_on(self, most: float, *, archived: bool) -> None:
        try:
            await self._session.threads.load_more(archived=archived, most=most)
        finally:
            self._reading.discard((archived, most))
            self._show_whether_more()

    def _show_whether_more(self) -> None:
        """Show whether there is more."""
        self._ui.list_loading = bool(self._unread()) and not self._ui.list_unread
        self._drawing.list()

    def _unread(self) -> list[bool]:
        """Return the lists that have more pages, by whether they are of archived threads."""
        if not is_online(self._session, self._ui):
            return []
        shown = (False, True) if self._ui.archived_shown else (False,)
        return [archived for archived in shown if self._session.threads.has_more(archived=archived)]

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
            self._tasks.request(self._load(archived=True), group="list-archived")
