"""The first screen: what is missing, and the ways on."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from cockpit_stage import demo_backend, screen_text, scripted_backend, until
from codex_app_server import AppServerConfig
from codex_app_server.testing import ScriptedServer
from codex_tui.app import CodexTui
from codex_tui.backend import Backend
from codex_tui.clock import FixedClock
from codex_tui.glyphs import UNICODE
from codex_tui.screens.welcome import Welcome
from codex_tui.session import SessionOptions
from textual import events
from textual.widgets import Input, OptionList, Static

if TYPE_CHECKING:
    from textual.pilot import Pilot

pytestmark = pytest.mark.anyio


def later(app: CodexTui, seconds: float) -> None:
    """Let time pass."""
    clock = app.cockpit.clock
    assert isinstance(clock, FixedClock)
    clock.advance(seconds)


async def choose(app: CodexTui, value: str) -> None:
    """Put the cursor on one of the ways and take it, once the half second of rest is over."""
    screen = app.screen
    assert isinstance(screen, Welcome)

    def rested() -> bool:
        later(app, 1)
        return screen._keys.gate.armed

    await until(rested, "the half second of rest")
    options = screen.query_one(OptionList)
    options.highlighted = options.get_option_index(value)
    app.post_message(events.Key("enter", "\r"))


def said(app: CodexTui) -> str:
    """The text of the login part of the first screen."""
    return str(app.screen.query_one("#welcome-login", Static).render())


async def at_welcome(app: CodexTui) -> None:
    """Wait for the first screen to be there."""
    await until(lambda: isinstance(app.screen, Welcome) and app.screen.is_mounted, "the first screen")


async def test_no_binary_says_what_to_do_and_offers_the_demo() -> None:
    app = CodexTui(
        Backend(AppServerConfig(codex_bin="/no/such/codex"), SessionOptions(cwd="/"), clock=FixedClock()),
        demo=demo_backend,
    )
    async with app.run_test(size=(100, 30)) as pilot:
        await at_welcome(app)
        await pilot.pause()
        screen = screen_text(app)
        assert "There is no codex binary" in screen
        assert "--codex-bin" in screen
        assert "sign in" not in screen
        await choose(app, "demo")
        await until(lambda: app.cockpit.startup.done, "the demo")
        assert app.cockpit.online
        assert app.cockpit.backend.label == "demo"
        assert len(app.cockpit.store.shown_rows()) > 5


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
        await choose(app, "key")
        await pilot.pause()
        assert "enter hand over   esc back   ^q quit" in screen_text(app)


async def test_an_api_key_goes_to_the_server_and_into_no_widget() -> None:
    server = ScriptedServer(pace=0, requires_auth=True, login_seconds=0)
    app = CodexTui(scripted_backend(server))
    async with app.run_test(size=(100, 30)) as pilot:
        await at_welcome(app)
        await choose(app, "key")
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
        await choose(app, "chatgpt")
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
        await choose(app, "device")
        await until(lambda: app.cockpit.startup.done, "the way in")
        assert app.screen is app.cockpit


async def test_quitting_is_possible_at_the_first_screen() -> None:
    server = ScriptedServer(pace=0, requires_auth=True)
    app = CodexTui(scripted_backend(server))
    async with app.run_test(size=(100, 30)):
        await at_welcome(app)
        await choose(app, "quit")
        await until(lambda: app.return_code is not None, "the end")
    assert app.return_code == 0


async def test_ctrl_q_quits_at_the_first_screen() -> None:
    server = ScriptedServer(pace=0, requires_auth=True)
    app = CodexTui(scripted_backend(server))
    async with app.run_test(size=(100, 30)) as pilot:
        await at_welcome(app)
        await pilot.press("ctrl+q")
    assert app.return_code == 0


async def type_slowly(app: CodexTui, pilot: Pilot[None], text: str, gap: float) -> None:
    """Type with the same pause before every key; `\\n` is enter."""
    for letter in text:
        later(app, gap)
        await pilot.press("enter" if letter == "\n" else "space" if letter == " " else letter)


@pytest.mark.parametrize("gap", [0.15, 0.7])
async def test_what_is_typed_at_the_first_screen_chooses_nothing_and_is_kept_for_the_composer(
    gap: float,
) -> None:
    server = ScriptedServer(pace=0, requires_auth=True, login_seconds=0)
    app = CodexTui(scripted_backend(server))
    async with app.run_test(size=(100, 30)) as pilot:
        await at_welcome(app)
        await type_slowly(app, pilot, "yes or no, quit copy\n", gap)
        assert isinstance(app.screen, Welcome)
        assert server.requests("account/login/start") == []
        await pilot.pause()
        assert "kept for the composer: yes or no, quit copy" in screen_text(app)
        await pilot.press("down")
        await choose(app, "device")
        await until(lambda: app.cockpit.startup.done, "the way in")
        assert app.cockpit.composer.text == "yes or no, quit copy"
        assert app.focused is app.cockpit.composer


async def test_a_draft_that_was_begun_before_is_shown_and_nothing_is_under_the_cursor() -> None:
    server = ScriptedServer(pace=0, requires_auth=True)
    app = CodexTui(scripted_backend(server))
    app.cockpit.composer.load_draft("begun before " + "and long " * 30 + "to its end")
    app.cockpit.drafts.put_away()
    async with app.run_test(size=(60, 30)) as pilot:
        await at_welcome(app)
        await pilot.pause()
        shown = " ".join(screen_text(app).split())
        assert "kept for the composer: \u2026" in shown
        assert "and long to its end" in shown
        assert app.screen.query_one(OptionList).highlighted is None


async def test_an_enter_that_was_on_its_way_chooses_nothing_and_an_arrow_works_at_once() -> None:
    server = ScriptedServer(pace=0, requires_auth=True)
    app = CodexTui(scripted_backend(server))
    async with app.run_test(size=(100, 30)) as pilot:
        await at_welcome(app)
        await pilot.press("enter", "enter")
        options = app.screen.query_one(OptionList)
        await pilot.press("down")
        chosen = options.highlighted
        assert chosen == 1
        await pilot.click(OptionList, offset=(3, 0))
        await pilot.pause()
        assert server.requests("account/login/start") == []
        await type_slowly(app, pilot, "x", 0.7)
        assert options.highlighted is None
        await pilot.press("down")
        await type_slowly(app, pilot, "\n", 0.7)
        await until(lambda: server.requests("account/login/start"), "the login")


@pytest.mark.parametrize("gap", [0.15, 0.7])
async def test_o_and_c_are_text_after_other_text_while_a_login_waits(gap: float) -> None:
    server = ScriptedServer(pace=0, requires_auth=True)
    app = CodexTui(scripted_backend(server))
    opened: list[str] = []
    async with app.run_test(size=(100, 30)) as pilot:
        await at_welcome(app)
        app.open_url = lambda url, *, new_tab=True: opened.append(url)  # type: ignore[method-assign]  # no browser
        await choose(app, "chatgpt")
        await until(lambda: "https://" in said(app), "the address")
        await type_slowly(app, pilot, "no cooco", gap)
        assert app.cockpit.composer.text == "no cooco"
        assert opened == []
        await pilot.press("down")
        await type_slowly(app, pilot, "o", 0.7)
        await until(lambda: opened, "the address opened")


async def test_changed_keys_of_the_first_screen_hold_and_are_named() -> None:
    server = ScriptedServer(pace=0, requires_auth=True)
    keymap = {"choices.select": "f8", "welcome.open": "w", "welcome.back": "f9"}
    app = CodexTui(scripted_backend(server), keymap=keymap)
    opened: list[str] = []
    async with app.run_test(size=(100, 30)) as pilot:
        await at_welcome(app)
        app.open_url = lambda url, *, new_tab=True: opened.append(url)  # type: ignore[method-assign]  # no browser
        await type_slowly(app, pilot, "\n", 0.7)
        assert server.requests("account/login/start") == []
        later(app, 0.7)
        await pilot.press("f8")
        await until(lambda: "w opens it" in said(app), "the address")
        assert "f9 cancels it" in said(app)
        later(app, 0.7)
        await pilot.press("w")
        await until(lambda: opened, "the address opened")
        await pilot.press("f9")
        await until(lambda: server.requests("account/login/cancel"), "the cancellation")


async def test_nothing_is_chosen_where_the_first_screen_cannot_be_read() -> None:
    app = CodexTui(scripted_backend(ScriptedServer(pace=0, requires_auth=True)))
    async with app.run_test(size=(100, 30)) as pilot:
        await at_welcome(app)
        await pilot.press("up")
        await pilot.resize_terminal(39, 9)
        await pilot.pause()
        await type_slowly(app, pilot, "\n\n", 0.7)
        assert isinstance(app.screen, Welcome)
        await pilot.resize_terminal(100, 30)
        await pilot.pause()
        await type_slowly(app, pilot, "\n", 0.7)
        await until(lambda: app.return_code is not None, "the end")


async def test_on_the_smallest_screen_the_way_under_the_cursor_is_in_view() -> None:
    app = CodexTui(scripted_backend(ScriptedServer(pace=0, requires_auth=True)))
    async with app.run_test(size=(40, 10)) as pilot:
        await at_welcome(app)
        options = app.screen.query_one(OptionList)
        for words in ("sign in with ChatGPT", "sign in with a code", "use an API key", "try again", "demo"):
            await pilot.pause()
            option = options.highlighted_option
            assert option is not None
            assert words in str(option.prompt)
            assert words in screen_text(app)
            await pilot.press("down")
        await pilot.pause()
        assert f"{UNICODE.prompt} quit" in [line.strip() for line in screen_text(app).splitlines()]
