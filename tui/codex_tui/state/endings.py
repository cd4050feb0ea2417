"""What became of a request, as one line in its conversation."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from .edits import notice
from .items import NoticeLevel

if TYPE_CHECKING:
    from collections.abc import Callable

    from .change import Change
    from .pending import PendingRequest
    from .threads import ThreadState

_KEPT = 100


class Endings:
    """Writes the lines. `clock` returns Unix seconds; the lines have the time of day of this machine."""

    def __init__(self, threads: dict[str, ThreadState], clock: Callable[[], float]) -> None:
        self._threads = threads
        self._clock = clock
        self.unsaid: list[PendingRequest] = []
        """What was withdrawn and no event has said why yet."""

    def withdrawn(self, gone: list[PendingRequest]) -> None:
        """Keep requests that take no answer any more, until an event says why."""
        self.unsaid = [*self.unsaid, *gone][-_KEPT:]

    def answered(self, pending: PendingRequest, answer: object, change: Change) -> None:
        """Say what the person answered here."""
        self._say(pending, f"You {pending.told(answer)}{self._at()}", change)

    def answered_elsewhere(self, pending: PendingRequest, change: Change) -> None:
        """Say that another client has answered."""
        self._say(pending, f"Answered elsewhere{self._at()}", change)

    def turn_over(self, pending: PendingRequest, change: Change) -> None:
        """Say that the request went with its turn."""
        self._say(pending, "No longer asked, because the turn is over", change)

    def _at(self) -> str:
        return time.strftime(" at %H:%M", time.localtime(self._clock()))

    def _say(self, pending: PendingRequest, what: str, change: Change) -> None:
        self.unsaid = [each for each in self.unsaid if each.key != pending.key]
        thread = self._threads.get(pending.thread_id)
        if thread is not None:
            about = pending.about or pending.title
            turn = pending.turn_id or thread.active_turn_id or ""
            notice(thread, change, f"answer:{pending.key}", turn, f"{what}: {about}", level=NoticeLevel.DIM)
