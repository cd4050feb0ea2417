from __future__ import annotations

from codex_tui.widgets.row import fit_pieces, two_sided
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.style import Style

words = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Mn", "Me", "Cf"]), max_size=60)


@given(st.lists(words, max_size=4), st.lists(words, max_size=3), st.integers(0, 50))
def test_a_line_always_takes_its_width_exactly(left: list[str], right: list[str], width: int) -> None:
    style = Style()
    strip = two_sided([(text, style) for text in left], [(text, style) for text in right], width, style)
    assert sum(cell_len(segment.text) for segment in strip) == width


def test_the_left_side_yields_to_the_right_one() -> None:
    style = Style()
    assert two_sided([("a long title", style)], [("0:42", style)], 12, style).text == "a long… 0:42"


def test_pieces_are_cut_together() -> None:
    style = Style()
    pieces, cells = fit_pieces([("abc", style), ("def", style)], 5)
    assert ("".join(text for text, _ in pieces), cells) == ("abcd…", 5)
