"""A stream of all notifications of the server, in wire order."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable, Iterable
from typing import TYPE_CHECKING

from ._core.notifications import Decoder, Notification
from ._io.waiting import wait_for_events
from .errors import InvalidInputError

if TYPE_CHECKING:
    from typing_extensions import Self

    from ._core.routing import Router

# Decoding this many takes some 5 ms, so a consumer that draws a screen stays responsive under any backlog.
_BATCH = 2000


class AsyncEventStream(AsyncIterator[Notification]):
    """The notifications of an `AsyncCodex` from the call of `events()` on; any number may be open.

    It ends when the client is closed. When the server has died it raises `ServerDiedError`, after all events
    that came before. If the consumer is 10,000 events behind, deltas of one item are joined, which `joined`
    counts. Of events that are not steps of a turn only the latest are kept, and `dropped` counts the others.
    Steps of turns are never dropped.
    """

    def __init__(
        self,
        router: Router,
        methods: Iterable[str] | None = None,
        thread_id: str | None = None,
        *,
        outside_turns: bool = False,
        wait_for_models: Callable[[], Awaitable[None]],
    ) -> None:
        if isinstance(methods, str):
            raise InvalidInputError(f"methods is the string {methods!r}; give a list of them: [{methods!r}].")
        self._router = router
        self._wait_for_models: Callable[[], Awaitable[None]] | None = wait_for_models
        """None once the models of the first events are built."""
        self._decoder = Decoder()
        self._queue = router.subscribe(methods, thread_id, outside_turns=outside_turns)

    def __aiter__(self) -> Self:
        return self

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *exc_info: object) -> None:
        await self.aclose()

    @property
    def dropped(self) -> int:
        """How many events were dropped because too many were waiting; deltas only beyond 64 MiB of events."""
        return self._queue.dropped

    @property
    def joined(self) -> int:
        """How many deltas were joined to an earlier one of their item, because 10,000 events were waiting."""
        return self._queue.joined

    async def __anext__(self) -> Notification:
        if not await self._wait():
            raise StopAsyncIteration
        line = self._queue.take()
        if line is None:
            raise StopAsyncIteration
        return self._decoder.decode(line)

    async def receive_batch(self) -> list[Notification]:
        """Wait for an event and return it with those that are already waiting, at most 2,000 at once.

        Returns an empty list when the client was closed. Raises `TransportClosedError` when the connection
        has ended in another way.
        """
        return self._take_batch() if await self._wait() else []

    async def aclose(self) -> None:
        """End the stream and drop the events that were not consumed."""
        self._router.unsubscribe(self._queue)
        self._queue.items.clear()

    async def _wait(self) -> bool:
        """Wait for an event that can be decoded without waiting; False at the end."""
        found = await wait_for_events(self._queue)
        if self._wait_for_models is not None:
            with self._queue.waits.held():
                await self._wait_for_models()
            self._wait_for_models = None
        return found

    def _take_batch(self) -> list[Notification]:
        """Return the waiting events, at most `_BATCH`."""
        batch: list[Notification] = []
        while len(batch) < _BATCH:
            line = self._queue.take()
            if line is None:
                break
            batch.append(self._decoder.decode(line))
        return batch
