"""Work that is too much for one frame, done in slices: keys and frames come between them."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.timer import Timer

    StartTimer = Callable[[float, Callable[[], None]], Timer]


class Slices:
    """Has a callable called for the next slice; the shortest pause that was asked for counts."""

    def __init__(self) -> None:
        self._timer: Timer | None = None
        self._pause = 0.0

    @property
    def waiting(self) -> bool:
        """Whether there will be another slice."""
        return self._timer is not None

    def want(self, pause: float | None, work: Callable[[], None], start_timer: StartTimer) -> None:
        """Have `work` called after a pause; None when there is no work."""
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
