"""Exporting on the whole application: a long thread, a selection, a code block."""

from __future__ import annotations

import stat
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from cockpit_stage import (
    clock_of,
    demo_backend,
    drawn,
    long_thread,
    open_thread,
    running,
    scripted_backend,
    until,
)
from codex_app_server.testing import ScriptedServer, StoredThread, StoredTurn, items
from codex_tui.app import CodexTui
from codex_tui.export import copy_of, read_thread
from codex_tui.screens.picker import Picker
from codex_tui.screens.question import Question
from codex_tui.screens.save_file import SaveFile
from codex_tui.widgets.line_input import LineInput
from rest import at_rest
from textual.widgets import Static

if TYPE_CHECKING:
    from textual.pilot import Pilot

pytestmark = pytest.mark.anyio


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"


async def choose(app: CodexTui, pilot: Pilot[None], words: str) -> None:
    """Type a part of a row of the list that is open, and take it."""
    await until(lambda: isinstance(app.screen, Picker), "the list")
    await pilot.press(*words, "enter")


async def test_a_whole_thread_is_read_exported_and_read_back_equal(tmp_path: Path) -> None:
    server = ScriptedServer(threads=[long_thread(120)])
    app = CodexTui(scripted_backend(server))
    async with running(app) as pilot:
        app.cockpit.actions.open(next(iter(app.cockpit.store.threads)))
        await at_rest(app)
        thread = open_thread(app)
        assert thread.older is not None
        app.run_command("thread.export")
        await choose(app, pilot, "json")
        await until(lambda: isinstance(app.screen, SaveFile), "the dialog")
        path = tmp_path / "long.json"
        app.screen.query_one(LineInput).value = str(path)
        await pilot.press("enter")
        await until(path.exists, "the file")
        await at_rest(app)
        assert len(thread.turns) == 120
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
        back = read_thread(path.read_text("utf-8"))
        assert back == copy_of(thread)
        assert [item.id for item in back.items] == [item.id for item in thread.items]
        assert (len(back.turns), back.lacks) == (120, ())


async def test_selected_blocks_go_to_the_clipboard_alone() -> None:
    app = CodexTui(demo_backend())
    async with running(app) as pilot:
        app.cockpit.transcript.focus()
        await pilot.press("g", "shift+down", "shift+down")
        app.run_command("thread.export")
        await until(lambda: isinstance(app.screen, Picker), "the list")
        assert "Export 2 blocks" in await drawn(app, pilot)
        await choose(app, pilot, "markdown: to the clip")
        await until(lambda: app.clipboard, "the copy")
        assert app.clipboard.startswith("# Fix the flaky resume test")
        assert "This is a selection" in app.clipboard


CODES = "One:\n\n```sh\nmake test\n```\n\n- two:\n\n  ```py\n  x = 1\n\n  y = 2\n  ```\n"


async def test_one_code_block_of_an_answer_is_copied() -> None:
    told = [items.user_message("how?"), items.agent_message(CODES)]
    server = ScriptedServer(threads=[StoredThread(name="Codes", turns=[StoredTurn(told)])])
    app = CodexTui(scripted_backend(server))
    async with running(app) as pilot:
        app.cockpit.actions.open(next(iter(app.cockpit.store.threads)))
        await at_rest(app)
        app.cockpit.transcript.focus()
        await pilot.press("c")
        await choose(app, pilot, "x =")
        await until(lambda: app.clipboard, "the copy")
        assert app.clipboard == "x = 1\n\ny = 2"


async def test_esc_before_replacing_a_file_goes_back_to_the_path_and_esc_there_ends_it(
    tmp_path: Path,
) -> None:
    there = tmp_path / "there.md"
    there.write_text("precious")
    app = CodexTui(demo_backend())
    async with running(app) as pilot:
        app.cockpit.outlets.saving.save("text", "the answer", "title", "md", str(there))
        await until(lambda: isinstance(app.screen, Question), "the question")
        assert "esc goes back to the path" in await drawn(app, pilot)
        await pilot.press("escape")
        await until(lambda: isinstance(app.screen, SaveFile) and app.screen.focused, "the path")
        shown = await drawn(app, pilot)
        told = str(app.screen.query_one(".dialog--text", Static).render())
        assert told == f"{there} stays as it is. Give another path."
        assert "esc leaves it" in shown
        clock_of(app).advance(1)
        await pilot.press("escape")
        await until(lambda: app.screen is app.cockpit, "the end")
        await at_rest(app)
        assert app.screen is app.cockpit
        assert there.read_text() == "precious"
