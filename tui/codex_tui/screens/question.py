"""A question with a few answers, which no key that was meant for something else can answer."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static
from textual.widgets.option_list import Option

from ..keys import Area
from ..widgets.approval_gate import ApprovalGate
from ..widgets.bindings import bindings
from ..widgets.choices import Choices

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from textual import events
    from textual.app import ComposeResult
    from textual.binding import BindingType
    from textual.widgets import OptionList


@dataclass(frozen=True)
class Answer:
    """One answer: what it is called in the program, its key, and its words."""

    value: str
    key: str
    words: str


class Question(ModalScreen[str]):
    """Asks, and is dismissed with the value of an answer; `escape` gives `otherwise`.

    The answer under the cursor is `cautious`, or `otherwise`: `enter` must do the least harm.

    With `careful`, keys count only after half a second of rest since the question appeared: one that
    comes up by itself, while somebody types, must not be answered by what was meant for the composer.
    """

    BINDINGS: ClassVar[list[BindingType]] = bindings(Area.QUESTION)

    def __init__(
        self,
        title: str,
        text: str,
        answers: Sequence[Answer],
        *,
        otherwise: str,
        cautious: str | None = None,
        hint: str = "",
        careful: Callable[[], float] | None = None,
    ) -> None:
        super().__init__(classes="question")
        self._title = title
        self._text = text
        self._answers = answers
        self._otherwise = otherwise
        self._cautious = cautious or otherwise
        self._hint = hint
        self._gate = None if careful is None else ApprovalGate(careful)

    def compose(self) -> ComposeResult:
        """Title, text, answers."""
        with Vertical(classes="dialog"):
            yield Static(Content(self._title), classes="dialog--title")
            yield Static(Content(self._text), classes="dialog--text")
            yield Choices(
                *(
                    Option(Content.assemble((each.key, "bold"), "  ", each.words), id=each.value)
                    for each in self._answers
                ),
                compact=True,
            )
            if self._hint:
                yield Static(Content(self._hint), classes="dialog--hint")

    def on_mount(self) -> None:
        """Close the gate, if there is one."""
        if self._gate is not None:
            self._gate.appeared()
            self._gate.focused()
        options = self.query_one(Choices)
        options.highlighted = [each.value for each in self._answers].index(self._cautious)
        options.focus()

    def on_key(self, event: events.Key) -> None:
        """Drop keys that come too early; take an answer's own key."""
        if self._gate is not None:
            if not self._gate.key():
                # Bindings are looked up after this handler, so nothing else sees the key.
                event.stop()
                event.prevent_default()
                return
            self._gate = None
        for answer in self._answers:
            if event.key == answer.key:
                event.stop()
                self.dismiss(answer.value)
                return

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Take the answer that was chosen with enter or a click."""
        event.stop()
        # Two presses of enter in one burst are two of these.
        if event.option.id is not None and self.is_current:
            self.dismiss(event.option.id)

    def action_otherwise(self) -> None:
        """Leave without an answer."""
        self.dismiss(self._otherwise)
