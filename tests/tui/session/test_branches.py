from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import pytest
from codex_app_server import AppServerConfig
from codex_app_server.testing import ScriptedServer
from codex_tui.session import branches as branches_module
from codex_tui.session.files import ThreadFiles
from codex_tui.session.readiness import repository_of
from session_stage import Listening, file_on_disk, listening

if TYPE_CHECKING:
    from contextlib import AbstractAsyncContextManager
    from pathlib import Path

    from codex_app_server.testing._wire import JsonObject

pytestmark = pytest.mark.anyio


def repository(path: Path, head: str) -> Path:
    (path / ".git").mkdir(parents=True)
    (path / ".git" / "HEAD").write_text(head, encoding="utf-8")
    return path


def on(server: ScriptedServer) -> AbstractAsyncContextManager[Listening]:
    """A session on a server that reads the files of this machine."""
    server.answer("fs/readFile", file_on_disk)
    return listening(AppServerConfig(transport=server.transport), cwd=server.cwd)


async def branch_of(path: Path) -> str:
    """The branch of a directory, once the server was asked."""
    async with on(ScriptedServer(pace=0)) as stage:
        await stage.session.branches.ask(str(path))
        return stage.session.branches.of(str(path))


async def test_the_branch_of_a_repository_holds_in_its_folders(tmp_path: Path) -> None:
    repository(tmp_path, "ref: refs/heads/fix/resume\n")
    (tmp_path / "src").mkdir()
    assert await branch_of(tmp_path) == await branch_of(tmp_path / "src") == "fix/resume"


async def test_a_branch_is_kept_until_it_may_have_changed_and_the_new_one_is_known(tmp_path: Path) -> None:
    repository(tmp_path, "ref: refs/heads/one\n")
    server, cwd = ScriptedServer(pace=0), str(tmp_path)
    async with on(server) as stage:
        branches = stage.session.branches
        assert branches.of(cwd) == ""
        await branches.ask(cwd)
        assert (branches.of(cwd), branches.is_due(cwd)) == ("one", False)
        (tmp_path / ".git" / "HEAD").write_text("ref: refs/heads/two\n", encoding="utf-8")
        await branches.ask(cwd)
        assert branches.of(cwd) == "one"
        branches.forget()
        assert (branches.of(cwd), branches.is_due(cwd)) == ("one", True)
        stage.changes.clear()
        await branches.ask(cwd)
        assert branches.of(cwd) == "two"
        assert [change.status for change in stage.changes] == [True]
        branches.forget()
        await branches.ask(cwd)
        assert len(stage.changes) == 1, "the same branch is no change"


async def test_a_directory_is_asked_about_once_at_a_time_and_again_when_it_changed_meanwhile(
    tmp_path: Path,
) -> None:
    head = repository(tmp_path, "ref: refs/heads/one\n") / ".git" / "HEAD"
    server, cwd = ScriptedServer(pace=0), str(tmp_path)
    async with on(server) as stage:
        branches = stage.session.branches

        def change_after_reading(params: JsonObject) -> JsonObject:
            answer = file_on_disk(params)
            if len(server.requests("fs/readFile")) == 1:
                head.write_text("ref: refs/heads/two\n", encoding="utf-8")
                branches.forget()
                assert not branches.is_due(cwd), "it is being asked for"
            return answer

        server.answer("fs/readFile", change_after_reading)
        await asyncio.gather(branches.ask(cwd), branches.ask(cwd))
        assert branches.of(cwd) == "two"
        asked = [params["path"] for params in server.requests("fs/readFile")]
        assert asked == [str(head), str(head.parent)] * 2


async def test_without_a_server_or_an_answer_the_last_one_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    repository(tmp_path, "ref: refs/heads/one\n")
    cwd = str(tmp_path)

    async def silence(_files: ThreadFiles, _directory: str) -> None:
        await asyncio.Event().wait()

    async with on(ScriptedServer(pace=0)) as stage:
        branches = stage.session.branches
        await branches.ask(cwd)
        branches.forget()
        monkeypatch.setattr(branches_module, "_SECONDS", 0.01)
        monkeypatch.setattr(ThreadFiles, "repository", silence)
        await branches.ask(cwd)
        assert (branches.of(cwd), branches.is_due(cwd)) == ("one", False)
        branches.forget()
        await stage.session.close()
        await branches.ask(cwd)
        assert (branches.of(cwd), branches.is_due(cwd)) == ("one", False)


async def test_without_a_branch_it_is_the_commit(tmp_path: Path) -> None:
    assert await branch_of(repository(tmp_path, "4f3c2b1a0e9d8c7b6a5f4e3d2c1b0a9f8e7d6c5b\n")) == "4f3c2b1a"


async def test_a_worktree_names_the_directory_that_knows(tmp_path: Path) -> None:
    known = tmp_path / "main" / ".git" / "worktrees" / "other"
    known.mkdir(parents=True)
    (known / "HEAD").write_text("ref: refs/heads/other\n", encoding="utf-8")
    tree = tmp_path / "tree"
    tree.mkdir()
    (tree / ".git").write_text("gitdir: ../main/.git/worktrees/other\n", encoding="utf-8")
    assert await branch_of(tree) == "other"


async def test_no_repository_and_a_broken_one_have_none(tmp_path: Path) -> None:
    assert await branch_of(tmp_path / "nowhere") == ""
    (tmp_path / ".git").write_bytes(b"\xff\xfe")
    assert await branch_of(tmp_path) == ""
    assert await branch_of(repository(tmp_path / "no text", "this is no head\n")) == ""


async def test_a_branch_cannot_write_to_the_terminal(tmp_path: Path) -> None:
    assert await branch_of(repository(tmp_path, "ref: refs/heads/a\x1b]0;x\x07\n")) == "a␛]0;x␇"


def test_an_empty_git_directory_makes_no_repository_that_could_be_trusted_as_a_whole(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    work = tmp_path / "work"
    work.mkdir()
    assert repository_of(str(work)) == str(work)
    assert repository_of(str(repository(tmp_path / "real", "ref: refs/heads/main\n") / "src")) == str(
        tmp_path / "real"
    )
