"""Drafts and history of the composer, and the database they come from."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING

import pytest
from cockpit_stage import long_thread, running, scripted_backend, until
from codex_app_server.testing import ScriptedServer
from codex_tui.app import CodexTui
from codex_tui.disk.database import NAME
from codex_tui.disk.local_store import LocalStore
from local_stores import HOME, drafts_on_disk, opened, prompts_on_disk
from textual.events import Paste

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.anyio


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"


def app_on(server: ScriptedServer, directory: Path) -> CodexTui:
    return CodexTui(scripted_backend(server, local_store=LocalStore(directory, home=HOME)))


async def test_what_is_typed_is_on_disk_soon_and_what_is_sent_is_there_no_more(tmp_path: Path) -> None:
    server = ScriptedServer(pace=0)
    async with running(app_on(server, tmp_path)) as pilot:
        await pilot.press(*"typed")
        await until(lambda: drafts_on_disk(tmp_path) == {f"new in {server.cwd}": "typed"}, "the draft")
        await pilot.press("enter")
        await until(lambda: drafts_on_disk(tmp_path) == {}, "the end of the draft")
        assert prompts_on_disk(tmp_path) == [(server.cwd, "typed")]


async def test_a_draft_comes_back_with_its_cursor_its_chips_and_what_was_set_aside(tmp_path: Path) -> None:
    server, log = ScriptedServer(pace=0), "\n".join(map(str, range(40)))
    app = app_on(server, tmp_path)
    async with running(app) as pilot:
        await pilot.press(*"sent", "enter", *"aside", "up", "end")
        app.take_input(Paste(log))
        await pilot.press(*"ab", "left")
        await until(lambda: "ab" in app.cockpit.composer.text, "the text")
    app = app_on(server, tmp_path)
    async with running(app) as pilot:
        app.cockpit.actions.open_newest()
        await until(lambda: app.cockpit.composer.text.startswith("sent[pasted"), "the draft")
        await pilot.press("-")
        assert app.cockpit.composer.draft.text == f"sent{log}a-b"
        await pilot.press("enter")
        assert app.cockpit.composer.text == "aside"


async def test_a_prompt_is_kept_with_the_directory_of_its_thread(tmp_path: Path) -> None:
    thread = long_thread(1)
    thread.cwd = "/src/elsewhere"
    server = ScriptedServer(threads=[thread], pace=0)
    app = app_on(server, tmp_path)
    async with running(app) as pilot:
        app.cockpit.actions.open_newest()
        await until(lambda: app.cockpit.thread, "the thread")
        await pilot.press(*"go", "enter")
    assert prompts_on_disk(tmp_path) == [("/src/elsewhere", "go")]


async def test_prompts_of_earlier_runs_are_walked_with_up(tmp_path: Path) -> None:
    with opened(tmp_path) as earlier:
        for text in ("first", "second"):
            earlier.store.add_prompt(text, thread="", cwd="/src")
    app = app_on(ScriptedServer(pace=0), tmp_path)
    async with running(app) as pilot:
        await pilot.press("up", "up")
        assert app.cockpit.composer.text == "first"


async def test_a_locked_database_holds_no_key_up_and_its_draft_comes_when_it_is_free(tmp_path: Path) -> None:
    server = ScriptedServer(pace=0)
    with opened(tmp_path) as earlier:
        earlier.store.set_draft(f"new in {server.cwd}", "left before")
        earlier.store.add_prompt("sent before", thread="", cwd="/src")
    other = sqlite3.connect(tmp_path / NAME, isolation_level=None)
    other.execute("PRAGMA locking_mode = EXCLUSIVE")
    other.execute("BEGIN EXCLUSIVE")
    app = app_on(server, tmp_path)
    async with running(app) as pilot:
        await pilot.press(*"typed")
        await until(lambda: [note.message for note in app._notifications], "the notice")
        assert app.cockpit.composer.text == "typed"
        other.close()
        await until(lambda: app.cockpit.composer.text == "left before\ntyped", "the draft that was left")
        await pilot.press("up", "up")
        await until(lambda: app.cockpit.composer.text == "sent before", "the prompt that was sent")
    assert drafts_on_disk(tmp_path) == {f"new in {server.cwd}": "sent before"}


async def test_a_pasted_command_is_text_after_a_restart_and_a_typed_one_is_a_command(tmp_path: Path) -> None:
    server = ScriptedServer(pace=0)
    key = f"new in {server.cwd}"
    app = app_on(server, tmp_path)
    async with running(app) as pilot:
        app.take_input(Paste("/quit"))
        await until(lambda: app.cockpit.composer.text == "/quit", "the paste")
    app = app_on(server, tmp_path)
    async with running(app) as pilot:
        await until(lambda: app.cockpit.composer.text == "/quit", "the draft")
        await pilot.press("enter")
        await until(lambda: server.requests("turn/start"), "the turn")
        await until(lambda: app.cockpit.thread, "the thread")
        await pilot.press("ctrl+n", *"/qui")
        await until(lambda: drafts_on_disk(tmp_path).get(key) == "/qui", "the other draft")
    app = app_on(server, tmp_path)
    async with running(app) as pilot:
        await until(lambda: app.cockpit.composer.text == "/qui", "the draft")
        await pilot.press("t", "enter")
        await until(lambda: not app.is_running, "the end")
    with opened(tmp_path) as old:
        # As a version before wrote it: nothing says whether it was typed.
        old.store.set_draft(key, "/quit")
    app = app_on(server, tmp_path)
    async with running(app) as pilot:
        await until(lambda: app.cockpit.composer.text == "/quit", "the draft")
        assert not app.cockpit.composer.begun_by_key


async def test_an_image_of_an_earlier_run_is_recalled_and_one_that_is_not_known_is_told(
    tmp_path: Path,
) -> None:
    server = ScriptedServer(pace=0)
    app = app_on(server, tmp_path)
    async with running(app) as pilot:
        composer = app.cockpit.composer
        composer.insert_whole(composer.chips.attach("/a/shot.png", 2000))
        label = composer.text
        await pilot.press("ctrl+c")
        composer.insert_whole(label.replace("shot", "lost"))
        await pilot.press("ctrl+c")
    app = app_on(server, tmp_path)
    async with running(app) as pilot:
        composer = app.cockpit.composer
        await pilot.press("up")
        await until(lambda: composer.text == label.replace("shot", "lost"), "the newest prompt")
        await pilot.press("enter")
        told = "lost.png 2 KB] stands for nothing any more".replace(" 2 KB", "\xa02\xa0KB")
        await until(lambda: any(told in note.message for note in app._notifications), "the notice")
        assert not server.requests("turn/start")
        await pilot.press("up")
        await until(lambda: composer.text == label, "the prompt with the image")
        assert [image.path for image in composer.draft.images] == ["/a/shot.png"]
