"""Which keys answer a dialog: 2,000 typings with an injected clock, and each rule by itself."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

import pytest
from codex_tui.clock import FixedClock
from codex_tui.widgets.answer_keys import AnswerKeys, KeyUse
from codex_tui.widgets.approval_gate import QUIET
from codex_tui.widgets.composer import Composer
from textual import events

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable

    from textual.app import App

pytestmark = pytest.mark.anyio

ANSWERS = ("y", "n", "enter")


@pytest.fixture
async def composer(stage: Callable[..., App[None]]) -> AsyncIterator[Composer]:
    app = stage(Composer())
    async with app.run_test():
        yield app.query_one(Composer)


def key(name: str) -> events.Key:
    return events.Key(name, name if len(name) == 1 else None)


def asked(composer: Composer, clock: FixedClock) -> AnswerKeys:
    """A dialog that just came up with the focus."""
    keys = AnswerKeys(clock.monotonic, composer)
    keys.placed()
    keys.focused()
    return keys


async def test_no_typing_answers_and_no_letter_is_lost(composer: Composer) -> None:
    for seed in range(2_000):
        chosen = random.Random(seed)
        clock = FixedClock()
        composer.load_draft("")
        keys = asked(composer, clock)
        letters = chosen.choices("ynq e", k=chosen.randint(1, 12))
        for letter in [*letters, "enter"]:
            # A pause begins a text by chance only after a letter that is no answer.
            slow = "q" in composer.text or "e" in composer.text or " " in composer.text
            clock.advance(chosen.uniform(0, 2.0 if slow else QUIET * 0.99))
            assert keys.sort(key(letter), ANSWERS) is not KeyUse.ANSWER, seed
        assert composer.text == "".join(letters), seed


async def test_a_key_answers_half_a_second_after_appearance_focus_and_the_key_before(
    composer: Composer,
) -> None:
    clock = FixedClock()
    keys = asked(composer, clock)
    clock.advance(QUIET)
    keys.placed()
    clock.advance(0.4)
    keys.focused()
    clock.advance(0.4)
    keys.note(key("x"))
    clock.advance(0.4)
    assert keys.sort(key("y"), ANSWERS) is KeyUse.EARLY
    clock.advance(QUIET)
    assert keys.sort(key("y"), ANSWERS) is KeyUse.ANSWER
    assert composer.text == "y"


async def test_a_key_is_judged_once_where_it_came_first(composer: Composer) -> None:
    clock = FixedClock()
    keys = asked(composer, clock)
    clock.advance(QUIET)
    event = key("y")
    assert keys.note(event)
    assert keys.sort(event, ANSWERS) is KeyUse.ANSWER


async def test_arrows_restart_no_clock_and_say_that_the_keys_are_meant_for_the_dialog(
    composer: Composer,
) -> None:
    clock = FixedClock()
    keys = asked(composer, clock)
    clock.advance(1)
    assert keys.sort(key("a"), ANSWERS) is KeyUse.TEXT
    clock.advance(1)
    assert keys.sort(key("enter"), ANSWERS) is KeyUse.NOTHING
    clock.advance(1)
    assert keys.sort(key("down"), ANSWERS) is KeyUse.MOVE
    assert keys.sort(key("enter"), ANSWERS) is KeyUse.ANSWER


async def test_a_paste_answers_nothing_and_is_one_text(composer: Composer) -> None:
    clock = FixedClock()
    keys = asked(composer, clock)
    clock.advance(1)
    keys.paste(events.Paste("y\nn\x1b\n"))
    clock.advance(1)
    assert keys.sort(key("y"), ANSWERS) is KeyUse.EARLY
    assert composer.text == "y\nn\u241b\ny"


async def test_backspace_takes_back_and_what_is_no_text_passes(composer: Composer) -> None:
    keys = asked(composer, FixedClock())
    for character in ("a", "\u3000", "\u200d"):
        assert keys.sort(events.Key("odd", character), ANSWERS) is KeyUse.TEXT
    assert keys.sort(key("backspace"), ANSWERS) is KeyUse.TEXT
    assert composer.text == "a\u3000"
    for other in (events.Key("ctrl+q", "\x11"), events.Key("alt+y", "y"), key("f1"), key("escape")):
        assert keys.sort(other, ANSWERS) is KeyUse.OTHER
    assert composer.text == "a\u3000"
