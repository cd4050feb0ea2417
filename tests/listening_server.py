"""The real app-server as a service that clients connect to, and what may stand between it and them."""

from __future__ import annotations

import re
import ssl
import subprocess
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import anyio
import trustme
from anyio.abc import ByteStream, Listener, SocketAttribute
from anyio.streams.tls import TLSListener
from patience import PATIENCE
from real_server import CodexHome
from server_version import binary_in_use

_BROKEN = (anyio.EndOfStream, anyio.BrokenResourceError, anyio.ClosedResourceError, OSError)


@dataclass
class ListeningServer:
    """A real server that listens, and where."""

    url: str
    process: subprocess.Popen[bytes]

    def kill(self) -> None:
        """End it as a crash does, and wait until it is gone."""
        self.process.kill()
        self.process.wait(PATIENCE)

    def terminate(self) -> None:
        """Ask it to end, and wait until it has."""
        self.process.terminate()
        self.process.wait(PATIENCE)


@contextmanager
def listening_server(
    home: CodexHome, *arguments: str, listen: str = "ws://127.0.0.1:0"
) -> Iterator[ListeningServer]:
    """Start the real server and wait until it takes connections; it is gone when the block ends."""
    log = home.path / "stderr.log"
    command = [
        binary_in_use(),
        "app-server",
        "--listen",
        listen,
        *arguments,
    ]
    with log.open("wb") as stderr:
        process = subprocess.Popen(
            command,
            env=home.env,
            cwd=home.work,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=stderr,
            start_new_session=True,
        )
    try:
        yield ListeningServer(_wait_until_it_listens(process, listen, home, log), process)
    finally:
        process.kill()
        process.wait(PATIENCE)


def _wait_until_it_listens(process: subprocess.Popen[bytes], listen: str, home: CodexHome, log: Path) -> str:
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        with suppress(subprocess.TimeoutExpired):
            process.wait(0.02)
            break
        if listen.startswith("unix://"):
            path = listen.removeprefix("unix://")
            default = home.path / "app-server-control" / "app-server-control.sock"
            if (Path(path) if path else default).exists():
                return listen
        elif said := re.search(rb"listening on: (\S+)", log.read_bytes()):
            return said[1].decode()
    raise AssertionError(f"the server does not listen at {listen}: {log.read_text('utf-8', 'replace')}")


class Relay:
    """Stands between clients and a server; it notes what clients send, and can cut or hold everything."""

    def __init__(self, url: str, target: str) -> None:
        self.url = url
        self.heads: list[bytes] = []
        """The first bytes that each client sent: its handshake."""
        self.chunks = 0
        """How many pieces clients have sent."""
        self._target = target
        self._open: set[ByteStream] = set()
        self._held = False
        self._changed = anyio.Event()

    async def drop(self) -> None:
        """Cut all connections; new ones are taken."""
        for stream in list(self._open):
            await anyio.aclose_forcefully(stream)

    def hold(self) -> None:
        """Pass nothing on any more, as a network that is gone."""
        self._held = True

    def let_go(self) -> None:
        """Pass on what comes from now on."""
        self._held = False

    async def more_chunks(self, count: int) -> None:
        """Wait until clients have sent so many more pieces."""
        wanted = self.chunks + count
        with anyio.fail_after(PATIENCE):
            while self.chunks < wanted:
                await self._changed.wait()

    async def serve(self, client: ByteStream) -> None:
        """Join one client with the server until either ends."""
        host, _, port = self._target.partition("://")[2].partition(":")
        with suppress(*_BROKEN):
            async with client, await anyio.connect_tcp(host, int(port)) as server:
                self._open |= {client, server}
                async with anyio.create_task_group() as tasks:
                    tasks.start_soon(self._pass_on, server, client, False)
                    await self._pass_on(client, server, True)
                    tasks.cancel_scope.cancel()

    async def _pass_on(self, source: ByteStream, target: ByteStream, from_client: bool) -> None:
        first = True
        with suppress(*_BROKEN):
            async for chunk in source:
                if from_client:
                    self._note(chunk, first)
                    first = False
                if not self._held:
                    await target.send(chunk)
        with suppress(*_BROKEN):
            await target.aclose()

    def _note(self, chunk: bytes, first: bool) -> None:
        if first:
            self.heads.append(chunk)
        self.chunks += 1
        changed, self._changed = self._changed, anyio.Event()
        changed.set()


@asynccontextmanager
async def relay(
    server: ListeningServer | Relay, *, certificate: trustme.LeafCert | None = None
) -> AsyncIterator[Relay]:
    """Put a relay before a server or another relay; with a certificate it gives the server TLS."""
    tcp = await anyio.create_tcp_listener(local_host="127.0.0.1")
    port = tcp.extra(SocketAttribute.local_port)
    listener: Listener[ByteStream] = tcp
    if certificate is not None:
        context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
        certificate.configure_cert(context)
        listener = TLSListener(tcp, context, standard_compatible=False)
    between = Relay(f"{'ws' if certificate is None else 'wss'}://127.0.0.1:{port}", server.url)
    async with listener, anyio.create_task_group() as tasks:
        tasks.start_soon(listener.serve, between.serve)
        yield between
        tasks.cancel_scope.cancel()


@asynccontextmanager
async def answering(data: bytes, *, hang_up: bool = False) -> AsyncIterator[str]:
    """Listen, and answer every client with the same bytes: for what no app-server says. Gives the URL."""

    async def serve(client: ByteStream) -> None:
        async with client:
            with suppress(*_BROKEN):
                await client.receive()
                await client.send(data)
                if not hang_up:
                    await client.receive()

    listener = await anyio.create_tcp_listener(local_host="127.0.0.1")
    async with listener, anyio.create_task_group() as tasks:
        tasks.start_soon(listener.serve, serve)
        yield f"ws://127.0.0.1:{listener.extra(SocketAttribute.local_port)}"
        tasks.cancel_scope.cancel()
