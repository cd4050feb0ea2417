from __future__ import annotations

import pytest
from codex_tui.blocks.cells import clip, clusters, cut, cut_start, expand_tabs, fit, width, wrap_cells
from codex_tui.blocks.line import Span, SpanStyle, break_points, slice_spans, wrap, wrap_text
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

TEXTS = st.text(alphabet=st.sampled_from("ab z.,漢字🎉é👍🏽\u0301\ufe0f\u200d👩"), max_size=60)

WORDS = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Mn", "Me", "Cf"]), max_size=60)


@given(TEXTS)
def test_clusters_are_the_text_and_its_cells(text: str) -> None:
    found = list(clusters(text))
    assert "".join(cluster for cluster, _ in found) == text


@given(TEXTS.filter(lambda text: "\u200d" not in text and "\ufe0f" not in text))
def test_the_cells_of_clusters_add_up_to_what_the_terminal_counts(text: str) -> None:
    assert sum(size for _, size in clusters(text)) == cell_len(text)


def test_a_mark_is_never_parted_from_its_letter() -> None:
    assert [cluster for cluster, _ in clusters("e\u0301a\u0301")] == ["e\u0301", "a\u0301"]


def test_a_joined_emoji_is_one_cluster() -> None:
    assert [cluster for cluster, _ in clusters("👩\u200d🚀!")] == ["👩\u200d🚀", "!"]


@given(TEXTS, st.integers(2, 20))
def test_no_row_is_wider_than_asked(text: str, cells: int) -> None:
    for start, end in break_points(text, cells):
        assert cell_len(text[start:end]) <= cells


@given(TEXTS, st.integers(2, 20))
def test_rows_leave_out_nothing_but_spaces(text: str, cells: int) -> None:
    rows = break_points(text, cells)
    kept = "".join(text[start:end] for start, end in rows)
    assert kept.replace(" ", "") == text.replace(" ", "")


@given(TEXTS, st.integers(2, 20))
def test_rows_of_code_leave_out_nothing(text: str, cells: int) -> None:
    assert "".join(text[start:end] for start, end in break_points(text, cells, words=False)) == text


@given(st.text(alphabet="ab ", max_size=60), st.integers(1, 20))
def test_ascii_breaks_where_measured_text_breaks(text: str, cells: int) -> None:
    from codex_tui.blocks.line import _break_wide

    assert break_points(text, cells) == _break_wide(text, max(1, cells), words=True)


def test_wide_text_without_spaces_breaks_between_characters() -> None:
    assert [line.text for line in wrap_text("漢字漢字漢", SpanStyle("text"), 4)] == ["漢字", "漢字", "漢"]


def test_a_word_before_wide_text_does_not_take_a_row_for_itself() -> None:
    assert wrap_text("ab 漢字漢字", SpanStyle("text"), 7)[0].text == "ab 漢字"


def test_wrapping_keeps_the_looks() -> None:
    one, two = SpanStyle("text"), SpanStyle("code")
    lines = wrap((Span("aaa bb", one), Span("b ccc", two)), 6)
    assert [line.text for line in lines] == ["aaa", "bbb", "ccc"]
    assert lines[1].spans == (Span("bb", one), Span("b", two))


def test_a_continued_row_says_what_wrapping_left_out() -> None:
    lines = wrap((Span("aaaa bbbb"),), 6, (Span("> "),))
    assert [(line.text, line.soft, line.glue, line.gutter) for line in lines] == [
        ("> aaaa", False, "", 2),
        ("> bbbb", True, " ", 2),
    ]


def test_a_text_is_cut_with_a_sign() -> None:
    assert cut("abcdef", 4) == "abc…"
    assert cut("abc", 4) == "abc"
    assert cut("漢字漢字", 5) == "漢字…"
    assert cut_start("src/deep/name.py", 8) == "…name.py"


@given(WORDS, st.integers(0, 40))
def test_a_clipped_text_never_takes_more_cells_than_it_may(text: str, cells: int) -> None:
    assert cell_len(clip(text, cells)) <= cells


@given(WORDS)
def test_a_text_that_fits_is_left_alone(text: str) -> None:
    assert clip(text, max(1, cell_len(text))) == text


def test_a_wide_character_that_would_be_halved_gives_way_to_the_sign() -> None:
    assert clip("日本語の題", 6) == "日本…"
    assert clip("plain", 4) == "pla…"


@given(WORDS, st.integers(2, 40))
def test_wrapped_pieces_are_the_text_again_and_each_fits(text: str, cells: int) -> None:
    pieces = wrap_cells(text, cells)
    assert "".join(pieces) == text
    assert all(cell_len(piece) <= cells for piece in pieces)


def test_wrapping_prefers_a_space() -> None:
    assert wrap_cells("git push origin main", 12) == ["git push ", "origin main"]


@given(TEXTS, st.integers(0, 20))
def test_what_fits_is_not_wider(text: str, cells: int) -> None:
    assert width(text[: fit(text, cells)]) <= max(0, cells)


@pytest.mark.parametrize(
    ("text", "expanded"), [("a\tb", "a   b"), ("\t", "    "), ("漢\tb", "漢  b"), ("abcd\te", "abcd    e")]
)
def test_tabs_become_spaces_up_to_the_next_stop(text: str, expanded: str) -> None:
    assert expand_tabs(text) == expanded


def test_slicing_keeps_the_looks() -> None:
    spans = (Span("abc", SpanStyle("text")), Span("def", SpanStyle("code")))
    assert slice_spans(spans, 2, 4) == [Span("c", SpanStyle("text")), Span("d", SpanStyle("code"))]
