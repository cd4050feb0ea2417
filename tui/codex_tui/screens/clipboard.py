"""Reads the clipboard of this machine with the program that is there for it."""

from __future__ import annotations

import asyncio
import os
import shutil
import sys
from contextlib import suppress
from dataclasses import dataclass

SECONDS = 5.0
"""After this a program that does not answer is ended: the owner of the clipboard may hang."""


class ClipboardFailedError(Exception):
    """The clipboard could not be read; the message is a sentence."""


@dataclass(frozen=True, slots=True)
class ClipboardTool:
    """A program, and its arguments for an image and for text; empty where it has none."""

    name: str
    image_arguments: tuple[str, ...]
    text_arguments: tuple[str, ...] = ()

    async def image(self) -> bytes:
        """Return the image of the clipboard; empty when it holds none. Raises `ClipboardFailedError`."""
        return await self._run(self.image_arguments)

    async def text(self) -> str:
        """Return the text of the clipboard; empty when it holds none. Raises `ClipboardFailedError`."""
        return (
            (await self._run(self.text_arguments)).decode("utf-8", "replace") if self.text_arguments else ""
        )

    async def _run(self, arguments: tuple[str, ...]) -> bytes:
        try:
            process = await asyncio.create_subprocess_exec(
                self.name,
                *arguments,
                stdin=asyncio.subprocess.DEVNULL,
                stdout=asyncio.subprocess.PIPE,
                stderr=asyncio.subprocess.DEVNULL,
            )
        except OSError as error:
            raise ClipboardFailedError(f"{self.name} cannot be run: {error.strerror or error}.") from error
        try:
            output, _ = await asyncio.wait_for(process.communicate(), SECONDS)
        except asyncio.TimeoutError:
            raise ClipboardFailedError(f"{self.name} did not answer within {SECONDS:g} s.") from None
        finally:
            if process.returncode is None:
                with suppress(ProcessLookupError):
                    process.kill()
        # A program fails when the clipboard has nothing of the type that was asked for.
        return output if process.returncode == 0 else b""


_WAYLAND = ClipboardTool(
    "wl-paste", ("--no-newline", "--type", "image/png"), ("--no-newline", "--type", "text")
)
_X11 = ClipboardTool(
    "xclip",
    ("-selection", "clipboard", "-target", "image/png", "-out"),
    ("-selection", "clipboard", "-target", "UTF8_STRING", "-out"),
)
_MACOS = ClipboardTool("pngpaste", ("-",))


def clipboard_tool() -> ClipboardTool | None:
    """Return the program for the clipboard of this session; None when there is none."""
    if sys.platform == "darwin":
        wanted = [_MACOS]
    else:
        wanted = [_WAYLAND] if "WAYLAND_DISPLAY" in os.environ else []
        wanted += [_X11] if "DISPLAY" in os.environ else []
    return next((tool for tool in wanted if shutil.which(tool.name)), None)
