"""The search over all threads: keys in, the place on the screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from cockpit_stage import area_of, drawn, long_thread, open_thread, running, scripted_backend, until
from codex_app_server.testing import ScriptedServer, StoredThread, StoredTurn, items
from codex_tui.app import CodexTui
from codex_tui.backend import Backend
from codex_tui.keys import Area
from codex_tui.screens.searching import ThreadSearch
from codex_tui.session import SessionOptions
from codex_tui.widgets.choices import Choices
from slow_server import SlowServer

if TYPE_CHECKING:
    from collections.abc import Callable

    from codex_app_server import AppServerConfig
    from real_server import CodexHome

    Config = Callable[..., AppServerConfig]

pytestmark = pytest.mark.anyio


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"


def said(name: str, *answers: str, at: int = 1_795_000_000) -> StoredThread:
    """A thread of one turn for each answer."""
    turns = [StoredTurn([items.user_message("well?"), items.agent_message(answer)]) for answer in answers]
    return StoredThread(name=name, turns=turns, created_at=at, recency_at=at)


def listed(app: CodexTui) -> list[str]:
    """The rows of the search as text."""
    assert isinstance(app.screen, ThreadSearch)
    return [str(option.prompt) for option in app.screen.query_one(Choices).options]


async def at_end(app: CodexTui) -> None:
    """Wait until the search has all it will find."""
    screen = app.screen
    assert isinstance(screen, ThreadSearch)
    await until(lambda: not screen.busy, "the end of the search")


async def test_find_twice_and_a_word_open_the_turn_where_it_was_said() -> None:
    old = long_thread(80)
    old.turns[4].items[1]["text"] = "the quokka\nlives here"
    server = ScriptedServer(pace=0, threads=[old, said("Quokkas", "small")])
    app = CodexTui(scripted_backend(server))
    async with running(app) as pilot:
        app.cockpit.actions.open_newest()
        await until(lambda: open_thread(app).items, "a thread")
        await pilot.press("ctrl+f", "ctrl+f")
        await until(lambda: isinstance(app.screen, ThreadSearch), "the search")
        await pilot.press(*"QUOKKA")
        await at_end(app)
        names, place = listed(app)
        assert (names.split()[0], names.endswith("its name")) == ("Quokkas", True)
        assert place.splitlines()[1] == "the quokka⏎lives here"
        await pilot.press("down", "enter")
        await until(lambda: area_of(app) is Area.FIND, "the search in the thread")
        assert open_thread(app).name == "Long"
        text = await drawn(app, pilot)
        assert "the quokka" in text
        assert "1 of 1" in text
        item = app.cockpit.transcript.cursor.item
        assert item is not None
        assert item.turn_id == old.turns[4].id


async def test_an_enter_before_the_answer_opens_the_first_that_is_found() -> None:
    server = SlowServer("thread/search")
    server.add_thread(said("Elsewhere", "a wombat, and a wombat"))
    app = CodexTui(scripted_backend(server))
    async with running(app) as pilot:
        await pilot.press(*"/search wombat", "enter", "enter")
        await until(lambda: server.held, "the request")
        assert "opens the first that is found" in await drawn(app, pilot)
        server.go_on()
        await until(lambda: app.cockpit.thread, "the thread")
        await until(lambda: area_of(app) is Area.FIND, "the search in the thread")


async def test_other_words_cancel_a_search_and_nothing_says_what_is_searched() -> None:
    server = SlowServer("thread/search")
    server.add_thread(said("One", "a wombat"))
    app = CodexTui(scripted_backend(server))
    async with running(app) as pilot:
        await pilot.press("ctrl+f", *"wombat")
        await until(lambda: server.held, "the request")
        await pilot.press("s")
        server.go_on()
        await at_end(app)
        assert listed(app) == []
        assert "nothing found; output of commands is not searched" in await drawn(app, pilot)
        await pilot.press("escape")
        assert app.screen is app.cockpit


async def test_a_word_that_only_the_server_put_there_finds_nothing(
    real_config: Config, codex_home: CodexHome
) -> None:
    options = SessionOptions(cwd=str(codex_home.work), ask_trust=False)
    app = CodexTui(Backend(real_config(), options))
    async with running(app) as pilot:
        for prompt in ("text:the answer is a marmot", "text:second"):
            await pilot.press(*prompt, "enter")
            await until(lambda: app.cockpit.thread and app.cockpit.thread.turns, "the turn")
            await until(lambda: not app.cockpit.turn_runs, "the end of the turn")
        thread = open_thread(app)
        await pilot.press("ctrl+n", "ctrl+f", *"workspace_roots")
        await at_end(app)
        assert listed(app) == []
        await pilot.press("ctrl+u", *"Marmot")
        await at_end(app)
        [hit] = listed(app)
        assert "2 places" in hit
        await pilot.press("enter")
        await until(lambda: area_of(app) is Area.FIND, "the search in the thread")
        assert open_thread(app) is thread
        assert "2 of 2" in await drawn(app, pilot)
