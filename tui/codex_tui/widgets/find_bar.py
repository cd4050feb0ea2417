"""The line in which one types what to find, with its switches and how many matches there are."""

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
from .row import two_sided

if TYPE_CHECKING:
    from textual import events
    from textual.app import ComposeResult
    from textual.binding import BindingType
    from textual.strip import Strip
    from textual.widgets import Input

LINE_LEAST = 10
"""Cells that the line keeps when a sentence stands beside it."""

SWITCHES = ("case", "word", "regex")
"""What a person can switch, in the order of the line."""


class FindLine(LineInput):
    """Where one types; what the keys mean is decided by the bar around it."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(Area.FIND)

    class Stepped(Message):
        """The next (1) or the previous (-1) match is wanted."""

        def __init__(self, step: int) -> None:
            super().__init__()
            self.step = step

    class Switched(Message):
        """A switch is to be turned."""

        def __init__(self, switch: str) -> None:
            super().__init__()
            self.switch = switch

    class Left(Message):
        """The person is done."""

    def __init__(self) -> None:
        super().__init__(placeholder="find in the conversation")

    def action_step(self, step: int) -> None:
        """Ask for another match."""
        self.post_message(self.Stepped(step))

    def action_switch(self, name: str) -> None:
        """Ask for a switch to be turned."""
        self.post_message(self.Switched(name))

    def action_leave(self) -> None:
        """Ask to be closed."""
        self.post_message(self.Left())


class FindFacts(Widget):
    """The switches and the count at the right of the line."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"find--on", "find--off", "find--count", "find--none"}

    class Clicked(Message):
        """A switch was clicked."""

        def __init__(self, switch: str) -> None:
            super().__init__()
            self.switch = switch

    def __init__(self, marks: glyphs.Glyphs) -> None:
        super().__init__()
        self._marks = marks
        self._on: frozenset[str] = frozenset()
        self._count = ""
        self._good = True

    def show(self, on: frozenset[str], count: str, *, good: bool) -> None:
        """Say which switches are on, and the count or what is wrong."""
        if (on, count, good) != (self._on, self._count, self._good):
            self._on, self._count, self._good = on, count, good
            self.refresh()

    @property
    def cells(self) -> int:
        """The room for all there is to say, the switches included."""
        return cell_len(self._count) + 4 + sum(cell_len(word) + 2 for _, word in self._words())

    def _words(self) -> list[tuple[str, str]]:
        on, off = ("(x)", "( )") if self._marks.cut_sign.isascii() else ("●", "○")
        return [(each, f"{on if each in self._on else off} {each}") for each in SWITCHES]

    def render_line(self, y: int) -> Strip:
        """Draw the one line."""
        ink, width = self.get_component_rich_style, self.size.width
        left = [(f" {self._count}", ink("find--count" if self._good else "find--none"))]
        right = []
        if width >= 40:
            for each, word in self._words():
                right.append((f"  {word}", ink("find--on" if each in self._on else "find--off")))
        right.append(("  ", self.rich_style))
        return two_sided(left, right, width, self.rich_style)

    def on_click(self, event: events.Click) -> None:
        """Find out which switch it was."""
        end = self.size.width - 2
        for each, word in reversed(self._words()):
            if end - len(word) <= event.x < end and self.size.width >= 40:
                self.post_message(self.Clicked(each))
            end -= len(word) + 2


class FindBar(Horizontal):
    """The whole line; tells by `Changed` what to find."""

    class Changed(Message):
        """Something else is to be found."""

        def __init__(self, query: Query) -> None:
            super().__init__()
            self.wanted = query

    def __init__(self, marks: glyphs.Glyphs | None = None) -> None:
        super().__init__()
        self.line = FindLine()
        self._marks = marks or glyphs.choose()
        self._facts = FindFacts(self._marks)
        self._on: frozenset[str] = frozenset()

    def compose(self) -> ComposeResult:
        """Put the line first, then what there is to say about it."""
        yield self.line
        yield self._facts

    @property
    def wanted(self) -> Query:
        """What to find."""
        on = self._on
        return Query(self.line.value, case="case" in on, word="word" in on, regex="regex" in on)

    def switch(self, name: str) -> None:
        """Turn one of the switches."""
        self._on ^= {name}
        self.post_message(self.Changed(self.wanted))

    def show_count(self, position: int, total: int, *, busy: bool, error: str) -> None:
        """Say at which match the reader is, or why there is none."""
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
        """Give a sentence what the line leaves free; a count has its own room, which does not move."""
        styles = self._facts.styles
        if not sentence:
            if styles.inline.has_rule("width"):
                styles.inline.clear_rule("width")
                styles.inline.clear_rule("max_width")
                self.refresh(layout=True)
            return
        # As in the style sheet, with its padding.
        needed = max(LINE_LEAST, cell_len(self.line.value) + 4)
        room = max(self.size.width // 2, min(self._facts.cells, self.size.width - needed))
        styles.width = styles.max_width = room

    def on_input_changed(self, event: Input.Changed) -> None:
        """Find what is typed, as it is typed."""
        event.stop()
        self.post_message(self.Changed(self.wanted))

    def on_find_line_switched(self, event: FindLine.Switched) -> None:
        """Turn the switch."""
        event.stop()
        self.switch(event.switch)

    def on_find_facts_clicked(self, event: FindFacts.Clicked) -> None:
        """Turn the switch."""
        event.stop()
        self.switch(event.switch)
