"""A document and the screen on it, of which both the conversation and the pager are made."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from ...blocks import ASCII, UNICODE
from .cursor import BlockCursor
from .document import Document
from .finder import Finder
from .paint import StripPainter
from .selection import highlighted, with_offsets
from .viewport import Anchor, Viewport

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from rich.style import Style
    from textual.color import Color
    from textual.filter import LineFilter
    from textual.selection import Selection
    from textual.strip import Strip

    from ...blocks import Glyphs, Line
    from .document import PaintedBlock

BLOCKS_A_SLICE = 512
"""Blocks whose heights are guessed between two frames of a long conversation: 3 ms, 6 if they are packed."""

_DRAWING_PAUSE = 1 / 120
"""Seconds between two slices of a drawing that takes longer than a frame."""

_SEARCH_PAUSE = 0.001
"""Seconds between two slices of a search: keys and frames come first."""

_GUESSING_PAUSE = 1 / 30
"""Seconds between two slices of guessing heights, which is not urgent."""


class Change(NamedTuple):
    """What a document has taken over, and where the screen was before."""

    item_ids: set[str]
    everything: bool
    added: int
    total_rows: int
    first_row: int


class Overlay(NamedTuple):
    """What a widget draws around its blocks and on top of them.

    `focused` is None where no cursor is shown. `above` replaces the blank row above the first block; `empty`
    is in the middle of the screen while there is no row.
    """

    focused: bool | None = None
    selection: Selection | None = None
    above: Line | None = None
    empty: Sequence[tuple[str, str]] = ()


class NewBelow:
    """Counts what was added below the screen while the reader was elsewhere."""

    def __init__(self) -> None:
        self.count = 0
        self._grew = False

    def note(self, added: int) -> None:
        """Record that there are more rows: of `added` new blocks, or of known ones."""
        self._grew = True
        self.count += added

    def clear(self) -> None:
        """Forget it, because the end is in sight."""
        self.count, self._grew = 0, False

    def marker(self, glyphs: Glyphs) -> str:
        """Return the note about it; empty when nothing was added."""
        if not self._grew:
            return ""
        return f"{glyphs.below} {f'{self.count} new' if self.count else 'more'}"


class BlockWindow:
    """Holds the parts, and has them act on each other. It knows no widget: rows go in, and strips come out.

    `below` is a line below the last block; it may spin.
    """

    def __init__(self, look_up: Callable[[], Mapping[str, Style]], *, ascii_only: bool) -> None:
        self.painter = StripPainter(look_up, ASCII if ascii_only else UNICODE)
        self.document = Document(self.painter)
        self.viewport = Viewport(self.document)
        self.cursor = BlockCursor(self.document, self.viewport)
        self.finder = Finder(self.document, self.viewport, self.cursor)
        self.new_below = NewBelow()
        self.below: Line | None = None
        self._frame = 0

    @property
    def is_empty(self) -> bool:
        """Whether there is no row to show."""
        return not len(self.document) and self.below is None

    def is_marker(self, x: int, y: int) -> bool:
        """Whether a cell of the screen is part of the note about new rows below."""
        marker = self.new_below.marker(self.painter.glyphs)
        return bool(marker) and y == self.viewport.height - 1 and x >= self.painter.width - len(marker) - 3

    def put_below(self, line: Line | None) -> bool:
        """Set the line below the last block, or None; return False when it was set already."""
        before, self.below = self.below, line
        self.viewport.trailing_rows = 1 if line is None else 3 if len(self.document) else 2
        if before is None or line is None:
            return before is not line
        return before.spans != line.spans

    # Changes

    def fit(self, width: int, height: int) -> bool:
        """Set the size of the screen, keeping the words at its top; return False for the same width."""
        if width <= 0:
            return False
        self.viewport.height = height
        if width == self.painter.width:
            return False
        share = self.viewport.share_above
        self.painter.width = width
        self._draw_anew(share)
        return True

    def use_glyphs(self, glyphs: Glyphs) -> None:
        """Draw with other shapes."""
        self.painter.glyphs = glyphs
        self._draw_anew(self.viewport.share_above)

    def unfold(self, kinds: frozenset[str]) -> bool:
        """Set which kinds of blocks are shown in full at first; return False when they were set already."""
        if kinds == self.document.unfolded:
            return False
        self.document.unfolded = kinds
        self._draw_anew(self.viewport.share_above)
        return True

    def _draw_anew(self, share: float) -> None:
        """Drop all drawings and guess all heights; `share` is the part of the rows above the screen."""
        self.document.forget_drawings()
        self.document.estimate_all()
        self.viewport.rewrapped(share)

    def use_theme(self, filters: Sequence[LineFilter], background: Color) -> None:
        """Set the colours of the current theme."""
        if self.painter.use_theme(filters, background):
            self.document.forget_strips()

    def take(self, item_ids: Iterable[str], *, structure: bool, below: Line | None = None) -> Change:
        """Take over changed items and, with `structure`, which items there are.

        `settle` must be called after it, and after all else that is to happen: it keeps the reader's place.
        """
        changed = {*item_ids, *self.document.draw_on()}
        total, first = self.viewport.total_rows, self.viewport.first_row
        added = self._sync() if structure else 0
        below_changed = self.put_below(below)
        if structure:
            self.finder.synced()
        self.finder.changed(changed)
        return Change(changed, structure or below_changed, added, total, first)

    def _sync(self) -> int:
        """Take over which items there are, keeping the reader on the same one; return how many are new."""
        top_id = self.document.id_at(self.viewport.top.block)
        added = self.document.sync()
        now = self.document.index_of(top_id)
        if now is not None:
            self.viewport.top = Anchor(now, self.viewport.top.row)
        return added

    def settle(self, change: Change) -> list[range] | None:
        """Restore the reader's place after a change; return the rows of the screen to paint, None for all."""
        viewport = self.viewport
        viewport.settle()
        if not viewport.follows and (change.added or viewport.total_rows > change.total_rows):
            self.new_below.note(change.added)
        resized = self.document.take_resized()
        if change.everything or viewport.first_row != change.first_row:
            return None
        return self._changed_rows(change.item_ids, resized)

    def _changed_rows(self, item_ids: Iterable[str], resized: int | None) -> list[range]:
        """Return the rows that changed, and all below the first block whose height changed."""
        viewport, document = self.viewport, self.document
        first, last = viewport.first_row, viewport.first_row + viewport.height
        places = {index for index in map(document.index_of, item_ids) if index is not None}
        if resized is not None:
            places.add(resized)
        changed = []
        for index in places:
            top = viewport.row_of(index)
            bottom = top + document.heights[index]
            if bottom < first or top >= last:
                continue
            start = max(first, top + document.take_changed_from(index))
            end = last if resized is not None and index >= resized else min(last, bottom)
            if end > start:
                changed.append(range(start - first, end - first))
        return changed

    def moved(self) -> None:
        """Forget the new rows below once the reader has gone to the end."""
        if self.viewport.follows:
            self.new_below.clear()

    def show_next_detail(self) -> bool:
        """Set the next detail of the current block; return False when it does not fold."""
        index = self.cursor.index
        if index is None or not self.document.show_next_detail(index):
            return False
        self.viewport.resized(index)
        return True

    # Work in slices

    @property
    def pause(self) -> float | None:
        """Seconds until the next slice of work that takes longer than a frame; None without such work."""
        if self.document.unfinished:
            return _DRAWING_PAUSE
        if self.finder.unfinished:
            return _SEARCH_PAUSE
        return _GUESSING_PAUSE if self.document.unguessed else None

    def work(self) -> bool:
        """Continue the search, or guess more heights; return True when the search went to its first match."""
        if self.finder.unfinished:
            return self.finder.read_on()
        self.document.guess_more(BLOCKS_A_SLICE)
        self.viewport.settle()
        return False

    def tick(self) -> list[range]:
        """Draw the spinners on the screen for the next frame; return the rows to paint."""
        viewport, document = self.viewport, self.document
        self._frame += 1
        first, last = viewport.first_row, viewport.first_row + viewport.height
        rows: list[int] = []
        index = viewport.at(first).block
        while index < len(document) and (top := viewport.row_of(index)) < last:
            rows += [top + row for row in document.spinning(index, self._frame)]
            index += 1
        if self.below is not None and self.below.spins:
            rows.append(viewport.total_rows - 2)
        return [range(row - first, row - first + 1) for row in rows if first <= row < last]

    # Rows

    def render(self, start: int, count: int, overlay: Overlay) -> list[Strip]:
        """Return `count` rows of the screen, from row `start` on."""
        painter, height = self.painter, self.viewport.height
        if self.is_empty:
            strips = painter.centred(overlay.empty, height)[start : start + count]
        else:
            strips = self._rows(self.viewport.first_row + start, count, overlay)
            if (marker := self.new_below.marker(painter.glyphs)) and start <= height - 1 < start + count:
                last = height - 1 - start
                strips[last] = painter.with_marker(strips[last], marker)
        return painter.filtered(strips)

    def with_offsets(self, strip: Strip, y: int) -> Strip:
        """Return a row of the screen with the offsets of its characters, which Textual looks up."""
        index, row = self.viewport.at(self.viewport.first_row + y)
        return with_offsets(strip, index, row) if 0 <= index < len(self.document) and row >= 0 else strip

    def _rows(self, row: int, count: int, overlay: Overlay) -> list[Strip]:
        document, blank = self.document, self.painter.blank()
        strips: list[Strip] = []
        index, inside = self.viewport.at(row)
        if inside < 0:
            above = blank if overlay.above is None else self.painter.strip(overlay.above)
            strips += [above] * min(count, -inside)
            inside = 0
        while len(strips) < count and index < len(document):
            block = document.block(index)
            strips += self._block_rows(block, index, inside, count - len(strips), overlay)
            gap = document.heights[index] - max(inside, len(block.lines))
            strips += [blank] * min(gap, count - len(strips))
            index, inside = index + 1, 0
        left = range(row + len(strips), row + count)
        strips += [blank] * len(left)
        if self.below is not None and (place := self.viewport.total_rows - 2) in left:
            strips[place - row] = self.painter.strip(self.below, self._frame)
        return strips

    def _block_rows(
        self, block: PaintedBlock, index: int, first: int, count: int, overlay: Overlay
    ) -> list[Strip]:
        painter = self.painter
        strips = self.document.strips(block, first, count)
        if (selection := overlay.selection) is not None:
            strips = [
                highlighted(strip, selection, index, row, painter) for row, strip in enumerate(strips, first)
            ]
        if pieces := self.finder.hits(block).pieces:
            strips = [
                painter.with_hits(strip, pieces[row]) if row in pieces else strip
                for row, strip in enumerate(strips, first)
            ]
        if overlay.focused is not None and block.item.id == self.cursor.item_id:
            strips = [painter.with_cursor(strip, focused=overlay.focused) for strip in strips]
        return strips
