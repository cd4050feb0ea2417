"""Counts the matches in the blocks of a conversation, a slice at a time.

The search goes from the newest block to the oldest, because that is where readers mostly are, and keeps one
number a block. A block that grows is counted again alone; prepended blocks are counted in turn.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...blocks import block_of
from .layout import Heights

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ...blocks.query import Query
    from .document import Document

SLICE = 150_000
"""Characters that are searched between two checks for keys: about 2 ms of work."""


class Search:
    """The matches of one query in a document."""

    def __init__(self, document: Document, query: Query) -> None:
        self.query = query
        self._document = document
        self._counts = Heights([0] * len(document))
        self._next = len(document) - 1

    @property
    def total(self) -> int:
        """The number of matches found so far."""
        return self._counts.total

    @property
    def done(self) -> bool:
        """Whether every block has been searched."""
        return self._next < 0

    def is_read(self, index: int) -> bool:
        """Whether a block has been searched."""
        return index > self._next

    def read_on(self) -> None:
        """Search the next slice."""
        budget = SLICE
        while self._next >= 0 and budget > 0:
            budget -= self._count(self._next)
            self._next -= 1

    def _count(self, index: int) -> int:
        items = self._document.items
        packed, item = items.is_packed(index), items.peek(index)
        block = block_of(item)
        text = block.searched(item)
        self._counts[index] = self.query.count(text, markup=block.markup)
        # An empty block costs a little too, and one that has to be unpacked as much as 400 characters.
        return len(text) + (600 if packed else 200)

    def synced(self) -> bool:
        """Follow the document's `sync`; return False when the search must start again."""
        document = self._document
        if document.reordered:
            return False
        if document.prepended:
            self._counts.prepend([0] * document.prepended)
            self._next += document.prepended
        for index in range(len(self._counts), len(document)):
            self._counts.append(0)
            self._count(index)
        return True

    def changed(self, ids: Iterable[str]) -> None:
        """Count changed blocks again."""
        for item_id in ids:
            index = self._document.index_of(item_id)
            if index is not None and self._next < index < len(self._counts):
                self._count(index)

    def in_block(self, index: int) -> int:
        """Return the number of matches in a block."""
        return self._counts[index] if 0 <= index < len(self._counts) else 0

    def before(self, index: int) -> int:
        """Return the number of matches in the blocks before one."""
        return self._counts.top(min(index, len(self._counts)))

    def locate(self, number: int) -> tuple[int, int]:
        """Return the block of a match, numbered from 0, and its number inside the block."""
        return self._counts.locate(number)

    def rows_with(self, starts: Iterable[int]) -> list[bool]:
        """Return for each two neighbours of `starts` whether a block from one up to the other has a match."""
        sums = [self.before(index) for index in starts]
        return [sums[place + 1] > sums[place] for place in range(len(sums) - 1)]
