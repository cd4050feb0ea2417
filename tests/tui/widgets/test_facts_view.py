from __future__ import annotations

import pytest
from codex_tui.widgets.facts_view import Fact, Section, lines_of, plain_text

SECTIONS = [
    Section("Server", (Fact("version", "0.163.0", "linux"), Fact("program", "/a/long/path/to/the/codex"))),
    Section("Empty", ()),
    Section("", (Fact("problem", "It is\nbroken", "since long", bad=True),)),
]


def test_a_page_is_text_that_can_be_pasted() -> None:
    assert plain_text(SECTIONS).splitlines() == [
        "Server",
        "version  0.163.0  linux",
        "program  /a/long/path/to/the/codex",
        "",
        "problem  It is",
        "         broken",
        "         since long",
    ]


@pytest.mark.parametrize("cells", [10, 17, 24, 80])
def test_no_line_is_wider_than_the_page_and_nothing_is_lost(cells: int) -> None:
    lines = lines_of(SECTIONS, cells)
    assert max(line.cell_length for line in lines) <= max(cells, 13)
    shown = "".join(line.plain for line in lines).replace(" ", "")
    for part in ("0.163.0", "linux", "since", "long"):
        assert part in shown


def test_what_is_wide_is_measured_in_cells() -> None:
    [line, *_] = lines_of([Section("", (Fact("題", "日本語日本語", "x"),))], 12)
    assert line.plain == "題  日本語日"[: len(line.plain)]
    assert line.cell_length <= 12
