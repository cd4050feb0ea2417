"""Where the reader of each thread was, for when they come back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from .viewport import Anchor

if TYPE_CHECKING:
    from .document import Document
    from .viewport import Viewport


@dataclass(frozen=True, slots=True)
class Reading:
    """A place in a thread: the block at the top of the screen and the row inside it, and the cursor."""

    top_id: str | None
    row: int
    follows: bool
    cursor_id: str | None

    def anchor(self, document: Document) -> Anchor | None:
        """Return where that is now; None while its block is not here."""
        index = document.index_of(self.top_id)
        return None if index is None else Anchor(index, self.row)


class Readings:
    """The places of all threads.

    `sought` is the place of the open thread while it is not here yet: the thread was forgotten meanwhile, and
    its history is read again.
    """

    def __init__(self) -> None:
        self._known: dict[str, Reading] = {}
        self.sought: Reading | None = None

    def leave(self, thread_id: str, document: Document, viewport: Viewport, cursor_id: str | None) -> None:
        """Keep where the reader is; for one who is still on the way, where they wanted to go."""
        if len(document) and self.sought is None:
            index, row = viewport.top
            self._known[thread_id] = Reading(document.id_at(index), row, viewport.follows, cursor_id)
        self.sought = None

    def come_back(self, thread_id: str, document: Document) -> Reading | None:
        """Return where the reader of a thread was; None for one that was not read yet."""
        reading = self._known.get(thread_id)
        if reading is not None and not reading.follows and reading.anchor(document) is None:
            self.sought = reading
        return reading
