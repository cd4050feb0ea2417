"""When an approval card may take an answer: pure, with the clock passed in.

A card appears while a person types. Whatever was on its way to the composer at that moment must not
answer it. So an answer counts only when all of these are older than `QUIET` seconds: the card's
appearance, its taking the focus, and the key or paste before the one that answers.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

QUIET = 0.5
"""Seconds of rest before an answer counts: longer than a gap in typing, shorter than reading."""


class ApprovalGate:
    """Says whether the key that arrives now may answer the card. `clock` is monotonic, in seconds."""

    def __init__(self, clock: Callable[[], float], *, quiet: float = QUIET) -> None:
        self._clock = clock
        self._quiet = quiet
        self._appeared_at: float | None = None
        self._focused_at: float | None = None
        self._last_key_at = float("-inf")

    def appeared(self) -> None:
        """Say that a card came, or that another one took its place."""
        self._appeared_at = self._clock()

    def vanished(self) -> None:
        """Say that no card is shown."""
        self._appeared_at = None

    def focused(self) -> None:
        """Say that the card took the focus."""
        self._focused_at = self._clock()

    def blurred(self) -> None:
        """Say that the card lost the focus."""
        self._focused_at = None

    def key(self) -> bool:
        """Take note of a key or a paste, wherever it went; answers whether it may answer the card."""
        permitted = self.armed
        self._last_key_at = self._clock()
        return permitted

    @property
    def armed(self) -> bool:
        """Whether an answer that came now would count."""
        if self._appeared_at is None or self._focused_at is None:
            return False
        latest = max(self._appeared_at, self._focused_at, self._last_key_at)
        return self._clock() - latest >= self._quiet
