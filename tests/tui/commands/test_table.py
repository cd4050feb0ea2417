"""The table of keys, and the bindings, footer, help and palette that are made from it."""

from __future__ import annotations

from collections import Counter

import pytest
from codex_tui.commands import COMMANDS
from codex_tui.commands.help_pages import default_keys, help_pages
from codex_tui.commands.running import command
from codex_tui.keys import BY_ID, KEYS, ON_OTHER_SCREENS, TYPING, Area, key_name, key_names, split
from codex_tui.screens.question import BACK, Question
from codex_tui.screens.questions import DISTRUST, GO_ON, QUIT, STAY, TRUST
from codex_tui.screens.questions import LATER as TRUST_LATER
from codex_tui.slash import SlashLine, parse
from codex_tui.widgets.approval_answers import LATER
from codex_tui.widgets.approval_card import ApprovalCard
from codex_tui.widgets.approval_reading import SCROLLS
from codex_tui.widgets.bindings import bindings, command_bindings
from codex_tui.widgets.question_card import QuestionCard
from textual.binding import Binding
from textual.screen import ModalScreen


def test_every_command_is_a_row_of_the_table() -> None:
    assert COMMANDS.keys() - BY_ID.keys() == set()


def test_every_row_has_a_widget_or_a_command_that_does_it() -> None:
    assert [
        key.id for key in KEYS if not key.action and (key.id not in COMMANDS or COMMANDS[key.id].run is None)
    ] == []


def test_ids_and_slash_names_are_given_once() -> None:
    assert [each for each, count in Counter(key.id for key in KEYS).items() if count > 1] == []
    slashes = Counter(key.slash for key in KEYS if key.slash)
    assert [each for each, count in slashes.items() if count > 1] == []


def test_what_may_stand_behind_a_command_is_declared_where_it_is_taken() -> None:
    for row in KEYS:
        takes = row.id in COMMANDS and COMMANDS[row.id].run_with is not None
        assert takes == bool(row.arguments), row.id
        assert not row.arguments or row.slash, row.id


def test_every_slash_name_is_one_that_is_read_as_a_command() -> None:
    for row in KEYS:
        assert not row.slash or parse(f"/{row.slash} x") == SlashLine(row.slash, "x"), row.id


def test_a_key_means_one_thing_in_one_place() -> None:
    keys = Counter((row.area, key) for row in KEYS for key in split(row.keys))
    assert [each for each, count in keys.items() if count > 1] == []


def test_every_row_says_what_it_does_and_can_be_reached() -> None:
    for row in KEYS:
        assert row.title == row.title.strip() != "", row.id
        assert row.keys or row.in_palette, row.id
        assert row.keys or not row.footer, row.id
        assert not row.in_palette or row.area not in ON_OTHER_SCREENS, row.id


def test_nothing_that_answers_an_approval_can_be_run_from_the_palette() -> None:
    assert [row.id for row in KEYS if row.area is Area.CARD and row.in_palette] == []


def test_the_card_has_something_for_each_of_its_keys() -> None:
    answers = {LATER.id, *(each for each in COMMANDS if BY_ID[each].area is Area.CARD)}
    trust = {TRUST.id, DISTRUST.id, TRUST_LATER.id}
    rows = {row.id for row in KEYS if row.area in (Area.CARD, Area.TRUST)}
    assert rows == answers | trust | SCROLLS.keys()
    assert ApprovalCard.BINDINGS == QuestionCard.BINDINGS == []


def test_the_questions_have_something_for_each_of_their_keys() -> None:
    assert {row.id for row in KEYS if row.area is Area.QUESTION} == {BACK, QUIT.id, STAY.id, GO_ON.id}
    assert Question.BINDINGS == ModalScreen.BINDINGS


def test_every_binding_has_the_id_of_its_row() -> None:
    made = [*command_bindings(), *bindings(*Area)]
    ids = [each.id for each in made if isinstance(each, Binding)]
    assert len(ids) == len(made)
    assert Counter(ids) == Counter(row.id for row in KEYS if row.keys)


def test_a_key_that_is_typed_in_a_text_is_no_key_there_and_acts_before_no_widget() -> None:
    for row in KEYS:
        if row.first or (row.area in TYPING and row.area is not Area.LINE):
            assert [key for key in split(row.keys) if len(key) == 1] == [], row.id


def test_only_copying_and_quitting_act_before_the_focused_widget() -> None:
    assert {row.id for row in KEYS if row.first} == {"app.copy", "app.quit"}


def test_the_help_names_every_key_in_its_place() -> None:
    pages = dict(help_pages(default_keys))
    assert list(pages) == [area.value for area in Area]
    for row in KEYS:
        shown = " ".join(names for names, title in pages[row.area.value] if title.startswith(row.title))
        if "first to ninth" in row.title:
            assert shown == "1..9"
        else:
            assert set(key_names(split(row.keys)).split()) <= set(shown.split()), row.id


def test_a_command_without_a_key_is_found_in_the_help_by_its_slash_name_or_the_palettes_key() -> None:
    everywhere = dict(help_pages(default_keys))[Area.EVERYWHERE.value]
    assert ("/trust", "trust this directory") in everywhere
    assert ("^n /new", "new thread") in everywhere
    assert ("^p", "read the thread list again") in everywhere


@pytest.mark.parametrize(
    ("key", "name"),
    [("ctrl+n", "^n"), ("escape", "esc"), ("slash", "/"), ("left_square_bracket", "["), ("f2", "f2")],
)
def test_keys_are_written_as_a_person_reads_them(key: str, name: str) -> None:
    assert key_name(key) == name


def test_a_command_is_found_by_the_id_of_its_row() -> None:
    assert command("thread.fork").run is not None
    with pytest.raises(KeyError):
        command("thread.eat")
