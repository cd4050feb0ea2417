"""Commands that are typed into the composer, on the demo."""

from __future__ import annotations

import pytest
from cockpit_stage import demo_backend, drawn, hints_of, open_thread, running, until
from codex_tui.app import CodexTui
from codex_tui.commands.slash import BY_SLASH
from codex_tui.screens.help import KeyHelp
from codex_tui.screens.picker import Picker
from codex_tui.state.items import UserMessage
from session_stage import texts
from textual import events

pytestmark = pytest.mark.anyio


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"


@pytest.fixture
def app() -> CodexTui:
    return CodexTui(demo_backend())


def notices(app: CodexTui) -> list[str]:
    """What was said to the person so far."""
    return [notice.message for notice in app._notifications]


async def test_a_slash_opens_the_list_of_commands_and_letters_narrow_it(app: CodexTui) -> None:
    async with running(app) as pilot:
        await pilot.press("ctrl+n", "/")
        screen = await drawn(app, pilot)
        assert "/model" in screen
        await pilot.press(*"eff")
        screen = await drawn(app, pilot)
        assert "/effort" in screen
        assert "/model" not in screen


async def test_a_known_command_runs_and_is_not_sent(app: CodexTui) -> None:
    async with running(app) as pilot:
        await pilot.press("ctrl+n", *"/keys", "enter")
        await until(lambda: isinstance(app.screen, KeyHelp), "the keys")
        assert app.cockpit.composer.text == ""
        assert app.cockpit.ui.open_thread_id is None


async def test_an_unknown_command_is_asked_about_and_sent_by_a_second_enter(app: CodexTui) -> None:
    async with running(app) as pilot:
        await pilot.press("ctrl+n", *"/foo bar", "enter")
        await until(lambda: notices(app), "a word about it")
        assert notices(app)[-1] == "There is no command /foo. Enter again sends it as text."
        assert app.cockpit.composer.text == "/foo bar"
        await pilot.press("enter")
        await until(lambda: app.cockpit.ui.open_thread_id, "a thread")
        await until(lambda: texts(open_thread(app), UserMessage) == ["/foo bar"], "the text")


async def test_what_is_pasted_or_begins_with_a_blank_is_text(app: CodexTui) -> None:
    async with running(app) as pilot:
        await pilot.press("ctrl+n")
        app.post_message(events.Paste("/table"))
        await pilot.pause()
        assert not app.cockpit.completions.display
        await pilot.press("enter")
        await until(lambda: app.cockpit.ui.open_thread_id, "a thread of the paste")
        await pilot.press("ctrl+n", "space", *"/quit", "enter")
        await until(lambda: app.cockpit.ui.open_thread_id, "a thread of the line with a blank")
        assert app.screen is app.cockpit
        assert notices(app) == []


async def test_a_text_that_was_sent_as_text_is_text_again_from_the_history(app: CodexTui) -> None:
    async with running(app) as pilot:
        await pilot.press("ctrl+n")
        app.post_message(events.Paste("/keys"))
        await pilot.pause()
        await pilot.press("enter")
        await until(lambda: app.cockpit.composer.text == "", "sent")
        await pilot.press("up")
        assert app.cockpit.composer.text == " /keys"


async def test_a_path_is_no_command(app: CodexTui) -> None:
    async with running(app) as pilot:
        await pilot.press("ctrl+n", *"/usr/bin", "enter")
        await until(lambda: app.cockpit.ui.open_thread_id, "a thread")


async def test_enter_in_the_list_completes_and_runs(app: CodexTui) -> None:
    async with running(app) as pilot:
        await pilot.press("ctrl+n", *"/mod", "enter")
        await until(lambda: isinstance(app.screen, Picker), "the list of models")
        assert app.cockpit.composer.text == ""


async def test_escape_closes_the_list_and_leaves_the_text(app: CodexTui) -> None:
    async with running(app) as pilot:
        await pilot.press("ctrl+n", *"/mo", "escape")
        await pilot.pause()
        assert not app.cockpit.completions.display
        assert app.cockpit.composer.text == "/mo"


async def test_every_command_of_the_issue_is_there() -> None:
    wanted = [
        "model",
        "effort",
        "permissions",
        "plan",
        "new",
        "resume",
        "fork",
        "rename",
        "archive",
        "compact",
    ]
    wanted += ["copy", "find", "theme", "keys", "help", "logout", "quit", "interrupt"]
    assert [name for name in wanted if name not in BY_SLASH] == []


async def test_while_the_list_is_open_the_footer_names_its_keys(app: CodexTui) -> None:
    async with running(app) as pilot:
        await pilot.press("ctrl+n", "/")
        await until(lambda: app.cockpit.completing.is_open, "the list")
        hints = hints_of(app)
        assert (hints["tab"], hints["enter"], hints["esc"]) == ("complete", "run", "close")
        await pilot.press("backspace")
        await until(lambda: not app.cockpit.completing.is_open, "its end")
        assert hints_of(app)["enter"] == "send"


async def test_a_command_without_anything_to_do_says_so_and_keeps_the_text(app: CodexTui) -> None:
    async with running(app) as pilot:
        await pilot.press("ctrl+n", *"/interrupt", "enter")
        await until(lambda: notices(app), "a word about it")
        assert notices(app)[-1] == "/interrupt has nothing to do now. A blank before it makes it text."
        assert app.cockpit.composer.text == "/interrupt"


async def test_a_command_that_takes_nothing_says_so(app: CodexTui) -> None:
    async with running(app) as pilot:
        await pilot.press("ctrl+n", *"/keys", "space", "x", "enter")
        await until(lambda: notices(app), "a word about it")
        assert notices(app)[-1] == "/keys takes no words. Enter again sends it as text."


async def test_the_palette_has_the_same_commands_by_their_slash_names(app: CodexTui) -> None:
    async with running(app) as pilot:
        await pilot.press("ctrl+n", "ctrl+p", *"permissions", "enter")
        await until(lambda: isinstance(app.screen, Picker), "the list of permissions")
