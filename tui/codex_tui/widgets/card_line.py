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

    def __init__(self, left: Callable[[], None], stepped: Callable[[int], None]) -> None:
        super().__init__(select_on_focus=False)
        self._left = left
        self._stepped = stepped

    def action_leave(self) -> None:
        """Close the line."""
        self._left()

    def action_step(self, step: int) -> None:
        """Go on to the next (1) or previous (-1) field."""
        self._stepped(step)


class CardLine(Horizontal):
    """A label and a text field; hidden until a card opens it.

    `entered` gets what was typed when the person takes it. `left` is called when the person leaves it, and
    `stepped` with what was typed when the person goes on to the next (1) or previous (-1) field. `gone` is
    called when the person leaves a line that was shut.
    """

    def __init__(
        self,
        entered: Callable[[str], None],
        left: Callable[[], None],
        stepped: Callable[[Entry, str, int], None],
        gone: Callable[[], object],
    ) -> None:
        super().__init__()
        self._entered = entered
        self._left = left
        self._stepped = stepped
        self._gone = gone
        self._entry: Entry | None = None
        self._label = Static()
        self.input = CardLineInput(self._leave_or_go, self._step)
        self.display = False

    def compose(self) -> ComposeResult:
        """Create the label and the field."""
        yield self._label
        yield self.input

    @property
    def is_open(self) -> bool:
        """Whether it is shown."""
        return self.display

    @property
    def is_used(self) -> bool:
        """Whether it is shown and not shut."""
        return self._entry is not None

    def open(self, entry: Entry) -> None:
        """Show it with this label and text, and focus it."""
        self._entry = entry
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
        self._entry = None
        self.display = False
        return typed

    def leave(self) -> tuple[str, bool]:
        """Hide it; return what was typed, and whether its entry keeps that."""
        entry = self._entry
        typed = self.close()
        if entry is None or entry.left is None:
            return typed, False
        entry.left(typed)
        return typed, True

    def shut(self) -> None:
        """Leave what was typed to its entry, and let what follows go nowhere, until the person leaves.

        This is for a secret, of which the person may be typing the rest.
        """
        self.leave()
        self._label.update(Content("This field is closed: what you type goes nowhere."))
        self.display = True

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Hand over what was typed."""
        event.stop()
        if self.is_used:
            self._entered(event.value)
        else:
            self._leave_or_go()

    def _leave_or_go(self) -> None:
        if self.is_used:
            self._left()
        else:
            self.close()
            self._gone()

    def _step(self, step: int) -> None:
        if self._entry is not None:
            self._stepped(self._entry, self.input.value, step)
