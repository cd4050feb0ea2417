"""Started turns that the caller's thread takes directly from the reader's queue."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from .._core.notifications import decode
from .._io.waiting import block_for_events
from ..errors import TransportClosedError

if TYPE_CHECKING:
    from .._io.portal import Portal
    from ..async_started_turns import AsyncStartedTurns
    from ..async_turn import AsyncTurnHandle


class BlockingStartedTurns:
    """The base of `StartedTurns`; it crosses the portal only to create the handle of a turn."""

    def __init__(self, portal: Portal, twin: AsyncStartedTurns) -> None:
        self._portal = portal
        self._async = twin

    def _next(self) -> AsyncTurnHandle:
        starts = self._async._starts
        while block_for_events(starts):
            line = starts.take()
            turn_id = None if line is None else decode(line).turn_id
            if turn_id is not None:
                with suppress(TransportClosedError):  # the queue then ends, with an error unless closed
                    return self._portal.run(self._async._handle, turn_id)
        raise StopIteration
