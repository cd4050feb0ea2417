"""Finds and ends the processes that a process has started, even after they left its session and group.

It reads `/proc`, so it works on Linux only. Without `/proc` nothing is found. Unreadable entries are skipped.

A process is identified by its id and its start time, because the system reuses ids. Its origin is its parent,
or the leader of its session, which stays the same when the parent has ended. A process that left both before
it was seen, such as a daemon that forks twice, is identified by an environment variable.
"""

from __future__ import annotations

import os
import signal
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

_PROC = "/proc"
# The index of each value after the name, which is in parentheses and may contain some itself.
_STATE, _PARENT, _SESSION, _STARTED = 0, 1, 3, 19
# Zombies, which have ended but not been waited for, and dead processes that are being removed.
_ENDED = (b"Z", b"X")


@dataclass(frozen=True, slots=True)
class SeenProcess:
    """A process as it was when it was read."""

    pid: int
    started: int
    """When it started, in clock ticks since the system booted."""
    name: str = field(compare=False)
    """The name of its program, without arguments; it changes when the process executes another program."""
    session: int = field(default=0, compare=False)
    """The id of its session, which is the id of the session's leader."""


def process_at(pid: int) -> SeenProcess | None:
    """Return the process with this id, or None if none runs or it cannot be read."""
    entry = _entry(pid)
    return entry.process if entry is not None else None


def with_descendants(seen: Iterable[SeenProcess]) -> frozenset[SeenProcess]:
    """Return the given processes that still run, with all their descendants that run.

    It reads every process of the system once, which takes a millisecond or two for a hundred.
    """
    entries = {entry.process: entry for pid in _pids() if (entry := _entry(pid)) is not None}
    below: dict[int, list[SeenProcess]] = {}
    for process, entry in entries.items():
        for above in {entry.parent, process.session} - {process.pid}:
            below.setdefault(above, []).append(process)
    # The objects from this walk, not the given ones, have the current names.
    given = frozenset(seen)
    waiting = [process for process in entries if process in given]
    found: set[SeenProcess] = set()
    while waiting:
        process = waiting.pop()
        if process not in found:
            found.add(process)
            waiting += below.get(process.pid, ())
    return frozenset(found)


def with_variable(name: str, value: str) -> frozenset[SeenProcess]:
    """Return all processes whose initial environment has this variable with this value."""
    wanted = f"{name}={value}".encode()
    return frozenset(
        entry.process
        for pid in _pids()
        if wanted in _environment(pid).split(b"\0") and (entry := _entry(pid)) is not None
    )


def runs(process: SeenProcess) -> bool:
    """Return whether this process still runs, and not another one that reused its id."""
    return process_at(process.pid) == process


def end(process: SeenProcess) -> None:
    """Send SIGKILL to this process, and never to another one that reused its id."""
    with suppress(OSError):
        if not hasattr(os, "pidfd_open"):
            _end_by_id(process)
            return
        try:
            descriptor = os.pidfd_open(process.pid)
        except ProcessLookupError:
            return
        except OSError:
            # The kernel is older than 5.3, a sandbox forbids the call, or no descriptor is left.
            _end_by_id(process)
            return
        try:
            # A descriptor always refers to the same process, so a check after opening it is reliable.
            if runs(process):
                signal.pidfd_send_signal(descriptor, signal.SIGKILL)
        finally:
            os.close(descriptor)


def _end_by_id(process: SeenProcess) -> None:
    if runs(process):
        os.kill(process.pid, signal.SIGKILL)


@dataclass(frozen=True, slots=True)
class _Entry:
    process: SeenProcess
    parent: int


def _pids() -> list[int]:
    try:
        return [int(path.name) for path in Path(_PROC).iterdir() if path.name.isdecimal()]
    except OSError:
        return []


def _environment(pid: int) -> bytes:
    try:
        return Path(_PROC, str(pid), "environ").read_bytes()
    except OSError:
        # It has ended, or belongs to another user.
        return b""


def _entry(pid: int) -> _Entry | None:
    try:
        content = Path(_PROC, str(pid), "stat").read_bytes()
        before, _, after = content.rpartition(b")")
        values = after.split()
        if values[_STATE] in _ENDED:
            return None
        name = before.partition(b"(")[2].decode(errors="replace")
        process = SeenProcess(pid, int(values[_STARTED]), name, int(values[_SESSION]))
        return _Entry(process, int(values[_PARENT]))
    except (OSError, ValueError, IndexError):
        return None
