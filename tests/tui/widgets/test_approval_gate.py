from __future__ import annotations

import random

from codex_tui.clock import FixedClock
from codex_tui.widgets.approval_gate import QUIET, ApprovalGate

STEP = 0.001


def ready() -> tuple[FixedClock, ApprovalGate]:
    clock = FixedClock()
    gate = ApprovalGate(clock.monotonic)
    gate.appeared()
    gate.focused()
    clock.advance(QUIET)
    return clock, gate


def test_a_key_after_a_quiet_half_second_may_answer() -> None:
    _, gate = ready()
    assert gate.key()


def test_a_second_key_must_wait_again() -> None:
    clock, gate = ready()
    gate.key()
    clock.advance(QUIET - STEP)
    assert not gate.key()
    clock.advance(QUIET - STEP)
    assert not gate.key()
    clock.advance(QUIET)
    assert gate.key()


def test_nothing_counts_without_the_focus() -> None:
    clock, gate = ready()
    gate.blurred()
    clock.advance(60)
    assert not gate.key()


def test_nothing_counts_without_a_card() -> None:
    clock, gate = ready()
    gate.vanished()
    clock.advance(60)
    assert not gate.key()


def test_a_card_that_takes_the_place_of_another_waits_anew() -> None:
    clock, gate = ready()
    gate.appeared()
    assert not gate.armed
    clock.advance(QUIET)
    assert gate.armed


def test_keys_that_scroll_the_card_answer_nothing_and_delay_nothing() -> None:
    clock, gate = ready()
    assert not gate.key(scrolls=True)
    assert gate.key()
    clock.advance(QUIET / 2)
    assert not gate.key(scrolls=True)
    clock.advance(QUIET / 2)
    assert gate.key()


def test_a_card_that_moved_or_changed_its_size_waits_anew() -> None:
    clock, gate = ready()
    gate.moved()
    assert not gate.armed
    clock.advance(QUIET)
    assert gate.armed


def test_a_card_that_cannot_be_seen_takes_nothing_and_waits_anew_when_it_can() -> None:
    clock, gate = ready()
    gate.shown(visible=False)
    clock.advance(60)
    assert not gate.key()
    assert not gate.press()
    gate.shown(visible=True)
    clock.advance(QUIET - STEP)
    assert not gate.press()
    clock.advance(STEP)
    assert gate.press()
    clock.advance(QUIET)
    assert gate.key()


def test_a_press_gives_the_focus_only_to_a_card_that_stood_still() -> None:
    clock = FixedClock()
    gate = ApprovalGate(clock.monotonic)
    assert not gate.press()
    gate.appeared()
    clock.advance(QUIET - STEP)
    assert not gate.press()
    clock.advance(STEP)
    assert gate.press()
    gate.moved()
    assert not gate.press()


def test_a_click_answers_only_what_was_pressed_when_an_answer_counted() -> None:
    clock, gate = ready()
    gate.press()
    assert gate.click()
    assert not gate.click()
    gate.press()
    gate.appeared()
    clock.advance(QUIET)
    assert not gate.click()
    gate.press()
    gate.key()
    clock.advance(QUIET)
    assert not gate.click()


class Person:
    """A person at an application, with the rules for answers told a second time, from a log of what happened.

    The log is a list of times and words. `may_answer` and `may_press` read it backwards and know nothing of
    how the gate keeps what it was told.
    """

    def __init__(self, dice: random.Random) -> None:
        self.dice = dice
        self.clock = FixedClock(elapsed=dice.uniform(0, 100))
        self.gate = ApprovalGate(self.clock.monotonic)
        self.log: list[tuple[float, str]] = []
        self.on_card = False
        self.there = False
        self.covered = False
        self.pressed_rightly: int | None = None
        self.answers = 0

    def note(self, what: str) -> None:
        self.log.append((self.clock.monotonic(), what))

    def is_quiet(self, *words: str) -> bool:
        """Whether none of these happened within half a second, this moment included."""
        now = self.clock.monotonic()
        return not any(what in words and now - at < QUIET for at, what in reversed(self.log))

    def may_press(self) -> bool:
        return self.there and not self.covered and self.is_quiet("came", "moved", "uncovered")

    def may_answer(self) -> bool:
        return self.may_press() and self.on_card and self.is_quiet("focus", "key")

    def step(self) -> None:
        chosen = self.dice.choices(list(STEPS), list(STEPS.values()))[0]
        getattr(self, chosen)()

    def wait(self) -> None:
        # Gaps of typing, and pauses in it: most of them longer and shorter than the half second by a little.
        self.clock.advance(self.dice.choice([0, 0.01, 0.1, QUIET - STEP, QUIET, QUIET + STEP, 2.0]))

    def text(self) -> None:
        self._key(self.dice.choice("yspnxabc "))

    def hold(self) -> None:
        """Hold a key down: it comes again and again, after the delay of the keyboard."""
        letter = self.dice.choice("yx")
        self._key(letter)
        self.clock.advance(self.dice.choice([0.2, 0.66]))
        for _ in range(5):
            self._key(letter)
            self.clock.advance(0.03)

    def paste(self) -> None:
        self._key("y\ns\n")

    def scroll(self) -> None:
        assert not self.gate.key(scrolls=True)

    def f2(self) -> None:
        self._key("")
        if self.there and not self.on_card:
            self._to_card()

    def escape(self) -> None:
        self._key("")
        self._to_composer()

    def press(self) -> None:
        if not self.there:
            return
        counts = self.may_answer()
        focuses = self.gate.press()
        assert focuses == self.may_press(), self.log
        self.pressed_rightly = len(self.log) if counts else None
        if focuses and not self.on_card:
            self._to_card()

    def release(self) -> None:
        if not self.there:
            return
        calm = {"came", "moved", "covered", "uncovered", "focus", "key", "left"}
        rightly = self.pressed_rightly is not None and not any(
            what in calm for _, what in self.log[self.pressed_rightly :]
        )
        self.pressed_rightly = None
        assert self.gate.click() == (rightly and self.may_answer()), self.log
        if rightly and self.may_answer():
            self._answered()

    def card(self) -> None:
        """A card comes, or another one takes its place."""
        self.there = True
        self.gate.appeared()
        self.note("came")

    def withdraw(self) -> None:
        self.there = False
        self.gate.vanished()
        self._to_composer()

    def resize(self) -> None:
        self.gate.moved()
        self.note("moved")

    def cover(self) -> None:
        """A dialog lies over the card, or the window is too small for it."""
        self.covered = not self.covered
        self.gate.shown(visible=not self.covered)
        self.note("covered" if self.covered else "uncovered")

    def _key(self, letters: str) -> None:
        permitted = self.gate.key()
        assert permitted == self.may_answer(), self.log
        self.note("key")
        if self.on_card and permitted and letters in ("y", "s", "p", "n", "x"):
            self._answered()

    def _answered(self) -> None:
        self.answers += 1
        if self.dice.random() < 0.5:
            self.card()
        else:
            self.withdraw()

    def _to_card(self) -> None:
        self.on_card = True
        self.gate.focused()
        self.note("focus")

    def _to_composer(self) -> None:
        if self.on_card:
            self.on_card = False
            self.gate.blurred()
            self.note("left")


STEPS = {
    "wait": 12,
    "text": 10,
    "hold": 1,
    "paste": 1,
    "scroll": 3,
    "f2": 3,
    "escape": 1,
    "press": 3,
    "release": 3,
    "card": 3,
    "withdraw": 1,
    "resize": 1,
    "cover": 1,
}
"""What happens, and how often beside the rest."""


TYPING = ("wait", "text", "text", "hold", "paste", "card", "withdraw", "resize", "cover")
"""What happens to a person who types for the composer and never goes to the card."""


def test_ten_thousand_typings_answer_what_the_rules_allow_and_nothing_else() -> None:
    dice = random.Random(20_261_122)
    answers = 0
    for _ in range(10_000):
        person = Person(dice)
        for _ in range(30):
            person.step()
        answers += person.answers
    # Without any answer the test would also pass for a gate that never opens.
    assert answers > 1_000


def test_ten_thousand_typings_for_the_composer_answer_nothing() -> None:
    """Typing, pausing, pasting, holding keys and clicking while cards come, without ever going to one."""
    dice = random.Random(20_261_123)
    for _ in range(10_000):
        person = Person(dice)
        for _ in range(20):
            chosen = dice.choice(
                ["wait", "text", "text", "hold", "paste", "card", "withdraw", "resize", "cover"]
            )
            getattr(person, chosen)()
            if person.there and not person.may_press():
                person.press()
                person.release()
        assert person.answers == 0
        assert not person.on_card
