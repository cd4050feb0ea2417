"""The positions of matches in the drawn rows of a block."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ...blocks.query import marks

if TYPE_CHECKING:
    from ...blocks.query import Query
    from .document import PaintedBlock

_KEPT_BLOCKS = 200
"""Blocks whose hits are kept."""

Pieces = list[tuple[int, int, bool]]
"""Parts of one row: (start, end, whether it belongs to the current match)."""


@dataclass(frozen=True, slots=True)
class Hits:
    """The hits of one block: what to mark in each row, and the row in which each match begins."""

    pieces: dict[int, Pieces] = field(default_factory=dict)
    rows: list[int] = field(default_factory=list)


NO_HITS = Hits()


class HitCache:
    """The hits of recently drawn blocks, searched anew when the block or the query has changed."""

    def __init__(self) -> None:
        self._kept: dict[str, tuple[object, Hits]] = {}

    def clear(self) -> None:
        """Forget all hits, because another search begins."""
        self._kept.clear()

    def of(self, block: PaintedBlock, query: Query, current: int) -> Hits:
        """Return the hits of a drawn block; `current` is the number of its current match, or -1."""
        item = block.item
        key = (item.revision, block.view, len(block.lines), query, current)
        known = self._kept.get(item.id)
        if known is not None and known[0] == key:
            return known[1]
        hits = _find(block, query, current)
        if len(self._kept) >= _KEPT_BLOCKS:
            self._kept.clear()
        self._kept[item.id] = (key, hits)
        return hits


def _find(block: PaintedBlock, query: Query, current: int) -> Hits:
    found = marks(query, block.lines)
    current = min(current, len(found) - 1)
    hits = Hits(rows=[pieces[0][0] for pieces in found])
    for number, pieces in enumerate(found):
        for row, start, end in pieces:
            hits.pieces.setdefault(row, []).append((start, end, number == current))
    return hits
