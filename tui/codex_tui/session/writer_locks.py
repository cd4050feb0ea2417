"""Whether another client holds a thread, by the lock that its server keeps on a file of the thread.

The protocol reports this only when the thread is resumed, which would lock out all other clients. Reading
the system's table of locks has no such effect. Where there is no such table, as on a Mac, the server reports
it when the first turn is sent.
"""

from __future__ import annotations

import os
from pathlib import Path

_LOCKS = Path("/proc/locks")
_DIRECTORY = "thread-writer-locks"


def is_written(codex_home: str, thread_id: str, locks: Path = _LOCKS) -> bool:
    """Whether some server has a thread loaded; False when that cannot be read."""
    if not codex_home or not thread_id.replace("-", "").isalnum():
        return False
    try:
        file = (Path(codex_home) / _DIRECTORY / f"{thread_id}.lock").stat()
        table = locks.read_text(encoding="ascii", errors="replace")
    except OSError:
        return False
    name = f"{os.major(file.st_dev):02x}:{os.minor(file.st_dev):02x}:{file.st_ino}"
    return any(_holds(line.split(), name) for line in table.splitlines())


def _holds(fields: list[str], name: str) -> bool:
    """Read `5: FLOCK ADVISORY WRITE 19123 fe:00:2213921 0 EOF`; an arrow before its kind marks a wait."""
    return len(fields) >= 6 and fields[1] == "FLOCK" and fields[3] == "WRITE" and fields[5] == name
