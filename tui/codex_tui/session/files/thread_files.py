"""Finds, lists and reads the files of a thread."""

from __future__ import annotations

import asyncio
import base64
import re
from dataclasses import dataclass
from pathlib import PurePosixPath, PureWindowsPath
from typing import TYPE_CHECKING

from codex_app_server import JsonRpcError

from ...state.images import image_type
from ...state.sanitise import sanitise_line
from .git import git
from .working_tree import WorkingTree

if TYPE_CHECKING:
    from codex_app_server import AsyncCodex
    from codex_app_server.generated import v2_all as v2

LARGEST_IMAGE = 30_000_000
"""Bytes of an image: a base64 of it is read from the server, and the model gets a smaller one anyway."""

_GIT_SECONDS = 3
_SECONDS = 10.0
_FOUND_AT_MOST = 50
"""Files that one search of the server returns at most."""

_HEAD = re.compile(r"ref: refs/heads/(?P<branch>.+)|(?P<commit>[0-9a-f]{8})[0-9a-f]*")
"""What stands in a repository's file `HEAD`."""


@dataclass(frozen=True, slots=True)
class FoundFile:
    """A file or directory, by its path below the directory that was asked about."""

    path: str
    is_directory: bool = False
    is_changed: bool = False
    """Whether git says that it is changed or new."""


@dataclass(frozen=True, slots=True)
class Skill:
    """A skill that can be named in a prompt. Its texts are sanitised."""

    name: str
    description: str


@dataclass(frozen=True, slots=True)
class Repository:
    """A git repository: the directory that has its `.git`, and what is checked out."""

    top: str
    branch: str
    """Sanitised; without a branch the beginning of the commit's hash, empty when it cannot be read."""


class NotAnImageError(Exception):
    """A file is none of the images that the server takes; the message is a sentence."""


class ThreadFiles:
    """Asks the server about files: `fuzzyFileSearch`, `fs/*`, `command/exec`, and about skills.

    All raise `CodexError` when the server refuses or does not answer.
    """

    def __init__(self, codex: AsyncCodex) -> None:
        self._codex = codex
        self.tree = WorkingTree(codex)
        """What is changed in a working tree."""

    async def find(self, root: str, word: str, *, token: str) -> list[FoundFile]:
        """Find files by the letters of their paths, best first; never those of `.git`.

        A later search with the same `token` cancels this one. Files that git ignores are not found.
        """
        answer = await self._codex.api.fuzzy_file_search(
            query=word, roots=[root], cancellation_token=token, timeout=_SECONDS
        )
        found = [FoundFile(file.path, str(file.match_type) == "directory") for file in answer.files]
        kept = [file for file in found if _is_offered(file.path)]
        if len(found) >= _FOUND_AT_MOST and len(kept) < len(found):
            # The files of `.git` took places of others: git itself knows those.
            known = {file.path for file in kept}
            listed = await self._git(root, "ls-files", "--cached", "--others", "--exclude-standard", "-z")
            kept += [FoundFile(path) for path in listed if path not in known and _has_letters(path, word)]
        return kept[:_FOUND_AT_MOST]

    async def changed(self, root: str) -> list[FoundFile]:
        """Return what git says is changed or new below a directory; nothing where there is no git."""
        changed, new = await asyncio.gather(
            self._git(
                root, "diff", "--name-only", "--relative", "--no-ext-diff", "-z", "--diff-filter=d", "HEAD"
            ),
            self._git(root, "ls-files", "--others", "--exclude-standard", "-z"),
        )
        paths = dict.fromkeys((*changed, *new))
        return [FoundFile(path, is_changed=True) for path in paths if _is_offered(path)]

    async def listed(self, root: str, below: str = "") -> list[FoundFile]:
        """Return what is in a directory, directories first; `below` is its path from `root`."""
        path = f"{root.rstrip('/')}/{below}".rstrip("/") or "/"
        answer = await self._codex.api.fs_read_directory(path=path, timeout=_SECONDS)
        start = f"{below.rstrip('/')}/" if below else ""
        found = [FoundFile(start + entry.file_name, entry.is_directory) for entry in answer.entries]
        return sorted(
            (file for file in found if _is_offered(file.path)),
            key=lambda file: (not file.is_directory, file.path.startswith("."), file.path.casefold()),
        )

    async def is_directory(self, path: str) -> bool:
        """Whether there is a directory at a path."""
        found = await self._metadata(path)
        return found is not None and found.is_directory

    async def repository(self, directory: str) -> Repository | None:
        """Find the repository that holds a directory, by its files: no program is run."""
        # The server says where it is, not on what system: a path of Windows begins with its drive.
        start = PurePosixPath(directory) if directory.startswith("/") else PureWindowsPath(directory)
        for top in (start, *start.parents) if start.is_absolute() else ():
            # An empty `.git` is no repository. In a worktree or a submodule it is a file with the directory.
            head, link = await asyncio.gather(
                self._text(str(top / ".git" / "HEAD")), self._text(str(top / ".git"))
            )
            if head is None and link is not None:
                named = link.partition("gitdir:")[2].strip()
                head = await self._text(str(top / named / "HEAD")) or ""
            if head is not None:
                found = _HEAD.fullmatch(head.strip())
                return Repository(
                    str(top), sanitise_line(found["branch"] or found["commit"]) if found else ""
                )
        return None

    async def image_size(self, path: str) -> int:
        """Return the bytes of an image file. Raises `NotAnImageError` for what the server would not take."""
        name = sanitise_line(path)
        try:
            found = await self._codex.api.fs_get_metadata(path=path, timeout=_SECONDS)
        except JsonRpcError as error:
            raise NotAnImageError(f"{name} cannot be read: {sanitise_line(error.message)}.") from error
        if not found.is_file:
            raise NotAnImageError(f"{name} is not a file.")
        data = await self._read(path)
        if len(data) > LARGEST_IMAGE:
            raise NotAnImageError(f"{name} has {len(data) // 1_000_000} MB, which is too large for an image.")
        kind = image_type(data)
        if not kind.is_taken:
            raise NotAnImageError(f"{name} is {kind.words}. The server takes PNG, JPEG, GIF and WebP.")
        return len(data)

    async def missing(self, paths: tuple[str, ...]) -> list[str]:
        """Return those of the paths at which there is no file any more."""
        found = [(path, await self._metadata(path)) for path in paths]
        return [path for path, metadata in found if metadata is None or not metadata.is_file]

    async def skills(self, directory: str) -> list[Skill]:
        """Return the skills that a prompt in a directory can name (`skills/list`)."""
        answer = await self._codex.api.skills_list(cwds=[directory], timeout=_SECONDS)
        found = {
            skill.name: Skill(
                sanitise_line(skill.name), sanitise_line(skill.short_description or skill.description)
            )
            for entry in answer.data
            for skill in entry.skills
            if skill.enabled
        }
        return sorted(found.values(), key=lambda skill: skill.name)

    async def _metadata(self, path: str) -> v2.FsGetMetadataResponse | None:
        try:
            return await self._codex.api.fs_get_metadata(path=path, timeout=_SECONDS)
        except JsonRpcError:
            return None

    async def _text(self, path: str) -> str | None:
        """Return the text of a file; None when there is none that can be read."""
        try:
            return (await self._read(path)).decode("utf-8")
        except (JsonRpcError, ValueError):
            return None

    async def _read(self, path: str) -> bytes:
        answer = await self._codex.api.fs_read_file(path=path, timeout=_SECONDS)
        return base64.b64decode(answer.data_base64)

    async def _git(self, directory: str, *arguments: str) -> list[str]:
        """Return the paths that git lists; none when it fails."""
        try:
            said = await git(self._codex, directory, *arguments, seconds=_GIT_SECONDS)
        except JsonRpcError:
            return []
        return [path for path in said.output.split("\0") if path] if said.status == 0 else []


def _is_offered(path: str) -> bool:
    """Whether a path is offered: not what belongs to git, nor a name with characters that cannot be typed."""
    return ".git" not in path.split("/") and sanitise_line(path) == path


def _has_letters(path: str, word: str) -> bool:
    letters = iter(path.casefold())
    return all(letter in letters for letter in word.casefold())
