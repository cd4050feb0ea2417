"""The reading end of a pipe, without the layers of an event loop's streams.

For each chunk those copy the bytes twice and allocate 256 KB, which costs more than all that the client does
with a short event.
"""

from __future__ import annotations

import os
from io import FileIO
from typing import TYPE_CHECKING

import anyio
import anyio.lowlevel

if TYPE_CHECKING:
    from typing_extensions import Self


class PipeReader:
    """A pipe of which this process reads one end, on any event loop of a POSIX system."""

    def __init__(self, reading: int) -> None:
        os.set_blocking(reading, False)
        self._file = FileIO(reading)
        self._waiting: anyio.CancelScope | None = None
        self._closed = False

    @classmethod
    def open(cls) -> tuple[Self, int]:
        """Make a pipe; the caller closes the descriptor of its other end, which a child may write to."""
        reading, writing = os.pipe()
        return cls(reading), writing

    async def receive(self, most: int) -> bytes:
        """Wait for bytes, and return at most this many.

        Raises `anyio.EndOfStream` when no writer is left, and `anyio.ClosedResourceError` when this
        end is closed.
        """
        while not self._closed:
            chunk = self._file.read(most)
            if chunk:
                return chunk
            if chunk is not None:
                raise anyio.EndOfStream
            try:
                with anyio.CancelScope() as self._waiting:
                    await anyio.wait_readable(self._file)
            finally:
                self._waiting = None
        raise anyio.ClosedResourceError

    async def aclose(self) -> None:
        """Close this end; calling it again does nothing."""
        self._closed = True
        with anyio.CancelScope(shield=True):
            # An event loop must not watch a closed descriptor, which may be that of another file by then.
            while self._waiting is not None:
                self._waiting.cancel()
                await anyio.lowlevel.checkpoint()
        self._file.close()
