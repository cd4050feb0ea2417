"""The pure part of the list of completions: what matches, and which row is chosen and in view."""

from __future__ import annotations

from codex_tui.widgets.completion_rows import CompletionRow, Selection, filtered, has_letters

COMMANDS = [
    CompletionRow("/model", "/model", "choose the model"),
    CompletionRow("/new", "/new", "new thread"),
    CompletionRow("/rename", "/rename", "give the thread a name"),
    CompletionRow("/theme", "/theme", "switch the theme"),
]


def labels(typed: str) -> list[str]:
    return [row.label for row in filtered(COMMANDS, typed)]


def test_without_a_letter_all_rows_are_there_in_their_order() -> None:
    assert labels("") == ["/model", "/new", "/rename", "/theme"]


def test_a_beginning_comes_before_an_inside_before_single_letters_before_a_word_of_the_hint() -> None:
    assert labels("me") == ["/rename", "/theme", "/model"]
    assert labels("n") == ["/new", "/rename"]
    assert labels("tm") == ["/theme"]
    assert labels("swi") == ["/theme"]
    assert labels("TH") == ["/theme"]
    assert labels("zzz") == []


def test_letters_match_in_their_order_only() -> None:
    assert has_letters("needle", "ndl")
    assert not has_letters("needle", "ldn")


def test_the_choice_goes_around_the_ends_and_pages_stop_there() -> None:
    selection = Selection()
    selection.begin(5, 0)
    selection.move(-1)
    assert selection.chosen == 4
    selection.move(1)
    assert selection.chosen == 0
    selection.page(1, 3)
    selection.page(1, 3)
    assert selection.chosen == 4


def test_a_list_in_which_nothing_is_chosen_begins_at_the_end_that_is_stepped_to() -> None:
    selection = Selection()
    selection.begin(5, None)
    selection.move(-1)
    assert selection.chosen == 4
    selection.begin(5, None)
    selection.move(1)
    assert selection.chosen == 0


def test_an_empty_list_has_nothing_to_choose() -> None:
    selection = Selection()
    selection.begin(0, 0)
    selection.move(1)
    selection.page(1, 4)
    assert selection.chosen is None


def test_the_chosen_row_is_always_in_view() -> None:
    selection = Selection()
    selection.begin(9, 0)
    for _ in range(9):
        selection.scroll(4)
        assert selection.chosen is not None
        assert selection.first <= selection.chosen < selection.first + 4
        selection.move(1)
    selection.scroll(4)
    assert selection.first == 0
