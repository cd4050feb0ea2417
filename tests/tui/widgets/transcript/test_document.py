"""Work for long conversations is counted: what is guessed at once, what later, what never again."""

from __future__ import annotations

import copy
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from codex_tui.blocks import UNICODE
from codex_tui.blocks.agent_message import A_FRAME
from codex_tui.blocks.notice import NoticeBlock
from codex_tui.blocks.query import Query
from codex_tui.state.archive import Items, Memory
from codex_tui.state.archive.chunk import MOST_ITEMS
from codex_tui.state.items import AgentMessage, GrowingText, Item, Notice, UserMessage
from codex_tui.widgets.transcript.document import Document
from codex_tui.widgets.transcript.paint import StripPainter
from codex_tui.widgets.transcript.roles import ROLE_STYLES
from codex_tui.widgets.transcript.search import Search
from conversations import DONE, command, drawings
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.style import Style
from unpackings import unpackings

if TYPE_CHECKING:
    from codex_tui.blocks import View

MANY = 5000
PLAIN = dict.fromkeys(ROLE_STYLES, Style())


@pytest.fixture
def guesses(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The ids of the items whose heights are guessed."""
    asked: list[str] = []

    def estimate(_block: NoticeBlock, item: Notice, _view: View) -> int:
        asked.append(item.id)
        return 2

    monkeypatch.setattr(NoticeBlock, "estimate", estimate)
    return asked


def document(width: int = 80) -> Document:
    painter = StripPainter(PLAIN.copy, UNICODE)
    painter.width = width
    return Document(painter)


def items(name: str, count: int = MANY) -> Items:
    return Items(Notice(f"{name}{number}", "t", text="words") for number in range(count))


def test_only_the_last_heights_of_a_long_conversation_are_guessed_before_it_is_shown(
    guesses: list[str],
) -> None:
    long = document()
    long.set_items(items("a"), {})
    assert 0 < len(guesses) < 1000
    assert guesses[0] == f"a{MANY - 1}"
    assert long.unguessed == MANY - len(guesses)


def test_the_others_follow_in_slices_and_come_out_the_same(guesses: list[str]) -> None:
    long = document()
    long.set_items(items("a"), {})
    slices = 0
    while long.unguessed:
        before = len(guesses)
        long.guess_more(500)
        assert len(guesses) - before <= 500
        slices += 1
    assert slices > 5
    assert sorted(guesses) == sorted(item.id for item in long.items)
    assert {long.heights[index] for index in range(MANY - 1)} == {3}


def test_who_comes_back_to_a_conversation_has_nothing_guessed_again(guesses: list[str]) -> None:
    long, first, second = document(), items("a"), items("b")
    long.set_items(first, {})
    long.guess_more(MANY)
    total = long.heights.total
    long.set_items(second, {})
    guesses.clear()
    long.set_items(first, {})
    assert (guesses, long.unguessed, long.heights.total) == ([], 0, total)
    first.append(Notice("one more", "t", text="words"))
    long.sync()
    assert guesses == ["one more", f"a{MANY - 1}"]


def test_another_width_keeps_the_heights_until_it_is_their_turn(guesses: list[str]) -> None:
    long = document()
    long.set_items(items("a"), {})
    long.guess_more(MANY)
    total = long.heights.total
    guesses.clear()
    long.painter.width = 60
    long.estimate_all()
    assert len(guesses) < 1000
    assert long.heights.total == total


def test_what_was_seen_keeps_its_exact_height_when_its_slice_comes(guesses: list[str]) -> None:
    long = document()
    long.set_items(items("a"), {})
    exact = long.measure(0)
    long.guess_more(MANY)
    assert long.heights[0] == exact
    assert "a0" not in guesses


def test_a_view_without_a_width_guesses_nothing(guesses: list[str]) -> None:
    hidden = document(width=0)
    hidden.set_items(items("a"), {})
    assert (guesses, hidden.unguessed) == ([], 0)


def test_a_flood_in_one_message_is_drawn_over_several_updates(monkeypatch: pytest.MonkeyPatch) -> None:
    drawn_ids = drawings(monkeypatch)
    growing = AgentMessage("a", "t", text=GrowingText("word\n\n" * 10 * A_FRAME))
    shown = document()
    shown.set_items(Items([growing]), {})
    updates, height = 1, shown.measure(0)
    while shown.draw_on():
        assert shown.measure(0) > height
        updates, height = updates + 1, shown.measure(0)
    assert updates > 5
    assert drawn_ids == ["a"] * updates
    assert height == 2 * 10 * A_FRAME - 1


def told(count: int) -> list[Item]:
    """Turns of five items: a prompt, a command that may have failed, answers of many lengths."""
    made: list[Item] = []
    for number in range(count):
        turn = f"t{number // 5}"
        words = f"**answer** {number} " + "and more words to wrap " * (number % 17)
        if number % 5 == 0:
            made.append(UserMessage(f"i{number}", turn, status=DONE, text=f"prompt {number}"))
        elif number % 5 == 1:
            facts = {"turn_id": turn, "exit_code": number % 3}
            made.append(replace(command(number, lines=number % 40), id=f"i{number}", **facts))  # type: ignore[arg-type]  # of two kinds
        else:
            made.append(AgentMessage(f"i{number}", turn, status=DONE, text=GrowingText(words)))
    return made


def matches(document: Document, text: str) -> tuple[int, ...]:
    search = Search(document, Query(text))
    while not search.done:
        search.read_on()
    return tuple(search.in_block(index) for index in range(len(document)))


def heights(document: Document) -> list[int]:
    return [document.heights[index] for index in range(len(document.heights))]


def rows(document: Document) -> list[list[str]]:
    return [
        [line.text for line in document.block(index).lines] + [""] * document.heights[index]
        for index in range(len(document))
    ]


@given(
    st.lists(st.tuples(st.sampled_from(["append", "prepend", "look", "fold", "find"]), st.integers(0, 400))),
    st.sampled_from([40, 90]),
)
@settings(max_examples=30)
def test_a_conversation_that_is_packed_looks_like_one_that_is_not(
    deeds: list[tuple[str, int]], width: int
) -> None:
    source, memory = told(400), Memory(unpacked=8_000)
    shown = [document(width), document(width)]
    held = [Items(memory=memory), Items()]
    first, last = 200, 200
    for view, items in zip(shown, held, strict=True):
        view.set_items(items, {})
    for verb, number in [("append", 60), *deeds]:
        if verb == "append":
            last, before = min(400, last + number), last
            for items in held:
                items.extend(copy.deepcopy(source[before:last]))
        elif verb == "prepend":
            first, before = max(0, first - number), first
            for items in held:
                items[:0] = copy.deepcopy(source[first:before])
        added = [view.sync() for view in shown]
        assert added[0] == added[1]
        assert [shown[0].prepended, shown[0].reordered] == [shown[1].prepended, shown[1].reordered]
        index = min(number, len(shown[0]) - 1)
        if verb == "look":
            assert len({view.measure(index) for view in shown}) == 1
        elif verb == "fold":
            assert len({view.show_next_detail(index) for view in shown}) == 1
        elif verb == "find":
            assert len({matches(view, f"{number % 10} and") for view in shown}) == 1
        assert heights(shown[0]) == heights(shown[1])
    for view in shown:
        view.guess_more(1000)
    assert heights(shown[0]) == heights(shown[1])
    assert rows(shown[0]) == rows(shown[1])


def test_what_was_drawn_is_not_drawn_again_when_it_wakes(monkeypatch: pytest.MonkeyPatch) -> None:
    memory, long = Memory(unpacked=8_000), document()
    items = Items(told(1000), memory)
    long.set_items(items, {})
    for index in range(900, 950):
        long.block(index)
    drawn_ids = drawings(monkeypatch)
    for index in range(300):
        assert items[index]
    assert items.is_packed(900)
    for index in range(900, 950):
        long.block(index)
    assert drawn_ids == []


def test_finding_wakes_nobody_and_unpacks_each_chunk_once(monkeypatch: pytest.MonkeyPatch) -> None:
    memory, long = Memory(unpacked=8_000), document()
    items = Items(told(2000), memory)
    long.set_items(items, {})
    unpacked = [index for index in range(2000) if not items.is_packed(index)]
    seen = unpackings(monkeypatch)
    search = Search(long, Query("answer"))
    slices = 0
    while not search.done:
        search.read_on()
        slices += 1
    assert search.total == 1200
    assert slices > 5
    assert len(seen) <= 2000 / MOST_ITEMS + 1
    assert [index for index in range(2000) if not items.is_packed(index)] == unpacked
