"""The book says what the tests say."""

from __future__ import annotations

from behaviour import book


def test_the_book_is_current() -> None:
    assert book.BOOK.read_text("utf-8") == book.text(), "run `PYTHONPATH=tests python -m behaviour.book`"


def test_every_behaviour_says_what_it_means_and_what_is_done_about_it() -> None:
    found = [row for path in book.files() for row in book.rows(path)]
    assert len(found) > 25
    assert [row.test for row in found if not (row.sentence and row.client and row.ours)] == []
