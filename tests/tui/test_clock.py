"""The fixed clock, the shifted clock, and the machine's."""

from __future__ import annotations

from codex_tui.clock import FixedClock, ShiftedClock, SystemClock


def test_a_fixed_clock_moves_only_when_it_is_moved() -> None:
    clock = FixedClock(100.0)
    assert (clock.now(), clock.monotonic()) == (100.0, 0.0)
    clock.advance(2.5)
    assert (clock.now(), clock.monotonic()) == (102.5, 2.5)


def test_a_shifted_clock_begins_at_its_moment_and_never_goes_back() -> None:
    clock = ShiftedClock(1_000.0)
    first = clock.now()
    assert first >= 1_000.0
    assert clock.now() >= first


def test_the_machines_clock_never_goes_back() -> None:
    clock = SystemClock()
    first = clock.monotonic()
    assert clock.monotonic() >= first
    assert clock.now() > 1_700_000_000
