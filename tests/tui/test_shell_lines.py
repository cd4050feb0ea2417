"""Shell lines: `!` as the first character, in the composer and through the whole application."""

from __future__ import annotations

import pytest
from cockpit_stage import drawn, long_thread, open_thread, running, scripted_backend, until
from codex_app_server.testing import RpcError, ScriptedServer
from codex_tui.app import CodexTui
from codex_tui.patches.terminal_reader import TerminalReader
from codex_tui.screens.question import Question
from textual.events import Paste

pytestmark = pytest.mark.anyio

TITLE = "your shell, not the sandbox"


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"


def feed(app: CodexTui, *reads: tuple[float, str]) -> None:
    """Feed the bytes of a terminal at these times, in seconds."""
    reader = TerminalReader(lambda: app.size)
    for at, text in reads:
        for event in [*reader.tick(at), *reader.feed(text.encode(), at)]:
            app.take_input(event)
    for event in reader.tick(reads[-1][0] + 1):
        app.take_input(event)


def commands(server: ScriptedServer) -> list[object]:
    return [params["command"] for params in server.requests("thread/shellCommand")]


async def test_a_shell_line_says_so_runs_its_command_and_starts_a_thread_that_is_not_kept() -> None:
    server = ScriptedServer(pace=0)
    server.answer("thread/shellCommand", lambda params: {})
    app = CodexTui(scripted_backend(server))
    async with running(app) as pilot:
        feed(app, (0.0, "!"), (0.1, "ls"))
        await until(lambda: app.cockpit.composer.text == "ls", "the command")
        screen = await drawn(app, pilot)
        assert TITLE in screen
        assert "enter run" in screen
        await pilot.press("enter")
        await until(lambda: commands(server) == ["ls"], "the request")
        assert not server.requests("turn/start")
        assert TITLE not in await drawn(app, pilot)
        # A recalled command is a shell line again, and down gives back the prompt.
        await pilot.press("x", "up")
        assert (app.cockpit.composer.text, app.cockpit.composer.shell) == ("ls", True)
        await pilot.press("down")
        assert (app.cockpit.composer.text, app.cockpit.composer.shell) == ("x", False)


def is_shell(app: CodexTui) -> bool:
    return app.cockpit.composer.shell


async def test_what_is_pasted_is_no_shell_line_and_an_enter_in_a_burst_runs_nothing() -> None:
    server = ScriptedServer(pace=0)
    server.answer("thread/shellCommand", lambda params: {})
    app = CodexTui(scripted_backend(server))
    async with running(app) as pilot:
        composer = app.cockpit.composer
        app.take_input(Paste("!rm -rf x"))
        await until(lambda: composer.text == "!rm -rf x", "the paste")
        assert not is_shell(app)
        await pilot.press("ctrl+c")
        feed(app, (0.0, "!rm"), (0.001, " -rf x"))
        await until(lambda: composer.text == "!rm -rf x", "the burst")
        assert not is_shell(app)
        await pilot.press("ctrl+c")
        feed(app, (0.0, "!"), (0.5, "rm -rf x\r"))
        await until(lambda: composer.text == "rm -rf x\n", "the newline")
        assert is_shell(app)
        assert commands(server) == []
        await pilot.press("escape")
        assert not is_shell(app)
        assert composer.text == "rm -rf x\n"


async def test_backspace_at_its_start_makes_a_shell_line_a_prompt_again() -> None:
    app = CodexTui(scripted_backend(ScriptedServer(pace=0)))
    async with running(app) as pilot:
        await pilot.press("!", "l", "home", "backspace")
        assert (app.cockpit.composer.text, app.cockpit.composer.shell) == ("l", False)


async def test_a_thread_whose_queue_or_goal_would_go_on_is_asked_about_and_the_command_comes_back() -> None:
    server = ScriptedServer(threads=[long_thread(1)], pace=0)
    server.answer("thread/shellCommand", lambda params: {})
    queued = {"id": "q", "clientUserMessageId": "c", "input": [{"type": "text", "text": "and then\nthis"}]}
    server.answer("thread/queue/list", lambda params: {"data": [queued]})
    goal = {"objective": "All green", "status": "active", "tokensUsed": 1, "timeUsedSeconds": 1}
    stored = {**goal, "createdAt": 1, "updatedAt": 1, "threadId": "t"}
    server.answer("thread/goal/get", lambda params: {"goal": stored})
    app = CodexTui(scripted_backend(server))
    async with running(app) as pilot:
        app.cockpit.actions.open_newest()
        await until(lambda: app.cockpit.thread, "the thread")
        await pilot.press("!", *"ls", "enter")
        await until(lambda: isinstance(app.screen, Question), "the question")
        screen = await drawn(app, pilot)
        assert "queued: “and then this”" in screen
        assert "the goal: “All green”" in screen
        await pilot.press("escape")
        await until(lambda: app.cockpit.composer.text == "ls", "the command")
        assert app.cockpit.composer.shell
        assert not server.requests("thread/resume")
        assert commands(server) == []


async def test_a_command_that_the_server_refuses_comes_back() -> None:
    server = ScriptedServer(pace=0)

    def refuse(_: dict[str, object]) -> dict[str, object]:
        raise RpcError(-32600, "no shell here")

    server.answer("thread/shellCommand", refuse)
    app = CodexTui(scripted_backend(server))
    async with running(app) as pilot:
        await pilot.press("!", *"ls", "enter")
        await until(lambda: app.cockpit.composer.text == "ls", "the command")
        assert app.cockpit.composer.shell
        assert open_thread(app).id
        assert any("no shell here" in note.message for note in app._notifications)


async def test_a_shell_line_that_is_begun_before_its_thread_is_open_stays_one() -> None:
    server = ScriptedServer(threads=[long_thread(1)], pace=0)
    app = CodexTui(scripted_backend(server))
    async with running(app) as pilot:
        await pilot.press("!", *"ls", "left")
        thread_id = next(iter(app.cockpit.store.threads))
        app.cockpit.actions.open(thread_id, with_text=True)
        await pilot.press("-")
        assert (app.cockpit.composer.text, is_shell(app)) == ("l-s", True)
