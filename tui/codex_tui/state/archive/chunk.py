"""Neighbouring items of a conversation, which are packed and unpacked together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..items import (
    AgentMessage,
    Command,
    FileChange,
    Notice,
    NoticeLevel,
    Plan,
    Reasoning,
    ToolCall,
    UserMessage,
    went_wrong,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ..items import Item, ReadOnlyItem
    from .memory import Memory

MOST_ITEMS = 128
"""The most items of a chunk: unpacking it takes half a millisecond, and a packed one takes little memory."""

MOST_CHARACTERS = 128_000
"""Characters in the weight, besides `MOST_ITEMS` items, above which a chunk takes no more items."""

_AN_ITEM = 1_300
"""Bytes of an item besides its characters, as measured with a hundred thousand of all kinds."""

PROMPT, WRONG, TURN, OUTLINED = 1, 2, 4, 8
"""What is known of a packed item: it is a prompt, it tells of an error, it is the first of its turn.

The last one: it stands in the outline of the conversation.
"""


_OUTLINED = (UserMessage, Command, FileChange, Plan)


class Ids:
    """The ids of a conversation's items.

    `unpacked` holds the items that may have changed since they were packed. `serials` has for each item the
    number of the chunk that it was put into last: the chunk itself would make a reference cycle.
    """

    __slots__ = ("_serial", "serials", "unpacked")

    def __init__(self) -> None:
        self.unpacked: dict[str, Item] = {}
        self.serials: dict[str, int] = {}
        self._serial = 0

    def add(self, items: Iterable[ReadOnlyItem]) -> int:
        """Register the items of a chunk that takes no more, and return the new number of the chunk."""
        self._serial = serial = self._serial + 1
        self.serials.update([(item.id, serial) for item in items])
        return serial

    def forget_unpacked(self, items: Iterable[Item]) -> None:
        """Remove items from `unpacked`."""
        unpacked = self.unpacked
        for item in items:
            if unpacked.get(item.id) is item:
                del unpacked[item.id]


class Chunk:
    """Up to 128 items.

    Copies of a conversation share chunks, so which items a chunk holds never changes, except that items are
    added at its end. While `packed` is set, the items are as they were packed, and packing costs nothing.
    """

    __slots__ = (
        "_ids",
        "_last_turn",
        "_marks",
        "_memory",
        "_turns",
        "is_retired",
        "packed",
        "serial",
        "size",
        "unpacked",
        "weight",
    )

    def __init__(self, memory: Memory | None, ids: Ids) -> None:
        self._memory = memory
        self._ids = ids
        self.unpacked: list[Item] | None = []
        """The items; None while only `packed` holds them."""
        self.packed: bytes | None = None
        self.size = 0
        self.weight = 0
        """About how many bytes it takes unpacked; the last item is counted once another follows it."""
        self.serial = -1
        """Its number among the chunks of the conversation; -1 while more items may be added."""
        self.is_retired = False
        """Whether only earlier copies of the conversation hold it: its items were put into other chunks."""
        self._marks = b""
        self._turns: tuple[str, ...] = ()
        self._last_turn = ""

    @property
    def is_full(self) -> bool:
        """Whether the next item should begin a new chunk."""
        return self.size >= MOST_ITEMS or self.weight > MOST_CHARACTERS + _AN_ITEM * MOST_ITEMS

    def add(self, item: Item) -> None:
        """Put an item at the end."""
        items = self.edit()
        if items:
            # The last item may still grow; those before it mostly do not.
            self.weight += _weight(items[-1])
        items.append(item)
        self.size += 1
        self._ids.unpacked[item.id] = item
        if self._memory is not None and self.size % 16 == 1:
            self._memory.update_weight(self)

    def close(self) -> None:
        """Take no more items: from now on the number of the chunk finds each of them."""
        self.serial = self._ids.add(self.peek())
        if self.unpacked is not None:
            self.weight = sum(map(_weight, self.unpacked))
            if self._memory is not None:
                self._memory.update_weight(self)

    @property
    def kept_bytes(self) -> int:
        """About how many bytes its items take as they are kept now."""
        return self.weight if self.unpacked is not None or self.packed is None else len(self.packed)

    def unpack(self) -> list[Item]:
        """Unpack the chunk, mark it as used, and return the items to read."""
        if self.unpacked is None and self.packed is not None:
            from .packing import unpack

            self.unpacked = unpack(self.packed)
        if self._memory is not None:
            self._memory.mark_used(self)
        return [] if self.unpacked is None else self.unpacked

    def peek(self) -> Sequence[ReadOnlyItem]:
        """Return the items to read; a packed chunk stays packed and is not marked as used."""
        if self.unpacked is not None:
            return self.unpacked
        return self._memory.peek(self.packed) if self.packed is not None and self._memory is not None else []

    def edit(self) -> list[Item]:
        """Unpack the chunk and return its items to change them; the packed bytes are dropped."""
        items = self.unpack()
        if self.packed is not None:
            self.packed = None
            self._ids.unpacked.update([(item.id, item) for item in items])
        return items

    def pack(self) -> bool:
        """Keep the packed bytes only; False when the items cannot be packed, as while one of them is open."""
        from .packing import pack

        items = self.unpacked
        if items is None or self._memory is None:
            return items is None
        if self.packed is None:
            if any(item.is_open for item in items) or (data := pack(items)) is None:
                return False
            self.weight = sum(map(_weight, items))
            self._turns = tuple(dict.fromkeys([item.turn_id for item in items]))
            self._last_turn = items[-1].turn_id if items else ""
            self._marks = _marks(items)
            self.packed = data
            self._ids.forget_unpacked(items)
        self.unpacked = None
        return True

    @property
    def marks(self) -> bytes:
        """The marks of each item, packed or not; the first one is taken to begin a turn."""
        return self._marks if self.unpacked is None else _marks(self.unpacked)

    @property
    def turns(self) -> Iterable[str]:
        """The turns that the items are of."""
        return self._turns if self.unpacked is None else {item.turn_id for item in self.unpacked}

    @property
    def first_turn(self) -> str:
        """The turn of the first item."""
        turns = self._turns if self.unpacked is None else [item.turn_id for item in self.unpacked[:1]]
        return turns[0] if turns else ""

    @property
    def last_turn(self) -> str:
        """The turn of the last item."""
        return (
            self._last_turn if self.unpacked is None else self.unpacked[-1].turn_id if self.unpacked else ""
        )

    def place(self, item_id: str) -> int | None:
        """Return the index in this chunk of the item with this id; None when there is none."""
        for place, item in enumerate(self.peek()):
            if item.id == item_id:
                return place
        return None


def _marks(items: list[Item]) -> bytes:
    marks = bytearray(len(items))
    turn: str | None = None
    for place, item in enumerate(items):
        mark = PROMPT if isinstance(item, UserMessage) else 0
        if went_wrong(item):
            mark |= WRONG | OUTLINED
        if isinstance(item, _OUTLINED) or (isinstance(item, Notice) and item.level is NoticeLevel.INFO):
            mark |= OUTLINED
        if item.turn_id != turn:
            mark |= TURN
            turn = item.turn_id
        marks[place] = mark
    return bytes(marks)


def _weight(item: Item) -> int:
    characters = 0
    if isinstance(item, UserMessage):
        characters = len(item.text)
    elif isinstance(item, AgentMessage):
        characters = len(item.text.value)
    elif isinstance(item, Command):
        characters = item.output.characters + len(item.command) + len(item.exact)
    elif isinstance(item, FileChange):
        characters = sum([len(patch.diff) for patch in item.changes])
    elif isinstance(item, ToolCall):
        characters = len(item.output)
    elif isinstance(item, Reasoning):
        characters = sum([len(text.value) for text in (*item.summary, *item.content)])
    elif isinstance(item, Plan):
        characters = len(item.text.value)
    return _AN_ITEM + characters
