"""The list of completions above the composer. It never takes the focus.

How another source of rows is added: write a class with the method `offer` of `CompletionSource`
(`completion_rows.py`), and give it to `Completing.add` (`screens/completing.py`). A source that searches
returns what it has, with a note, and calls `Completing.update` when more has come. The keys are rows of the
table with the area `COMPLETION`; the composer passes them on while the list is open.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.message import Message
from textual.widget import Widget

from .. import glyphs
from ..blocks.cells import clip, width
from .completion_rows import Offer, Selection
from .row import two_sided

if TYPE_CHECKING:
    from textual import events
    from textual.geometry import Size
    from textual.strip import Strip

    from .completion_rows import CompletionRow
    from .row import Piece

MOST_ROWS = 10
"""Rows of the list on a high screen; on a low one a third of it, so that the conversation stays in view."""

LABEL = 36
"""Maximum cells of a label while there is a hint behind it."""


class CompletionList(Widget, can_focus=False):
    """Shows an offer, and takes no room without one."""

    ALLOW_SELECT = False

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "completion--label",
        "completion--hint",
        "completion--mark",
        "completion--chosen",
    }

    class Toggled(Message):
        """The list was opened or closed, so that other keys work now."""

    class Clicked(Message):
        """The person clicked a row."""

        def __init__(self, row: CompletionRow) -> None:
            super().__init__()
            self.row = row

    def __init__(self, *, marks: glyphs.Glyphs | None = None, id: str | None = None) -> None:
        super().__init__(id=id)
        self._marks = marks or glyphs.choose()
        self._offer: Offer | None = None
        self._selection = Selection()
        self.display = False

    def use_glyphs(self, marks: glyphs.Glyphs) -> None:
        """Draw with other shapes from now on."""
        self._marks = marks
        self.refresh(layout=True)

    @property
    def offer(self) -> Offer | None:
        """What is shown; None while the list is closed."""
        return self._offer

    @property
    def is_open(self) -> bool:
        """Whether there are rows to choose from."""
        return self._offer is not None and bool(self._offer.rows)

    @property
    def chosen(self) -> CompletionRow | None:
        """The row that the cursor of the list is on; None when it is on none."""
        if self._offer is None or self._selection.chosen is None:
            return None
        return self._offer.rows[self._selection.chosen]

    def show(self, offer: Offer | None) -> None:
        """Show an offer; None closes the list. The same rows keep the row that is chosen."""
        if offer is not None and not offer.rows and not offer.note:
            offer = None
        before, self._offer = self._offer, offer
        if offer == before:
            return
        if offer is None:
            self._selection.begin(0, None)
        elif before is None or before.rows != offer.rows or before.chosen != offer.chosen:
            self._selection.begin(len(offer.rows), offer.chosen)
        self.display = offer is not None
        self.refresh(layout=True)
        if self.is_open != (before is not None and bool(before.rows)):
            self.post_message(self.Toggled())

    def move(self, step: int) -> None:
        """Choose the next (1) or the previous (-1) row."""
        self._selection.move(step)
        self.refresh()

    def page(self, step: int) -> None:
        """Choose the row a screen of the list further on (1) or back (-1)."""
        self._selection.page(step, self._rows_in_view)
        self.refresh()

    @property
    def _rows_in_view(self) -> int:
        """Rows for completions; the last line says how many are out of view, when some are."""
        height = self.size.height
        return height if self._selection.size <= height else max(1, height - 1)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Return the rows that are wanted, up to a third of the screen."""
        if self._offer is None:
            return 0
        most = max(2, min(MOST_ROWS, viewport.height // 3))
        return min(max(1, len(self._offer.rows)), most)

    def render_line(self, y: int) -> Strip:
        """Draw one row."""
        offer, cells, ground = self._offer, self.size.width, self.rich_style
        if offer is None:
            return two_sided([], [], cells, ground)
        hint = self.get_component_rich_style("completion--hint")
        if not offer.rows:
            return two_sided([("  ", ground), (offer.note if y == 0 else "", hint)], [], cells, ground)
        in_view = self._rows_in_view
        self._selection.scroll(in_view)
        if y >= in_view:
            return two_sided([("  ", ground), (self._out_of_view(in_view), hint)], [], cells, ground)
        place = self._selection.first + y
        if place >= len(offer.rows):
            return two_sided([], [], cells, ground)
        return self._row(offer.rows[place], place == self._selection.chosen, cells)

    def _out_of_view(self, in_view: int) -> str:
        above = self._selection.first
        below = max(0, self._selection.size - above - in_view)
        said = [f"{self._marks.above} {above} more"] if above else []
        return "   ".join([*said, *([f"{self._marks.below} {below} more"] if below else [])])

    def _row(self, row: CompletionRow, chosen: bool, cells: int) -> Strip:
        ground = self.rich_style
        if chosen:
            ground += self.get_component_rich_style("completion--chosen", partial=True)

        def ink(name: str) -> Piece:
            return ("", ground + self.get_component_rich_style(f"completion--{name}", partial=True))

        label_style, hint_style, mark_style = ink("label")[1], ink("hint")[1], ink("mark")[1]
        room = self._label_room(cells) if row.hint else cells - 6 - width(row.key)
        label = clip(row.label, room, self._marks.cut_sign)
        left: list[Piece] = [
            (f"{self._marks.prompt if chosen else ' '} ", mark_style),
            (label, label_style),
        ]
        if row.hint:
            gap = " " * (room - width(label) + 2)
            hint_room = cells - 2 - room - 2 - (width(row.key) + 2 if row.key else 0) - 2
            left += [(gap, ground), (clip(row.hint, hint_room, self._marks.cut_sign), hint_style)]
        right: list[Piece] = [(row.key, hint_style), ("  ", ground)] if row.key else []
        return two_sided(left, right, cells, ground)

    def _label_room(self, cells: int) -> int:
        """Return the cells of all labels, so that the hints stand below each other."""
        rows = self._offer.rows if self._offer is not None else ()
        longest = max((width(row.label) for row in rows), default=0)
        return min(longest, max(8, min(LABEL, cells // 2)) if any(row.hint for row in rows) else cells)

    def on_click(self, event: events.Click) -> None:
        """Take the row that was clicked."""
        event.stop()
        offset = event.get_content_offset(self)
        if offset is None or self._offer is None or offset.y >= self._rows_in_view:
            return
        place = self._selection.first + offset.y
        if place < len(self._offer.rows):
            self.post_message(self.Clicked(self._offer.rows[place]))
