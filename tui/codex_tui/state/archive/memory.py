"""The bound on what all conversations together keep in memory.

A chunk of items is unpacked while its items are ordinary objects, and packed while only their packed bytes
are kept. The chunks used last are unpacked. Measured with items of all kinds, 20 to a turn and 2,000 bytes
each, in megabytes:

| items | plain objects | this package | with eight-byte keys for ids | with keys and a file above 8 MB |
| ---: | ---: | ---: | ---: | ---: |
| 2,400 | 4.9 | 4.2 | 4.1 | 4.1 |
| 20,000 | 40.8 | 11.3 | 9.5 | 9.5 |
| 100,000 | 222 | 47 | 37 | 18 |

The keys and the file were given up: of 10,000 items, a very long conversation, the keys saved 0.9 MB and the
file nothing. Instead threads are forgotten above `KEPT_BYTES`, and read again from the server when they are
opened.
"""

from __future__ import annotations

from collections import OrderedDict
from typing import TYPE_CHECKING, Protocol

from .diffs import Diffs

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ..items import ReadOnlyItem

UNPACKED_BYTES = 4_000_000
"""Bytes of unpacked items, besides those that cannot be packed: about 2,400 items, fifty screens."""

KEPT_BYTES = 40_000_000
"""Bytes of all threads; above, those shown longest ago are forgotten and read again when opened."""

BYTES_AN_ITEM = 120
"""Bytes of memory for a packed item besides its packed content, as measured; a test checks it."""

BYTES_A_TURN = 400
"""Bytes of memory for a turn besides its diff, as measured; a test checks it."""

_PEEKED_CHUNKS = 4


class Packable(Protocol):
    """Items that are packed and unpacked together: a `Chunk`."""

    weight: int
    """About how many bytes they take while they are unpacked."""

    packed: bytes | None

    def pack(self) -> bool:
        """Keep the packed bytes only; False when the items cannot be packed now."""


class Memory:
    """Keeps the chunks of items used last unpacked, and the diffs of the turns that changed last."""

    def __init__(self, *, unpacked: int = UNPACKED_BYTES, kept: int = KEPT_BYTES) -> None:
        self.most_bytes = kept
        """Bytes of all threads that were shown; above, some are forgotten."""
        self._most_unpacked = unpacked
        self._unpacked: OrderedDict[Packable, int] = OrderedDict()
        self._peeked: OrderedDict[bytes, Sequence[ReadOnlyItem]] = OrderedDict()
        self._latest: Packable | None = None
        self.unpacked_bytes = 0
        """About how many bytes the unpacked chunks take."""
        self.diffs = Diffs()

    def mark_used(self, chunk: Packable) -> None:
        """Mark an unpacked chunk as used; above the bound, the chunks used longest ago are packed."""
        if chunk is not self._latest:
            self.update_weight(chunk)

    def update_weight(self, chunk: Packable) -> None:
        """Mark an unpacked chunk as used, and count its `weight` again."""
        self._latest = chunk
        self.unpacked_bytes += chunk.weight - self._unpacked.pop(chunk, 0)
        self._unpacked[chunk] = chunk.weight
        if self.unpacked_bytes > self._most_unpacked:
            self._pack_others(chunk)

    def _pack_others(self, used: Packable) -> None:
        for _ in range(len(self._unpacked) - 1):
            chunk, weight = next(iter(self._unpacked.items()))
            if chunk is not used and chunk.pack():
                del self._unpacked[chunk]
                self.unpacked_bytes -= weight
                if self.unpacked_bytes <= self._most_unpacked:
                    break
            else:
                # It is the one in use, or cannot be packed now: it is tried again after all others.
                self._unpacked.move_to_end(chunk)

    def discard(self, chunk: Packable) -> None:
        """Forget a chunk that no thread holds any more."""
        self.unpacked_bytes -= self._unpacked.pop(chunk, 0)
        if chunk.packed is not None:
            self._peeked.pop(chunk.packed, None)
        if self._latest is chunk:
            self._latest = None

    def peek(self, packed: bytes) -> Sequence[ReadOnlyItem]:
        """Return the items of packed bytes; the last four results are kept, besides the unpacked chunks."""
        items = self._peeked.get(packed)
        if items is None:
            from .packing import unpack

            items = self._peeked[packed] = unpack(packed)
            if len(self._peeked) > _PEEKED_CHUNKS:
                self._peeked.popitem(last=False)
        return items
