"""Changing one value: everything else of the file stays."""

from __future__ import annotations

import pytest
from codex_tui.settings import SETTINGS, Choice, KeyTable, dotted, read
from codex_tui.settings.writing import Unwritable, with_value
from hypothesis import given
from hypothesis import strategies as st

MINE = """\
# mine
theme = "codex-dark"  # calm

[list]
# newest first
order = "recent"

[keys]
thread.fork = "F" # f
"""


def test_a_value_changes_and_its_comment_stays() -> None:
    assert with_value(MINE, ["theme"], "auto") == MINE.replace('"codex-dark"', '"auto"')


def test_a_new_value_of_no_table_comes_before_the_tables() -> None:
    assert with_value(MINE, ["mouse"], False) == MINE.replace("# calm\n", "# calm\nmouse = false\n")


def test_a_new_value_of_a_table_comes_into_it() -> None:
    assert with_value(MINE, ["list", "show"], "all") == MINE.replace(
        'order = "recent"\n', 'order = "recent"\nshow = "all"\n'
    )


def test_a_value_that_is_removed_leaves_the_comments() -> None:
    assert with_value(MINE, ["list", "order"], None) == MINE.replace('order = "recent"\n', "")


def test_an_id_without_quotes_is_found() -> None:
    assert with_value(MINE, ["keys", "thread.fork"], "G") == MINE.replace('"F"', '"G"')


def test_an_empty_file_gets_its_first_value() -> None:
    assert with_value("", ["notifications", "done"], "off") == '[notifications]\ndone = "off"\n'
    assert with_value("", ["notifications", "done"], None) == ""


@pytest.mark.parametrize("text", ["theme =", "list = 3", "a = 1\na = 2"])
def test_what_cannot_take_a_value_is_refused(text: str) -> None:
    with pytest.raises(Unwritable):
        with_value(text, ["list", "order"], "recent")


def values_of(key: str) -> list[str | bool]:
    kind = SETTINGS[key].kind
    return list(kind.words) if isinstance(kind, Choice) else [True, False]


CHANGES = st.lists(
    st.sampled_from([key for key in SETTINGS if not isinstance(SETTINGS[key].kind, KeyTable)]).flatmap(
        lambda key: st.tuples(st.just(key), st.sampled_from([None, *values_of(key)]))
    ),
    max_size=8,
)


@given(st.sampled_from(["", MINE, "list.order = 'recent'\n", "[unfold]\n[list]\n\n\n# end"]), CHANGES)
def test_whatever_is_set_in_turn_the_file_says_it_and_keeps_its_comments(
    text: str, changes: list[tuple[str, str | bool | None]]
) -> None:
    comments = [line for line in text.splitlines() if line.startswith("#")]
    wanted: dict[str, object] = {}
    for key, value in changes:
        text = with_value(text, dotted(key), value)
        wanted[key] = SETTINGS[key].default if value is None else value
    reading = read(text, "s")
    assert not reading.troubles
    assert {key: SETTINGS[key].value(reading.settings) for key in wanted} == wanted
    assert [line for line in text.splitlines() if line.startswith("#")] == comments
