"""Questions that come up by themselves, and the one before leaving."""

from __future__ import annotations

import pytest
from cockpit_stage import demo_backend, drawn, running, scripted_backend, until
from codex_app_server.testing import ScriptedServer
from codex_tui.app import CodexTui
from codex_tui.commands.running import command
from codex_tui.screens.question import Question
from codex_tui.session import Trust

pytestmark = pytest.mark.anyio


async def at_question(app: CodexTui) -> None:
    """Wait for a question to be asked."""
    await until(lambda: isinstance(app.screen, Question) and app.screen.is_mounted, "the question")


@pytest.mark.parametrize(("key", "trust"), [("y", "trusted"), ("n", "untrusted")])
async def test_the_first_visit_asks_about_trust_and_keeps_the_answer(key: str, trust: str) -> None:
    server = ScriptedServer(pace=0)
    app = CodexTui(scripted_backend(server, ask_trust=True))
    async with app.run_test(size=(100, 30)) as pilot:
        await at_question(app)
        app.cockpit.clock.advance(1)
        await pilot.press(key)
        await until(lambda: app.cockpit.startup.done, "the way in")
        assert app.cockpit.session.readiness.trust is Trust(trust)
        allowed = {"trusted": "workspace-write, on-request", "untrusted": "read-only, untrusted"}
        assert allowed[trust] in await drawn(app, pilot)
    again = CodexTui(scripted_backend(server, ask_trust=True))
    async with running(again):
        assert again.screen is again.cockpit


async def test_keys_on_their_way_to_the_composer_answer_nothing() -> None:
    server = ScriptedServer(pace=0)
    app = CodexTui(scripted_backend(server, ask_trust=True))
    async with app.run_test(size=(100, 30)) as pilot:
        await at_question(app)
        await pilot.press(*"yes", "enter", "y", "enter")
        assert isinstance(app.screen, Question)
        assert app.cockpit.session.readiness.trust is Trust.UNKNOWN
        app.cockpit.clock.advance(0.4)
        await pilot.press("y")
        assert isinstance(app.screen, Question)
        app.cockpit.clock.advance(0.6)
        await pilot.press("y")
        await until(lambda: app.cockpit.startup.done, "the way in")


async def test_an_untrusted_directory_is_read_only() -> None:
    server = ScriptedServer(pace=0)
    app = CodexTui(scripted_backend(server, ask_trust=True))
    async with app.run_test(size=(100, 30)) as pilot:
        await at_question(app)
        app.cockpit.clock.advance(1)
        await pilot.press("n")
        await until(lambda: app.cockpit.startup.done, "the way in")
        await pilot.press(*"hello", "enter")
        await until(lambda: server.requests("thread/start"), "the thread")
        assert server.requests("thread/start")[0]["sandbox"] == "read-only"


async def test_leaving_without_running_turns_asks_nothing() -> None:
    app = CodexTui(scripted_backend(ScriptedServer(pace=0)))
    async with running(app) as pilot:
        await pilot.press("ctrl+q")
    assert app.return_code == 0


async def test_enter_does_not_leave_while_turns_run() -> None:
    app = CodexTui(demo_backend())
    async with running(app) as pilot:
        await pilot.press("ctrl+q")
        await at_question(app)
        await pilot.press("enter")
        await until(lambda: app.screen is app.cockpit, "the way back")
        assert app.return_code is None


async def test_enter_does_not_trust() -> None:
    app = CodexTui(scripted_backend(ScriptedServer(pace=0), ask_trust=True))
    async with app.run_test(size=(100, 30)) as pilot:
        await at_question(app)
        app.cockpit.clock.advance(1)
        await pilot.press("enter")
        await until(lambda: app.cockpit.startup.done, "the way in")
        assert app.cockpit.session.readiness.trust is Trust.UNTRUSTED


async def test_an_answer_that_is_put_off_is_kept_nowhere_and_can_be_given_later() -> None:
    server = ScriptedServer(pace=0)
    app = CodexTui(scripted_backend(server, ask_trust=True))
    async with app.run_test(size=(100, 30)) as pilot:
        await at_question(app)
        app.cockpit.clock.advance(1)
        await pilot.press("escape")
        await until(lambda: app.cockpit.startup.done, "the way in")
        assert "read-only, untrusted" in await drawn(app, pilot)
        assert server.requests("config/value/write") == []
        server.crash(-9)
        await until(lambda: not app.cockpit.online, "the news")
        await pilot.press("f5")
        await until(lambda: app.cockpit.online, "the server back")
        assert app.cockpit.session.readiness.trust is Trust.UNTRUSTED
    again = CodexTui(scripted_backend(server, ask_trust=True))
    async with again.run_test(size=(100, 30)) as pilot:
        await at_question(again)
        again.cockpit.clock.advance(1)
        await pilot.press("escape")
        await until(lambda: again.cockpit.startup.done, "the way in")
        again.run_command("directory.trust")
        await at_question(again)
        again.cockpit.clock.advance(1)
        await pilot.press("escape")
        await until(lambda: again.screen is again.cockpit, "the way back")
        assert again.cockpit.session.readiness.trust is Trust.UNTRUSTED
        again.run_command("directory.trust")
        await at_question(again)
        await pilot.press("y")
        await until(lambda: again.cockpit.session.readiness.trust is Trust.TRUSTED, "the answer")
        assert len(server.requests("config/value/write")) == 1
        assert "workspace-write, on-request" in await drawn(again, pilot)
        assert not command("directory.trust").available(again.cockpit)
