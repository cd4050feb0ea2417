"""What an event queue does with events that nobody reads: what is kept of them, and in how little.

Deltas of one item are joined, text to text, as the bytes that they are. Of events that tell a state rather
than a step, such as rate limits, the latest are kept. What belongs to the life of a turn is never touched.
"""

from __future__ import annotations

import re
import threading
from collections import deque

from .notifications import start_of_method

# Waiting events from which on a queue joins deltas and keeps only the latest of the others.
MOST_WAITING = 10_000

# A delta exactly as the server writes it: whose it is, its text, perhaps a number such as `summaryIndex`. Any
# other way to write one stands alone, so that what is about one item is known to be from its first bytes. So
# does a text with a surrogate as an escape, since two halves in two events would be one character in one.
_ID = rb'"[^"\\\x00-\x1f]*",'
_NUMBER = rb"(?:0|[1-9][0-9]{0,17})"
_DELTA = re.compile(
    rb'(\{"method":"[^"\\\x00-\x1f]+","params":\{(?:"threadId":%b)?(?:"turnId":%b)?(?:"itemId":%b)?"delta":")'
    rb'([^"\\\x00-\x1f]*(?:\\(?:["\\/bfnrt]|u(?![dD][89a-fA-F])[0-9a-fA-F]{4})[^"\\\x00-\x1f]*)*)'
    rb'("(?:,"[a-z]+Index":%b)?\})((?:,"emittedAtMs":%b)?\}\s*)' % (_ID, _ID, _ID, _NUMBER, _NUMBER)
)
_KEPT = (b"turn/", b"item/started", b"item/completed", b"error", b"serverRequest/")


class JoinedDeltas:
    """Deltas of one item that wait as one event."""

    __slots__ = ("_head", "_tail", "_texts", "middle", "size")

    def __init__(self, head: bytes, text: bytes, middle: bytes, tail: bytes) -> None:
        self._head, self._texts, self._tail = head, [text], tail
        self.middle = middle
        """What comes between the text and the time; equal for deltas that may be joined."""
        self.size = len(head) + len(text) + len(middle) + len(tail)
        """How many bytes this is of the backlog of its queue."""

    def add(self, text: bytes, tail: bytes) -> int:
        """Append the text of a later delta, whose time is that of all of it; return what it grew by."""
        grown = len(text) + len(tail) - len(self._tail)
        self._texts.append(text)
        self._tail = tail
        self.size += grown
        return grown

    def lines(self) -> list[bytes]:
        """Return what the consumer gets: one delta with all of the text."""
        return [b"".join((self._head, *self._texts, self.middle, self._tail))]


class LooseEvents:
    """Neighbouring events of which only the latest are kept."""

    __slots__ = ("_lines",)

    def __init__(self) -> None:
        self._lines: deque[bytes] = deque()

    def add(self, line: bytes) -> None:
        """Append an event."""
        self._lines.append(line)

    def drop_oldest(self) -> int | None:
        """Let go of the oldest event and return its size, or None when there is none left."""
        return len(self._lines.popleft()) if self._lines else None

    def lines(self) -> list[bytes]:
        """Return what the consumer gets."""
        return list(self._lines)


class Overflow:
    """The part of a queue that is beyond its limit; made when it is first needed.

    The reader adds to what waits in the queue while the consumer may be taking it out, so each such event is
    sealed by its consumer under a lock.
    """

    __slots__ = ("_joined", "_lock", "_loose", "_loose_count", "_run")

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._joined: dict[bytes, JoinedDeltas] = {}
        self._run: LooseEvents | None = None
        self._loose: deque[LooseEvents] = deque()
        self._loose_count = 0

    def barrier(self) -> None:
        """Add nothing more to what waits already: something else comes after it."""
        with self._lock:
            self._joined.clear()
            self._run = None

    def join(self, line: bytes) -> JoinedDeltas | int | None:
        """Add a delta to an earlier one of its item, and return by how many bytes that grew.

        Otherwise returns what to put into the queue in place of the line, or None for a line that can only
        stand alone. A delta goes before events that say nothing about its turn, never past a step of a turn.
        """
        parts = _DELTA.fullmatch(line)
        if parts is None or not _is_utf8(parts[2]):
            self.barrier()
            return None
        head, text, middle, tail = parts.groups()
        with self._lock:
            earlier = self._joined.get(head)
            if earlier is not None and earlier.middle == middle:
                return earlier.add(text, tail)
            self._run = None
            joined = self._joined[head] = JoinedDeltas(head, text, middle, tail)
            return joined

    def loosen(self, line: bytes, most: int) -> tuple[LooseEvents | None, int | None]:
        """Keep an event among at most so many of its kind.

        Returns what to put into the queue for it, if anything, and the size of what had to go for it.
        """
        with self._lock:
            new = None
            if self._run is None:
                new = self._run = LooseEvents()
                self._loose.append(new)
            self._run.add(line)
            self._loose_count += 1
            return new, self._drop() if self._loose_count > most else None

    def seal(self, event: JoinedDeltas | LooseEvents) -> list[bytes]:
        """Return the lines of an event that the consumer has taken out; nothing is added to it any more."""
        with self._lock:
            if isinstance(event, LooseEvents):
                if self._run is event:
                    self._run = None
                if event in self._loose:
                    self._loose.remove(event)
                self._loose_count -= len(event.lines())
            else:
                self._joined = {key: each for key, each in self._joined.items() if each is not event}
            return event.lines()

    def _drop(self) -> int | None:
        while self._loose:
            size = self._loose[0].drop_oldest()
            if size is not None:
                self._loose_count -= 1
                return size
            self._loose.popleft()
        return None


def may_be_dropped(line: bytes) -> bool:
    """Tell whether an event is one of a state, which a later one makes obsolete."""
    start = start_of_method(line)
    return not start or not line.startswith(_KEPT, start)


def _is_utf8(text: bytes) -> bool:
    if text.isascii():
        return True
    try:
        text.decode()
    except UnicodeDecodeError:
        return False
    return True
