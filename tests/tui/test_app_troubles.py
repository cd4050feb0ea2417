"""What the application does when the server does not do what it should: nothing typed is lost."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from cockpit_stage import drawn, footer_of, open_thread, running, scripted_backend, until
from codex_app_server.testing import ScriptedServer, TurnScript, overloaded
from codex_tui.app import CodexTui
from codex_tui.disk.local_store import LocalStore
from codex_tui.session import ConnectionLost

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.anyio


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"


async def stands(turn: TurnScript) -> None:
    """Ask for a command, so that the turn waits until it is answered."""
    await turn.command("rm -rf build", ask=True)


def notes(app: CodexTui) -> str:
    """The text of all notices."""
    return "\n".join(note.message for note in app._notifications)


async def test_a_prompt_that_was_not_taken_is_back_in_the_composer() -> None:
    server = ScriptedServer(pace=0)

    def refuse(_params: object) -> dict[str, object]:
        raise overloaded()

    server.answer("turn/start", refuse)
    app = CodexTui(scripted_backend(server))
    async with running(app) as pilot:
        await pilot.press(*"precious", "enter")
        await until(lambda: "Not sent" in notes(app), "the notice")
        assert app.cockpit.composer.text == "precious"
        assert "overloaded" in notes(app)


async def test_a_prompt_that_was_not_taken_waits_in_its_own_thread() -> None:
    server = ScriptedServer(pace=0)
    app = CodexTui(scripted_backend(server))
    async with running(app) as pilot:
        await pilot.press(*"first", "enter")
        await until(lambda: app.cockpit.thread and app.cockpit.thread.turns, "the thread")
        await until(lambda: not app.cockpit.turn_runs, "the end of the turn")
        first = app.cockpit.ui.open_thread_id

        def refuse(_params: object) -> dict[str, object]:
            raise overloaded()

        server.answer("turn/start", refuse)
        app.cockpit.composer.load_draft("precious")
        app.cockpit.composer.action_submit()
        await pilot.pause()
        app.cockpit.actions.begin_new()
        await until(lambda: "Not sent" in notes(app), "the notice")
        await pilot.press("alt+down")
        assert app.cockpit.ui.open_thread_id == first
        assert app.cockpit.composer.text == "precious"


async def test_a_dead_server_leaves_a_banner_and_the_text_and_f5_starts_it_again() -> None:
    server = ScriptedServer(stands, pace=0)
    app = CodexTui(scripted_backend(server))
    async with running(app) as pilot:
        await pilot.press(*"go", "enter")
        await until(lambda: app.cockpit.turn_runs, "a running turn")
        await pilot.press(*"half a thought")
        server.crash(-9)
        await until(lambda: not app.cockpit.online, "the news")
        screen = await drawn(app, pilot)
        assert "The server stopped (signal 9). Your text is safe. f5 starts it again." in screen
        assert "server stopped" in screen
        assert app.cockpit.composer.text == "half a thought"
        assert footer_of(app)[0].key == "f5"
        server.scenario = _echo
        await pilot.press("f5")
        await until(lambda: app.cockpit.online, "the server back")
        assert "f5 starts it again" not in await drawn(app, pilot)
        assert len(server.requests("turn/start")) == 1
        await pilot.press("enter")
        await until(lambda: len(server.requests("turn/start")) == 2, "the next turn")


async def test_the_banner_has_the_last_line_that_the_server_wrote_and_nothing_hostile_of_it() -> None:
    server = ScriptedServer(stands, pace=0)
    app = CodexTui(scripted_backend(server))
    async with running(app) as pilot:
        app.cockpit.startup.lost(ConnectionLost("exit code 1", "starting\nno \x1b[31m[b]space[/b] left\n\n"))
        screen = await drawn(app, pilot)
        assert "The server stopped (exit code 1). Your text is safe. f5 starts it again." in screen
        assert "It wrote last: no \u241b[31m[b]space[/b] left" in screen
        assert "starting" not in screen


async def _echo(turn: TurnScript) -> None:
    await turn.say("back again")


@pytest.mark.parametrize("way", ["enter", "f5"])
async def test_a_prompt_for_a_lost_server_waits_for_the_next_one(way: str) -> None:
    server = ScriptedServer(pace=0)
    app = CodexTui(scripted_backend(server))
    async with running(app) as pilot:
        server.crash(-9)
        await until(lambda: not app.cockpit.online, "the news")
        await pilot.press(*"precious", "enter")
        assert "waits: f5 or enter sends it, esc takes it back" in await drawn(app, pilot)
        await pilot.press("escape")
        assert app.cockpit.composer.text == "precious"
        await pilot.press("enter")
        assert server.requests("thread/start") == []
        await pilot.press(way)
        await until(lambda: "echo: precious" in str(server.threads), "the answer")
        assert "waits" not in await drawn(app, pilot)


async def test_a_thread_that_another_client_holds_says_so_and_keeps_the_text() -> None:
    server = ScriptedServer(pace=0)
    holder = CodexTui(scripted_backend(server))
    async with running(holder) as first:
        await first.press(*"mine", "enter")
        await until(lambda: holder.cockpit.thread and holder.cockpit.thread.turns, "the thread")
        await until(lambda: not holder.cockpit.turn_runs, "the end of the turn")
        held = open_thread(holder).id
        app = CodexTui(scripted_backend(server))
        async with app.run_test(size=(120, 40)) as pilot:
            await until(lambda: app.cockpit.startup.done, "the start")
            app.cockpit.actions.open(held)
            await until(lambda: open_thread(app).items, "its history")
            await pilot.press(*"me too", "enter")
            await until(lambda: open_thread(app).read_only, "the refusal")
            await until(lambda: app.cockpit.composer.text == "me too", "the text back")
            assert "read-only" in await drawn(app, pilot)


async def test_drafts_are_there_again_in_the_next_run(tmp_path: Path) -> None:
    server = ScriptedServer(pace=0)
    app = CodexTui(scripted_backend(server, local_store=LocalStore(tmp_path)))
    async with running(app) as pilot:
        await pilot.press(*"half a thought")
    again = CodexTui(scripted_backend(server, local_store=LocalStore(tmp_path)))
    async with running(again):
        assert again.cockpit.composer.text == "half a thought"


async def test_the_draft_of_a_new_thread_stays_in_its_directory(tmp_path: Path) -> None:
    one, other = (ScriptedServer(pace=0, cwd=f"/home/user/{name}") for name in ("one", "other"))
    app = CodexTui(scripted_backend(one, local_store=LocalStore(tmp_path)))
    async with running(app) as pilot:
        await pilot.press(*"for one")
    elsewhere = CodexTui(scripted_backend(other, local_store=LocalStore(tmp_path)))
    async with running(elsewhere) as pilot:
        assert elsewhere.cockpit.composer.text == ""
        await pilot.press(*"for the other")
    again = CodexTui(scripted_backend(one, local_store=LocalStore(tmp_path)))
    async with running(again):
        assert again.cockpit.composer.text == "for one"
