"""Interrupting a turn, also one that the server has accepted and not started yet.

Between its answer to `turn/start` and its `turn/started`, up to 50 ms, the server refuses to interrupt the
turn in the words that it has for one that has ended: 20 of 25 times when it was asked at once. Right after
another turn was interrupted it names that one instead: "expected active turn id NEW but found OLD", 23 of 25
times. The stop would be lost, and the turn would run.

A second request to interrupt one turn is never answered, no matter who sent the first. What answers it is the
end of the turn, which the server sends in every case.

A review runs under an id of its own, which is not the one that `review/start` answers with and that its
events have. The server only interrupts the former, and names it when it is asked with the latter.
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
    """Send `turn/interrupt` and return its result, which the end of the turn as interrupted is too.

    `turn_id` is the one under which the turn ends, where that is not the one that is asked for. Raises what
    `Session.request` raises.
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
    """Interrupt a turn whose events go into `events`, as soon as it runs (`turn/interrupt`).

    Raises `InvalidRequestError` when the turn has ended by itself.
    """
    router = session.router
    if router.ended_turns.status_of(turn_id) not in (None, _INTERRUPTED):
        raise _over()
    # From before the request on: a turn whose start is not seen here was running by then.
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
        """Tell whether what runs is the review: it has not ended, and what runs has not either."""
        ended = self.session.router.ended_turns
        return self.is_review and another_id != running_id and another_id not in ended

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


def _over() -> InvalidRequestError:
    """Say of a turn that has ended by itself what the server says."""
    return InvalidRequestError(-32600, "no active turn to interrupt", None, METHOD)
