"""What a terminal can show: how many colours, and whether its background is dark."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


class Depth(Enum):
    """How many colours there are."""

    TRUE = "true colour"
    PALETTE = "256 colours"
    NAMED = "16 colours"
    NONE = "no colours"


_DEPTHS = {"truecolor": Depth.TRUE, "256": Depth.PALETTE, "standard": Depth.NAMED, "windows": Depth.NAMED}

_DARKEST_LIGHT = 0.5
"""The perceived lightness, 0 to 1, from which on a background counts as light."""


@dataclass(frozen=True, slots=True)
class Terminal:
    """What is known of a terminal before it was asked anything."""

    depth: Depth = Depth.TRUE
    dark: bool = True

    @classmethod
    def of(cls, environment: Mapping[str, str], color_system: str | None) -> Terminal:
        """Return what the environment says; `color_system` is what Rich found out about the colours."""
        no_color = bool(environment.get("NO_COLOR"))
        depth = Depth.NONE if no_color else _DEPTHS.get(color_system or "", Depth.NAMED)
        return cls(depth, dark=_is_dark(environment.get("COLORFGBG", "")))


def _is_dark(colorfgbg: str) -> bool:
    """Read COLORFGBG, `15;0` or `15;default;0`: the last part is the number of the background's colour."""
    background = colorfgbg.rpartition(";")[2]
    if not background.isdecimal():
        return True
    return int(background) not in (7, 15)


def looks_dark(red: float, green: float, blue: float) -> bool:
    """Whether a colour, of channels from 0 to 1, is a dark background."""
    # Gamma is left in: it is roughly how light a colour seems.
    return 0.299 * red + 0.587 * green + 0.114 * blue < _DARKEST_LIGHT
