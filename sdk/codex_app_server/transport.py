"""The interface between the SDK and the carrier of its bytes: a child process, a WebSocket, a test server."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Protocol


class Transport(Protocol):
    """An open, ordered stream of bytes to one app-server and back.

    The session calls `receive` from one task and `send` from another, never twice at once.
    """

    async def receive(self) -> bytes:
        """Wait for the next chunk, of any size above zero.

        Raises `anyio.EndOfStream` once the server has closed its side, and
        `anyio.ClosedResourceError` or `anyio.BrokenResourceError` when the stream is closed or broken. A
        transport that knows more about the cause raises a `CodexError`.
        """
        ...

    async def send(self, data: bytes) -> None:
        """Write all of `data`, waiting while the server does not read.

        Raises `anyio.BrokenResourceError` or `anyio.ClosedResourceError` when the server no longer reads.
        """
        ...

    async def aclose(self) -> None:
        """Close the stream within a bounded time; calling it again does nothing.

        A transport that has started its server ends it too.
        """
        ...

    @property
    def exit_status(self) -> int | None:
        """The server's exit code, or a negative signal number, or None while it runs or if unknown."""
        ...

    @property
    def stderr_tail(self) -> str:
        """The last lines that the server wrote to its standard error, for error messages."""
        ...


TransportFactory = Callable[[], Awaitable[Transport]]
"""Opens a transport. Raises `ServerStartError` when it cannot."""
