"""Where packed items go that do not fit in memory: one temporary file, made when it is first needed.

It has no name: nobody else can open it, and it is gone with the process, however that ends.
"""

from __future__ import annotations

import os
from typing import IO

_BLOCK = 4096


class ColdFile:
    """The state's `ColdStore`, in the directory for temporary files."""

    def __init__(self) -> None:
        self._file: IO[bytes] | None = None
        self._end = 0
        self._used = 0
        # Places that were given back, by how many blocks they have.
        self._free: dict[int, list[int]] = {}

    def __del__(self) -> None:
        if self._file is not None:
            self._file.close()

    def write(self, data: bytes) -> int | None:
        """Keep bytes and answer their place; None when the disk has no room for them."""
        blocks = _blocks(len(data))
        free = self._free.get(blocks)
        place = free[-1] if free else self._end
        try:
            if self._file is None:
                # Not at the top: few conversations are long enough, and the first frame needs no files.
                from tempfile import TemporaryFile

                self._file = TemporaryFile(buffering=0)  # noqa: SIM115 - it is kept
            if os.pwrite(self._file.fileno(), data, place) != len(data):
                return None
        except OSError:
            return None
        if free:
            free.pop()
        else:
            self._end += blocks * _BLOCK
        self._used += 1
        return place

    def read(self, place: int, size: int) -> bytes:
        """Give the bytes at a place."""
        assert self._file is not None
        return os.pread(self._file.fileno(), size, place)

    def free(self, place: int, size: int) -> None:
        """Use a place for something else; the room goes back to the disk when nothing is kept any more."""
        self._free.setdefault(_blocks(size), []).append(place)
        self._used -= 1
        # At the very end of the process the file may be closed before what is kept in it is let go.
        if not self._used and self._file is not None and not self._file.closed:
            self._end = 0
            self._free.clear()
            self._file.truncate(0)


def _blocks(size: int) -> int:
    return -(-size // _BLOCK)
