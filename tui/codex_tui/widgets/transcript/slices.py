"""Work that takes longer than a frame, done in slices: keys and frames come between them."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.timer import Timer

    StartTimer = Callable[[float, Callable[[], None]], Timer]


class Slices:
    """Calls a function for the next slice; of several pauses that were asked for, the shortest counts."""

    def __init__(self) -> None:
        self._timer: Timer | None = None
        self._pause = 0.0

    @property
    def waiting(self) -> bool:
        """Whether another slice is scheduled."""
        return self._timer is not None

    def want(self, pause: float | None, work: Callable[[], None], start_timer: StartTimer) -> None:
        """Call `work` after `pause` seconds; None when there is no work."""
        if pause is None:
            return
        if self._timer is not None:
            if self._pause <= pause:
                return
            self._timer.stop()

        def run() -> None:
            self._timer = None
            work()

        self._pause = pause
        self._timer = start_timer(pause, run)
