# Written by sdk/generate.py from async_events.py and _blocking/events.py.
# Do not edit: run `make generate`.
"""A stream of all notifications of the server, in wire order."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ._blocking.events import BlockingEventStream
from ._core.notifications import Notification
from .async_events import AsyncEventStream

if TYPE_CHECKING:
    from typing_extensions import Self

__all__ = ["AsyncEventStream", "EventStream"]


class EventStream(BlockingEventStream, Iterator[Notification]):
    """The notifications of a `Codex` from the call of `events()` on; any number may be open.

    It ends when the client is closed. When the server has died it raises `ServerDiedError`, after all events
    that came before. If the consumer is 10,000 events behind, deltas of one item are joined, which `joined`
    counts. Of events that are not steps of a turn only the latest are kept, and `dropped` counts the others.
    Steps of turns are never dropped.
    """

    def __iter__(self) -> Self:
        return self

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exc_info: object) -> None:
        self.close()

    @property
    def dropped(self) -> int:
        """How many events were dropped because too many were waiting; deltas only beyond 64 MiB of events."""
        return self._async.dropped

    @property
    def joined(self) -> int:
        """How many deltas were joined to an earlier one of their item, because 10,000 events were waiting."""
        return self._async.joined

    def receive_batch(self) -> list[Notification]:
        """Wait for an event and return it with those that are already waiting, at most 2,000 at once.

        Returns an empty list when the client was closed. Raises `TransportClosedError` when the connection
        has ended in another way.
        """
        return self._receive_batch()

    def close(self) -> None:
        """End the stream and drop the events that were not consumed."""
        self._portal.finish(self._async.aclose)
