"""The bound of memory: what is unpacked, what is packed, and what an item costs besides."""

from __future__ import annotations

import gc
import tracemalloc
from pathlib import Path

from codex_tui.state.archive import Items, Memory
from codex_tui.state.archive.diffs import DIFF_BYTES, LONGEST_DIFF
from codex_tui.state.archive.memory import BYTES_A_TURN, BYTES_AN_ITEM, KEPT_BYTES, UNPACKED_BYTES
from codex_tui.state.items import AgentMessage, GrowingText, Item, ItemStatus
from codex_tui.state.threads import TurnPhase, TurnState
from codex_tui.widgets.transcript.layout import Heights


def message(number: int) -> Item:
    text = GrowingText(f"{number} words {number * number} " * 10)
    return AgentMessage(f"item-{number}", f"turn-{number // 20}", status=ItemStatus.COMPLETED, text=text)


def test_what_is_packed_is_the_same_and_takes_a_fraction() -> None:
    plain, memory = Items(map(message, range(5000))), Memory(unpacked=200_000)
    items = Items(map(message, range(5000)), memory)
    assert memory.unpacked_bytes <= 200_000
    assert items.kept_bytes < plain.kept_bytes / 4
    assert list(items) == [message(number) for number in range(5000)]


def test_what_is_cleared_counts_no_more() -> None:
    memory = Memory(unpacked=200_000)
    items = Items(map(message, range(5000)), memory)
    items.clear()
    assert (memory.unpacked_bytes, items.kept_bytes) == (0, 0)
    assert items.get("item-0") is None


def test_all_threads_together_have_one_bound() -> None:
    memory = Memory(unpacked=400_000)
    threads = [Items(map(message, range(2000)), memory) for _ in range(5)]
    assert memory.unpacked_bytes <= 400_000
    unpacked = [index for items in threads for index in range(2000) if not items.is_packed(index)]
    assert len(unpacked) < 400


def test_a_packed_item_costs_what_the_bound_says() -> None:
    count = 50_000
    gc.collect()
    tracemalloc.start()
    items = Items(map(message, range(count)), Memory(unpacked=0))
    heights, found = Heights([1] * count), Heights([0] * count)
    gc.collect()
    here = tracemalloc.get_traced_memory()[0]
    tracemalloc.stop()
    assert len(items) == len(heights) == len(found) == count
    packed = items.kept_bytes - BYTES_AN_ITEM * count
    assert 0 < (here - packed) / count < BYTES_AN_ITEM


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
    guide = " ".join((Path(__file__).parents[4] / "tui" / "README.md").read_text(encoding="utf-8").split())
    for words in (
        f"{UNPACKED_BYTES / 1_000_000:g} MB of the items that were used last",
        f"{BYTES_AN_ITEM} bytes stay of each item besides and {BYTES_A_TURN} of each turn",
        f"Above {KEPT_BYTES / 1_000_000:g} MB",
        f"the newest {DIFF_BYTES / 1_000_000:g} MB are kept, and {LONGEST_DIFF:,} characters of a longer one",
    ):
        assert words in guide
