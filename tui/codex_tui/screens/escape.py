"""Escape acts once: a second press in haste must not reach further than the first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..widgets.input_clock import input_times

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

ROWS = ("turn.interrupt", "pane.back")
"""The rows of the table of keys that close or interrupt, one after the other."""

REST = 1.0
"""Seconds after an escape that closed or interrupted something in which a further one does nothing."""


class Escape:
    """Says whether an escape counts. `clock` is monotonic, in seconds; `keys` answers the keys of a row.

    Escape is what the person's keymap has for stepping back.
    """

    def __init__(self, clock: Callable[[], float], keys: Callable[[str], Sequence[str]]) -> None:
        self._clock = clock
        self._came = input_times(clock)
        self._keys = keys
        self._acted_at = float("-inf")

    def is_key(self, key: str) -> bool:
        """Whether a key is one that steps back."""
        return any(key in self._keys(row) for row in ROWS)

    def acted(self) -> None:
        """Note that an escape closed or interrupted something."""
        self._acted_at = self._clock()

    @property
    def counts(self) -> bool:
        """Whether the escape that acts now came late enough to do so."""
        return self._came() - self._acted_at >= REST
