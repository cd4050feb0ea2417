"""Interrupting a turn, also one that the server has accepted and not started yet.

Between its answer to `turn/start` and its `turn/started`, up to 50 ms, the server refuses to interrupt the
turn in the words that it has for one that has ended: 20 of 25 times when it was asked at once. The stop would
be lost, and the turn would run.

A review runs under an id of its own, which is not the one that `review/start` answers with and that its
events have. The server only interrupts the former, and names it when it is asked with the latter.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from .._core.notifications import decode
from ..errors import InvalidRequestError
from .waiting import wait_for_events

if TYPE_CHECKING:
    from .._core.event_queue import EventQueue
    from .._core.notifications import Notification
    from ..generated.v2_all import TurnInterruptResponse
    from .client import Client

_STARTED, _ENDED = "turn/started", "turn/completed"
_NOT_ACTIVE = "no active turn"
_ANOTHER_ACTIVE = re.compile(r"expected active turn id .* but found `?([\w-]+)`?$")


async def interrupt_turn(
    client: Client, thread_id: str, turn_id: str, events: EventQueue, *, is_review: bool = False
) -> TurnInterruptResponse:
    """Interrupt a turn whose events go into `events`, as soon as it runs (`turn/interrupt`).

    Raises `InvalidRequestError` when the turn has ended by itself.
    """
    # From before the request on: a turn whose start is not seen here was running by then.
    steps = client.session.router.subscribe([_STARTED, _ENDED], thread_id)
    try:
        return await _Interruption(client, thread_id, turn_id, events, steps, is_review).make(turn_id)
    finally:
        client.session.router.unsubscribe(steps)


@dataclass(frozen=True)
class _Interruption:
    client: Client
    thread_id: str
    turn_id: str
    events: EventQueue
    steps: EventQueue
    is_review: bool

    async def make(self, running_id: str) -> TurnInterruptResponse:
        from ..generated.v2_all import TurnInterruptResponse

        params = {"threadId": self.thread_id, "turnId": running_id}
        try:
            return await self.client.call("turn/interrupt", params, TurnInterruptResponse)
        except InvalidRequestError as error:
            if self.events.closed:
                raise
            another = _ANOTHER_ACTIVE.match(error.message) if self.is_review else None
            # The review has not ended, so what runs on its thread is the review.
            if another is not None and another[1] != running_id:
                running_id = another[1]
            elif not error.message.startswith(_NOT_ACTIVE):
                raise
            elif await self._next_step() != _STARTED:
                self.client.session.check_alive()
                raise
        return await self.make(running_id)

    async def _next_step(self) -> str | None:
        """Wait until the turn starts or ends and return the method that said so; None if neither can come."""
        while await wait_for_events(self.steps):
            line = self.steps.take()
            event = None if line is None else decode(line)
            if event is not None and self.turn_id in (event.turn_id, _root_of(event)):
                return event.method
        return None


def _root_of(event: Notification) -> str | None:
    """Return the id that the events of a started turn have, which for a review is not its own."""
    from ..generated.v2_all import TurnStartedNotification

    payload = event.payload
    return payload.turn.root_turn_id if isinstance(payload, TurnStartedNotification) else None
