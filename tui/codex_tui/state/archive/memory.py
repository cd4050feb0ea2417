"""The bound on what all conversations together keep in memory.

Items that were used lately are awake: ordinary objects. The others sleep, packed. Measured with items of all
kinds, 20 to a turn and 2,000 bytes each, in megabytes:

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

AWAKE_BYTES = 4_000_000
"""Bytes of items that are awake, besides those that cannot sleep: about 2,400 items, fifty screens."""

KEPT_BYTES = 40_000_000
"""Bytes of all threads; above, those that were not shown for longest are forgotten, to be read again."""

BYTES_AN_ITEM = 120
"""Bytes of memory for a sleeping item besides its packed content, as measured; a test holds it."""

BYTES_A_TURN = 400
"""Bytes of memory for a turn besides its diff, as measured; a test holds it."""

_PEEKED_CHUNKS = 4


class Sleeper(Protocol):
    """Items that wake up and sleep together: a `Chunk`."""

    weight: int
    """About how many bytes they take while they are awake."""

    packed: bytes | None

    def sleep(self) -> bool:
        """Keep the items packed only; False when that cannot be."""


class Memory:
    """Which chunks of items are awake, and which turns have their diffs: those that were used last."""

    def __init__(self, *, awake: int = AWAKE_BYTES, kept: int = KEPT_BYTES) -> None:
        self.most_bytes = kept
        """Bytes of the threads that were shown, above which some are forgotten."""
        self._most_awake = awake
        self._awake: OrderedDict[Sleeper, int] = OrderedDict()
        self._peeked: OrderedDict[bytes, Sequence[ReadOnlyItem]] = OrderedDict()
        self._latest: Sleeper | None = None
        self.awake_bytes = 0
        """About how many bytes are awake."""
        self.diffs = Diffs()

    def mark_used(self, chunk: Sleeper) -> None:
        """Note that a chunk is awake and in use. Chunks that were not used for longest go to sleep for it."""
        if chunk is not self._latest:
            self.update_weight(chunk)

    def update_weight(self, chunk: Sleeper) -> None:
        """Note how heavy a chunk is that is awake and in use."""
        self._latest = chunk
        self.awake_bytes += chunk.weight - self._awake.pop(chunk, 0)
        self._awake[chunk] = chunk.weight
        if self.awake_bytes > self._most_awake:
            self._put_others_to_sleep(chunk)

    def _put_others_to_sleep(self, used: Sleeper) -> None:
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

    def discard(self, chunk: Sleeper) -> None:
        """Forget a chunk that no thread holds any more."""
        self.awake_bytes -= self._awake.pop(chunk, 0)
        if chunk.packed is not None:
            self._peeked.pop(chunk.packed, None)
        if self._latest is chunk:
            self._latest = None

    def peek(self, packed: bytes) -> Sequence[ReadOnlyItem]:
        """Return the items of a sleeping chunk without waking it. The last four chunks stay unpacked."""
        items = self._peeked.get(packed)
        if items is None:
            from .packing import unpack

            items = self._peeked[packed] = unpack(packed)
            if len(self._peeked) > _PEEKED_CHUNKS:
                self._peeked.popitem(last=False)
        return items
