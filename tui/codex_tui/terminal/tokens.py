"""The tokens of terminal input: keys, pastes, mouse, focus, and replies to our queries."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal, TypeAlias

MouseAction: TypeAlias = Literal[
    "press", "release", "move", "scroll_up", "scroll_down", "scroll_left", "scroll_right"
]


@dataclass(frozen=True, slots=True)
class KeyPress:
    """A key that was pressed, or that repeats while it is held."""

    key: str
    """The name in Textual's spelling: `enter`, `ctrl+j`, `alt+up`, `a`, `A`, `left_square_bracket`."""
    text: str | None = None
    """The character that the key types; None for a key that types nothing."""
    ambiguous: bool = False
    """Whether ESC and another key, pressed one after the other, would send the same bytes."""
    in_burst: bool = field(default=False, compare=False)
    """Whether it came without a gap behind another key or a paste."""


@dataclass(frozen=True, slots=True)
class Pasted:
    """A paste between its two marks; control bytes and escape sequences in it are kept."""

    text: str
    whole: bool = True
    """False if the paste was longer than the decoder keeps; the rest was dropped."""


@dataclass(frozen=True, slots=True)
class MouseInput:
    """A report of the mouse; the top left cell is 0, 0."""

    action: MouseAction
    x: int
    y: int
    button: int = 0
    """1 left, 2 middle, 3 right; 0 for none, and for the wheel."""
    shift: bool = False
    meta: bool = False
    ctrl: bool = False


@dataclass(frozen=True, slots=True)
class FocusChanged:
    """The terminal's window got the focus, or lost it."""

    focused: bool


@dataclass(frozen=True, slots=True)
class Reply:
    """A reply of the terminal to a query; it is never typed."""

    kind: str
    """`mode`, `keyboard-flags`, `cursor-position`, `device-attributes`, `status`, `window`, `colour`, `osc`,
    `dcs` or `apc`."""
    values: tuple[int | str, ...] = ()
    """Numbers of a control sequence, or the fields of a control string."""


Token: TypeAlias = KeyPress | Pasted | MouseInput | FocusChanged | Reply
