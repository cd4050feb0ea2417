"""Everything that the server says, in the order in which it says it."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterable
from typing import TYPE_CHECKING

from ._core.notifications import Decoder, Notification
from ._io.waiting import wait_for_events
from .errors import InvalidInputError

if TYPE_CHECKING:
    from typing_extensions import Self

    from ._core.routing import Router

# Typing this many takes some 5 ms: a consumer that draws a screen stays responsive under any backlog.
_BATCH = 2000


class AsyncEventStream(AsyncIterator[Notification]):
    """The notifications of an `AsyncCodex` from the call of `events()` on; any number may be open.

    It ends when the client is closed, and raises `ServerDiedError`, after everything that came before,
    when the server has died. For a consumer that is 10,000 events behind, deltas of one item are joined,
    counted in `joined`, and of events that are no step of a turn only the latest are kept, the others being
    counted in `dropped`. Steps of turns are never left out.
    """

    def __init__(
        self,
        router: Router,
        methods: Iterable[str] | None = None,
        thread_id: str | None = None,
        *,
        outside_turns: bool = False,
    ) -> None:
        if isinstance(methods, str):
            raise InvalidInputError(f"methods is the string {methods!r}; give a list of them: [{methods!r}].")
        self._router = router
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
        """How many events were left out because too many were waiting; of deltas, 64 MiB have to be."""
        return self._queue.dropped

    @property
    def joined(self) -> int:
        """How many deltas were joined to an earlier one of their item, because 10,000 events were waiting."""
        return self._queue.joined

    async def __anext__(self) -> Notification:
        if not await wait_for_events(self._queue):
            raise StopAsyncIteration
        line = self._queue.take()
        if line is None:
            raise StopAsyncIteration
        return self._decoder.decode(line)

    async def receive_batch(self) -> list[Notification]:
        """Wait for an event and return it with those that are here already, at most 2,000 at once.

        Returns an empty list when the client was closed. Raises `TransportClosedError` when the connection
        has ended otherwise.
        """
        return self._take_batch() if await wait_for_events(self._queue) else []

    async def aclose(self) -> None:
        """Stop following; what was not consumed is let go."""
        self._router.unsubscribe(self._queue)
        self._queue.items.clear()

    def _take_batch(self) -> list[Notification]:
        """Take what is here, as long as a consumer stays responsive."""
        batch: list[Notification] = []
        while len(batch) < _BATCH:
            line = self._queue.take()
            if line is None:
                break
            batch.append(self._decoder.decode(line))
        return batch
