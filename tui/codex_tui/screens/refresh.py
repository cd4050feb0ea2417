"""The frame clock: changes of the state are collected, and drawn once a frame."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..state.change import Change

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

FRAME = 1 / 30
"""Seconds between two drawings while much happens: more frames would slow the keys down."""


class FrameClock:
    """Collects changes and hands them, once a frame, to each of `steps` in order.

    `schedule` calls a function after so many seconds. Nothing is scheduled while nothing changes.
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
        """Take note of a change; it is drawn within a frame, together with what else comes until then."""
        self._pending.merge(change)
        if not self._scheduled:
            self._scheduled = True
            self._schedule(FRAME, self.flush)

    def flush(self) -> None:
        """Take all steps now for what has changed since the last time."""
        self._scheduled = False
        change, self._pending = self._pending, Change()
        if change:
            for step in self._steps:
                step(change)
