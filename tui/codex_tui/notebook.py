"""What is kept between two runs: unsent text and earlier prompts. Never more, never readable by others."""

from __future__ import annotations

import json
import os
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from platformdirs import user_state_path

from .state.prompt_history import PromptHistory

if TYPE_CHECKING:
    from collections.abc import Sequence

_FORMAT = 1


def state_directory() -> Path:
    """Where this machine keeps the state of applications; not made yet."""
    return user_state_path("codex-tui", appauthor=False)


class Notebook:
    """Drafts by thread, and the prompt history, in one file of mode 0600; without a path in memory only.

    Several applications may write the same file: each puts in what it changed and leaves the rest alone.
    Writing never raises: a full disk must not stop a conversation. `trouble` then says what happened.
    """

    def __init__(self, path: Path | None = None) -> None:
        self.path = path
        self.trouble = ""
        self.drafts: dict[str, str] = {}
        self.prompts: list[str] = []
        if path is not None:
            self.drafts, self.prompts = self._read(path)
        self._saved = (dict(self.drafts), list(self.prompts))

    def draft(self, key: str) -> str:
        """Answer the unsent text of a thread; empty when there is none."""
        return self.drafts.get(key, "")

    def set_draft(self, key: str, text: str) -> None:
        """Remember the unsent text of a thread; blank text is forgotten."""
        if text.strip():
            self.drafts[key] = text
        else:
            self.drafts.pop(key, None)

    def set_prompts(self, prompts: Sequence[str]) -> None:
        """Remember the prompt history."""
        self.prompts = list(prompts)

    def save(self) -> None:
        """Write what changed, whole or not at all."""
        if self.path is None or (self.drafts, self.prompts) == self._saved:
            return
        drafts, prompts = self._with_changes(*self._read(self.path))
        text = json.dumps({"format": _FORMAT, "drafts": drafts, "prompts": prompts})
        try:
            _replace(self.path, text)
        except OSError as error:
            self.trouble = f"Drafts cannot be kept: {error.strerror or error}. They last until you leave."
        else:
            self._saved, self.trouble = (dict(self.drafts), list(self.prompts)), ""

    def _with_changes(self, drafts: dict[str, str], prompts: list[str]) -> tuple[dict[str, str], list[str]]:
        """Put what changed here since the last saving into what the file holds now."""
        saved_drafts, saved_prompts = self._saved
        for key in saved_drafts.keys() | self.drafts.keys():
            if key not in self.drafts:
                drafts.pop(key, None)
            elif self.drafts[key] != saved_drafts.get(key):
                drafts[key] = self.drafts[key]
        added = _added(saved_prompts, self.prompts)
        return drafts, list(PromptHistory([*prompts, *added]).entries)

    def _read(self, path: Path) -> tuple[dict[str, str], list[str]]:
        try:
            kept = json.loads(path.read_text(encoding="utf-8"))
            drafts, prompts = kept["drafts"], kept["prompts"]
            # Through the history, as it is walked: what it would not keep is no change of ours.
            entries = PromptHistory(str(text) for text in prompts).entries
            return {str(key): str(text) for key, text in drafts.items()}, list(entries)
        except FileNotFoundError:
            pass
        except (OSError, ValueError, TypeError, KeyError, AttributeError):
            self._set_aside(path)
        return {}, []

    def _set_aside(self, path: Path) -> None:
        # It may hold a text somebody wants back, so it is kept under another name.
        aside = path.with_suffix(".broken")
        try:
            path.replace(aside)
        except OSError:
            self.trouble = f"{path.name} cannot be read. Drafts of earlier runs are not shown."
        else:
            self.trouble = f"{path.name} could not be read and is now {aside.name}."


def _added(before: Sequence[str], now: Sequence[str]) -> Sequence[str]:
    """Find what came at the end of a list whose beginning may have been dropped."""
    for kept in range(len(now), 0, -1):
        if now[:kept] == before[-kept:]:
            return now[kept:]
    return now


def _replace(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    # mkstemp makes the file 0600, before anything is in it.
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "w", encoding="utf-8", errors="surrogatepass") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
