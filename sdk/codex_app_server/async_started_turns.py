"""Turns that this program did not start: of a goal, of the queue, of other clients."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import TYPE_CHECKING

from ._core.notifications import decode
from ._core.turn_events import TurnEvents
from ._io.waiting import wait_for_events
from .async_turn import AsyncTurnHandle

if TYPE_CHECKING:
    from typing_extensions import Self

    from ._io.client import Client


class AsyncStartedTurns(AsyncIterator[AsyncTurnHandle]):
    """A handle on each turn that begins on a thread, from the call of `started_turns()` on.

    The handle has every event of its turn, however short the turn is. The iteration ends when the client is
    closed.
    """

    def __init__(self, client: Client, thread_id: str) -> None:
        self._client = client
        self._thread_id = thread_id
        self._router = client.session.router
        self._starts = self._router.subscribe(["turn/started"], thread_id)
        self._expected = self._router.expect_turn(thread_id)

    def __aiter__(self) -> Self:
        return self

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *exc_info: object) -> None:
        await self.aclose()

    async def __anext__(self) -> AsyncTurnHandle:
        while await wait_for_events(self._starts):
            line = self._starts.take()
            turn_id = None if line is None else decode(line).turn_id
            if turn_id is not None:
                return self._handle(turn_id)
        raise StopAsyncIteration

    async def aclose(self) -> None:
        """Stop following. Handles that were returned stay usable."""
        self._router.unsubscribe(self._starts)
        self._router.abandon_turn(self._expected)
        self._expected.held.clear()

    def _handle(self, turn_id: str) -> AsyncTurnHandle:
        held = self._expected.held
        queue = self._router.settle_turn(self._expected, turn_id)
        self._expected = self._router.expect_turn(self._thread_id)
        self._expected.held.update(held)
        return AsyncTurnHandle(self._client, self._thread_id, turn_id, TurnEvents(queue))
