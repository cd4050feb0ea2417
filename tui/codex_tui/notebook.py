"""What is kept between two runs: unsent text and earlier prompts. Never more, never readable by others."""

from __future__ import annotations

import json
import os
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from platformdirs import user_state_path

if TYPE_CHECKING:
    from collections.abc import Sequence

_FORMAT = 1


def state_directory() -> Path:
    """Where this machine keeps the state of applications; not made yet."""
    return user_state_path("codex-tui", appauthor=False)


class Notebook:
    """Drafts by thread, and the prompt history, in one file of mode 0600; without a path in memory only.

    Writing never raises: a full disk must not stop a conversation. `trouble` then says what happened.
    """

    def __init__(self, path: Path | None = None) -> None:
        self.path = path
        self.trouble = ""
        self.drafts: dict[str, str] = {}
        self.prompts: list[str] = []
        self._written = ""
        if path is not None:
            self._read(path)

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
        if self.path is None:
            return
        text = json.dumps({"format": _FORMAT, "drafts": self.drafts, "prompts": self.prompts})
        if text == self._written:
            return
        try:
            _replace(self.path, text)
        except OSError as error:
            self.trouble = f"Drafts cannot be kept: {error.strerror or error}. They last until you leave."
        else:
            self._written, self.trouble = text, ""

    def _read(self, path: Path) -> None:
        try:
            kept = json.loads(path.read_text(encoding="utf-8"))
            drafts, prompts = kept["drafts"], kept["prompts"]
            self.drafts = {str(key): str(text) for key, text in drafts.items()}
            self.prompts = [str(text) for text in prompts]
        except FileNotFoundError:
            return
        except (OSError, ValueError, TypeError, KeyError, AttributeError):
            self._set_aside(path)

    def _set_aside(self, path: Path) -> None:
        # It may hold a text somebody wants back, so it is kept under another name.
        aside = path.with_suffix(".broken")
        try:
            path.replace(aside)
        except OSError:
            self.trouble = f"{path.name} cannot be read. Drafts of earlier runs are not shown."
        else:
            self.trouble = f"{path.name} could not be read and is now {aside.name}."


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
