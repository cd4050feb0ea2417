"""Which processes run, told by a word in their environment."""

from __future__ import annotations

import time
from contextlib import suppress
from pathlib import Path

from patience import PATIENCE


def processes_with(mark: str) -> list[int]:
    """The ids of all living processes whose environment holds this word."""
    found = []
    for directory in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):
            if mark.encode() in (directory / "environ").read_bytes():
                found.append(int(directory.name))
    return found


def all_gone(mark: str) -> bool:
    """Wait, within bounds, until the kernel has finished with every process of this mark."""
    deadline = time.monotonic() + PATIENCE
    while processes_with(mark):
        if time.monotonic() > deadline:
            return False
    return True
