"""Which turns are being interrupted, and since when: from the key until the server says that it is done."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ..clock import Clock
    from ..state.threads import ThreadState


class Interrupting:
    """Remembers when the person asked. A turn is forgotten when it is over, or when the request fails."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._asked_at: dict[str, float] = {}

    def asked(self, turn_id: str) -> None:
        """Record that the person wants a turn to stop; a second time changes nothing."""
        self._asked_at.setdefault(turn_id, self._clock.now())

    def failed(self, turn_id: str) -> None:
        """Record that the turn is not being stopped."""
        self._asked_at.pop(turn_id, None)

    def since(self, thread: ThreadState | None) -> float | None:
        """Return since when (Unix seconds) the running turn of a thread is being interrupted."""
        if thread is None or thread.active_turn_id is None:
            return None
        return self._asked_at.get(thread.active_turn_id)
