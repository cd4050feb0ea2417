"""The blocks of a conversation: their heights, which are guesses until they are drawn, and their drawings."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ...blocks import Detail, Drawing, View, block_of
from ...state.archive import ItemsView
from .layout import Heights

if TYPE_CHECKING:
    from textual.strip import Strip

    from ...blocks import Line
    from ...state.items import ReadOnlyItem
    from .paint import StripPainter

KEPT_BLOCKS = 400
"""Blocks whose strips are kept: about 4 MB, and ten screens of one-line blocks."""

KEPT_HEIGHTS = 8
"""Conversations whose heights are kept while others are shown: eight bytes a block."""

_AT_ONCE = 512
"""Blocks whose heights are guessed before anything is shown, in 3 ms (6 if packed); the others follow."""

_TYPICAL = 4
"""The height of a block before it has a guess of its own."""


@dataclass(slots=True)
class _KeptHeights:
    """The heights of a conversation that is not shown, kept for the next time."""

    items: ItemsView
    last_id: str
    width: int
    heights: Heights
    unguessed: int


@dataclass(slots=True)
class PaintedBlock:
    """A block as it was drawn; `changed_from` is its first line that has changed since it was painted."""

    item: ReadOnlyItem
    revision: int
    view: View
    drawing: Drawing[ReadOnlyItem]
    lines: list[Line] = field(default_factory=list)
    strips: list[Strip | None] = field(default_factory=list)
    changed_from: int = 0

    def shows(self, item: ReadOnlyItem) -> bool:
        """Whether this is a drawing of an item. One that was packed meanwhile is another, equal object."""
        if self.item is not item:
            if self.item.revision != item.revision or self.item != item:
                return False
            self.item = item
        return True


class Document:
    """The items of a thread as rows. `chosen` has the detail that the person chose, by item id."""

    def __init__(self, painter: StripPainter) -> None:
        self.painter = painter
        self.cwd = ""
        self.items = ItemsView()
        """The items as of the last `sync`: the thread's own list may be ahead of what is drawn."""
        self._thread_items: ItemsView = self.items
        self.heights = Heights()
        self.chosen: dict[str, Detail] = {}
        self.unfolded: frozenset[str] = frozenset()
        """The kinds of blocks that are shown in full until the person folds one."""
        self._count = 0
        self.prepended = 0
        """How many items the last `sync` found before the former first one."""
        self.reordered = False
        """Whether the last `sync` found other items than before, not only more."""
        self._painted: OrderedDict[str, PaintedBlock] = OrderedDict()
        self._resized: int | None = None
        self.unfinished: set[str] = set()
        """Items that are drawn in part only: `draw_on` has them drawn further."""
        self.unguessed = 0
        """How many blocks at the beginning have no guess of their own yet."""
        self._kept_heights: OrderedDict[int, _KeptHeights] = OrderedDict()

    def __len__(self) -> int:
        return self._count

    def set_items(self, items: ItemsView, chosen: dict[str, Detail], cwd: str = "") -> None:
        """Show other items, of a thread that works in `cwd`; drop the drawings of the ones before."""
        self._keep_heights()
        self.cwd = cwd
        self._thread_items = items
        self.chosen = chosen
        self._painted.clear()
        self.unfinished.clear()
        self._take_all()

    def estimate_all(self) -> None:
        """Guess all heights anew, as after a new width: the last ones now, the others by `guess_more`."""
        if len(self.heights) != self._count:
            self.heights = Heights([_TYPICAL if self.painter.width else 1] * self._count)
        # Guesses for a view that has no width yet would be thrown away.
        self.unguessed = self._count if self.painter.width else 0
        self.guess_more(_AT_ONCE)

    def guess_more(self, blocks: int) -> None:
        """Guess the heights of `blocks` more blocks, backwards from those that have a guess."""
        stop = max(0, self.unguessed - blocks)
        for index in range(self.unguessed - 1, stop - 1, -1):
            self._set_height(index)
        self.unguessed = stop

    def _keep_heights(self) -> None:
        if self._count > _AT_ONCE:
            last = self.items.peek(-1).id
            kept = _KeptHeights(self._thread_items, last, self.painter.width, self.heights, self.unguessed)
            self._kept_heights[id(self._thread_items)] = kept
            if len(self._kept_heights) > KEPT_HEIGHTS:
                self._kept_heights.popitem(last=False)

    def _take_all(self) -> None:
        self.items = self._thread_items.copy()
        self._count = len(self.items)
        kept = self._kept_heights.pop(id(self._thread_items), None)
        if (
            kept is not None
            and kept.width == self.painter.width
            and len(kept.heights) == self._count
            and kept.last_id == self.items.peek(-1).id
        ):
            self.heights, self.unguessed = kept.heights, kept.unguessed
        else:
            self.heights = Heights()
            self.estimate_all()

    def sync(self) -> int:
        """Take over the current list of items; return how many were added at the end.

        The list may have grown at both ends, or hold other items; `prepended` and `reordered` tell
        afterwards. The cost grows with the new items, not with all of them.
        """
        before, items, old = self._count, self._thread_items, self.items
        self.prepended, self.reordered = 0, False
        above = items.above(old)
        if above is None:
            self._take_all()
            self.reordered = True
            return items.new_since(old) if before else 0
        self.items = items.copy()
        self._count = len(items)
        self.prepended = above
        if above:
            self.heights.prepend([self._estimate(index) for index in range(above)])
            self.unguessed += above if self.unguessed else 0
        for index in range(above + before, self._count):
            self.heights.append(self._estimate(index))
        if self._count > above + before:
            # The block after it decides whether a blank line follows.
            self._set_height(above + before - 1)
        return self._count - above - before

    def forget_drawings(self) -> None:
        """Drop all drawings, because the width has changed."""
        self._painted.clear()

    def forget_strips(self) -> None:
        """Drop all strips, because the theme has changed; lines are kept."""
        for block in self._painted.values():
            block.strips = [None] * len(block.lines)

    def id_at(self, index: int) -> str | None:
        """Return the id of the item at an index as of the last `sync`; None behind the end."""
        return self.items.peek(index).id if 0 <= index < self._count else None

    def index_of(self, item_id: str | None) -> int | None:
        """Return the index of an item; None if the document does not have it."""
        return None if item_id is None else self.items.place(item_id)

    def detail(self, index: int) -> Detail:
        """Return how much of a block is shown: the person's choice, else what unfolds, else the default."""
        return self._detail(self.items.peek(index))

    def _detail(self, item: ReadOnlyItem) -> Detail:
        chosen = self.chosen.get(item.id)
        block = block_of(item)
        if chosen is not None and chosen in block.details(item):
            return chosen
        return block.details(item)[-1] if block.kind in self.unfolded else block.first_detail(item)

    def show_next_detail(self, index: int) -> bool:
        """Set the next detail of a block, or the first after the last; return False when it does not fold."""
        item = self.items.peek(index)
        details = block_of(item).details(item)
        if len(details) < 2:
            return False
        self.chosen[item.id] = details[(details.index(self.detail(index)) + 1) % len(details)]
        return True

    def _view(self, item: ReadOnlyItem) -> View:
        return View(self.painter.room, self._detail(item), self.painter.glyphs, self.cwd)

    def _estimate(self, index: int) -> int:
        if not self.painter.width:
            # Guesses for a view that has no width yet would be thrown away.
            return 1
        item = self.items.peek(index)
        lines = block_of(item).estimate(item, self._view(item))
        return lines + self._gap(index, item, lines)

    def _gap(self, index: int, item: ReadOnlyItem, lines: int) -> int:
        """Return the blank rows below a block: none between one-line blocks that are not prose."""
        if not lines or index + 1 >= self._count:
            return 0
        here, below = block_of(item), block_of(self.items.peek(index + 1))
        if here.joined:
            return 1 if below.prose else 0
        return 0 if lines == 1 and not here.prose and not below.prose else 1

    def _set_height(self, index: int) -> None:
        item = self.items.peek(index)
        block = self._painted.get(item.id)
        lines = len(block.lines) if block is not None else block_of(item).estimate(item, self._view(item))
        self.heights[index] = lines + self._gap(index, item, lines)

    def block(self, index: int) -> PaintedBlock:
        """Return a block, drawn anew if it has changed, and make its height exact."""
        item = self.items[index]
        view = self._view(item)
        block = self._painted.get(item.id)
        if block is not None and block.view == view and block.shows(item):
            self._painted.move_to_end(item.id)
        else:
            block = PaintedBlock(item, -1, view, block_of(item).drawing(view))
            self._painted[item.id] = block
            if len(self._painted) > KEPT_BLOCKS:
                self._painted.popitem(last=False)
        if block.revision != item.revision:
            self._draw(block)
        # For an unchanged block too: all heights may have been guessed anew since it was drawn.
        height = len(block.lines) + self._gap(index, item, len(block.lines))
        if height != self.heights[index]:
            self.heights[index] = height
            self._resized = index if self._resized is None else min(index, self._resized)
        return block

    def draw_on(self) -> set[str]:
        """Have unfinished blocks drawn further when they are measured next; return the ids of their items."""
        items, self.unfinished = self.unfinished, set()
        for item_id in items:
            if (block := self._painted.get(item_id)) is not None:
                block.revision = -1
        return items

    def take_resized(self) -> int | None:
        """Return the first block whose height has changed since the last call, or None.

        A block is measured whenever it is drawn, also between two updates. The rows below it are then in
        the wrong place on the screen until they are painted.
        """
        resized, self._resized = self._resized, None
        return resized if resized is not None and resized < self._count else None

    def take_changed_from(self, index: int) -> int:
        """Return the first line of a block that must be painted; count all lines as painted from now on."""
        block = self.block(index)
        changed, block.changed_from = block.changed_from, len(block.lines)
        return changed

    def _draw(self, block: PaintedBlock) -> None:
        drawn = block.drawing.draw(block.item)
        block.revision = block.item.revision
        (self.unfinished.add if drawn.unfinished else self.unfinished.discard)(block.item.id)
        block.lines = drawn.lines
        block.changed_from = min(block.changed_from, drawn.stable)
        del block.strips[drawn.stable :]
        # Strips are made when they are shown: a screenful for a diff of two thousand lines.
        block.strips.extend([None] * (len(drawn.lines) - drawn.stable))

    def strips(self, block: PaintedBlock, first: int, count: int) -> list[Strip]:
        """Return painted rows of a block."""
        out: list[Strip] = []
        for row in range(first, min(first + count, len(block.lines))):
            strip = block.strips[row]
            if strip is None:
                strip = block.strips[row] = self.painter.strip(block.lines[row])
            out.append(strip)
        return out

    def measure(self, index: int) -> int:
        """Draw a block if it has changed; return its exact height."""
        self.block(index)
        return self.heights[index]

    def drawn_rows(self, index: int) -> int:
        """Return the number of drawn rows of a block, without the blank ones below it."""
        return len(self.block(index).lines)

    def spinning(self, index: int, frame: int) -> list[int]:
        """Draw the spinners of a block for a frame; return the lines that have one."""
        if not self.items.peek(index).is_open:
            return []
        block = self.block(index)
        rows = [row for row, line in enumerate(block.lines) if line.spins]
        for row in rows:
            block.strips[row] = self.painter.strip(block.lines[row], frame)
        return rows
