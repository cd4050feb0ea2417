"""Work for long conversations is counted: what is guessed at once, what later, what never again."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from codex_tui.blocks import UNICODE
from codex_tui.blocks.agent_message import A_FRAME
from codex_tui.blocks.notice import NoticeBlock
from codex_tui.state.items import AgentMessage, GrowingText, Item, Notice
from codex_tui.widgets.transcript_document import Document
from codex_tui.widgets.transcript_paint import StripPainter
from rich.style import Style

if TYPE_CHECKING:
    from codex_tui.blocks import View

MANY = 5000


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
    painter = StripPainter(lambda _name: Style(), UNICODE)
    painter.width = width
    return Document(painter)


def items(name: str, count: int = MANY) -> list[Item]:
    return [Notice(f"{name}{number}", "t", text="words") for number in range(count)]


def test_only_the_last_heights_of_a_long_conversation_are_guessed_before_it_is_shown(
    guesses: list[str],
) -> None:
    long = document()
    long.set_items(items("a"), {})
    assert 0 < len(guesses) < 1000
    assert guesses[0] == f"a{MANY - 1}"
    assert long.rough == MANY - len(guesses)


def test_the_others_follow_in_slices_and_come_out_the_same(guesses: list[str]) -> None:
    long = document()
    long.set_items(items("a"), {})
    slices = 0
    while long.rough:
        before = len(guesses)
        long.refine(500)
        assert len(guesses) - before <= 500
        slices += 1
    assert slices > 5
    assert sorted(guesses) == sorted(item.id for item in long.items)
    assert {long.heights[index] for index in range(MANY - 1)} == {3}


def test_who_comes_back_to_a_conversation_has_nothing_guessed_again(guesses: list[str]) -> None:
    long, first, second = document(), items("a"), items("b")
    long.set_items(first, {})
    long.refine(MANY)
    total = long.heights.total
    long.set_items(second, {})
    guesses.clear()
    long.set_items(first, {})
    assert (guesses, long.rough, long.heights.total) == ([], 0, total)
    first.append(Notice("one more", "t", text="words"))
    long.sync()
    assert guesses == ["one more", f"a{MANY - 1}"]


def test_another_width_keeps_the_heights_until_it_is_their_turn(guesses: list[str]) -> None:
    long = document()
    long.set_items(items("a"), {})
    long.refine(MANY)
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
    long.refine(MANY)
    assert long.heights[0] == exact
    assert "a0" not in guesses


def test_a_view_without_a_width_guesses_nothing(guesses: list[str]) -> None:
    hidden = document(width=0)
    hidden.set_items(items("a"), {})
    assert (guesses, hidden.rough) == ([], 0)


def test_a_flood_in_one_message_is_drawn_over_several_updates() -> None:
    growing = AgentMessage("a", "t", text=GrowingText("word\n\n" * 10 * A_FRAME))
    shown = document()
    shown.set_items([growing], {})
    updates, height = 1, shown.measure(0)
    while shown.draw_on():
        assert shown.measure(0) > height
        updates, height = updates + 1, shown.measure(0)
    assert updates > 5
    assert shown.blocks_drawn == updates
    assert height == 2 * 10 * A_FRAME - 1
