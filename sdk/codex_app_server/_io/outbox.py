"""A queue of lines to write to the server."""

from __future__ import annotations

import anyio


class Outbox:
    """Holds lines in order. The caller can withdraw a line until the writer has taken it."""

    def __init__(self) -> None:
        self._waiting: dict[int, bytes] = {}
        self._last = 0
        self._taken = 0
        self._written = 0
        self._filled: anyio.Event | None = None

    def put(self, line: bytes) -> int:
        """Append a line and return its number."""
        self._last += 1
        self._waiting[self._last] = line
        if self._filled is not None:
            self._filled.set()
        return self._last

    async def take(self) -> bytes:
        """Wait for lines and return all of them. The lines of the previous call now count as written."""
        self._written = self._taken
        if not self._waiting:
            self._filled = anyio.Event()
            await self._filled.wait()
            self._filled = None
        self._taken = self._last
        data = b"".join(self._waiting.values())
        self._waiting.clear()
        return data

    def withdraw(self, number: int) -> bool:
        """Withdraw a line; return False if it was taken for writing, so that the server may read it."""
        return self._waiting.pop(number, None) is not None

    def is_written(self, number: int) -> bool:
        """Return whether a line was written in full."""
        return number <= self._written
