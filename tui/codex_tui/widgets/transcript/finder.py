"""The search in a conversation: the current match, and how the reader gets to it and to other matches."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from ...blocks import Detail, block_of
from .hits import NO_HITS, HitCache
from .search import Search

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ...blocks.query import Query
    from .cursor import BlockCursor
    from .document import Document, PaintedBlock
    from .hits import Hits
    from .viewport import Viewport


class Progress(NamedTuple):
    """The progress of a search: at match `position` (0: none yet) of `total`; `busy` while it runs."""

    query: Query | None = None
    position: int = 0
    total: int = 0
    busy: bool = False

    @property
    def error(self) -> str:
        """The error in the query, in words; empty without one."""
        return "" if self.query is None else self.query.error


class BarMarks(NamedTuple):
    """The rows of a scroll bar with matches; `current` is the row of the current match."""

    rows: frozenset[int] = frozenset()
    current: int | None = None


class Finder:
    """Searches a document in slices (`read_on`), and takes cursor and viewport from match to match."""

    def __init__(self, document: Document, viewport: Viewport, cursor: BlockCursor) -> None:
        self._document = document
        self._viewport = viewport
        self._cursor = cursor
        self._search: Search | None = None
        self._current: tuple[str, int] | None = None
        """The item of the current match, and the number of the match in it."""
        self._origin: tuple[str | None, int] = (None, 0)
        """The item and the row from which the first match is searched: where the reader was."""
        self._hits = HitCache()
        self._told: Progress | None = Progress()
        self._bar_key: object = None
        self._bar_marks = BarMarks()

    @property
    def searches(self) -> bool:
        """Whether there is a search."""
        return self._search is not None

    @property
    def unfinished(self) -> bool:
        """Whether `read_on` has more to do."""
        return self._search is not None and not self._search.done

    def progress(self, *, more_comes: bool = False) -> Progress:
        """Return the progress; `more_comes`: not all blocks are loaded yet."""
        search = self._search
        if search is None:
            return Progress()
        position = 0 if self._current is None else self._number() + 1
        return Progress(search.query, position, search.total, more_comes or not search.done)

    def take_progress(self, *, more_comes: bool = False) -> Progress | None:
        """Return the progress if it has changed since the last call; else None."""
        progress = self.progress(more_comes=more_comes)
        ended = progress.query is None and self._told is not None
        if ended or progress == self._told:
            return None
        self._told = progress
        return progress

    # Requests

    def find(self, query: Query | None, *, origin: str | None = None) -> None:
        """Start a search, or end it without a query; go to the first match from a place on.

        The place is the block `origin`, else the top of the screen.
        """
        self._told = None
        if query is None or not query.text:
            self.stop()
            return
        if origin is not None:
            self._origin = (origin, 0)
        elif self._search is None:
            index, row = self._viewport.at(self._viewport.first_row)
            self._origin = (self._document.id_at(min(index, len(self._document) - 1)), row)
        self._begin(query)

    def stop(self) -> None:
        """End the search."""
        self._search = self._current = None
        self._origin = (None, 0)
        self._hits.clear()

    def step(self, step: int) -> None:
        """Go to the next (1) or the previous (-1) match, around the ends."""
        search = self._search
        if search is None or not search.total:
            return
        number = 0 if self._current is None else self._number() + step
        self._go_to(search, number % search.total)
        if self._current is not None and (index := self._document.index_of(self._current[0])) is not None:
            rows = self._rows_of_hits(index)
            self._origin = (self._current[0], rows[min(self._current[1], len(rows) - 1)] if rows else 0)

    # The search

    def _begin(self, query: Query) -> None:
        self._search = Search(self._document, query)
        self._current = None
        self._hits.clear()
        self.read_on()

    def read_on(self) -> bool:
        """Search some more blocks, from the newest to the oldest, for a few milliseconds.

        Return True when this has found the first match to show, and the view has moved to it: that happens
        once in a search. `progress` tells how many there are, and whether there is more to search.
        """
        search = self._search
        if search is None:
            return False
        search.read_on()
        return self._current is None and search.total > 0 and self._choose_first(search)

    def _choose_first(self, search: Search) -> bool:
        """Go to the first match at or after the place of the reader; without one, to the last before it."""
        origin = self._document.index_of(self._origin[0]) or 0
        if not search.is_read(origin):
            # The search runs from the newest block to the oldest: there may be a nearer match.
            return False
        before = search.before(origin)
        if search.in_block(origin):
            before += sum([1 for row in self._rows_of_hits(origin) if row < self._origin[1]])
        self._go_to(search, min(before, search.total - 1))
        return True

    def synced(self) -> None:
        """Update the search when the document has other blocks than before."""
        if self._search is not None and not self._search.synced():
            self._begin(self._search.query)

    def changed(self, item_ids: Iterable[str]) -> None:
        """Update the search for blocks that have changed."""
        if self._search is not None:
            self._search.changed(item_ids)

    def _number(self) -> int:
        """Return the number of the current match, from 0."""
        if self._search is None or self._current is None:
            return 0
        item_id, place = self._current
        index = self._document.index_of(item_id) or 0
        return self._search.before(index) + min(place, max(0, self._search.in_block(index) - 1))

    def _go_to(self, search: Search, number: int) -> None:
        index, place = search.locate(number)
        if index >= len(self._document):
            return
        self._cursor.put(index)
        self._current = (self._document.items[index].id, place)
        if self._viewport.height > 0:
            self._show(index, place)

    def _show(self, index: int, place: int) -> None:
        rows = self._rows_of_hits(index)
        if place >= len(rows):
            # The match is in a part that is folded away.
            item = self._document.items[index]
            if block_of(item).details(item)[-1] is not self._document.detail(index):
                self._document.chosen[item.id] = Detail.FULL
                rows = self._rows_of_hits(index)
        if rows:
            self._viewport.reveal_row(index, rows[min(place, len(rows) - 1)])
        else:
            self._viewport.reveal(index)

    # Marks

    def _rows_of_hits(self, index: int) -> list[int]:
        return self.hits(self._document.block(index)).rows

    def hits(self, block: PaintedBlock) -> Hits:
        """Return what to mark in the rows of a block."""
        if self._search is None:
            return NO_HITS
        is_current = self._current is not None and self._current[0] == block.item.id
        current = self._current[1] if is_current and self._current is not None else -1
        return self._hits.of(block, self._search.query, current)

    def bar_marks(self, height: int) -> BarMarks:
        """Return what to mark in a scroll bar; computed again only when it may have changed."""
        search = self._search
        if search is None or height <= 0:
            return BarMarks()
        key = (search, search.total, self._current, self._viewport.total_rows, height)
        if key != self._bar_key:
            self._bar_key = key
            self._bar_marks = self._marks_for_bar(search, height)
        return self._bar_marks

    def _marks_for_bar(self, search: Search, height: int) -> BarMarks:
        total = max(1, self._viewport.total_rows)
        starts = [self._viewport.at(row * total // height).block for row in range(height)]
        found = search.rows_with([*starts, len(self._document)])
        current = None
        if self._current is not None and (index := self._document.index_of(self._current[0])) is not None:
            current = min(height - 1, self._viewport.row_of(index) * height // total)
        return BarMarks(frozenset(row for row, has_match in enumerate(found) if has_match), current)
