"""Which keys answer a dialog, which move in it, and which are text for the composer.

A dialog comes up while a person types, or one key too early. What was meant for the composer must neither
answer it nor be lost: text that answers nothing goes to the composer.
"""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING

from .approval_gate import QUIET, ApprovalGate
from .composer import composer_text

if TYPE_CHECKING:
    from collections.abc import Callable, Container

    from textual import events

    from .composer import Composer

MOVES = frozenset({"up", "down", "pageup", "pagedown", "home", "end"})
"""Keys that scroll a dialog or choose in it: they answer nothing, so they restart no clock."""


class KeyUse(Enum):
    """What a key is to a dialog."""

    ANSWER = "answer"
    MOVE = "move"
    TEXT = "text"
    """It went to the composer."""
    EARLY = "early"
    """It is an answer's key, came too early, and went to the composer."""
    NOTHING = "nothing"
    """It answers nothing and is no text: an enter that came too early."""
    OTHER = "other"
    """It is none of the dialog's: the dialog lets it pass."""


class AnswerKeys:
    """Sorts the keys of one dialog by the gate's rule. `clock` is monotonic, in seconds.

    Once a letter has come that is no answer, the person types: all letters are text until an arrow or a
    new focus says that the keys are meant for the dialog.
    """

    def __init__(self, clock: Callable[[], float], composer: Composer) -> None:
        self.composer = composer
        self.gate = ApprovalGate(clock)
        self.clock = clock
        self._placed_at: float | None = None
        self._typing = False
        self._noted: tuple[object, bool] = (None, False)

    @property
    def settled(self) -> bool:
        """Whether the dialog has been at its place for half a second: before, a click hits it by chance."""
        return self._placed_at is not None and self.clock() - self._placed_at >= QUIET

    def placed(self) -> None:
        """Say that the dialog appeared or moved."""
        self._placed_at = self.clock()
        self.gate.appeared()

    def vanished(self) -> None:
        """Say that the dialog is gone: what is still on its way answers nothing."""
        self._placed_at = None
        self._noted = (None, False)
        self.gate.vanished()

    def focused(self) -> None:
        """Say that the dialog took the focus."""
        self._typing = False
        self.gate.focused()

    def note(self, event: events.Key | events.Paste) -> bool:
        """Take note of a key or paste, wherever it goes, once; answers whether it may answer."""
        if event is not self._noted[0]:
            self._noted = (event, self.gate.key())
        return self._noted[1]

    def sort(self, event: events.Key, answers: Container[str]) -> KeyUse:
        """Say what a key is to the dialog, whose answers have these keys; text goes to the composer."""
        if event.key in MOVES:
            self._typing = False
            return KeyUse.MOVE
        permitted = self.note(event) and not self._typing
        if event.key in answers and permitted:
            return KeyUse.ANSWER
        if text := _text_of(event):
            self._type(text)
            if event.key in answers:
                return KeyUse.EARLY
            self._typing = True
            return KeyUse.TEXT
        if event.key == "backspace":
            if not self.composer.read_only:
                self.composer.action_delete_left()
            return KeyUse.TEXT
        return KeyUse.NOTHING if event.key == "enter" else KeyUse.OTHER

    def paste(self, event: events.Paste) -> None:
        """Put what was pasted into the composer."""
        self.note(event)
        self._typing = True
        self._type(event.text)

    def _type(self, text: str) -> None:
        composer = self.composer
        if not composer.read_only:
            composer.replace(composer_text(text), *composer.selection, maintain_selection_offset=False)


def _text_of(event: events.Key) -> str:
    """Answer the character that a key types; none with alt or of control is text."""
    character = event.character or ""
    if len(character) != 1 or "alt" in event.key.split("+")[:-1]:
        return ""
    return character if character >= " " and not "\x7f" <= character <= "\x9f" else ""
