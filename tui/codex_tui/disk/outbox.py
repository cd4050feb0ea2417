"""Holds what has changed on the screens and is not in the database yet."""

from __future__ import annotations

import threading
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..state.prompt_history import KEPT

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ..state.forks import Fork
    from .tables import DraftRow, PromptRow


@dataclass(frozen=True)
class Batch:
    """What is written in one transaction."""

    drafts: Mapping[str, tuple[str, str]]
    """Texts and their details by thread; a blank text removes the draft."""
    seen: Mapping[str, Sequence[DraftRow]]
    """By thread, the rows that its draft was made from: they are replaced."""
    prompts: Sequence[PromptRow]
    settings: Mapping[str, str]
    """The settings of threads; empty ones are removed."""
    forks: Mapping[str, Fork | None]
    """Forks by thread; those that are None are removed."""


class Outbox:
    """Collects changes for the thread that writes them, and remembers what has been written in this run."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._drafts: dict[str, tuple[str, str]] = {}
        self._prompts: list[PromptRow] = []
        self._settings: dict[str, str] = {}
        self._forks: dict[str, Fork | None] = {}
        self._seen: dict[str, list[DraftRow]] = {}
        self._written_drafts: dict[str, tuple[str, str]] = {}
        self._written_prompts: list[PromptRow] = []
        self._written_settings: dict[str, str] = {}
        self._written_forks: dict[str, Fork | None] = {}

    def __bool__(self) -> bool:
        return bool(self._drafts or self._prompts or self._settings or self._forks)

    def add_draft(self, thread: str, text: str, details: str = "") -> None:
        """Queue the draft of a thread; a blank one removes it from the database."""
        with self._lock:
            self._drafts[thread] = (text, details)

    def add_prompt(self, row: PromptRow) -> None:
        """Queue a prompt; only the newest `KEPT` prompts stay queued."""
        with self._lock:
            self._prompts = [*self._prompts, row][-KEPT:]

    def add_settings(self, thread: str, settings: str) -> None:
        """Queue the settings of a thread; empty ones are removed from the database."""
        with self._lock:
            self._settings[thread] = settings

    def add_fork(self, thread: str, fork: Fork | None) -> None:
        """Queue a fork; None removes it from the database."""
        with self._lock:
            self._forks[thread] = fork

    def go_on_from(self, rows: Mapping[str, list[DraftRow]]) -> None:
        """Note the rows that the drafts on the screens were made of: a change replaces them."""
        with self._lock:
            self._seen = dict(rows)

    def batch(self) -> Batch | None:
        """Return all that is queued, and leave it queued; None when nothing is."""
        with self._lock:
            if not self:
                return None
            seen = {thread: self._seen.get(thread, []) for thread in self._drafts}
            return Batch(
                dict(self._drafts), seen, tuple(self._prompts), dict(self._settings), dict(self._forks)
            )

    def written(self, batch: Batch) -> None:
        """Take a written batch out of the queue, except what has changed meanwhile."""
        with self._lock:
            for thread, draft in batch.drafts.items():
                if self._drafts.get(thread) == draft:
                    del self._drafts[thread]
                if self._seen.get(thread) == batch.seen[thread]:
                    self._seen.pop(thread, None)
            done = set(batch.prompts)
            self._prompts = [row for row in self._prompts if row not in done]
            for thread, settings in batch.settings.items():
                if self._settings.get(thread) == settings:
                    del self._settings[thread]
            for thread, fork in batch.forks.items():
                if self._forks.get(thread) == fork:
                    del self._forks[thread]
            self._written_forks.update(batch.forks)
            self._written_settings.update(batch.settings)
            self._written_drafts.update(batch.drafts)
            self._written_prompts = [*self._written_prompts, *batch.prompts][-KEPT:]

    def put_back(self) -> None:
        """Queue everything of this run again, because there is another database now."""
        with self._lock:
            self._drafts = {**self._written_drafts, **self._drafts}
            self._prompts = [*self._written_prompts, *self._prompts][-KEPT:]
            self._settings = {**self._written_settings, **self._settings}
            self._forks = {**self._written_forks, **self._forks}
            self._written_drafts, self._written_prompts, self._written_settings = {}, [], {}
            self._written_forks = {}
