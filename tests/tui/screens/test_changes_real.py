"""Changes of a turn, a thread and a working tree, on the real server."""

from __future__ import annotations

import subprocess
from typing import TYPE_CHECKING

import pytest
from cockpit_stage import drawn, open_thread, running, until
from codex_tui.app import CodexTui
from codex_tui.backend import Backend
from codex_tui.screens.pager import Pager
from codex_tui.session import SessionOptions
from codex_tui.state.items import FileChange

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from codex_app_server import AppServerConfig
    from real_server import CodexHome

    Config = Callable[..., AppServerConfig]

pytestmark = pytest.mark.anyio


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"


def git(where: Path, *words: str) -> None:
    name = ("-c", "user.name=a", "-c", "user.email=a@b", "-c", "init.defaultBranch=main")
    subprocess.run(["git", *name, *words], cwd=where, check=True, capture_output=True, timeout=30)


def app_on(config: AppServerConfig, home: CodexHome, *, resume: str | None = None) -> CodexTui:
    options = SessionOptions(cwd=str(home.work), ask_trust=False, sandbox="workspace-write")
    return CodexTui(Backend(config, options), resume=resume)


async def test_changes_of_a_turn_a_thread_and_the_tree(
    real_config: Config, codex_home: CodexHome, monkeypatch: pytest.MonkeyPatch
) -> None:
    work = codex_home.work
    (work / ".git").rmdir()
    git(work, "init", "-q")
    (work / "kept.txt").write_text("one\ntwo\n", "utf-8")
    git(work, "add", "-A")
    git(work, "commit", "-qm", "x")
    app = app_on(real_config(), codex_home)
    async with running(app, size=(160, 40)) as pilot:

        async def changes(kind: str) -> FileChange:
            app.cockpit.outlets.changes.show(kind)
            await until(lambda: isinstance(app.screen, Pager), f"the changes of the {kind}")
            assert isinstance(app.screen, Pager)
            item = app.screen.view.item
            assert isinstance(item, FileChange)
            assert f"in {'the last turn' if kind == 'turn' else 'th'}" in await drawn(app, pilot)
            return item

        async def turn(prompt: str) -> None:
            ended = len(app.cockpit.thread.turns) if app.cockpit.thread is not None else 0
            app.cockpit.sending.submit(prompt)
            await until(
                lambda: (
                    app.cockpit.thread is not None
                    and len(app.cockpit.thread.turns) > ended
                    and app.cockpit.thread.active_turn_id is None
                ),
                "the end of the turn",
            )

        await turn("patch:new.txt:hello")
        await turn("patchup:new.txt:hello:good bye")
        (work / "own.txt").write_text("of the person\n", "utf-8")
        (work / "kept.txt").write_text("one\n2\n", "utf-8")
        of_turn = await changes("turn")
        assert [(each.path, each.kind, each.added, each.removed) for each in of_turn.changes] == [
            (str(work / "new.txt"), "update", 1, 1)
        ]
        await pilot.press("q")
        of_thread = await changes("thread")
        assert [(each.path, each.kind) for each in of_thread.changes] == [(str(work / "new.txt"), "add")]
        await pilot.press("q")
        of_tree = await changes("tree")
        assert {(each.path, each.kind, each.added, each.removed) for each in of_tree.changes} == {
            (str(work / "kept.txt"), "update", 1, 1),
            (str(work / "new.txt"), "add", 1, 0),
            (str(work / "own.txt"), "add", 1, 0),
        }
        monkeypatch.setenv("EDITOR", "vi")
        monkeypatch.delenv("VISUAL", raising=False)
        opened: list[tuple[str, int]] = []
        monkeypatch.setattr(
            app.cockpit.composing.editor, "open_file", lambda path, line: opened.append((path, line))
        )
        await pilot.press("e", "right_square_bracket", "e")
        assert opened[0] == (str(work / "kept.txt"), 1)
        assert [path for path, _ in opened] == [str(work / "kept.txt")] * 2
        await pilot.press("q")
        thread_id = open_thread(app).id
    again = app_on(real_config(), codex_home, resume=thread_id)
    async with running(again):
        await until(lambda: again.cockpit.thread is not None and again.cockpit.thread.items, "the history")
        again.cockpit.outlets.changes.show("thread")
        await until(lambda: isinstance(again.screen, Pager), "the changes")
        await until(lambda: again._notifications, "what the history lacks")
        assert "The server keeps edits only" in next(iter(again._notifications)).message


async def test_without_a_repository_it_says_so(real_config: Config, codex_home: CodexHome) -> None:
    app = app_on(real_config(), codex_home)
    async with running(app):
        app.cockpit.outlets.changes.show("tree")
        await until(lambda: app._notifications, "the notice")
        assert "not a git repository" in next(iter(app._notifications)).message
