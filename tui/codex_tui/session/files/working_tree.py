"""What is changed in a working tree, as git says it where the server runs."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ...state.git_diff import read_git_diff
from ...state.sanitise import sanitise_line
from .git import NO_PROGRAM, TOO_LONG, git

if TYPE_CHECKING:
    from codex_app_server import AsyncCodex

    from ...state.items import FilePatch

_DIFF = ("diff", "--no-color", "--no-ext-diff", "--no-textconv", "--src-prefix=a/", "--dst-prefix=b/")
_NO_COMMIT = "4b825dc642cb6eb9a060e54bf8d69288fbee4904"
"""Git's name of the empty tree, against which a repository without a commit is compared."""

_GIT_SECONDS = 8

MOST_NEW_FILES = 30
"""New files whose content is read."""

MOST_COMMITS = 50
"""Commits that are listed."""

_SERVERS_LIMIT = 1_000_000
"""Bytes of an output from which on the server has cut it; it does not say so."""


@dataclass(frozen=True, slots=True)
class TreeChanges:
    """The files that differ from the last commit, and sentences about what is not among them."""

    files: tuple[FilePatch, ...] = ()
    lacks: tuple[str, ...] = ()


class NoWorkingTreeError(Exception):
    """There is nothing to compare; the message is a sentence."""


class WorkingTree:
    """Asks git. All raise `CodexError` without an answer."""

    def __init__(self, codex: AsyncCodex) -> None:
        self._codex = codex

    async def changes(self, directory: str) -> TreeChanges:
        """Return what differs from the last commit in the whole repository, new files included.

        Raises `NoWorkingTreeError` where there is no repository or no git.
        """
        top = (await self._git(directory, "rev-parse", "--show-toplevel")).rstrip("\n")
        try:
            text = await self._git(top, *_DIFF, "HEAD", "--")
        except NoWorkingTreeError:
            text = await self._git(top, *_DIFF, _NO_COMMIT, "--")
        new = [
            name
            for name in (await self._git(top, "ls-files", "--others", "--exclude-standard", "-z")).split("\0")
            if name
        ]
        lacks = []
        if len(text) >= _SERVERS_LIMIT:
            lacks.append("The diff is longer than the server gives: its end is not here.")
        if len(new) > MOST_NEW_FILES:
            lacks.append(f"{len(new) - MOST_NEW_FILES} more new files are not here.")
        added = await asyncio.gather(*[self._new_file(top, name) for name in new[:MOST_NEW_FILES]])
        files = [*read_git_diff(text, top), *(patch for patches in added for patch in patches)]
        return TreeChanges(tuple(files), tuple(lacks))

    async def branches(self, directory: str) -> list[str]:
        """Return the names of the local branches, the one that was used last first. Raises as `changes`."""
        listed = await self._git(
            directory, "for-each-ref", "--sort=-committerdate", "--format=%(refname:short)", "refs/heads"
        )
        return [
            name for line in listed.splitlines() if (name := line.strip()) == sanitise_line(name) and name
        ]

    async def commits(self, directory: str) -> list[tuple[str, str]]:
        """Return the hashes and titles of the last commits, newest first. Raises as `changes`."""
        listed = await self._git(
            directory, "log", f"-{MOST_COMMITS}", "--no-show-signature", "--format=%h %s"
        )
        return [
            (commit, sanitise_line(title))
            for line in listed.split("\n")
            if line
            for commit, _, title in [line.partition(" ")]
        ]

    async def _new_file(self, top: str, name: str) -> tuple[FilePatch, ...]:
        # It ends with 1 because there is a difference. Of a huge file the server gives the beginning.
        text = await self._git(top, *_DIFF, "--no-index", "--", "/dev/null", name, good=(0, 1))
        return read_git_diff(text, top)

    async def _git(self, directory: str, *arguments: str, good: tuple[int, ...] = (0,)) -> str:
        said = await git(self._codex, directory, *arguments, seconds=_GIT_SECONDS)
        if said.status in good:
            return said.output
        why = {
            TOO_LONG: "git took too long",
            NO_PROGRAM: "git cannot be run where the server is",
        }.get(said.status)
        words = sanitise_line(said.errors.strip().partition("\n")[0])
        raise NoWorkingTreeError(f"{why or words or 'git failed'}.".replace("..", "."))
