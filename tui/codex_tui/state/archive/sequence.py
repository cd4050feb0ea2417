"""The items of a conversation, in order. Those not used for long are packed until they are needed."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, cast, overload

from .chunk import Chunk, Ids
from .view import ItemsView

if TYPE_CHECKING:
    from typing_extensions import Self

    from ..items import Item, ReadOnlyItem
    from .memory import Memory


class Items(ItemsView):
    """A list of items; with a `memory`, only a bounded part of it is unpacked.

    Indexing and iterating give read-only items: only `get` returns an item to change.
    """

    __slots__ = ("memory",)

    def __init__(self, items: Iterable[ReadOnlyItem] = (), memory: Memory | None = None) -> None:
        super().__init__()
        self.memory = memory
        self.extend(items)

    def get(self, item_id: str) -> Item | None:
        """Return the item with this id, to change it; its chunk is unpacked. None when there is none."""
        if self._ids is None:
            return None
        item = self._ids.unpacked.get(item_id)
        if item is not None:
            return item
        found = self._find(item_id)
        return None if found is None else self._chunks[found[0]].edit()[found[1]]

    def append(self, value: ReadOnlyItem) -> None:
        """Put an item at the end."""
        if not self._chunks or self._chunks[-1].is_full or self._chunks[-1].serial >= 0:
            self._begin_chunk()
        # From here on it is an `Item`: `get` returns it to be changed.
        self._chunks[-1].add(cast("Item", value))
        self._size += 1

    def extend(self, values: Iterable[ReadOnlyItem]) -> None:
        """Put items at the end."""
        for value in values:
            self.append(value)

    def __iadd__(self, values: Iterable[ReadOnlyItem]) -> Self:
        self.extend(values)
        return self

    def clear(self) -> None:
        """Remove all items; earlier copies keep theirs."""
        self._splice(0, self._size, [])

    def insert(self, index: int, value: ReadOnlyItem) -> None:
        """Put an item before another."""
        start = slice(index, index).indices(self._size)[0]
        self._splice(start, start, [value])

    @overload
    def __setitem__(self, index: int, value: ReadOnlyItem) -> None: ...
    @overload
    def __setitem__(self, index: slice, value: Iterable[ReadOnlyItem]) -> None: ...
    def __setitem__(self, index: int | slice, value: ReadOnlyItem | Iterable[ReadOnlyItem]) -> None:
        start, stop = self._range(index)
        self._splice(start, stop, list(value) if isinstance(value, Iterable) else [value])

    def __delitem__(self, index: int | slice) -> None:
        start, stop = self._range(index)
        self._splice(start, stop, [])

    def _range(self, index: int | slice) -> tuple[int, int]:
        if isinstance(index, slice):
            start, stop, step = index.indices(self._size)
            if step != 1:
                raise ValueError("Items are changed one after another.")
            return start, max(start, stop)
        number, place = self._locate(index)
        start = self._starts[number] + place
        return start, start + 1

    def _splice(self, start: int, stop: int, values: list[ReadOnlyItem]) -> None:
        """Replace the items from `start` to `stop`. Chunks are replaced, not changed: copies share them."""
        if start == self._size:
            self.extend(values)
            return
        first, skipped = self._locate(start)
        last, kept = (len(self._chunks), 0) if stop == self._size else self._locate(stop)
        before = self._chunks[first].edit()[:skipped] if skipped else []
        after = self._chunks[last].edit()[kept:] if kept else []
        old = self._chunks[first : last + (1 if kept else 0)]
        rest = self._chunks[first + len(old) :]
        for chunk in old:
            chunk.is_retired = True
            if self.memory is not None:
                self.memory.discard(chunk)
            if chunk.unpacked is not None and self._ids is not None:
                self._ids.forget_unpacked(chunk.unpacked)
        del self._chunks[first:], self._starts[first:]
        self._size = start - skipped
        self._places = None
        if not (self._chunks or before or after or rest):
            # Every item is replaced: from here on only earlier copies use the old ids.
            self._ids = None
        self.extend([*before, *values, *after])
        if rest:
            self._close()
            for chunk in rest:
                self._chunks.append(chunk)
                self._starts.append(self._size)
                self._size += chunk.size

    def _begin_chunk(self) -> None:
        self._close()
        if self._ids is None:
            self._ids = Ids()
        self._chunks.append(Chunk(self.memory, self._ids))
        self._starts.append(self._size)
        self._places = None

    def _close(self) -> None:
        """Close the last chunk, so that the next item begins a new one."""
        if self._chunks and self._chunks[-1].serial < 0:
            self._chunks[-1].close()
            self._places = None
