"""Packed items behave like unpacked ones in every operation; only the memory differs."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

import pytest
from codex_tui.state.archive import PROMPT, TURN, WRONG, Items, Memory, chunk, packing
from codex_tui.state.items import Item, ItemStatus, Notice, NoticeLevel, UserMessage, went_wrong
from hypothesis import given, settings
from hypothesis import strategies as st
from unpackings import unpackings

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

DONE = ItemStatus.COMPLETED


@pytest.fixture(autouse=True)
def small_chunks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(chunk, "MOST_ITEMS", 4)


def made(number: int, status: ItemStatus = DONE) -> Item:
    turn = f"t{number // 5}"
    if number % 5 == 0:
        return UserMessage(f"i{number}", turn, status=status, text=f"prompt {number}")
    level = NoticeLevel.ERROR if number % 7 == 0 else NoticeLevel.DIM
    return Notice(f"i{number}", turn, status=status, level=level, text=f"words {number}")


def bounded(items: int = 0, unpacked: int = 20_000) -> Items:
    return Items(map(made, range(items)), Memory(unpacked=unpacked))


def packed(items: Items) -> list[int]:
    return [index for index in range(len(items)) if items.is_packed(index)]


def test_only_what_was_used_last_stays_unpacked() -> None:
    items = bounded(1000)
    assert len(packed(items)) > 950
    assert items.memory is not None
    assert items.memory.unpacked_bytes <= 20_000
    assert [item.id for item in items] == [f"i{number}" for number in range(1000)]
    assert len(packed(items)) > 950, "a loop unpacks nothing for good"
    assert items[3].id == "i3"
    assert not items.is_packed(3)


def test_without_a_memory_nothing_is_packed() -> None:
    assert packed(Items(map(made, range(1000)))) == []


def test_what_is_open_is_never_packed() -> None:
    items = Items(memory=Memory(unpacked=20_000))
    items.append(made(0, ItemStatus.RUNNING))
    items.extend(map(made, range(1, 1000)))
    assert packed(items)
    assert not items.is_packed(0)


def test_what_is_changed_while_it_is_packed_stays_changed() -> None:
    items = bounded(1000)
    item = items.get("i11")
    assert isinstance(item, Notice)
    item.text = "other words"
    for index in range(1000):
        assert items[index].id == f"i{index}"
    assert items.is_packed(11)
    again = items.peek(11)
    assert isinstance(again, Notice)
    assert again.text == "other words"
    assert again is not item


def test_what_wakes_up_to_be_read_only_is_not_packed_again(monkeypatch: pytest.MonkeyPatch) -> None:
    items = bounded(1000)
    seen = unpackings(monkeypatch)
    packed: list[int] = []
    pack = packing.pack

    def note(items: Sequence[Item]) -> bytes | None:
        packed.append(len(items))
        return pack(items)

    monkeypatch.setattr(packing, "pack", note)
    for index in range(1000):
        assert items[index]
    assert len(seen) >= 240
    # Only the last chunks, which were unpacked until then.
    assert len(packed) < 15


def test_items_are_found_by_id_packed_or_not() -> None:
    items = bounded(1000)
    assert [items.place(f"i{number}") for number in range(1000)] == list(range(1000))
    assert items.place("i1000") is None
    assert items.get("nobody") is None
    assert items.knows("i0")
    assert not items.knows("nobody")


def test_a_copy_does_not_see_what_comes_later() -> None:
    items = bounded(10)
    copy = items.copy()
    items.append(made(10))
    items[:0] = [made(11)]
    del items[4]
    assert [item.id for item in copy] == [f"i{number}" for number in range(10)]
    assert copy.place("i10") is None
    assert len(items) == 11


def test_what_grew_at_both_ends_is_known_to_have_without_waking_anybody(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    items = bounded()
    items.extend(map(made, range(500, 600)))
    copy = items.copy()
    items[:0] = list(map(made, range(500)))
    items.extend(map(made, range(600, 700)))
    seen = unpackings(monkeypatch)
    assert items.above(copy) == 500
    assert len(seen) <= 2


@pytest.mark.parametrize("mark", [PROMPT, WRONG, TURN])
@pytest.mark.parametrize("step", [-1, 1])
def test_prompts_errors_and_turns_are_found_without_waking_anybody(
    mark: int, step: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    items = bounded(500)
    plain = list(items)
    wanted = [
        index
        for index, item in enumerate(plain)
        if (isinstance(item, UserMessage) and mark == PROMPT)
        or (went_wrong(item) and mark == WRONG)
        or ((index == 0 or plain[index - 1].turn_id != item.turn_id) and mark == TURN)
    ]
    seen = unpackings(monkeypatch)
    found = []
    at = items.next_marked(0 if step > 0 else 499, step, mark)
    while at is not None:
        found.append(at)
        at = items.next_marked(at + step, step, mark)
    assert found == (wanted if step > 0 else wanted[::-1])
    assert seen == []


def test_a_copy_finds_what_was_moved_to_other_chunks_since() -> None:
    items = bounded(100)
    copy = items.copy()
    items[50:50] = [made(500)]
    assert [copy.place(f"i{number}") for number in range(100)] == list(range(100))
    assert copy.place("i500") is None


def test_what_was_replaced_as_a_whole_is_known_to_copies_only() -> None:
    items = bounded(100)
    copy = items.copy()
    items[:] = [made(500)]
    assert items.get("i5") is None
    assert not items.knows("i5")
    assert copy.place("i5") == 5
    assert items.get("i500") is not None


def deeds() -> st.SearchStrategy[list[tuple[str, int, int]]]:
    verb = st.sampled_from(
        [
            "append",
            "prepend",
            "insert",
            "delete",
            "replace",
            "touch",
            "unpack",
            "grow",
            "close",
            "copy",
            "cut",
        ]
    )
    return st.lists(st.tuples(verb, st.integers(0, 200), st.integers(1, 12)), max_size=40)


def serials() -> Iterator[int]:
    number = 1000
    while True:
        yield number
        number += 1


@given(deeds())
@settings(deadline=None)
def test_any_life_gives_the_same_items_as_one_without_packing(life: list[tuple[str, int, int]]) -> None:
    number = serials()
    items, plain = bounded(unpacked=6000), list[Item]()
    items.extend(map(made, range(60)))
    plain.extend(map(made, range(60)))
    copy, kept = items.copy(), [item.id for item in plain]
    for verb, where, count in life:
        at = where % (len(plain) + 1)
        if verb == "copy":
            copy, kept = items.copy(), [item.id for item in plain]
        elif verb in ("append", "prepend", "insert"):
            at = {"append": len(plain), "prepend": 0}.get(verb, at)
            new = [next(number) for _ in range(count)]
            items[at:at] = map(made, new)
            plain[at:at] = map(made, new)
        elif verb in ("delete", "cut"):
            end = at + count if verb == "delete" else len(plain)
            del items[at:end], plain[at:end]
        elif at < len(plain):
            _do(verb, at, count, items, plain)
        assert len(items) == len(plain)
        assert [item.id for item in copy] == kept
        above = items.above(copy)
        if above is not None:
            assert [item.id for item in plain[above : above + len(kept)]] == kept
    assert list(items) == plain
    assert [item.revision for item in items] == [item.revision for item in plain]
    assert [items[index] for index in range(len(plain))] == plain
    assert [item.id for item in reversed(items)] == [item.id for item in reversed(plain)]
    places = [items.place(item.id) for item in plain]
    assert places == list(range(len(plain)))
    draw = random.Random(len(plain))
    for index in draw.sample(range(len(plain)), min(5, len(plain))):
        assert items.get(plain[index].id) == plain[index]


def _do(verb: str, at: int, count: int, items: Items, plain: list[Item]) -> None:
    if verb == "unpack":
        assert items[at].id == plain[at].id
    elif verb == "replace":
        for each in (items, plain):
            each[at] = Notice(plain[at].id, plain[at].turn_id, status=DONE, text=f"{count}")
    else:
        for item in (items.get(plain[at].id), plain[at]):
            assert item is not None
            item.revision += 1
            if verb == "grow":
                item.status = ItemStatus.RUNNING
            elif verb == "close":
                item.status = DONE
