"""Decides which keys answer a dialog, which move in it, and which are text for the composer.

A dialog comes up while a person types, or one key too early. Text that was meant for the composer must
neither answer the dialog nor be lost: text that answers nothing goes to the composer.
"""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING

from ..keys import Area
from ..patches.own_keys import has_alt, row_of
from ..terminal.key_names import is_typeable
from .approval_gate import ApprovalGate
from .composer import composer_text

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual import events

    from .composer import Composer


class KeyUse(Enum):
    """The use of a key in a dialog: what the table of keys has for it there, or what was done with it."""

    ANSWER = "answer"
    MOVE = "move"
    """It scrolls or moves the highlight. It answers nothing, so it restarts no clock."""
    LEAVE = "leave"
    """It leaves without an answer, at any moment. A key that types a letter waits as an answer does."""
    TEXT = "text"
    """It went to the composer."""
    EARLY = "early"
    """It is an answer's key that came too early; it went to the composer."""
    NOTHING = "nothing"
    """It answers nothing and is not text: an enter that came too early."""
    OTHER = "other"
    """It has no use in the dialog, which lets it pass."""


class AnswerKeys:
    """Sorts the keys of one dialog by the rule of `ApprovalGate`. `clock` is monotonic, in seconds.

    After a letter that is not an answer, the person types: all letters are text until an arrow or a new focus
    says that the keys are meant for the dialog.
    """

    def __init__(self, clock: Callable[[], float], composer: Composer) -> None:
        self.composer = composer
        self.gate = ApprovalGate(clock)
        self.clock = clock
        self._typing = False
        self._noted: tuple[object, bool] = (None, False)

    def vanished(self) -> None:
        """Record that the dialog is gone: a key that is still on its way answers nothing."""
        self._noted = (None, False)
        self.gate.vanished()

    def focused(self) -> None:
        """Record that the dialog took the focus."""
        self._typing = False
        self.gate.focused()

    def note(self, event: events.Key | events.Paste) -> bool:
        """Record a key or paste once, wherever it goes; return whether it may answer."""
        if event is not self._noted[0]:
            self._noted = (event, self.gate.key())
        return self._noted[1]

    def sort(self, event: events.Key, meant: KeyUse = KeyUse.OTHER) -> KeyUse:
        """Return the use of a key in the dialog. Text is typed into the composer.

        `meant` is what the table of keys has for it in the dialog: `ANSWER`, `MOVE`, `LEAVE` or `OTHER`.
        """
        text = _text_of(event)
        if meant is KeyUse.MOVE and not (text and self._typing):
            self._typing = False
            return KeyUse.MOVE
        if meant is KeyUse.LEAVE and not text:
            return KeyUse.LEAVE
        permitted = self.note(event) and not self._typing
        if meant in (KeyUse.ANSWER, KeyUse.LEAVE):
            if permitted:
                return meant
            self._type(text)
            return KeyUse.EARLY if text else KeyUse.NOTHING
        return self._typed(event.key, text)

    def paste(self, event: events.Paste) -> None:
        """Type a paste into the composer."""
        self.note(event)
        self._typing = True
        self._type(event.text)

    def _typed(self, key: str, text: str) -> KeyUse:
        """Do what the key does in the composer: type, break a line, delete to the left. Nothing is sent."""
        row = row_of(self.composer.app, Area.COMPOSER, key) or row_of(self.composer.app, Area.TEXT, key)
        if text or row == "composer.newline":
            self._typing = True
            self._type(text or "\n")
            return KeyUse.TEXT
        if row == "text.delete-left":
            if not self.composer.read_only:
                self.composer.action_delete_left()
            return KeyUse.TEXT
        return KeyUse.NOTHING if row == "composer.send" else KeyUse.OTHER

    def _type(self, text: str) -> None:
        composer = self.composer
        if text and not composer.read_only:
            composer.replace(composer_text(text), *composer.selection, maintain_selection_offset=False)


def _text_of(event: events.Key) -> str:
    """Return the character that a key types; empty for a control character, or with alt."""
    character = event.character or ""
    if len(character) != 1 or has_alt(event.key):
        return ""
    return character if is_typeable(character) else ""
