"""A settings file as people write it: what holds, and what is said of what is wrong."""

from __future__ import annotations

import pytest
from codex_tui.settings import SETTINGS, Choice, Flag, KeyTable, Setting, Settings, read, read_document
from codex_tui.settings.reading import LONGEST_QUOTE
from hypothesis import given
from hypothesis import strategies as st

WRITTEN = """\
# My settings. Ten kinds of mistakes are in here, between things that are right.
theme = "neon"              # 1: a word that is not offered
mouse = "yes"               # 2: text where true or false belongs
motion = 0                  # 3: a number where a word belongs
thme_dark = "codex-dark"    # 4: a misspelt key
order = "recent"            # 5: a key outside its table
enter_sends = false         # right

[list]
show = ["all"]              # 6: a list where one word belongs
order = "recent"            # right

[unfold]
reasoning = true            # right
pictures = true             # 7: a kind of block that there is not

[notifications]
done = "\\u001b]0;x\\u0007"  # 8: a word with control codes in it
failed = "off"              # right

[keys]
"thread.fork" = "a"         # 9: a key that another row has
"thread.eat" = "f9"         # 10: an id that there is not
"app.keys" = 5              # and a number where a key belongs
"app.palette" = "f12"       # right
thread.rename = ["R", "f8"] # right, though without quotes
"""


def test_of_a_file_with_ten_kinds_of_mistakes_all_that_is_right_holds() -> None:
    settings = read(WRITTEN, "~/s.toml").settings
    keys = {"thread.fork": "a", "thread.eat": "f9", "app.palette": "f12", "thread.rename": "R,f8"}
    assert settings == Settings(
        enter_sends=False,
        list_order="recent",
        unfold_reasoning=True,
        notifications_failed="off",
        keys=keys,
    )


def test_of_each_mistake_file_key_value_and_what_is_allowed_are_told() -> None:
    themes = "".join(f', "{name}"' for name in list(words_of("theme"))[1:-1])
    last = list(words_of("theme"))[-1]
    assert list(read(WRITTEN, "~/s.toml").troubles) == [
        f'~/s.toml: theme = "neon" is not allowed; allowed is "auto"{themes} or "{last}". "auto" holds.',
        '~/s.toml: mouse = "yes" is not allowed; allowed is true or false. true holds.',
        '~/s.toml: motion = 0 is not allowed; allowed is "full" or "reduced". "full" holds.',
        (
            '~/s.toml: there is no setting thme_dark (it is "codex-dark"); it changes nothing. '
            "Did you mean theme_dark?"
        ),
        '~/s.toml: there is no setting order (it is "recent"); it changes nothing. Did you mean list.order?',
        '~/s.toml: list.show = ["all"] is not allowed; allowed is "all" or "directory". "all" holds.',
        (
            "~/s.toml: there is no setting unfold.pictures (it is true); it changes nothing. "
            "Did you mean unfold.tools?"
        ),
        (
            '~/s.toml: notifications.done = "␛]0;x␇" is not allowed; allowed is "off", "bell" or "notify". '
            '"bell" holds.'
        ),
        (
            "~/s.toml: [keys] app.keys = 5 is not allowed; allowed is a key as text, or a list of such, "
            'as in "F" or ["F", "G"]. It keeps its own keys.'
        ),
        "~/s.toml: [keys] No key has the id thread.eat: the README of the application has a table of them.",
        (
            "~/s.toml: [keys] Key a for thread.fork is already that of thread.archive "
            "(archive or unarchive the thread): thread.fork keeps f. Give one of them another key."
        ),
    ]


def words_of(key: str) -> dict[str, str]:
    kind = SETTINGS[key].kind
    assert isinstance(kind, Choice)
    return dict(kind.words)


def test_the_keys_that_can_be_used_are_used() -> None:
    keymap = read(WRITTEN, "~/s.toml").keymap
    assert keymap.keys("app.palette") == ("f12",)
    assert keymap.keys("composer.send") == ("alt+enter", "ctrl+enter")
    assert keymap.keys("composer.newline") == ("enter", "ctrl+j", "shift+enter")


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("theme =", "line 1"),
        ('theme = "auto"\ntheme = "auto"', "already exists"),
        ("[list\n", "line 1"),
        ("theme = \x00", "line 1"),
        ("x = " + "[" * 5000, ""),
    ],
)
def test_of_what_is_no_toml_nothing_holds_and_the_place_is_told(text: str, why: str) -> None:
    reading = read(text, "~/s.toml")
    assert reading.broken
    assert reading.settings == Settings()
    (said,) = reading.troubles
    assert said.startswith("~/s.toml is not TOML, and none of it holds: ")
    assert why in said


def test_a_long_value_is_told_shortened() -> None:
    (said,) = read(f'theme = "{"x" * 5000}"', "s").troubles
    assert f'"{"x" * (LONGEST_QUOTE - 1)}...' in said


def test_pasted_text_never_sends_when_enter_does_not() -> None:
    # An enter within pasted text becomes ctrl+j.
    assert "ctrl+j" not in read("enter_sends = false", "s").keymap.keys("composer.send")


@pytest.mark.parametrize("setting", SETTINGS.values(), ids=lambda setting: setting.key)
def test_the_default_of_each_setting_is_allowed(setting: Setting) -> None:
    assert setting.kind.check(setting.default) == setting.default


_PLAIN = st.one_of(st.booleans(), st.integers(), st.text(max_size=20), st.lists(st.text(max_size=3)))


@given(st.dictionaries(st.sampled_from(sorted(SETTINGS)), _PLAIN))
def test_whatever_is_written_each_value_holds_or_is_told(values: dict[str, object]) -> None:
    document: dict[str, object] = {}
    for key, value in values.items():
        table, _, name = key.rpartition(".")
        inside = document.setdefault(table, {}) if table else document
        assert isinstance(inside, dict)
        inside[name] = value
    reading = read_document(document, "s")
    right = [key for key, value in values.items() if SETTINGS[key].value(reading.settings) == value]
    assert len(right) + len(reading.troubles) >= len(values)
    assert all(isinstance(setting.kind, (Choice, Flag, KeyTable)) for setting in SETTINGS.values())
