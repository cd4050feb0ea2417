"""The third column of a wide screen: the outline of the open thread, around the place that is read."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

from textual.message import Message
from textual.widget import Widget

from .. import glyphs
from ..blocks.cells import clip
from ..state.items import UserMessage, went_wrong
from ..state.outline import outline, outline_words
from .role_styles import RoleStyles
from .row import two_sided

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual import events
    from textual.strip import Strip

    from ..state.archive import ItemsView

HEAD = 2
"""Lines of the heading."""


class OutlineColumn(Widget, can_focus=False):
    """Shows the entries around the one that is read. It reads only the items that it draws."""

    ALLOW_SELECT = False

    class Clicked(Message):
        """The person clicked an entry."""

        def __init__(self, item_id: str) -> None:
            super().__init__()
            self.item_id = item_id

    def __init__(self, *, marks: glyphs.Glyphs | None = None, id: str | None = None) -> None:
        super().__init__(id=id)
        self._marks = marks or glyphs.choose()
        self._ink = RoleStyles(self)
        self._items: ItemsView | None = None
        self._places: Sequence[int] = ()
        self._here = -1

    def use_glyphs(self, marks: glyphs.Glyphs) -> None:
        """Draw with other shapes from now on."""
        self._marks = marks
        self.refresh()

    def show(self, items: ItemsView, reading: int) -> None:
        """Show the outline of these items, for a reader at the item with an index."""
        self._items, self._places = items, outline(items)
        self._here = -1
        self.follow(reading)
        self.refresh()

    def follow(self, reading: int) -> None:
        """Mark the entry in which the reader is now."""
        here = bisect_right(self._places, reading) - 1
        if here != self._here:
            self._here = here
            self.refresh()

    @property
    def _first(self) -> int:
        """The first entry in view: the one that is read is in the middle, except near the ends."""
        rows = max(1, self.size.height - HEAD)
        return max(0, min(self._here - rows // 2, len(self._places) - rows))

    def render_line(self, y: int) -> Strip:
        """Draw the heading, or one entry."""
        ink, cells = self._ink, self.size.width
        if y == 0:
            count = str(len(self._places)) if self._places else ""
            return two_sided(
                [(" Outline", ink("quiet"))], [(f"{count}  ", ink("quiet"))], cells, self.rich_style
            )
        at = self._first + y - HEAD
        if y < HEAD or self._items is None or at >= len(self._places):
            return two_sided([], [], cells, self.rich_style)
        item = self._items.peek(self._places[at])
        is_here = at == self._here
        mark = self._marks.bar if is_here else " "
        words = outline_words(item)
        style = "text" if isinstance(item, UserMessage) else "error" if went_wrong(item) else "quiet"
        if is_here and style == "text":
            style = "strong"
        lead = "" if isinstance(item, UserMessage) else "  "
        room = max(1, cells - 2 - len(lead) - 1)
        return two_sided(
            [(f"{mark} ", ink("accent")), (f"{lead}{clip(words, room, self._marks.cut_sign)}", ink(style))],
            [],
            cells,
            self.rich_style,
        )

    def on_click(self, event: events.Click) -> None:
        """Post which entry was clicked."""
        event.stop()
        at = self._first + event.y - HEAD
        if event.y >= HEAD and self._items is not None and at < len(self._places):
            self.post_message(self.Clicked(self._items.peek(self._places[at]).id))
