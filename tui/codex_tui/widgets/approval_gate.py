"""When an approval card may take an answer: pure, with the clock passed in.

A card appears while a person types or clicks. Input that was on its way to another widget at that moment must
not answer it. So a key answers only a card that can be seen and has the focus, and only when all of these are
older than `QUIET` seconds: the card's appearance, its last move or change, its taking the focus, and the last
key or paste before the one that answers. Keys that scroll the card are reading, not typing: they do not
count.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from .input_clock import input_times

if TYPE_CHECKING:
    from collections.abc import Callable

QUIET = 0.5
"""Seconds of rest before an answer counts: longer than a gap in typing, shorter than reading."""


class ApprovalGate:
    """Decides whether the key or click that acts now may answer the card. `clock` is monotonic, in seconds.

    An `InputClock` gives the time at which that input came, which is what counts: a key that was pressed
    before there was anything to see answers nothing, however late it acts. Everything else is reported to the
    gate by calls. Without a call of `shown` the card counts as visible.
    """

    def __init__(self, clock: Callable[[], float], *, quiet: float = QUIET) -> None:
        self._clock = clock
        self._came = input_times(clock)
        self._quiet = quiet
        self._visible = True
        self._still_since: float | None = None
        self._focused_at: float | None = None
        self._last_key_at = float("-inf")
        self._pressed = False

    def appeared(self) -> None:
        """Record that a card appeared, replaced another one, or shows another text."""
        self._still_since = self._clock()
        self._pressed = False

    def moved(self) -> None:
        """Record that the card moved on the screen or changed its size."""
        if self._still_since is not None:
            self.appeared()

    def shown(self, *, visible: bool) -> None:
        """Record whether all of the card can be seen; a change restarts the half second."""
        if visible != self._visible:
            self._visible = visible
            self.moved()

    def vanished(self) -> None:
        """Record that the card is gone."""
        self._still_since = None
        self._pressed = False

    def focused(self) -> None:
        """Record that the card took the focus."""
        self._focused_at = self._clock()

    def blurred(self) -> None:
        """Record that the card lost the focus."""
        self._focused_at = None
        self._pressed = False

    def key(self, *, scrolls: bool = False) -> bool:
        """Record a key or a paste, wherever it went; return whether it may answer the card.

        `scrolls`: it only scrolls the card, so it answers nothing and delays nothing.
        """
        if scrolls:
            return False
        permitted = self._armed_at(self._came())
        self._last_key_at = self._came()
        self._pressed = False
        return permitted

    def press(self) -> bool:
        """Record a mouse press on the card; return whether it may give the card the focus."""
        self._pressed = self._armed_at(self._came())
        return self._still_at(self._came())

    def click(self) -> bool:
        """Return whether the release that acts now completes a press that may answer. It counts once."""
        pressed, self._pressed = self._pressed, False
        return pressed and self._armed_at(self._came())

    @property
    def armed(self) -> bool:
        """Whether an answer that came now would count."""
        return self._armed_at(self._clock())

    def _armed_at(self, now: float) -> bool:
        if self._focused_at is None or not self._still_at(now):
            return False
        return now - max(self._focused_at, self._last_key_at) >= self._quiet

    def _still_at(self, now: float) -> bool:
        if self._still_since is None or not self._visible:
            return False
        return now - self._still_since >= self._quiet
