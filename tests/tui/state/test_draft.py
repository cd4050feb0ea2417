"""A draft as the database keeps it: a text and its details."""

from __future__ import annotations

import pytest
from codex_tui.state.draft import Draft, Image, read_draft

WHOLE = Draft(
    "see [image a.png 1 KB]\nlong text",
    cursor=4,
    folds=((23, 27), (28, 32)),
    images=(Image("[image a.png 1 KB]", "/tmp/a.png"),),
    shell=True,
    aside="was typed before",
)


def test_it_comes_back_from_the_database_as_it_was() -> None:
    assert read_draft(WHOLE.text, WHOLE.details) == WHOLE


def test_a_plain_text_with_the_cursor_at_its_end_needs_no_details() -> None:
    assert Draft("text", cursor=4).details == ""
    assert read_draft("text", "") == Draft("text")


@pytest.mark.parametrize(
    "details", ["{", "[1]", '{"cursor": 99}', '{"folds": [[3, 1]]}', '{"images": 1}', "null"]
)
def test_details_that_do_not_fit_the_text_are_left_out(details: str) -> None:
    assert read_draft("text", details) == Draft("text")


def test_behind_another_text_cursor_and_folds_move_with_it() -> None:
    behind = WHOLE.after("first")
    assert behind.text == f"first\n{WHOLE.text}"
    assert behind.cursor == 10
    assert [behind.text[start:end] for start, end in behind.folds] == ["long", "text"]
    assert Draft("").after("only") == Draft("only")
