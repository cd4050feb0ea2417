"""Interrupts a turn, even one that the server has accepted but not started yet.

Between its answer to `turn/start` and its `turn/started`, for up to 50 ms, the server refuses to interrupt
the turn, with the same error as for a turn that has ended: 20 of 25 times when it was asked at once. Right
after another turn was interrupted it names that turn instead: "expected active turn id NEW but found OLD",
23 of 25 times. Without another try the interrupt would be lost and the turn would run.

The server never answers a second request to interrupt the same turn, whichever client sent the first. The end
of the turn, which it always sends, serves as the answer.

A review runs under an internal id, which differs from the id in the answer to `review/start` and in its
events. The server interrupts only the internal id, and names it when it refuses the other one.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

import anyio

from .._core.notifications import decode
from .._unset import UNSET, Unset
from ..errors import InvalidRequestError
from .waiting import wait_for_events

if TYPE_CHECKING:
    from collections.abc import Mapping

    from .._core.event_queue import EventQueue
    from .._core.notifications import Notification
    from .._core.wire import JsonValue
    from ..generated.v2_all import TurnInterruptResponse
    from .session import Session

METHOD = "turn/interrupt"
_STARTED, _ENDED = "turn/started", "turn/completed"
_INTERRUPTED = "interrupted"
_NOT_ACTIVE = "no active turn"
_ANOTHER_ACTIVE = re.compile(r"expected active turn id .* but found `?([\w-]+)`?$")


async def request_interrupt(
    session: Session,
    params: Mapping[str, object],
    timeout: float | Unset | None = UNSET,
    *,
    turn_id: str | None = None,
) -> JsonValue:
    """Send `turn/interrupt` and return its result; the end of the turn as interrupted counts as one.

    `turn_id` is the id under which the turn ends, if it differs from the one in `params`. Raises what
    `Session.request` raises, and `InvalidRequestError` when the turn ends by itself.
    """
    ending = params.get("turnId") if turn_id is None else turn_id
    if not isinstance(ending, str) or not ending:
        return await session.request(METHOD, params, timeout=timeout)
    ended = session.router.ended_turns
    if ended.status_of(ending) != _INTERRUPTED:
        with anyio.CancelScope() as scope, session.router.at_end_of(ending, scope.cancel):
            return await session.request(METHOD, params, timeout=timeout)
        if ended.status_of(ending) != _INTERRUPTED:
            raise _over()
    return {}


async def interrupt_turn(
    session: Session, thread_id: str, turn_id: str, events: EventQueue, *, is_review: bool = False
) -> TurnInterruptResponse:
    """Interrupt a turn as soon as it runs (`turn/interrupt`); `events` is the queue of its events.

    Raises `InvalidRequestError` when the turn has ended by itself.
    """
    router = session.router
    if router.ended_turns.status_of(turn_id) not in (None, _INTERRUPTED):
        raise _over()
    # Subscribed before the request: a turn whose start is not seen here was already running.
    steps = router.subscribe([_STARTED, _ENDED], thread_id)
    try:
        return await _Interruption(session, thread_id, turn_id, events, steps, is_review).make(turn_id)
    finally:
        router.unsubscribe(steps)


@dataclass(frozen=True)
class _Interruption:
    session: Session
    thread_id: str
    turn_id: str
    events: EventQueue
    steps: EventQueue
    is_review: bool

    async def make(self, running_id: str) -> TurnInterruptResponse:
        from ..generated.v2_all import TurnInterruptResponse

        session = self.session
        params = {"threadId": self.thread_id, "turnId": running_id}
        try:
            result = await request_interrupt(session, params, turn_id=self.turn_id)
        except InvalidRequestError as error:
            if self.events.closed:
                raise
            another = _ANOTHER_ACTIVE.match(error.message)
            if another is None and not error.message.startswith(_NOT_ACTIVE):
                raise
            if another is not None and self._is_review_itself(another[1], running_id):
                running_id = another[1]
            elif await self._next_step() != _STARTED:
                session.check_alive()
                if session.router.ended_turns.status_of(self.turn_id) != _INTERRUPTED:
                    raise
            return await self.make(running_id)
        return TurnInterruptResponse.model_validate(result)

    def _is_review_itself(self, another_id: str, running_id: str) -> bool:
        """Return whether `another_id` is the internal id of this review: a turn that has not ended."""
        ended = self.session.router.ended_turns
        return self.is_review and another_id != running_id and another_id not in ended

    async def _next_step(self) -> str | None:
        """Wait until the turn starts or ends and return the event's method, or None if the queue ends."""
        while await wait_for_events(self.steps):
            line = self.steps.take()
            event = None if line is None else decode(line)
            if event is not None and self.turn_id in (event.turn_id, _root_of(event)):
                return event.method
        return None


def _root_of(event: Notification) -> str | None:
    """Return the id that the events of a started turn carry, which for a review is not its internal id."""
    from ..generated.v2_all import TurnStartedNotification

    payload = event.payload
    return payload.turn.root_turn_id if isinstance(payload, TurnStartedNotification) else None


def _over() -> InvalidRequestError:
    """Return the server's own error for a turn that has ended by itself."""
    return InvalidRequestError(-32600, "no active turn to interrupt", None, METHOD)
