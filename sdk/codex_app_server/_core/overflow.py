"""Shrinks the unread backlog of an event queue.

The texts of one item's deltas are joined as bytes, without decoding them. Of events that report a state
rather than a step, such as rate limits, only the latest are kept. The steps of a turn are never touched.
"""

from __future__ import annotations

import re
import threading
from collections import deque

from .notifications import start_of_method

# With this many events waiting, a queue joins deltas and keeps only the latest of the others.
MOST_WAITING = 10_000

# A delta exactly as the server writes it: its ids, its text, perhaps a number such as `summaryIndex`. A delta
# written in any other way is not joined, so equal first bytes always mean the same item. A text with an
# escaped surrogate is not joined either: two halves in two events would become one character in one event.
_ID = rb'"[^"\\\x00-\x1f]*",'
_NUMBER = rb"(?:0|[1-9][0-9]{0,17})"
_DELTA = re.compile(
    rb'(\{"method":"[^"\\\x00-\x1f]+","params":\{(?:"threadId":%b)?(?:"turnId":%b)?(?:"itemId":%b)?"delta":")'
    rb'([^"\\\x00-\x1f]*(?:\\(?:["\\/bfnrt]|u(?![dD][89a-fA-F])[0-9a-fA-F]{4})[^"\\\x00-\x1f]*)*)'
    rb'("(?:,"[a-z]+Index":%b)?\})((?:,"emittedAtMs":%b)?\}\s*)' % (_ID, _ID, _ID, _NUMBER, _NUMBER)
)
_KEPT = (b"turn/", b"item/started", b"item/completed", b"error", b"serverRequest/")


class JoinedDeltas:
    """Deltas of one item, joined into one waiting event."""

    __slots__ = ("_head", "_tail", "_texts", "middle", "size")

    def __init__(self, head: bytes, text: bytes, middle: bytes, tail: bytes) -> None:
        self._head, self._texts, self._tail = head, [text], tail
        self.middle = middle
        """The bytes between the text and the time; deltas are joined only if they are equal."""
        self.size = len(head) + len(text) + len(middle) + len(tail)
        """The bytes that this adds to the backlog of its queue."""

    def add(self, text: bytes, tail: bytes) -> int:
        """Append the text of a later delta, take its time, and return by how many bytes this grew."""
        grown = len(text) + len(tail) - len(self._tail)
        self._texts.append(text)
        self._tail = tail
        self.size += grown
        return grown

    def lines(self) -> list[bytes]:
        """Return one delta with all of the text."""
        return [b"".join((self._head, *self._texts, self.middle, self._tail))]


class LooseEvents:
    """A run of neighbouring events that may be dropped, oldest first."""

    __slots__ = ("_lines",)

    def __init__(self) -> None:
        self._lines: deque[bytes] = deque()

    def add(self, line: bytes) -> None:
        """Append an event."""
        self._lines.append(line)

    def drop_oldest(self) -> int | None:
        """Drop the oldest event and return its size, or return None when the run is empty."""
        return len(self._lines.popleft()) if self._lines else None

    def lines(self) -> list[bytes]:
        """Return the events that are left."""
        return list(self._lines)


class Overflow:
    """The events of a queue beyond its limit; created when first needed.

    The reader may add to an event in the queue while the consumer takes it out. So the consumer seals each
    such event under a lock.
    """

    __slots__ = ("_joined", "_lock", "_loose", "_loose_count", "_run")

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._joined: dict[bytes, JoinedDeltas] = {}
        self._run: LooseEvents | None = None
        self._loose: deque[LooseEvents] = deque()
        self._loose_count = 0

    def barrier(self) -> None:
        """Seal all waiting events: another event comes after them."""
        with self._lock:
            self._joined.clear()
            self._run = None

    def join(self, line: bytes) -> JoinedDeltas | int | None:
        """Add a delta to an earlier one of its item, and return by how many bytes that one grew.

        Without an earlier one, returns the event to queue in place of the line, or None for a line that
        cannot be joined. A delta may move ahead of events that only report a state, never past a step.
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
        """Keep an event, dropping the oldest of its kind when there are more than `most`.

        Returns the run to append to the queue if a new one was started, and the size of the dropped event.
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
        """Return the lines of an event that the consumer has taken, and add nothing more to it."""
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
    """Return whether an event only reports a state, which a later event makes obsolete."""
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
