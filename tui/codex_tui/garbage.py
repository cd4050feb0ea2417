"""When Python looks for garbage: a little at a time while something happens, all of it while nothing does.

What streams in stays, as drawn lines do, and each look walks over all that came since the last one. With few
and large looks, at every 50,000 objects and twenty of these, a stream of a minute stood still for 200 ms.
"""

from __future__ import annotations

import gc
import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

YOUNG = 10_000
"""Objects after which the new ones are looked at: 3 ms of work."""

YOUNG_LOOKS = 2
"""Looks at the new ones after which those that stayed are looked at once more, and then left alone: 7 ms."""

NEVER = 1_000_000_000

QUIET = 15.0
"""Seconds without a key after which nobody waits for anything: a look at everything takes up to 0.3 s."""


class Garbage:
    """Begins when the application is ready; `touched` is called for every key, `rest` now and then."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._touched_at = clock()

    def begin(self) -> None:
        """Leave alone for good what is here now: walking over it stalls for 45 to 70 ms."""
        gc.collect()
        gc.freeze()
        gc.enable()
        gc.set_threshold(YOUNG, YOUNG_LOOKS, NEVER)

    def touched(self) -> None:
        """Note that the person is here."""
        self._touched_at = self._clock()

    def rest(self, *, busy: bool) -> bool:
        """Look at everything that came since the last time, if nobody waits; True when that was done."""
        if busy or self._clock() - self._touched_at < QUIET or not gc.get_count()[2]:
            return False
        gc.collect()
        gc.freeze()
        return True
