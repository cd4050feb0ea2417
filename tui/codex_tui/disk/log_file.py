"""The log: what happened to the application, never what was said in it. One file of at most 1 MB.

It has no prompt, no answer and no message of an error: each of them may hold a person's text or a key. The
calling thread writes a line at once, which takes 0.1 ms: there are a few an hour.
"""

from __future__ import annotations

import os
import stat
from contextlib import suppress
from datetime import datetime, timezone
from typing import TYPE_CHECKING

from ..state.sanitise import sanitise_line
from . import files
from .files import Notice

if TYPE_CHECKING:
    from pathlib import Path

    from ..crash import CrashReport

NAME = "codex-tui.log"
LARGEST = 1_000_000
"""Bytes of the file; when it is full its newer half stays."""


class LogFile:
    """Appends lines to the log of a state directory; without one it writes nothing. Never raises."""

    def __init__(self, directory: Path | None = None, *, largest: int = LARGEST) -> None:
        self._path = None if directory is None else directory / NAME
        self._largest = largest

    @property
    def is_kept(self) -> bool:
        """Whether there is a directory, so that lines are written."""
        return self._path is not None

    def begin(self, line: str) -> Notice | None:
        """Write the first line of a run; return a notice when the file cannot be used, or was set aside."""
        if self._path is None:
            return None
        try:
            files.make_private(self._path.parent)
            if os.path.lexists(self._path) and not files.is_regular(self._path):
                aside = files.set_aside(self._path, "broken")
                notice = Notice(
                    f"{NAME} is not a file. It is now {files.shown(aside)}; the log begins anew.", bad=True
                )
            else:
                files.chmod(self._path, files.PRIVATE_FILE)
                notice = None
            self._append(self._path, line)
        except OSError as error:
            return Notice(f"No log is kept: {files.shown(self._path)}: {error.strerror or error}.", bad=True)
        return notice

    def write(self, line: str) -> None:
        """Write a line of fixed words; only names, versions, numbers and paths may be put into it."""
        if self._path is not None:
            with suppress(OSError):
                self._append(self._path, line)

    def error(self, where: str, report: CrashReport) -> None:
        """Write where an error was caught, its kind and the lines of its report."""
        self.write("\n".join((f"{where}: {report.kind}", *(f"    {line}" for line in report.lines))))

    def _append(self, path: Path, line: str) -> None:
        now = datetime.now(timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")
        lines = "\n".join(sanitise_line(each) for each in line.split("\n"))
        text = f"{now} {os.getpid()} {lines}".encode(errors="replace")
        data = text[: self._largest // 2 - 1] + b"\n"
        # `O_NONBLOCK`: a pipe in place of the file could block the application for ever.
        flags = os.O_RDWR | os.O_APPEND | os.O_CREAT | os.O_NONBLOCK | os.O_CLOEXEC
        descriptor = os.open(path, flags, files.PRIVATE_FILE)
        try:
            found = os.fstat(descriptor)
            if not stat.S_ISREG(found.st_mode):
                return
            if found.st_size + len(data) > self._largest:
                newer = os.pread(descriptor, self._largest // 2, max(0, found.st_size - self._largest // 2))
                os.ftruncate(descriptor, 0)
                data = newer.partition(b"\n")[2] + data
            os.write(descriptor, data)
        finally:
            os.close(descriptor)
