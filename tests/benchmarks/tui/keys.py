"""Keys as a terminal sends them, and typing at a steady pace."""

from __future__ import annotations

import random
import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .terminal import Terminal

LIST = "\x14"
NEXT_PANE = "\x1b[17~"
PAGE_UP = "\x1b[5~"
PAGE_DOWN = "\x1b[6~"
HOME = "\x1b[H"
END = "\x1b[F"
FOCUS_LOST = "\x1b[O"
FOCUS_BACK = "\x1b[I"
CLEAR_LINE = "\x15"
ENTER = "\r"

_PAUSE = 0.1
_LINE = 40
_TAIL = 3
# Letters that stand in no text of the benchmark one after the other.
_LETTERS = "QZXJVKW"


def type_for(terminal: Terminal, seconds: float) -> list[float]:
    """Type ten keys a second for `seconds`; return the milliseconds from each key to its echo."""
    draw = random.Random(1)
    took: list[float] = []
    typed = ""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if len(typed) >= _LINE:
            terminal.type(CLEAR_LINE)
            terminal.rest(_PAUSE)
            typed = ""
        typed += draw.choice([letter for letter in _LETTERS if letter != typed[-1:]])
        before = terminal.mark()
        at = terminal.type(typed[-1])
        seen = terminal.until(typed[-_TAIL:].encode(), before, patience=10)
        took.append((seen - at) * 1000)
        terminal.rest(max(0.0, _PAUSE - (time.monotonic() - at)))
    terminal.type(CLEAR_LINE)
    return took
