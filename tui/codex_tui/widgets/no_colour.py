"""For a person who has set NO_COLOR: no colour is sent; bold, underline and reverse say what colours said."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.segment import Segment
from rich.style import Style
from textual.color import Color
from textual.filter import LineFilter

if TYPE_CHECKING:
    from collections.abc import Mapping

    from rich.color import Color as RichColor

_REVERSE = Style(reverse=True)
_BOLD = Style(bold=True)
_UNDERLINE = Style(underline=True)

BY_GROUND = {
    "block-cursor-background": _REVERSE,
    "input-cursor-background": _REVERSE,
    "input-selection-background": _REVERSE,
    "screen-selection-background": _REVERSE,
    "warning": _REVERSE,
    "block-cursor-blurred-background": _UNDERLINE,
    "success-darken-3": _UNDERLINE,
    "error-darken-3": _UNDERLINE,
    "warning-darken-3": _UNDERLINE,
}
BY_INK = {"accent": _BOLD, "warning": _BOLD, "error": _BOLD}
"""What takes the place of a ground and of an ink, by the theme's variable."""


class NoColour(LineFilter):
    """Takes all colours away, at the end of drawing. `variables` returns those of the current theme."""

    def __init__(self) -> None:
        super().__init__()
        self._grounds: dict[tuple[int, int, int], Style] = {}
        self._inks: dict[tuple[int, int, int], Style] = {}
        self._known: dict[Style, Style] = {}

    def use_theme(self, variables: Mapping[str, str]) -> None:
        """Read from a theme which colour says what."""
        self._known.clear()
        self._grounds = {Color.parse(variables[name]).rgb: style for name, style in BY_GROUND.items()}
        self._inks = {Color.parse(variables[name]).rgb: style for name, style in BY_INK.items()}
        plain = Color.parse(variables["background"]).rgb
        self._grounds.pop(plain, None)

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """Return the segments without their colours."""
        return [
            Segment(text, None if style is None else self._plain(style), control)
            for text, style, control in segments
        ]

    def _plain(self, style: Style) -> Style:
        known = self._known.get(style)
        if known is None:
            if len(self._known) > 4096:
                self._known.clear()
            ground = self._grounds.get(_rgb(style.bgcolor))
            ink = self._inks.get(_rgb(style.color))
            known = self._known[style] = style.without_color + (ground or _NONE) + (ink or _NONE)
        return known


_NONE = Style()


def _rgb(color: RichColor | None) -> tuple[int, int, int]:
    triplet = None if color is None else color.triplet
    return (-1, -1, -1) if triplet is None else (triplet.red, triplet.green, triplet.blue)
