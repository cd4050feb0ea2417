from __future__ import annotations

import re
from itertools import product
from typing import TYPE_CHECKING

import pytest
from codex_tui.styles import style_paths
from codex_tui.themes import THEMES
from textual.color import Color
from textual.theme import BUILTIN_THEMES

if TYPE_CHECKING:
    from pathlib import Path

    from textual.theme import Theme

TEXT, MARK = 4.5, 3.0

GROUNDS = (
    "background",
    "surface",
    "panel",
    "block-cursor-background",
    "block-cursor-blurred-background",
)
TEXTS = ("foreground", "foreground-muted", "text-muted", "accent", "warning", "error", "success")


def variables(theme: Theme) -> dict[str, str]:
    return {**theme.to_color_system().generate(), **theme.variables}


def luminance(color: Color) -> float:
    channels = [value / 255 for value in color.rgb]
    linear = [value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4 for value in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(theme: Theme, ink: str, ground: str) -> float:
    known = variables(theme)
    below = Color.parse(known["background"]) + Color.parse(known[ground])
    lights = sorted((luminance(below + Color.parse(known[ink])), luminance(below)))
    return (lights[1] + 0.05) / (lights[0] + 0.05)


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
@pytest.mark.parametrize(("ink", "ground"), product(TEXTS, GROUNDS))
def test_text_has_the_contrast_of_text(theme: Theme, ink: str, ground: str) -> None:
    assert contrast(theme, ink, ground) >= TEXT


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
@pytest.mark.parametrize("role", ["success", "error", "warning", "accent"])
def test_coloured_text_reads_on_its_own_tinted_ground(theme: Theme, role: str) -> None:
    assert contrast(theme, f"text-{role}", f"{role}-muted") >= TEXT
    assert contrast(theme, "foreground", f"{role}-muted") >= TEXT


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
@pytest.mark.parametrize(
    ("ink", "ground"),
    [*product(("foreground-disabled", "text-disabled"), GROUNDS), ("input-cursor-background", "background")],
)
def test_marks_have_the_contrast_of_marks(theme: Theme, ink: str, ground: str) -> None:
    assert contrast(theme, ink, ground) >= MARK


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
def test_a_selection_can_be_read(theme: Theme) -> None:
    assert contrast(theme, "input-selection-foreground", "input-selection-background") >= TEXT
    assert contrast(theme, "input-cursor-foreground", "input-cursor-background") >= TEXT


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
