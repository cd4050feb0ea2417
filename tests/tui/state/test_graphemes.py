"""Where the cursor may stand in a text."""

from __future__ import annotations

import pytest
from codex_tui.state import graphemes
from hypothesis import given
from hypothesis import strategies as st

WHOLE = [
    "e\N{COMBINING ACUTE ACCENT}",
    "👩\u200d👩\u200d👧",
    "👍🏽",
    "🇩🇪",
    "❤\ufe0f",
    "กี่",
    "क्\u200d",
    "\u1112\u1161\u11ab",
    "🏴\U000e0067\U000e0062\U000e007f",
]


@pytest.mark.parametrize("character", WHOLE)
def test_what_a_person_sees_as_one_character_is_stepped_over_at_once(character: str) -> None:
    text = f"a{character}b"
    end = 1 + len(character)
    assert graphemes.after(text, 1) == end
    assert graphemes.before(text, end) == 1


def test_flags_are_pairs_of_letters() -> None:
    text = "🇩🇪🇫🇷"
    assert graphemes.after(text, 0) == 2
    assert graphemes.before(text, 4) == 2


def test_backspace_takes_marks_of_thai_and_indic_scripts_singly_and_all_else_whole() -> None:
    assert graphemes.deleted_by_backspace("กี่", 3) == 2
    assert graphemes.deleted_by_backspace("कि", 2) == 1
    assert graphemes.deleted_by_backspace("e\N{COMBINING ACUTE ACCENT}", 2) == 0
    assert graphemes.deleted_by_backspace("👩\u200d👧", 3) == 0


@given(st.text(st.characters() | st.sampled_from("\u200d\u0301🇩👩🏽กี\u1161")))
def test_steps_to_the_left_and_to_the_right_stop_at_the_same_places(text: str) -> None:
    right, at = [0], 0
    while at < len(text):
        at = graphemes.after(text, at)
        right.append(at)
    left, at = [len(text)], len(text)
    while at > 0:
        at = graphemes.before(text, at)
        left.append(at)
    assert right == left[::-1]
