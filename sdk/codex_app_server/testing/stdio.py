"""Serves a scripted server on standard input and output, like the real server."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import anyio
import anyio.to_thread

if TYPE_CHECKING:
    from typing import BinaryIO

    from ..transport import Transport
    from .server import ScriptedServer


async def serve_stdio(
    server: ScriptedServer, *, stdin: BinaryIO | None = None, stdout: BinaryIO | None = None
) -> None:
    """Serve one client on standard input and output until it closes the input."""
    source = stdin or sys.stdin.buffer
    target = stdout or sys.stdout.buffer
    transport = await server.transport()
    async with anyio.create_task_group() as tasks:
        tasks.start_soon(_write_all, transport, target, tasks.cancel_scope)
        try:
            while line := await anyio.to_thread.run_sync(source.readline, abandon_on_cancel=True):
                await transport.send(line)
        except anyio.BrokenResourceError:
            pass
        await transport.aclose()
        tasks.cancel_scope.cancel()


async def _write_all(transport: Transport, target: BinaryIO, scope: anyio.CancelScope) -> None:
    try:
        while True:
            data = await transport.receive()
            await anyio.to_thread.run_sync(_write, target, data)
    except (anyio.EndOfStream, anyio.ClosedResourceError, BrokenPipeError):
        # The server has ended, or its output is closed: there is nothing left to wait for.
        scope.cancel()


def _write(target: BinaryIO, data: bytes) -> None:
    target.write(data)
    target.flush()
