"""Themes as a terminal can show them: with inks that can be read, of the colours that there are.

With 256 colours Rich takes the nearest one, and for all dark grounds that is black: a diff lost its grounds,
and a card the difference to what is around it. So each colour is chosen from the palette here, by its role.
"""

from __future__ import annotations

import colorsys
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from rich.color import Color as RichColor
from rich.color import ColorSystem
from textual.color import Color
from textual.theme import BUILTIN_THEMES, Theme

from .contrast import PAIRS, ROLES, contrast, luminance
from .named import named
from .ours import THEMES
from .terminal import Depth

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

_BASES = ("primary", "secondary", "warning", "error", "success", "accent", "foreground")
_BASES_BELOW = ("background", "surface", "panel", "boost")
"""The colours of a theme that are fields, and not variables: inks, and grounds."""

_TINTS = tuple(f"{role}-{ending}" for role in ROLES for ending in ("muted", "darken-3"))
"""Grounds whose hue says what they are about."""


_GREY = 0.12
"""The saturation, 0 to 1, below which a colour counts as grey."""

_NEAR_HUE = 0.08
"""The part of the circle of hues within which two colours count as of one hue."""


class Shade(NamedTuple):
    """A colour of a palette: what is sent for it, and what the terminal shows then."""

    sent: Color
    shown: Color


def theme_of(name: str, depth: Depth) -> Theme:
    """Return the theme of a name for a terminal. Raises `KeyError` for another than those on offer."""
    if depth is Depth.PALETTE:
        return _fitted(name)
    theme = _ours_or_tuned(name)
    return named(theme) if depth is Depth.NAMED else theme


@lru_cache(64)
def _ours_or_tuned(name: str) -> Theme:
    for theme in THEMES:
        if theme.name == name:
            return theme
    return _tuned(BUILTIN_THEMES[name])


# Textual's themes


def _tuned(theme: Theme) -> Theme:
    """Return a theme of Textual with our grounds, and with its inks moved until they can be read."""
    known = {name: Color.parse(value) for name, value in _plain(theme.to_color_system().generate()).items()}
    background, foreground = known["background"], known["foreground"]
    grounds = {
        "background": background,
        "surface": _near(background, known["surface"]),
        "panel": _near(background, known["panel"]),
        "block-cursor-background": background.blend(known["primary"], 0.2),
        "block-cursor-blurred-background": background.blend(foreground, 0.07),
        "screen-selection-background": background.blend(known["primary"], 0.35),
        "input-selection-background": background.blend(known["primary"], 0.35),
        "input-cursor-background": foreground,
    }
    inks = {
        **{name: known[name] for name in ("foreground", "accent", "primary", "secondary")},
        **{name: known[name] for name in ("success", "error", "warning")},
        "foreground-muted": foreground.blend(background, 0.32),
        "text-muted": foreground.blend(background, 0.32),
        "foreground-disabled": foreground.blend(background, 0.5),
        "text-disabled": foreground.blend(background, 0.5),
        "input-selection-foreground": foreground,
        "input-cursor-foreground": background,
    }
    for role in ROLES:
        grounds[f"{role}-muted"] = background.blend(known[role], 0.15)
        grounds[f"{role}-darken-3"] = background.blend(known[role], 0.4 if theme.dark else 0.3)
        inks[f"text-{role}"] = known[role].blend(foreground, 0.3)
    end = Color.parse("#ffffff" if theme.dark else "#000000")
    colours = dict(grounds)
    for name, ink in inks.items():
        colours[name] = _moved(ink, end, _asked(name, grounds))
    colours["input-cursor-background"] = colours["foreground"]
    return _with(theme, {**_decorations(colours), **colours})


def _plain(variables: Mapping[str, str]) -> dict[str, str]:
    return {name: variables[name] for name in (*_BASES, *_BASES_BELOW)}


def _near(background: Color, ground: Color) -> Color:
    """Return a ground that is near enough to the background for the same inks to stand on both."""
    ground = background + ground
    share = 0.0
    while share < 1 and contrast(background.blend(ground, share + 0.05), background) < 1.25:
        share += 0.05
    return background.blend(ground, min(1.0, share))


def _asked(ink: str, grounds: Mapping[str, Color]) -> list[tuple[Color, float]]:
    """Return the grounds that an ink stands on, each with the contrast that it needs there."""
    return [(grounds[below], least) for name, below, least in PAIRS if name == ink and below in grounds]


def _moved(ink: Color, end: Color, asked: Sequence[tuple[Color, float]]) -> Color:
    """Return an ink, moved towards white or black as far as its grounds ask for."""
    share = 0.0
    # A little more than is asked for: the colour is rounded when it is written.
    while share < 1 and any(
        contrast(ink.blend(end, share), ground) < least + 0.05 for ground, least in asked
    ):
        share += 0.05
    return ink.blend(end, min(1.0, share))


def _decorations(colours: Mapping[str, Color]) -> dict[str, Color]:
    """Return what is neither text nor its ground: borders, scroll bars, links."""
    background, foreground, accent = (colours[name] for name in ("background", "foreground", "accent"))
    plain = {
        f"scrollbar{ending}": background
        for ending in ("-background", "-background-hover", "-background-active", "-corner-color")
    }
    return {
        **plain,
        "boost": colours["panel"],
        "border": background.blend(foreground, 0.28),
        "border-blurred": background.blend(foreground, 0.14),
        "block-cursor-foreground": foreground,
        "block-cursor-blurred-foreground": foreground,
        "block-hover-background": colours["block-cursor-blurred-background"],
        "scrollbar": background.blend(foreground, 0.25),
        "scrollbar-hover": background.blend(foreground, 0.35),
        "scrollbar-active": accent,
        "primary-muted": colours["accent-muted"],
        "text-primary": colours["text-accent"],
        "footer-key-foreground": accent,
        "footer-background": background,
        "link-color": accent,
        "button-color-foreground": background,
    }


def _with(theme: Theme, colours: Mapping[str, Color]) -> Theme:
    """Return a theme with other colours."""
    fields = {name: colours[name].hex for name in (*_BASES, *_BASES_BELOW) if name in colours}
    others = {name: color.hex for name, color in colours.items() if name not in fields}
    styles = {name: value for name, value in theme.variables.items() if name.endswith("-style")}
    variables = {"block-cursor-text-style": "none", **styles, **others}
    return replace(theme, **fields, variables=variables)  # type: ignore[arg-type] # all of `fields` are texts


# 256 colours


@lru_cache(64)
def _fitted(name: str) -> Theme:
    return _in_palette(_ours_or_tuned(name))


def _in_palette(theme: Theme) -> Theme:
    """Return a theme whose colours are all of the palette of 256 colours, chosen by their roles."""
    variables = {**theme.to_color_system().generate(), **theme.variables}
    known = {name: Color.parse(variables[name]) for name in _names(theme)}
    shades = palette()
    chosen: dict[str, Shade] = {"background": _nearest(known["background"], shades)}
    below = chosen["background"].shown
    for name in known:
        if name in chosen or _is_ink(name):
            continue
        if name in _TINTS:
            chosen[name] = _tint(known[name], known[name.partition("-")[0]], shades, dark=theme.dark)
            continue
        chosen[name] = _nearest(known[name], shades)
        differs = name.endswith("cursor-background") or name in ("surface", "panel")
        if differs and chosen[name].shown == below and known[name] != known["background"]:
            chosen[name] = _nearest(known[name], [shade for shade in shades if shade.shown != below])
    for name in known:
        if name not in chosen:
            asked = _asked(name, {ground: shade.shown for ground, shade in chosen.items()})
            chosen[name] = _ink(known[name], shades, asked)
    return _with(theme, {name: shade.sent for name, shade in chosen.items()})


def _names(theme: Theme) -> list[str]:
    texts = (*_BASES, *_BASES_BELOW, *theme.variables)
    return [name for name in dict.fromkeys(texts) if not name.endswith("-style")]


def _is_ink(name: str) -> bool:
    inks = {ink for ink, _, _ in PAIRS} - {"background", "input-cursor-background"}
    return name in inks


@lru_cache(1)
def palette() -> tuple[Shade, ...]:
    """Return the colours that Rich sends as numbers of the palette: its cube, and its greys."""
    numbers: dict[int, Color] = {}
    levels = (0, 95, 135, 175, 215, 255)
    sent = [Color(red, green, blue) for red in levels for green in levels for blue in levels]
    sent += [Color(value, value, value) for value in (round(step * 10.2) for step in range(26))]
    for color in sent:
        numbers.setdefault(number_of(color), color)
    return tuple(Shade(color, shown(number)) for number, color in numbers.items())


def number_of(color: Color) -> int:
    """Return the number of the palette that Rich sends for a colour."""
    return color.rich_color.downgrade(ColorSystem.EIGHT_BIT).number or 0


def shown(number: int) -> Color:
    """Return the colour that terminals show for a number of the palette, from 16 on."""
    return Color(*RichColor.from_ansi(number).get_truecolor())


def _nearest(color: Color, shades: Iterable[Shade]) -> Shade:
    return min(shades, key=lambda shade: _distance(color, shade.shown))


def _ink(color: Color, shades: Iterable[Shade], asked: Sequence[tuple[Color, float]]) -> Shade:
    """Return the nearest shade that can be read on its grounds; a grey for a grey, and else of its hue."""
    fit = [
        shade for shade in shades if all(contrast(shade.shown, ground) >= least for ground, least in asked)
    ]
    if _saturation(color) < _GREY:
        alike = [shade for shade in fit if _saturation(shade.shown) < _GREY]
    else:
        alike = [shade for shade in fit if _saturation(shade.shown) >= _GREY and _is_near_hue(shade, color)]
    return _nearest(color, alike or fit or shades)


def _is_near_hue(shade: Shade, color: Color, reach: float = _NEAR_HUE) -> bool:
    apart = abs(_hue(shade.shown) - _hue(color))
    return min(apart, 1 - apart) < reach


def _tint(color: Color, role: Color, shades: Iterable[Shade], *, dark: bool) -> Shade:
    """Return the shade of the role's hue that is nearest to a ground; in the palette dark ones are rare."""
    coloured = [shade for shade in shades if _saturation(shade.shown) > _GREY]
    for reach in (_NEAR_HUE, 1.5 * _NEAR_HUE, 3 * _NEAR_HUE):
        alike = [shade for shade in coloured if _is_near_hue(shade, role, reach)]
        if within := [shade for shade in alike if (luminance(shade.shown) < 0.12) is dark]:
            return _nearest(color, within)
    return _nearest(color, shades)


@lru_cache(4096)
def _hue(color: Color) -> float:
    return colorsys.rgb_to_hls(*color.normalized)[0]


@lru_cache(4096)
def _saturation(color: Color) -> float:
    red, green, blue = color.normalized
    return max(red, green, blue) - min(red, green, blue)


def _distance(one: Color, other: Color) -> float:
    """Return how unlike two colours look, by the weights of the eye's mean red."""
    red = (one.r + other.r) / 2
    weights = (2 + red / 256, 4.0, 2 + (255 - red) / 256)
    differences = (one.r - other.r, one.g - other.g, one.b - other.b)
    return sum(weight * each * each for weight, each in zip(weights, differences, strict=True))
