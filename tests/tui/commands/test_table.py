"""The table of commands, and what follows from it."""

from __future__ import annotations

import importlib
import inspect
import pkgutil
from collections import Counter

import codex_tui.commands as package
import pytest
from codex_tui.commands import COMMANDS, Command, command
from codex_tui.commands.keymap import bindings, help_pages, key_name
from codex_tui.screens.area import Area

DERIVED = {"base", "keymap", "palette"}
"""Modules that declare no command: what all have in common, and what follows from the table."""


def declared() -> list[type[Command]]:
    """Every command class in the folder that can be named in the table."""
    return [
        found
        for module in pkgutil.iter_modules(package.__path__)
        if module.name not in DERIVED
        for name, found in inspect.getmembers(
            importlib.import_module(f"{package.__name__}.{module.name}"), inspect.isclass
        )
        if issubclass(found, Command) and found is not Command and not name.startswith("_")
    ]


def test_every_command_of_every_module_is_in_the_table() -> None:
    assert {type(each) for each in COMMANDS} == set(declared())


def test_every_module_of_the_folder_has_a_command_in_the_table() -> None:
    modules = {module.name for module in pkgutil.iter_modules(package.__path__)} - DERIVED
    assert {type(each).__module__.rpartition(".")[2] for each in COMMANDS} == modules


def test_ids_and_slash_names_are_given_once() -> None:
    assert [each for each, count in Counter(each.id for each in COMMANDS).items() if count > 1] == []
    slashes = Counter(each.slash for each in COMMANDS if each.slash)
    assert [each for each, count in slashes.items() if count > 1] == []


def test_a_key_means_one_thing_in_one_place() -> None:
    keys = Counter((each.where, key) for each in COMMANDS for key in each.keys)
    assert [each for each, count in keys.items() if count > 1] == []


def test_every_command_says_what_it_does_and_can_be_reached() -> None:
    for each in COMMANDS:
        assert each.title, each.id
        assert each.title == each.title.strip(), each.id
        assert each.keys or each.in_palette, each.id
        assert not each.footer or each.keys, each.id
        assert each.in_widget or type(each).run is not Command.run, each.id


def test_keys_that_a_text_area_would_take_come_before_it() -> None:
    for each in COMMANDS:
        if any(key.startswith("alt+") for key in each.keys):
            assert each.urgent, each.id


def test_every_binding_has_an_id_of_its_own() -> None:
    ids = [each.id for each in bindings()]
    assert None not in ids
    assert len(ids) == len(set(ids))


def test_a_key_that_a_widget_owns_is_bound_by_nobody_else() -> None:
    owned = {each.id for each in COMMANDS if each.in_widget}
    assert [each.id for each in bindings() if each.id in owned] == []


def test_no_single_letter_works_before_the_focused_widget_sees_it() -> None:
    assert [each.key for each in bindings() if each.priority and len(each.key) == 1] == []


def test_the_help_names_every_key_once_in_its_place() -> None:
    pages = dict(help_pages())
    assert list(pages) == [area.value for area in Area]
    for area in Area:
        expected = [each.title for each in COMMANDS if each.where is area and (each.keys or each.in_help)]
        assert [words for _, words in pages[area.value]] == expected


def test_a_command_without_a_key_is_found_in_the_help_by_the_palettes() -> None:
    assert ("^p", "trust this directory") in dict(help_pages())[Area.EVERYWHERE.value]


def test_the_help_names_ctrl_j_for_a_newline() -> None:
    rows = dict(help_pages())[Area.COMPOSER.value]
    assert any(keys == "^j" and words.startswith("newline") for keys, words in rows)


@pytest.mark.parametrize("later", ["ctrl+r", "ctrl+g", "shift+tab", "tab", "at", "dollar_sign"])
def test_what_does_not_work_yet_is_promised_nowhere(later: str) -> None:
    assert [each.id for each in COMMANDS if later in each.keys] == []


@pytest.mark.parametrize(
    ("key", "name"),
    [("ctrl+n", "^n"), ("escape", "esc"), ("slash", "/"), ("left_square_bracket", "["), ("f2", "f2")],
)
def test_keys_are_written_as_a_person_reads_them(key: str, name: str) -> None:
    assert key_name(key) == name


def test_a_command_is_found_by_its_id() -> None:
    assert command("thread.fork").title == "fork the thread"
    with pytest.raises(KeyError):
        command("thread.eat")
