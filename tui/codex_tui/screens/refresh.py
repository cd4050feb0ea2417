"""The frame clock: collects changes of the state, and draws them once a frame."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from ..state.change import Change

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

FRAME = 1 / 30
"""Seconds between two frames while much happens: more frames would slow the keys down."""
AT_ONCE = 0.001
"""Seconds: a timer of Textual takes no zero, by which it would divide."""


class FrameClock:
    """Collects changes and hands them, once a frame, to each of `steps` in order.

    `schedule` calls a function after some seconds; `clock` is monotonic, in seconds. Nothing is scheduled
    while nothing changes. The first change after a pause is drawn at once: an answer of the server is on the
    screen up to 33 ms earlier than if each change waited for the end of a frame.
    """

    def __init__(
        self,
        schedule: Callable[[float, Callable[[], None]], object],
        steps: Sequence[Callable[[Change], object]],
        *,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._schedule = schedule
        self._steps = tuple(steps)
        self._pending = Change()
        self._scheduled = False
        self._clock = clock
        self._drawn_at = float("-inf")

    def changed(self, change: Change) -> None:
        """Add a change to the next frame, which comes `FRAME` seconds after the last one, or at once."""
        self._pending.merge(change)
        if not self._scheduled:
            self._scheduled = True
            since = self._clock() - self._drawn_at
            self._schedule(max(AT_ONCE, FRAME - since), self.flush)

    def flush(self) -> None:
        """Run all steps now for the changes since the last frame; without changes, none."""
        self._scheduled = False
        change, self._pending = self._pending, Change()
        if change:
            self._drawn_at = self._clock()
            for step in self._steps:
                step(change)
