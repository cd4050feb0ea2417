"""Decides when to let output gather before it is read.

To read one short event wakes the event loop and a consumer, which costs thirty times as much as the event
itself. A server that sends more than a thousand in a second, one by one, is read 250 times in a second
instead. The difference cannot be seen, and a model that writes at its usual pace is read at once.
"""

from __future__ import annotations

from time import monotonic

GATHERING = 0.004
"""The pause in seconds between two reads of a hurried server."""
_QUICK = 0.001
"""Within how many seconds a chunk must come to be one of a hurried server."""
_IN_A_ROW = 8
"""How many such chunks must come one after the other."""
_LARGE = 32_768
"""The bytes of a chunk that has gathered enough already."""


class ReadPace:
    """Watches how fast chunks come."""

    __slots__ = ("_began", "_quick")

    def __init__(self) -> None:
        self._quick = 0
        self._began = 0.0

    def wait_begins(self) -> None:
        """Note the moment from which a chunk is waited for."""
        self._began = monotonic()

    def received(self, size: int, *, is_awaited: bool) -> None:
        """Note a chunk of so many bytes; `is_awaited` says that a request waits for its answer."""
        quick = size < _LARGE and not is_awaited and monotonic() - self._began < _QUICK
        self._quick = self._quick + 1 if quick else 0

    @property
    def is_hurried(self) -> bool:
        """Whether the next chunks should gather."""
        return self._quick >= _IN_A_ROW
