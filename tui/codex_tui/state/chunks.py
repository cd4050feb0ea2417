"""Neighbouring items of a conversation, which wake up and go to sleep together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .items import AgentMessage, Command, FileChange, Plan, Reasoning, ToolCall, UserMessage, went_wrong

if TYPE_CHECKING:
    from collections.abc import Iterable

    from .ids import Ids
    from .items import Item
    from .memory import Memory, Packed

MOST_ITEMS = 128
"""Items of a chunk: waking it takes half a millisecond, and what is kept of a sleeping one is little."""

MOST_CHARACTERS = 128_000
"""Characters after which a chunk takes no more items."""

_AN_ITEM = 1_300
"""Bytes of an item besides its characters, as measured on a hundred thousand of all kinds."""

PROMPT, WRONG, TURN = 1, 2, 4
"""What is known of an item that sleeps: it is a prompt, tells of an error, is the first of its turn."""


class Chunk:
    """Up to 128 items.

    Which items it holds never changes, but for more at its end: copies of a conversation share chunks. As
    long as `packed` is there the items are as they were packed, and sleeping costs nothing.
    """

    __slots__ = (
        "_ids",
        "_memory",
        "items",
        "last_turn",
        "marks",
        "packed",
        "serial",
        "size",
        "turns",
        "weight",
    )

    def __init__(self, memory: Memory | None, ids: Ids) -> None:
        self._memory = memory
        self._ids = ids
        self.items: list[Item] | None = []
        """The items while they are awake."""
        self.packed: Packed | None = None
        self.size = 0
        self.weight = 0
        """About how many bytes it takes while it is awake, as far as that was counted."""
        self.serial = -1
        """By which its items are found; below 0 while more may be added."""
        self.marks = b""
        self.turns: tuple[str, ...] = ()
        self.last_turn = ""

    @property
    def is_full(self) -> bool:
        """Whether no more items belong in it."""
        return self.size >= MOST_ITEMS or self.weight > MOST_CHARACTERS + _AN_ITEM * MOST_ITEMS

    def add(self, item: Item) -> None:
        """Put an item at the end."""
        items = self.change()
        if items:
            # Of the last one more may come; what is before it mostly rests.
            self.weight += _weight(items[-1])
        items.append(item)
        self.size += 1
        self._ids.awake[item.id] = item
        if self._memory is not None and self.size % 16 == 1:
            self._memory.weighed(self)

    def close(self) -> None:
        """Take no more items: from now on each is found by its key."""
        items = self.look()
        self.serial = self._ids.add(items)
        if self.items is not None:
            self.weight = sum(map(_weight, items))
            if self._memory is not None:
                self._memory.weighed(self)

    def here(self) -> list[Item]:
        """Give the items to whoever comes back to them: the chunk wakes up and counts as used."""
        if self.items is None and self.packed is not None and self._memory is not None:
            self.items = self._memory.woken(self.packed)
        if self._memory is not None:
            self._memory.used(self)
        return [] if self.items is None else self.items

    def look(self) -> list[Item]:
        """Give the items to whoever passes by; they must not be changed."""
        if self.items is None and self.packed is not None and self._memory is not None:
            return self._memory.glance(self.packed)
        return [] if self.items is None else self.items

    def change(self) -> list[Item]:
        """Give the items to whoever changes one of them."""
        items = self.here()
        if self.packed is not None:
            self.packed = None
            self._ids.awake.update([(item.id, item) for item in items])
        return items

    def sleep(self) -> bool:
        """Keep the items packed only; False when that cannot be, as while more comes of one of them."""
        from .packing import pack

        items = self.items
        if items is None or self._memory is None:
            return items is None
        if self.packed is None:
            if any(item.is_open for item in items) or (data := pack(items)) is None:
                return False
            self.weight = sum(map(_weight, items))
            self.turns = tuple(dict.fromkeys([item.turn_id for item in items]))
            self.last_turn = items[-1].turn_id if items else ""
            self.marks = _marks(items)
            self.packed = self._memory.keep(data)
            self._ids.forget(items)
        self.items = None
        return True

    def known_marks(self) -> bytes:
        """Tell of each item what is known of sleeping ones; the first one is taken to begin a turn."""
        return self.marks if self.items is None else _marks(self.items)

    def known_turns(self) -> tuple[Iterable[str], str]:
        """Tell the turns that the items are of, and that of the last one."""
        if self.items is None:
            return self.turns, self.last_turn
        return {item.turn_id for item in self.items}, self.items[-1].turn_id if self.items else ""

    def place(self, item_id: str) -> int | None:
        """Find an item in here."""
        for place, item in enumerate(self.look()):
            if item.id == item_id:
                return place
        return None


def _marks(items: list[Item]) -> bytes:
    marks = bytearray(len(items))
    turn: str | None = None
    for place, item in enumerate(items):
        mark = PROMPT if isinstance(item, UserMessage) else 0
        if went_wrong(item):
            mark |= WRONG
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
