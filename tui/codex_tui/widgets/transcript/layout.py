"""How many rows each block takes, and which block is at a row, without a walk over all blocks."""

from __future__ import annotations

from array import array
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

_CHUNK = 128


class Heights:
    """Heights in rows, with a sum for every 128 of them: finding a row takes n/128 additions."""

    def __init__(self, heights: Iterable[int] = ()) -> None:
        self._rows = array("i", heights)
        self._sums: list[int] = []
        self.total = 0
        """Rows of all blocks together."""
        self._add_up()

    def _add_up(self) -> None:
        self._sums = [sum(self._rows[start : start + _CHUNK]) for start in range(0, len(self._rows), _CHUNK)]
        self.total = sum(self._sums)

    def __len__(self) -> int:
        return len(self._rows)

    def __getitem__(self, index: int) -> int:
        return self._rows[index]

    def __setitem__(self, index: int, rows: int) -> None:
        change = rows - self._rows[index]
        if change:
            self._rows[index] = rows
            self._sums[index // _CHUNK] += change
            self.total += change

    def append(self, rows: int) -> None:
        """Add a block at the end."""
        if len(self._rows) % _CHUNK == 0:
            self._sums.append(0)
        self._rows.append(rows)
        self._sums[-1] += rows
        self.total += rows

    def prepend(self, rows: Iterable[int]) -> None:
        """Add blocks before the first one: n additions, none of them in Python."""
        self._rows = array("i", rows) + self._rows
        self._add_up()

    def top(self, index: int) -> int:
        """Return the first row of a block; that of the block after the last one is the total."""
        chunk = index // _CHUNK
        return sum(self._sums[:chunk]) + sum(self._rows[chunk * _CHUNK : index])

    def locate(self, row: int) -> tuple[int, int]:
        """Return the block at a row and the row inside it; behind the end, the number of blocks and 0."""
        if row >= self.total:
            return len(self._rows), 0
        row = max(0, row)
        chunk = 0
        while row >= self._sums[chunk]:
            row -= self._sums[chunk]
            chunk += 1
        index = chunk * _CHUNK
        while row >= self._rows[index]:
            row -= self._rows[index]
            index += 1
        return index, row
