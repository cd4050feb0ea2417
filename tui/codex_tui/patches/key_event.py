"""Our key event: every character that is not a control is text, and a key may be ambiguous.

Written for Textual 8.2.8, whose `Key.is_printable` asks `str.isprintable`. That is false for the spaces of
Japanese, for the joiners that Persian, Sinhala and emoji need, and for the no-break space. Keyboards and
input methods send them, and Textual's text widgets drop them.
"""

from __future__ import annotations

from textual import events

from ..terminal.key_names import is_typeable, typed

TYPED = "typed_text"
"""The name of a key event that stands for several letters; nothing is bound to it."""

LONGEST = 8192
"""Maximum characters of one such event: each costs a layout of its line."""


# Textual derives the name of the handler, `on_key`, from the name of the class.
class Key(events.Key):
    """A key that was pressed.

    `ambiguous` says that it came as ESC and a character in one piece. Without the kitty protocol that is alt
    and a character, or the two keys one after the other. `in_burst` says that it came without a gap behind
    another key or a paste.
    """

    def __init__(
        self, key: str, character: str | None, *, ambiguous: bool = False, in_burst: bool = False
    ) -> None:
        super().__init__(key, character)
        self.ambiguous = ambiguous
        self.in_burst = in_burst

    def copy(self) -> Key:
        """Return another event of the same key."""
        return Key(self.key, self.character, ambiguous=self.ambiguous, in_burst=self.in_burst)

    @property
    def is_alt_ctrl(self) -> bool:
        """Whether the key came as ESC and a control character."""
        return self.key.startswith("alt+ctrl+")

    def apart(self) -> tuple[Key, Key | None]:
        """Return the two keys of an ambiguous one. An enter is dropped (None): it must not send or answer."""
        escape = Key("escape", "\x1b")
        if self.character:
            return escape, Key(typed(self.character).key, self.character)
        key = self.key.removeprefix("alt+")
        return escape, None if key == "enter" else Key(key, None)

    def followed_by(self, other: Key) -> Key | None:
        """Return one event for the text of both; None unless both are plain text of `LONGEST` in all."""
        # The letters of an event for several were checked one by one.
        is_text = self.key == TYPED or self.is_printable
        if self.ambiguous or other.ambiguous or not (is_text and other.is_printable):
            return None
        if self.character == "!" and not other.in_burst:
            # Typed first it makes a shell line, and what is typed behind it comes later.
            return None
        text = f"{self.character}{other.character}"
        return Key(TYPED, text, in_burst=self.in_burst) if len(text) <= LONGEST else None

    @property
    def is_printable(self) -> bool:
        """Whether the key is text."""
        return bool(self.character) and all(map(is_typeable, self.character or ""))


def in_burst(event: events.Key) -> bool:
    """Whether a key came without a gap behind another key or a paste; never one that a program posted."""
    return isinstance(event, Key) and event.in_burst
