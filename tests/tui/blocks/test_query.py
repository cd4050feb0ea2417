from __future__ import annotations

import pytest
from codex_tui.blocks import render
from codex_tui.blocks.query import Query, marks
from codex_tui.state.items import AgentMessage, GrowingText, UserMessage
from hypothesis import given
from hypothesis import strategies as st


def found(query: Query, text: str) -> list[str]:
    return [text[start:end] for start, end in query.places(text)]


def test_capitals_do_not_matter_unless_asked() -> None:
    assert found(Query("the"), "The other the") == ["The", "the", "the"]
    assert found(Query("the", case=True), "The other the") == ["the", "the"]


def test_whole_words_are_found_between_signs_too() -> None:
    assert found(Query("the", word=True), "The other (the) thesis") == ["The", "the"]
    assert found(Query("$x", word=True), "a $x b$x") == ["$x"]


def test_a_plain_text_is_no_expression() -> None:
    assert found(Query("a.b("), "a.b( axb(") == ["a.b("]
    assert found(Query("a.b", regex=True), "a.b axb") == ["a.b", "axb"]


def test_a_space_matches_a_line_break() -> None:
    assert found(Query("two words"), "two\n  words") == ["two\n  words"]


@pytest.mark.parametrize(("text", "says"), [("(", "unterminated"), ("(a+)+b", "for ever"), ("a**", "repeat")])
def test_an_expression_that_cannot_be_used_says_why(text: str, says: str) -> None:
    assert says in Query(text, regex=True).error
    assert Query(text, regex=True).places("aaaa") == []


def test_matches_of_nothing_are_none() -> None:
    assert Query("x*", regex=True).places("aaxa") == [(2, 3)]
    assert Query("").places("a") == []


def test_the_signs_of_markdown_are_not_in_the_way_unless_they_are_looked_for() -> None:
    text = "a **bold** word and [a link](http://x)"
    assert Query("bold word").count(text, markup=True) == 1
    assert Query("a link").count(text, markup=True) == 1
    assert Query("**bold**").count(text, markup=True) == 1
    assert Query("bold word").count(text) == 0


@given(
    st.integers(min_value=4, max_value=60),
    st.lists(st.sampled_from(["needle", "hay", "漢字", "e\u0301", "🎉"])),
)
def test_every_match_is_marked_at_any_width_whole(width: int, words: list[str]) -> None:
    item = UserMessage("u", "t", text=" ".join(words))
    lines = render(item, width)
    pieces = marks(Query("needle"), lines)
    shown = ["".join(lines[row].text[start:end] for row, start, end in each) for each in pieces]
    assert shown == ["needle"] * words.count("needle")


def test_what_wrapping_parted_is_one_match_in_two_pieces() -> None:
    lines = render(AgentMessage("m", "t", text=GrowingText("some words here")), 11)
    assert [line.text for line in lines] == ["some words", "here"]
    assert marks(Query("words here"), lines) == [[(0, 5, 10), (1, 0, 4)]]
