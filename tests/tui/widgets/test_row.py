from __future__ import annotations

from codex_tui.widgets.row import clip, fit, two_sided, wrap_cells
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.style import Style

words = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Mn", "Me", "Cf"]), max_size=60)


@given(words, st.integers(0, 40))
def test_a_clipped_text_never_takes_more_cells_than_it_may(text: str, width: int) -> None:
    assert cell_len(clip(text, width)) <= width


@given(words)
def test_a_text_that_fits_is_left_alone(text: str) -> None:
    assert clip(text, max(1, cell_len(text))) == text


def test_a_wide_character_that_would_be_halved_gives_way_to_the_sign() -> None:
    assert clip("日本語の題", 6) == "日本…"
    assert clip("plain", 4) == "pla…"


@given(words, st.integers(2, 40))
def test_wrapped_pieces_are_the_text_again_and_each_fits(text: str, width: int) -> None:
    pieces = wrap_cells(text, width)
    assert "".join(pieces) == text
    assert all(cell_len(piece) <= width for piece in pieces)


def test_wrapping_prefers_a_space() -> None:
    assert wrap_cells("git push origin main", 12) == ["git push ", "origin main"]


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
    pieces, cells = fit([("abc", style), ("def", style)], 5)
    assert ("".join(text for text, _ in pieces), cells) == ("abcd…", 5)
