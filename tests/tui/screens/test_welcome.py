"""The first screen: what is missing, and the ways on."""

from __future__ import annotations

import pytest
from cockpit_stage import demo_backend, screen_text, scripted_backend, until
from codex_app_server import AppServerConfig
from codex_app_server.testing import ScriptedServer
from codex_tui.app import CodexTui
from codex_tui.backend import Backend
from codex_tui.screens.welcome import Welcome
from codex_tui.session import SessionOptions
from textual.widgets import Input, OptionList, Static

pytestmark = pytest.mark.anyio


def choose(app: CodexTui, value: str) -> None:
    """Choose one of the ways as a click would."""
    options = app.screen.query_one(OptionList)
    options.highlighted = options.get_option_index(value)
    options.action_select()


def said(app: CodexTui) -> str:
    """What the place for logins says."""
    return str(app.screen.query_one("#welcome-login", Static).render())


async def at_welcome(app: CodexTui) -> None:
    """Wait for the first screen to be there."""
    await until(lambda: isinstance(app.screen, Welcome) and app.screen.is_mounted, "the first screen")


async def test_no_binary_says_what_to_do_and_offers_the_demo() -> None:
    app = CodexTui(
        Backend(AppServerConfig(codex_bin="/no/such/codex"), SessionOptions(cwd="/")), demo=demo_backend
    )
    async with app.run_test(size=(100, 30)) as pilot:
        await at_welcome(app)
        await pilot.pause()
        screen = screen_text(app)
        assert "There is no codex binary" in screen
        assert "--codex-bin" in screen
        assert "sign in" not in screen
        choose(app, "demo")
        await until(lambda: app.cockpit.startup.done, "the demo")
        assert app.cockpit.online
        assert app.cockpit.backend.label == "demo"
        assert len(app.cockpit.rows()) > 5


async def test_it_says_its_keys_and_sets_signing_in_apart() -> None:
    app = CodexTui(scripted_backend(ScriptedServer(pace=0, requires_auth=True)))
    async with app.run_test(size=(100, 30)) as pilot:
        await at_welcome(app)
        await pilot.pause()
        lines = screen_text(app).splitlines()
        assert " ".join(lines[-1].split()) == "up down choose enter take it ^q quit"
        key = next(at for at, line in enumerate(lines) if "use an API key" in line)
        assert lines[key + 1].strip() == ""
        assert "try again" in lines[key + 2]
        await pilot.press("down", "down", "down")
        options = app.screen.query_one(OptionList)
        assert options.highlighted_option is not None
        assert options.highlighted_option.id == "again"
        choose(app, "key")
        await pilot.pause()
        assert "enter hand over   esc back   ^q quit" in screen_text(app)


async def test_an_api_key_goes_to_the_server_and_into_no_widget() -> None:
    server = ScriptedServer(pace=0, requires_auth=True, login_seconds=0)
    app = CodexTui(scripted_backend(server))
    async with app.run_test(size=(100, 30)) as pilot:
        await at_welcome(app)
        choose(app, "key")
        await pilot.pause()
        await pilot.press(*"sk-test")
        assert "sk-test" not in screen_text(app)
        await pilot.press("enter")
        await until(lambda: app.cockpit.startup.done, "the way in")
        assert server.requests("account/login/start")[-1] == {"type": "apiKey", "apiKey": "sk-test"}
        assert not [line for line in app.query(Input) if "sk-" in line.value]


async def test_a_login_in_the_browser_shows_the_address_and_can_be_given_up() -> None:
    server = ScriptedServer(pace=0, requires_auth=True)
    app = CodexTui(scripted_backend(server))
    async with app.run_test(size=(100, 30)) as pilot:
        await at_welcome(app)
        choose(app, "chatgpt")
        await until(lambda: "https://" in said(app), "the address")
        await pilot.press("escape")
        await until(lambda: server.requests("account/login/cancel"), "the cancellation")
        assert "cancelled" in said(app)
        assert isinstance(app.screen, Welcome)


async def test_a_login_with_a_code_shows_the_code_and_goes_on_when_it_succeeds() -> None:
    server = ScriptedServer(pace=0, requires_auth=True, login_seconds=0)
    app = CodexTui(scripted_backend(server))
    async with app.run_test(size=(100, 30)):
        await at_welcome(app)
        choose(app, "device")
        await until(lambda: app.cockpit.startup.done, "the way in")
        assert app.screen is app.cockpit


async def test_quitting_is_possible_at_the_first_screen() -> None:
    server = ScriptedServer(pace=0, requires_auth=True)
    app = CodexTui(scripted_backend(server))
    async with app.run_test(size=(100, 30)):
        await at_welcome(app)
        choose(app, "quit")
        await until(lambda: app.return_code is not None, "the end")
    assert app.return_code == 0


async def test_ctrl_q_quits_at_the_first_screen() -> None:
    server = ScriptedServer(pace=0, requires_auth=True)
    app = CodexTui(scripted_backend(server))
    async with app.run_test(size=(100, 30)) as pilot:
        await at_welcome(app)
        await pilot.press("ctrl+q")
    assert app.return_code == 0
