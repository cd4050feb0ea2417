"""The guide's list of faults is that of the tests."""

from __future__ import annotations

from . import catalogue


def test_every_case_has_a_test() -> None:
    assert [case for case, tests in catalogue.tests_of_cases().items() if not tests] == []


def test_the_guide_has_the_current_list() -> None:
    assert catalogue.current() == catalogue.table(), "run `python tests/sdk/faults/catalogue.py`"
