"""Other keys for the rows of the table: which hold, and what is said of the others."""

from __future__ import annotations

import pytest
from codex_tui.keymap import normal_key, read_keymap
from codex_tui.keys import BY_ID, KEYS, split
from hypothesis import given
from hypothesis import strategies as st


def test_a_row_gets_another_key_and_the_others_keep_theirs() -> None:
    keymap = read_keymap({"thread.fork": "F, ctrl+y"})
    assert keymap.troubles == ()
    assert keymap.keys("thread.fork") == ("F", "ctrl+y")
    assert keymap.keys("thread.rename") == ("r",)


def test_two_rows_may_change_places() -> None:
    keymap = read_keymap({"thread.fork": "r", "thread.rename": "f"})
    assert keymap.troubles == ()
    assert keymap.keys("thread.fork") == ("r",)


@pytest.mark.parametrize(
    ("wanted", "said"),
    [
        ({"thread.eat": "f"}, "thread.eat"),
        ({"thread.fork": ""}, "thread.fork is empty"),
        ({"thread.fork": "f,,g"}, "thread.fork is empty"),
        ({"thread.fork": "hyperspace"}, "hyperspace for thread.fork is not the name of a key"),
        ({"thread.fork": "ctrl+ctrl+f"}, "is not the name of a key"),
        ({"thread.fork": "r"}, "Key r for thread.fork is already that of thread.rename"),
        ({"thread.fork": "^n"}, "Key ^n for thread.fork is already that of thread.new"),
        ({"app.keys": "enter"}, "Key enter for app.keys is already that of completion.run"),
        ({"composer.undo": "ctrl+e"}, "is already that of text.line-end"),
        ({"composer.send": "s"}, "s for composer.send could no longer be typed"),
        ({"app.quit": "q"}, "q for app.quit could no longer be typed"),
        ({"card.accept": "enter"}, "enter never answers an approval"),
    ],
)
def test_what_is_wrong_is_told_with_id_and_key_and_the_default_holds(
    wanted: dict[str, str], said: str
) -> None:
    keymap = read_keymap(wanted)
    assert len(keymap.troubles) == 1
    assert said in keymap.troubles[0]
    assert keymap.changes == {}
    assert keymap.for_textual() == {}


def test_of_two_rows_that_want_one_key_one_gets_it() -> None:
    keymap = read_keymap({"thread.fork": "F", "thread.archive": "F"})
    assert len(keymap.troubles) == 1
    assert len(keymap.changes) == 1


def test_a_key_of_another_place_is_free() -> None:
    assert read_keymap({"thread.archive": "y", "block.copy": "v"}).troubles == ()


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("^n", "ctrl+n"),
        ("Ctrl+N", "ctrl+n"),
        ("?", "question_mark"),
        ("/", "slash"),
        ("+", "plus_sign"),
        ("F2", "f2"),
        ("shift+ctrl+left", "ctrl+shift+left"),
        ("G", "G"),
        ("left_square_bracket", "left_square_bracket"),
        ("", None),
        ("f25", None),
        ("no key", None),
    ],
)
def test_a_key_may_be_written_as_a_person_reads_it(written: str, name: str | None) -> None:
    expected = "plus" if name == "plus_sign" else name
    assert normal_key(written) == expected


def test_every_key_of_the_table_has_the_name_that_a_keymap_would_give_it() -> None:
    for row in KEYS:
        for key in split(row.keys):
            assert normal_key(key) == key, row.id


@given(st.dictionaries(st.sampled_from(sorted(BY_ID)), st.text(max_size=12), max_size=6))
def test_whatever_is_written_each_change_holds_or_is_told(wanted: dict[str, str]) -> None:
    keymap = read_keymap(wanted)
    assert len(keymap.changes) + len(keymap.troubles) == len(wanted)
    assert keymap.changes.keys() <= wanted.keys()


_KEYS = st.sampled_from(sorted({key for row in KEYS for key in split(row.keys)}))


@given(st.dictionaries(st.sampled_from(sorted(BY_ID)), _KEYS, max_size=6))
def test_what_holds_holds_together(wanted: dict[str, str]) -> None:
    keymap = read_keymap(wanted)
    again = read_keymap({key_id: ",".join(keys) for key_id, keys in keymap.changes.items()})
    assert again.troubles == ()
    assert again.changes == keymap.changes
