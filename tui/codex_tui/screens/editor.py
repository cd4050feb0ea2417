"""The person's own editor for the text of the composer."""

from __future__ import annotations

import asyncio
import os
import shlex
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from textual.app import SuspendNotSupported

from ..state.draft import Draft
from ..state.sanitise import sanitise_line

if TYPE_CHECKING:
    from ..widgets.composer import Composer
    from .notifier import Notifier
    from .tasks import Tasks

VARIABLES = ("VISUAL", "EDITOR")
"""The variables that name the editor, the first one that is set."""


class ExternalEditor:
    """Opens the whole text in an editor, and takes over what it leaves. Events of the server go on."""

    def __init__(self, composer: Composer, tasks: Tasks, notifier: Notifier) -> None:
        self._composer = composer
        self._tasks = tasks
        self._notifier = notifier
        self.is_open = False
        """Whether the terminal is the editor's now."""

    def open(self) -> None:
        """Open the editor; tell when there is none."""
        if self.is_open:
            return
        command = next((value for name in VARIABLES if (value := os.environ.get(name, "").strip())), "")
        try:
            words = shlex.split(command)
        except ValueError as error:
            self._tell(f"{' or '.join(VARIABLES)} cannot be read: {error}.")
            return
        if not words:
            self._tell(f"No editor is set. Set {' or '.join(VARIABLES)} to one, such as vim.")
            return
        self.is_open = True
        self._tasks.start(self._edit(words), group="editor")

    async def _edit(self, words: list[str]) -> None:
        before = self._composer.draft.text
        try:
            with tempfile.TemporaryDirectory(prefix="codex-tui-") as directory:
                path = _write(directory, before)
                trouble = await self._run([*words, path])
                after = "" if trouble else _read(path)
        except OSError as error:
            trouble = f"The text cannot be written for the editor: {error.strerror or error}."
        finally:
            self.is_open = False
        if not trouble and before.strip() and not after.strip():
            trouble = "The editor left an empty file."
        if trouble:
            self._tell(f"{trouble} Your text is as it was.")
        elif after != before:
            self._take(after)

    async def _run(self, words: list[str]) -> str:
        """Run the editor in the terminal; return a sentence when it failed."""
        name = sanitise_line(words[0])
        try:
            with self._composer.app.suspend():
                process = await asyncio.create_subprocess_exec(*words)
                status = await process.wait()
        except SuspendNotSupported:
            return "This terminal cannot be handed to an editor."
        except OSError as error:
            return f"{name} cannot be run: {error.strerror or error}."
        if status < 0:
            return f"{name} was ended by signal {-status}."
        return f"{name} ended with status {status}." if status else ""

    def _take(self, text: str) -> None:
        composer = self._composer
        shown = composer.chips.shown(Draft(composer.chips.folded_again(text, composer.text)))
        composer.insert_whole(shown, (0, 0), composer.document.end, typed=True)

    def _tell(self, text: str) -> None:
        self._notifier.say(text, bad=True)


def _write(directory: str, text: str) -> str:
    path = Path(directory, "prompt.md")
    path.write_text(text + "\n", "utf-8")
    return str(path)


def _read(path: str) -> str:
    # Editors end the last line; a prompt that ends in a newline is none that a person means.
    return Path(path).read_text("utf-8", errors="replace").removesuffix("\n")
