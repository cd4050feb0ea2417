"""Themes of the sixteen colours that every terminal has, by their names: what they look like is its own.

A terminal is sent `31`, not some red. So contrast can be checked for the usual palette only, and states are
told by their shapes. There are no grounds for diffs: no text has enough contrast on both red and green.
"""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING

from textual.color import Color

if TYPE_CHECKING:
    from textual.theme import Theme

USUAL = (
    *("#000000", "#aa0000", "#00aa00", "#aa5500", "#0000aa", "#aa00aa", "#00aaaa", "#aaaaaa"),
    *("#555555", "#ff5555", "#55ff55", "#ffff55", "#5555ff", "#ff55ff", "#55ffff", "#ffffff"),
)
"""The colours by which Rich knows the sixteen, in the order of their numbers."""

_BLACK, _RED, _GREEN, _BROWN, _BLUE, _MAGENTA, _CYAN, _GREY = range(8)
_DARK_GREY, _BRIGHT_RED, _BRIGHT_GREEN, _YELLOW, _, _, _BRIGHT_CYAN, _WHITE = range(8, 16)


def named(theme: Theme) -> Theme:
    """Return the theme of sixteen colours that is shown for a theme: a dark one or a light one."""
    safe = theme.name.endswith("colorblind")
    colours = _dark(safe=safe) if theme.dark else _light()
    return replace(
        theme,
        primary=colours["accent"],
        secondary=colours["foreground-muted"],
        accent=colours["accent"],
        warning=colours["warning"],
        error=colours["error"],
        success=colours["success"],
        foreground=colours["foreground"],
        background=colours["background"],
        surface=colours["surface"],
        panel=colours["panel"],
        boost=colours["panel"],
        variables={**colours, "block-cursor-text-style": "none"},
    )


def _dark(*, safe: bool) -> dict[str, str]:
    # For who cannot tell red from green: blue and yellow.
    good, bad = (_BRIGHT_CYAN, _YELLOW) if safe else (_BRIGHT_GREEN, _BRIGHT_RED)
    return _variables(
        ground=_BLACK,
        foreground=_WHITE,
        muted=_GREY,
        accent=_BRIGHT_CYAN,
        success=good,
        error=bad,
        warning=_WHITE if safe else _YELLOW,
        cursor=_BLUE,
        line=_DARK_GREY,
    )


def _light() -> dict[str, str]:
    # Green on white has a contrast of 3:1 at most; blue and red are told apart by everybody.
    return _variables(
        ground=_WHITE,
        foreground=_BLACK,
        muted=_DARK_GREY,
        accent=_BLUE,
        success=_BLUE,
        error=_RED,
        warning=_BROWN,
        cursor=_BRIGHT_CYAN,
        line=_GREY,
    )


@lru_cache(32)
def _hex(number: int) -> str:
    return Color.parse(USUAL[number]).hex


def _variables(
    *,
    ground: int,
    foreground: int,
    muted: int,
    accent: int,
    success: int,
    error: int,
    warning: int,
    cursor: int,
    line: int,
) -> dict[str, str]:
    roles = {"accent": accent, "success": success, "error": error, "warning": warning}
    numbers = {
        **dict.fromkeys(("background", "surface", "panel", "footer-background"), ground),
        **dict.fromkeys(
            ("foreground", "block-cursor-foreground", "block-cursor-blurred-foreground"), foreground
        ),
        **dict.fromkeys(("foreground-muted", "text-muted", "foreground-disabled", "text-disabled"), muted),
        **roles,
        **{f"text-{role}": number for role, number in roles.items()},
        **{f"{role}-{ending}": ground for role in roles for ending in ("muted", "darken-3")},
        **dict.fromkeys(("text-primary", "footer-key-foreground", "link-color", "scrollbar-active"), accent),
        "primary-muted": ground,
        "block-cursor-background": cursor,
        "block-cursor-blurred-background": ground,
        "block-hover-background": ground,
        **dict.fromkeys(("border", "scrollbar-hover"), muted),
        **dict.fromkeys(("border-blurred", "scrollbar"), line),
        **{
            f"scrollbar-{part}": ground
            for part in ("background", "background-hover", "background-active", "corner-color")
        },
        **dict.fromkeys(("input-cursor-background",), foreground),
        **dict.fromkeys(("input-cursor-foreground", "button-color-foreground"), ground),
        **dict.fromkeys(("input-selection-background", "screen-selection-background"), cursor),
        "input-selection-foreground": foreground,
    }
    return {name: _hex(number) for name, number in numbers.items()}
