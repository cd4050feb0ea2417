"""A dialog with a few answers that the person has opened. Keys meant for the text cannot answer it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static
from textual.widgets.option_list import Option

from ..keys import Area
from ..patches.own_keys import name_of, row_of
from ..widgets.answer_keys import AnswerKeys, KeyUse
from ..widgets.choices import Choices, use_of
from .too_small import TINY, TooSmall, is_too_small

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from textual import events
    from textual.app import ComposeResult
    from textual.widgets import OptionList

    from ..widgets.answers import Answer
    from ..widgets.composer import Composer

BACK = "question.back"
"""The row that leaves the question without an answer."""


class Question(ModalScreen[str]):
    """Asks a question, and is dismissed with the id of an answer. Leaving gives `otherwise`, at any moment.

    `hint` says what leaving does. `otherwise` is under the cursor: it must be the answer that does the least
    harm. Keys and clicks answer by the rule of `AnswerKeys`. Every other letter goes to `composer`: a person
    who types on loses nothing. With `yields` such a letter leaves the question; else it stays, and the
    answers' letters are text too, until an arrow is pressed.
    """

    # Textual declares this without ClassVar on screens.
    VERTICAL_BREAKPOINTS = [(0, "-low"), (16, "-roomy")]  # noqa: RUF012 - see above

    def __init__(
        self,
        title: str,
        text: str,
        answers: Sequence[Answer],
        *,
        otherwise: Answer,
        hint: str,
        composer: Composer,
        clock: Callable[[], float],
        yields: bool = False,
    ) -> None:
        super().__init__(classes="question")
        self._title = title
        self._text = text
        self.answers = tuple(answers)
        self._otherwise = otherwise
        self._hint = hint
        self._yields = yields
        self._keys = AnswerKeys(clock, composer)

    def compose(self) -> ComposeResult:
        """Create title, text, answers and hint."""
        with Vertical(classes="dialog"):
            yield Static(Content(self._title), classes="dialog--title")
            yield Static(Content(self._text), classes="dialog--text")
            yield Choices(
                *(
                    Option(
                        Content.assemble((name_of(self.app, each.id), "bold"), "  ", each.words), id=each.id
                    )
                    for each in self.answers
                ),
                compact=True,
            )
            yield Static(Content(f"{name_of(self.app, BACK)} {self._hint}"), classes="dialog--hint")
        yield TooSmall(self._keys.composer, self._keys.clock)

    def on_mount(self) -> None:
        """Highlight and focus the answers; from now on an answer needs a quiet half second before it."""
        self._keys.gate.appeared()
        for options in self.query(Choices):
            options.highlighted = self.answers.index(self._otherwise)
            options.focus()

    def on_resize(self, event: events.Resize) -> None:
        """Take no answer where the text cannot be read; after a move a click counts half a second later."""
        self._keys.gate.moved()
        tiny = is_too_small(event.size)
        self.set_class(tiny, TINY)
        if not tiny:
            # A hidden widget cannot take the focus; the next layout displays it.
            self.call_after_refresh(self.query_one(Choices).focus)

    def on_descendant_focus(self) -> None:
        """Restart the half second, as after the terminal has lost the focus."""
        self._keys.focused()

    def on_descendant_blur(self) -> None:
        """Take no answer while the focus is elsewhere."""
        self._keys.gate.blurred()

    def on_key(self, event: events.Key) -> None:
        """Take an answer's key, or type it into the composer; let arrows and the application's keys pass."""
        use = self._keys.sort(event, self._meant(event.key))
        if use in (KeyUse.MOVE, KeyUse.OTHER):
            return
        # Bindings are looked up after this handler: stopped here, the key reaches nothing else.
        event.stop()
        event.prevent_default()
        if use is KeyUse.LEAVE or (use is KeyUse.TEXT and self._yields and not self.has_class(TINY)):
            self._answer(self._otherwise.id)
        elif use is KeyUse.ANSWER:
            row = row_of(self.app, Area.QUESTION, event.key)
            option = self.query_one(Choices).highlighted_option
            self._answer(row if row or option is None else option.id)

    def _meant(self, key: str) -> KeyUse:
        """Return what the table of keys has for a key here."""
        row = row_of(self.app, Area.QUESTION, key)
        if row == BACK:
            return KeyUse.LEAVE
        if self.has_class(TINY):
            return KeyUse.OTHER
        if any(row == each.id for each in self.answers):
            return KeyUse.ANSWER
        return use_of(self.app, key)

    def _answer(self, answer_id: str | None) -> None:
        if any(answer_id == each.id for each in self.answers):
            self._keys.vanished()
            self.dismiss(answer_id)

    def on_mouse_down(self) -> None:
        """Record a press; it answers when it is released on an answer."""
        self._keys.gate.press()

    def on_paste(self, event: events.Paste) -> None:
        """Put a paste into the composer; it never answers."""
        event.stop()
        self._keys.paste(event)
        if self._yields:
            self._answer(self._otherwise.id)

    def say(self, text: str) -> None:
        """Show another text: what it says has changed."""
        if text != self._text:
            self._text = text
            self.query_one(".dialog--text", Static).update(Content(text))
            self._keys.gate.appeared()

    def withdraw(self) -> None:
        """Leave the question, because there is nothing to ask any more."""
        self._answer(self._otherwise.id)

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Take the answer that was clicked, if the click counts."""
        event.stop()
        if self._keys.gate.click():
            self._answer(event.option.id)
