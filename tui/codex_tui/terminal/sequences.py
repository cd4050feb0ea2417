"""The meaning of complete sequences: CSI, SS3, and the control strings that terminals answer with."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TypeAlias

from .coded_keys import coded_keys
from .key_names import typed, with_modifiers
from .modifiers import modifier_names
from .mouse import mouse_input
from .tokens import FocusChanged, KeyPress, Reply, Token

Fields: TypeAlias = tuple[tuple[int | None, ...], ...]


@dataclass(frozen=True, slots=True)
class Meaning:
    """The tokens of a sequence; none if it is ignored."""

    tokens: tuple[Token, ...] = ()
    takes_alt: bool = False
    """Whether an ESC before it is alt, as urxvt sends it; a sequence with modifiers has alt among those."""


NOTHING = Meaning()

_SHAPE = re.compile(r"([<=>?]?)([0-9:;]*)([ -/]*)")
_LETTERS = {
    "A": "up",
    "B": "down",
    "C": "right",
    "D": "left",
    "F": "end",
    "H": "home",
    "P": "f1",
    "Q": "f2",
    "R": "f3",
    "S": "f4",
}
_RXVT_LETTERS = {"a": "up", "b": "down", "c": "right", "d": "left"}
"""With shift after CSI, with ctrl after SS3."""
_LINUX_LETTERS = {"A": "f1", "B": "f2", "C": "f3", "D": "f4", "E": "f5"}
"""After `CSI [`, on the Linux console."""
_ST_KEYS = {
    "P": "delete",
    "J": "ctrl+end",
    "K": "shift+end",
    "2J": "shift+home",
    "2K": "shift+delete",
    "L": "ctrl+insert",
    "4h": "insert",
    "4l": "shift+insert",
}
"""What st sends while its keypad is not in application mode (from its config.h)."""
_NUMBERS = {
    1: "home",
    2: "insert",
    3: "delete",
    4: "end",
    5: "pageup",
    6: "pagedown",
    7: "home",
    8: "end",
    **{number: f"f{number - 10}" for number in (11, 12, 13, 14, 15)},
    **{number: f"f{number - 11}" for number in (17, 18, 19, 20, 21)},
    23: "f11",
    24: "f12",
    25: "shift+f3",
    26: "shift+f4",
    28: "shift+f5",
    29: "shift+f6",
    31: "shift+f7",
    32: "shift+f8",
    33: "shift+f9",
    34: "shift+f10",
}
"""The keys of `CSI n ~`. From 25 on they are urxvt's; the Linux console has them for shift+f1 to shift+f8."""
RXVT_FINALS = {"~": (), "$": ("shift",), "^": ("ctrl",), "@": ("ctrl", "shift")}
"""The final bytes of a numbered key; rxvt encodes shift and ctrl in them."""
_KEYPAD = {" ": " ", "X": "=", **dict(zip("jklmnopqrstuvwxy", "*+,-./0123456789", strict=True))}
"""The characters of the keypad in application mode, after SS3."""


def is_rxvt_key(body: bytes) -> bool:
    """Whether `CSI body $` is complete: rxvt ends a key in a byte that elsewhere waits for another."""
    return body.isdigit() and len(body) < 3 and int(body) in _NUMBERS


def control_sequence(body: str, final: str, *, kitty: bool) -> Meaning:
    """Read `CSI body final`; `kitty` says that the terminal speaks the kitty protocol."""
    if body == "[":
        return _key(_LINUX_LETTERS.get(final))
    shape = _SHAPE.fullmatch(body)
    fields = _fields(shape[2]) if shape else None
    if shape is None or fields is None:
        return NOTHING
    prefix, _, intermediates = shape.groups()
    if prefix == "<" and not intermediates:
        return _mouse(fields, final)
    if prefix or intermediates:
        return _reply(prefix, fields, intermediates + final)
    if final in RXVT_FINALS:
        return _numbered(fields, final, kitty=kitty)
    if final == "u":
        return _coded(fields)
    if not body:
        return _bare(final, kitty=kitty)
    if final in "cnt":
        return _reply("", fields, final)
    if final == "R" and not _is_f3(fields):
        return _reply("", fields, final)
    if final in _LETTERS:
        return _lettered(_LETTERS[final], fields, kitty=kitty)
    return _key(_ST_KEYS.get(body + final))


def single_shift(body: str, final: str) -> Meaning:
    """Read `SS3 body final`: keys in application mode, and Konsole's shift+enter."""
    if final == "M":
        # Konsole and QTerminal send it for shift+enter, others for the keypad's enter in application mode.
        # A newline instead of a send loses nothing; a send instead of a newline sends half a prompt.
        return _key("shift+enter")
    fields = _fields(body)
    if fields is None:
        return NOTHING
    if final in _LETTERS:
        return _lettered(_LETTERS[final], fields, kitty=False)
    if body:
        return NOTHING
    if final == "I":
        return _key("tab")
    if final in _RXVT_LETTERS:
        return _key(with_modifiers(_RXVT_LETTERS[final], "ctrl"))
    if final in _KEYPAD:
        return Meaning((typed(_KEYPAD[final]),), takes_alt=True)
    return NOTHING


def control_string(introducer: str, content: str) -> Meaning:
    """Read an answer that is a string: of OSC (`]`), DCS (`P`), APC (`_`); PM and SOS are ignored."""
    if introducer == "]":
        number, *values = content.split(";", 2 if content.startswith("4;") else 1)
        kind = "colour" if number in {"4", "10", "11", "12"} else "osc"
        return Meaning((Reply(kind, (number, *values)),))
    kind = {"P": "dcs", "_": "apc"}.get(introducer, "")
    return Meaning((Reply(kind, (content,)),)) if kind else NOTHING


def _fields(text: str) -> Fields | None:
    """Split parameters into numbers; None if one has more than 7 digits, which no terminal sends."""
    fields = tuple(text.split(";")) if text else ()
    if any(len(part) > 7 for field in fields for part in field.split(":")):
        return None
    return tuple(tuple(int(part) if part else None for part in field.split(":")) for field in fields)


def _first(fields: Fields, index: int) -> int | None:
    return fields[index][0] if index < len(fields) else None


def _key(name: str | None) -> Meaning:
    return Meaning((KeyPress(name),), takes_alt=True) if name else NOTHING


def _is_release(fields: Fields) -> bool:
    """Whether an event of the kitty protocol is a release (3); a repeat (2) counts as a press."""
    return len(fields) > 1 and len(fields[1]) > 1 and fields[1][1] == 3


def _modified(name: str, fields: Fields, *, kitty: bool) -> Meaning:
    """Add the modifiers of the second parameter to a key."""
    if _is_release(fields):
        return NOTHING
    modifiers = modifier_names(_first(fields, 1), kitty=kitty)
    if modifiers is None:
        return NOTHING
    return Meaning((KeyPress(with_modifiers(name, *modifiers)),), takes_alt=len(fields) < 2)


def _lettered(name: str, fields: Fields, *, kitty: bool) -> Meaning:
    if len(fields) == 1:
        # PuTTY and older xterms leave out the 1: CSI 5 A is ctrl+up.
        fields = ((1,), *fields)
    return _modified(name, fields, kitty=kitty)


def _numbered(fields: Fields, final: str, *, kitty: bool) -> Meaning:
    number = _first(fields, 0)
    if final == "~" and number == 27 and len(fields) == 3:
        modifiers, code = modifier_names(_first(fields, 1), kitty=kitty), _first(fields, 2)
        if modifiers is None or code is None:
            return NOTHING
        return Meaning(coded_keys(code, modifiers))
    name = _NUMBERS.get(number or 0)
    if name is None or (final != "~" and len(fields) != 1):
        return NOTHING
    if final == "~":
        return _modified(name, fields, kitty=kitty)
    return _key(with_modifiers(name, *RXVT_FINALS[final]))


def _coded(fields: Fields) -> Meaning:
    # The same shape as that of fixterms, and of xterm's modifyOtherKeys with formatOtherKeys.
    modifiers = modifier_names(_first(fields, 1), kitty=True)
    if not fields or modifiers is None or _is_release(fields):
        return NOTHING
    code, shifted, base, *_ = (*fields[0], None, None)
    text = tuple(part for part in fields[2] if part is not None) if len(fields) > 2 else ()
    return Meaning(coded_keys(code or 0, modifiers, shifted=shifted, base=base, text=text))


def _bare(final: str, *, kitty: bool) -> Meaning:
    """Read a sequence without parameters."""
    if final == "I":
        return Meaning((FocusChanged(focused=True),))
    if final == "O":
        return Meaning((FocusChanged(focused=False),))
    if final == "Z":
        return _key("shift+tab")
    if final in _RXVT_LETTERS:
        return _key(with_modifiers(_RXVT_LETTERS[final], "shift"))
    if final == "P" and kitty:
        # The kitty protocol's f1 is what st sends for Delete.
        return _key("f1")
    return _key(_ST_KEYS.get(final) or _LETTERS.get(final))


def _is_f3(fields: Fields) -> bool:
    """Whether `CSI 1;n R` is f3 with modifiers; a cursor position looks the same, but we never ask for it."""
    return _first(fields, 0) == 1 and 2 <= (_first(fields, 1) or 0) <= 16


def _mouse(fields: Fields, final: str) -> Meaning:
    if final not in "mM" or [len(field) for field in fields] != [1, 1, 1]:
        return NOTHING
    code, column, row = (field[0] for field in fields)
    if code is None or column is None or row is None:
        return NOTHING
    found = mouse_input(code, column, row, released=final == "m")
    return Meaning((found,)) if found else NOTHING


def _reply(prefix: str, fields: Fields, final: str) -> Meaning:
    kind = {
        "u": "keyboard-flags" if prefix == "?" else "",
        "$y": "mode",
        "c": "device-attributes",
        "n": "status",
        "R": "cursor-position",
        "t": "window",
    }.get(final)
    values = tuple(field[0] or 0 for field in fields)
    return Meaning((Reply(kind, values),)) if kind else NOTHING
