"""A question with a few answers that the person called up, and that no key meant for the text can answer."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static
from textual.widgets.option_list import Option

from ..keys import Area
from ..widgets.answer_keys import AnswerKeys, KeyUse
from ..widgets.bindings import bindings
from ..widgets.choices import Choices
from .too_small import TINY, TooSmall, is_too_small

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from textual import events
    from textual.app import ComposeResult
    from textual.binding import BindingType
    from textual.widgets import OptionList

    from ..widgets.composer import Composer
    from ..widgets.question_card import Answer


class Question(ModalScreen[str]):
    """Asks, and is dismissed with the value of an answer; `escape` gives `otherwise`, at any moment.

    `otherwise` is under the cursor: `enter` must do the least harm. Keys and clicks answer by the rule of
    `AnswerKeys`. Every other letter goes to `composer` and the question stays: a person who typed on loses
    nothing. After such a letter `y`, `n` and `enter` are text too, until an arrow says otherwise.
    """

    BINDINGS: ClassVar[list[BindingType]] = bindings(Area.QUESTION)
    # Textual declares this without ClassVar on screens.
    VERTICAL_BREAKPOINTS = [(0, "-low"), (16, "-roomy")]  # noqa: RUF012 - see above

    def __init__(
        self,
        title: str,
        text: str,
        answers: Sequence[Answer],
        *,
        otherwise: str,
        hint: str,
        composer: Composer,
        clock: Callable[[], float],
    ) -> None:
        super().__init__(classes="question")
        self._title = title
        self._text = text
        self._answers = {each.key: each.value for each in answers}
        self._words = {each.value: each.words for each in answers}
        self._otherwise = otherwise
        self._hint = hint
        self._keys = AnswerKeys(clock, composer)

    def compose(self) -> ComposeResult:
        """Title, text, answers."""
        with Vertical(classes="dialog"):
            yield Static(Content(self._title), classes="dialog--title")
            yield Static(Content(self._text), classes="dialog--text")
            yield Choices(
                *(
                    Option(Content.assemble((key, "bold"), "  ", self._words[value]), id=value)
                    for key, value in self._answers.items()
                ),
                compact=True,
            )
            yield Static(Content(self._hint), classes="dialog--hint")
        yield TooSmall(self._keys.composer, self._keys.clock)

    def on_mount(self) -> None:
        """Begin to wait for a quiet half second."""
        self._keys.placed()
        options = self.query_one(Choices)
        options.highlighted = list(self._words).index(self._otherwise)
        options.focus()

    def on_resize(self, event: events.Resize) -> None:
        """Ask nothing where it cannot be read; at another place a click counts half a second later."""
        self._keys.placed()
        tiny = is_too_small(event.size)
        self.set_class(tiny, TINY)
        if not tiny:
            # What is not displayed cannot take the focus, and is displayed with the next layout.
            self.call_after_refresh(self.query_one(Choices).focus)

    def on_descendant_focus(self) -> None:
        """Begin to wait anew, as when the terminal had lost the focus."""
        self._keys.focused()

    def on_descendant_blur(self) -> None:
        """Count nothing while the focus is elsewhere."""
        self._keys.gate.blurred()

    def on_key(self, event: events.Key) -> None:
        """Take an answer's key, or hand it to the composer; arrows and the keys of the application pass."""
        answers = () if self.has_class(TINY) else (*self._answers, "enter")
        use = self._keys.sort(event, answers)
        if use in (KeyUse.MOVE, KeyUse.OTHER):
            return
        # Bindings are looked up after this handler, so nothing else sees the key.
        event.stop()
        event.prevent_default()
        if use is KeyUse.ANSWER:
            self._answer(event.key)

    def _answer(self, key: str) -> None:
        chosen = self._answers.get(key)
        if key == "enter" and (option := self.query_one(Choices).highlighted_option) is not None:
            chosen = option.id
        if chosen is not None:
            self._keys.vanished()
            self.dismiss(chosen)

    def on_paste(self, event: events.Paste) -> None:
        """Hand a paste to the composer: it answers nothing."""
        event.stop()
        self._keys.paste(event)

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Take the answer that was clicked."""
        event.stop()
        if event.option.id is not None and self._keys.settled and self._keys.gate.armed:
            self._keys.vanished()
            self.dismiss(event.option.id)

    def action_otherwise(self) -> None:
        """Leave without an answer."""
        self.dismiss(self._otherwise)
