"""Reads command output: colours become spans, all else that a terminal obeys becomes visible.

Output comes in pieces that may be cut anywhere. Reading a piece costs the same whatever came before it.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from .sanitise import StreamSanitiser
from .styled import PLAIN, AnsiStyle, StyledLines

if TYPE_CHECKING:
    from collections.abc import Callable

# What is obeyed: colours, erasing the line that is being written, carriage return, newline. An erase to
# the end of the line (K, 0K) erases nothing here, since text is always written at the end; after a carriage
# return it erases the whole line.
_SGR = "\x1b\\[(?P<sgr>[0-9;:]{0,64})m"
_OBEYED = re.compile(f"{_SGR}|\x1b\\[(?P<erase>[02]?)K|\r|\n")
# A sequence cut at the end of a piece waits for the next one; what cannot become one of the above does not.
_UNFINISHED = re.compile("\x1b(?:\\[[0-9;:]{0,64})?\\Z")

_COLOURS = ("black", "red", "green", "yellow", "blue", "magenta", "cyan", "white")
_FLAGS: dict[int, Callable[[AnsiStyle], AnsiStyle]] = {
    1: lambda style: replace(style, bold=True),
    2: lambda style: replace(style, dim=True),
    3: lambda style: replace(style, italic=True),
    4: lambda style: replace(style, underline=True),
    7: lambda style: replace(style, reverse=True),
    9: lambda style: replace(style, strike=True),
    21: lambda style: replace(style, underline=True),
    22: lambda style: replace(style, bold=False, dim=False),
    23: lambda style: replace(style, italic=False),
    24: lambda style: replace(style, underline=False),
    27: lambda style: replace(style, reverse=False),
    29: lambda style: replace(style, strike=False),
}


class AnsiReader:
    """Reads output piece by piece into `lines`.

    A carriage return followed by text replaces the line, as progress bars expect.
    """

    __slots__ = ("_held", "_returned", "_sanitiser", "_style", "lines")

    def __init__(self, lines: StyledLines | None = None) -> None:
        self.lines = StyledLines() if lines is None else lines
        self._style = PLAIN
        self._held = ""
        self._returned = False
        self._sanitiser = StreamSanitiser()

    def feed(self, delta: str) -> None:
        """Read a piece: O(its length)."""
        text = self._held + delta
        self._held = ""
        # Most pieces hold no escape at all.
        if "\x1b" in text:
            unfinished = _UNFINISHED.search(text)
            if unfinished is not None:
                self._held = unfinished.group()
                text = text[: unfinished.start()]
        elif "\r" not in text and self._style is PLAIN and not self._returned:
            self._plain(text)
            return
        at = 0
        for match in _OBEYED.finditer(text):
            self._write(text[at : match.start()])
            at = match.end()
            self._obey(match)
        self._write(text[at:])

    def finish(self) -> StyledLines:
        """Write what was held back, as no more will come, and return the lines."""
        held, self._held = self._held, ""
        self._write(held)
        self._put(self._sanitiser.finish())
        return self.lines

    def _plain(self, text: str) -> None:
        first, *rest = self._sanitiser.feed(text).split("\n")
        self.lines.write(first)
        if rest:
            self.lines.end_line()
            self.lines.extend(rest[:-1])
            self.lines.write(rest[-1])

    def _write(self, text: str) -> None:
        if text:
            self._put(self._sanitiser.feed(text))

    def _put(self, shown: str) -> None:
        if not shown:
            return
        if self._returned:
            self.lines.clear_line()
            self._returned = False
        self.lines.write(shown, self._style)

    def _obey(self, match: re.Match[str]) -> None:
        code = match.group()
        if code == "\n":
            # What was held back (a joiner) belongs to the line that ends.
            self._put(self._sanitiser.finish())
            self._returned = False
            self.lines.end_line()
        elif code == "\r":
            self._put(self._sanitiser.finish())
            self._returned = True
        elif match.group("sgr") is not None:
            self._put(self._sanitiser.finish())
            self._style = styled(self._style, match.group("sgr"))
        elif match.group("erase") == "2" or self._returned:
            self.lines.clear_line()
            self._returned = False


def without_colours(text: str) -> str:
    """Return a text without the colour sequences that text copied from a terminal may have."""
    return re.sub(_SGR, "", text)


def read_ansi(text: str) -> StyledLines:
    """Read a whole output at once."""
    reader = AnsiReader()
    reader.feed(text)
    return reader.finish()


def styled(style: AnsiStyle, parameters: str) -> AnsiStyle:
    """Apply the parameters of one SGR sequence, such as `1;31`, `38;5;17` or `38:2::1:2:3`.

    Unknown parameters change nothing.
    """
    codes: list[int | tuple[int, ...]] = []
    for part in parameters.split(";"):
        if ":" in part:
            codes.append(tuple(int(number or 0) for number in part.split(":")))
        else:
            codes.append(int(part or 0))
    at = 0
    while at < len(codes):
        code = codes[at]
        at += 1
        if isinstance(code, tuple):
            style = _with_colon(style, code)
        elif code in (38, 48):
            taken, colour = _extended([each for each in codes[at : at + 4] if isinstance(each, int)])
            at += taken
            if colour is not None:
                style = _coloured(style, code, colour)
        else:
            style = _simple(style, code)
    return PLAIN if style == PLAIN else style


def _simple(style: AnsiStyle, code: int) -> AnsiStyle:
    if code == 0:
        return PLAIN
    if code in _FLAGS:
        return _FLAGS[code](style)
    if 30 <= code <= 37:
        return replace(style, foreground=_COLOURS[code - 30])
    if 90 <= code <= 97:
        return replace(style, foreground="bright_" + _COLOURS[code - 90])
    if 40 <= code <= 47:
        return replace(style, background=_COLOURS[code - 40])
    if 100 <= code <= 107:
        return replace(style, background="bright_" + _COLOURS[code - 100])
    if code == 39:
        return replace(style, foreground=None)
    if code == 49:
        return replace(style, background=None)
    return style


def _with_colon(style: AnsiStyle, code: tuple[int, ...]) -> AnsiStyle:
    if code[0] == 4:
        return replace(style, underline=len(code) < 2 or code[1] != 0)
    if code[0] in (38, 48):
        # `38:2:<colour space>:r:g:b` has one field more than `38;2;r;g;b`.
        numbers = [2, *code[3:6]] if code[1] == 2 and len(code) >= 6 else list(code[1:])
        _, colour = _extended(numbers)
        if colour is not None:
            return _coloured(style, code[0], colour)
    return style


def _extended(numbers: list[int]) -> tuple[int, str | None]:
    """Read `5;n` or `2;r;g;b`; return how many numbers were read, and the colour, None for an invalid one."""
    if len(numbers) >= 2 and numbers[0] == 5:
        return 2, f"color({numbers[1]})" if numbers[1] <= 255 else None
    if len(numbers) >= 4 and numbers[0] == 2:
        red, green, blue = numbers[1:4]
        known = max(red, green, blue) <= 255
        return 4, f"#{red:02x}{green:02x}{blue:02x}" if known else None
    return len(numbers), None


def _coloured(style: AnsiStyle, code: int, colour: str) -> AnsiStyle:
    return replace(style, foreground=colour) if code == 38 else replace(style, background=colour)
