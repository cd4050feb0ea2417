"""Talks to a running app-server over WebSocket, on TCP or a unix socket.

It runs the protocol of the `websockets` library on anyio's streams. The server ends a connection without a
closing handshake, whether it dies or drops the client. So after an end this module connects to the same
address once more, to find out which it was.
"""

from __future__ import annotations

import os
import ssl
from contextlib import suppress
from dataclasses import dataclass, field
from enum import Enum
from functools import partial
from typing import TYPE_CHECKING

import anyio
from websockets.client import ClientProtocol
from websockets.exceptions import InvalidStatus, PayloadTooBig, WebSocketException
from websockets.frames import CloseCode, Frame, Opcode
from websockets.protocol import State

from .._core.framing import LINE_LIMIT
from ..errors import (
    CodexError,
    ConnectionLostError,
    ConnectionRejectedError,
    ServerDiedError,
    ServerUnreachableError,
)
from .detached import spawn_detached

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from anyio.abc import ByteStream
    from websockets.uri import WebSocketURI

_READ_SIZE = 65536
# The server accepts frames of up to 16 MiB and messages of less than 64 MiB. It hangs up on larger ones.
_FRAME_SIZE = 1024 * 1024
MESSAGE_LIMIT = 64 * 1024 * 1024 - 1
# The server closes the connection at once after a close frame. A lost network sends nothing.
_CLOSE_TIMEOUT = 1.0
# How long a lost connection's address is probed, to see whether a server still runs there.
_PROBE_TIMEOUT = 2.0
# A server that is shutting down may still accept the probe's connection, and closes it within this time. A
# network that breaks again does the same, so a closed probe is worth another try.
_PROBE_OPEN_FOR = 0.2
_PROBE_TRIES = 4
_PROBE_PAUSE = 0.05
_DATA = (Opcode.TEXT, Opcode.BINARY, Opcode.CONT)
_BROKEN = (anyio.EndOfStream, anyio.BrokenResourceError, anyio.ClosedResourceError, OSError)


@dataclass(frozen=True)
class Address:
    """Where a running server listens, and how to connect to it."""

    url: str
    """The address as the user wrote it, for messages."""
    uri: WebSocketURI
    unix_path: str | None
    connect_timeout: float
    keepalive: float
    bearer_token: Callable[[], str | None] = field(repr=False)
    ssl_context: ssl.SSLContext | None = None


class WebSocketTransport:
    """A `Transport` over one open WebSocket, which carries lines as the pipes of a child process do.

    A server that sends nothing for `keepalive` seconds is pinged, and given up after as long again.
    """

    def __init__(self, address: Address, stream: ByteStream, protocol: ClientProtocol) -> None:
        self.program = f"at {address.url}"
        """The name of the server in messages."""
        self._address = address
        self._stream = stream
        self._protocol = protocol
        self._writing = anyio.Lock()
        self._probing = anyio.Lock()
        self._parts: list[bytes] = []
        self._end: CodexError | None = None
        self._closed = False

    @property
    def exit_status(self) -> int | None:
        """Always None: the exit status of a server that this client did not start is unknown."""
        return None

    @property
    def stderr_tail(self) -> str:
        """Always empty: the standard error of the server cannot be read."""
        return ""

    async def receive(self) -> bytes:
        """Wait for messages and return as lines all that came together.

        Raises `ConnectionLostError` when the connection has ended and the server has not, `ServerDiedError`
        when both have, and `anyio.ClosedResourceError` after `aclose()`.
        """
        pinged = False
        while True:
            lines = b"".join(self._lines())
            if lines:
                return lines
            if self._protocol.state is not State.OPEN:
                raise await self._explain_end(self._end_reason())
            chunk: bytes | None = None
            try:
                with anyio.move_on_after(self._address.keepalive):
                    chunk = await self._stream.receive(_READ_SIZE)
            except _BROKEN:
                raise await self._explain_end("") from None
            if chunk is not None:
                pinged = False
                self._protocol.receive_data(chunk)
            elif pinged:
                raise await self._explain_end(f"it was silent for {2 * self._address.keepalive:g} s")
            else:
                pinged = True
                self._protocol.send_ping(b"")
            self._answer_soon()

    async def send(self, data: bytes) -> None:
        """Send each line of `data` as one message, in frames that the server accepts.

        Raises what `receive` raises, and `ConnectionLostError` for a message that is too long for the server.
        """
        for line in data.split(b"\n"):
            if len(line) > MESSAGE_LIMIT:
                self._end = self._end or ConnectionLostError(
                    f"A message of {len(line)} bytes was to be sent to the app-server {self.program}, which "
                    f"takes at most {MESSAGE_LIMIT}. Send less at once; the server's turns go on."
                )
                raise self._end
            if line:
                try:
                    async with self._writing:
                        await self._send_message(line)
                except (*_BROKEN, WebSocketException):
                    raise await self._explain_end("") from None

    async def aclose(self) -> None:
        """Send a close frame and close the connection, within a second. The server and its turns go on."""
        if self._closed:
            return
        self._closed = True
        with anyio.CancelScope(shield=True):
            with anyio.move_on_after(_CLOSE_TIMEOUT), suppress(*_BROKEN, WebSocketException):
                async with self._writing:
                    self._protocol.send_close(CloseCode.NORMAL_CLOSURE)
                    await self._stream.send(b"".join(self._protocol.data_to_send()))
            await anyio.aclose_forcefully(self._stream)

    def _lines(self) -> Iterator[bytes]:
        for event in self._protocol.events_received():
            if not isinstance(event, Frame) or event.opcode not in _DATA:
                continue
            self._parts.append(bytes(event.data))
            if event.fin:
                message = b"".join(self._parts) if len(self._parts) > 1 else self._parts[0]
                self._parts.clear()
                # JSON may have newlines between its tokens, which would cut the line in two.
                yield message.replace(b"\n", b" ") + b"\n"

    async def _send_message(self, message: bytes) -> None:
        view = memoryview(message)
        for start in range(0, len(view), _FRAME_SIZE):
            part, fin = view[start : start + _FRAME_SIZE], start + _FRAME_SIZE >= len(view)
            if start == 0:
                self._protocol.send_text(part, fin)
            else:
                self._protocol.send_continuation(part, fin)
            await self._stream.send(b"".join(self._protocol.data_to_send()))

    def _answer_soon(self) -> None:
        """Send pings, pongs and close frames in a task other than the reader.

        A server may stop reading until its output is read. If the reader waited for it, both would wait for
        ever.
        """
        data = b"".join(self._protocol.data_to_send())
        if data:
            spawn_detached(partial(self._send_quietly, data), name="codex app-server websocket")

    async def _send_quietly(self, data: bytes) -> None:
        with suppress(*_BROKEN):
            async with self._writing:
                await self._stream.send(data)

    def _end_reason(self) -> str:
        failure, close_frame = self._protocol.parser_exc, self._protocol.close_rcvd
        if isinstance(failure, PayloadTooBig):
            return f"it sent a message longer than {LINE_LIMIT} bytes"
        if close_frame is not None:
            return f"it closed with code {close_frame.code} {close_frame.reason}".rstrip()
        return f"it sent what is no WebSocket: {failure}"

    async def _explain_end(self, why: str) -> Exception:
        """Return the error for the end of the stream, found out once."""
        async with self._probing:
            if self._closed:
                return anyio.ClosedResourceError()
            if self._end is None:
                self._end = await self._lost_or_dead(why)
            return self._end

    async def _lost_or_dead(self, why: str) -> CodexError:
        because = f" ({why})" if why else ""
        alive = await _is_server_alive(self._address)
        if alive is False:
            return ServerDiedError(
                f"The app-server {self.program} has ended{because}: nothing answers there any more. Start it "
                "again and make a new client; its threads can be resumed with thread_resume(), up to their "
                "last completed item."
            )
        state = "still answers there" if alive else "may still run; its address does not answer in time"
        return ConnectionLostError(
            f"The connection to the app-server {self.program} was lost{because}, and the server {state}. "
            "Turns go on without their client: make a new one and take its threads up with thread_resume()."
        )


async def open_websocket(address: Address) -> WebSocketTransport:
    """Connect to a running server and do the WebSocket handshake.

    Raises `ServerUnreachableError` when no app-server answers in time, and `ConnectionRejectedError` when the
    server refuses the client, for example for its bearer token.
    """
    try:
        with anyio.fail_after(address.connect_timeout):
            return WebSocketTransport(address, *await _shake_hands(address))
    except TimeoutError:
        raise ServerUnreachableError(
            f"The app-server at {address.url} did not answer within {address.connect_timeout:g} s. Check the "
            "address and the network, or raise running_server(connect_timeout=...)."
        ) from None
    except InvalidStatus as error:
        raise _rejection(address, error) from None
    except WebSocketException as error:
        if isinstance(error.__cause__, EOFError):
            raise _unreachable(address, "it hung up without an answer") from None
        raise ServerUnreachableError(
            f"What listens at {address.url} is no app-server: {error}. {_remedy(address)}"
        ) from None
    except ssl.SSLError as error:
        raise _no_tls(address, error) from None
    except _BROKEN as error:
        reasons = ", ".join(dict.fromkeys(_in_words(leaf) for leaf in _leaves(error)))
        raise _unreachable(address, reasons) from None


async def _shake_hands(address: Address) -> tuple[ByteStream, ClientProtocol]:
    # Without an Origin header, which the server refuses, and without compression, which it does not offer.
    protocol = ClientProtocol(address.uri, max_size=LINE_LIMIT)
    request = protocol.connect()
    token = address.bearer_token()
    if token is not None:
        request.headers["Authorization"] = f"Bearer {token}"
    protocol.send_request(request)
    stream = await _connect(address)
    try:
        await stream.send(b"".join(protocol.data_to_send()))
        await _read_response(stream, protocol)
    except BaseException:
        await anyio.aclose_forcefully(stream)
        raise
    return stream, protocol


async def _read_response(stream: ByteStream, protocol: ClientProtocol) -> None:
    with suppress(anyio.EndOfStream):
        while protocol.state is State.CONNECTING and protocol.handshake_exc is None:
            protocol.receive_data(await stream.receive(_READ_SIZE))
    if protocol.state is State.CONNECTING and protocol.handshake_exc is None:
        protocol.receive_eof()
    if protocol.handshake_exc is not None:
        raise protocol.handshake_exc


async def _connect(address: Address) -> ByteStream:
    if address.unix_path is not None:
        # The server makes a symbolic link at the given path, whose target is short enough for a socket.
        return await anyio.connect_unix(await anyio.Path(address.unix_path).resolve())
    uri = address.uri
    if not uri.secure:
        return await anyio.connect_tcp(uri.host, uri.port)
    return await anyio.connect_tcp(
        uri.host, uri.port, tls=True, ssl_context=address.ssl_context, tls_standard_compatible=False
    )


async def _is_server_alive(address: Address) -> bool | None:
    """Return whether a server answers at this address, or None if that is unknown."""
    with anyio.move_on_after(_PROBE_TIMEOUT):
        for _ in range(_PROBE_TRIES):
            found = await _probe(address)
            if found is not _Probe.CLOSED:
                return {_Probe.SERVES: True, _Probe.REFUSED: False}.get(found)
            await anyio.sleep(_PROBE_PAUSE)
        return False
    return None


class _Probe(Enum):
    """What one try to connect to the address again has shown."""

    SERVES = "the server shook hands, or refused by HTTP, and kept the connection open"
    CLOSED = "the connection was closed at once: the server may be ending, or the network is bad"
    REFUSED = "nothing listens at the address"
    UNKNOWN = "neither could be found out"


async def _probe(address: Address) -> _Probe:
    try:
        stream, _ = await _shake_hands(address)
    except InvalidStatus:
        return _Probe.SERVES
    except WebSocketException as error:
        return _Probe.CLOSED if isinstance(error.__cause__, EOFError) else _Probe.UNKNOWN
    except _BROKEN as error:
        leaves = list(_leaves(error))
        if all(isinstance(leaf, (ConnectionRefusedError, FileNotFoundError)) for leaf in leaves):
            return _Probe.REFUSED
        closed = (ConnectionError, anyio.EndOfStream, anyio.BrokenResourceError)
        return _Probe.CLOSED if all(isinstance(leaf, closed) for leaf in leaves) else _Probe.UNKNOWN
    try:
        with anyio.move_on_after(_PROBE_OPEN_FOR):
            await stream.receive(1)
            return _Probe.SERVES
    except _BROKEN:
        return _Probe.CLOSED
    finally:
        await anyio.aclose_forcefully(stream)
    return _Probe.SERVES


def _leaves(error: BaseException) -> Iterator[BaseException]:
    """Yield the system's errors inside those of anyio: one for each address of a host name."""
    below = getattr(error, "exceptions", None) or ([error.__cause__] if error.__cause__ else [])
    if not below:
        yield error
    for each in below:
        yield from _leaves(each)


def _in_words(error: BaseException) -> str:
    number = getattr(error, "errno", None)
    if isinstance(number, int) and number > 0:
        return os.strerror(number).lower()
    return (str(error) or type(error).__name__).lower()


def _unreachable(address: Address, reason: str) -> ServerUnreachableError:
    return ServerUnreachableError(
        f"The app-server at {address.url} cannot be reached: {reason}. {_remedy(address)}"
    )


def _remedy(address: Address) -> str:
    if address.uri.secure:
        # The server has no TLS of its own.
        return "Start it and the proxy that gives it TLS, or correct the address."
    return f"Start it with `codex app-server --listen {address.url}`, or correct the address."


def _no_tls(address: Address, error: ssl.SSLError) -> ServerUnreachableError:
    if isinstance(error, ssl.SSLCertVerificationError):
        return ServerUnreachableError(
            f"The certificate of the server at {address.url} is not trusted: "
            f"{error.verify_message.rstrip('.')}. No token was sent. Correct the address, or give "
            "running_server(ssl_context=...) a context that trusts the authority of the certificate, such as "
            "ssl.create_default_context(cafile=...)."
        )
    reason = (error.reason or str(error)).replace("_", " ").lower()
    return ServerUnreachableError(
        f"The server at {address.url} cannot be reached by TLS: {reason}. A server that `codex app-server` "
        "itself serves has none: connect to it with ws://, or put a proxy with TLS in front of it."
    )


def _rejection(address: Address, error: InvalidStatus) -> ConnectionRejectedError:
    response = error.response
    said = bytes(response.body or b"").decode("utf-8", "replace").strip()[:200] or response.reason_phrase
    if response.status_code == 401:
        remedy = (
            "Give running_server(bearer_token=...) the token of the server's --ws-token-file, or one signed "
            "with its --ws-shared-secret-file, as signed_bearer_token() does."
        )
    elif response.status_code == 403:
        remedy = "The server refuses what comes through a browser; take away the proxy that adds an Origin."
    else:
        remedy = "Check the address; something else than an app-server may listen there."
    return ConnectionRejectedError(
        f"The app-server at {address.url} refused the connection with HTTP {response.status_code}: {said}. "
        f"{remedy}",
        status=response.status_code,
    )
