"""The line below a card, for what is typed into it: a reason, a rule, an answer in the person's own words."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.containers import Horizontal
from textual.content import Content
from textual.widgets import Static

from ..keys import Area
from .bindings import bindings
from .line_input import LineInput

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.app import ComposeResult
    from textual.binding import BindingType
    from textual.widgets import Input

    from .card_body import Entry


class CardLineInput(LineInput):
    """The text field of the line."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(Area.CARD_LINE)

    def __init__(self, left: Callable[[], None]) -> None:
        super().__init__(select_on_focus=False)
        self._left = left

    def action_leave(self) -> None:
        """Close the line; what was typed is dropped."""
        self._left()


class CardLine(Horizontal):
    """A label and a text field; hidden until a card opens it.

    `entered` gets what was typed when the person takes it. `left` is called when the person leaves it.
    """

    def __init__(self, entered: Callable[[str], None], left: Callable[[], None]) -> None:
        super().__init__()
        self._entered = entered
        self._label = Static()
        self.input = CardLineInput(left)
        self.display = False

    def compose(self) -> ComposeResult:
        """Create the label and the field."""
        yield self._label
        yield self.input

    @property
    def is_open(self) -> bool:
        """Whether it is shown."""
        return self.display

    def open(self, entry: Entry) -> None:
        """Show it with this label and text, and focus it."""
        self._label.update(Content(entry.label))
        self.input.password = entry.secret
        self.input.value = entry.text
        self.input.cursor_position = len(entry.text)
        self.display = True
        # What was hidden takes the focus only with the next layout, and the next key is for it.
        self.app.stylesheet.update(self)
        self.input.focus()

    def close(self) -> str:
        """Hide it, and return what was typed."""
        typed, self.input.value = self.input.value, ""
        self.display = False
        return typed

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Hand over what was typed."""
        event.stop()
        if self.display:
            self._entered(event.value.strip())
