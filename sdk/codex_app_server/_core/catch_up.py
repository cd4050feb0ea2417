"""Tracks which events of a thread a follower was given, and makes the missing ones from the history."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..generated import v2_all
from .notifications import Notification

if TYPE_CHECKING:
    from collections.abc import Iterable


# How many turns are remembered. This bounds the memory that a long thread takes.
_MOST_TURNS = 256


class _TurnRecord:
    """The events of one turn that the follower was given."""

    def __init__(self) -> None:
        self.started = False
        self.ended = False
        self.done: set[str] = set()
        self.open: dict[str, list[str]] = {}
        """Items that have started but not completed, each with the parts of its text given so far."""
        self.torn: set[str] = set()
        """Open items with missed deltas."""
        self.uncertain = False
        """Whether the connection was lost while the turn ran."""


class ThreadRecord:
    """Passes each event of one thread once, over several connections, and makes the events that were missed.

    Each start and end of a turn or an item is passed exactly once. After a loss, the deltas of an item that
    was running are left out. The missing text of a message is sent as one delta before the item's end.
    """

    def __init__(self) -> None:
        self._turns: dict[str, _TurnRecord] = {}
        self._first: str | None = None
        self._known: set[str] = set()
        self._known_ends: set[str] = set()
        self._status: v2_all.ThreadStatus | None = None
        self._resumed = False

    def know(self, turn: v2_all.Turn, entries: Iterable[v2_all.ThreadItemEntry]) -> None:
        """Record a turn that existed before following began: nothing of it was missed, but more may come."""
        self._first = turn.id
        self._known.add(turn.id)
        self._known.update(_id_of(entry.item) for entry in entries)
        if turn.status != "inProgress":
            self._known_ends.add(turn.id)

    def is_settled(self, turn_id: str) -> bool:
        """Whether the turn has ended, with all of its items, so that nothing of it can have been missed."""
        record = self._turns.get(turn_id)
        ended = turn_id in self._known_ends or (record is not None and record.ended)
        return ended and not (record is not None and record.open)

    def is_first(self, turn_id: str) -> bool:
        """Whether this is the turn that was the newest when following began: older ones need no catch-up."""
        return turn_id == self._first

    def is_uncertain(self, turn_id: str | None) -> bool:
        """Whether the history must be read again when this turn ends."""
        record = self._turns.get(turn_id or "")
        return record is not None and record.uncertain and not record.ended

    def begin_connection(self) -> None:
        """Record that later events come from another connection."""
        self._resumed = True
        for record in self._turns.values():
            record.torn |= set(record.open)
            record.uncertain = not record.ended

    def missed(
        self, thread_id: str, turn: v2_all.Turn, entries: Iterable[v2_all.ThreadItemEntry]
    ) -> list[Notification]:
        """Return the missed events of a turn, made from its history."""
        record = self._record(turn.id)
        events: list[Notification] = []
        if not record.started and turn.id not in self._known:
            bare: dict[str, object] = {
                "items": [],
                "status": "inProgress",
                "completed_at": None,
                "duration_ms": None,
                "error": None,
            }
            begun = v2_all.TurnStartedNotification(thread_id=thread_id, turn=turn.model_copy(update=bare))
            events += self.pass_on(Notification("turn/started", begun))
        events += self.missed_items(thread_id, turn.id, entries)
        if turn.status == "inProgress":
            record.uncertain = True
        elif turn.id not in self._known_ends:
            ended = v2_all.TurnCompletedNotification(thread_id=thread_id, turn=turn)
            events += self.pass_on(Notification("turn/completed", ended))
        return events

    def missed_items(
        self, thread_id: str, turn_id: str, entries: Iterable[v2_all.ThreadItemEntry]
    ) -> list[Notification]:
        """Return the missed `item/completed` events of a turn, each with what must come before it."""
        events: list[Notification] = []
        for entry in entries:
            if entry.completed_at_ms is not None and _id_of(entry.item) not in self._known:
                completed = v2_all.ItemCompletedNotification(
                    completed_at_ms=entry.completed_at_ms,
                    item=entry.item,
                    thread_id=thread_id,
                    turn_id=turn_id,
                )
                events += self.pass_on(Notification("item/completed", completed))
        return events

    def status_is(self, thread_id: str, status: v2_all.ThreadStatus) -> list[Notification]:
        """Return a change of the thread's status, or nothing if it is already known."""
        changed = v2_all.ThreadStatusChangedNotification(thread_id=thread_id, status=status)
        return self.pass_on(Notification("thread/status/changed", changed))

    def pass_on(self, event: Notification) -> list[Notification]:
        """Return the events to pass for this one.

        An event that was passed before gives an empty list. A missed start or delta comes before the event.
        """
        match event.payload:
            case v2_all.ThreadStatusChangedNotification(status=status):
                return [event] if self._changes(status) else []
            case v2_all.TurnStartedNotification(turn=turn):
                record = self._record(turn.id)
                told, record.started = record.started, True
                return [] if told else [event]
            case v2_all.TurnCompletedNotification(turn=turn):
                record = self._record(turn.id)
                told, record.ended = record.ended, True
                return [] if told else [event]
            case v2_all.ItemStartedNotification() as begun:
                return self._start(self._record(begun.turn_id), event, _id_of(begun.item))
            case v2_all.ItemCompletedNotification() as completed:
                return self._complete(self._record(completed.turn_id), event, completed)
        turn_id = event.turn_id
        if turn_id is None:
            return [event]
        record = self._record(turn_id)
        item_id = getattr(event.payload, "item_id", None)
        return self._part(record, event, item_id) if isinstance(item_id, str) else [event]

    def _changes(self, status: v2_all.ThreadStatus) -> bool:
        """Record the status of the thread and return whether the event of it should be passed."""
        told, self._status = self._status, status
        return not self._resumed or status != told

    def _record(self, turn_id: str) -> _TurnRecord:
        record = self._turns.get(turn_id)
        if record is None:
            record = self._turns[turn_id] = _TurnRecord()
            if len(self._turns) > _MOST_TURNS:
                del self._turns[next(iter(self._turns))]
        return record

    def _start(self, record: _TurnRecord, event: Notification, item_id: str) -> list[Notification]:
        if item_id in record.done or item_id in record.open:
            return []
        record.open[item_id] = []
        return [event]

    def _complete(
        self, record: _TurnRecord, event: Notification, completed: v2_all.ItemCompletedNotification
    ) -> list[Notification]:
        item_id = _id_of(completed.item)
        if item_id in record.done:
            return []
        record.done.add(item_id)
        told = record.open.pop(item_id, None)
        if item_id in record.torn:
            record.torn.discard(item_id)
            return [*_rest_of(completed, "".join(told or [])), event]
        if told is None and self._resumed:
            return [_start_of(completed), event]
        return [event]

    def _part(self, record: _TurnRecord, event: Notification, item_id: str) -> list[Notification]:
        told = record.open.get(item_id)
        if self._resumed and (told is None or item_id in record.torn):
            return []
        if told is not None and event.method == "item/agentMessage/delta":
            told.append(str(getattr(event.payload, "delta", "")))
        return [event]


def _id_of(item: v2_all.ThreadItem) -> str:
    # Every kind of item has an id, but their base class does not declare it.
    return str(getattr(item, "id", ""))


def _rest_of(completed: v2_all.ItemCompletedNotification, told: str) -> list[Notification]:
    """Return the missing text of a message as one delta, or nothing if none is missing."""
    item = completed.item
    if not isinstance(item, v2_all.AgentMessageThreadItem):
        return []
    if not item.text.startswith(told) or item.text == told:
        return []
    delta = v2_all.AgentMessageDeltaNotification(
        delta=item.text[len(told) :],
        item_id=item.id,
        thread_id=completed.thread_id,
        turn_id=completed.turn_id,
    )
    return [Notification("item/agentMessage/delta", delta)]


def _start_of(completed: v2_all.ItemCompletedNotification) -> Notification:
    """Return the start of an item that began while there was no connection."""
    started = v2_all.ItemStartedNotification(
        item=completed.item,
        started_at_ms=completed.completed_at_ms,
        thread_id=completed.thread_id,
        turn_id=completed.turn_id,
    )
    return Notification("item/started", started)
