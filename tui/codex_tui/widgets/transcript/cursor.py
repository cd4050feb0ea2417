"""The block cursor: the block on which keys act, and where keys move the cursor."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .viewport import TOP

if TYPE_CHECKING:
    from ...state.items import ReadOnlyItem
    from .document import Document
    from .viewport import Viewport


class BlockCursor:
    """The cursor is on one block of a document; moving it scrolls `viewport` to show that block.

    `anchor_id` is the block at which a selection by keyboard began; the selection ends at the cursor.
    """

    def __init__(self, document: Document, viewport: Viewport) -> None:
        self._document = document
        self._viewport = viewport
        self.item_id: str | None = None
        self.anchor_id: str | None = None

    @property
    def index(self) -> int | None:
        """The index of the cursor's block; None while it is on none."""
        return self._document.index_of(self.item_id)

    @property
    def item(self) -> ReadOnlyItem | None:
        """The item of the cursor's block; None while it is on none."""
        index = self.index
        return None if index is None else self._document.items[index]

    def put(self, index: int | None) -> None:
        """Move the cursor to a block without scrolling; None for no block."""
        self.item_id = self._document.id_at(index) if index is not None else None

    def move(self, step: int) -> None:
        """Go to the next (1) or previous (-1) block; within one taller than the screen, scroll first."""
        if not len(self._document):
            return
        viewport, index = self._viewport, self.index
        if index is None or not viewport.shows(index):
            row = viewport.first_row if step > 0 else viewport.first_row + viewport.height - 1
            target = self._nearest(min(viewport.at(row).block, len(self._document) - 1), step)
        elif rows := self._hidden_rows(index, step):
            viewport.scroll_by(step * max(1, min(viewport.height - 2, rows)))
            return
        else:
            target = self._nearest(index + step, step)
        if target is not None:
            self.put(target)
            viewport.reveal(target)

    def _hidden_rows(self, index: int, step: int) -> int:
        """Return the hidden rows of a block in a direction, plus one row that shows where it ends."""
        top, first = self._viewport.row_of(index), self._viewport.first_row
        if step < 0:
            return first - top + 1 if top < first else 0
        hidden = top + self._document.drawn_rows(index) - first - self._viewport.height
        return hidden + 1 if hidden > 0 else 0

    def _nearest(self, index: int, step: int) -> int | None:
        """Return the nearest block in a direction that has rows; None without one."""
        while 0 <= index < len(self._document):
            if self._document.drawn_rows(index):
                return index
            index += step
        return None

    def jump(self, step: int, mark: int) -> bool:
        """Go to the nearest item of a kind (`PROMPT`, `TURN`, `WRONG`) in a direction; False without one."""
        here = self.index
        if here is None or not self._viewport.shows(here):
            here = min(self._viewport.at(self._viewport.first_row).block, len(self._document))
        target = self._document.items.next_marked(here + step, step, mark)
        if target is None:
            return False
        self.put(target)
        self._viewport.go_to(self._viewport.above(target))
        return True

    def go_to(self, item_id: str) -> bool:
        """Go to the block of an item, or to the next one that has rows; return False without one."""
        index = self._document.index_of(item_id)
        target = None if index is None else self._nearest(index, 1)
        if target is None:
            return False
        self.put(target)
        self._viewport.go_to(self._viewport.above(target))
        return True

    def to_start(self) -> None:
        """Go to the first block."""
        if len(self._document):
            self.put(self._nearest(0, 1))
            self._viewport.go_to(TOP)

    def to_end(self) -> None:
        """Go to the last block, and stay at the end while it grows."""
        if len(self._document):
            self.put(self._nearest(len(self._document) - 1, -1))
        self._viewport.go_to_end()

    # Selecting whole blocks

    def extend(self, step: int, *, selecting: bool) -> tuple[int, int] | None:
        """Select the current block, or extend the selection by one; return its first and last block.

        `selecting`: what was selected before is still selected.
        """
        here = self.index
        if here is None:
            self.move(step)
            return None
        if self.anchor_id is None or not selecting:
            self.anchor_id = self.item_id
        elif (target := self._nearest(here + step, step)) is not None:
            self.put(target)
            self._viewport.reveal(target)
        return self.chosen(selecting=True)

    def chosen(self, *, selecting: bool) -> tuple[int, int] | None:
        """Return the first and last block on which keys act: the selected ones, else the current one."""
        here = self.index
        if here is None:
            return None
        anchor = self._document.index_of(self.anchor_id) if selecting else None
        return (here, here) if anchor is None else (min(anchor, here), max(anchor, here))

    def end_selection(self) -> bool:
        """Forget where the selection began; return False when there was none."""
        ended, self.anchor_id = self.anchor_id is not None, None
        return ended
