"""Forks on the real server, which lists one only after its own first prompt: they outlive a restart here."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from cockpit_stage import area_of, drawn, hints_of, open_thread, running, until
from codex_app_server import AsyncCodex
from codex_tui.app import CodexTui
from codex_tui.backend import Backend
from codex_tui.disk.local_store import LocalStore
from codex_tui.keys import Area
from codex_tui.session import SessionOptions
from codex_tui.state.items import AgentMessage
from session_stage import texts

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from codex_app_server import AppServerConfig
    from real_server import CodexHome

    Config = Callable[..., AppServerConfig]

pytestmark = pytest.mark.anyio


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"


async def test_a_fork_at_a_turn_is_in_its_place_after_a_restart_until_the_server_has_it_no_more(
    real_config: Config, codex_home: CodexHome, tmp_path: Path
) -> None:
    def app_again() -> CodexTui:
        options = SessionOptions(cwd=str(codex_home.work), ask_trust=False)
        store = LocalStore(tmp_path / "state", home=str(codex_home.path))
        return CodexTui(Backend(real_config(), options, local_store=store))

    app = app_again()
    async with running(app) as pilot:
        for text in ("text:first", "text:second"):
            await pilot.press(*text, "enter")
            await until(lambda: app.cockpit.thread and app.cockpit.thread.turns, "the turn")
            await until(lambda: not app.cockpit.turn_runs, "the end of the turn")
        parent = open_thread(app)
        await pilot.press("f6")
        await until(lambda: area_of(app) is Area.CONVERSATION, "the conversation")
        await pilot.press("g", "f")
        await until(lambda: open_thread(app) is not parent, "the fork")
        fork = open_thread(app)
        await until(lambda: len(fork.turns) == 1, "the history of the fork")
        assert "fork after turn 1 of \u201ctext:first\u201d" in await drawn(app, pilot)
        await pilot.press("ctrl+t")
        await until(lambda: area_of(app) is Area.LIST, "the list")
        assert fork.sandbox == parent.sandbox
        await pilot.press("f")
        await until(lambda: open_thread(app).forked_from == fork.id, "the fork of the fork")
        gone = open_thread(app)
        rows = [row.id for row in app.cockpit.thread_pane.list.rows]
        assert rows == [parent.id, fork.id, gone.id]
    async with AsyncCodex(real_config()) as other:
        await other.api.thread_delete(thread_id=gone.id)

    app = app_again()
    async with running(app) as pilot:
        said = f"The fork \u201c{gone.title}\u201d left the list: the server does not have it any more."
        await until(lambda: said in [note.message for note in app._notifications], "the sentence")
        await drawn(app, pilot)
        assert [row.id for row in app.cockpit.thread_pane.list.rows] == [parent.id, fork.id]
        await pilot.press("ctrl+t", "j", "enter")
        await until(lambda: open_thread(app).items, "the history")
        assert texts(open_thread(app), AgentMessage) == ["first"]
        assert "fork after turn 1 of \u201ctext:first\u201d" in await drawn(app, pilot)
        await pilot.press(*"text:third", "enter")
        await until(lambda: not open_thread(app).unbegun, "a prompt of its own")
        assert open_thread(app).title == "text:third"


async def test_a_question_aside_knows_the_thread_may_only_read_and_leaves_nothing(
    real_config: Config, codex_home: CodexHome
) -> None:
    app = CodexTui(Backend(real_config(), SessionOptions(cwd=str(codex_home.work), ask_trust=False)))
    async with running(app) as pilot:
        await pilot.press(*"text:first", "enter")
        await until(lambda: app.cockpit.thread and app.cockpit.thread.turns, "the turn")
        await until(lambda: not app.cockpit.turn_runs, "the end of the turn")
        parent = open_thread(app)
        await pilot.press(*"/side text:between us", "enter")
        await until(lambda: texts(open_thread(app), AgentMessage) == ["between us"], "the answer")
        await until(lambda: not app.cockpit.turn_runs, "the end of the turn")
        aside = open_thread(app)
        assert (aside.forked_from, aside.sandbox) == (parent.id, "read-only")
        text = await drawn(app, pilot)
        assert "fork after turn 1 of" in text
        assert text.count("nothing of") == 3
        assert hints_of(app)["esc"] == "leave"
        await pilot.press("escape")
        await until(lambda: open_thread(app) is parent, "the thread again")
        await drawn(app, pilot)
        assert [row.id for row in app.cockpit.thread_pane.list.rows] == [parent.id]
    async with AsyncCodex(real_config()) as other:
        assert [row.id for row in (await other.thread_list(model_providers=[])).data] == [parent.id]
