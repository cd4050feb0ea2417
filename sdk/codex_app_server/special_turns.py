"""Turns without an input: those that shorten the history, and reviews of code."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING, Protocol, TypeVar

from ._core.turn_events import TurnEvents
from ._core.wire import wire_params
from .async_turn import AsyncTurnHandle
from .generated import v2_all

if TYPE_CHECKING:
    from ._core.wire import JsonValue
    from ._io.client import Client

T = TypeVar("T")


class CallLoaded(Protocol):
    """Sends a request about a thread that must be loaded."""

    async def __call__(
        self,
        method: str,
        params: Mapping[str, object],
        result_type: type[T],
        on_late: Callable[[JsonValue], None] | None = None,
    ) -> T:
        """Send the request; `on_late` gets the result if it comes after the caller has given up."""


async def compact_turn(
    client: Client, thread_id: str, compact: Callable[[], Awaitable[object]]
) -> AsyncTurnHandle:
    """Start to compact a thread, and return a handle on the turn that does it."""
    from ._io.turn_starts import STEPS, compacting_turn

    router = client.session.router
    expected = router.expect_turn(thread_id)
    steps = router.subscribe(STEPS, thread_id)
    try:
        await compact()
        turn_id = await compacting_turn(client.session, steps)
        events = TurnEvents(router.settle_turn(expected, turn_id))
    finally:
        router.unsubscribe(steps)
        router.abandon_turn(expected)
    return AsyncTurnHandle(client, thread_id, turn_id, events)


async def review_turn(
    client: Client,
    own_id: str,
    call_loaded: CallLoaded,
    target: v2_all.ReviewTarget | Mapping[str, object] | str | None,
    delivery: v2_all.ReviewDelivery | str | None,
) -> AsyncTurnHandle:
    """Start a review on a thread, and return a handle on its turn."""
    from ._io.turn_starts import STEPS, review_to_start

    if isinstance(target, str):
        target = v2_all.CustomReviewTarget(instructions=target)
    elif target is None:
        target = v2_all.UncommittedChangesReviewTarget()
    params = wire_params(thread_id=own_id, target=target, delivery=delivery)
    router = client.session.router
    own = None if delivery == "detached" else own_id
    expected = router.expect_turn(own)
    steps = router.subscribe(STEPS, own)
    try:
        late = partial(client.interrupt_late_turn, own_id, is_review=True)
        response = await call_loaded("review/start", params, v2_all.ReviewStartResponse, late)
        thread_id, turn_id = response.review_thread_id, response.turn.id
        queue = router.settle_turn(expected, turn_id, thread_id)
        try:
            await review_to_start(client.session, steps, turn_id)
        except BaseException:
            router.unsubscribe(queue)
            raise
    finally:
        router.unsubscribe(steps)
        router.abandon_turn(expected)
    events = TurnEvents(queue)
    return AsyncTurnHandle(client, thread_id, turn_id, events, is_review=thread_id == own_id)
