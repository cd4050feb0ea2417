"""What a chunk keeps of packed items, and which items it does not pack."""

from __future__ import annotations

import pytest
from codex_tui.state.archive import Memory
from codex_tui.state.archive.chunk import (
    MOST_CHARACTERS,
    MOST_ITEMS,
    OUTLINED,
    PROMPT,
    TURN,
    WRONG,
    Chunk,
    Ids,
)
from codex_tui.state.items import (
    AgentMessage,
    GrowingText,
    Item,
    ItemStatus,
    Notice,
    NoticeLevel,
    UserMessage,
)

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


def test_what_is_known_of_packed_items_is_what_was_known_before(chunk: Chunk) -> None:
    marks, turns = chunk.marks, set(chunk.turns)
    assert list(marks) == [PROMPT | TURN | OUTLINED, WRONG | OUTLINED, TURN]
    assert chunk.pack()
    assert chunk.unpacked is None
    assert chunk.marks == marks
    assert (set(chunk.turns), chunk.first_turn, chunk.last_turn) == (turns, "t", "t2")


def test_to_peek_is_not_to_wake(chunk: Chunk) -> None:
    chunk.pack()
    assert [item.id for item in chunk.peek()] == ["u", "n", "a"]
    assert chunk.place("a") == 2
    assert chunk.unpacked is None
    chunk.unpack()
    assert chunk.unpacked is not None


def test_an_item_that_was_changed_is_packed_anew(chunk: Chunk, ids: Ids) -> None:
    assert set(ids.unpacked) == {"u", "n", "a"}
    chunk.pack()
    assert ids.unpacked == {}
    first = chunk.packed
    chunk.unpack()
    assert ids.unpacked == {}
    item = chunk.edit()[0]
    assert ids.unpacked["u"] is item
    assert isinstance(item, UserMessage)
    item.text = "stop"
    chunk.pack()
    assert chunk.packed is not first
    assert chunk.peek()[0] == UserMessage("u", "t", status=DONE, text="stop")


def test_what_was_peeked_at_before_a_change_is_not_what_is_seen_after_it(chunk: Chunk) -> None:
    chunk.pack()
    assert chunk.peek()
    chunk.add(Notice("m", "t2", status=DONE, text="more"))
    chunk.pack()
    assert [item.id for item in chunk.peek()] == ["u", "n", "a", "m"]


@pytest.mark.parametrize(
    "item",
    [AgentMessage("o", "t2"), Item("x", "t2", status=DONE)],
    ids=["an open one", "one of no known class"],
)
def test_one_item_that_cannot_be_packed_keeps_its_neighbours_unpacked(chunk: Chunk, item: Item) -> None:
    chunk.add(item)
    assert not chunk.pack()
    assert chunk.unpacked is not None


def test_a_chunk_is_full_of_items_or_of_text(ids: Ids) -> None:
    many, large = Chunk(None, ids), Chunk(None, ids)
    for number in range(MOST_ITEMS):
        assert not many.is_full
        many.add(Notice(f"n{number}", "t", status=DONE))
    assert many.is_full
    for number in range(3):
        large.add(UserMessage(f"u{number}", "t", status=DONE, text="x" * 2 * MOST_CHARACTERS))
    assert large.is_full


def test_an_id_is_in_the_chunk_that_it_was_put_into_last() -> None:
    ids = Ids()
    items = [Item(f"i{number}", "t", status=DONE) for number in range(8)]
    first, second = ids.add(items[:5]), ids.add(items[3:])
    assert first != second
    assert [ids.serials[item.id] for item in items] == [first] * 3 + [second] * 5


def test_only_the_very_item_is_forgotten_as_unpacked() -> None:
    ids = Ids()
    one, other = Item("i", "t"), Item("i", "t")
    ids.unpacked["i"] = other
    ids.forget_unpacked([one])
    assert ids.unpacked == {"i": other}
    ids.forget_unpacked([other])
    assert ids.unpacked == {}
