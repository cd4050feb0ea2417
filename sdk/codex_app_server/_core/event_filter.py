"""Filters the lines of a subscription by their bytes, before they are queued.

Deltas, the most frequent lines, are recognised by the beginning of the line, so a subscription that does not
want them costs next to nothing. Only rarer lines are parsed.
"""

from __future__ import annotations

import re
from collections import OrderedDict
from typing import TYPE_CHECKING

from .event_queue import EventQueue
from .json_lines import read_json
from .notifications import ids_of, start_of_method

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_MOST_REMEMBERED = 10_000
_HEAD = re.compile(
    rb'\{"method": ?"[^"\\]+", ?"params": ?\{"threadId": ?"([^"\\]*)", ?"turnId": ?"([^"\\]*)"'
)


class EndedTurns:
    """The final status of the last 10,000 turns that have ended."""

    def __init__(self) -> None:
        self._statuses: OrderedDict[str, str] = OrderedDict()

    def __contains__(self, turn_id: str) -> bool:
        return turn_id in self._statuses

    def status_of(self, turn_id: str) -> str | None:
        """Return the status that a turn ended with, or None if it has not ended."""
        return self._statuses.get(turn_id)

    def add(self, turn_id: str, status: str) -> None:
        """Record how a turn ended. Only the first end of a turn counts."""
        if turn_id not in self._statuses:
            self._statuses[turn_id] = status
            if len(self._statuses) > _MOST_REMEMBERED:
                self._statuses.popitem(last=False)


class EventFilter:
    """The lines that a subscription wants: some methods, one thread, no running turns; each is optional."""

    def __init__(
        self, methods: Iterable[str] | None, thread_id: str | None, ended_turns: EndedTurns | None
    ) -> None:
        self._methods = None if methods is None else frozenset(method.encode() for method in methods)
        self._thread_id = thread_id
        self._ended_turns = ended_turns

    def wants(self, line: bytes) -> bool:
        """Return whether the subscription gets this line."""
        start = start_of_method(line)
        method = line[start : line.find(b'"', start)] if start else _method_of(line)
        if self._methods is not None and method not in self._methods:
            return False
        if self._thread_id is None and self._ended_turns is None:
            return True
        thread_id, turn_id = _ids(line)
        if self._thread_id is not None and thread_id != self._thread_id:
            return False
        return self._ended_turns is None or turn_id is None or turn_id in self._ended_turns


class FilteredQueue(EventQueue):
    """A queue that takes only the lines that its filter wants."""

    __slots__ = ("_filter",)

    def __init__(self, wanted: EventFilter) -> None:
        super().__init__()
        self._filter = wanted

    def put(self, line: bytes) -> None:
        """Append an event if the filter wants it."""
        if self._filter.wants(line):
            super().put(line)

    def put_delta(self, line: bytes) -> None:
        """Append a delta if the filter wants it and the backlog has room."""
        if self._filter.wants(line):
            super().put_delta(line)

    def put_deltas(self, lines: Sequence[bytes]) -> None:
        """Append a run of deltas of one item, of which the filter wants all or none."""
        if self._filter.wants(lines[0]):
            super().put_deltas(lines)


def _ids(line: bytes) -> tuple[str | None, str | None]:
    head = _HEAD.match(line)
    if head is not None:
        return head[1].decode("utf-8", "replace"), head[2].decode("utf-8", "replace")
    message = _parsed(line)
    return ids_of(message.get("params"))


def _method_of(line: bytes) -> bytes:
    method = _parsed(line).get("method")
    return method.encode("utf-8", "replace") if isinstance(method, str) else b""


def _parsed(line: bytes) -> dict[str, object]:
    try:
        message = read_json(line)
    except ValueError:
        return {}
    return message if isinstance(message, dict) else {}
