"""The application with threads that are mostly packed, or were forgotten in the meantime."""

from __future__ import annotations

import pytest
from cockpit_stage import drawn, long_thread, running, scripted_backend, until
from codex_app_server.testing import ScriptedServer
from codex_tui.app import CodexTui
from codex_tui.state.archive import Memory
from conversations import found

pytestmark = pytest.mark.anyio

TURNS = 400


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"


@pytest.fixture
def app(monkeypatch: pytest.MonkeyPatch) -> CodexTui:
    """Two threads, of which next to nothing is unpacked."""
    made = Memory.__init__
    monkeypatch.setattr(Memory, "__init__", lambda self: made(self, unpacked=50_000))
    server = ScriptedServer(pace=0, threads=[long_thread(TURNS), long_thread(3)])
    return CodexTui(scripted_backend(server))


def of_length(app: CodexTui, *, long: bool) -> str:
    threads = sorted(app.cockpit.store.threads.values(), key=lambda thread: thread.recency_at)
    return threads[-1 if long else 0].id


async def test_finding_jumping_and_copying_reach_what_is_packed(app: CodexTui) -> None:
    async with running(app) as pilot:
        cockpit, view = app.cockpit, app.cockpit.transcript
        cockpit.actions.open(of_length(app, long=True))
        await until(lambda: cockpit.thread and cockpit.thread.items, "its end")
        assert f"answer {TURNS - 1}" in await drawn(app, pilot)
        view.focus()
        await pilot.press("g")
        thread = cockpit.thread
        assert thread is not None
        await until(lambda: thread.older is None and view.viewport.first_row == 0, "all of it")
        await pilot.press("G")
        assert thread.items.is_packed(200)
        await pilot.press("ctrl+f", *"answer 27", "alt+w")
        await until(lambda: found(view) == (1, 1), "the match")
        assert "answer 27" in await drawn(app, pilot)
        await pilot.press("escape")
        view.focus()
        await pilot.press("left_square_bracket")
        assert "prompt 27" in await drawn(app, pilot)
        await pilot.press(*["shift+up"] * 60, "y")
        await until(lambda: app.clipboard, "the copy")
        assert app.clipboard.startswith("prompt 0\n\nanswer 0")
        assert app.clipboard.endswith("prompt 27")
        assert app.clipboard.count("prompt") == 28


async def test_a_forgotten_thread_opens_where_its_reader_left_it(app: CodexTui) -> None:
    async with running(app) as pilot:
        cockpit, view = app.cockpit, app.cockpit.transcript
        long, short = of_length(app, long=True), of_length(app, long=False)
        cockpit.actions.open(long)
        thread = cockpit.store.thread(long)
        await until(lambda: thread.items, "its end")
        assert f"answer {TURNS - 1}" in await drawn(app, pilot)
        view.focus()
        await pilot.press(*["left_square_bracket"] * 9)
        while "prompt 370" not in await drawn(app, pilot):
            await until(lambda: not thread.reading_older, "the page")
            await pilot.press("left_square_bracket")
        row = view.document.id_at(view.viewport.at(view.viewport.first_row)[0])
        cockpit.store.memory.most_bytes = 0
        cockpit.actions.open(short)
        assert len(thread.items) == 0
        await until(lambda: cockpit.thread and cockpit.thread.items, "the short one")
        cockpit.actions.open(long)
        await until(lambda: view.document.index_of(row) is not None, "the place")
        assert "prompt 370" in await drawn(app, pilot)
        assert view.document.id_at(view.viewport.at(view.viewport.first_row)[0]) == row
        assert not view.viewport.follows
