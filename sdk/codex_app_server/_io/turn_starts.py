"""Waits for the start of a turn whose request the server answers too early.

The answer to `thread/compact/start` does not name the turn that compacts. The answer to `review/start` names
a turn that never starts or ends if the target of the review does not exist: all that comes is an error.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import anyio

from .._core.notifications import Notification, decode
from ..errors import StreamIdleError, TurnFailedError
from .waiting import wait_for_events

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from .._core.event_queue import EventQueue
    from .session import Session

STEPS = ("turn/started", "item/started", "turn/completed", "error")


async def compacting_turn(session: Session, steps: EventQueue) -> str:
    """Return the id of the turn that compacts.

    `steps` is a queue of the thread's `STEPS`, subscribed before the request. Raises `StreamIdleError` when
    the turn does not start within the time for an answer, and the error that ended the connection.
    """
    found: list[str] = []

    async def find() -> None:
        found.append(await _find_compaction(session, steps))

    await _in_time(session, find, "compact the thread")
    return found[0]


async def review_to_start(session: Session, steps: EventQueue, turn_id: str) -> None:
    """Wait until a review has started.

    `steps` is a queue of the thread's `STEPS`, subscribed before the request. Raises `TurnFailedError` when
    the review cannot start, `StreamIdleError` when it does not start within the time for an answer, and the
    error that ended the connection.
    """

    async def find() -> None:
        from ..generated.v2_all import ErrorNotification

        event = await _next_step(session, steps)
        while event.turn_id != turn_id:
            event = await _next_step(session, steps)
        if isinstance(event.payload, ErrorNotification) and not event.payload.will_retry:
            raise TurnFailedError(event.payload.error.message)

    await _in_time(session, find, "review")


async def _find_compaction(session: Session, steps: EventQueue) -> str:
    """Wait for a turn with a `contextCompaction` item, or one that was interrupted before its first item."""
    from ..generated import v2_all

    empty: set[str] = set()
    started: set[str] = set()
    while True:
        payload = (await _next_step(session, steps)).payload
        if isinstance(payload, v2_all.TurnStartedNotification):
            empty.add(payload.turn.id)
            started.add(payload.turn.id)
        elif isinstance(payload, v2_all.ItemStartedNotification):
            empty.discard(payload.turn_id)
            compacts = isinstance(payload.item, v2_all.ContextCompactionThreadItem)
            if compacts and payload.turn_id in started:
                return payload.turn_id
        elif isinstance(payload, v2_all.TurnCompletedNotification) and payload.turn.id in empty:
            return payload.turn.id


async def _in_time(session: Session, find: Callable[[], Awaitable[None]], what: str) -> None:
    seconds = session.request_timeout
    with anyio.move_on_after(seconds) as scope:
        await find()
    if scope.cancelled_caught:
        raise StreamIdleError(
            f"The server agreed to {what} and has not begun within {seconds:g} s. It sends no events of a "
            "thread that this client has unsubscribed from; resume that one first."
        )


async def _next_step(session: Session, steps: EventQueue) -> Notification:
    while await wait_for_events(steps):
        line = steps.take()
        if line is not None:
            return decode(line)
    session.check_alive()
    raise RuntimeError("The events of the thread ended while the connection did not.")
