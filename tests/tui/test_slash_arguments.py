"""Commands with words behind them, on a scripted server: each does what its key does, for what is named."""

from __future__ import annotations

import pytest
from cockpit_stage import (
    area_of,
    clock_of,
    drawn,
    long_thread,
    open_thread,
    running,
    scripted_backend,
    until,
)
from codex_app_server.testing import RpcError, ScriptedServer, StoredThread, StoredTurn, items
from codex_tui.app import CodexTui
from codex_tui.keys import Area
from codex_tui.screens.question import Question

pytestmark = pytest.mark.anyio


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"


def stored(name: str) -> StoredThread:
    """A thread of one turn."""
    turn = StoredTurn([items.user_message("where is the needle"), items.agent_message("in the hay")])
    return StoredThread(name=name, turns=[turn], created_at=1_795_000_000, recency_at=1_795_000_000)


def metadata(params: dict[str, object]) -> dict[str, object]:
    """One directory exists besides that of the server."""
    if params["path"] != "/home/user/other":
        raise RpcError(-32600, "No such file or directory")
    times = {"createdAtMs": 0, "modifiedAtMs": 0}
    return {"isDirectory": True, "isFile": False, "isSymlink": False, **times}


def notices(app: CodexTui) -> list[str]:
    """What was said to the person so far."""
    return [notice.message for notice in app._notifications]


async def test_what_a_command_is_given_is_what_it_acts_on() -> None:
    server = ScriptedServer(pace=0, threads=[stored("First"), stored("Second one")])
    server.answer("fs/getMetadata", metadata)
    app = CodexTui(scripted_backend(server))
    async with running(app) as pilot:
        cockpit = app.cockpit
        await pilot.press("ctrl+n", *"/resume", "space", *"second", "enter")
        await until(lambda: cockpit.thread is not None, "the thread that is named")
        assert open_thread(app).title == "Second one"

        await pilot.press(*"/rename", "space", *"Third", "enter")
        await until(lambda: open_thread(app).title == "Third", "the name")

        await until(lambda: open_thread(app).history_loaded, "the history")
        await pilot.press(*"/find", "space", *"needle", "enter")
        await until(lambda: area_of(app) is Area.FIND, "the search")
        assert cockpit.finding.bar.wanted.text == "needle"
        await pilot.press("escape")
        await until(lambda: not cockpit.finding.is_open, "its end")
        clock_of(app).advance(2)

        await pilot.press(*"/theme", "space", *"codex-light", "enter")
        await until(lambda: app.theme == "codex-light", "the theme")

        await pilot.press(*"/new", "space", *"../nowhere", "enter")
        await until(lambda: notices(app), "that it is not there")
        assert notices(app)[-1] == "There is no directory /home/user/nowhere."
        await pilot.press(*"/new", "space", *"../other", "enter")
        await until(lambda: cockpit.ui.new.chosen.cwd == "/home/user/other", "the new thread")
        assert "/home/user/other" in await drawn(app, pilot)
        await pilot.press(*"hello", "enter")
        await until(lambda: server.requests("thread/start"), "its thread")
        assert server.requests("thread/start")[-1]["cwd"] == "/home/user/other"


async def test_signing_out_is_asked_about_first() -> None:
    server = ScriptedServer(pace=0, account={"type": "chatgpt", "email": "a@b.c", "planType": "plus"})
    app = CodexTui(scripted_backend(server))
    async with running(app) as pilot:
        await pilot.press(*"/logout", "enter")
        await until(lambda: isinstance(app.screen, Question), "the question")
        clock_of(app).advance(1)
        await pilot.press("n")
        await until(lambda: app.screen is app.cockpit, "the answer")
        assert server.requests("account/logout") == []
        await pilot.press(*"/logout", "enter")
        await until(lambda: isinstance(app.screen, Question), "the question again")
        clock_of(app).advance(1)
        await pilot.press("y")
        await until(lambda: server.requests("account/logout"), "signed out")


async def test_resume_alone_narrows_the_list_by_what_is_typed_next() -> None:
    server = ScriptedServer(pace=0, threads=[stored("First"), stored("Second one")])
    app = CodexTui(scripted_backend(server))
    async with running(app) as pilot:
        await pilot.press("ctrl+n", *"/resume", "enter")
        await until(lambda: area_of(app) is Area.FILTER, "the filter")
        await pilot.press(*"seca")
        assert app.cockpit.ui.filter == "seca"
        assert not server.requests("thread/archive")


async def test_the_fork_of_a_thread_that_is_not_loaded_has_the_settings_that_are_shown() -> None:
    thread = stored("First")
    thread.model = "gpt-6-luna"
    server = ScriptedServer(pace=0, threads=[thread])
    app = CodexTui(scripted_backend(server))
    async with running(app) as pilot:
        app.cockpit.actions.open(thread.id)
        await until(lambda: open_thread(app).history_loaded, "the history")
        assert not open_thread(app).loaded
        await pilot.press(*"/fork", "enter")
        await until(lambda: server.requests("thread/fork"), "the fork")
        assert server.requests("thread/fork")[0]["model"] == "gpt-6-luna"
        # As they were last known here.
        known = app.cockpit.store.threads[thread.id]
        known.sandbox, known.approval_policy = "workspace-write +network", "never"
        app.cockpit.actions.fork(thread.id)
        await until(lambda: len(server.requests("thread/fork")) == 2, "the second fork")
        asked = server.requests("thread/fork")[1]
        assert (asked["sandbox"], asked["approvalPolicy"]) == ("workspace-write", "never")


async def test_fork_takes_the_number_of_a_turn() -> None:
    thread = long_thread(30)
    server = ScriptedServer(pace=0, threads=[thread])
    app = CodexTui(scripted_backend(server))
    async with running(app) as pilot:
        app.cockpit.actions.open(thread.id)
        await until(lambda: open_thread(app).history_loaded, "the history")
        await pilot.press(*"/fork 31", "enter")
        said = "There is no turn 31. The thread has 30 turns."
        await until(lambda: said in [note.message for note in app._notifications], "the refusal")
        await pilot.press(*"/fork 3", "enter")
        await until(lambda: open_thread(app).forked_from == thread.id, "the fork")
        assert server.requests("thread/fork")[-1]["lastTurnId"] == thread.turns[2].id
        assert open_thread(app).fork_point.turn == 3
        # The server has given it the name of its parent.
        await until(lambda: open_thread(app).title == "prompt 2", "its own name")
