from __future__ import annotations

import random

from codex_tui.clock import FixedClock
from codex_tui.widgets.approval_gate import QUIET, ApprovalGate
from hypothesis import given
from hypothesis import strategies as st

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


def test_ten_thousand_bursts_typed_for_the_composer_answer_nothing() -> None:
    dice = random.Random(20_261_122)
    accepted = 0
    for _ in range(10_000):
        clock = FixedClock(elapsed=dice.uniform(0, 100))
        gate = ApprovalGate(clock.monotonic)
        appears_before = dice.randrange(12)
        # In every other trial the person also asks for the card in the middle of the burst.
        focus_before = dice.randrange(12) if dice.random() < 0.5 else None
        for number in range(12):
            if number == appears_before:
                gate.appeared()
            clock.advance(dice.uniform(0, QUIET - STEP))
            if number == focus_before:
                gate.key()
                gate.focused()
                clock.advance(dice.uniform(0, QUIET - STEP))
            accepted += gate.key()
        if focus_before is None:
            # Pauses as long as you like: the focus is with the composer.
            clock.advance(dice.uniform(0, 0.8))
            accepted += gate.key()
    assert accepted == 0


@given(
    st.lists(
        st.tuples(
            st.floats(0, 2, allow_nan=False),
            st.sampled_from(["key", "appeared", "vanished", "focused", "blurred"]),
        )
    )
)
def test_an_answer_counts_only_after_quiet_on_a_card_with_the_focus(steps: list[tuple[float, str]]) -> None:
    clock = FixedClock()
    gate = ApprovalGate(clock.monotonic)
    last: dict[str, float | None] = {"appeared": None, "focused": None}
    last_key = float("-inf")
    for wait, what in steps:
        clock.advance(wait)
        now = clock.monotonic()
        if what == "key":
            permitted = gate.key()
            starts = [each for each in last.values() if each is not None]
            assert permitted == (len(starts) == 2 and now - max(*starts, last_key) >= QUIET)
            last_key = now
            continue
        getattr(gate, what)()
        if what in last:
            last[what] = now
        else:
            last["appeared" if what == "vanished" else "focused"] = None
