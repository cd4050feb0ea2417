from __future__ import annotations

from typing import TYPE_CHECKING

from codex_tui.session.branches import Branches, branch_of
from codex_tui.session.readiness import repository_of

if TYPE_CHECKING:
    from pathlib import Path


def repository(path: Path, head: str) -> Path:
    (path / ".git").mkdir(parents=True)
    (path / ".git" / "HEAD").write_text(head, encoding="utf-8")
    return path


def test_the_branch_of_a_repository_holds_in_its_folders(tmp_path: Path) -> None:
    repository(tmp_path, "ref: refs/heads/fix/resume\n")
    (tmp_path / "src").mkdir()
    assert branch_of(str(tmp_path)) == branch_of(str(tmp_path / "src")) == "fix/resume"


def test_a_branch_is_read_once_until_it_may_have_changed(tmp_path: Path) -> None:
    branches = Branches()
    repository(tmp_path, "ref: refs/heads/one\n")
    assert branches.of(str(tmp_path)) == "one"
    (tmp_path / ".git" / "HEAD").write_text("ref: refs/heads/two\n", encoding="utf-8")
    assert branches.of(str(tmp_path)) == "one"
    branches.forget()
    assert branches.of(str(tmp_path)) == "two"


def test_without_a_branch_it_is_the_commit(tmp_path: Path) -> None:
    assert branch_of(str(repository(tmp_path, "4f3c2b1a0e9d8c7b6a5f4e3d2c1b0a9f8e7d6c5b\n"))) == "4f3c2b1a"


def test_a_worktree_names_the_directory_that_knows(tmp_path: Path) -> None:
    known = tmp_path / "main" / ".git" / "worktrees" / "other"
    known.mkdir(parents=True)
    (known / "HEAD").write_text("ref: refs/heads/other\n", encoding="utf-8")
    tree = tmp_path / "tree"
    tree.mkdir()
    (tree / ".git").write_text("gitdir: ../main/.git/worktrees/other\n", encoding="utf-8")
    assert branch_of(str(tree)) == "other"


def test_no_repository_and_a_broken_one_have_none(tmp_path: Path) -> None:
    assert branch_of(str(tmp_path / "nowhere")) == ""
    (tmp_path / ".git").write_bytes(b"\xff\xfe")
    assert branch_of(str(tmp_path)) == ""


def test_a_branch_cannot_write_to_the_terminal(tmp_path: Path) -> None:
    assert branch_of(str(repository(tmp_path, "ref: refs/heads/a\x1b]0;x\x07\n"))) == "a␛]0;x␇"


def test_an_empty_git_directory_makes_no_repository_that_could_be_trusted_as_a_whole(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    work = tmp_path / "work"
    work.mkdir()
    assert repository_of(str(work)) == str(work)
    assert repository_of(str(repository(tmp_path / "real", "ref: refs/heads/main\n") / "src")) == str(
        tmp_path / "real"
    )
