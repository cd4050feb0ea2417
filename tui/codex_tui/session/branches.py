"""The repositories of directories, as the server sees them, and the branches that are checked out there."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from codex_app_server import CodexError

from ..state.change import Change

if TYPE_CHECKING:
    from collections.abc import Callable

    from .files import Repository, ThreadFiles

_SECONDS = 10.0
"""How long the way up to a repository may take in all."""


class Branches:
    """What is known of directories, each asked about once until `forget` says that it may have changed.

    `files` returns whom to ask; None while the server is not to be asked. `changed` is called when an answer
    is not what was known.
    """

    def __init__(self, files: Callable[[], ThreadFiles | None], changed: Callable[[Change], None]) -> None:
        self._files = files
        self._changed = changed
        self._known: dict[str, Repository | None] = {}
        self._asked: set[str] = set()
        """Directories that were asked about since the last `forget`."""
        self._asking: set[str] = set()

    def of(self, cwd: str) -> str:
        """Return the branch of a directory as last known; empty until it is, and without a repository."""
        found = self._known.get(cwd)
        return "" if found is None else found.branch

    def top_of(self, cwd: str) -> str:
        """Return the top of a directory's repository as last known; else the directory itself."""
        found = self._known.get(cwd)
        return cwd if found is None else found.top

    def is_due(self, cwd: str) -> bool:
        """Whether the server is to be asked about a directory now."""
        return cwd not in self._asked and cwd not in self._asking and self._files() is not None

    async def ask(self, cwd: str) -> None:
        """Ask about a directory if that is due. Without an answer what was known stays until `forget`."""
        if not self.is_due(cwd):
            return
        self._asking.add(cwd)
        try:
            # Once more when it may have changed while the server answered.
            while cwd not in self._asked and (files := self._files()) is not None:
                self._asked.add(cwd)
                found = await asyncio.wait_for(files.repository(cwd), _SECONDS)
                if found != self._known.get(cwd):
                    self._known[cwd] = found
                    self._changed(Change(status=True))
        except (CodexError, asyncio.TimeoutError):
            # It is only shown: an error that matters comes with the next request of the person.
            return
        finally:
            self._asking.discard(cwd)

    def forget(self) -> None:
        """Have each directory asked about again; what was known is kept until the answer."""
        self._asked.clear()
