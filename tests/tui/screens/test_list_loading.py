from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from cockpit_stage import area_of, drawn, running, scripted_backend, until
from codex_app_server.testing import ScriptedServer, StoredThread, StoredTurn
from codex_tui.app import CodexTui
from codex_tui.keys import Area
from codex_tui.widgets import thread_list

if TYPE_CHECKING:
    from collections.abc import Sequence

    from codex_tui.state.threads import ThreadState

pytestmark = [pytest.mark.anyio, pytest.mark.parametrize("anyio_backend", ["asyncio"])]

PAGES = 9


@pytest.fixture
def stored() -> list[StoredThread]:
    return [
        StoredThread(
            name=f"{'oldest' if number == 0 else 'thread'} {number}",
            preview="prompt",
            cwd="/elsewhere",
            turns=[StoredTurn()],
            recency_at=1_700_000_000 + number,
        )
        for number in range(PAGES * 100)
    ]


@pytest.fixture
def server(stored: list[StoredThread]) -> ScriptedServer:
    return ScriptedServer(threads=stored, pace=0)


def pages(server: ScriptedServer) -> int:
    return sum("cwd" not in params for params in server.requests("thread/list"))


def rows(app: CodexTui) -> Sequence[ThreadState]:
    return app.cockpit.thread_pane.list.rows


async def test_as_much_of_the_list_is_read_as_is_scrolled_to(server: ScriptedServer) -> None:
    app = CodexTui(scripted_backend(server))
    async with running(app) as pilot:
        await until(lambda: app.cockpit.startup.done, "the start")
        assert pages(server) == 2
        assert "200…" in await drawn(app, pilot)
        await pilot.press("ctrl+t")
        await until(lambda: area_of(app) is Area.LIST, "the list")
        app.cockpit.thread_pane.list.action_move(160)
        await until(lambda: len(rows(app)) == 300, "the page that follows")
        assert pages(server) == 3
        app.cockpit.list_loading.reload()
        await until(lambda: pages(server) == 6, "as many pages as before")


async def test_the_end_is_the_last_of_all_threads_and_no_row_is_indexed_twice(
    server: ScriptedServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = CodexTui(scripted_backend(server))
    async with running(app) as pilot:
        await until(lambda: app.cockpit.startup.done, "the start")
        await pilot.press("ctrl+t")
        await until(lambda: area_of(app) is Area.LIST, "the list")
        indexed: list[int] = []
        depths = thread_list._depths

        def noted(shown: Sequence[ThreadState]) -> list[int]:
            indexed.append(len(shown))
            return depths(shown)

        monkeypatch.setattr(thread_list, "_depths", noted)
        await pilot.press("end")
        cursor = app.cockpit.thread_pane.list
        await until(lambda: len(rows(app)) == PAGES * 100, "all threads")
        await until(lambda: cursor.selected_id == rows(app)[-1].id, "the last thread")
        await until(lambda: not app.cockpit.ui.list_loading, "the end of the list")
        assert rows(app)[-1].title == "oldest 0"
        assert pages(server) == PAGES
        assert indexed == []


async def test_threads_of_this_directory_come_first_however_old_they_are(
    server: ScriptedServer, stored: list[StoredThread]
) -> None:
    for name in ("thread 5", "thread 3"):
        next(each for each in stored if each.name == name).cwd = server.cwd
    app = CodexTui(scripted_backend(server))
    async with running(app) as pilot:
        await until(lambda: app.cockpit.startup.done, "the start")
        assert [row.title for row in rows(app)][:3] == ["thread 5", "thread 3", "thread 899"]
        assert pages(server) == 2
        await pilot.press("ctrl+t", "end")
        await until(lambda: len(rows(app)) == PAGES * 100, "all threads")
        assert rows(app)[-1].title == "oldest 0"


async def test_a_filter_and_a_title_find_what_was_not_read_yet(server: ScriptedServer) -> None:
    app = CodexTui(scripted_backend(server))
    async with running(app) as pilot:
        await until(lambda: app.cockpit.startup.done, "the start")
        await pilot.press("ctrl+t", "slash", *"oldest")
        await until(lambda: [row.title for row in rows(app)] == ["oldest 0"], "the thread")
        assert pages(server) == PAGES


async def test_a_thread_is_opened_by_a_title_that_was_not_read_yet(server: ScriptedServer) -> None:
    app = CodexTui(scripted_backend(server))
    async with running(app):
        await until(lambda: app.cockpit.startup.done, "the start")
        app.cockpit.actions.open_named("Oldest 0")
        await until(lambda: app.cockpit.thread and app.cockpit.thread.title == "oldest 0", "the thread")
