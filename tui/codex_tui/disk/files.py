"""The state directory: where it is, how it is locked, how its files are made private or set aside."""

from __future__ import annotations

import fcntl
import itertools
import os
import stat
import time
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from platformdirs import user_state_path

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

PRIVATE_DIRECTORY = 0o700
PRIVATE_FILE = 0o600

_POLL = 0.02
"""Seconds between two tries for the lock: `flock` can wait for ever or not at all."""


@dataclass(frozen=True, slots=True)
class Notice:
    """What the person is told about a file, in one line; `bad` says that something is not as it should be."""

    text: str
    bad: bool = False


def state_directory() -> Path:
    """Return the directory for the state of the application on this machine; it may not exist yet."""
    return user_state_path("codex-tui", appauthor=False)


def shown(path: Path) -> str:
    """Return a path as notices show it: with `~` where it is below the home directory."""
    home = os.path.expanduser("~")  # noqa: PTH111 - `Path.home` raises where there is none
    return f"~/{path.relative_to(home)}" if path.is_relative_to(home) else str(path)


def make_private(directory: Path) -> None:
    """Create the directory if it is missing, and set its mode to 0700. Raises `OSError`."""
    directory.mkdir(mode=PRIVATE_DIRECTORY, parents=True, exist_ok=True)
    chmod(directory, PRIVATE_DIRECTORY)


def chmod(path: Path, mode: int) -> None:
    """Set the mode of a file, if it has another; a file of another user keeps its mode."""
    with suppress(OSError):
        if stat.S_IMODE(path.stat().st_mode) != mode:
            path.chmod(mode)


def is_regular(path: Path) -> bool:
    """Whether this is a file that can be read without waiting for another program."""
    try:
        return stat.S_ISREG(path.stat().st_mode)
    except OSError:
        return False


def create_private(path: Path) -> int:
    """Create a file that only its owner can read, and return its descriptor. Raises `FileExistsError`."""
    return os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY | os.O_CLOEXEC, PRIVATE_FILE)


def set_aside(path: Path, ending: str) -> Path:
    """Rename what is at `path` to a free name, made with `ending`, and return that. Raises `OSError`."""
    for number in itertools.count(1):
        aside = path.with_name(f"{path.name}.{ending}" if number == 1 else f"{path.name}.{ending}-{number}")
        if not os.path.lexists(aside):
            path.rename(aside)
            return aside
    raise AssertionError


@contextmanager
def locked(directory: Path, patience: float) -> Iterator[None]:
    """Hold the directory's lock: only its holder creates a file in it or sets one aside.

    Raises `TimeoutError` when another process holds it for longer than `patience` seconds. The directory
    itself is locked, so that no lock file can be in the way. On a file system that cannot lock a directory
    nothing is locked.
    """
    descriptor = os.open(directory, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        deadline = time.monotonic() + patience
        while not _try_lock(descriptor):
            if time.monotonic() > deadline:
                raise TimeoutError("another program holds the lock of its directory")
            time.sleep(_POLL)
        yield
    finally:
        os.close(descriptor)


def _try_lock(descriptor: int) -> bool:
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    except OSError:
        # NFS and some others cannot lock a directory.
        return True
    return True
