"""Images for a prompt: a pasted path, a path that is typed, or the image of the clipboard."""

from __future__ import annotations

import asyncio
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from codex_app_server import CodexError
from textual.events import Paste

from ..session.errors import describe
from ..session.files import NotAnImageError
from ..state.images import image_type
from ..state.pasted_paths import image_paths
from .clipboard import ClipboardFailedError, clipboard_tool

if TYPE_CHECKING:
    from ..backend import BackendInUse
    from ..session import CodexSession
    from ..widgets.composer import Composer
    from .clipboard import ClipboardTool
    from .notifier import Notifier
    from .tasks import Tasks


class Attaching:
    """Makes chips of images in the composer. What a file is, the server says."""

    def __init__(
        self,
        session: CodexSession,
        backend: BackendInUse,
        tasks: Tasks,
        notifier: Notifier,
        composer: Composer,
    ) -> None:
        self._session = session
        self._backend = backend
        self._tasks = tasks
        self._notifier = notifier
        self._composer = composer

    def pasted(self, text: str) -> None:
        """Look whether a paste is paths of images; those become chips, anything else stays text."""
        paths = image_paths(text, self._backend.current.home)
        if paths and self._session.connected and not self._composer.shell:
            self._tasks.start(self._fold_paths(text, paths), group="attach")

    def attach(self, path: str) -> None:
        """Attach the image at a path, which may begin with `~` or count from the thread's directory."""
        path = path.strip().strip("'\"")
        if path.startswith("~/"):
            path = self._backend.current.home.rstrip("/") + path[1:]
        thread = self._session.store.open_thread
        directory = (thread.directory if thread else "") or self._session.options.cwd
        self._tasks.start(self._attach(f"{PurePosixPath(directory, path)}"), group="attach")

    def paste(self) -> None:
        """Attach the image of the clipboard; without one insert its text."""
        tool = clipboard_tool()
        if tool is not None:
            self._tasks.start(self._paste(tool), group="attach")
        elif self._composer.app.clipboard:
            self._composer.insert_whole(self._composer.app.clipboard)
        else:
            self._notifier.say(
                "The clipboard cannot be read: install wl-paste, xclip or pngpaste. "
                "Text comes with the paste key of your terminal.",
                bad=True,
            )

    async def _fold_paths(self, text: str, paths: list[str]) -> None:
        try:
            labels = [await self._label(path) for path in paths]
        except NotAnImageError as error:
            self._notifier.say(f"{error} It stays text.")
        except CodexError:
            # Nothing is lost: the path is in the text.
            return
        else:
            self._put_for(text, " ".join(labels))

    async def _attach(self, path: str) -> None:
        try:
            label = await self._label(path)
        except NotAnImageError as error:
            self._notifier.say(str(error), bad=True)
        except CodexError as error:
            self._notifier.say(f"Not attached: {describe(error)}", bad=True)
        else:
            self._insert(label)

    async def _paste(self, tool: ClipboardTool) -> None:
        composer = self._composer
        try:
            image = await tool.image()
            text = "" if image else await tool.text() or composer.app.clipboard
        except ClipboardFailedError as error:
            self._notifier.say(str(error), bad=True)
            return
        if image:
            if not image_type(image).is_taken:
                self._notifier.say(f"The image of the clipboard is {image_type(image).words}.", bad=True)
                return
            try:
                path = await asyncio.to_thread(self._backend.current.local_store.keep_image, image)
            except OSError as error:
                self._notifier.say(f"The image cannot be kept: {error.strerror or error}.", bad=True)
                return
            self._insert(composer.chips.attach(path, len(image)))
        elif text:
            composer.post_message(Paste(text))
        else:
            self._notifier.say("The clipboard is empty.")

    async def _label(self, path: str) -> str:
        return self._composer.chips.attach(path, await self._session.files.image_size(path))

    def _insert(self, label: str) -> None:
        if not self._composer.read_only:
            self._composer.insert_whole(f"{label} ")

    def _put_for(self, text: str, label: str) -> None:
        """Put a label where a text was pasted, if it is still there."""
        composer = self._composer
        at = composer.text.rfind(text)
        if at < 0 or composer.read_only:
            return
        before = composer.text[:at].split("\n")
        through = composer.text[: at + len(text)].split("\n")
        start, end = ((len(lines) - 1, len(lines[-1])) for lines in (before, through))
        cursor_is_behind = composer.cursor_location == end
        row, column = composer.cursor_location
        composer.insert_whole(label, start, end)
        if not cursor_is_behind:
            by = len(label) - len(text) if row == end[0] and column > end[1] else 0
            composer.move_cursor((row, column + by))
