"""The frame clock: collects changes of the state, and draws them once a frame."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..state.change import Change

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

FRAME = 1 / 30
"""Seconds between two frames while much happens: more frames would slow the keys down."""


class FrameClock:
    """Collects changes and hands them, once a frame, to each of `steps` in order.

    `schedule` calls a function after some seconds. Nothing is scheduled while nothing changes.
    """

    def __init__(
        self,
        schedule: Callable[[float, Callable[[], None]], object],
        steps: Sequence[Callable[[Change], object]],
    ) -> None:
        self._schedule = schedule
        self._steps = tuple(steps)
        self._pending = Change()
        self._scheduled = False

    def changed(self, change: Change) -> None:
        """Add a change to the next frame, which comes within `FRAME` seconds."""
        self._pending.merge(change)
        if not self._scheduled:
            self._scheduled = True
            self._schedule(FRAME, self.flush)

    def flush(self) -> None:
        """Run all steps now for the changes since the last frame; without changes, none."""
        self._scheduled = False
        change, self._pending = self._pending, Change()
        if change:
            for step in self._steps:
                step(change)
