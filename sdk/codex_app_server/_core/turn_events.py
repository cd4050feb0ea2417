"""The events of one turn on their way to its consumer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..errors import ResponseInvalidError
from .consumer_slot import ConsumerSlot
from .notifications import Notification, UnknownNotification, decode

if TYPE_CHECKING:
    from ..generated.v2_all import Turn
    from .event_queue import EventQueue

_SAME_TURN = "This turn is being consumed already. Finish or close its stream before another one."


class TurnEvents:
    """Takes events out of the queue of a turn, and remembers how the turn ended."""

    __slots__ = ("_end", "queue", "slot")

    def __init__(self, queue: EventQueue) -> None:
        self.queue: EventQueue = queue
        self.slot: ConsumerSlot = ConsumerSlot(_SAME_TURN)
        self._end: Notification | None = None

    def take(self) -> Notification | None:
        """Return the oldest event, or None when there is none now."""
        line = self.queue.take()
        if line is None:
            return None
        event = decode(line)
        if event.method == "turn/completed":
            self._end = event
        return event

    @property
    def has_ended(self) -> bool:
        """Whether the end of the turn has been taken."""
        return self._end is not None

    def completed_turn(self) -> Turn:
        """Return the turn as `turn/completed` sent it.

        Raises `ResponseInvalidError` when that could not be read.
        """
        from ..generated.v2_all import TurnCompletedNotification

        payload = self._end.payload if self._end is not None else None
        if isinstance(payload, TurnCompletedNotification):
            return payload.turn
        reason = payload.reason if isinstance(payload, UnknownNotification) else "the turn ended without it"
        raise ResponseInvalidError("turn/completed", reason)
