"""Which keys answer a dialog: 500 typings with an injected clock, and each rule by itself.

`TYPINGS` chooses how many: each costs 5 ms, most of it in the composer, where it is the same again and again.
"""

from __future__ import annotations

import os
import random
from typing import TYPE_CHECKING

import pytest
from codex_tui.clock import FixedClock
from codex_tui.widgets.answer_keys import AnswerKeys, KeyUse
from codex_tui.widgets.approval_gate import QUIET
from codex_tui.widgets.composer import Composer
from textual import events
from widget_stage import Stage

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable


pytestmark = pytest.mark.anyio

TYPINGS = int(os.environ.get("TYPINGS", "500"))
ANSWERS = ("y", "n", "enter")


def sort(keys: AnswerKeys, event: events.Key) -> KeyUse:
    """Sort a key at a dialog that these keys answer, that arrows move in and that escape leaves."""
    meant = KeyUse.ANSWER if event.key in ANSWERS else KeyUse.OTHER
    meant = {"down": KeyUse.MOVE, "escape": KeyUse.LEAVE, "b": KeyUse.LEAVE}.get(event.key, meant)
    return keys.sort(event, meant)


@pytest.fixture
async def composer(stage: Callable[..., Stage]) -> AsyncIterator[Composer]:
    app = stage(Composer())
    async with app.run_test():
        yield app.query_one(Composer)


def key(name: str) -> events.Key:
    return events.Key(name, name if len(name) == 1 else None)


def asked(composer: Composer, clock: FixedClock) -> AnswerKeys:
    """A dialog that just came up with the focus."""
    keys = AnswerKeys(clock.monotonic, composer)
    keys.gate.appeared()
    keys.focused()
    return keys


async def test_no_typing_answers_and_no_letter_is_lost(composer: Composer) -> None:
    for seed in range(TYPINGS):
        chosen = random.Random(seed)
        clock = FixedClock()
        composer.load_draft("")
        keys = asked(composer, clock)
        letters = chosen.choices("ynq e", k=chosen.randint(1, 12))
        for letter in [*letters, "enter"]:
            # A pause begins a text by chance only after a letter that is no answer.
            slow = "q" in composer.text or "e" in composer.text or " " in composer.text
            clock.advance(chosen.uniform(0, 2.0 if slow else QUIET * 0.99))
            assert sort(keys, key(letter)) is not KeyUse.ANSWER, seed
        assert composer.text == "".join(letters), seed


async def test_a_key_answers_half_a_second_after_appearance_focus_and_the_key_before(
    composer: Composer,
) -> None:
    clock = FixedClock()
    keys = asked(composer, clock)
    clock.advance(QUIET)
    keys.gate.appeared()
    clock.advance(0.4)
    keys.focused()
    clock.advance(0.4)
    keys.note(key("x"))
    clock.advance(0.4)
    assert sort(keys, key("y")) is KeyUse.EARLY
    clock.advance(QUIET)
    assert sort(keys, key("y")) is KeyUse.ANSWER
    assert composer.text == "y"


async def test_a_key_is_judged_once_where_it_came_first(composer: Composer) -> None:
    clock = FixedClock()
    keys = asked(composer, clock)
    clock.advance(QUIET)
    event = key("y")
    assert keys.note(event)
    assert sort(keys, event) is KeyUse.ANSWER


async def test_arrows_restart_no_clock_and_say_that_the_keys_are_meant_for_the_dialog(
    composer: Composer,
) -> None:
    clock = FixedClock()
    keys = asked(composer, clock)
    clock.advance(1)
    assert sort(keys, key("a")) is KeyUse.TEXT
    clock.advance(1)
    assert sort(keys, key("enter")) is KeyUse.NOTHING
    clock.advance(1)
    assert sort(keys, key("down")) is KeyUse.MOVE
    assert sort(keys, key("enter")) is KeyUse.ANSWER


async def test_a_paste_answers_nothing_and_is_one_text(composer: Composer) -> None:
    clock = FixedClock()
    keys = asked(composer, clock)
    clock.advance(1)
    keys.paste(events.Paste("y\nn\x1b\n"))
    clock.advance(1)
    assert sort(keys, key("y")) is KeyUse.EARLY
    assert composer.text == "y\nn\u241b\ny"


async def test_backspace_takes_back_and_what_is_no_text_passes(composer: Composer) -> None:
    keys = asked(composer, FixedClock())
    for character in ("a", "\u3000", "\u200d"):
        assert sort(keys, events.Key("odd", character)) is KeyUse.TEXT
    assert composer.text == "a\u3000\u200d"
    # One character on the screen: a joiner belongs to what is before it.
    assert sort(keys, key("backspace")) is KeyUse.TEXT
    assert composer.text == "a"
    for other in (events.Key("ctrl+q", "\x11"), events.Key("alt+y", "y"), key("f1"), key("left")):
        assert sort(keys, other) is KeyUse.OTHER
    assert composer.text == "a"


async def test_newlines_are_text_and_what_sends_in_the_composer_sends_nothing(composer: Composer) -> None:
    keys = asked(composer, FixedClock())
    for name in ("a", "ctrl+j", "c"):
        assert sort(keys, key(name)) is KeyUse.TEXT
    assert keys.sort(key("enter")) is KeyUse.NOTHING
    assert composer.text == "a\nc"


async def test_leaving_is_always_possible_but_a_letter_that_leaves_waits_as_an_answer_does(
    composer: Composer,
) -> None:
    clock = FixedClock()
    keys = asked(composer, clock)
    assert sort(keys, key("escape")) is KeyUse.LEAVE
    assert sort(keys, key("b")) is KeyUse.EARLY
    clock.advance(QUIET)
    assert sort(keys, key("b")) is KeyUse.LEAVE
    assert composer.text == "b"
