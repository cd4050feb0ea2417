"""The open thread: how its reader gets to turns that are not loaded yet."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING

from ...state.archive import ItemsView
from .reading import Readings
from .status_lines import activity_line, history_line
from .viewport import TOP

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from ...blocks import Detail, Line
    from ...blocks.query import Query
    from ...state.threads import ThreadState
    from .window import BlockWindow

SCREENS_AHEAD = 3
"""Screens above the reader that are loaded ahead."""


class Older(Enum):
    """How much more of the history is wanted."""

    PAGE = "page"
    ALL = "all"


class OpenThread:
    """Shows a thread in a window, and has its history loaded page by page as the reader goes up.

    `take_wanted` tells how much to load. After loading, it continues with what the reader wanted.
    """

    def __init__(self, window: BlockWindow) -> None:
        self._window = window
        self.thread: ThreadState | None = None
        self._chosen: dict[str, dict[str, Detail]] = {}
        self._readings = Readings()
        self._wanted: Older | None = None
        self._asked: tuple[str, str | None] | None = None
        """The thread and the page that were wanted last: each page is wanted once."""
        self._after_older: Callable[[], None] | None = None

    @property
    def has_older(self) -> bool:
        """Whether the server has turns older than the loaded ones."""
        return self.thread is not None and self.thread.older is not None

    @property
    def above(self) -> Line | None:
        """The line above the first block; None when all turns are loaded."""
        if self.thread is None or not self.has_older:
            return None
        return history_line(self.thread, self._window.painter.glyphs)

    @property
    def _below(self) -> Line | None:
        return None if self.thread is None else activity_line(self.thread, self._window.painter.glyphs)

    def show(self, thread: ThreadState | None, *, keep_scroll: bool) -> None:
        """Show a thread where its reader left it; at the end for a new reader, or without `keep_scroll`."""
        window = self._window
        document, viewport, cursor = window.document, window.viewport, window.cursor
        if self.thread is not None:
            self._readings.leave(self.thread.id, document, viewport, cursor.item_id)
        self._wanted = self._asked = self._after_older = None
        self.thread = thread
        reading = None
        if thread is None:
            document.set_items(ItemsView(), {})
        else:
            document.set_items(thread.items, self._chosen.setdefault(thread.id, {}), thread.cwd)
            reading = self._readings.come_back(thread.id, document) if keep_scroll else None
        window.finder.stop()
        cursor.end_selection()
        cursor.item_id = None if reading is None else reading.cursor_id
        place = None if reading is None else reading.anchor(document)
        viewport.follows = reading is None or reading.follows or place is None
        viewport.top = TOP if place is None else place
        window.put_below(self._below)
        window.new_below.clear()
        viewport.settle()

    def update(self, item_ids: Iterable[str], *, structure: bool) -> list[range] | None:
        """Show changed items; return the rows of the screen to paint, None for all of them."""
        window = self._window
        change = window.take(item_ids, structure=structure, below=self._below)
        if structure:
            if window.document.prepended and (then := self._after_older) is not None:
                self._after_older = None
                # Measured from where the reader is now that there are blocks above.
                window.viewport.settle()
                then()
            self._seek()
        return window.settle(change)

    def _seek(self) -> None:
        """Go to where the reader was; load more history until that block is there."""
        sought, document = self._readings.sought, self._window.document
        if sought is None:
            return
        place = sought.anchor(document)
        if place is not None:
            self._window.cursor.item_id = sought.cursor_id
            self._window.viewport.go_to(place)
            self.moved()
        elif self.has_older:
            self._want(Older.PAGE)
        elif self.thread is not None and self.thread.history_loaded:
            self._readings.sought = None

    def moved(self) -> None:
        """Follow a reader who went elsewhere: their former place is not sought any more."""
        self._readings.sought = None
        self._window.moved()

    # Actions that may need more history

    def find(self, query: Query | None, *, origin: str | None = None) -> None:
        """Search all of the history, from the block `origin` on if it is given, or end the search."""
        self._window.finder.find(query, origin=origin)
        if self._window.finder.searches:
            self._want(Older.ALL)

    def jump(self, step: int, mark: int, *, to_end: bool = False) -> None:
        """Go to the nearest item of a kind; upwards, load history until there is one.

        With `to_end`, go to the end when there is none below.
        """
        window = self._window
        if window.cursor.jump(step, mark):
            self.moved()
        elif step < 0 and self.has_older:
            self._after_older = lambda: self.jump(step, mark)
            self._want(Older.PAGE)
        elif step > 0 and to_end:
            window.cursor.to_end()
            self.moved()

    def to_start(self) -> None:
        """Go to the first block, loading the history up to it."""
        if not len(self._window.document):
            return
        self._window.cursor.to_start()
        self.moved()
        if self.has_older:
            self._after_older = self.to_start
            self._want(Older.ALL)

    def _want(self, wanted: Older) -> None:
        if self._wanted is not Older.ALL:
            self._wanted = wanted

    def take_wanted(self) -> Older | None:
        """Return how much more history is wanted; None after that until more is."""
        thread, viewport = self.thread, self._window.viewport
        if thread is not None and thread.older is not None and viewport.height > 0:
            page = (thread.id, thread.older)
            if viewport.first_row < SCREENS_AHEAD * viewport.height and page != self._asked:
                self._asked = page
                self._want(Older.PAGE)
        wanted, self._wanted = self._wanted, None
        return wanted
