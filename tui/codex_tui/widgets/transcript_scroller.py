"""A view of rows that are measured when they are seen, which never moves what the reader looks at.

Where the reader is, is a block and a row inside it, not a number of rows from the top: that number changes
whenever a guessed height above turns out to be another. Textual's scroll offset is derived from it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.geometry import Size
from textual.scroll_view import ScrollView
from textual.widget import Widget

from .transcript_scrollbar import SlimScrollBar, slim_scrollbar

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual._types import AnimationLevel, CallbackType

    from .transcript_document import Document

LEAD = 1
"""Blank rows above the first block."""

_WALK_SCREENS = 4
"""Jumps of more screens than this go to where the guesses say; shorter ones count exact rows."""


class BlockScroller(ScrollView):
    """Scrolls over a `Document`. `trailing_rows` are drawn below it by whoever inherits."""

    document: Document
    trailing_rows: int = 1

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self.follows = True
        self._top: tuple[int, int] = (0, -LEAD)

    @property
    def vertical_scrollbar(self) -> SlimScrollBar:
        """The bar at the right."""
        return slim_scrollbar(self)

    @property
    def rows_shown(self) -> int:
        """Rows of the screen that this view has."""
        return self.scrollable_content_region.height

    @property
    def rows_in_all(self) -> int:
        """Rows of the whole conversation, as far as known."""
        return LEAD + self.document.heights.total + self.trailing_rows

    @property
    def first_row(self) -> int:
        """The row at the top of the screen."""
        return round(self.scroll_y)

    def row_of(self, index: int) -> int:
        """Return the first row of a block."""
        return LEAD + self.document.heights.top(index)

    def at(self, row: int) -> tuple[int, int]:
        """Return the block at a row and the row inside it; (0, below 0) above the first block."""
        return (0, row - LEAD) if row < LEAD else self.document.heights.locate(row - LEAD)

    def settle(self) -> bool:
        """Measure what is on the screen, put the offset where the reader is; True when that moved it."""
        height = self.rows_shown
        if height <= 0:
            return False
        row = self._settle_at_end(height) if self.follows else self._settle_at_top(height)
        self._top = self.at(row)
        return self._place(row)

    def _settle_at_end(self, height: int) -> int:
        document = self.document
        needed, index = height - self.trailing_rows, len(document) - 1
        while index >= 0 and needed > 0:
            needed -= document.measure(index)
            index -= 1
        return max(0, self.rows_in_all - height)

    def _settle_at_top(self, height: int) -> int:
        document = self.document
        index, inside = self._top
        if index >= len(document):
            return self._settle_at_end(height)
        inside = min(inside, max(0, document.measure(index) - 1))
        needed, below = height + inside, index
        while below < len(document) and needed > 0:
            needed -= document.measure(below)
            below += 1
        if needed > self.trailing_rows:
            return self._settle_at_end(height)
        return max(0, min(self.row_of(index) + inside, self.rows_in_all - height))

    def _place(self, row: int) -> bool:
        """Tell Textual the size and the offset, without the layout pass that its own setters ask for."""
        size = Size(self.size.width, self.rows_in_all)
        if size != self.virtual_size:
            self.set_reactive(Widget.virtual_size, size)
        moved = self.first_row != row
        if moved or self.scroll_y != row:
            self.set_reactive(Widget.scroll_y, float(row))
        self.set_reactive(Widget.scroll_target_y, float(row))
        self.vertical_scrollbar.show(self.rows_in_all, self.rows_shown, row)
        return moved

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Follow a scroll of Textual's: the wheel, a page key, the bar."""
        moved = round(new_value) - round(old_value)
        self.follows = new_value >= self.max_scroll_y
        if not self.follows:
            if abs(moved) <= _WALK_SCREENS * max(1, self.rows_shown):
                self._top = self._walked(moved)
            else:
                self._top = self.at(round(new_value))
        self.settle()
        self.scrolled()
        self.refresh()

    def _walked(self, rows: int) -> tuple[int, int]:
        """Return where the top is so many rows further, measuring every block on the way."""
        document = self.document
        index, inside = self._top
        inside += rows
        while inside < 0 and index > 0:
            index -= 1
            inside += document.measure(index)
        while index < len(document) - 1 and inside >= (height := document.measure(index)):
            inside -= height
            index += 1
        return index, max(inside, -LEAD)

    def scrolled(self) -> None:
        """Be told that the reader went somewhere else."""

    def go_to(self, index: int, inside: int = 0) -> None:
        """Put a row of a block at the top of the screen."""
        self.follows = False
        self._top = (index, inside)
        self.settle()
        if self.first_row >= self.rows_in_all - self.rows_shown:
            self.follows = True
            self.settle()
        self.scrolled()
        self.refresh()

    def go_to_end(self) -> None:
        """Go to the end, and stay there while it grows."""
        self.follows = True
        self.settle()
        self.scrolled()
        self.refresh()

    def scroll_by(self, rows: int) -> None:
        """Move by so many rows at once."""
        target = max(0, min(self.first_row + rows, self.rows_in_all - self.rows_shown))
        if rows < 0 or target < self.rows_in_all - self.rows_shown:
            self.go_to(*self._walked(rows))
        else:
            self.go_to_end()

    def reveal(self, index: int) -> None:
        """Scroll as little as needed to show a block; of one taller than the screen, its start."""
        height = self.rows_shown
        rows = self.document.measure(index) - self._gap_below(index)
        top = self.row_of(index)
        if top < self.first_row or rows >= height:
            # One row more shows that nothing is hidden right above.
            self.go_to(*self._above(index))
        elif top + rows > self.first_row + height - self.trailing_rows:
            if index == len(self.document) - 1:
                self.go_to_end()
            else:
                self._top = (index, 0)
                self.go_to(*self._walked(rows - height + 1))

    def _above(self, index: int) -> tuple[int, int]:
        if index == 0:
            return 0, -LEAD
        above = self.document.measure(index - 1)
        return (index - 1, above - 1) if self._gap_below(index - 1) else (index, 0)

    def _gap_below(self, index: int) -> int:
        return self.document.heights[index] - len(self.document.block(index).lines)

    def scroll_to(
        self,
        x: float | None = None,
        y: float | None = None,
        *,
        animate: bool = True,
        speed: float | None = None,
        duration: float | None = None,
        easing: Callable[[float], float] | str | None = None,
        force: bool = False,
        on_complete: CallbackType | None = None,
        level: AnimationLevel = "basic",
        immediate: bool = False,
        release_anchor: bool = True,
    ) -> None:
        """Scroll at once, whatever is asked: a glide over heights that are still guessed would stagger."""
        super().scroll_to(x, y, animate=False, force=force, on_complete=on_complete, level=level)
