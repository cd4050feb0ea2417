"""The bound on what all conversations together keep in memory.

Items that were used lately are awake: ordinary objects. The others sleep, packed: `PACKED_BYTES` of that stay
here, the rest goes to a cold store if there is one. What remains of a sleeping item besides is its place in
the order and eight bytes to find its id by: with what a view keeps to scroll over it, `BYTES_AN_ITEM`. Turns
do not sleep.
"""

from __future__ import annotations

from collections import OrderedDict
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from .chunks import Chunk
    from .items import Item

AWAKE_BYTES = 4_000_000
"""Bytes of items that are awake, besides those that cannot sleep: about 2,400 items, fifty screens."""

PACKED_BYTES = 8_000_000
"""Bytes of sleeping items that are kept in memory: about 60,000 items, so few people ever need a file."""

KEPT_ITEMS = 1_000_000
"""Items of all threads; beyond, threads that were not shown for longest are forgotten, to be read again."""

BYTES_AN_ITEM = 32
"""Bytes of memory for a sleeping item besides its packed content, as measured; a test holds it."""

BYTES_A_TURN = 400
"""Bytes of memory for a turn, as measured; a test holds it."""

_GLANCES = 4


class ColdStore(Protocol):
    """Where packed items go that do not fit in memory: for nobody else, and no longer than the process."""

    def write(self, data: bytes) -> int | None:
        """Keep bytes and answer their place; None when there is no room."""

    def read(self, place: int, size: int) -> bytes:
        """Give the bytes at a place."""

    def free(self, place: int, size: int) -> None:
        """Say that a place is not needed any more."""


class Packed:
    """Packed items, in memory or in the cold store; it is given back when nobody holds this any more."""

    __slots__ = ("_data", "_memory", "_place", "size")

    def __init__(self, memory: Memory, data: bytes | None, place: int, size: int) -> None:
        self._memory = memory
        self._data = data
        self._place = place
        self.size = size

    def items(self) -> list[Item]:
        """Make the items: other objects than those that were packed, and equal to them."""
        from .packing import unpack

        return unpack(self._memory.fetch(self._place, self.size) if self._data is None else self._data)

    def __del__(self) -> None:
        self._memory.released(self._data, self._place, self.size)


class Memory:
    """Which chunks of items are awake: those that were used last."""

    def __init__(
        self,
        cold: ColdStore | None = None,
        *,
        awake: int = AWAKE_BYTES,
        packed: int = PACKED_BYTES,
        items: int = KEPT_ITEMS,
    ) -> None:
        self.most_items = items
        """Items of all threads that were shown, above which some are forgotten."""
        self._cold = cold
        self._most_awake = awake
        self._most_packed = packed
        self._awake: OrderedDict[Chunk, int] = OrderedDict()
        self._glances: OrderedDict[Packed, list[Item]] = OrderedDict()
        self._latest: Chunk | None = None
        self.awake_bytes = 0
        """About how many bytes are awake."""
        self.packed_bytes = 0
        """Packed bytes that are in memory."""
        self.cold_bytes = 0
        """Packed bytes that are in the cold store."""
        self.unpacked = 0
        """How many chunks were unpacked so far."""

    def used(self, chunk: Chunk) -> None:
        """Note that a chunk is awake and in use; others that were not for longest go to sleep for it."""
        if chunk is not self._latest:
            self.weighed(chunk)

    def weighed(self, chunk: Chunk) -> None:
        """Note how heavy a chunk is that is awake."""
        self._latest = chunk
        self.awake_bytes += chunk.weight - self._awake.pop(chunk, 0)
        self._awake[chunk] = chunk.weight
        if self.awake_bytes > self._most_awake:
            self._calm(chunk)

    def _calm(self, used: Chunk) -> None:
        for _ in range(len(self._awake) - 1):
            chunk, weight = next(iter(self._awake.items()))
            if chunk is not used and chunk.sleep():
                del self._awake[chunk]
                self.awake_bytes -= weight
                if self.awake_bytes <= self._most_awake:
                    break
            else:
                # More may come of it: it is asked again after all others.
                self._awake.move_to_end(chunk)

    def dropped(self, chunk: Chunk) -> None:
        """Forget a chunk that no thread holds any more."""
        self.awake_bytes -= self._awake.pop(chunk, 0)
        if chunk.packed is not None:
            self._glances.pop(chunk.packed, None)
        if self._latest is chunk:
            self._latest = None

    def glance(self, packed: Packed) -> list[Item]:
        """Give the items of a sleeping chunk to look at: it sleeps on, and nothing goes to sleep for it."""
        items = self._glances.get(packed)
        if items is None:
            items = self._glances[packed] = self.woken(packed)
            if len(self._glances) > _GLANCES:
                self._glances.popitem(last=False)
        return items

    def woken(self, packed: Packed) -> list[Item]:
        """Make the items again that are packed."""
        self.unpacked += 1
        return packed.items()

    def keep(self, data: bytes) -> Packed:
        """Keep packed items, here while there is room."""
        size = len(data)
        if self._cold is not None and self.packed_bytes + size > self._most_packed:
            place = self._cold.write(data)
            if place is not None:
                self.cold_bytes += size
                return Packed(self, None, place, size)
        self.packed_bytes += size
        return Packed(self, data, 0, size)

    def fetch(self, place: int, size: int) -> bytes:
        """Give bytes from the cold store."""
        assert self._cold is not None
        return self._cold.read(place, size)

    def released(self, data: bytes | None, place: int, size: int) -> None:
        """Note that packed items are not needed any more."""
        if data is not None:
            self.packed_bytes -= size
        elif self._cold is not None:
            self.cold_bytes -= size
            self._cold.free(place, size)
