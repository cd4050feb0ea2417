"""The book and the tests go together: a row for each test, a test for each row."""

from __future__ import annotations

import re

from behaviour import book


def test_each_row_has_its_test_and_each_test_its_row() -> None:
    files = [path for path in book.HERE.glob("test_*.py") if path.name != "test_book.py"]
    tests = re.findall(r"^def (test_\w+)", "\n".join(path.read_text("utf-8") for path in files), re.MULTILINE)
    assert sorted(tests) == sorted(book.rows())


def test_each_row_says_what_it_means_what_is_done_about_it_and_what_has_become_of_it() -> None:
    assert [row.test for row in book.rows().values() if not all(row)] == []
