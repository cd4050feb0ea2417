"""The stream of a turn, whose events the caller's thread takes directly from the reader's queue."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .._io.waiting import block_for_events

if TYPE_CHECKING:
    from collections.abc import Generator

    from .._core.notifications import Notification
    from .._io.portal import Portal
    from ..async_turn import AsyncTurnHandle


class BlockingTurnHandle:
    """The base of `TurnHandle`; its events do not cross the portal."""

    def __init__(self, portal: Portal, twin: AsyncTurnHandle) -> None:
        self._portal = portal
        self._async = twin

    def _stream(self, *, idle_timeout: float | None) -> Generator[Notification, None, None]:
        client, events = self._async._client, self._async._events
        queue, take = events.queue, events.take
        with client.consuming(), events.slot.held():
            while queue.items or block_for_events(queue, idle_timeout):
                event = take()
                if event is not None:
                    yield event
