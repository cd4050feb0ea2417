"""The names of keys, in the spelling that Textual's bindings use."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

from .tokens import KeyPress

_SHORTER = {
    "solidus": "slash",
    "reverse_solidus": "backslash",
    "commercial_at": "at",
    "hyphen_minus": "minus",
    "plus_sign": "plus",
    "low_line": "underscore",
}
"""Names of Unicode for which Textual has a shorter one."""

_CONTROLS = {
    0x00: "ctrl+@",
    0x08: "backspace",
    0x09: "tab",
    0x0D: "enter",
    0x1B: "escape",
    0x1C: "ctrl+backslash",
    0x1D: "ctrl+right_square_bracket",
    0x1E: "ctrl+circumflex_accent",
    0x1F: "ctrl+underscore",
    0x7F: "backspace",
}
"""Control bytes that are not ctrl and a letter. Some terminals send 0x08 for backspace, as ctrl+h does."""


@lru_cache(maxsize=4096)
def character_key(character: str) -> str:
    """Return the key that types a character: itself for letters and digits, else its Unicode name."""
    if character.isalnum():
        return character
    name = unicodedata.name(character, "")
    if not name:
        return character
    name = name.lower().replace("-", "_").replace(" ", "_")
    return _SHORTER.get(name, name)


@lru_cache(maxsize=4096)
def typed(character: str) -> KeyPress:
    """Return the key press that types a character."""
    return KeyPress(character_key(character), character)


@lru_cache(maxsize=64)
def control_key(byte: int) -> str:
    """Return the key of a control byte: 0x00 to 0x1f, and 0x7f."""
    return _CONTROLS.get(byte) or f"ctrl+{chr(byte + 0x60)}"


@lru_cache(maxsize=4096)
def with_modifiers(key: str, *modifiers: str) -> str:
    """Put modifiers before a key's name, each once and in alphabetical order."""
    *present, name = key.split("+")
    # A terminal that does not report shift sends ctrl+A; bindings spell it ctrl+shift+a.
    if len(name) == 1 and name.isupper() and (modifiers or present):
        name, modifiers = name.lower(), (*modifiers, "shift")
    return "+".join((*sorted({*present, *modifiers}), name))


def escaped_key(key: str, text: str | None) -> KeyPress:
    """Return the key press of ESC and a key that came in one piece: alt and that key, or two keys."""
    return KeyPress(with_modifiers(key, "alt"), text, ambiguous=True)


def is_typeable(character: str) -> bool:
    """Whether a character is text: it is neither a control of C0 or C1 nor half of a surrogate pair."""
    return unicodedata.category(character) not in {"Cc", "Cs"}
