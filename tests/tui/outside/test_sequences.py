"""What is written to the terminal besides the screen: whatever it holds, it ends where it should."""

from __future__ import annotations

import pytest
from codex_tui.outside import Machine
from codex_tui.outside.notes import channel
from codex_tui.outside.sequences import LONGEST_TITLE, NoteForm, Wrapping, note, title, wrapped
from hostile import HOSTILE
from hypothesis import given
from hypothesis import strategies as st


def controls(sequence: str) -> str:
    return "".join(each for each in sequence if ord(each) < 0x20 or 0x7F <= ord(each) < 0xA0)


@given(st.text() | st.sampled_from(sorted(HOSTILE.values())))
def test_no_text_ends_a_title_or_a_notice_early(text: str) -> None:
    assert controls(title(text)) == "\x1b\a"
    for form in NoteForm:
        ends = 2 if form is NoteForm.KITTY else 1
        assert controls(note(form, text, text)) == "\x1b\a" * ends


def test_a_title_is_bounded() -> None:
    assert len(title("x" * 10_000)) <= LONGEST_TITLE + len("\x1b]2;\a")


def test_a_semicolon_in_a_name_separates_nothing() -> None:
    assert note(NoteForm.TITLED, "a;b", "c;d") == "\x1b]777;notify;a,b;c;d\a"


def test_tmux_gets_each_escape_twice() -> None:
    assert wrapped("\x1b]9;a\a", Wrapping.TMUX) == "\x1bPtmux;\x1b\x1b]9;a\a\x1b\\"


@pytest.mark.parametrize(
    ("env", "form"),
    [
        ({"TERM": "xterm-kitty"}, NoteForm.KITTY),
        ({"TERM": "xterm-256color", "KITTY_WINDOW_ID": "1"}, NoteForm.KITTY),
        ({"TERM": "xterm-256color", "TERM_PROGRAM": "iTerm.app"}, NoteForm.PLAIN),
        ({"TERM": "xterm-ghostty"}, NoteForm.PLAIN),
        ({"TERM": "foot"}, NoteForm.TITLED),
        ({"TERM": "rxvt-unicode-256color"}, NoteForm.TITLED),
        ({"TERM": "xterm-256color", "VTE_VERSION": "7003"}, NoteForm.TITLED),
        ({"TERM": "xterm-256color"}, None),
        ({}, None),
    ],
)
def test_a_notice_has_the_form_that_the_terminal_shows(env: dict[str, str], form: NoteForm | None) -> None:
    way = channel(Machine(env))
    assert way.form is form
    assert bool(way.trouble) == (form is None)
    assert bool(way.sequence("a", "b")) == (form is not None)
