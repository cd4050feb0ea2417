"""The events of one turn, and how the turn ended."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..errors import ResponseInvalidError
from .consumer_slot import ConsumerSlot
from .log import warn
from .notifications import Decoder, Notification, UnknownNotification

if TYPE_CHECKING:
    from ..generated.v2_all import Turn
    from ..inputs import Input
    from .event_queue import EventQueue

_SAME_TURN = "This turn is being consumed already. Finish or close its stream before another one."


class TurnEvents:
    """Takes events from the queue of a turn, and remembers how the turn ended."""

    __slots__ = ("_decoder", "_end", "queue", "slot", "steers")

    def __init__(self, queue: EventQueue) -> None:
        self.queue: EventQueue = queue
        self.slot: ConsumerSlot = ConsumerSlot(_SAME_TURN)
        self.steers: dict[str, Input] = {}
        """Inputs added to the turn that have not reached the model yet, by the id of their message."""
        self._decoder = Decoder()
        self._end: Notification | None = None

    def take(self) -> Notification | None:
        """Remove and return the oldest event, or return None when the queue is empty."""
        line = self.queue.take()
        if line is None:
            return None
        event = self._decoder.decode(line)
        if event.method == "turn/completed":
            self._end = event
            if self.steers:
                warn(
                    "Turn %s ended without what steer() had added (%d): unread_steers of its handle has it",
                    event.turn_id,
                    len(self.steers),
                )
        elif self.steers and event.method == "item/started":
            self._come(event)
        return event

    def ended_before(self, thread_id: str, turn: Turn) -> None:
        """Record the end of a turn that ended before it was followed."""
        from ..generated.v2_all import TurnCompletedNotification

        self._end = Notification("turn/completed", TurnCompletedNotification(thread_id=thread_id, turn=turn))

    def _come(self, event: Notification) -> None:
        """Forget a steered input once its message has reached the model."""
        from ..generated.v2_all import ItemStartedNotification, UserMessageThreadItem

        item = event.payload.item if isinstance(event.payload, ItemStartedNotification) else None
        if isinstance(item, UserMessageThreadItem) and item.client_id is not None:
            self.steers.pop(item.client_id, None)

    @property
    def has_ended(self) -> bool:
        """Whether the end of the turn has been taken."""
        return self._end is not None

    def completed_turn(self) -> Turn:
        """Return the turn that `turn/completed` carried.

        Raises `ResponseInvalidError` when it could not be read.
        """
        from ..generated.v2_all import TurnCompletedNotification

        payload = self._end.payload if self._end is not None else None
        if isinstance(payload, TurnCompletedNotification):
            return payload.turn
        reason = payload.reason if isinstance(payload, UnknownNotification) else "the turn ended without it"
        raise ResponseInvalidError("turn/completed", reason)
