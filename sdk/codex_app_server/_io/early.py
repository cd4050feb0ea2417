"""A server that was started before its client, and the client that takes it over.

It has one owner at any moment: this module until `take`, the client from then on. Until then nothing reads or
writes its pipes, so that it ends with its input when this process ends, however that comes.
"""

from __future__ import annotations

import os
import subprocess
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

import anyio
import anyio.lowlevel
from anyio.abc import ByteReceiveStream, ByteSendStream, Process

from .pipe import PipeReader

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path
    from signal import Signals


@dataclass(frozen=True)
class EarlyServer:
    """A server that runs and whose pipes nobody uses yet."""

    command: Sequence[str]
    cwd: Path
    env: Mapping[str, str]
    """Its environment without the mark."""
    mark: str
    owner: int
    """The id of the process that started it; a fork of that is another one."""
    process: subprocess.Popen[bytes]
    stdout: PipeReader

    def end(self) -> None:
        """Close its pipes, with which it ends, and wait: two servers that start on one home fail."""
        for pipe in (self.process.stdin, self.process.stderr):
            if pipe is not None:
                pipe.close()
        self.stdout.close()
        try:
            self.process.wait(_ENDS_WITHIN)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()


_ENDS_WITHIN = 1.0
"""Seconds in which a server without a thread ends by itself: it takes 0.05."""
_waiting: list[EarlyServer] = []
"""The server that no client has taken yet; none or one."""


def keep(early: EarlyServer) -> None:
    """Keep a server for the client that takes it."""
    _waiting.append(early)


def is_kept() -> bool:
    """Whether a server waits for its client."""
    return bool(_waiting)


def take(command: Sequence[str], cwd: Path, env: Mapping[str, str]) -> EarlyServer | None:
    """Return the server that was started early, if it is the one that would be started now and still runs."""
    if not _waiting or _waiting[0].owner != os.getpid():
        return None
    early = _waiting.pop()
    if (early.command, early.cwd, early.env) == (command, cwd, env) and early.process.poll() is None:
        return early
    early.end()
    return None


class AdoptedProcess(Process):
    """A `subprocess.Popen` as anyio's process, on any event loop of Linux."""

    def __init__(self, process: subprocess.Popen[bytes]) -> None:
        if process.stdin is None or process.stderr is None:
            raise ValueError("the process has no pipes")
        self._process = process
        self._stdin = _PipeWriter(os.dup(process.stdin.fileno()))
        self._stderr = _Stderr(PipeReader(os.dup(process.stderr.fileno())))
        process.stdin.close()
        process.stderr.close()

    @property
    def pid(self) -> int:
        """The id of the process."""
        return self._process.pid

    @property
    def returncode(self) -> int | None:
        """Its exit status, or None while it runs."""
        return self._process.poll()

    @property
    def stdin(self) -> ByteSendStream:
        """Its input."""
        return self._stdin

    @property
    def stdout(self) -> None:
        """None: its output is a `PipeReader` of its own."""
        return

    @property
    def stderr(self) -> ByteReceiveStream:
        """What it writes to standard error."""
        return self._stderr

    async def wait(self) -> int:
        """Wait for its end and return its exit status."""
        # It may end between the look and the open: then there is no such process any more.
        while (status := self._process.poll()) is None:
            with suppress(ProcessLookupError):
                watched = os.pidfd_open(self.pid)
                try:
                    await anyio.wait_readable(watched)
                finally:
                    anyio.notify_closing(watched)
                    os.close(watched)
        await anyio.lowlevel.checkpoint()
        return status

    def terminate(self) -> None:
        """Send SIGTERM."""
        self._process.terminate()

    def kill(self) -> None:
        """Send SIGKILL."""
        self._process.kill()

    def send_signal(self, signal: Signals) -> None:
        """Send a signal."""
        self._process.send_signal(signal)

    async def aclose(self) -> None:
        """Close its pipes and wait for its end."""
        await self._stdin.aclose()
        await self._stderr.aclose()
        await self.wait()


class _PipeWriter(ByteSendStream):
    """The writing end of a pipe."""

    def __init__(self, writing: int) -> None:
        os.set_blocking(writing, False)
        self._writing: int | None = writing

    async def send(self, item: bytes) -> None:
        rest = memoryview(item)
        while rest:
            if self._writing is None:
                raise anyio.ClosedResourceError
            try:
                rest = rest[os.write(self._writing, rest) :]
            except BlockingIOError:
                await anyio.wait_writable(self._writing)
            except BrokenPipeError as error:
                raise anyio.BrokenResourceError from error
        await anyio.lowlevel.checkpoint()

    async def aclose(self) -> None:
        if self._writing is not None:
            writing, self._writing = self._writing, None
            anyio.notify_closing(writing)
            os.close(writing)
        await anyio.lowlevel.checkpoint()


class _Stderr(ByteReceiveStream):
    """A pipe reader as anyio's stream."""

    def __init__(self, reader: PipeReader) -> None:
        self._reader = reader

    async def receive(self, max_bytes: int = 65536) -> bytes:
        return await self._reader.receive()

    async def aclose(self) -> None:
        await self._reader.aclose()
