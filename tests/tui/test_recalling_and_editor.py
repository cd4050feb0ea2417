"""The search in sent prompts, and the person's own editor."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest
from cockpit_stage import drawn, running, scripted_backend, until
from codex_app_server.testing import ScriptedServer
from codex_tui.app import CodexTui
from codex_tui.disk.local_store import LocalStore
from codex_tui.screens.recalling import PromptSearch
from local_stores import HOME, opened
from textual.events import Paste

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

pytestmark = pytest.mark.anyio


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"


def notices(app: CodexTui) -> str:
    return "\n".join(note.message for note in app._notifications)


async def test_prompts_of_this_directory_come_first_and_the_draft_comes_back_after_the_one_that_is_taken(
    tmp_path: Path,
) -> None:
    server = ScriptedServer(pace=0)
    with opened(tmp_path) as earlier:
        sent_here = ("mend it here", "/model gpt-6-sol", "other", " /fix is text")
        for text, cwd in (*((text, server.cwd) for text in sent_here), ("mend it there", "/src")):
            earlier.store.add_prompt(text, thread="", cwd=cwd)
    app = CodexTui(scripted_backend(server, local_store=LocalStore(tmp_path, home=HOME)))
    async with running(app) as pilot:
        composer = app.cockpit.composer
        await until(lambda: composer.prompt_history.entries, "the history")
        await pilot.press(*"draft", "ctrl+r")
        await until(lambda: isinstance(app.screen, PromptSearch), "the search")
        screen = await drawn(app, pilot)
        assert "/model" not in screen
        assert "/fix is text" in screen
        places = ["this directory", "other", "mend it here", "other directories", "mend it there"]
        found = [screen.index(f" {place} ") for place in places]
        assert found == sorted(found)
        await pilot.press(*"mend", "ctrl+r", "enter")
        await until(lambda: composer.text == "mend it there", "the prompt")
        await pilot.press("x", "enter")
        await until(lambda: composer.text == "draft", "the draft")
        await until(lambda: server.requests("turn/start"), "the turn")
        await pilot.press("ctrl+r", "escape")
        await until(lambda: not isinstance(app.screen, PromptSearch), "the end of the search")
        assert composer.text == "draft"


@contextmanager
def nothing() -> Iterator[None]:
    yield


def editor(tmp_path: Path, script: str) -> str:
    path = tmp_path / "editor.sh"
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(0o755)
    return str(path)


async def test_the_editor_gets_the_whole_text_and_what_it_leaves_is_one_undo_step(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    copy = tmp_path / "copy"
    monkeypatch.delenv("VISUAL", raising=False)
    monkeypatch.setenv("EDITOR", editor(tmp_path, f'cp "$1" \'{copy}\'; echo more >> "$1"'))
    app = CodexTui(scripted_backend(ScriptedServer(pace=0)))
    monkeypatch.setattr(app, "suspend", nothing)
    log = "\n".join(map(str, range(30)))
    async with running(app) as pilot:
        composer = app.cockpit.composer
        app.take_input(Paste(log))
        await until(lambda: composer.text, "the chip")
        chip = composer.text
        await pilot.press("!", "ctrl+g")
        await until(lambda: composer.text == f"{chip}!\nmore", "the edited text")
        assert copy.read_text() == f"{log}!\n"
        await pilot.press("ctrl+z")
        assert composer.text == f"{chip}!"


@pytest.mark.parametrize(
    ("script", "told"),
    [
        ("exit 3", "editor.sh ended with status 3. Your text is as it was."),
        (": > $1", "The editor left an empty file. Your text is as it was."),
        ("kill -9 $$", "editor.sh was ended by signal 9. Your text is as it was."),
    ],
)
async def test_an_editor_that_fails_or_leaves_nothing_is_told_and_the_text_stays(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, script: str, told: str
) -> None:
    monkeypatch.setenv("VISUAL", editor(tmp_path, script))
    app = CodexTui(scripted_backend(ScriptedServer(pace=0)))
    monkeypatch.setattr(app, "suspend", nothing)
    async with running(app) as pilot:
        await pilot.press(*"kept", "ctrl+g")
        await until(lambda: told in notices(app), "the notice")
        assert app.cockpit.composer.text == "kept"


async def test_without_an_editor_or_with_one_that_is_not_there_that_is_told(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for name in ("VISUAL", "EDITOR"):
        monkeypatch.delenv(name, raising=False)
    app = CodexTui(scripted_backend(ScriptedServer(pace=0)))
    monkeypatch.setattr(app, "suspend", nothing)
    async with running(app) as pilot:
        await pilot.press("ctrl+g")
        await until(lambda: "No editor is set. Set VISUAL or EDITOR" in notices(app), "the notice")
        monkeypatch.setenv("EDITOR", "/no/such/editor")
        await pilot.press("ctrl+g")
        await until(lambda: "/no/such/editor cannot be run" in notices(app), "the other notice")


async def test_a_paste_is_unfolded_by_key_palette_and_slash_and_a_line_too_long_goes_to_the_editor() -> None:
    app = CodexTui(scripted_backend(ScriptedServer(pace=0)))
    log = "\n".join(map(str, range(30)))
    async with running(app) as pilot:
        composer = app.cockpit.composer
        app.take_input(Paste(log))
        await until(lambda: composer.text, "the chip")
        await pilot.press("f7")
        await until(lambda: composer.text == log, "the text")
        await pilot.press("ctrl+c")
        app.take_input(Paste(log))
        await until(lambda: composer.text, "the chip")
        await pilot.press("home", *"/unfold ", "enter")
        await until(lambda: composer.text == log, "the text")
        await pilot.press("ctrl+c", "f7")
        await until(lambda: "There is no folded paste, and no image." in notices(app), "the notice")
        app.take_input(Paste("x" * 20_000))
        await until(lambda: composer.text, "the chip")
        await pilot.press("f7")
        await until(lambda: "^g opens it in your editor" in notices(app), "the notice")
        assert composer.draft.text == "x" * 20_000


async def test_a_click_on_a_chip_shows_what_it_stands_for() -> None:
    app = CodexTui(scripted_backend(ScriptedServer(pace=0)))
    log = "\n".join(map(str, range(30)))
    async with running(app) as pilot:
        composer = app.cockpit.composer
        composer.insert_whole(f"see {composer.chips.attach('/a/shot.png', 2000)} and ")
        app.take_input(Paste(log))
        await until(lambda: "pasted" in composer.text, "the chip")
        await pilot.click(composer, offset=(5, 1))
        assert not notices(app)
        await pilot.click(composer, offset=(6 + composer.text.index("pasted"), 1))
        await until(lambda: composer.text.endswith(log), "the text")
        await pilot.press("ctrl+z")
        await pilot.click(composer, offset=(12, 1))
        await until(lambda: "is the file /a/shot.png." in notices(app), "the path of the image")
        assert "pasted" in composer.text
