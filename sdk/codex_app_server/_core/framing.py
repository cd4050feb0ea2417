"""Chunks of bytes to lines."""

from __future__ import annotations

# A command's output reaches 1 MB and a long turn's items more; this is far above both, and bounds what a
# server that never ends a line can make us hold.
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
        """How many bytes of a line without its end are held."""
        return self._size

    def feed(self, chunk: bytes) -> list[bytes]:
        """Return the lines that are complete now, without their newlines.

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
