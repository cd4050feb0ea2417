"""A stream whose events the caller's thread takes directly from the reader's queue."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .._io.waiting import block_for_events

if TYPE_CHECKING:
    from .._core.notifications import Notification
    from .._io.portal import Portal
    from ..async_events import AsyncEventStream


class BlockingEventStream:
    """The base of `EventStream`; its events do not cross the portal."""

    def __init__(self, portal: Portal, twin: AsyncEventStream) -> None:
        self._portal = portal
        self._async = twin

    def __next__(self) -> Notification:
        queue = self._async._queue
        while block_for_events(queue):
            line = queue.take()
            if line is not None:
                return self._async._decoder.decode(line)
        raise StopIteration

    def _receive_batch(self) -> list[Notification]:
        return self._async._take_batch() if block_for_events(self._async._queue) else []
