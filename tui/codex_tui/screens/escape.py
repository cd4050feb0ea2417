"""Escape acts once: a second press in haste must not reach further than the first."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

REST = 1.0
"""Seconds after an escape that closed or interrupted something in which a further one does nothing."""


class Escape:
    """Says whether an escape counts. `clock` is monotonic, in seconds."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._acted_at = float("-inf")

    def acted(self) -> None:
        """Note that an escape closed or interrupted something."""
        self._acted_at = self._clock()

    @property
    def counts(self) -> bool:
        """Whether an escape that comes now may act."""
        return self._clock() - self._acted_at >= REST
