"""The blocks of one conversation: which rows they take, and their strips, made when they are first seen."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ..blocks import Drawing, Fold, View, block_of
from .transcript_layout import Heights

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from textual.strip import Strip

    from ..blocks import Line
    from ..state.items import Item
    from .transcript_paint import StripPainter

KEPT_BLOCKS = 400
"""Blocks whose strips are kept: about 4 MB, and ten screens of one-line blocks."""


@dataclass(slots=True)
class PaintedBlock:
    """What is kept of a block that was seen; `changed_from` is the first line its last drawing changed."""

    item: Item
    revision: int
    view: View
    drawing: Drawing[Item]
    lines: list[Line] = field(default_factory=list)
    strips: list[Strip] = field(default_factory=list)
    changed_from: int = 0


class Document:
    """The items of a thread as rows. `folds` holds what the person chose, by item."""

    def __init__(self, painter: StripPainter) -> None:
        self.painter = painter
        self.cwd = ""
        self.items: list[Item] = []
        """The items as `sync` last saw them: the thread's own list may be ahead of what is drawn."""
        self._thread_items: Sequence[Item] = ()
        self.heights = Heights()
        self.folds: dict[str, Fold] = {}
        self.blocks_drawn = 0
        self._count = 0
        self._ids: dict[str, int] = {}
        self._seen: OrderedDict[str, PaintedBlock] = OrderedDict()

    def __len__(self) -> int:
        return self._count

    def set_items(self, items: Sequence[Item], folds: dict[str, Fold], cwd: str = "") -> None:
        """Show other items, of a thread that works in `cwd`; nothing of the ones before is kept."""
        self.cwd = cwd
        self._thread_items = items
        self.folds = folds
        self._seen.clear()
        self._take_all()

    def estimate_all(self) -> None:
        """Guess all heights anew, as after a change of the width."""
        self.heights = Heights(self._estimate(index) for index in range(self._count))

    def _take_all(self) -> None:
        self.items = list(self._thread_items)
        self._count = len(self.items)
        self._ids = {item.id: index for index, item in enumerate(self.items)}
        self.estimate_all()

    def sync(self) -> int:
        """Take over which items there are now; returns how many were added at the end.

        The same list may have grown, or hold others in other places.
        """
        before, items = self._count, self._thread_items
        if before and len(items) >= before and self._still_begins_as_before():
            self.items[:] = items
            self._count = len(items)
            for index in range(before, self._count):
                self._ids[items[index].id] = index
                self.heights.append(self._estimate(index))
            if self._count > before:
                # What comes after it decides whether a blank line follows a block.
                self._measured_again(before - 1)
            return self._count - before
        known = set(self._ids)
        self._take_all()
        return sum([1 for item in items if item.id not in known]) if known else 0

    def _still_begins_as_before(self) -> bool:
        return all(old.id == new.id for old, new in zip(self.items, self._thread_items, strict=False))

    def forget_strips(self) -> None:
        """Drop all strips: the theme or the width has changed."""
        self._seen.clear()

    def id_at(self, index: int) -> str | None:
        """Return which item was at a place when `sync` last looked, or None behind the end."""
        return self.items[index].id if 0 <= index < self._count else None

    def index_of(self, item_id: str | None) -> int | None:
        """Return the place of an item, or None."""
        return None if item_id is None else self._ids.get(item_id)

    def fold(self, index: int) -> Fold:
        """Return how much of a block is shown: what the person chose, else what its renderer says."""
        item = self.items[index]
        chosen = self.folds.get(item.id)
        block = block_of(item)
        return chosen if chosen is not None and chosen in block.folds(item) else block.first_fold(item)

    def fold_next(self, index: int) -> bool:
        """Show more of a block, or only its head after everything; False when it does not fold."""
        item = self.items[index]
        folds = block_of(item).folds(item)
        if len(folds) < 2:
            return False
        self.folds[item.id] = folds[(folds.index(self.fold(index)) + 1) % len(folds)]
        return True

    def _view(self, index: int) -> View:
        return View(self.painter.room, self.fold(index), self.painter.glyphs, self.cwd)

    def _estimate(self, index: int) -> int:
        if not self.painter.width:
            # Nobody has said how wide the view is; guesses would be thrown away.
            return 1
        item = self.items[index]
        lines = block_of(item).estimate(item, self._view(index))
        return lines + self._gap(index, lines)

    def _gap(self, index: int, lines: int) -> int:
        """Return the blank rows below a block: none between blocks of one line that are not prose."""
        if not lines or index + 1 >= self._count:
            return 0
        here, below = block_of(self.items[index]), block_of(self.items[index + 1])
        return 0 if lines == 1 and not here.prose and not below.prose else 1

    def _measured_again(self, index: int) -> None:
        seen = self._seen.get(self.items[index].id)
        lines = (
            len(seen.lines)
            if seen is not None
            else block_of(self.items[index]).estimate(self.items[index], self._view(index))
        )
        self.heights[index] = lines + self._gap(index, lines)

    def block(self, index: int) -> PaintedBlock:
        """Return a block as it is now, drawn if it has changed, its height exact from now on."""
        item = self.items[index]
        view = self._view(index)
        seen = self._seen.get(item.id)
        if seen is not None and seen.item is item and seen.view == view:
            self._seen.move_to_end(item.id)
        else:
            seen = PaintedBlock(item, -1, view, block_of(item).drawing(view))
            self._seen[item.id] = seen
            if len(self._seen) > KEPT_BLOCKS:
                self._seen.popitem(last=False)
        if seen.revision != item.revision:
            self._draw(seen)
        # Also for a block that is as it was: all heights may have been guessed anew since.
        self.heights[index] = len(seen.lines) + self._gap(index, len(seen.lines))
        return seen

    def _draw(self, seen: PaintedBlock) -> None:
        self.blocks_drawn += 1
        drawn = seen.drawing.draw(seen.item)
        seen.revision = seen.item.revision
        seen.lines = drawn.lines
        seen.changed_from = drawn.stable
        del seen.strips[drawn.stable :]
        seen.strips.extend([self.painter.strip(line) for line in drawn.lines[drawn.stable :]])

    def measure(self, index: int) -> int:
        """Return the exact height of a block."""
        self.block(index)
        return self.heights[index]

    def spinning(self, index: int, frame: int) -> list[int]:
        """Advance the spinners of a block; returns their lines."""
        if not self.items[index].is_open:
            return []
        seen = self.block(index)
        rows = [row for row, line in enumerate(seen.lines) if line.spins]
        for row in rows:
            seen.strips[row] = self.painter.strip(seen.lines[row], frame)
        return rows

    def lines_between(
        self, first: tuple[int, int], last: tuple[int, int]
    ) -> Iterator[tuple[int, int, Line | None]]:
        """Yield (block, row, line) from one (block, row) to another; a blank row between has no line."""
        start_block, start_row = first
        end_block, end_row = last
        for index in range(max(0, start_block), min(end_block, self._count - 1) + 1):
            lines = self.block(index).lines
            begin = start_row if index == start_block else 0
            end = min(end_row + 1, len(lines)) if index == end_block else len(lines)
            for row in range(begin, end):
                yield index, row, lines[row]
            if index < end_block and self.heights[index] > len(lines):
                yield index, len(lines), None
