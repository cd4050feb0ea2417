from __future__ import annotations

import pytest
from codex_tui.state.threads import ThreadPhase
from codex_tui.widgets.glyphs import ASCII, UNICODE, Glyphs, choose
from rich.cells import cell_len


@pytest.mark.parametrize("marks", [UNICODE, ASCII])
def test_every_phase_has_a_mark_of_one_cell(marks: Glyphs) -> None:
    assert all(cell_len(marks.phase(phase, frame)) == 1 for phase in ThreadPhase for frame in range(20))


@pytest.mark.parametrize("marks", [UNICODE, ASCII])
def test_states_are_told_apart_with_the_colours_off(marks: Glyphs) -> None:
    at_rest = [phase for phase in ThreadPhase if phase is not ThreadPhase.ARCHIVED]
    assert len({marks.phase(phase) for phase in at_rest}) == len(at_rest)


def test_the_ascii_marks_are_ascii() -> None:
    assert all(ASCII.phase(phase).isascii() for phase in ThreadPhase)
    assert (ASCII.unseen + ASCII.fork + ASCII.bar + ASCII.bar_more + ASCII.prompt + ASCII.ellipsis).isascii()


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
