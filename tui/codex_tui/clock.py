"""Clocks, which are passed to all code that shows or measures time: tests and the demo set their own."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import Protocol


class Clock(Protocol):
    """Two clocks: one for people, one for spans."""

    def now(self) -> float:
        """Unix seconds: for "2 h ago"; may jump when the machine's clock is set."""
        ...

    def monotonic(self) -> float:
        """Seconds since some moment: for timers and gates; never jumps."""
        ...


class SystemClock:
    """The machine's clocks."""

    def now(self) -> float:
        """Unix seconds."""
        return time.time()

    def monotonic(self) -> float:
        """Seconds that never jump."""
        return time.monotonic()


class ShiftedClock:
    """A clock that starts at a given moment and runs on from there: the demo's day is always the same."""

    def __init__(self, start: float) -> None:
        self._start = start
        self._began = time.monotonic()

    def now(self) -> float:
        """Return the given moment plus the time since this clock was made."""
        return self._start + self.monotonic() - self._began

    def monotonic(self) -> float:
        """Seconds that never jump."""
        return time.monotonic()


@dataclass
class FixedClock:
    """A clock that moves only by `advance` or by assignment: for tests and pictures."""

    seconds: float = 0.0
    """What `now` returns."""
    elapsed: float = 0.0
    """What `monotonic` returns."""

    def now(self) -> float:
        """Return `seconds`."""
        return self.seconds

    def monotonic(self) -> float:
        """Return `elapsed`."""
        return self.elapsed

    def advance(self, seconds: float) -> None:
        """Add to both `seconds` and `elapsed`."""
        self.seconds += seconds
        self.elapsed += seconds
