"""The footer and the palette are pure functions of what is so now."""

from __future__ import annotations

import inspect
from dataclasses import fields, replace
from typing import Any

import pytest
from codex_tui.commands import dialog_keys
from codex_tui.commands.conditions import Conditions
from codex_tui.commands.footer import footer
from codex_tui.commands.help_pages import default_keys
from codex_tui.commands.running import command, works_now
from codex_tui.keys import BY_ID, KEYS, Area, key_name
from codex_tui.screens.pager import Pager
from codex_tui.screens.palette import Palette
from codex_tui.screens.question import Question
from textual.screen import ModalScreen

READY = Conditions(online=True, can_send=True, writable=True, trusted=True)
"""A new conversation: the server runs, and the composer has the focus."""

THREAD = replace(READY, thread_open=True, has_target=True, can_fork=True, has_archive_target=True)
"""An open thread without a running turn."""

IN_LIST = replace(THREAD, area=Area.LIST, row_selected=True)


def first_key(key_id: str) -> str:
    return key_name(default_keys(key_id)[0])


def hints(now: Conditions) -> dict[str, str]:
    return {hint.key: hint.words for hint in footer(now, first_key)}


def test_enter_says_what_it_does_to_the_prompt() -> None:
    assert hints(replace(READY, can_send=True))["enter"] == "send"
    assert hints(replace(READY, can_send=False))["enter"] == "send later"
    assert hints(replace(THREAD, can_send=True, turn_runs=True))["enter"] == "steer"
    assert hints(IN_LIST)["enter"] == "open"


def test_escape_is_named_while_a_turn_can_be_interrupted() -> None:
    assert "esc" not in hints(THREAD)
    assert hints(replace(THREAD, turn_runs=True))["esc"] == "interrupt"
    assert hints(replace(THREAD, turn_runs=True, online=False)).get("esc") != "interrupt"
    assert hints(replace(THREAD, prompt_waits=True))["esc"] == "take back"


def test_tab_queues_while_a_turn_runs() -> None:
    assert "tab" not in hints(THREAD)
    assert hints(replace(THREAD, can_queue=True))["tab"] == "queue"
    assert "tab" not in hints(replace(THREAD, can_queue=True, shell_line=True))


def test_a_composer_that_takes_no_text_offers_neither_sending_nor_a_new_line() -> None:
    assert {"enter", "^j"} <= hints(THREAD).keys()
    assert not {"enter", "^j"} & hints(replace(THREAD, writable=False)).keys()


def test_a_card_that_waits_is_named_until_it_has_the_focus() -> None:
    waiting = replace(THREAD, card_waits=True, answers=frozenset({"card.accept", "card.cancel"}))
    assert hints(waiting)["f2"] == "answer"
    assert "y" not in hints(waiting)
    on_card = hints(replace(waiting, area=Area.CARD))
    assert "f2" not in on_card
    assert {"y", "x"} <= on_card.keys()
    assert "s" not in on_card


def test_without_a_server_its_start_comes_first() -> None:
    assert next(iter(hints(replace(THREAD, online=False)))) == "f5"
    assert "f5" not in hints(replace(THREAD, online=False, starting=True))
    assert "f5" not in hints(THREAD)


def test_in_the_list_the_keys_act_on_the_thread_under_the_cursor() -> None:
    assert {"f": "fork", "a": "archive", "r": "rename"}.items() <= hints(IN_LIST).items()
    archived = hints(replace(IN_LIST, can_fork=False, unarchives=True, archived_shown=True))
    assert "f" not in archived
    assert archived["a"] == "unarchive"
    assert archived["v"] == "hide archived"
    assert not {"f", "a", "r"} & hints(replace(IN_LIST, online=False)).keys()


def test_a_key_that_the_terminal_does_not_report_is_not_named() -> None:
    needing = [key for key in KEYS if key.needs_modifiers and key.footer]
    for key in needing:
        now = replace(THREAD, area=key.area, turn_runs=True)
        assert first_key(key.id) not in hints(now)


@pytest.mark.parametrize("area", Area)
def test_every_footer_ends_with_the_key_that_shows_all_the_others(area: Area) -> None:
    for now in (READY, THREAD, replace(THREAD, turn_runs=True), replace(THREAD, online=False)):
        shown = footer(replace(now, area=area), first_key)
        assert (shown[-1].command, shown[-1].words) == ("app.keys", "keys")
        assert len({hint.key for hint in shown}) == len({hint.words for hint in shown}) == len(shown)


def test_nothing_is_named_that_would_not_act() -> None:
    for now in (READY, THREAD, IN_LIST, replace(THREAD, card_waits=True)):
        for hint in footer(now, first_key):
            if hint.command:
                assert works_now(BY_ID[hint.command], now)


def test_a_click_runs_every_key_of_the_footer_but_an_answer() -> None:
    on_card = replace(THREAD, area=Area.CARD, card_waits=True, answers=frozenset({"card.accept"}))
    assert {hint.key: hint.command for hint in footer(on_card, first_key)}["y"] == ""
    assert [hint.key for hint in footer(IN_LIST, first_key) if not hint.command] == []


def test_every_condition_decides_something() -> None:
    """A field that changes no command and no word would be read from the screen for nothing."""
    switches = {each.name for each in fields(Conditions) if each.type == "bool"}
    # These decide in the footer and which area takes keys, whatever the command.
    deciding = {"modifiers", "completing"}
    everything: dict[str, Any] = dict.fromkeys(switches, True)
    for start in (Conditions(), Conditions(**everything), THREAD):
        for name in switches:
            turned: dict[str, Any] = {name: not getattr(start, name)}
            if all_of(replace(start, **turned)) != all_of(start):
                deciding.add(name)
    assert switches == deciding


def all_of(now: Conditions) -> list[tuple[bool, str]]:
    """For every row, whether it is available, and its word."""
    words = [command(key.id).word for key in KEYS]
    return [
        (command(key.id).available(now), "" if word is None else word(now))
        for key, word in zip(KEYS, words, strict=True)
    ]


def test_every_dialog_says_keys_of_its_own_and_how_to_leave_it_last() -> None:
    words = dialog_keys._WORDS
    ours = [each for each in ModalScreen.__subclasses__() if each.__module__.startswith("codex_tui")]
    say_themselves = {each for each in ours if "KeyHints()" in inspect.getsource(each)} | {Question, Pager}
    assert words.keys() | say_themselves == {*ours, Palette}
    assert all(row in BY_ID and word for each in words.values() for row, word in each)
    assert all(each[-1][1] in ("leave", "close") for each in words.values())
