"""Files that the person has asked for: private, and never written over another without asking."""

from __future__ import annotations

import os
import re
import tempfile
from contextlib import suppress
from pathlib import Path

from .files import create_private

_LONGEST_NAME = 60
"""Characters of a name that is made from a title."""


def file_name(title: str, ending: str) -> str:
    """Return a name for a file from a title, of letters, digits and hyphens."""
    words = re.sub(r"[^\w]+", "-", title.lower()).strip("-_")[:_LONGEST_NAME].strip("-_")
    return f"{words or 'codex-tui'}.{ending}"


def place_for(name: str, directory: Path) -> Path:
    """Return where nothing is: this name in the directory, else the first of `name-2`, `name-3` ... there.

    A directory that is not on this machine, as that of the demo, is replaced by the current one.
    """
    path = (directory if directory.is_dir() else Path.cwd()) / name
    number, free = 1, path
    while os.path.lexists(free):
        number += 1
        free = path.with_name(f"{path.stem}-{number}{path.suffix}")
    return free


def as_path(typed: str, directory: Path) -> Path:
    """Return the path that a person means: `~` is their home, the rest counts from `directory`.

    Raises `ValueError` with a sentence when it names no file.
    """
    if "\0" in typed or not typed.strip() or typed.endswith("/"):
        raise ValueError("That is not the name of a file. Give one that ends in a name, not in a slash.")
    try:
        return directory / Path(typed).expanduser()
    except RuntimeError as error:
        raise ValueError("There is no such user with a home directory. Write the path out.") from error


def write_new(path: Path, text: str) -> None:
    """Write a file that is not there yet, mode 0600. Raises `FileExistsError` or another `OSError`."""
    descriptor = create_private(path)
    try:
        with os.fdopen(descriptor, "w", encoding="utf-8", errors="replace", newline="\n") as file:
            file.write(text)
    except OSError:
        # Half a file would be taken for a whole one.
        with suppress(OSError):
            path.unlink()
        raise


def write_over(path: Path, text: str) -> None:
    """Put a new file, mode 0600, in the place of another. Raises `OSError`; the old one stays then."""
    if path.is_dir():
        raise IsADirectoryError(21, "It is a directory", str(path))
    descriptor, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    try:
        with os.fdopen(descriptor, "w", encoding="utf-8", errors="replace", newline="\n") as file:
            file.write(text)
        Path(name).replace(path)
    except OSError:
        with suppress(OSError):
            Path(name).unlink()
        raise
