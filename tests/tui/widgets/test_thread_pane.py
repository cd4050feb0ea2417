from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from codex_tui.state.threads import ThreadState
from codex_tui.widgets.thread_list import ThreadList
from codex_tui.widgets.thread_pane import ThreadFilter, ThreadHeading, ThreadPane
from textual import events
from widget_stage import Stage

if TYPE_CHECKING:
    from textual.app import ComposeResult


pytestmark = pytest.mark.anyio


@pytest.fixture
def pane() -> ThreadPane:
    return ThreadPane()


class PaneStage(Stage):
    AUTO_FOCUS = "ThreadList"


@pytest.fixture
def app(pane: ThreadPane) -> PaneStage:
    return PaneStage(pane)


def asked(app: Stage) -> list[str]:
    return [message.text for message in app.messages(ThreadPane.FilterChanged)]


def heading(pane: ThreadPane) -> str:
    return " ".join(pane.query_one(ThreadHeading).render_line(0).text.split())


async def test_the_heading_counts(app: Stage, pane: ThreadPane) -> None:
    async with app.run_test():
        pane.show_rows([ThreadState("a")], None, 0.0, reading="reading the list")
        assert heading(pane) == "Threads 1…"
        pane.show_rows([ThreadState("a"), ThreadState("b")], None, 0.0, archived=True)
        assert heading(pane) == "Threads, archived too 2"


async def test_a_slash_opens_the_filter_and_every_key_asks_anew(app: Stage, pane: ThreadPane) -> None:
    async with app.run_test() as pilot:
        await pilot.press("slash", "r", "e")
        assert asked(app) == ["r", "re"]
        assert pane.filter_text == "re"
        assert isinstance(app.focused, ThreadFilter)


async def test_enter_keeps_the_filter_and_goes_to_what_was_found(app: Stage, pane: ThreadPane) -> None:
    async with app.run_test() as pilot:
        await pilot.press("slash", "r", "enter")
        assert isinstance(app.focused, ThreadList)
        assert pane.query_one(ThreadFilter).display
        assert pane.filter_text == "r"


async def test_escape_clears_the_filter_and_closes_it(app: Stage, pane: ThreadPane) -> None:
    async with app.run_test() as pilot:
        await pilot.press("slash", "r", "escape")
        assert asked(app) == ["r", ""]
        assert isinstance(app.focused, ThreadList)
        assert not pane.query_one(ThreadFilter).display


async def test_a_pasted_filter_is_one_line_without_controls(app: Stage, pane: ThreadPane) -> None:
    async with app.run_test() as pilot:
        await pilot.press("slash")
        app.post_message(events.Paste("a\x1b[2J\nb\n"))
        await pilot.pause()
        assert pane.filter_text == "a␛[2J⏎b"


async def test_an_empty_list_tells_why(app: Stage, pane: ThreadPane) -> None:
    async with app.run_test() as pilot:
        pane.show_rows([], None, 0.0, reading="reading the list")
        assert pane.list.render_line(1).text.strip() == "reading the list"
        pane.show_rows([], None, 0.0)
        assert pane.list.render_line(1).text.strip() == "no threads yet"
        await pilot.press("slash", "x")
        pane.show_rows([], None, 0.0)
        assert pane.list.render_line(1).text.strip() == "nothing matches"


class SlowPane(ThreadPane):
    """A pane that threads reach before its children are composed, as on a busy machine."""

    def compose(self) -> ComposeResult:
        self.show_rows([ThreadState("a")], None, 0.0, reading="reading the list")
        self.update_rows(["a"])
        self.tick(1.0)
        self.reduced_motion = True
        assert self.filter_text == ""
        yield from super().compose()


async def test_threads_that_come_before_the_children_are_composed_are_shown_then() -> None:
    pane = SlowPane()
    app = PaneStage(pane)
    async with app.run_test():
        assert heading(pane) == "Threads 1…"
        assert [row.id for row in pane.list.rows] == ["a"]
