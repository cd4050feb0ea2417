"""Splits chunks of bytes into lines."""

from __future__ import annotations

# A command's output reaches 1 MB and a long turn's items more. This is far above both, and bounds the memory
# that a server can take by never ending a line.
LINE_LIMIT = 64 * 1024 * 1024


class LineTooLongError(ValueError):
    """The server sent more bytes without a newline than a message may have."""


class LineSplitter:
    """Cuts a stream of chunks at its newlines; a line spread over many chunks is joined once."""

    __slots__ = ("_limit", "_parts", "_size")

    def __init__(self, limit: int = LINE_LIMIT) -> None:
        self._limit = limit
        self._parts: list[bytes] = []
        self._size = 0

    @property
    def unfinished(self) -> int:
        """The bytes held of a line that is not complete yet."""
        return self._size

    def feed(self, chunk: bytes) -> list[bytes]:
        """Add a chunk and return the lines that are now complete, without their newlines.

        Raises `LineTooLongError` when the unfinished line grows over the limit.
        """
        lines = chunk.split(b"\n")
        rest = lines.pop()
        if lines and self._parts:
            self._parts.append(lines[0])
            lines[0] = b"".join(self._parts)
            self._parts.clear()
            self._size = 0
        if rest:
            self._parts.append(rest)
            self._size += len(rest)
            if self._size > self._limit:
                raise LineTooLongError(f"a message is longer than {self._limit} bytes")
        return lines
