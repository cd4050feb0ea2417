"""Without colours bold, underline and reverse say what the colours said."""

from __future__ import annotations

import pytest
from codex_tui.themes import CODEX_DARK, CODEX_LIGHT
from codex_tui.widgets.no_colour import BY_GROUND, BY_INK, NoColour
from rich.segment import Segment
from rich.style import Style
from textual.color import Color
from textual.theme import Theme


def variables(theme: Theme) -> dict[str, str]:
    return {**theme.to_color_system().generate(), **theme.variables}


def filtered(theme: Theme, style: Style) -> Style:
    no_colour = NoColour()
    no_colour.use_theme(variables(theme))
    (segment,) = no_colour.apply([Segment("text", style)], Color.parse("#000000"))
    assert segment.text == "text"
    assert segment.style is not None
    return segment.style


@pytest.mark.parametrize("theme", [CODEX_DARK, CODEX_LIGHT], ids=lambda theme: theme.name)
def test_no_colour_is_left_and_each_state_has_an_attribute(theme: Theme) -> None:
    known = variables(theme)
    plain = filtered(theme, Style(color=known["foreground"], bgcolor=known["background"], italic=True))
    assert (plain.color, plain.bgcolor, plain.italic) == (None, None, True)
    assert not any((plain.bold, plain.reverse, plain.underline))
    for ground, instead in BY_GROUND.items():
        style = filtered(theme, Style(color=known["foreground"], bgcolor=known[ground]))
        assert (style.color, style.bgcolor) == (None, None)
        assert style == instead, ground
    for ink, instead in BY_INK.items():
        assert filtered(theme, Style(color=known[ink], bgcolor=known["background"])) == instead, ink
