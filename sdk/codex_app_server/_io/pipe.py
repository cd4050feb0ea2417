"""The reading end of a pipe, without the layers of an event loop's streams.

For each chunk those copy the bytes twice and allocate 256 KB, which costs more than all that the client does
with a short event.
"""

from __future__ import annotations

import os
from contextlib import suppress
from io import FileIO
from typing import TYPE_CHECKING

import anyio
import anyio.lowlevel

if TYPE_CHECKING:
    from typing_extensions import Self

READ_SIZE = 65536
"""The bytes of one read, and what a pipe of Linux holds at first."""
_FLOODED_SIZE = 1024 * 1024
"""The same of a pipe that was found full: its writer goes on while this end handles what came.

A flood takes 0.9 of the CPU and 0.85 of the time so. It is the most that Linux allows by itself, and not from
the start: all pipes of one user share 64 MiB.
"""


class PipeReader:
    """A pipe of which this process reads one end, on any event loop of a POSIX system."""

    def __init__(self, reading: int) -> None:
        os.set_blocking(reading, False)
        self._most = READ_SIZE
        self._is_flooded = False
        self._file = FileIO(reading)
        self._waiting: anyio.CancelScope | None = None
        self._closed = False

    @classmethod
    def open(cls) -> tuple[Self, int]:
        """Make a pipe; the caller closes the descriptor of its other end, which a child may write to."""
        reading, writing = os.pipe()
        return cls(reading), writing

    async def receive(self) -> bytes:
        """Wait for bytes, and return what is there, up to a limit.

        Raises `anyio.EndOfStream` when no writer is left, and `anyio.ClosedResourceError` when this
        end is closed.
        """
        while not self._closed:
            chunk = self._file.read(self._most)
            if chunk:
                self._adapt(len(chunk))
                return chunk
            if chunk is not None:
                raise anyio.EndOfStream
            try:
                with anyio.CancelScope() as self._waiting:
                    await anyio.wait_readable(self._file)
            finally:
                self._waiting = None
        raise anyio.ClosedResourceError

    def _adapt(self, size: int) -> None:
        """Take much at once while the pipe is found full, else little: a read allocates all it may take."""
        if size < READ_SIZE:
            self._most = READ_SIZE
            return
        self._most = _FLOODED_SIZE
        if not self._is_flooded:
            self._is_flooded = True
            _enlarge(self._file.fileno())

    def close(self) -> None:
        """Close this end before any event loop has seen it."""
        self._closed = True
        self._file.close()

    async def aclose(self) -> None:
        """Close this end; calling it again does nothing."""
        self._closed = True
        with anyio.CancelScope(shield=True):
            # An event loop must not watch a closed descriptor, which may be that of another file by then.
            while self._waiting is not None:
                self._waiting.cancel()
                await anyio.lowlevel.checkpoint()
        self._file.close()


def _enlarge(reading: int) -> None:
    """Let a pipe hold more, where the system can and the user may."""
    with suppress(ImportError, AttributeError, OSError):
        import fcntl

        fcntl.fcntl(reading, fcntl.F_SETPIPE_SZ, _FLOODED_SIZE)
