"""The git branch of a directory, read from the repository's own files: no process is started for it."""

from __future__ import annotations

from pathlib import Path

from ..state.sanitise import sanitise_line
from .readiness import repository_of

_BRANCH = "ref: refs/heads/"
_SHORT = 8
"""Characters of a commit's hash by which a directory without a branch is named."""


class Branches:
    """The branches of directories, each read once until `forget` says that they may have changed."""

    def __init__(self) -> None:
        self._known: dict[str, str] = {}

    def of(self, cwd: str) -> str:
        """Return the branch of a directory, from the cache: every frame of the header asks for it."""
        if cwd not in self._known:
            self._known[cwd] = branch_of(cwd)
        return self._known[cwd]

    def forget(self) -> None:
        """Clear the cache: each branch is read again when it is next asked for."""
        self._known.clear()


def branch_of(cwd: str) -> str:
    """Return the branch that is checked out in a directory, sanitised; empty where there is no repository.

    Without a branch (a detached HEAD) it is the beginning of the commit's hash.
    """
    try:
        head = (_git_directory(Path(repository_of(cwd))) / "HEAD").read_text(encoding="utf-8").strip()
    except (OSError, ValueError):
        return ""
    if head.startswith(_BRANCH):
        return sanitise_line(head[len(_BRANCH) :])
    return sanitise_line(head[:_SHORT])


def _git_directory(top: Path) -> Path:
    git = top / ".git"
    if git.is_dir():
        return git
    # In a worktree or a submodule it is a file that names the directory.
    return top / git.read_text(encoding="utf-8").partition("gitdir:")[2].strip()
