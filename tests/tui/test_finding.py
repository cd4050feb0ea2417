"""Finding in the application: the keys, the focus, the draft."""

from __future__ import annotations

import pytest
from cockpit_stage import demo_backend, drawn, running, settled, until
from codex_tui.app import CodexTui
from codex_tui.screens.area import Area

pytestmark = pytest.mark.anyio


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"


async def test_a_search_is_typed_stepped_through_and_closed_without_touching_the_draft() -> None:
    app = CodexTui(demo_backend())
    async with running(app) as pilot:
        threads = app.cockpit.store.threads.values()
        app.cockpit.desk.open(next(each.id for each in threads if each.title == "Explain the router"))
        await settled(app, pilot)
        await pilot.press(*"draft", "ctrl+f")
        await until(lambda: app.cockpit.panes.area is Area.FIND, "the line")
        await pilot.press(*"The")
        view = app.cockpit.transcript
        await until(lambda: view.found[1] == 16, "all matches")
        await pilot.press("alt+c")
        await until(lambda: 0 < view.found[1] < 16, "fewer of them")
        assert "● case" in await drawn(app, pilot)
        first = view.found[0]
        await pilot.press("f6")
        await until(lambda: app.cockpit.panes.area is not Area.FIND, "another pane")
        view.focus()
        await pilot.press("n")
        assert view.found[0] != first
        await pilot.press("N")
        assert view.found[0] == first
        await pilot.press("escape")
        assert not app.cockpit.finding.is_open
        await pilot.press("escape", "ctrl+f")
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
