"""A slot for a single consumer."""

from __future__ import annotations

import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING

from ..errors import ConcurrentUseError

if TYPE_CHECKING:
    from collections.abc import Iterator


class ConsumerSlot:
    """Held by one consumer at a time, across threads; a second one gets an error."""

    __slots__ = ("_lock", "_what")

    def __init__(self, what: str) -> None:
        self._lock = threading.Lock()
        self._what = what

    def take(self) -> None:
        """Take the slot.

        Raises `ConcurrentUseError` when it is taken.
        """
        if not self._lock.acquire(blocking=False):
            raise ConcurrentUseError(self._what)

    def free(self) -> None:
        """Free the slot. Only the consumer that holds it may call this."""
        self._lock.release()

    @contextmanager
    def held(self) -> Iterator[None]:
        """Hold the slot for the duration of a block."""
        self.take()
        try:
            yield
        finally:
            self.free()
