"""Writing a text to a file of the person's choice."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import TYPE_CHECKING

from ..disk.files import shown
from ..disk.saved_file import as_path, file_name, place_for, write_new, write_over
from ..state.sanitise import sanitise_line
from .questions import GO_ON, sure_question
from .save_file import SaveFile

if TYPE_CHECKING:
    from collections.abc import Callable

    from ..widgets.composer import Composer
    from .notifier import Notifier
    from .tasks import Tasks


class Saving:
    """Asks where, writes, and says where it is. A path that cannot be used is asked for again.

    `directory` returns the directory from which a path counts.
    """

    def __init__(
        self,
        directory: Callable[[], str],
        tasks: Tasks,
        notifier: Notifier,
        composer: Composer,
        input_clock: Callable[[], float],
    ) -> None:
        self._directory = directory
        self._tasks = tasks
        self._notifier = notifier
        self._composer = composer
        self._input_clock = input_clock

    def save(self, text: str, what: str, title: str, ending: str, path: str = "") -> None:
        """Write the text to `path`, else ask for one; `what` names it, `title` and `ending` the file."""
        self._tasks.start(self._save(text, what, file_name(title, ending), path), group="save")

    async def _save(self, text: str, what: str, name: str, given: str) -> None:
        offered = await asyncio.to_thread(place_for, name, Path(self._directory()))
        typed, trouble = sanitise_line(shown(offered)), ""
        directory = offered.parent
        while answer := given or await self._ask(what, typed, trouble):
            typed, given = answer, ""
            try:
                path = as_path(typed, directory)
                if await self._write(path, text):
                    self._notifier.say(f"Wrote {what} to {sanitise_line(shown(path))}.")
                    return
                trouble = f"{sanitise_line(shown(path))} stays as it is. Give another path."
            except ValueError as error:
                trouble = str(error)
            except OSError as error:
                trouble = f"Not written: {error.strerror or error}. Give another path."

    async def _ask(self, what: str, path: str, trouble: str) -> str:
        return await self._composer.app.push_screen_wait(SaveFile(what, path, trouble)) or ""

    async def _write(self, path: Path, text: str) -> bool:
        """Write the file; False when one is there and the person keeps it."""
        try:
            await asyncio.to_thread(write_new, path, text)
        except FileExistsError:
            question = sure_question(
                "Replace the file?",
                f"{sanitise_line(shown(path))} is there already. What it holds would be lost.",
                "replace it",
                otherwise="goes back to the path",
                composer=self._composer,
                clock=self._input_clock,
            )
            if await self._composer.app.push_screen_wait(question) != GO_ON.id:
                return False
            await asyncio.to_thread(write_over, path, text)
        return True
