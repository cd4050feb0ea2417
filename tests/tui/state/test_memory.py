"""The bound: what is awake, what is packed here, what goes elsewhere, and what an item costs besides."""

from __future__ import annotations

import gc
import tracemalloc

from codex_tui.state.items import AgentMessage, GrowingText, Item, ItemStatus
from codex_tui.state.memory import BYTES_AN_ITEM, Memory
from codex_tui.state.sequence import Items
from codex_tui.widgets.transcript_layout import Heights


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
    shelf = Shelf()
    gc.collect()
    tracemalloc.start()
    memory = Memory(shelf, packed=0)
    items = Items(map(message, range(count)), memory)
    heights, found = Heights([1] * count), Heights([0] * count)
    gc.collect()
    here = tracemalloc.get_traced_memory()[0]
    tracemalloc.stop()
    elsewhere = sum(map(len, shelf.kept.values())) + 150 * len(shelf.kept)
    assert len(items) == len(heights) == len(found) == count
    assert (here - elsewhere - memory.awake_bytes) / count < BYTES_AN_ITEM
