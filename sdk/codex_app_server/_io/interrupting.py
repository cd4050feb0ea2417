"""Interrupting a turn, also one that the server has accepted and not started yet.

Between its answer to `turn/start` and its `turn/started`, up to 50 ms, the server refuses to interrupt the
turn in the words that it has for one that has ended: 20 of 25 times when it was asked at once. The stop would
be lost, and the turn would run.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from .._core.notifications import decode
from ..errors import InvalidRequestError
from .waiting import wait_for_events

if TYPE_CHECKING:
    from .._core.event_queue import EventQueue
    from ..generated.v2_all import TurnInterruptResponse
    from .client import Client

_STARTED, _ENDED = "turn/started", "turn/completed"
_NOT_ACTIVE = "no active turn"


async def interrupt_turn(
    client: Client, thread_id: str, turn_id: str, events: EventQueue
) -> TurnInterruptResponse:
    """Interrupt a turn whose events go into `events`, as soon as it runs (`turn/interrupt`).

    Raises `InvalidRequestError` when the turn has ended by itself.
    """
    # From before the request on: a turn whose start is not seen here was running by then.
    steps = client.session.router.subscribe([_STARTED, _ENDED], thread_id)
    try:
        return await _interrupt_running(client, thread_id, turn_id, events, steps)
    finally:
        client.session.router.unsubscribe(steps)


async def _interrupt_running(
    client: Client, thread_id: str, turn_id: str, events: EventQueue, steps: EventQueue
) -> TurnInterruptResponse:
    from ..generated.v2_all import TurnInterruptResponse

    params = {"threadId": thread_id, "turnId": turn_id}
    try:
        return await client.call("turn/interrupt", params, TurnInterruptResponse)
    except InvalidRequestError as error:
        if not error.message.startswith(_NOT_ACTIVE) or events.closed:
            raise
        if await _next_step(steps, turn_id) != _STARTED:
            client.session.check_alive()
            raise
    return await _interrupt_running(client, thread_id, turn_id, events, steps)


async def _next_step(steps: EventQueue, turn_id: str) -> str | None:
    """Wait until the turn starts or ends and return the method that said so; None if neither can come."""
    while await wait_for_events(steps):
        line = steps.take()
        event = None if line is None else decode(line)
        if event is not None and event.turn_id == turn_id:
            return event.method
    return None
