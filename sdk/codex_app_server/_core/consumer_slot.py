"""Who may consume a turn."""

from __future__ import annotations

import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING

from ..errors import ConcurrentUseError

if TYPE_CHECKING:
    from collections.abc import Iterator


class ConsumerSlot:
    """Held by one consumer at a time; a second one is an error, also from another thread."""

    __slots__ = ("_lock", "_what")

    def __init__(self, what: str) -> None:
        self._lock = threading.Lock()
        self._what = what

    def take(self) -> None:
        """Become the consumer.

        Raises `ConcurrentUseError` when there is one.
        """
        if not self._lock.acquire(blocking=False):
            raise ConcurrentUseError(self._what)

    def free(self) -> None:
        """Let others become the consumer; only for who is it."""
        self._lock.release()

    @contextmanager
    def held(self) -> Iterator[None]:
        """Be the consumer for the time of a block."""
        self.take()
        try:
            yield
        finally:
            self.free()
