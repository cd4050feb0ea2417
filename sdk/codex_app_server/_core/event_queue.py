"""Events between the reader and one consumer, as the bytes they came in.

Bytes and not models: the garbage collector does not walk them, which was the largest cost of a backlog,
they are a third of the size, and they are decoded by whoever reads them.
"""

from __future__ import annotations

from collections import deque
from copy import copy
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from ..errors import CodexError

# What an unread backlog may hold. 64 MiB is about 300,000 deltas, minutes of the fastest server measured.
BACKLOG_LIMIT = 64 * 1024 * 1024


class EventQueue:
    """A queue of one reader's lines for one consumer, which may live in another thread.

    Only the reader's side calls `put`, `put_delta` and `close`; only the consumer's side calls `take` and
    sets `waker`. Each counter has one writer, so no lock is needed. The consumer sets `waker`, looks once
    more, and then waits: whatever was put in between is seen by that look.
    """

    __slots__ = ("_limit", "_put_bytes", "_taken_bytes", "closed", "dropped", "error", "items", "waker")

    def __init__(self, limit: int = BACKLOG_LIMIT) -> None:
        self.items: deque[bytes] = deque()
        self.waker: Callable[[], None] | None = None
        self.closed = False
        self.error: CodexError | None = None
        self.dropped = 0
        """How many deltas were left out because the consumer was too far behind."""
        self._limit = limit
        self._put_bytes = 0
        self._taken_bytes = 0

    @property
    def backlog(self) -> int:
        """How many bytes wait for the consumer."""
        return self._put_bytes - self._taken_bytes

    def put(self, line: bytes) -> None:
        """Append an event; it is kept whatever the backlog."""
        self.items.append(line)
        self._put_bytes += len(line)
        if self.waker is not None:
            self._wake()

    def put_delta(self, line: bytes) -> None:
        """Append a delta, unless the backlog is over its limit: the completed item repeats its text."""
        if self._put_bytes - self._taken_bytes > self._limit:
            self.dropped += 1
        else:
            self.put(line)

    def take(self) -> bytes | None:
        """Remove and return the oldest event, or None when there is none now."""
        try:
            line = self.items.popleft()
        except IndexError:
            return None
        self._taken_bytes += len(line)
        return line

    def close(self, error: CodexError | None = None) -> None:
        """Let the consumer end after what is queued: normally, or by raising `error`."""
        if not self.closed:
            self.error = error
            self.closed = True
            self._wake()

    def check_error(self) -> None:
        """Raise what ended the queue, if it was an error."""
        if self.error is not None:
            raise copy(self.error)

    def _wake(self) -> None:
        waker, self.waker = self.waker, None
        if waker is not None:
            waker()
