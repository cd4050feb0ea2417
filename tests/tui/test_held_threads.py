"""Threads that another program holds, and those that this one lets go."""

from __future__ import annotations

import pytest
from cockpit_stage import clock_of, drawn, open_thread, running, scripted_backend, until
from codex_app_server.testing import ScriptedServer
from codex_tui.app import CodexTui
from codex_tui.screens.releasing import KEPT_FOR
from codex_tui.session.writer_locks import Writer, WriterKind

pytestmark = pytest.mark.anyio


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"


async def test_a_held_thread_takes_a_draft_and_is_free_again_by_itself(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    writers: list[Writer] = []
    monkeypatch.setattr("codex_tui.session.session.writer_of", lambda *_: writers[0] if writers else None)
    server = ScriptedServer(pace=0)
    first = CodexTui(scripted_backend(server))
    async with running(first) as pilot:
        await pilot.press(*"mine", "enter")
        await until(lambda: first.cockpit.thread and first.cockpit.thread.turns, "the thread")
        await until(lambda: not first.cockpit.turn_runs, "the end of the turn")
        held = open_thread(first).id
    writers.append(Writer(WriterKind.BACKGROUND, 4711))
    app = CodexTui(scripted_backend(server))
    async with running(app, (80, 24)) as pilot:
        app.cockpit.actions.open(held)
        await until(lambda: open_thread(app).items, "its history")
        shown = await drawn(app, pilot)
        assert "background server of codex" in shown
        assert "4711" in shown
        await pilot.press(*"a draft")
        assert app.cockpit.composer.text == "a draft"
        await pilot.press("f6", "r")
        assert open_thread(app).read_only is not None
        writers.clear()
        await until(lambda: open_thread(app).read_only is None, "the look that finds it free")
        assert "background server" not in await drawn(app, pilot)
        await pilot.press("escape", "enter")
        await until(lambda: "echo: a draft" in str(server.threads), "the answer")


async def test_f_goes_on_in_a_fork_of_a_held_thread(monkeypatch: pytest.MonkeyPatch) -> None:
    server = ScriptedServer(pace=0)
    app = CodexTui(scripted_backend(server))
    async with running(app) as pilot:
        await pilot.press(*"mine", "enter")
        await until(lambda: app.cockpit.thread and app.cockpit.thread.turns, "the thread")
        await until(lambda: not app.cockpit.turn_runs, "the end of the turn")
        held = open_thread(app)
        held.loaded = False
        monkeypatch.setattr("codex_tui.session.session.writer_of", lambda *_: Writer(WriterKind.CODEX, 7))
        app.cockpit.actions.open(held.id)
        await pilot.press("f6", "f")
        await until(lambda: open_thread(app).id != held.id, "the fork")
        assert open_thread(app).forked_from == held.id
        assert open_thread(app).read_only is None


async def test_an_idle_thread_out_of_view_is_let_go_after_a_while_and_opened_again_when_wanted() -> None:
    server = ScriptedServer(pace=0)
    server.answer("thread/goal/get", lambda _: {"goal": None})
    app = CodexTui(scripted_backend(server))
    async with running(app) as pilot:
        await pilot.press(*"mine", "enter")
        await until(lambda: app.cockpit.thread and app.cockpit.thread.turns, "the thread")
        await until(lambda: not app.cockpit.turn_runs, "the end of the turn")
        thread = open_thread(app)
        clock_of(app).advance(KEPT_FOR)
        app.cockpit.releasing.look()
        app.cockpit.actions.begin_new()
        for _ in range(2):
            assert thread.loaded
            clock_of(app).advance(KEPT_FOR)
            app.cockpit.releasing.look()
        await until(lambda: not thread.loaded, "the release")
        assert len(server.requests("thread/unsubscribe")) == 1
        app.cockpit.actions.open(thread.id)
        await pilot.press(*"again", "enter")
        await until(lambda: "echo: again" in str(server.threads), "the answer")
