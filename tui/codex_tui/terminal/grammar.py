"""The grammar of what a terminal sends (ECMA-48), byte by byte, without time."""

from __future__ import annotations

import codecs
import re
from dataclasses import replace
from enum import Enum, auto

from .key_names import control_key, escaped_key, typed, with_modifiers
from .mouse import older_mouse_input
from .sequences import NOTHING, Meaning, control_sequence, control_string, is_rxvt_key, single_shift
from .tokens import KeyPress, MouseInput, Reply, Token

ESCAPE_PAUSE = 0.05
"""Seconds of silence after which ESC is a key of its own and does not begin a sequence. A terminal writes a
sequence at once; a person who presses two keys needs longer."""
SEQUENCE_PAUSE = 0.25
"""Seconds of silence after which an unfinished control sequence is dropped."""
STRING_PAUSE = 0.5
"""The same for a control string, which is longer and may travel in pieces."""
LONGEST_SEQUENCE = 16384
"""Bytes of a sequence or a string that are kept; a longer one is dropped as a whole."""

PASTE_BEGIN = b"\x1b[200~"
PASTE_END = b"\x1b[201~"

_ESC, _BEL, _CAN, _SUB, _DEL = 0x1B, 0x07, 0x18, 0x1A, 0x7F
_CONTROL = re.compile(rb"[\x00-\x1f\x7f]")
_PARAMETERS = re.compile(rb"[\x20-\x3f]*")
_DIGITS = re.compile(rb"[0-9;]*")
_STRING_STOP = re.compile(rb"[\x07\x18\x1a\x1b]")
_STRINGS = b"P]^_X"


class _State(Enum):
    TEXT = auto()
    ESCAPE = auto()
    """After ESC."""
    CONTROL = auto()
    """After CSI."""
    SHIFT = auto()
    """After SS3."""
    X10_MOUSE = auto()
    """After `CSI M`: three bytes, which are no text in any encoding."""
    STRING = auto()
    STRING_ESCAPE = auto()
    """After an ESC in a string: a backslash ends it, anything else begins something new."""


class Grammar:
    """Turns bytes into tokens, however they are cut.

    A control byte within a sequence ends and drops it. CAN and SUB do only that, as in a terminal; others are
    then read by themselves. Bytes that are no UTF-8 become U+FFFD, which is visible; controls of C1 (U+0080
    to U+009F) are dropped. A paste is left to the caller: `feed` stops behind the mark that begins it.
    """

    def __init__(self) -> None:
        self.kitty = False
        """Whether the terminal said that it speaks the kitty protocol."""
        self.paste_begun = False
        """Whether the last `feed` stopped behind the mark that begins a paste."""
        self._state = _State.TEXT
        self._escapes = 0
        """How many ESC came before what is read now: 0, 1 or 2; the first of two is alt, or a key."""
        self._alt = False
        """Whether the character that is being read came behind an ESC."""
        self._body = bytearray()
        self._too_long = False
        self._introducer = 0
        self._terminator_due = False
        """Whether a string was given up before its end, so that the end may still come."""
        self._button = 0
        """The mouse button that was pressed last: older reports of a release do not say which."""
        self._utf8 = codecs.getincrementaldecoder("utf-8")("replace")
        self._tokens: list[Token] = []

    @property
    def pause(self) -> float | None:
        """Seconds of silence after which `settle` has something to do."""
        if self._state is _State.TEXT:
            return ESCAPE_PAUSE if self._half_character else None
        if self._state is _State.ESCAPE or self._is_bare:
            return ESCAPE_PAUSE
        if self._too_long or self._state in {_State.STRING, _State.STRING_ESCAPE}:
            return STRING_PAUSE
        return SEQUENCE_PAUSE

    def feed(self, data: bytes, at: int = 0) -> tuple[list[Token], int]:
        """Read from the index `at` on; return the tokens and the index behind the bytes that were read."""
        self._tokens = []
        self.paste_begun = False
        end = len(data)
        while at < end and not self.paste_begun:
            if self._state is _State.TEXT:
                at = self._read_text(data, at)
            elif self._state is _State.STRING:
                at = self._read_string(data, at)
            elif self._state is _State.CONTROL:
                at = self._read_control(data, at)
            elif self._state is _State.SHIFT:
                at = self._read_shift(data, at)
            else:
                at = self._read_byte(data[at], at)
        return self._tokens, at

    def settle(self) -> list[Token]:
        """End an unfinished key or sequence, after `pause` seconds of silence; return its tokens."""
        self._tokens = []
        if self._state is _State.TEXT:
            self._add_characters(self._utf8.decode(b"", True))
            self._alt = False
        elif self._state is _State.ESCAPE:
            self._tokens += [KeyPress("escape")] * self._escapes
        elif self._is_bare:
            # ESC [ alone is alt+[, or esc and then [.
            introducer = chr(self._introducer)
            self._press_escape()
            self._tokens.append(escaped_key(typed(introducer).key, introducer))
        elif self._state is _State.STRING_ESCAPE:
            self._tokens.append(KeyPress("escape"))
        else:
            self._press_escape()
            self._terminator_due = self._state is _State.STRING
        self._begin(_State.TEXT)
        return self._tokens

    @property
    def _half_character(self) -> bool:
        return bool(self._utf8.getstate()[0])

    @property
    def _is_bare(self) -> bool:
        """Whether nothing has come yet behind the introducer of a sequence."""
        sequences = {_State.CONTROL, _State.SHIFT, _State.STRING}
        return self._state in sequences and not self._body and not self._too_long

    def _begin(self, state: _State, introducer: int = 0) -> None:
        self._state = state
        self._introducer = introducer
        self._body.clear()
        self._too_long = False
        if state is _State.TEXT:
            self._escapes = 0

    def _press_escape(self) -> None:
        """Add the first of two ESC as a key, because what follows does not take it as alt."""
        if self._escapes == 2:
            self._tokens.append(KeyPress("escape"))
            self._escapes = 1

    def _read_text(self, data: bytes, at: int) -> int:
        found = _CONTROL.search(data, at)
        stop = found.start() if found else len(data)
        if stop > at or self._half_character:
            self._add_characters(self._utf8.decode(data[at:stop], found is not None))
        if found is None:
            return stop
        self._alt = False
        if data[stop] == _ESC:
            self._begin(_State.ESCAPE)
            self._escapes = 1
        else:
            self._tokens.append(KeyPress(control_key(data[stop])))
        return stop + 1

    def _add_characters(self, text: str) -> None:
        if text and self._alt:
            self._alt = False
            if not _is_c1(text[0]):
                self._tokens.append(escaped_key(typed(text[0]).key, text[0]))
            text = text[1:]
        self._tokens += [typed(character) for character in text if not _is_c1(character)]

    def _read_byte(self, byte: int, at: int) -> int:
        """Read one byte, in a state that takes them one by one; return the index of the next byte to read."""
        if self._state is _State.ESCAPE:
            return self._read_escaped(byte, at)
        if self._state is _State.STRING_ESCAPE:
            if byte == 0x5C:
                self._complete(self._string_meaning())
                return at + 1
            self._begin(_State.ESCAPE)
            self._escapes = 1
            return at
        # A report of X10. xterm sends NUL for a position beyond column 223.
        if byte < 0x20 and byte != 0:
            return self._interrupted(byte, at)
        self._body.append(byte)
        if len(self._body) == 3:
            code, column, row = self._body
            found = older_mouse_input(code, column - 32, row - 32, self._button)
            self._complete(Meaning((found,)) if found else NOTHING)
        return at + 1

    def _read_escaped(self, byte: int, at: int) -> int:
        if byte == _ESC:
            self._press_escape()
            self._escapes = 2
            return at + 1
        if byte == 0x5B:
            self._begin(_State.CONTROL, byte)
            return at + 1
        if byte == 0x4F:
            self._begin(_State.SHIFT, byte)
            return at + 1
        self._press_escape()
        if byte in _STRINGS:
            self._terminator_due = False
            self._begin(_State.STRING, byte)
            return at + 1
        if byte == 0x5C and self._terminator_due:
            self._terminator_due = False
            self._begin(_State.TEXT)
            return at + 1
        if byte < 0x80:
            self._begin(_State.TEXT)
            self._tokens.append(_escaped_byte(byte))
            return at + 1
        self._begin(_State.TEXT)
        self._alt = True
        return at

    def _read_control(self, data: bytes, at: int) -> int:
        if self._body == b"[":
            if 0x40 <= data[at] < 0x7F:
                self._complete(control_sequence("[", chr(data[at]), kitty=self.kitty))
                return at + 1
            return self._interrupted(data[at], at)
        found = _PARAMETERS.match(data, at)
        stop = found.end() if found else at
        dollar = data.find(b"$", at, stop)
        if dollar >= 0 and not self._too_long and is_rxvt_key(bytes(self._body) + data[at:dollar]):
            self._keep(data[at:dollar])
            self._complete(control_sequence(self._body.decode("ascii"), "$", kitty=self.kitty))
            return dollar + 1
        self._keep(data[at:stop])
        if stop == len(data):
            return stop
        byte = data[stop]
        if not 0x40 <= byte < 0x7F:
            return self._interrupted(byte, stop)
        if not self._body and not self._too_long:
            if byte == 0x5B:
                self._body.append(byte)
                return stop + 1
            if byte == 0x4D:
                self._begin(_State.X10_MOUSE, byte)
                return stop + 1
        self._end_control(chr(byte))
        return stop + 1

    def _end_control(self, final: str) -> None:
        body = self._body.decode("ascii")
        if self._too_long:
            self._complete(NOTHING)
        elif final == "~" and body == "200":
            self._complete(NOTHING)
            self.paste_begun = True
        elif final == "M" and (found := re.fullmatch(r"(\d{1,5});(\d{1,5});(\d{1,5})", body)):
            mouse = older_mouse_input(int(found[1]), int(found[2]), int(found[3]), self._button)
            self._complete(Meaning((mouse,)) if mouse else NOTHING)
        else:
            self._complete(control_sequence(body, final, kitty=self.kitty))

    def _read_shift(self, data: bytes, at: int) -> int:
        found = _DIGITS.match(data, at)
        stop = found.end() if found else at
        self._keep(data[at:stop])
        if stop == len(data):
            return stop
        byte = data[stop]
        if not 0x20 <= byte < 0x7F:
            return self._interrupted(byte, stop)
        meaning = NOTHING if self._too_long else single_shift(self._body.decode("ascii"), chr(byte))
        self._complete(meaning)
        return stop + 1

    def _read_string(self, data: bytes, at: int) -> int:
        found = _STRING_STOP.search(data, at)
        stop = found.start() if found else len(data)
        self._keep(data[at:stop])
        if found is None:
            return stop
        byte = data[stop]
        if byte == _ESC:
            self._state = _State.STRING_ESCAPE
        elif byte != _BEL:
            self._begin(_State.TEXT)
        elif self._introducer == 0x5D:
            self._complete(self._string_meaning())
        else:
            self._keep(data[stop : stop + 1])
        return stop + 1

    def _string_meaning(self) -> Meaning:
        if self._too_long:
            return NOTHING
        return control_string(chr(self._introducer), self._body.decode("utf-8", "replace"))

    def _keep(self, part: bytes) -> None:
        if self._too_long or len(self._body) + len(part) > LONGEST_SEQUENCE:
            self._too_long = True
            self._body.clear()
        else:
            self._body += part

    def _interrupted(self, byte: int, at: int) -> int:
        """Drop a sequence at a byte that cannot be in it; return the index of the next byte to read."""
        self._press_escape()
        self._begin(_State.TEXT)
        return at + 1 if byte in (_CAN, _SUB) else at

    def _complete(self, meaning: Meaning) -> None:
        """Add the tokens of a sequence; an ESC before it is alt if the sequence takes one (`takes_alt`)."""
        tokens = meaning.tokens
        if self._escapes == 2 and meaning.takes_alt:
            tokens = tuple(
                KeyPress(with_modifiers(token.key, "alt")) for token in tokens if isinstance(token, KeyPress)
            )
        else:
            self._press_escape()
        for token in tokens:
            if isinstance(token, MouseInput) and token.action == "press":
                self._button = token.button
            elif isinstance(token, Reply) and token.kind == "keyboard-flags":
                self.kitty = any(token.values)
        self._tokens += tokens
        self._begin(_State.TEXT)


def _is_c1(character: str) -> bool:
    return "\x80" <= character <= "\x9f"


def _escaped_byte(byte: int) -> KeyPress:
    """Return the key of ESC and an ASCII byte that came in one piece."""
    if byte in (0x0A, 0x0D):
        return escaped_key("enter", None)
    if byte == 0x09:
        # The Linux console sends it for shift+tab.
        return replace(escaped_key("tab", None), key="shift+tab")
    if byte < 0x20 or byte == _DEL:
        return escaped_key(control_key(byte), None)
    return escaped_key(typed(chr(byte)).key, chr(byte))
