"""Escape: what it closes or interrupts. A second press in haste does nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..keys import Area
from ..widgets.input_clock import input_times

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from ..widgets.composer import Composer
    from ..widgets.find_pane import FindPane
    from .aside import Aside
    from .completing import Completing
    from .panes import Panes
    from .sending import Sending
    from .text_selection import TextSelection

ROWS = ("turn.interrupt", "pane.back")
"""The rows of the table of keys that step back; both count as escape here."""

REST = 1.0
"""Seconds after an escape that closed or interrupted something in which another one does nothing."""


class Escape:
    """Decides whether an escape counts. `clock` is monotonic, in seconds; `keys` returns the keys of a row.

    An escape is any key that the person's keymap has for stepping back.
    """

    def __init__(self, clock: Callable[[], float], keys: Callable[[str], Sequence[str]]) -> None:
        self._clock = clock
        self._came = input_times(clock)
        self._keys = keys
        self._acted_at = float("-inf")
        self._last_key = ""

    def passes(self, key: str) -> bool:
        """Record a key that was pressed; return False when it is an escape that does not count."""
        self._last_key = key
        return not self.is_key(key) or self.counts

    def screen_closed(self) -> None:
        """Record that a screen over this one was closed; if an escape did so, it has acted."""
        if self.is_key(self._last_key):
            self.acted()

    def is_key(self, key: str) -> bool:
        """Whether a key steps back."""
        return any(key in self._keys(row) for row in ROWS)

    def acted(self) -> None:
        """Record that an escape closed or interrupted something."""
        self._acted_at = self._clock()

    @property
    def counts(self) -> bool:
        """Whether the escape that acts now came at least `REST` seconds after the last that acted."""
        return self._came() - self._acted_at >= REST


class StepBack:
    """What an escape that counts does."""

    def __init__(
        self,
        escape: Escape,
        panes: Panes,
        completing: Completing,
        finding: FindPane,
        selection: TextSelection,
        sending: Sending,
        aside: Aside,
        composer: Composer,
    ) -> None:
        self._composer = composer
        self._aside = aside
        self._escape = escape
        self._panes = panes
        self._completing = completing
        self._finding = finding
        self._selection = selection
        self._sending = sending

    def unfilter(self) -> None:
        """Show all threads again."""
        self._panes.clear_filter()
        self._escape.acted()

    def run(self) -> None:
        """Close what is open, else clear a selection, else go to the composer; there, stop what was sent.

        A shell line becomes a prompt before that, and a prompt that waits comes back into the composer. A
        question aside is left last of all.
        """
        if self._panes.drawer_open:
            self._panes.to_composer()
            self._escape.acted()
        elif self._panes.area is Area.COMPOSER and self._completing.close():
            self._escape.acted()
        elif self._finding.is_open:
            self._finding.close()
            self._escape.acted()
        elif self._selection.clear():
            pass
        elif self._panes.area is not Area.COMPOSER:
            self._panes.to_composer()
        elif self._composer.shell:
            self._composer.shell = False
            self._escape.acted()
        elif self._sending.take_back() or self._sending.interrupt() or self._aside.leave():
            self._escape.acted()
