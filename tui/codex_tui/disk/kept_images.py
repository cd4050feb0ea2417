"""Images of the clipboard as files: a draft with one must outlive the application."""

from __future__ import annotations

import os
import tempfile
import time
from contextlib import suppress
from pathlib import Path

from . import files

FOLDER = "images"
KEPT_DAYS = 30


def keep_image(directory: Path | None, data: bytes) -> str:
    """Write an image to a private file and return its path. Raises `OSError`.

    It is in the state directory, from which images of earlier months are removed; without one it is
    a temporary file.
    """
    if directory is None:
        descriptor, path = tempfile.mkstemp(prefix="codex-tui-", suffix=".png")
    else:
        folder = directory / FOLDER
        files.make_private(folder)
        _remove_old(folder)
        descriptor, path = tempfile.mkstemp(prefix="clipboard-", suffix=".png", dir=folder)
    with os.fdopen(descriptor, "wb") as file:
        file.write(data)
    return str(Path(path).absolute())


def _remove_old(folder: Path) -> None:
    oldest = time.time() - KEPT_DAYS * 24 * 3600
    for path in folder.glob("clipboard-*.png"):
        with suppress(OSError):
            if path.stat().st_mtime < oldest:
                path.unlink()
