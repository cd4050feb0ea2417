"""Finding in a conversation: which match is the current one, what is marked, and how the view gets there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.message import Message

from ..blocks import Detail, block_of
from ..blocks.query import Query, marks
from .transcript_navigation import BlockNavigator
from .transcript_search import Search

if TYPE_CHECKING:
    from collections.abc import Iterable

    from textual.strip import Strip
    from textual.timer import Timer

    from .transcript_document import PaintedBlock
    from .transcript_paint import StripPainter

_PAUSE = 0.001
"""Seconds between two slices of a search: keys and frames come first."""

_MARKED_BLOCKS = 200
"""Blocks whose marks are kept."""

Pieces = list[tuple[int, int, bool]]


class BlockFinder(BlockNavigator):
    """Finds in the blocks of a `Document`, and marks what it found."""

    painter: StripPainter

    class Found(Message):
        """The search went on: it is at match `position` (0: none yet) of `total`; `busy` while it looks."""

        def __init__(self, position: int, total: int, *, busy: bool, error: str) -> None:
            super().__init__()
            self.position = position
            self.total = total
            self.busy = busy
            self.error = error

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self.search: Search | None = None
        self._hit: tuple[str, int] | None = None
        self._origin: tuple[str | None, int] = (None, 0)
        self._slices: Timer | None = None
        self._marks: dict[str, tuple[object, dict[int, Pieces], list[int]]] = {}
        self._bar_key: object = None

    # What is asked

    def find(self, query: Query | None) -> None:
        """Look for something else, or for nothing; the view goes to the match nearest to what is shown."""
        if query is None or not query.text:
            self._stop()
        else:
            if self.search is None:
                index, inside = self.at(self.first_row)
                self._origin = (self.document.id_at(min(index, len(self.document) - 1)), inside)
            self._begin(query)
            self.want_older(everything=True)
        self._tell()
        self.refresh()

    def find_step(self, step: int) -> None:
        """Go to the next (1) or the previous (-1) match, around the ends."""
        search = self.search
        if search is None or not search.total:
            return
        number = 0 if self._hit is None else self._number() + step
        self._go_to_number(number % search.total)
        if self._hit is not None and (index := self.document.index_of(self._hit[0])) is not None:
            rows = self._rows_of_hits(index)
            self._origin = (self._hit[0], rows[min(self._hit[1], len(rows) - 1)] if rows else 0)

    @property
    def found(self) -> tuple[int, int]:
        """The number of the current match, from 1, and how many there are."""
        return (0 if self._hit is None else self._number() + 1), (self.search.total if self.search else 0)

    # The search itself

    def _begin(self, query: Query) -> None:
        self.search = Search(self.document, query)
        self._hit = None
        self._marks.clear()
        self._read_on()

    def _stop(self) -> None:
        if self.search is None:
            return
        self.search = self._hit = None
        self._origin = (None, 0)
        self._marks.clear()
        self._mark_bar()

    def _read_on(self) -> None:
        self._slices = None
        search = self.search
        if search is None:
            return
        search.read_on()
        if self._hit is None and search.total:
            self._choose_first(search)
        if not search.done:
            self._slices = self.set_timer(_PAUSE, self._read_on)
        self._mark_bar()
        self._tell()

    def _choose_first(self, search: Search) -> None:
        """Take the first match from where the reader was on; when there is none, the last before."""
        origin = self.document.index_of(self._origin[0]) or 0
        if not search.looked_at(origin):
            # Newer blocks are looked at first: there may be a nearer one.
            return
        before = search.before(origin)
        if search.in_block(origin):
            before += sum([1 for row in self._rows_of_hits(origin) if row < self._origin[1]])
        self._go_to_number(min(before, search.total - 1))

    def _synced(self) -> None:
        """Follow the document when it holds other blocks than before."""
        search = self.search
        if search is None:
            return
        if not search.synced():
            self._begin(search.query)
        elif not search.done and self._slices is None:
            self._slices = self.set_timer(_PAUSE, self._read_on)
        self._tell()

    def _changed(self, ids: Iterable[str]) -> None:
        """Follow blocks that grew."""
        if self.search is not None:
            before = self.search.total
            self.search.changed(ids)
            if self.search.total != before:
                self._tell()

    def _number(self) -> int:
        if self.search is None or self._hit is None:
            return 0
        item_id, place = self._hit
        index = self.document.index_of(item_id) or 0
        return self.search.before(index) + min(place, max(0, self.search.in_block(index) - 1))

    def _go_to_number(self, number: int) -> None:
        if self.search is None:
            return
        index, place = self.search.locate(number)
        if index >= len(self.document):
            return
        item = self.document.items[index]
        self._hit = (item.id, place)
        self._cursor_id = item.id
        if self.rows_shown > 0:
            self._show_hit(index, place)
        self._mark_bar()
        self._tell()
        self.refresh()

    def _show_hit(self, index: int, place: int) -> None:
        rows = self._rows_of_hits(index)
        if place >= len(rows):
            # It is in what is folded away.
            item = self.document.items[index]
            if block_of(item).details(item)[-1] is not self.document.fold(index):
                self.document.folds[item.id] = Detail.FULL
                rows = self._rows_of_hits(index)
        if not rows:
            self.reveal(index)
            return
        row = rows[min(place, len(rows) - 1)]
        shown = self.row_of(index) + row - self.first_row
        self._top = (index, row)
        if 1 <= shown < self.rows_shown - 2:
            self.go_to(*self._walked(-shown))
        else:
            self.go_to(*self._walked(-(self.rows_shown // 3)))

    def _tell(self) -> None:
        search = self.search
        position, total = self.found
        busy = search is not None and (not search.done or self.has_older)
        error = "" if search is None else search.query.error
        self.post_message(self.Found(position, total, busy=busy, error=error))

    # Marks

    def _rows_of_hits(self, index: int) -> list[int]:
        return self._marks_of(self.document.block(index))[1]

    def _marks_of(self, seen: PaintedBlock) -> tuple[dict[int, Pieces], list[int]]:
        """Return the pieces to mark by row, and the row of each match, of a block that is drawn."""
        search = self.search
        if search is None:
            return {}, []
        item_id = seen.item.id
        here = self._hit[1] if self._hit is not None and self._hit[0] == item_id else -1
        key = (seen.item.revision, seen.view, len(seen.lines), search.query, here)
        known = self._marks.get(item_id)
        if known is not None and known[0] == key:
            return known[1], known[2]
        found = marks(search.query, seen.lines)
        here = min(here, len(found) - 1)
        by_row: dict[int, Pieces] = {}
        for number, pieces in enumerate(found):
            for row, start, end in pieces:
                by_row.setdefault(row, []).append((start, end, number == here))
        rows = [pieces[0][0] for pieces in found]
        if len(self._marks) >= _MARKED_BLOCKS:
            self._marks.clear()
        self._marks[item_id] = (key, by_row, rows)
        return by_row, rows

    def _with_hits(self, strips: list[Strip], seen: PaintedBlock, first: int) -> list[Strip]:
        """Return rows of a block, from its row `first` on, with what was found in them marked."""
        by_row, _ = self._marks_of(seen)
        if not by_row:
            return strips
        return [
            self.painter.with_hits(strip, by_row[row]) if row in by_row else strip
            for row, strip in enumerate(strips, first)
        ]

    def _place(self, row: int) -> bool:
        """Tell Textual the offset, and the bar where the matches are."""
        moved = super()._place(row)
        self._mark_bar()
        return moved

    def _mark_bar(self) -> None:
        """Show in the scroll bar where matches are; worked out again only when that may have changed."""
        search = self.search
        if search is None and self._bar_key is None:
            return
        bar = self.vertical_scrollbar
        height = bar.size.height
        if search is None or not height:
            key: object = None
        else:
            key = (search, search.total, self._hit, self.rows_in_all, height)
        if key == self._bar_key:
            return
        self._bar_key = key
        if search is None or key is None:
            bar.mark(frozenset(), None)
            return
        total = max(1, self.rows_in_all)
        starts = [self.at(row * total // height)[0] for row in range(height)]
        rows = search.rows_with([*starts, len(self.document)])
        here = None
        if self._hit is not None and (index := self.document.index_of(self._hit[0])) is not None:
            here = min(height - 1, self.row_of(index) * height // total)
        bar.mark(frozenset(row for row, found in enumerate(rows) if found), here)
