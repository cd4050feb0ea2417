"""Remembers where the reader of each thread was."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from .viewport import Anchor

if TYPE_CHECKING:
    from .document import Document
    from .viewport import Viewport


@dataclass(frozen=True, slots=True)
class Reading:
    """A place in a thread: the block at the top of the screen, the row inside it, and the cursor."""

    top_id: str | None
    row: int
    follows: bool
    cursor_id: str | None

    def anchor(self, document: Document) -> Anchor | None:
        """Return the place as an anchor; None while its block is not loaded."""
        index = document.index_of(self.top_id)
        return None if index is None else Anchor(index, self.row)


class Readings:
    """The places of the readers of all threads.

    `sought` is the place of the open thread while it is not loaded: the thread was forgotten meanwhile, and
    its history is read again.
    """

    def __init__(self) -> None:
        self._known: dict[str, Reading] = {}
        self.sought: Reading | None = None

    def leave(self, thread_id: str, document: Document, viewport: Viewport, cursor_id: str | None) -> None:
        """Store where the reader is; while `sought` is set, the place stored before stays."""
        if len(document) and self.sought is None:
            index, row = viewport.top
            self._known[thread_id] = Reading(document.id_at(index), row, viewport.follows, cursor_id)
        self.sought = None

    def come_back(self, thread_id: str, document: Document) -> Reading | None:
        """Return the place of a thread's reader; None for a thread that was not read yet."""
        reading = self._known.get(thread_id)
        if reading is not None and not reading.follows and reading.anchor(document) is None:
            self.sought = reading
        return reading
