"""The one sanitiser: what a terminal would obey, or a person could not see, becomes visible symbols.

Every text of the model, a tool, a file or the server passes here before it enters the state. What
stays invisible is only what emoji need: a joiner between two emoji, a variation selector after one.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

# Everything that may be drawn as an emoji, coarsely: the blocks, not the exact property. Being generous
# here only lets a joiner stay between two visible symbols.
_EMOJI = (
    "\u00a9\u00ae\u203c\u2049\u2122\u2139\u2194-\u21aa\u231a-\u23ff\u24c2\u25aa-\u25fe"
    "\u2600-\u27bf\u2934\u2935\u2b05-\u2b55\u3030\u303d\u3297\u3299\U0001f000-\U0001faff"
)

# Written as escapes on purpose: most of these cannot be seen in an editor.
_ALWAYS = (
    "\\x00-\\x08\\x0b-\\x1f\\x7f-\\x9f"  # C0 without \t and \n, DEL, C1
    "\\u00ad\\u034f"  # soft hyphen, grapheme joiner
    "\\u061c\\u200e\\u200f\\u202a-\\u202e\\u2066-\\u2069"  # bidi controls
    "\\u115f\\u1160\\u3164\\uffa0\\u17b4\\u17b5"  # fillers: letters without a shape
    "\\u180b-\\u180f"  # Mongolian selectors
    "\\u200b\\u200c\\u2028\\u2029\\u2060-\\u2065\\u206a-\\u206f\\ufeff"  # zero width, line separators
    "\\ufe00-\\ufe0d\\ufff0-\\ufffb\\ufffe\\uffff"  # selectors, annotations, noncharacters
    "\\ud800-\\udfff"  # lone surrogates cannot be encoded
    "\\U0001bca0-\\U0001bca3\\U0001d173-\\U0001d17a"  # shorthand and musical controls
    "\\U000e0000-\\U000e0fff"  # tags, ideographic selectors
)
_NONCHARACTERS = "".join(f"\\U{plane:04x}fffe\\U{plane:04x}ffff" for plane in range(1, 0x11))

_HOSTILE = re.compile(
    f"[{_ALWAYS}{_NONCHARACTERS}]"
    # A joiner stays between two emoji; the first may carry a selector.
    f"|\\u200d(?![{_EMOJI}])"
    f"|(?<![{_EMOJI}])(?<![{_EMOJI}]\\ufe0f)\\u200d"
    # A selector stays after an emoji, and inside a keycap such as 1 U+FE0F U+20E3.
    f"|(?<![{_EMOJI}0-9#*])[\\ufe0e\\ufe0f]"
    f"|(?<=[0-9#*])\\ufe0e|(?<=[0-9#*])\\ufe0f(?!\\u20e3)"
)
# Searching one character class is 35 times faster than the rules above: they run where it finds something.
_SUSPECT = re.compile(f"[{_ALWAYS}{_NONCHARACTERS}\\u200d\\ufe0e\\ufe0f]")
_ASCII_SUSPECT = re.compile("[\\x00-\\x08\\x0b-\\x1f\\x7f]")
_LINE_ENDS = re.compile("[\\n\\t]")
_UNCERTAIN_END = "\u200d\ufe0e\ufe0f"
_CONTEXT = re.compile(f"[{_EMOJI}0-9#*]\\ufe0f?\\Z")


def _symbol(match: re.Match[str]) -> str:
    return visible(match.group())


def visible(character: str) -> str:
    """Return the visible form of a character that must not reach the terminal: `␛`, `␡`, `<U+202E>`."""
    point = ord(character)
    if point < 0x20:
        return chr(0x2400 + point)
    if point == 0x7F:
        return "\u2421"
    return f"<U+{point:04X}>"


def sanitise(text: str) -> str:
    """Make every control, invisible and unencodable character visible; newline and tab stay.

    Clean text comes back as it is. Sanitising twice changes nothing more.
    """
    if text.isascii() and text.isprintable():
        return text
    if (_ASCII_SUSPECT if text.isascii() else _SUSPECT).search(text) is None:
        return text
    return _HOSTILE.sub(_symbol, text)


def sanitise_line(text: str) -> str:
    """Sanitise a text that is shown on one line: a newline becomes `⏎`, a tab `␉`.

    Clean ASCII, which is most of what is drawn, costs two method calls on `str`.
    """
    if text.isascii() and text.isprintable():
        return text
    return show_breaks(sanitise(text))


# Blanks other than the space, and what a terminal draws as nothing: `str.isprintable` knows most of them.
_BLANK_SYMBOLS = "\u2800\U0001d159\U00016fe4"
_LOOKALIKE = re.compile("<(?=U\\+[0-9A-F]{4,6}>)|[\u2400-\u2421\u23ce\u21e5]")
"""What would read like a symbol of the sanitiser, or like the mark of a tab, without being one."""


def sanitise_exactly(text: str) -> str:
    """Sanitise what a person is asked to approve: every character can be told from every other.

    All blanks but space, tab and newline are shown by their number, and so is text that looks like a
    symbol of the sanitiser: the exact text can be read back. Not for prose, where U+3000 is a plain space.
    `text` must not have been sanitised before.
    """
    return show_blanks(sanitise(_LOOKALIKE.sub(_number, text)))


def show_blanks(text: str) -> str:
    """Show the blanks of a text that is sanitised already; a joiner between two emoji stays."""
    if text.isascii():
        return text
    return "".join([f"<U+{ord(each):04X}>" if _is_blank(each) else each for each in text])


def _is_blank(character: str) -> bool:
    if character.isprintable():
        return character in _BLANK_SYMBOLS
    return character not in "\n\t\u200d"


def _number(match: re.Match[str]) -> str:
    return f"<U+{ord(match.group()):04X}>"


def show_breaks(text: str) -> str:
    """Show the newlines and tabs of a sanitised text as `⏎` and `␉`."""
    if "\n" in text:
        text = text.replace("\n", "\u23ce")
    if "\t" in text:
        text = text.replace("\t", "\u2409")
    return text


def exact_line(text: str) -> str:
    """Return a value of a request on one line, in the exact form of `sanitise_exactly`."""
    return show_breaks(sanitise_exactly(text))


def replace_hostile(text: str, replacement: Callable[[str], str]) -> str:
    """Call `replacement` for each character that `sanitise_line` would replace, and put in its result."""
    if text.isascii() and text.isprintable():
        return text
    if (_ASCII_SUSPECT if text.isascii() else _SUSPECT).search(text) is not None:
        text = _HOSTILE.sub(lambda match: replacement(match.group()), text)
    return _LINE_ENDS.sub(lambda match: replacement(match.group()), text)


class StreamSanitiser:
    """Sanitises text in pieces as if it had come in one; a piece may end in the middle of an emoji."""

    __slots__ = ("_context", "_held")

    def __init__(self) -> None:
        self._context = ""
        self._held = ""

    def feed(self, delta: str) -> str:
        """Return what can be shown now; a joiner or selector at the end waits for the next character."""
        text = self._held + delta
        if not text:
            return ""
        if text[-1] in _UNCERTAIN_END:
            self._held = text[-1]
            text = text[:-1]
        else:
            self._held = ""
        return self._take(text)

    def finish(self) -> str:
        """Return what was held back, and reset: later text does not join earlier text."""
        held, self._held = self._held, ""
        shown = self._take(held)
        self._context = ""
        return shown

    def _take(self, text: str) -> str:
        if not text:
            return ""
        # The context is clean by itself, so it comes back unchanged and is cut off again.
        shown = sanitise(self._context + text)[len(self._context) :] if self._context else sanitise(text)
        if text.isascii() and text[-1] not in "0123456789#*":
            self._context = ""
        else:
            match = _CONTEXT.search(self._context + shown)
            self._context = match.group() if match else ""
        return shown
