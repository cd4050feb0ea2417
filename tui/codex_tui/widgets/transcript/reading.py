"""Where the reader of each thread was, for when they come back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .document import Document


@dataclass(frozen=True, slots=True)
class Reading:
    """A place: the block at the top of the screen and the row inside it, and where the cursor was."""

    top_id: str | None
    inside: int
    follows: bool
    cursor_id: str | None


class Readings:
    """The places of all threads. `sought` is one that is not here yet: its thread was forgotten meanwhile."""

    def __init__(self) -> None:
        self._known: dict[str, Reading] = {}
        self.sought: Reading | None = None

    def remember(
        self,
        thread_id: str,
        document: Document,
        top: tuple[int, int],
        cursor_id: str | None,
        *,
        follows: bool,
    ) -> None:
        """Keep where the reader is; one who is still on the way keeps where they wanted to go."""
        if len(document) and self.sought is None:
            self._known[thread_id] = Reading(document.id_at(top[0]), top[1], follows, cursor_id)

    def find(self, thread_id: str, document: Document) -> tuple[Reading | None, int | None]:
        """Answer where the reader of a thread was, and which block that is now, if it is there."""
        reading = self._known.get(thread_id)
        index = None if reading is None else document.index_of(reading.top_id)
        self.sought = reading if reading is not None and index is None and not reading.follows else None
        return reading, index
