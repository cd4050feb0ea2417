from __future__ import annotations

import pytest
from codex_tui.state.prompt_history import PromptHistory


def test_up_walks_back_and_down_comes_back_to_what_was_typed() -> None:
    history = PromptHistory(["one", "two"])
    assert history.previous("half") == "two"
    assert history.previous("two") == "one"
    assert history.previous("one") is None
    assert history.next() == "two"
    assert history.next() == "half"
    assert history.next() is None


def test_an_empty_history_has_nothing_to_give() -> None:
    history = PromptHistory()
    assert history.previous("") is None
    assert history.next() is None


def test_blank_prompts_and_repetitions_are_not_kept() -> None:
    history = PromptHistory(["a", " ", "a", "b", "a"])
    assert history.entries == ("a", "b", "a")


def test_the_newest_entry_is_passed_over_when_it_is_what_is_typed() -> None:
    history = PromptHistory(["one", "two"])
    assert history.previous("two") == "one"
    assert PromptHistory(["two"]).previous("two") is None


def test_sending_ends_the_walk() -> None:
    history = PromptHistory(["one", "two"])
    assert history.previous("") == "two"
    history.add("three")
    assert history.next() is None
    assert history.previous("") == "three"


def test_the_oldest_are_forgotten_beyond_the_limit() -> None:
    assert PromptHistory("abcd", limit=2).entries == ("c", "d")


def test_a_limit_of_nothing_is_refused() -> None:
    with pytest.raises(ValueError, match="holds nothing"):
        PromptHistory(limit=0)


def test_older_prompts_come_before_those_that_are_here_and_a_walk_goes_on() -> None:
    history = PromptHistory(limit=4)
    history.add("new")
    history.add("newer")
    assert history.previous("typing") == "newer"
    history.put_before(["oldest", "older", "old", "new"])
    assert history.entries == ("older", "old", "new", "newer")
    assert history.previous("newer") == "new"
    assert [history.next(), history.next()] == ["newer", "typing"]


def test_it_tells_of_what_is_added_and_not_of_what_was_there() -> None:
    history = PromptHistory(["earlier"])
    added: list[str] = []
    history.on_added = added.append
    history.put_before(["oldest"])
    for text in ("new", "new", " ", "newer"):
        history.add(text)
    assert added == ["new", "newer"]


def test_the_text_that_was_typed_is_set_aside_when_the_recalled_prompt_is_edited_or_sent() -> None:
    history = PromptHistory(["one", "two"])
    assert history.previous("typed") == "two"
    assert history.unsent == "typed"
    history.stop()
    assert history.unsent == "typed"
    assert history.take_aside() == "typed"
    assert history.take_aside() == ""


def test_of_two_texts_that_are_set_aside_the_later_one_is_in_the_history() -> None:
    history = PromptHistory(["one"])
    history.previous("typed")
    history.stop()
    history.previous("one, edited")
    history.stop()
    assert history.take_aside() == "typed"
    assert history.entries == ("one", "one, edited")


def test_a_walk_that_begins_nowhere_sets_nothing_aside() -> None:
    history = PromptHistory(["one"])
    assert history.previous("one") is None
    history.stop()
    assert history.take_aside() == ""
