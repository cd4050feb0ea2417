"""The items of a conversation to read, most of them packed."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, overload

from .chunk import TURN, Chunk
from .memory import BYTES_AN_ITEM

if TYPE_CHECKING:
    from ..items import ReadOnlyItem
    from .chunk import Ids


class ItemsView(Sequence["ReadOnlyItem"]):
    """The items of a conversation as they are or were.

    They are typed as read-only: unpacking makes new objects, so a change to an old one would be lost.
    """

    __hash__ = None  # type: ignore[assignment]  # what it shows may change
    __slots__ = ("_chunks", "_ids", "_places", "_size", "_starts")

    def __init__(self, of: ItemsView | None = None) -> None:
        self._chunks: list[Chunk] = [] if of is None else of._chunks[:]
        self._starts: list[int] = [] if of is None else of._starts[:]
        self._size: int = 0 if of is None else of._size
        # Created with the first item: of ten thousand threads in the list few are ever read.
        self._ids: Ids | None = None if of is None else of._ids
        self._places: dict[int, int] | None = None

    def copy(self) -> ItemsView:
        """Return the items as they are now; what comes later is not in the copy. O(n/128)."""
        return ItemsView(self)

    def __len__(self) -> int:
        return self._size

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, (ItemsView, list, tuple)):
            return NotImplemented
        return len(self) == len(other) and all(a == b for a, b in zip(self, other, strict=True))

    def __repr__(self) -> str:
        return f"{type(self).__name__}({list(self)!r})"

    # Reading

    @overload
    def __getitem__(self, index: int) -> ReadOnlyItem: ...
    @overload
    def __getitem__(self, index: slice) -> list[ReadOnlyItem]: ...
    def __getitem__(self, index: int | slice) -> ReadOnlyItem | list[ReadOnlyItem]:
        """Return an item and unpack its chunk; a slice leaves all chunks as they are."""
        if isinstance(index, slice):
            start, stop, step = index.indices(self._size)
            if step == 1:
                return list(self.walk(start, stop))
            return [self.peek(place) for place in range(start, stop, step)]
        number, place = self._locate(index)
        return self._chunks[number].unpack()[place]

    def peek(self, index: int) -> ReadOnlyItem:
        """Return an item and leave its chunk packed: for code that passes over many."""
        # Called several times for each block of a page: it makes no call while the chunk is unpacked.
        if not 0 <= index < self._size:
            index = self._starts[(at := self._locate(index))[0]] + at[1]
        number = bisect_right(self._starts, index) - 1
        chunk = self._chunks[number]
        items = chunk.peek() if chunk.unpacked is None else chunk.unpacked
        return items[index - self._starts[number]]

    def is_packed(self, index: int) -> bool:
        """Whether an item has to be unpacked to be read."""
        return self._chunks[self._locate(index)[0]].unpacked is None

    def __iter__(self) -> Iterator[ReadOnlyItem]:
        return self.walk(0, self._size)

    def walk(self, start: int, stop: int) -> Iterator[ReadOnlyItem]:
        """Yield the items from `start` to `stop`, with one packed chunk at a time unpacked to be read."""
        while start < stop:
            number, place = self._locate(start)
            items = self._chunks[number].peek()[place : place + stop - start]
            yield from items
            start += len(items)

    def __reversed__(self) -> Iterator[ReadOnlyItem]:
        end = self._size
        for number in range(len(self._chunks) - 1, -1, -1):
            start = self._starts[number]
            yield from reversed(self._chunks[number].peek()[: end - start])
            end = start

    def next_marked(self, start: int, step: int, mark: int) -> int | None:
        """Return the index of the nearest item with a mark, from `start` in the direction of `step`, or None.

        No chunk is unpacked for it.
        """
        index = start
        while 0 <= index < self._size:
            number, place = self._locate(index)
            first, marks = self._starts[number], self._marks(number)
            room = min(len(marks), self._size - first)
            for at in range(place, room) if step > 0 else range(place, -1, -1):
                if marks[at] & mark:
                    return first + at
            index = first + room if step > 0 else first - 1
        return None

    def marked(self, mark: int) -> list[int]:
        """Return the indexes of all items with a mark. No chunk is unpacked for it."""
        found: list[int] = []
        for number, start in enumerate(self._starts):
            marks = self._chunks[number].marks[: self._size - start]
            found += [start + place for place, marks_of in enumerate(marks) if marks_of & mark]
        return found

    def _marks(self, number: int) -> bytes:
        chunk = self._chunks[number]
        marks = chunk.marks
        if number and marks and chunk.first_turn == self._chunks[number - 1].last_turn:
            return bytes((marks[0] & ~TURN,)) + marks[1:]
        return marks

    def head_of(self, turns: Iterable[str]) -> int:
        """Return how many items at the beginning are of these turns, counted in whole chunks only."""
        wanted = set(turns)
        for start, chunk in zip(self._starts, self._chunks, strict=True):
            if not wanted.issuperset(chunk.turns):
                return start
        return self._size

    # By id

    def place(self, item_id: str) -> int | None:
        """Return the index of the item with this id; None when there is none."""
        found = self._find(item_id)
        if found is None:
            return None
        place = self._starts[found[0]] + found[1]
        return place if place < self._size else None

    def knows(self, item_id: str) -> bool:
        """Whether there is an item with this id."""
        return self._ids is not None and (item_id in self._ids.unpacked or self._find(item_id) is not None)

    def _find(self, item_id: str) -> tuple[int, int] | None:
        if not self._chunks or self._ids is None:
            return None
        last = len(self._chunks) - 1
        place = self._chunks[last].place(item_id)
        if place is not None:
            return last, place
        if self._places is None:
            self._places = {chunk.serial: number for number, chunk in enumerate(self._chunks)}
        serial = self._ids.serials.get(item_id)
        if serial is None:
            return None
        number = self._places.get(serial)
        if number is not None:
            numbers = [number]
        else:
            # Since this copy was made, the item was put into a chunk that the copy does not have.
            numbers = [number for number, chunk in enumerate(self._chunks) if chunk.is_retired]
        for number in numbers:
            place = self._chunks[number].place(item_id)
            if place is not None:
                return number, place
        return None

    @property
    def kept_bytes(self) -> int:
        """About how many bytes of memory the items take as they are kept now."""
        return sum([chunk.kept_bytes for chunk in self._chunks]) + BYTES_AN_ITEM * self._size

    def _locate(self, index: int) -> tuple[int, int]:
        if index < 0:
            index += self._size
        if not 0 <= index < self._size:
            raise IndexError(f"There is no item {index}: the conversation has {self._size}.")
        number = bisect_right(self._starts, index) - 1
        return number, index - self._starts[number]

    # Against an earlier copy

    def above(self, before: ItemsView) -> int | None:
        """Return how many items were put before all those of an earlier copy.

        None when the items of the copy do not follow each other here as they did. Costs O(n/128) while the
        chunks are the same ones; packing and unpacking does not replace a chunk.
        """
        if not before:
            return None
        theirs = before._chunks
        number = next((number for number, chunk in enumerate(self._chunks) if chunk is theirs[0]), None)
        if number is None:
            found = self.place(before.peek(0).id)
            if found is None:
                return None
            same, above = 0, found
        else:
            same, above = len(theirs), self._starts[number]
            if self._chunks[number : number + same] != theirs:
                pairs = zip(self._chunks[number:], theirs, strict=False)
                same = next((at for at, (mine, other) in enumerate(pairs) if mine is not other), same)
                same = min(same, len(self._chunks) - number)
        if above + len(before) > self._size:
            return None
        done = before._starts[same] if same < len(theirs) else len(before)
        now = self.walk(above + done, above + len(before))
        if any(old.id != new.id for old, new in zip(before.walk(done, len(before)), now, strict=True)):
            return None
        return above

    def new_since(self, before: ItemsView) -> int:
        """Return how many items an earlier copy did not have."""
        known = set(map(id, before._chunks))
        return sum(
            [
                before.place(item.id) is None
                for chunk in self._chunks
                if id(chunk) not in known
                for item in chunk.peek()
            ]
        )
