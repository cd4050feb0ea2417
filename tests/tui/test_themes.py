"""Every theme on offer can be read, in true colour, with 256 colours and with sixteen."""

from __future__ import annotations

import math
import re
from itertools import combinations
from typing import TYPE_CHECKING

import pytest
from codex_tui.blocks.line import ROLES
from codex_tui.settings.declaration import THEMES
from codex_tui.styles import style_paths
from codex_tui.themes import CODEX_DARK, Depth
from codex_tui.themes import THEMES as OURS
from codex_tui.themes.contrast import GROUNDS, MARK, MARKS, PAIRS, TEXT, TEXTS, contrast
from codex_tui.themes.fitting import number_of, palette, shown, theme_of
from codex_tui.themes.named import USUAL
from codex_tui.widgets.transcript.roles import ROLE_STYLES
from rich.color import ColorSystem
from textual.color import Color
from textual.theme import BUILTIN_THEMES

if TYPE_CHECKING:
    from pathlib import Path

    from textual.theme import Theme

DEPTHS = (Depth.TRUE, Depth.PALETTE, Depth.NAMED)


def variables(theme: Theme) -> dict[str, str]:
    return {**theme.to_color_system().generate(), **theme.variables}


def colours(name: str, depth: Depth) -> dict[str, Color]:
    """What the terminal shows for each variable that is opaque."""
    known = variables(theme_of(name, depth))
    used = {each for ink, ground, _ in PAIRS for each in (ink, ground)}
    found = {each: Color.parse(known[each]) for each in used}
    assert all(color.a == 1 for color in found.values())
    if depth is Depth.PALETTE:
        return {each: shown(number_of(color)) for each, color in found.items()}
    return found


@pytest.mark.parametrize("depth", DEPTHS, ids=lambda depth: depth.value)
@pytest.mark.parametrize("name", THEMES)
def test_text_and_marks_of_every_theme_on_offer_can_be_read(name: str, depth: Depth) -> None:
    known = colours(name, depth)
    unread = [
        (ink, ground, round(contrast(known[ink], known[ground]), 2))
        for ink, ground, least in PAIRS
        if contrast(known[ink], known[ground]) < least
    ]
    assert unread == []


def test_what_is_asked_of_a_theme_is_what_the_guidelines_ask() -> None:
    asked = {(ink, ground): least for ink, ground, least in PAIRS}
    assert (TEXT, MARK) == (4.5, 3.0)
    assert all(asked[ink, ground] == TEXT for ink in TEXTS for ground in ("background", "surface", "panel"))
    assert all(asked[ink, ground] == MARK for ink in MARKS for ground in GROUNDS)


def test_all_themes_of_textual_are_on_offer_but_those_of_the_terminals_own_colours() -> None:
    theirs = [name for name, theme in BUILTIN_THEMES.items() if not theme.ansi]
    assert sorted(THEMES) == sorted([*(theme.name for theme in OURS), *theirs])
    for name, said in THEMES.items():
        assert theme_of(name, Depth.TRUE).dark is ("dark" in said)


TINTS = ("success-muted", "error-muted")


@pytest.mark.parametrize("name", THEMES)
def test_with_256_colours_diffs_cards_and_the_cursor_keep_their_grounds(name: str) -> None:
    known = colours(name, Depth.PALETTE)
    grounds = ("background", *TINTS)
    assert all(known[one] != known[other] for one, other in combinations(grounds, 2))
    assert known["block-cursor-background"] != known["background"]
    true = colours(name, Depth.TRUE)
    for ground in ("surface", "panel"):
        # Some of Textual's have a surface that can hardly be told from the background at all.
        if contrast(true[ground], true["background"]) > 1.06:
            assert known[ground] != known["background"], ground


def test_the_palette_is_what_rich_sends_and_a_terminal_shows() -> None:
    assert len(palette()) > 200
    for shade in palette():
        assert shown(number_of(shade.sent)) == shade.shown


@pytest.mark.parametrize("name", THEMES)
def test_with_sixteen_colours_each_is_one_of_them_by_name(name: str) -> None:
    theme = theme_of(name, Depth.NAMED)
    for variable, value in theme.variables.items():
        if variable.endswith("-style"):
            continue
        color = Color.parse(value)
        number = color.rich_color.downgrade(ColorSystem.STANDARD)
        assert USUAL[number.number or 0] == color.hex.lower(), variable


# Machado, Oliveira and Fernandes (2009), at full strength, in linear light.
BLINDNESS = {
    "protanopia": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    "deuteranopia": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
}


def seen(color: Color, matrix: tuple[tuple[float, ...], ...]) -> tuple[float, ...]:
    """A colour as a person with this matrix sees it, in linear light."""
    channels = [value / 255 for value in color.rgb]
    linear = [value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4 for value in channels]
    return tuple(
        min(1.0, max(0.0, sum(part * value for part, value in zip(row, linear, strict=True))))
        for row in matrix
    )


def unlike(one: Color, other: Color, matrix: tuple[tuple[float, ...], ...]) -> float:
    """How unlike two colours look, in the terms of the cube root, which the eye follows."""
    pairs = zip(seen(one, matrix), seen(other, matrix), strict=True)
    return math.sqrt(sum((math.pow(mine, 1 / 3) - math.pow(theirs, 1 / 3)) ** 2 for mine, theirs in pairs))


@pytest.mark.parametrize("depth", [Depth.TRUE, Depth.PALETTE], ids=lambda depth: depth.value)
@pytest.mark.parametrize("kind", BLINDNESS)
@pytest.mark.parametrize("name", [name for name in THEMES if name.endswith("colorblind")])
def test_good_and_bad_are_told_apart_without_red_and_green(name: str, kind: str, depth: Depth) -> None:
    known, matrix = colours(name, depth), BLINDNESS[kind]
    for ending in ("{}", "text-{}", "{}-muted"):
        good, bad = known[ending.format("success")], known[ending.format("error")]
        assert unlike(good, bad, matrix) > 0.1, (ending, unlike(good, bad, matrix))


def test_the_measure_of_that_finds_red_and_green_alike() -> None:
    known = colours(CODEX_DARK.name, Depth.TRUE)
    assert unlike(known["success-muted"], known["error-muted"], BLINDNESS["deuteranopia"]) < 0.1


@pytest.mark.parametrize("sheet", style_paths(), ids=lambda sheet: sheet.name)
def test_style_sheets_know_only_variables_that_every_theme_has(sheet: Path) -> None:
    used = set(re.findall(r"\$([a-z][a-z0-9-]*)", sheet.read_text()))
    assert used <= set(variables(BUILTIN_THEMES["textual-dark"]))


@pytest.mark.parametrize("sheet", style_paths(), ids=lambda sheet: sheet.name)
def test_style_sheets_name_no_colour_themselves(sheet: Path) -> None:
    text = re.sub(r"/\*.*?\*/", "", sheet.read_text(), flags=re.DOTALL)
    assert not re.search(
        r"(?:color|background|tint|border[a-z-]*):[^;]*(?:#[0-9a-fA-F]{3}|rgb|hsl|ansi_)", text
    )


@pytest.mark.parametrize("style", sorted(set(ROLE_STYLES.values())))
def test_the_styles_of_roles_know_only_variables_that_every_theme_has(style: str) -> None:
    known = variables(BUILTIN_THEMES["textual-dark"])
    words = [word for word in style.split() if not word.endswith("%")]
    assert {word.removeprefix("$") for word in words if word.startswith("$")} <= set(known)
    assert {word for word in words if not word.startswith("$")} <= {"bold", "italic", "underline", "on"}


def test_every_role_of_a_line_has_a_style() -> None:
    assert set(ROLES) <= set(ROLE_STYLES)
