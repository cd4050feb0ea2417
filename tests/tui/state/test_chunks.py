"""What a chunk keeps of items that sleep, and when it does not let them."""

from __future__ import annotations

import pytest
from codex_tui.state.chunks import MOST_CHARACTERS, MOST_ITEMS, PROMPT, TURN, WRONG, Chunk
from codex_tui.state.ids import Ids
from codex_tui.state.items import (
    AgentMessage,
    GrowingText,
    Item,
    ItemStatus,
    Notice,
    NoticeLevel,
    UserMessage,
)
from codex_tui.state.memory import Memory

DONE = ItemStatus.COMPLETED


@pytest.fixture
def ids() -> Ids:
    return Ids()


@pytest.fixture
def chunk(ids: Ids) -> Chunk:
    """A prompt, an error and words of the next turn."""
    made = Chunk(Memory(), ids)
    made.add(UserMessage("u", "t", status=DONE, text="go"))
    made.add(Notice("n", "t", status=DONE, level=NoticeLevel.ERROR, text="broken"))
    made.add(AgentMessage("a", "t2", status=DONE, text=GrowingText("words")))
    return made


def test_what_is_known_of_sleeping_items_is_what_was_known_before(chunk: Chunk) -> None:
    marks, turns = chunk.known_marks(), set(chunk.known_turns()[0])
    assert list(marks) == [PROMPT | TURN, WRONG, TURN]
    assert chunk.sleep()
    assert chunk.items is None
    assert chunk.known_marks() == marks
    assert (set(chunk.known_turns()[0]), chunk.known_turns()[1]) == (turns, "t2")


def test_to_look_is_not_to_wake(chunk: Chunk) -> None:
    chunk.sleep()
    assert [item.id for item in chunk.look()] == ["u", "n", "a"]
    assert chunk.place("a") == 2
    assert chunk.items is None
    chunk.here()
    assert chunk.items is not None


def test_who_changes_an_item_has_it_packed_anew(chunk: Chunk, ids: Ids) -> None:
    assert set(ids.awake) == {"u", "n", "a"}
    chunk.sleep()
    assert ids.awake == {}
    first = chunk.packed
    chunk.here()
    assert ids.awake == {}
    item = chunk.change()[0]
    assert ids.awake["u"] is item
    assert isinstance(item, UserMessage)
    item.text = "stop"
    chunk.sleep()
    assert chunk.packed is not first
    assert chunk.look()[0] == UserMessage("u", "t", status=DONE, text="stop")


def test_what_was_looked_at_before_a_change_is_not_what_is_seen_after_it(chunk: Chunk) -> None:
    chunk.sleep()
    assert chunk.look()
    chunk.add(Notice("m", "t2", status=DONE, text="more"))
    chunk.sleep()
    assert [item.id for item in chunk.look()] == ["u", "n", "a", "m"]


@pytest.mark.parametrize(
    "item",
    [AgentMessage("o", "t2"), Item("x", "t2", status=DONE)],
    ids=["an open one", "one of no known class"],
)
def test_one_item_that_cannot_sleep_keeps_its_neighbours_awake(chunk: Chunk, item: Item) -> None:
    chunk.add(item)
    assert not chunk.sleep()
    assert chunk.items is not None


def test_a_chunk_is_full_of_items_or_of_text(ids: Ids) -> None:
    many, large = Chunk(None, ids), Chunk(None, ids)
    for number in range(MOST_ITEMS):
        assert not many.is_full
        many.add(Notice(f"n{number}", "t", status=DONE))
    assert many.is_full
    for number in range(3):
        large.add(UserMessage(f"u{number}", "t", status=DONE, text="x" * 2 * MOST_CHARACTERS))
    assert large.is_full
