"""A list of one-line rows with a cursor, for dialogs: what is in the queue, what runs in the background."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from textual.content import Content
from textual.message import Message
from textual.widget import Widget

from .. import glyphs
from ..blocks.cells import clip, width
from ..patches.own_keys import name_of
from .key_bar import KeyBar
from .role_styles import WORD_STYLES, RoleStyles
from .row import two_sided

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual import events
    from textual.binding import BindingType
    from textual.geometry import Size
    from textual.strip import Strip

GAP = "   "
"""What stands between two hints."""


@dataclass(frozen=True, slots=True)
class ListRow:
    """The id of what a row stands for, its text and what stands at its right; texts are sanitised."""

    id: str
    text: str
    right: str = ""


class RowList(Widget, can_focus=True):
    """Shows rows with a cursor on one. The cursor stays on its row when others come, go or move.

    Subclasses have the bindings. `Moved` is sent when the cursor may be on another row.
    """

    class Moved(Message):
        """The cursor may be on another row."""

    ALLOW_SELECT = False

    BINDINGS: ClassVar[list[BindingType]] = []

    def __init__(
        self, *, empty: str, numbered: bool = False, marks: glyphs.Glyphs | None = None, id: str | None = None
    ) -> None:
        super().__init__(id=id)
        self.empty = empty
        """What is shown instead of rows."""
        self._numbered = numbered
        self._marks = marks or glyphs.choose()
        self._ink = RoleStyles(self, {**WORD_STYLES, "cursor": "on $panel"})
        self._rows: tuple[ListRow, ...] = ()
        self._cursor = 0
        self._first = 0

    def show(self, rows: Sequence[ListRow]) -> None:
        """Show these rows."""
        shown = tuple(rows)
        if shown == self._rows:
            return
        chosen, resized = self.selected, len(shown) != len(self._rows)
        self._rows = shown
        places = {row.id: place for place, row in enumerate(shown)}
        self._cursor = places.get(chosen, min(self._cursor, max(0, len(shown) - 1)))
        self.refresh(layout=resized)

    @property
    def selected(self) -> str:
        """The id of the row under the cursor; empty without rows."""
        return self._rows[self._cursor].id if self._rows else ""

    @property
    def place(self) -> int:
        """The place of the cursor, from 0."""
        return self._cursor

    def __len__(self) -> int:
        return len(self._rows)

    def move(self, step: int) -> None:
        """Move the cursor by so many rows, as far as there are rows."""
        self._cursor = max(0, min(self._cursor + step, len(self._rows) - 1))
        self.refresh()
        self.post_message(self.Moved())

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Return a row for each, and one when there are none."""
        return max(1, len(self._rows))

    def render_line(self, y: int) -> Strip:
        """Draw one row; the cursor is always in view."""
        cells, height, ink = self.size.width, self.size.height, self._ink
        if y == 0:
            last = max(0, len(self._rows) - height)
            self._first = min(max(self._first, self._cursor - height + 1), self._cursor, last)
        at = self._first + y
        if not self._rows and y == 0:
            return two_sided([(self.empty, ink("quiet"))], [], cells, self.rich_style)
        if at >= len(self._rows):
            return two_sided([], [], cells, self.rich_style)
        row, is_chosen = self._rows[at], at == self._cursor
        ground = self.rich_style + (ink("cursor") if is_chosen else self.rich_style)
        mark = f"{self._marks.prompt if is_chosen else ' '} "
        number = f"{at + 1:>{len(str(len(self._rows)))}}  " if self._numbered else ""
        right = f"  {row.right} " if row.right else ""
        room = max(1, cells - len(mark) - len(number) - len(right) - 1)
        style = ground.background_style
        return two_sided(
            [
                (mark, ink("quiet") + style),
                (number, ink("quiet") + style),
                (clip(row.text, room, self._marks.cut_sign), ink("text") + style),
            ],
            [(right, ink("quiet") + style)] if right else [],
            cells,
            ground,
        )

    def on_click(self, event: events.Click) -> None:
        """Put the cursor on the row that was clicked."""
        event.stop()
        self.move(self._first + event.y - self._cursor)

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """Move the cursor down."""
        event.stop()
        self.move(1)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """Move the cursor up."""
        event.stop()
        self.move(-1)

    def action_move(self, step: int) -> None:
        """Move the cursor by so many rows."""
        self.move(step)

    def action_first(self) -> None:
        """Move the cursor to the first row."""
        self.move(-len(self._rows))

    def action_last(self) -> None:
        """Move the cursor to the last row."""
        self.move(len(self._rows))


class KeyHints(Widget):
    """Shows keys with their words in as many lines as they need; no key is parted from its word."""

    def __init__(self) -> None:
        super().__init__(classes="dialog--hint")
        self.words: tuple[tuple[str, str], ...] = ()
        """What is shown."""
        self._hints: list[str] = []

    def show(self, words: Sequence[tuple[str, str]]) -> None:
        """Show these: the id of a row of the table of keys, and the word for it."""
        hints = [f"{name_of(self.app, key)} {word}" for key, word in words]
        if hints != self._hints:
            self._hints, self.words = hints, tuple(words)
            self.app.post_message(KeyBar.Outdated())
            self.refresh(layout=True)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Return the number of lines at a width."""
        return len(self._lines(width))

    def render(self) -> Content:
        """Return all lines."""
        return Content("\n".join(self._lines(self.size.width)))

    def _lines(self, cells: int) -> list[str]:
        lines: list[str] = []
        for hint in self._hints:
            if lines and width(f"{lines[-1]}{GAP}{hint}") <= cells:
                lines[-1] += f"{GAP}{hint}"
            else:
                lines.append(hint)
        return lines
