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
        words = self._words()
        if words is None or self.is_open:
            return
        self.is_open = True
        self._tasks.start(self._edit(words), group="editor")

    def _words(self) -> list[str] | None:
        """Return the words of the editor's command; None, after telling why, when there is none."""
        command = next((value for name in VARIABLES if (value := os.environ.get(name, "").strip())), "")
        try:
            words = shlex.split(command)
        except ValueError as error:
            self._tell(f"{' or '.join(VARIABLES)} cannot be read: {error}.")
            return None
        if not words:
            self._tell(f"No editor is set. Set {' or '.join(VARIABLES)} to one, such as vim.")
            return None
        return words

    def open_file(self, path: str, line: int) -> None:
        """Open a file of this machine at a line; tell when there is no editor or no such file."""
        words = self._words()
        if words is None or self.is_open:
            return
        self.is_open = True
        self._tasks.start(self._look(at_line(words, path, line), path), group="editor")

    async def _look(self, words: list[str], path: str) -> None:
        try:
            there = await asyncio.to_thread(Path(path).is_file)
            trouble = await self._run(words) if there else f"There is no file {sanitise_line(path)} here."
        finally:
            self.is_open = False
        if trouble:
            self._tell(trouble)

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
        typed = composer.is_blank or composer.begun_by_key
        composer.insert_whole(shown, (0, 0), composer.document.end, typed=typed)

    def _tell(self, text: str) -> None:
        self._notifier.say(text, bad=True)


_PLUS = frozenset(
    {"vi", "vim", "nvim", "view", "nano", "pico", "emacs", "emacsclient", "joe", "kak", "micro", "mg", "ne"}
)
_COLON = frozenset({"hx", "helix", "subl", "zed"})
_GOTO = frozenset({"code", "code-insiders", "codium", "cursor"})
"""Editors by the way in which they are told a line: `+7 file`, `file:7`, `--goto file:7`."""


def at_line(words: list[str], path: str, line: int) -> list[str]:
    """Return the command that opens a file at a line; an editor that is not known opens the file."""
    name = Path(words[0]).name
    if name in _PLUS:
        return [*words, f"+{line}", path]
    if name in _COLON:
        return [*words, f"{path}:{line}"]
    if name in _GOTO:
        return [*words, "--goto", f"{path}:{line}"]
    return [*words, path]


def _write(directory: str, text: str) -> str:
    path = Path(directory, "prompt.md")
    path.write_text(text + "\n", "utf-8")
    return str(path)


def _read(path: str) -> str:
    # Editors end the last line; a prompt that ends in a newline is none that a person means.
    return Path(path).read_text("utf-8", errors="replace").removesuffix("\n")
