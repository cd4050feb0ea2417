"""Crash reports on disk: each in a file of its own, which only its owner can read."""

from __future__ import annotations

import os
from contextlib import suppress
from datetime import datetime, timezone
from typing import TYPE_CHECKING

from ..crash import versions
from . import files

if TYPE_CHECKING:
    from pathlib import Path

    from ..crash import CrashReport

KEPT = 20
"""Reports that are kept; the oldest are deleted first."""


def keep(report: CrashReport, directory: Path) -> Path | None:
    """Write all of a report to a new file and return its path; None when that fails."""
    now = datetime.now(timezone.utc)
    path = directory / f"crash-{now:%Y%m%dT%H%M%S%f}-{os.getpid()}.txt"
    text = "\n".join((f"{now:%Y-%m-%dT%H:%M:%SZ} {versions()}", report.kind, *report.lines, ""))
    try:
        files.make_private(directory)
        with os.fdopen(files.create_private(path), "w", encoding="utf-8", errors="replace") as file:
            file.write(text)
    except OSError:
        return None
    with suppress(OSError):
        for old in sorted(directory.glob("crash-*.txt"))[:-KEPT]:
            old.unlink()
    return path
