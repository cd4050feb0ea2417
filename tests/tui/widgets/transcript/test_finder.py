"""Finding in the conversation: what is counted, what is marked, where the view goes, what it costs."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from codex_tui.blocks.query import Query
from codex_tui.state.items import UserMessage
from codex_tui.widgets.find_pane import FindPane
from codex_tui.widgets.transcript.search import SLICE
from codex_tui.widgets.transcript.view import TranscriptView
from conversations import DONE, append_text, command, conversation, drawings, drawn, found, shown
from textual.widgets import Input

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.pilot import Pilot
    from widget_stage import Stage

pytestmark = pytest.mark.anyio

SIZE = (60, 20)


@pytest.fixture
def view() -> TranscriptView:
    return TranscriptView()


@pytest.fixture
def app(stage: Callable[..., Stage], view: TranscriptView) -> Stage:
    return stage(view)


async def searched(pilot: Pilot[None], view: TranscriptView) -> tuple[int, int]:
    """Wait until everything was looked through."""
    for _ in range(500):
        await pilot.pause(0.002)
        if not view.finder.unfinished:
            return found(view)
    raise AssertionError("The search does not end.")


@pytest.fixture
def searched_texts(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The texts in which matches are counted."""
    texts: list[str] = []
    count = Query.count

    def noting(self: Query, text: str, *, markup: bool = False) -> int:
        texts.append(text)
        return count(self, text, markup=markup)

    monkeypatch.setattr(Query, "count", noting)
    return texts


def current(view: TranscriptView) -> list[str]:
    """The text that is marked as the current match."""
    style = view.window.painter.named("hit-current")
    return [
        segment.text
        for y in range(view.size.height)
        for segment in view.render_line(y)
        if segment.style is not None and segment.style.bgcolor == style.bgcolor and segment.text.strip()
    ]


async def test_matches_are_counted_in_the_whole_thread_and_the_nearest_is_current(
    app: Stage, view: TranscriptView
) -> None:
    async with app.run_test(size=SIZE) as pilot:
        view.show(conversation(200))
        await pilot.pause()
        view.find(Query("prompt 1"))
        assert await searched(pilot, view) == (110, 111)
        assert current(view) == ["prompt 1"]
        assert any("prompt 198" in line for line in shown(view))


async def test_next_and_previous_go_around_the_ends(app: Stage, view: TranscriptView) -> None:
    async with app.run_test(size=SIZE) as pilot:
        view.show(conversation(30))
        await pilot.pause()
        view.find(Query("prompt 2"))
        first, total = await searched(pilot, view)
        assert total == 11
        for _ in range(total - first + 1):
            view.find_step(1)
        assert found(view) == (1, 11)
        assert any("prompt 2" in line for line in shown(view))
        view.find_step(-1)
        view.find_step(-1)
        assert found(view) == (10, 11)


async def test_a_match_in_folded_output_is_unfolded(app: Stage, view: TranscriptView) -> None:
    thread = conversation(20)
    thread.items.insert(6, command(777, lines=60))
    async with app.run_test(size=SIZE) as pilot:
        view.show(thread)
        await pilot.pause()
        view.find(Query("777.42"))
        assert await searched(pilot, view) == (1, 1)
        assert current(view) == ["777.42"]


async def test_a_search_draws_no_block_that_is_not_shown_and_reads_in_slices(
    app: Stage, view: TranscriptView, monkeypatch: pytest.MonkeyPatch, searched_texts: list[str]
) -> None:
    thread = conversation(0)
    thread.items += [UserMessage(f"u{n}", "t", status=DONE, text="hay " * 250 + str(n)) for n in range(1000)]
    async with app.run_test(size=SIZE) as pilot:
        view.show(thread)
        await pilot.pause()
        shown(view)
        drawn_ids = drawings(monkeypatch)
        view.find(Query("needle"))
        assert 0 < sum(map(len, searched_texts)) <= SLICE + 2000
        assert await searched(pilot, view) == (0, 0)
        assert sum(map(len, searched_texts)) >= 1_000_000
        assert len(drawn_ids) <= 2


async def test_what_streams_in_is_counted_without_reading_the_rest_again(
    app: Stage, view: TranscriptView, searched_texts: list[str]
) -> None:
    thread = conversation(300)
    async with app.run_test(size=SIZE) as pilot:
        view.show(thread)
        await pilot.pause()
        view.find(Query("zebra"))
        await searched(pilot, view)
        searched_texts.clear()
        append_text(thread, "a299", " zebra")
        thread.items.append(command(500, command="zebra"))
        view.update_blocks(["a299"], structure=True)
        await drawn(pilot, view)
        assert found(view)[1] == 2
        assert 0 < sum(map(len, searched_texts)) < 1000


async def test_history_that_comes_above_is_searched_and_the_match_stays_current(
    app: Stage, view: TranscriptView
) -> None:
    thread = conversation(20)
    async with app.run_test(size=SIZE) as pilot:
        view.show(thread)
        await pilot.pause()
        view.find(Query("prompt 5"))
        assert await searched(pilot, view) == (1, 1)
        thread.items[:0] = [
            UserMessage(f"old{number}", "t", status=DONE, text="prompt 5") for number in range(50)
        ]
        view.update_blocks((), structure=True)
        await drawn(pilot, view)
        assert await searched(pilot, view) == (51, 51)
        assert current(view) == ["prompt 5"]


async def test_matches_are_shown_in_the_scroll_bar(app: Stage, view: TranscriptView) -> None:
    async with app.run_test(size=SIZE) as pilot:
        view.show(conversation(200))
        await pilot.pause()
        view.find(Query("answer 0"))
        await searched(pilot, view)
        bar = view.vertical_scrollbar
        rows = [strip.text for strip in bar.render_lines(bar.size.region)]
        assert rows.index("━") == 0
        view.find(None)
        assert "━" not in [strip.text for strip in bar.render_lines(bar.size.region)]


async def test_typing_finds_and_escape_gives_the_focus_back(stage: Callable[..., Stage]) -> None:
    view = TranscriptView()
    app = stage()
    async with app.run_test(size=SIZE) as pilot:
        pane, line = FindPane(view), Input("a draft")
        await app.mount(line, pane)
        view.show(conversation(30))
        line.focus()
        await pilot.pause()
        pane.open()
        await pilot.pause()
        await pilot.press(*"prompt 1")
        first, total = await searched(pilot, view)
        assert total == 11
        await pilot.press("up")
        assert found(view) == (first - 1, 11)
        pane.bar.switch("word")
        await pilot.pause()
        await pilot.pause()
        assert (await searched(pilot, view))[1] == 1
        await pilot.press("escape")
        assert not pane.is_open
        assert not view.finder.searches
        assert line.has_focus
        assert line.value == "a draft"
        assert pane.bar.line.value == "prompt 1"
