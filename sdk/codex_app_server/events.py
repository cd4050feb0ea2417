# Written by sdk/generate.py from async_events.py and _blocking/events.py.
# Do not edit: run `make generate`.
"""Everything that the server says, in the order in which it says it."""

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

    It ends when the client is closed, and raises `ServerDiedError`, after everything that came before,
    when the server has died. For a consumer that is 10,000 events behind, deltas of one item are joined,
    counted in `joined`, and of events that are no step of a turn only the latest are kept, the others being
    counted in `dropped`. Steps of turns are never left out.
    """

    def __iter__(self) -> Self:
        return self

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exc_info: object) -> None:
        self.close()

    @property
    def dropped(self) -> int:
        """How many events were left out because too many were waiting; of deltas, 64 MiB have to be."""
        return self._async.dropped

    @property
    def joined(self) -> int:
        """How many deltas were joined to an earlier one of their item, because 10,000 events were waiting."""
        return self._async.joined

    def receive_batch(self) -> list[Notification]:
        """Wait for an event and return it with those that are here already, at most 2,000 at once.

        Returns an empty list when the client was closed. Raises `TransportClosedError` when the connection
        has ended otherwise.
        """
        return self._receive_batch()

    def close(self) -> None:
        """Stop following; what was not consumed is let go."""
        self._portal.finish(self._async.aclose)
