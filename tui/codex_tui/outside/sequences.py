"""Control sequences for the terminal: clipboard, title, notifications; pure."""

from __future__ import annotations

import base64
from enum import Enum

from ..blocks.cells import clip
from ..state.sanitise import sanitise_line

LONGEST_TITLE = 120
"""Cells of a title: xterm takes more, a window's bar and a list of tabs show less."""

LONGEST_NOTE = 200
"""Cells of a notification."""

LONGEST_CLIPBOARD = 74_994
"""Bytes of a text that is sent to the terminal's clipboard.

In base64 these are 100,000 with what is around it. Terminals drop a longer sequence, and some a part of it.
"""

_SCREEN_PIECE = 512
"""Bytes that GNU screen passes on at once: it prints what exceeds 767."""

END = "\a"
"""Ends a sequence. The other end, ESC and a backslash, would end one that is passed through."""

SAVE_TITLE, RESTORE_TITLE = "\x1b[22;2t", "\x1b[23;2t"
"""Have the terminal remember its title, and set it again."""


class Wrapping(str, Enum):
    """What a sequence must be wrapped in to reach the terminal that the person sees."""

    NONE = "none"
    TMUX = "tmux"
    SCREEN = "screen"


class NoteForm(str, Enum):
    """A form of notification, by the number of its sequence."""

    PLAIN = "9"
    """One line: iTerm2, WezTerm, Ghostty, Windows Terminal."""
    TITLED = "777"
    """Title and text: rxvt-unicode, foot, VTE."""
    KITTY = "99"
    """Kitty's own."""


def to_clipboard(text: str) -> str:
    """Return the sequence that asks the terminal to put a text on its clipboard."""
    return f"\x1b]52;c;{base64.b64encode(text.encode('utf-8', 'replace')).decode('ascii')}{END}"


def title(text: str) -> str:
    """Return the sequence that sets the title of the terminal."""
    return f"\x1b]2;{clip(sanitise_line(text), LONGEST_TITLE)}{END}"


def note(form: NoteForm, name: str, text: str) -> str:
    """Return the sequence for a notification with a name and a text."""
    # A semicolon separates the parts.
    name = clip(sanitise_line(name), LONGEST_NOTE).replace(";", ",")
    text = clip(sanitise_line(text), LONGEST_NOTE)
    if form is NoteForm.PLAIN:
        return f"\x1b]9;{name}: {text}{END}"
    if form is NoteForm.TITLED:
        return f"\x1b]777;notify;{name};{text}{END}"
    return f"\x1b]99;i=1:d=0;{name}{END}\x1b]99;i=1:d=1:p=body;{text}{END}"


def wrapped(sequence: str, wrapping: Wrapping) -> str:
    """Return a sequence as the program around the terminal passes it on."""
    if wrapping is Wrapping.TMUX:
        doubled = sequence.replace("\x1b", "\x1b\x1b")
        return f"\x1bPtmux;{doubled}\x1b\\"
    if wrapping is Wrapping.SCREEN:
        pieces = [sequence[at : at + _SCREEN_PIECE] for at in range(0, len(sequence), _SCREEN_PIECE)]
        return "".join(f"\x1bP{piece}\x1b\\" for piece in pieces)
    return sequence
