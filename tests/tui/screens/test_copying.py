"""Copying and saving on the whole application."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest
from cockpit_stage import demo_backend, drawn, open_thread, running, screen_text, until
from codex_tui.app import CodexTui
from codex_tui.outside import Machine
from codex_tui.screens.save_file import SaveFile
from codex_tui.widgets.line_input import LineInput

pytestmark = pytest.mark.anyio


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"


def said(app: CodexTui) -> str:
    """The newest notice."""
    return [note.message for note in app._notifications][-1]


async def test_an_answer_is_with_the_program_of_the_display_before_it_is_said(tmp_path: Path) -> None:
    program, taken = tmp_path / "xclip", tmp_path / "taken"
    program.write_text(f"#!/bin/sh\n/bin/cat > {taken}\n", "utf-8")
    program.chmod(0o755)
    app = CodexTui(demo_backend(), machine=Machine({"PATH": str(tmp_path), "DISPLAY": ":7"}))
    async with running(app) as pilot:
        app.cockpit.transcript.focus()
        await pilot.press("Y")
        await until(lambda: app._notifications, "the notice")
        assert taken.read_text("utf-8") == app.clipboard != ""
        assert said(app).startswith("Copied the last answer")
        assert said(app).endswith("to the clipboard (xclip).")


async def test_a_file_gets_what_was_copied_and_another_one_is_asked_about(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    app = CodexTui(demo_backend())
    there = tmp_path / "there.md"
    there.write_text("precious", "utf-8")

    async with running(app) as pilot:

        async def give(path: str) -> None:
            await until(lambda: isinstance(app.screen, SaveFile) and app.screen.query(LineInput), "the line")
            app.screen.query_one(LineInput).value = path
            await pilot.press("enter")

        app.cockpit.transcript.focus()
        await pilot.press("Y")
        assert said(app).startswith("Sent the last answer")
        app.run_command("copy.save")
        await until(lambda: isinstance(app.screen, SaveFile) and app.screen.query(LineInput), "the line")
        assert app.screen.query_one(LineInput).value.endswith("copied.md")
        await give("no such directory/copied.md")
        await until(lambda: app.screen.query(".dialog--text"), "why not")
        assert "No such file or directory" in await drawn(app, pilot)
        await give("there.md")
        await until(lambda: app.screen.query("Choices"), "the question")
        await pilot.press("escape")
        await give("new.md")
        await until(lambda: (tmp_path / "new.md").exists(), "the file")
        await until(lambda: said(app).startswith("Wrote"), "the notice")
    assert there.read_text("utf-8") == "precious"
    written = tmp_path / "new.md"
    assert written.read_text("utf-8") == app.clipboard
    assert stat.S_IMODE(written.stat().st_mode) == 0o600


@pytest.mark.parametrize("size", [(80, 24), (160, 48)])
async def test_a_notice_leaves_the_title_of_the_thread_in_sight(size: tuple[int, int]) -> None:
    app = CodexTui(demo_backend())
    async with app.run_test(size=size, notifications=True) as pilot:
        await until(lambda: app.cockpit.startup.done, "the end of the start")
        app.cockpit.transcript.focus()
        await pilot.press("Y")
        await until(lambda: "Sent the last" in screen_text(app), "the notice")
        rows = screen_text(app).splitlines()
        title = next(row for row in rows if open_thread(app).title in row and "turn 4" in row)
        assert "\u258c" not in title
