from __future__ import annotations

from dataclasses import fields

import pytest
from codex_tui.glyphs import ASCII, UNICODE, Glyphs, choose
from codex_tui.state.threads import ThreadPhase
from rich.cells import cell_len


@pytest.mark.parametrize("marks", [UNICODE, ASCII])
def test_every_phase_has_a_mark_of_one_cell(marks: Glyphs) -> None:
    assert all(cell_len(marks.phase(phase, frame)) == 1 for phase in ThreadPhase for frame in range(20))


@pytest.mark.parametrize("marks", [UNICODE, ASCII])
def test_states_are_told_apart_with_the_colours_off(marks: Glyphs) -> None:
    at_rest = [phase for phase in ThreadPhase if phase is not ThreadPhase.ARCHIVED]
    assert len({marks.phase(phase) for phase in at_rest}) == len(at_rest)


def shapes(glyphs: Glyphs) -> dict[str, str]:
    """Every shape of a set, with the name of its field."""
    values = {field.name: getattr(glyphs, field.name) for field in fields(glyphs)}
    found = {name: value for name, value in values.items() if isinstance(value, str)}
    for name in ("bullets", "spinner", "phase_spinner"):
        found |= {f"{name} {number}": shape for number, shape in enumerate(values[name])}
    return found | {f"phase {phase.name}": glyphs.phase(phase) for phase in ThreadPhase}


def test_the_ascii_shapes_are_ascii() -> None:
    assert [name for name, shape in shapes(ASCII).items() if not shape.isascii()] == []


@pytest.mark.parametrize("glyphs", [UNICODE, ASCII])
def test_shapes_are_one_cell_wide(glyphs: Glyphs) -> None:
    wide = {name for name, shape in shapes(glyphs).items() if cell_len(shape) != 1}
    assert wide <= {"ellipsis", "arrow"}


@pytest.mark.parametrize(
    ("environment", "marks"),
    [
        ({}, UNICODE),
        ({"LANG": "de_DE.UTF-8"}, UNICODE),
        ({"LANG": "de_DE.UTF-8", "LC_ALL": "C"}, ASCII),
        ({"LANG": "en_US.ISO-8859-1"}, ASCII),
        ({"LANG": "C.utf8", "CODEX_TUI_ASCII": "1"}, ASCII),
    ],
)
def test_the_locale_chooses_the_marks(environment: dict[str, str], marks: Glyphs) -> None:
    assert choose(environment) is marks
