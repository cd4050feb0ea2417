"""The bound: what is awake, what is packed here, what goes elsewhere, and what an item costs besides."""

from __future__ import annotations

import gc
import tracemalloc
from pathlib import Path

from codex_tui.state.items import AgentMessage, GrowingText, Item, ItemStatus
from codex_tui.state.memory import (
    AWAKE_BYTES,
    BYTES_A_TURN,
    BYTES_AN_ITEM,
    KEPT_ITEMS,
    PACKED_BYTES,
    Memory,
)
from codex_tui.state.sequence import Items
from codex_tui.state.threads import TurnPhase, TurnState
from codex_tui.widgets.transcript.layout import Heights


class Shelf:
    """A cold store that is a dictionary, and has no room when it is told so."""

    def __init__(self) -> None:
        self.kept: dict[int, bytes] = {}
        self.has_room = True
        self._next = 0

    def write(self, data: bytes) -> int | None:
        if not self.has_room:
            return None
        self._next += 1
        self.kept[self._next] = data
        return self._next

    def read(self, place: int, size: int) -> bytes:
        data = self.kept[place]
        assert len(data) == size
        return data

    def free(self, place: int, size: int) -> None:
        assert len(self.kept.pop(place)) == size


class Pit(Shelf):
    """A cold store that keeps nothing: what is left in memory is what sleeping costs."""

    def write(self, data: bytes) -> int | None:
        return len(data)

    def free(self, place: int, size: int) -> None:
        pass


def message(number: int) -> Item:
    text = GrowingText(f"{number} words {number * number} " * 10)
    return AgentMessage(f"item-{number}", f"turn-{number // 20}", status=ItemStatus.COMPLETED, text=text)


def test_what_does_not_fit_goes_to_the_cold_store_and_comes_back() -> None:
    shelf = Shelf()
    memory = Memory(shelf, awake=200_000, packed=10_000)
    items = Items(map(message, range(5000)), memory)
    assert memory.awake_bytes <= 200_000
    assert memory.packed_bytes <= 10_000
    assert memory.cold_bytes == sum(map(len, shelf.kept.values())) > 10_000
    assert list(items) == [message(number) for number in range(5000)]


def test_a_cold_store_without_room_leaves_everything_here() -> None:
    shelf = Shelf()
    shelf.has_room = False
    memory = Memory(shelf, awake=200_000, packed=10_000)
    items = Items(map(message, range(5000)), memory)
    assert memory.cold_bytes == 0
    assert memory.packed_bytes > 10_000
    assert list(items) == [message(number) for number in range(5000)]


def test_what_is_not_needed_any_more_is_given_back() -> None:
    shelf = Shelf()
    memory = Memory(shelf, awake=200_000, packed=10_000)
    items = Items(map(message, range(5000)), memory)
    items.clear()
    assert (memory.awake_bytes, memory.packed_bytes, memory.cold_bytes) == (0, 0, 0)
    assert shelf.kept == {}


def test_all_threads_together_have_one_bound() -> None:
    memory = Memory(awake=400_000)
    threads = [Items(map(message, range(2000)), memory) for _ in range(5)]
    assert memory.awake_bytes <= 400_000
    awake = [index for items in threads for index in range(2000) if not items.is_asleep(index)]
    assert len(awake) < 400


def test_an_item_that_sleeps_costs_what_the_bound_says() -> None:
    count = 50_000
    gc.collect()
    tracemalloc.start()
    items = Items(map(message, range(count)), Memory(Pit(), awake=0, packed=0))
    heights, found = Heights([1] * count), Heights([0] * count)
    gc.collect()
    here = tracemalloc.get_traced_memory()[0]
    tracemalloc.stop()
    assert len(items) == len(heights) == len(found) == count
    assert here / count < BYTES_AN_ITEM


def test_a_turn_costs_what_the_bound_says() -> None:
    gc.collect()
    tracemalloc.start()
    turns: dict[str, TurnState] = {}
    for number in range(10_000):
        turn_id = f"0199f7a2-7aaa-7bbb-8ccc-{number:012x}"
        turns[turn_id] = TurnState(
            turn_id, TurnPhase.COMPLETED, 10**12 + number, 10**13 + number, 1000 + number
        )
    here = tracemalloc.get_traced_memory()[0]
    tracemalloc.stop()
    assert here / len(turns) < BYTES_A_TURN


def test_the_guide_says_the_bound_as_it_is() -> None:
    guide = " ".join((Path(__file__).parents[3] / "tui" / "README.md").read_text(encoding="utf-8").split())
    for words in (
        f"{AWAKE_BYTES / 1_000_000:g} MB of the items that were used last",
        f"{PACKED_BYTES / 1_000_000:g} MB of others packed",
        f"{BYTES_AN_ITEM} bytes stay of each item and {BYTES_A_TURN} of each turn",
        f"Above {KEPT_ITEMS:,} items",
    ):
        assert words in guide
