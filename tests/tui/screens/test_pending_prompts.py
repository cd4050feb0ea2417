"""Prompts that were sent and that no turn has taken yet."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from cockpit_stage import drawn, open_thread, running, scripted_backend, until
from codex_app_server.testing import ScriptedServer
from codex_tui.app import CodexTui
from codex_tui.backend import Backend
from codex_tui.clock import FixedClock
from codex_tui.session import SessionOptions
from codex_tui.state.items import UserMessage
from session_stage import texts
from slow_server import SlowServer

if TYPE_CHECKING:
    from collections.abc import Callable

    from codex_app_server import AppServerConfig
    from codex_tui.screens.pending_prompts import PendingPrompt
    from real_server import CodexHome

pytestmark = pytest.mark.anyio


@pytest.fixture
def app(real_config: Callable[..., AppServerConfig], codex_home: CodexHome) -> CodexTui:
    options = SessionOptions(
        cwd=str(codex_home.work), sandbox="danger-full-access", approval_policy="never", ask_trust=False
    )
    return CodexTui(Backend(real_config(), options, clock=FixedClock()))


async def test_a_prompt_behind_a_command_is_shown_as_waiting_and_given_back_when_it_is_not_read(
    app: CodexTui, codex_home: CodexHome
) -> None:
    async with running(app) as pilot:
        app.cockpit.sending.submit(f"shell:touch {codex_home.work}/started; sleep 60")
        await until((codex_home.work / "started").exists, "the command")
        await pilot.press(*"precious", "enter")
        await until(lambda: waiting(app), "the prompt on its way")
        assert "1 prompt not read yet" in await drawn(app, pilot)
        await pilot.press("escape")
        await until(lambda: not app.cockpit.turn_runs, "the interruption")
        await until(lambda: app.cockpit.composer.text == "precious", "the text back")
        assert "not read yet" not in await drawn(app, pilot)


async def test_a_prompt_that_was_read_waits_no_more(app: CodexTui) -> None:
    async with running(app) as pilot:
        app.cockpit.sending.submit("slow:200:50")
        await until(lambda: app.cockpit.turn_runs, "a running turn")
        await pilot.press(*"hello", "enter")
        await until(lambda: app.cockpit.thread and not app.cockpit.turn_runs, "the end of the turn")
        assert waiting(app) == []
        assert app.cockpit.composer.text == ""


@pytest.mark.parametrize("slow", ["thread/start", "turn/start"])
async def test_a_prompt_is_shown_as_soon_as_it_is_sent_and_once(slow: str) -> None:
    server = SlowServer(slow)
    app = CodexTui(scripted_backend(server))
    async with running(app) as pilot:
        await pilot.press(*"precious", "enter")
        await until(lambda: server.held, "the request")
        screen = await drawn(app, pilot)
        assert screen.count("precious") == 1
        assert screen.count("sending") == 2
        server.go_on()
        await until(lambda: app.cockpit.thread and app.cockpit.thread.items, "the prompt's item")
        await until(lambda: not waiting(app), "nothing that waits")
        await until(lambda: not app.cockpit.turn_runs, "the end of the turn")
        screen = await drawn(app, pilot)
        assert "sending" not in screen
        assert not app.cockpit.pending_prompts_view.display
        assert texts(open_thread(app), UserMessage)[:1] == ["precious"]
        assert app.cockpit.composer.text == ""


@pytest.mark.parametrize("slow", ["thread/start", "turn/start"])
async def test_a_prompt_that_is_refused_late_is_in_the_composer_and_nowhere_else(slow: str) -> None:
    server = SlowServer(slow)
    app = CodexTui(scripted_backend(server))
    async with running(app) as pilot:
        await pilot.press(*"precious", "enter")
        await until(lambda: server.held, "the request")
        server.refuse()
        await until(lambda: app.cockpit.composer.text == "precious", "the text back")
        assert (await drawn(app, pilot)).count("precious") == 1
        assert not app.cockpit.pending_prompts_view.display


async def test_the_same_words_twice_wait_twice_and_come_twice() -> None:
    server = SlowServer("thread/start")
    app = CodexTui(scripted_backend(server))
    async with running(app) as pilot:
        await pilot.press(*"again", "enter", *"again", "enter")
        await until(lambda: server.held, "the request")
        assert (await drawn(app, pilot)).count("again") == 2
        server.go_on()
        await until(lambda: app.cockpit.thread and len(prompts_of(app)) == 2, "both prompts")
        await until(lambda: not waiting(app), "nothing that waits")
        assert len(server.requests("thread/start")) == 1


async def test_a_prompt_on_its_way_is_shown_in_its_own_conversation_only() -> None:
    server = SlowServer("thread/start")
    app = CodexTui(scripted_backend(server))
    async with running(app) as pilot:
        await pilot.press(*"precious", "enter")
        await until(lambda: server.held, "the request")
        await pilot.press("ctrl+n")
        assert "precious" not in await drawn(app, pilot)
        server.go_on()
        await until(lambda: server.requests("turn/start"), "the turn")
        assert app.cockpit.ui.open_thread_id is None


async def test_the_same_words_in_a_history_that_is_read_meanwhile_are_not_taken_for_the_prompt() -> None:
    server = SlowServer()
    app = CodexTui(scripted_backend(server))
    async with running(app) as pilot:
        await pilot.press(*"go on", "enter")
        await until(lambda: app.cockpit.thread and app.cockpit.thread.turns, "the turn")
        await until(lambda: not app.cockpit.turn_runs, "the end of the turn")
    server.slow = {"thread/turns/list", "thread/resume"}
    again = CodexTui(scripted_backend(server))
    async with running(again) as pilot:
        again.cockpit.actions.open_newest()
        await pilot.press(*"go on", "enter")
        await until(lambda: len(server.held) == 2, "both requests")
        history = next(call for call in server.held if call.method == "thread/turns/list")
        ScriptedServer.answer_call(server, history, has_params=True)
        server.held.remove(history)
        await until(lambda: again.cockpit.thread and again.cockpit.thread.items, "the history")
        assert "sending" in await drawn(again, pilot)
        server.go_on()
        await until(lambda: len(prompts_of(again)) == 2, "the prompt")
        await until(lambda: not waiting(again), "its end as one that waits")


async def test_a_prompt_whose_server_dies_before_its_turn_begins_is_back_in_the_composer() -> None:
    server = SlowServer("turn/start")
    app = CodexTui(scripted_backend(server))
    async with running(app) as pilot:
        await pilot.press(*"precious", "enter")
        await until(lambda: server.held, "the request")
        server.held[0].reply({"turn": {"id": "turn-1", "items": [], "status": "inProgress"}})
        await until(lambda: waiting(app)[0].taken, "the answer")
        server.crash(-9)
        await until(lambda: app.cockpit.composer.text == "precious", "the text back")
        assert not waiting(app)


def waiting(app: CodexTui) -> list[PendingPrompt]:
    """The prompts of the open conversation that the server has not taken yet."""
    return app.cockpit.pending_prompts.prompts(app.cockpit.ui.open_thread_id)


def prompts_of(app: CodexTui) -> list[str]:
    """The prompts in the open conversation."""
    assert app.cockpit.thread is not None
    return [item.text for item in app.cockpit.thread.items if isinstance(item, UserMessage)]
