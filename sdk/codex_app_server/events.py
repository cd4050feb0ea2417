"""Everything that the server says, in the order in which it says it."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import TYPE_CHECKING

from ._core.notifications import Notification, decode
from ._io.waiting import wait_for_events

if TYPE_CHECKING:
    from typing_extensions import Self

    from ._core.routing import Router

# Typing this many takes some 5 ms: a consumer that draws a screen stays responsive under any backlog.
_BATCH = 2000


class EventStream(AsyncIterator[Notification]):
    """Every notification of a client from the call of `events()` on; any number may be open.

    It ends when the client is closed, and raises `ServerDiedError`, after everything that came before,
    when the server has died. A consumer that is too far behind misses deltas, counted in `dropped`, and
    never anything else.
    """

    def __init__(self, router: Router) -> None:
        self._router = router
        self._queue = router.subscribe()

    def __aiter__(self) -> Self:
        return self

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *exc_info: object) -> None:
        await self.aclose()

    @property
    def dropped(self) -> int:
        """How many deltas were left out because 64 MiB of events were waiting to be consumed."""
        return self._queue.dropped

    async def __anext__(self) -> Notification:
        if not await wait_for_events(self._queue):
            raise StopAsyncIteration
        line = self._queue.take()
        if line is None:
            raise StopAsyncIteration
        return decode(line)

    async def receive_batch(self) -> list[Notification]:
        """Wait for an event and return it with those that are here already, at most 2,000 at once.

        Returns an empty list when the client was closed. Raises `TransportClosedError` when the connection
        has ended otherwise.
        """
        queue = self._queue
        batch: list[Notification] = []
        if await wait_for_events(queue):
            while len(batch) < _BATCH:
                line = queue.take()
                if line is None:
                    break
                batch.append(decode(line))
        return batch

    async def aclose(self) -> None:
        """Stop following; what was not consumed is let go."""
        self._router.unsubscribe(self._queue)
        self._queue.items.clear()
