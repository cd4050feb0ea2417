"""Finding in the application: the keys, the focus, the draft."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from cockpit_stage import (
    clock_of,
    demo_backend,
    drawn,
    long_thread,
    running,
    scripted_backend,
    settled,
    until,
)
from codex_app_server.testing import ScriptedServer
from codex_tui.app import CodexTui
from codex_tui.keys import Area
from conversations import found

if TYPE_CHECKING:
    from codex_tui.state.threads import ThreadState

pytestmark = pytest.mark.anyio


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"


async def test_a_search_is_typed_stepped_through_and_closed_without_touching_the_draft() -> None:
    app = CodexTui(demo_backend())
    async with running(app) as pilot:
        threads = app.cockpit.store.threads.values()
        app.cockpit.actions.open(next(each.id for each in threads if each.title == "Explain the router"))
        await settled(app, pilot)
        await pilot.press(*"draft", "ctrl+f")
        await until(lambda: app.cockpit.panes.area is Area.FIND, "the line")
        await pilot.press(*"The")
        view = app.cockpit.transcript
        await until(lambda: found(view)[1] == 16, "all matches")
        await pilot.press("alt+c")
        await until(lambda: 0 < found(view)[1] < 16, "fewer of them")
        assert "● case" in await drawn(app, pilot)
        first = found(view)[0]
        await pilot.press("f6")
        await until(lambda: app.cockpit.panes.area is not Area.FIND, "another pane")
        view.focus()
        await pilot.press("n")
        assert found(view)[0] != first
        await pilot.press("N")
        assert found(view)[0] == first
        await pilot.press("escape")
        assert not app.cockpit.finding.is_open
        clock_of(app).advance(1)
        await pilot.press("escape", "ctrl+f")
        clock_of(app).advance(1)
        await until(lambda: app.cockpit.panes.area is Area.FIND, "the line again")
        assert app.cockpit.finding.bar.line.value == "The"
        await pilot.press("escape")
        assert app.cockpit.panes.area is Area.COMPOSER
        assert app.cockpit.composer.text == "draft"


async def test_another_thread_closes_the_search() -> None:
    app = CodexTui(demo_backend())
    async with running(app) as pilot:
        await pilot.press("ctrl+f")
        await until(lambda: app.cockpit.panes.area is Area.FIND, "the line")
        await pilot.press("alt+down")
        assert not app.cockpit.finding.is_open
        assert app.cockpit.panes.area is Area.COMPOSER


async def test_a_search_reads_the_rest_of_the_history_while_the_composer_works() -> None:
    server = ScriptedServer(pace=0, threads=[long_thread(130)])
    app = CodexTui(scripted_backend(server))
    async with running(app) as pilot:
        thread = opened(app)
        await until(lambda: thread.items, "the end of the thread")
        assert "answer 129" in await drawn(app, pilot)
        assert thread.older is not None
        assert len(thread.items) < 130
        await pilot.press(*"hi", "ctrl+f")
        await until(lambda: app.cockpit.panes.area is Area.FIND, "the line")
        await pilot.press(*"prompt 1", "alt+w")
        view = app.cockpit.transcript
        await until(lambda: thread.older is None and found(view) == (1, 1), "the first turns")
        await pilot.press("up")
        assert "prompt 1" in await drawn(app, pilot)
        assert len(thread.items) == 260
        assert app.cockpit.composer.text == "hi"


async def test_scrolling_up_reads_ahead_and_the_top_is_the_beginning() -> None:
    server = ScriptedServer(pace=0, threads=[long_thread(130)])
    app = CodexTui(scripted_backend(server))
    async with running(app) as pilot:
        thread, view = opened(app), app.cockpit.transcript
        await until(lambda: thread.items, "the end of the thread")
        view.focus()
        seen: list[str] = []
        while thread.older is not None and len(seen) < 60:
            await pilot.press("pageup")
            seen.append(await drawn(app, pilot))
            await until(lambda: not thread.reading_older, "the page")
        assert len(seen) > 5
        await pilot.press("G")
        assert "answer 129" in await drawn(app, pilot)
        await pilot.press("g")
        await until(lambda: thread.older is None and view.viewport.first_row == 0, "the beginning")
        assert "prompt 0" in await drawn(app, pilot)


def opened(app: CodexTui) -> ThreadState:
    """The thread, open."""
    app.cockpit.actions.open_newest()
    assert app.cockpit.thread is not None
    return app.cockpit.thread
