"""What a process has started, also where it left the session and the group: found in `/proc`, and ended.

This is Linux. Where there is no `/proc` nothing is found, and what cannot be read is skipped.

A process is known by its id and the time of its start, since the system gives an id again. What started it is
known by its parent, or by the leader of its session, which stays when the parent has gone. One that left both
behind before anybody looked, as a daemon does that forks twice, is known by a variable of its environment.
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
# Where the values stand after the name, which is in parentheses and may hold some itself.
_STATE, _PARENT, _SESSION, _STARTED = 0, 1, 3, 19
# A process that has ended and whose parent has not asked for its status, and one that is being removed.
_ENDED = (b"Z", b"X")


@dataclass(frozen=True, slots=True)
class SeenProcess:
    """A process as it was when it was looked at."""

    pid: int
    started: int
    """When it started, in clock ticks since the system did."""
    name: str = field(compare=False)
    """The name of its program, which changes when it executes another; never its arguments."""
    session: int = field(default=0, compare=False)
    """The id of its session, which is that of the process that began it."""


def process_at(pid: int) -> SeenProcess | None:
    """Return the process of this id, or None where none runs or nothing can be read."""
    entry = _entry(pid)
    return entry.process if entry is not None else None


def with_descendants(seen: Iterable[SeenProcess]) -> frozenset[SeenProcess]:
    """Return those of the processes that still run, and all that they and their children have started.

    It looks once at every process of the system, which takes a millisecond or two for a hundred.
    """
    entries = {entry.process: entry for pid in _pids() if (entry := _entry(pid)) is not None}
    below: dict[int, list[SeenProcess]] = {}
    for process, entry in entries.items():
        for above in {entry.parent, process.session} - {process.pid}:
            below.setdefault(above, []).append(process)
    # What the walk has seen, and not what is given, knows the present name.
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
    """Return all processes that were started with a variable of this value in their environment."""
    wanted = f"{name}={value}".encode()
    return frozenset(
        entry.process
        for pid in _pids()
        if wanted in _environment(pid).split(b"\0") and (entry := _entry(pid)) is not None
    )


def runs(process: SeenProcess) -> bool:
    """Say whether it is this very process that runs under its id."""
    return process_at(process.pid) == process


def end(process: SeenProcess) -> None:
    """Send SIGKILL to this very process, and to none that has got its id since."""
    with suppress(OSError):
        if not hasattr(os, "pidfd_open"):
            _end_by_id(process)
            return
        try:
            descriptor = os.pidfd_open(process.pid)
        except ProcessLookupError:
            return
        except OSError:
            # A kernel before 5.3, a sandbox that forbids the call, or no descriptor is left.
            _end_by_id(process)
            return
        try:
            # The descriptor stays with one process, so a look after it was opened says which one it is.
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
        # It has ended, or is somebody else's.
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
