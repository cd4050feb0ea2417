"""Which rows of a conversation are on the screen, computed without a widget.

The place of the reader is a block and a row inside it, not a number of rows from the top: heights above are
guesses until their blocks are seen, and that number changes with each guess that was wrong.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, Protocol

if TYPE_CHECKING:
    from .layout import Heights

LEADING_ROWS = 1
"""Blank rows above the first block."""

_EXACT_SCREENS = 4
"""Jumps of more screens go where the guesses say; shorter ones measure each block on the way."""


class Blocks(Protocol):
    """What a viewport needs of the blocks that it shows."""

    @property
    def heights(self) -> Heights:
        """The height of each block: guessed until it is measured."""

    def __len__(self) -> int: ...

    def measure(self, index: int) -> int:
        """Return the exact height of a block, the blank rows below it included, and keep it in `heights`."""

    def drawn_rows(self, index: int) -> int:
        """Return the exact height of a block without the blank rows below it."""


class Anchor(NamedTuple):
    """A row of a block; rows below 0 are those above the first block."""

    block: int
    row: int


TOP = Anchor(0, -LEADING_ROWS)
"""The first row of all."""


class Viewport:
    """The part of all rows that is on a screen of `height` rows.

    `top` is the row at the top of the screen, and stays there whatever happens above it. While `follows` is
    set, the end stays at the bottom instead. `settle` computes from them `first_row`, which counts from the
    first of all rows. `trailing_rows` are below the last block.
    """

    def __init__(self, blocks: Blocks) -> None:
        self._blocks = blocks
        self.height = 0
        self.trailing_rows = 1
        self.follows = True
        self.top = TOP
        self.first_row = 0

    @property
    def total_rows(self) -> int:
        """The number of all rows, by heights that may be guesses."""
        return LEADING_ROWS + self._blocks.heights.total + self.trailing_rows

    @property
    def end_row(self) -> int:
        """The top row of the screen when it shows the end."""
        return max(0, self.total_rows - self.height)

    def row_of(self, index: int) -> int:
        """Return the first row of a block."""
        return LEADING_ROWS + self._blocks.heights.top(index)

    def at(self, row: int) -> Anchor:
        """Return the block at a row and the row inside it; behind the end, the number of blocks and 0."""
        if row < LEADING_ROWS:
            return Anchor(0, row - LEADING_ROWS)
        return Anchor(*self._blocks.heights.locate(row - LEADING_ROWS))

    def shows(self, index: int) -> bool:
        """Whether any row of a block is on the screen."""
        top = self.row_of(index)
        bottom = top + self._blocks.drawn_rows(index)
        return bottom > self.first_row and top < self.first_row + self.height

    # Keeping the place

    def settle(self) -> None:
        """Measure the blocks on the screen, and compute its first row."""
        if self.height <= 0:
            return
        self.first_row = self._settled_at_end() if self.follows else self._settled_at_top()
        self.top = self.at(self.first_row)

    def _settled_at_end(self) -> int:
        needed, index = self.height - self.trailing_rows, len(self._blocks) - 1
        while index >= 0 and needed > 0:
            needed -= self._blocks.measure(index)
            index -= 1
        return self.end_row

    def _settled_at_top(self) -> int:
        blocks = self._blocks
        index, row = self.top
        if index >= len(blocks):
            return self._settled_at_end()
        while row < 0 and index > 0:
            # The reader was above the first block, and now there are blocks above it.
            index -= 1
            row += blocks.measure(index)
        row = max(-LEADING_ROWS, min(row, max(0, blocks.measure(index) - 1)))
        needed, below = self.height + row, index
        while below < len(blocks) and needed > 0:
            needed -= blocks.measure(below)
            below += 1
        if needed > self.trailing_rows:
            return self._settled_at_end()
        return max(0, min(self.row_of(index) + row, self.total_rows - self.height))

    def resized(self, index: int) -> None:
        """Show a block that was folded or unfolded. Its first row stays, unless that would hide its end."""
        self.follows = False
        before = self._blocks.heights[index]
        grew = self._blocks.measure(index) > before
        if self.row_of(index) < self.first_row:
            self.top = Anchor(index, 0)
        self.settle()
        self.follows = self.first_row >= self.total_rows - self.height
        if grew:
            self.reveal(index)

    @property
    def share_above(self) -> float:
        """The share of the top block's rows that are above the screen, 0 to 1."""
        index, row = self.top
        return row / max(1, self._blocks.heights[index]) if row > 0 and index < len(self._blocks) else 0.0

    def rewrapped(self, share_above: float) -> None:
        """Keep the reader at the same words when all heights have changed with the width."""
        index, row = self.top
        if row > 0 and index < len(self._blocks):
            self.top = Anchor(index, round(share_above * self._blocks.measure(index)))
        self.settle()

    # Moving

    def go_to(self, anchor: Anchor) -> None:
        """Put a row of a block at the top of the screen; follow the end if it is in sight then."""
        self.follows = False
        self.top = anchor
        self.settle()
        if self.first_row >= self.total_rows - self.height:
            self.go_to_end()

    def go_to_end(self) -> None:
        """Go to the end, and follow it while it grows."""
        self.follows = True
        self.settle()

    def scroll_by(self, rows: int) -> None:
        """Scroll by so many rows, measuring each block on the way."""
        end = self.total_rows - self.height
        if rows < 0 or max(0, min(self.first_row + rows, end)) < end:
            self.go_to(self.walked(rows))
        else:
            self.go_to_end()

    def scroll_pages(self, pages: int) -> None:
        """Scroll by so many screens, with two rows in common."""
        self.scroll_by(pages * max(1, self.height - 2))

    def scrolled_to(self, row: int, *, at_end: bool) -> None:
        """Follow a scroll bar or a wheel, which count rows from the top.

        `at_end` says that this was their last row: heights may have been measured since.
        """
        moved = row - self.first_row
        self.follows = at_end
        if not at_end:
            near = abs(moved) <= _EXACT_SCREENS * max(1, self.height)
            self.top = self.walked(moved) if near else self.at(row)
        self.settle()

    def reveal(self, index: int) -> None:
        """Scroll as little as needed to show a block; of one taller than the screen, show its start."""
        rows = self._blocks.drawn_rows(index)
        top = self.row_of(index)
        if top < self.first_row or rows >= self.height:
            self.go_to(self.above(index))
        elif top + rows > self.first_row + self.height - self.trailing_rows:
            if index == len(self._blocks) - 1:
                self.go_to_end()
            else:
                self.top = Anchor(index, 0)
                self.go_to(self.walked(rows - self.height + 1))

    def reveal_row(self, index: int, row: int) -> None:
        """Show a row of a block: at its place if it is on the screen, else a third from the top."""
        shown = self.row_of(index) + row - self.first_row
        self.top = Anchor(index, row)
        in_sight = 1 <= shown < self.height - 2
        self.go_to(self.walked(-shown if in_sight else -(self.height // 3)))

    def above(self, index: int) -> Anchor:
        """Return the blank row above a block, which shows that nothing is hidden; else its first row."""
        if index == 0:
            return TOP
        height = self._blocks.measure(index - 1)
        has_gap = height > self._blocks.drawn_rows(index - 1)
        return Anchor(index - 1, height - 1) if has_gap else Anchor(index, 0)

    def walked(self, rows: int) -> Anchor:
        """Return the top after so many rows, measuring each block on the way."""
        blocks = self._blocks
        index, row = self.top
        row += rows
        while row < 0 and index > 0:
            index -= 1
            row += blocks.measure(index)
        while index < len(blocks) - 1 and row >= (height := blocks.measure(index)):
            row -= height
            index += 1
        return Anchor(index, max(row, -LEADING_ROWS))
