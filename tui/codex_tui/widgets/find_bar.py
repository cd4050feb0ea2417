"""The line for a search, with its switches and the number of matches."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from rich.cells import cell_len
from textual.containers import Horizontal
from textual.message import Message
from textual.widget import Widget

from .. import glyphs
from ..blocks.query import Query
from ..keys import Area
from ..state.sanitise import sanitise_line
from .bindings import bindings
from .line_input import LineInput
from .role_styles import WORD_STYLES, RoleStyles
from .row import two_sided

if TYPE_CHECKING:
    from textual import events
    from textual.app import ComposeResult
    from textual.binding import BindingType
    from textual.strip import Strip
    from textual.widgets import Input

LINE_LEAST = 10
"""Minimum cells of the line beside an error."""

SWITCHES = ("case", "word", "regex")
"""The switches, in the order in which they are shown."""


class FindLine(LineInput):
    """The text field of the search; the bar around it handles its messages."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(Area.FIND)

    class Stepped(Message):
        """The person wants the next (1) or the previous (-1) match."""

        def __init__(self, step: int) -> None:
            super().__init__()
            self.step = step

    class Switched(Message):
        """The person pressed the key of a switch."""

        def __init__(self, switch: str) -> None:
            super().__init__()
            self.switch = switch

    class Left(Message):
        """The person wants to close the search."""

    def __init__(self) -> None:
        super().__init__(placeholder="find in the conversation")

    def action_step(self, step: int) -> None:
        """Post `Stepped` for the next or the previous match."""
        self.post_message(self.Stepped(step))

    def action_switch(self, name: str) -> None:
        """Post `Switched` for a switch."""
        self.post_message(self.Switched(name))

    def action_leave(self) -> None:
        """Post `Left`."""
        self.post_message(self.Left())


class FindFacts(Widget):
    """Shows the switches and the count at the right of the line."""

    class Clicked(Message):
        """A switch was clicked."""

        def __init__(self, switch: str) -> None:
            super().__init__()
            self.switch = switch

    def __init__(self, marks: glyphs.Glyphs) -> None:
        super().__init__()
        self._marks = marks
        self._on: frozenset[str] = frozenset()
        self._ink = RoleStyles(self, {**WORD_STYLES, "wrong": "$text-error"})
        self._count = ""
        self._good = True

    def use_glyphs(self, marks: glyphs.Glyphs) -> None:
        """Draw with other shapes from now on."""
        self._marks = marks
        self.refresh(layout=True)

    def show(self, on: frozenset[str], count: str, *, good: bool) -> None:
        """Show which switches are on, and the count or the error."""
        if (on, count, good) != (self._on, self._count, self._good):
            self._on, self._count, self._good = on, count, good
            self.refresh()

    @property
    def cells(self) -> int:
        """The cells for all of it, the switches included."""
        return cell_len(self._count) + 4 + sum(cell_len(word) + 2 for _, word in self._words())

    def _words(self) -> list[tuple[str, str]]:
        on, off = ("(x)", "( )") if self._marks.cut_sign.isascii() else ("●", "○")
        return [(each, f"{on if each in self._on else off} {each}") for each in SWITCHES]

    def render_line(self, y: int) -> Strip:
        """Draw the one line."""
        ink, width = self._ink, self.size.width
        left = [(f" {self._count}", ink("text" if self._good else "wrong"))]
        right = []
        if width >= 40:
            for each, word in self._words():
                right.append((f"  {word}", ink("accent-strong" if each in self._on else "quiet")))
        right.append(("  ", self.rich_style))
        return two_sided(left, right, width, self.rich_style)

    def on_click(self, event: events.Click) -> None:
        """Post `Clicked` for the switch at the pointer."""
        end = self.size.width - 2
        for each, word in reversed(self._words()):
            if end - len(word) <= event.x < end and self.size.width >= 40:
                self.post_message(self.Clicked(each))
            end -= len(word) + 2


class FindBar(Horizontal):
    """The whole line; posts `Changed` when the query changes."""

    class Changed(Message):
        """The query has changed."""

        def __init__(self, query: Query) -> None:
            super().__init__()
            self.wanted = query

    def __init__(self, marks: glyphs.Glyphs | None = None) -> None:
        super().__init__()
        self.line = FindLine()
        self._marks = marks or glyphs.choose()
        self._facts = FindFacts(self._marks)
        self._on: frozenset[str] = frozenset()

    def use_glyphs(self, marks: glyphs.Glyphs) -> None:
        """Draw with other shapes from now on."""
        self._marks = marks
        self._facts.use_glyphs(marks)
        self.refresh(layout=True)

    def compose(self) -> ComposeResult:
        """Create the text field, and the switches and count at its right."""
        yield self.line
        yield self._facts

    @property
    def wanted(self) -> Query:
        """The query as it is typed and switched now."""
        on = self._on
        return Query(self.line.value, case="case" in on, word="word" in on, regex="regex" in on)

    def switch(self, name: str) -> None:
        """Turn a switch on or off, and post the new query."""
        self._on ^= {name}
        self.post_message(self.Changed(self.wanted))

    def show_count(self, position: int, total: int, *, busy: bool, error: str) -> None:
        """Show the number of the current match and of all, or why there is none."""
        more = self._marks.cut_sign if busy else ""
        if not self.line.value:
            words = ""
        elif error:
            words = sanitise_line(error)
        elif total:
            words = f"{position:,} of {total:,}{more}"
        else:
            words = f"looking{more}" if busy else "no match"
        self._facts.show(self._on, words, good=bool(total) or busy or not self.line.value)
        self._share_room(sentence=bool(error and self.line.value))

    def _share_room(self, *, sentence: bool) -> None:
        """Give an error the width that the text leaves free; a count has a fixed width of its own."""
        styles = self._facts.styles
        if not sentence:
            if styles.inline.has_rule("width"):
                styles.inline.clear_rule("width")
                styles.inline.clear_rule("max_width")
                self.refresh(layout=True)
            return
        # As in the style sheet: text and padding.
        needed = max(LINE_LEAST, cell_len(self.line.value) + 4)
        room = max(self.size.width // 2, min(self._facts.cells, self.size.width - needed))
        styles.width = styles.max_width = room

    def on_input_changed(self, event: Input.Changed) -> None:
        """Post the new query at each change of the text."""
        event.stop()
        self.post_message(self.Changed(self.wanted))

    def on_find_line_switched(self, event: FindLine.Switched) -> None:
        """Turn the switch on or off."""
        event.stop()
        self.switch(event.switch)

    def on_find_facts_clicked(self, event: FindFacts.Clicked) -> None:
        """Turn the switch on or off."""
        event.stop()
        self.switch(event.switch)
