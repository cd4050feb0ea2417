"""Two times of a key: when it acts, and when the person pressed it, which is earlier on a busy machine."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable


class InputClock:
    """A monotonic clock, in seconds, that also gives the time at which the current input came.

    A rule about haste compares that time with what the person could see. A key that came 10 ms after the one
    that focused a card must not answer it, though the card took a second to be drawn before the key could
    act.
    """

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._came_at: float | None = None

    def __call__(self) -> float:
        """Return the time now."""
        return self._clock()

    def acts(self, came_at: float | None) -> None:
        """Set when the input came that acts from now on; None when none does."""
        self._came_at = came_at

    def came(self) -> float:
        """Return when the input that acts now came; the time now when none does."""
        return self._clock() if self._came_at is None else self._came_at


def input_times(clock: Callable[[], float]) -> Callable[[], float]:
    """Return the clock for the times of input: `clock` itself unless it is an `InputClock`."""
    return clock.came if isinstance(clock, InputClock) else clock
