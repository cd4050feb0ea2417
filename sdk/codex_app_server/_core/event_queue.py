"""A queue of events between the reader and one consumer, kept as the bytes that came in.

Bytes, not models: the garbage collector does not walk them, which was the largest cost of a backlog. They are
a third of the size, and the consumer decodes them.
"""

from __future__ import annotations

from collections import deque
from copy import copy
from typing import TYPE_CHECKING

from .consumer_slot import ConsumerSlot
from .overflow import MOST_WAITING, JoinedDeltas, LooseEvents, Overflow, may_be_dropped

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from ..errors import CodexError

# How many bytes an unread backlog may hold, apart from the steps of turns. Deltas are joined long before, so
# that this much is text. A server that sends more than this unread is flooding the client.
BACKLOG_LIMIT = 64 * 1024 * 1024
_WAITS_ALREADY = (
    "Another task or thread waits for the next event of this stream. Read a stream in one place and hand its "
    "events on; for events() open one stream for each."
)


class EventQueue:
    """A queue of one reader's lines for one consumer, which may live in another thread.

    Only the reader's side calls `put`, `put_delta` and `close`; only the consumer's side calls `take` and
    sets `waker`. Each counter has one writer, so no lock is needed. The consumer sets `waker`, checks the
    queue once more, and then waits: that check sees an event that was put in between.

    While many events wait, deltas of one item are joined, and of events that report a state only the latest
    are kept.
    """

    __slots__ = (
        "_limit",
        "_most",
        "_overflow",
        "_put_bytes",
        "_room",
        "_taken_bytes",
        "closed",
        "dropped",
        "error",
        "items",
        "joined",
        "waits",
        "waker",
    )

    def __init__(self, limit: int = BACKLOG_LIMIT, most: int = MOST_WAITING) -> None:
        self.items: deque[bytes | JoinedDeltas | LooseEvents] = deque()
        self.waker: Callable[[], None] | None = None
        self.closed: bool = False
        self.error: CodexError | None = None
        self.dropped: int = 0
        """How many events were left out because the consumer was too far behind."""
        self.joined: int = 0
        """How many deltas were joined to an earlier one of their item."""
        self._limit = limit
        self._most = most
        self._overflow: Overflow | None = None
        self._room = self._most
        self._put_bytes = 0
        self._taken_bytes = 0
        self.waits: ConsumerSlot = ConsumerSlot(_WAITS_ALREADY)
        """Held by the task or thread that waits: a second one would replace the waker of the first."""

    @property
    def backlog(self) -> int:
        """The bytes that wait for the consumer."""
        return self._put_bytes - self._taken_bytes

    def put(self, line: bytes) -> None:
        """Append an event. A step of a turn is kept at any size of the backlog."""
        if len(self.items) >= self._room:
            self._squeeze(line)
            return
        self.items.append(line)
        self._put_bytes += len(line)
        if self.waker is not None:
            self._wake()

    def put_delta(self, line: bytes) -> None:
        """Append a delta or join it to an earlier one; drop it only when the backlog is over its limit."""
        if self._put_bytes - self._taken_bytes > self._limit:
            self.dropped += 1
        elif len(self.items) >= self._room:
            self._join(line)
        else:
            self.items.append(line)
            self._put_bytes += len(line)
            if self.waker is not None:
                self._wake()

    def put_deltas(self, lines: Sequence[bytes]) -> None:
        """Append a run of deltas of one item, as `put_delta` does each of them."""
        size = sum(map(len, lines))
        if len(self.items) + len(lines) > self._room or self.backlog + size > self._limit:
            for line in lines:
                self.put_delta(line)
            return
        self.items.extend(lines)
        self._put_bytes += size
        if self.waker is not None:
            self._wake()

    def take(self) -> bytes | None:
        """Remove and return the oldest event, or return None when the queue is empty."""
        while True:
            try:
                line = self.items.popleft()
            except IndexError:
                return None
            if isinstance(line, bytes):
                self._taken_bytes += len(line)
                return line
            if self._overflow is not None:
                self.items.extendleft(reversed(self._overflow.seal(line)))

    def close(self, error: CodexError | None = None) -> None:
        """End the queue after the events in it, by raising `error` if one is given."""
        if not self.closed:
            self.error = error
            self.closed = True
            self._wake()

    def check_error(self) -> None:
        """Raise the error that ended the queue, if there is one."""
        if self.error is not None:
            raise copy(self.error)

    def _join(self, line: bytes) -> None:
        overflow = self._opened()
        if len(self.items) < self._most:
            self._end_joining(overflow)
            self.put(line)
            return
        joined = overflow.join(line)
        if isinstance(joined, int):
            self.joined += 1
            self._put_bytes += joined
        else:
            self._append(line if joined is None else joined, len(line))

    def _squeeze(self, line: bytes) -> None:
        overflow = self._opened()
        if len(self.items) < self._most:
            self._end_joining(overflow)
            self.put(line)
        elif not may_be_dropped(line):
            overflow.barrier()
            self._append(line, len(line))
        elif self._put_bytes - self._taken_bytes > self._limit:
            self.dropped += 1
        else:
            run, gone = overflow.loosen(line, self._most)
            self._put_bytes += len(line)
            if gone is not None:
                self.dropped += 1
                self._put_bytes -= gone
            if run is not None:
                self._append(run, 0)

    def _opened(self) -> Overflow:
        self._room = 0
        if self._overflow is None:
            self._overflow = Overflow()
        return self._overflow

    def _end_joining(self, overflow: Overflow) -> None:
        """Leave the waiting events as they are and append later ones behind them."""
        overflow.barrier()
        self._room = self._most

    def _append(self, event: bytes | JoinedDeltas | LooseEvents, size: int) -> None:
        self.items.append(event)
        self._put_bytes += size
        if self.waker is not None:
            self._wake()

    def _wake(self) -> None:
        waker, self.waker = self.waker, None
        if waker is not None:
            waker()
