"""What the protocol of WebSocket allows and the real server does not do, or not when a test wants it."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress

import anyio
import pytest
from anyio.abc import ByteStream, SocketAttribute
from codex_app_server import (
    AppServerConfig,
    AsyncCodex,
    ConnectionLostError,
    ServerStartError,
    TransportClosedError,
    running_server,
)
from patience import PATIENCE
from websockets.frames import Frame, Opcode
from websockets.http11 import Request
from websockets.server import ServerProtocol

pytestmark = pytest.mark.anyio

WARNING = b'{"method":"warning","params":{"message":"%s","threadId":null}}'
_BROKEN = (anyio.EndOfStream, anyio.BrokenResourceError, anyio.ClosedResourceError, OSError)
Act = Callable[["Peer"], Awaitable[None]]


class Peer:
    """The server's side of one connection; `act` is what it does once it is initialized."""

    def __init__(self, stream: ByteStream, act: Act | None) -> None:
        self.protocol = ServerProtocol(max_size=None)
        self.pongs: list[bytes] = []
        self.stream = stream
        self._act = act
        self._message = b""

    async def flush(self) -> None:
        """Send what the protocol has ready."""
        await self.stream.send(b"".join(self.protocol.data_to_send()))

    async def serve(self) -> None:
        """Answer until the client goes."""
        while True:
            self.protocol.receive_data(await self.stream.receive())
            for event in self.protocol.events_received():
                if isinstance(event, Request):
                    self.protocol.send_response(self.protocol.accept(event))
                elif isinstance(event, Frame):
                    await self._take(event)
            await self.flush()

    async def _take(self, frame: Frame) -> None:
        if frame.opcode is Opcode.PONG:
            self.pongs.append(bytes(frame.data))
        elif frame.opcode in (Opcode.TEXT, Opcode.CONT):
            self._message += frame.data
            if frame.fin:
                message, self._message = json.loads(self._message), b""
                await self._answer(message)

    async def _answer(self, message: dict[str, object]) -> None:
        if message["method"] == "initialized" and self._act is not None:
            await self._act(self)
        elif "id" in message:
            answer = {"id": message["id"], "result": {"userAgent": "peer/0.163.0 (here)"}}
            self.protocol.send_text(json.dumps(answer, indent=1).encode())


@asynccontextmanager
async def peer(act: Act | None = None) -> AsyncIterator[AppServerConfig]:
    """Listen as an app-server that does `act` with each client."""

    async def serve(client: ByteStream) -> None:
        async with client:
            with suppress(*_BROKEN):
                await Peer(client, act).serve()

    listener = await anyio.create_tcp_listener(local_host="127.0.0.1")
    url = f"ws://127.0.0.1:{listener.extra(SocketAttribute.local_port)}"
    async with listener, anyio.create_task_group() as tasks:
        tasks.start_soon(listener.serve, serve)
        yield AppServerConfig(transport=running_server(url))
        tasks.cancel_scope.cancel()


async def first_warning(config: AppServerConfig) -> str:
    """Connect, and return the text of the first warning."""
    codex = AsyncCodex(config)
    with anyio.fail_after(PATIENCE):
        async with codex.events() as events, codex:
            async for event in events:
                if event.method == "warning":
                    return str(getattr(event.payload, "message"))  # noqa: B009 - the payload is of any model
    raise AssertionError("there was no warning")


async def test_an_answer_over_several_lines_is_one_message() -> None:
    async with peer() as config, AsyncCodex(config) as codex:
        assert codex.metadata.user_agent == "peer/0.163.0 (here)"


async def test_a_ping_is_answered() -> None:
    async def ping(server: Peer) -> None:
        server.protocol.send_ping(b"are you there")
        await server.flush()
        while not server.pongs:
            server.protocol.receive_data(await server.stream.receive())
            for event in server.protocol.events_received():
                if isinstance(event, Frame) and event.opcode is Opcode.PONG:
                    server.pongs.append(bytes(event.data))
        server.protocol.send_text(WARNING % server.pongs[0])

    async with peer(ping) as config:
        assert await first_warning(config) == "are you there"


async def test_a_message_in_pieces_is_put_together() -> None:
    text = b"x" * 200_000

    async def speak(server: Peer) -> None:
        message = WARNING % text
        server.protocol.send_text(message[:1], fin=False)
        for start in range(1, len(message), 1000):
            server.protocol.send_continuation(message[start : start + 1000], fin=False)
            server.protocol.send_ping(b"in between")
        server.protocol.send_continuation(b"", fin=True)

    async with peer(speak) as config:
        assert (await first_warning(config)).encode() == text


async def test_many_messages_at_once_come_one_by_one() -> None:
    async def speak(server: Peer) -> None:
        for number in range(1000):
            server.protocol.send_text(WARNING % str(number).encode())

    async with peer(speak) as config:
        codex = AsyncCodex(config)
        with anyio.fail_after(PATIENCE):
            async with codex.events() as events, codex:
                seen = [(await events.__anext__()).payload for _ in range(1000)]
    assert [getattr(payload, "message", None) for payload in seen] == [str(number) for number in range(1000)]


async def test_a_farewell_of_the_server_is_in_the_error() -> None:
    async def leave(server: Peer) -> None:
        server.protocol.send_close(1013, "come back later")

    async with peer(leave) as config:
        with pytest.raises(ConnectionLostError, match="closed with code 1013 come back later"):
            await first_warning(config)


async def test_a_message_without_end_ends_the_connection_and_not_the_memory() -> None:
    async def flood(server: Peer) -> None:
        # The head of a frame of 1 GiB: its body is never awaited.
        await server.stream.send(b"\x81\x7f" + (1 << 30).to_bytes(8, "big"))

    async with peer(flood) as config:
        with pytest.raises(ConnectionLostError, match="longer than 67108864 bytes"):
            await first_warning(config)


async def test_a_server_that_hangs_up_at_initialize_did_not_start() -> None:
    async def serve(client: ByteStream) -> None:
        async with client:
            with suppress(*_BROKEN):
                await answer_and_wait(client)

    async def answer_and_wait(client: ByteStream) -> None:
        server = ServerProtocol()
        server.receive_data(await client.receive())
        (request,) = server.events_received()
        assert isinstance(request, Request)
        server.send_response(server.accept(request))
        await client.send(b"".join(server.data_to_send()))
        await client.receive()

    listener = await anyio.create_tcp_listener(local_host="127.0.0.1")
    url = f"ws://127.0.0.1:{listener.extra(SocketAttribute.local_port)}"
    async with listener, anyio.create_task_group() as tasks:
        tasks.start_soon(listener.serve, serve)
        with pytest.raises(ServerStartError, match=url):
            async with AsyncCodex(AppServerConfig(transport=running_server(url))):
                pytest.fail("it must not open")
        tasks.cancel_scope.cancel()


async def test_closing_tells_the_server_and_does_not_wait_for_it() -> None:
    left = anyio.Event()

    async def wait_for_the_end(server: Peer) -> None:
        while server.protocol.close_rcvd is None:
            server.protocol.receive_data(await server.stream.receive())
        left.set()

    async with peer(wait_for_the_end) as config:
        codex = AsyncCodex(config)
        async with codex:
            pass
        with anyio.fail_after(PATIENCE):
            await left.wait()
        with pytest.raises(TransportClosedError, match="was closed"):
            await codex.models()
