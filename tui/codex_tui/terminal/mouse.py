"""Mouse reports: one number says what happened, two say where."""

from __future__ import annotations

from .tokens import MouseAction, MouseInput

_SHIFT, _META, _CTRL, _MOVES, _WHEEL, _MORE_BUTTONS = 4, 8, 16, 32, 64, 128
_FARTHEST = 9999
"""The largest column or row that is accepted: no screen is larger, and a broken report may say anything."""
_WHEELS: tuple[MouseAction, ...] = ("scroll_up", "scroll_down", "scroll_left", "scroll_right")


def mouse_input(code: int, column: int, row: int, *, released: bool = False) -> MouseInput | None:
    """Read a report with SGR's numbers (mode 1006): columns and rows from 1, a release names its button.

    Returns None for a broken report: an unknown button, or a position that is on no screen (Ghostty has sent
    negative ones). The buttons 8 to 11 give None too: "back" is no click.
    """
    if not (0 <= code < _MORE_BUTTONS and 0 < column <= _FARTHEST and 0 < row <= _FARTHEST):
        return None
    which = code & 3
    action: MouseAction
    if code & _WHEEL:
        if released or code & _MOVES:
            return None
        action, button = _WHEELS[which], 0
    elif code & _MOVES:
        action, button = "move", (which + 1) & 3
    elif which == 3:
        return None
    else:
        action, button = "release" if released else "press", which + 1
    return MouseInput(
        action,
        column - 1,
        row - 1,
        button,
        shift=bool(code & _SHIFT),
        meta=bool(code & _META),
        ctrl=bool(code & _CTRL),
    )


def older_mouse_input(code: int, column: int, row: int, held: int) -> MouseInput | None:
    """Read a report of X10 or urxvt (mode 1015): code 3 is the release of the button that was held."""
    code -= 32
    if code >= 0 and code & 3 == 3 and not code & (_MOVES | _WHEEL):
        return mouse_input((code & ~3) | max(held - 1, 0), column, row, released=True)
    return mouse_input(code, column, row)
