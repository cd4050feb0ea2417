"""Finding items by their ids, with eight bytes for one that sleeps where a dictionary takes 140."""

from __future__ import annotations

from array import array
from bisect import bisect_left
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from .items import Item

_SERIAL_BITS = 24
_SERIALS = (1 << _SERIAL_BITS) - 1
_HASHES = (1 << (63 - _SERIAL_BITS)) - 1

_LONGEST_RUN = 65_536
"""Keys that are sorted together at most: joining two runs of that length takes 5 ms."""


class Ids:
    """The ids of a conversation.

    `awake` holds the items that may have changed since they were last packed. For all others there are keys:
    part of the hash of an id, and the serial number of the chunk that it is in.
    """

    __slots__ = ("_runs", "_serial", "awake")

    def __init__(self) -> None:
        self.awake: dict[str, Item] = {}
        self._runs: list[array[int]] = []
        self._serial = 0

    def add(self, items: Iterable[Item]) -> int:
        """Make keys for the items of a chunk, and answer its serial number."""
        self._serial = serial = (self._serial + 1) & _SERIALS
        keys = [(hash(item.id) & _HASHES) << _SERIAL_BITS | serial for item in items]
        runs = self._runs
        runs.append(array("q", sorted(keys)))
        # Each key is sorted again a few times only, as runs double.
        while len(runs) > 1 and _belong_together(len(runs[-2]), len(runs[-1])):
            later = runs.pop()
            runs[-1] = array("q", sorted([*runs[-1], *later]))
        return serial

    def serials(self, item_id: str) -> Iterator[int]:
        """Answer which chunks may hold an item; hardly ever one that does not, and some that are no more."""
        least = (hash(item_id) & _HASHES) << _SERIAL_BITS
        for run in self._runs:
            place = bisect_left(run, least)
            while place < len(run) and run[place] <= least | _SERIALS:
                yield run[place] & _SERIALS
                place += 1

    def forget(self, items: Iterable[Item]) -> None:
        """Take items out of those that are awake."""
        awake = self.awake
        for item in items:
            if awake.get(item.id) is item:
                del awake[item.id]


def _belong_together(before: int, after: int) -> bool:
    return before <= 2 * after and before + after <= _LONGEST_RUN
