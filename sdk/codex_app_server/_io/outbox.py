"""Lines on their way to the server, until they are written."""

from __future__ import annotations

import anyio


class Outbox:
    """Holds lines in order; what nobody waits for any more can be taken back until it is being written."""

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
        """Wait for lines and return all that are there; those of the last call count as written now."""
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
        """Take a line back; False when it is being written or was, so that the server may read it."""
        return self._waiting.pop(number, None) is not None

    def is_written(self, number: int) -> bool:
        """Tell whether all of a line was written."""
        return number <= self._written
