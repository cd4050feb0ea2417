"""What is changed in a working tree, as git says it where the server runs."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..state.git_diff import read_git_diff
from ..state.sanitise import sanitise_line

if TYPE_CHECKING:
    from codex_app_server import AsyncCodex

    from ..state.items import FilePatch

# Nothing of the repository's own config is run: another person may have written it.
_GIT = ("git", "--no-optional-locks", "-c", "core.fsmonitor=false", "-c", "core.quotePath=true")
_DIFF = ("diff", "--no-color", "--no-ext-diff", "--no-textconv", "--src-prefix=a/", "--dst-prefix=b/")
_NO_COMMIT = "4b825dc642cb6eb9a060e54bf8d69288fbee4904"
"""Git's name of the empty tree, against which a repository without a commit is compared."""

_GIT_SECONDS = 8
_SECONDS = 12.0

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
    """Runs git in the server's sandbox, where it may only read. All raise `CodexError` without an answer."""

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
        answer = await self._codex.api.command_exec(
            command=[*_GIT, *arguments],
            cwd=directory,
            timeout_ms=1000 * _GIT_SECONDS,
            sandbox_policy={"type": "readOnly"},
            timeout=_SECONDS,
        )
        if answer.exit_code in good:
            return answer.stdout
        # 124 is how the server says that the time was over, 101 that there is no such program.
        why = {124: "git took too long", 101: "git cannot be run where the server is"}.get(answer.exit_code)
        said = sanitise_line(answer.stderr.strip().partition("\n")[0])
        raise NoWorkingTreeError(f"{why or said or 'git failed'}.".replace("..", "."))
