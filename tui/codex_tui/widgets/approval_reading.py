"""Which rows of a card's text are in view, and which have been: pure, given the width and the rows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .approval_text import CardText, Window, window

if TYPE_CHECKING:
    from collections.abc import Callable

PAGE = 1_000
"""The step that means a page, which is as many rows as scroll."""
WHOLE = 1_000_000
"""A step past either end."""

SCROLLS = {
    f"{place}.{step}": rows
    for place in ("card", "trust")
    for step, rows in {
        "up": -1,
        "down": 1,
        "page-up": -PAGE,
        "page-down": PAGE,
        "top": -WHOLE,
        "end": WHOLE,
    }.items()
}
SCROLLS["form.choose"] = PAGE
"""The rows of the table of keys that scroll the text, and by how many rows."""

_NOTHING = CardText((), 0, odd=False)


class CardReading:
    """Holds the text of a card, and which of its rows have been drawn."""

    def __init__(self) -> None:
        self._lay_out: Callable[[int], CardText] | None = None
        self._offset = 0
        self._drawn: set[int] = set()
        self._laid_out: tuple[object, CardText] = (None, _NOTHING)
        self._looks_old = False

    def begin(self, lay_out: Callable[[int], CardText] | None) -> None:
        """Start with a new text, of which nothing is read. `lay_out` makes it for a width; None: no text."""
        self._lay_out = lay_out
        self._offset = 0
        self._drawn.clear()
        self._laid_out = (None, _NOTHING)

    def lay_out_again(self) -> None:
        """Lay the text out anew: it looks different, and what was read stays read."""
        self._looks_old = True

    def text(self, width: int) -> CardText:
        """Return the text for a width; with a new width its rows count as unread."""
        if self._lay_out is None:
            return _NOTHING
        if self._laid_out[0] != width or self._looks_old:
            if self._laid_out[0] != width:
                self._drawn.clear()
            self._laid_out = (width, self._lay_out(width))
            self._looks_old = False
        return self._laid_out[1]

    def window(self, width: int, room: int) -> Window:
        """Return the rows in view. Without room there are none: none is read, and nothing can be allowed."""
        if room < 1:
            return Window((), 0, at_end=False)
        return window(self.text(width), room, self._offset)

    def scroll(self, by: int, width: int, room: int) -> None:
        """Scroll by rows, by a `PAGE`, or by `WHOLE` to an end."""
        shown = self.window(width, room)
        if abs(by) == PAGE:
            by = shown.page if by > 0 else -shown.page
        self._offset = min(max(self._offset + by, 0), shown.last_offset)

    def reveal(self, width: int, room: int) -> None:
        """Scroll so that the row under the cursor is in view, with what belongs to it as far as it fits."""
        text = self.text(width)
        for row in (text.until, text.here):
            if row >= 0 and room > 0:
                self._bring_into_view(row, width, room)

    def _bring_into_view(self, row: int, width: int, room: int) -> None:
        shown = self.window(width, room)
        if row not in shown.whole:
            at = row if row < self._offset else row - shown.page + 1
            self._offset = min(max(at, 0), shown.last_offset)

    def drawn(self, shown: Window) -> None:
        """Record that these rows are on the screen, where a person can see them."""
        self._drawn |= shown.whole

    def unread(self, width: int, room: int) -> str:
        """Return what must be read before something can be allowed; empty when all of it was in view."""
        text = self.text(width)
        if room < 1:
            return "too small to read"
        if len(text.rows) - 1 not in self._drawn:
            return "read to the end first"
        return "" if self._drawn.issuperset(text.must) else "read all of it first"
