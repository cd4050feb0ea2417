"""The one owner of the settings of Python's garbage collector: off at the start, then in small steps.

Written for CPython 3.10 to 3.14, whose collector stops the program while it works. During 120,000
deltas its longest pause is 0.31 s instead of 0.83, and they take 6.1 s of CPU instead of 6.8; the start takes
895 ms instead of 955 (`make bench-patches`).
"""

from __future__ import annotations

import gc
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

NEW_OBJECTS = 10_000
"""Objects after which the new ones are collected: 3 ms of work."""

NEW_COLLECTIONS = 2
"""Collections of new objects after which the survivors are collected once more: 7 ms of work."""

NEVER = 1_000_000_000

IDLE_SECONDS = 15.0
"""Seconds without a key before a full collection, which takes up to 0.3 s: it would delay a key."""


@contextmanager
def off_until_ready() -> Iterator[None]:
    """Keep the collector off until `GarbageCollector.begin`; restore its settings at the end.

    Almost nothing that is made before the first frame is garbage. What is there at the end stays exempt: to
    look at it once more takes 0.2 s, in which the person waits for the shell.
    """
    was_on, thresholds = gc.isenabled(), gc.get_threshold()
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        gc.set_threshold(*thresholds)
        if was_on:
            gc.enable()


class GarbageCollector:
    """Collects new objects as they come, and all of them only while the person does nothing."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._last_key_at = clock()
        self._saw_start = False
        """Whether the garbage of the start has been collected."""

    def begin(self) -> None:
        """Exempt all that is there, and switch the collector on.

        A collection would take 40 to 60 ms of the first second, in which a prompt is on its way, for 7,000
        objects. The first idle one finds them.
        """
        gc.freeze()
        gc.enable()
        gc.set_threshold(NEW_OBJECTS, NEW_COLLECTIONS, NEVER)

    def note_key(self) -> None:
        """Note that the person pressed a key now."""
        self._last_key_at = self._clock()

    def collect_when_idle(self, *, busy: bool) -> bool:
        """Collect everything that was made since the last time; return whether a collection ran.

        None runs while `busy`, or within `IDLE_SECONDS` of the last key.
        """
        if busy or self._clock() - self._last_key_at < IDLE_SECONDS or not gc.get_count()[2]:
            return False
        if not self._saw_start:
            self._saw_start = True
            gc.unfreeze()
        gc.collect()
        gc.freeze()
        return True
