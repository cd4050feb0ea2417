"""Keys that come as the number of a character: the kitty protocol's `CSI u` and xterm's modifyOtherKeys."""

from __future__ import annotations

from .key_names import character_key, is_typeable, typed, with_modifiers
from .tokens import KeyPress

_NAMED = {
    8: "backspace",
    9: "tab",
    13: "enter",
    27: "escape",
    127: "backspace",
    57361: "print_screen",
    57362: "pause",
    57363: "menu",
    57414: "enter",
    57417: "left",
    57418: "right",
    57419: "up",
    57420: "down",
    57421: "pageup",
    57422: "pagedown",
    57423: "home",
    57424: "end",
    57425: "insert",
    57426: "delete",
    57427: "kp_begin",
    57428: "media_play",
    57429: "media_pause",
    57430: "media_play_pause",
    57431: "media_reverse",
    57432: "media_stop",
    57433: "media_fast_forward",
    57434: "media_rewind",
    57435: "media_track_next",
    57436: "media_track_previous",
    57437: "media_record",
    57438: "lower_volume",
    57439: "raise_volume",
    57440: "mute_volume",
    **{57376 + number: f"f{13 + number}" for number in range(23)},
}
_KEYPAD = {57399 + number: character for number, character in enumerate("0123456789./*-+")} | {
    57415: "=",
    57416: ",",
}
"""The keypad's characters; with num lock off it sends the keys above instead."""
_PRIVATE = range(0xE000, 0xF900)
"""The protocol's range for keys without a character. Those that `_NAMED` lacks are ignored, such as the keys
that only change others (57441 to 57454; caps, scroll and num lock)."""


def coded_keys(
    code: int,
    modifiers: tuple[str, ...],
    *,
    shifted: int | None = None,
    base: int | None = None,
    text: tuple[int, ...] = (),
) -> tuple[KeyPress, ...]:
    """Return the keys of one event: several only for a text of several characters, as from an input method.

    The text wins over alt, which makes characters on a Mac; ctrl and the others win over the text.
    `base` is the key at the same position on a Latin keyboard: shortcuts on other keyboards are found by it.
    """
    if not any(each not in {"shift", "alt"} for each in modifiers):
        characters = [found for found in map(_character, text) if found is not None]
        if characters and code not in _NAMED:
            return tuple(_with_shift(found, modifiers) for found in characters)
    if code in _NAMED:
        return (KeyPress(with_modifiers(_NAMED[code], *modifiers)),)
    character = _KEYPAD.get(code) or (None if code in _PRIVATE else _character(code))
    if character is None:
        return ()
    if set(modifiers) <= {"shift"}:
        if modifiers:
            upper = character.upper()
            character = _character(shifted) or (upper if len(upper) == 1 else character)
        return (_with_shift(character, modifiers),)
    if not character.isascii():
        character = _character(base) or character
    return (KeyPress(with_modifiers(character_key(character), *modifiers)),)


def _with_shift(character: str, modifiers: tuple[str, ...]) -> KeyPress:
    """Leave shift out, as the character has it already; keep it for blanks, which are the same with it."""
    if "shift" in modifiers and character.isspace():
        return KeyPress(with_modifiers(character_key(character), "shift"), character)
    return typed(character)


def _character(code: int | None) -> str | None:
    if code is None or not 0 < code <= 0x10FFFF:
        return None
    character = chr(code)
    return character if is_typeable(character) else None
