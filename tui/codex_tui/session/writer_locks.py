"""Whether another client holds a thread, by the lock that its server keeps on a file of the thread.

The protocol reports this only when the thread is resumed, which would lock out all other clients. Reading
the system's table of locks has no such effect. Where there is no such table, as on a Mac, the server reports
it when the first turn is sent.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from enum import Enum
from pathlib import Path

_LOCKS = Path("/proc/locks")
_PROCESSES = Path("/proc")
_DIRECTORY = "thread-writer-locks"


class WriterKind(Enum):
    """Which program holds a thread, as far as its command line tells."""

    BACKGROUND = "background"
    """The server that `codex` leaves running in the background."""
    CODEX = "codex"
    """`codex` itself, in a terminal."""
    CLIENT = "client"
    """The server of another client, such as this application in another terminal."""
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Writer:
    """What holds a thread; `pid` is None where the system does not say it."""

    kind: WriterKind = WriterKind.UNKNOWN
    pid: int | None = None


def writer_of(
    codex_home: str, thread_id: str, locks: Path = _LOCKS, processes: Path = _PROCESSES
) -> Writer | None:
    """Return which server has a thread loaded, our own too; None for none, and where that is unknown."""
    if not codex_home or not thread_id.replace("-", "").isalnum():
        return None
    try:
        file = (Path(codex_home) / _DIRECTORY / f"{thread_id}.lock").stat()
        table = locks.read_text(encoding="ascii", errors="replace")
    except OSError:
        return None
    name = f"{os.major(file.st_dev):02x}:{os.minor(file.st_dev):02x}:{file.st_ino}"
    for line in table.splitlines():
        fields = line.split()
        if _holds(fields, name):
            # A process of another container has no number here.
            pid = int(fields[4]) if fields[4].isdigit() and fields[4] != "0" else None
            return Writer(WriterKind.UNKNOWN if pid is None else _kind(pid, processes), pid)
    return None


def _holds(fields: list[str], name: str) -> bool:
    """Read `5: FLOCK ADVISORY WRITE 19123 fe:00:2213921 0 EOF`; an arrow before its kind marks a wait."""
    return len(fields) >= 6 and fields[1] == "FLOCK" and fields[3] == "WRITE" and fields[5] == name


def _kind(pid: int, processes: Path) -> WriterKind:
    try:
        words = (processes / str(pid) / "cmdline").read_bytes().split(b"\0")
    except OSError:
        return WriterKind.UNKNOWN
    if b"app-server" not in words:
        return WriterKind.CODEX if words[0] else WriterKind.UNKNOWN
    listens = any(word.startswith((b"unix:", b"ws:", b"--listen=unix:", b"--listen=ws:")) for word in words)
    return WriterKind.BACKGROUND if listens else WriterKind.CLIENT
