"""A connection to an app-server, from its start to its end.

A detached task, the host, owns the transport and the task group of reader, writer and answers. All other
tasks only signal it, so one task can open a client, many can use it, and any can close it.
"""

from __future__ import annotations

import logging
import warnings
from contextlib import AsyncExitStack, suppress
from typing import TYPE_CHECKING

import anyio
import anyio.lowlevel

from .._core.connection import Connection
from .._core.framing import LineSplitter, LineTooLongError
from .._core.notifications import warm_up
from .._core.routing import OddLine, RequestResolved, Response, Router, ServerRequest
from .._core.wire import encode_message
from .._unset import UNSET, Unset
from ..errors import (
    LONGER_FOR_ALL,
    LONGER_HERE,
    CodexError,
    InitializeTimeoutError,
    JsonRpcError,
    MessageTooLongError,
    NotInitializedError,
    RequestTimeoutError,
    ServerDiedError,
    ServerStartError,
    TransportClosedError,
    WriteTimeoutError,
    describe_exit,
)
from ..metadata import InitializeResponse, metadata_from_wire, warn_of_another_version
from .belonging import EventLoop, tell_after_fork
from .daemon_thread import run_in_daemon_thread
from .detached import spawn_detached
from .outbox import Outbox
from .process import ProcessTransport, start_process
from .read_pace import GATHERING, ReadPace
from .server_requests import ServerRequests
from .wire_log import observed

if TYPE_CHECKING:
    from collections.abc import Callable

    from .._core.connection import PendingRequest
    from .._core.wire import JsonValue
    from ..config import AppServerConfig
    from ..transport import Transport


_log = logging.getLogger("codex_app_server")

# The server drops requests without an answer when more than 128 are open.
_MOST_IN_FLIGHT = 100
# How many of these may have no time limit. The rest is left for requests that must get through, such as an
# interrupt.
_MOST_UNLIMITED = 90
# Lines read before other tasks run: as many short ones as a pipe holds. Reading them takes a tenth of a
# millisecond, too little to delay a request. Waking consumers more often is a sixth of a delta's total cost.
_SLICE = 400
# A consumer in a thread of its own needs Python's lock, which the reader seldom leaves for long enough. The
# reader pauses while as many events wait as a consumer handles in one pause.
_MANY_WAITING = 2000
# A server that dies breaks its input and ends its output at once. The end of the output tells more.
_BROKEN_INPUT_GRACE = 1.0
# The server answers these when the work is done, however long it takes.
_UNLIMITED = frozenset(
    {
        "account/gatewayOAuth/login",
        "command/exec",
        "externalAgentConfig/import",
        "feedback/upload",
        "marketplace/add",
        "marketplace/upgrade",
        "mcpServer/tool/call",
        "plugin/install",
        "userVerification/enroll",
        "userVerification/verify",
    }
)
_STREAM_ENDS = (anyio.EndOfStream, anyio.BrokenResourceError, anyio.ClosedResourceError, OSError)


class Session:
    """Talks to one app-server. The first request opens it. Once closed it cannot be opened again."""

    def __init__(self, config: AppServerConfig) -> None:
        self.router: Router = Router()
        self.odd_lines: int = 0
        """How many lines were not a message, or were an answer to no pending request."""
        self._config = config
        self._connection = Connection()
        self._server_requests = ServerRequests(config, self._send)
        self._outbox = Outbox()
        self._metadata: InitializeResponse | None = None
        self._transport: Transport | None = None
        self._stream: Transport | None = None
        """The transport, or its `LoggedTransport`."""
        self._event_loop: EventLoop | None = None
        self._started = False
        tell_after_fork(self)

    @property
    def request_timeout(self) -> float | None:
        """The timeout in seconds of requests that have none of their own."""
        return self._config.request_timeout

    @property
    def metadata(self) -> InitializeResponse:
        """The server's answer to `initialize`.

        Raises `NotInitializedError` before the first request or after a failed start.
        """
        if self._metadata is None:
            raise NotInitializedError(
                "The server has not been started yet. Enter `async with` or await any method first."
            )
        return self._metadata

    @property
    def state(self) -> str:
        """The state of the connection, for people to read."""
        if self._connection.dead is not None:
            return "closed"
        return f"of {self._metadata.user_agent!r}" if self._metadata is not None else "not started"

    def check_alive(self) -> None:
        """Raise the error that ended the connection, if it has ended."""
        self._connection.check_alive()

    async def open(self) -> None:
        """Start the server at the first call, and wait until it is ready.

        Raises the error that ended the connection, after everything that was started has ended too.
        """
        self._connection.check_alive()
        if not self._started:
            self._started = True
            self._ready = anyio.Event()
            self._stop = anyio.Event()
            self._finished = anyio.Event()
            self._event_loop = EventLoop()
            self._slots = anyio.Semaphore(_MOST_IN_FLIGHT, fast_acquire=True)
            self._unlimited_slots = anyio.Semaphore(_MOST_UNLIMITED, fast_acquire=True)
            self._built = anyio.Event()
            self._builds = False
            spawn_detached(self._host, name="codex app-server session")
        elif self._event_loop is not None:
            self._event_loop.check()
        await self._ready.wait()
        if self._metadata is None:
            await self._finished.wait()
        self._connection.check_alive()

    @property
    def models_are_built(self) -> bool:
        """Whether the models of a first turn are built, or nobody builds them yet."""
        return not self._started or self._built.is_set()

    async def wait_for_models(self) -> None:
        """Wait until the models of a first turn are built; before that, nothing of them is built elsewhere.

        The connection does not wait for it, so that plain requests are on their way meanwhile.
        """
        if not self.models_are_built and self._connection.dead is None:
            self._build_models()
            await self._built.wait()

    async def close(self) -> None:
        """End the server, within the config's `close_timeout`; pending calls raise `TransportClosedError`.

        In a handler of this client it does not wait for the end.
        """
        if self._event_loop is not None and not self._finished.is_set():
            self._event_loop.check()
        error = TransportClosedError("The client was closed. Make a new one to talk to the server again.")
        self._end(error, orderly=True)
        # A handler that closes its client would wait for itself.
        if self._started and not self._server_requests.is_answering_here:
            with anyio.CancelScope(shield=True):
                await self._finished.wait()

    def forgotten(self) -> None:
        """End the server of a client that is no longer referenced.

        The garbage collector calls this in any thread. It issues a `ResourceWarning`, and does nothing if the
        client was closed.
        """
        if self._event_loop is None or self._connection.dead is not None:
            return
        error = TransportClosedError("The client was given up without a close(), and its server was ended.")
        with suppress(RuntimeError):  # the event loop has ended meanwhile, and everything with it
            self._event_loop.call_soon(lambda: self._end(error))
        warnings.warn(
            "An AsyncCodex was never closed. Use `async with AsyncCodex() as codex:` or await close().",
            ResourceWarning,
            stacklevel=2,
        )

    def disown(self, error: CodexError) -> None:
        """Enter the dead state in a forked process. The client in the parent process is not affected."""
        self._connection.disown(error)
        self.router.disown(error)

    async def request(
        self,
        method: str,
        params: object,
        *,
        timeout: float | Unset | None = UNSET,
        on_late: Callable[[JsonValue], None] | None = None,
    ) -> JsonValue:
        """Send a request and return its raw result.

        `on_late` gets the result when it comes after the caller has given up, by cancellation or timeout.
        Raises `JsonRpcError` when the server refuses, `RequestTimeoutError` when it does not answer in
        time, and `TransportClosedError` when the connection has ended.
        """
        await self.open()
        remedy = LONGER_HERE if isinstance(timeout, (int, float)) else LONGER_FOR_ALL
        if timeout is UNSET:
            timeout = None if method in _UNLIMITED else self._config.request_timeout
        slots = (self._slots,) if timeout is not None else (self._unlimited_slots, self._slots)
        return await self._ask(method, params, timeout, slots, on_late, remedy)

    async def _ask(
        self,
        method: str,
        params: object,
        timeout: float | None,
        slots: tuple[anyio.Semaphore, ...] = (),
        on_late: Callable[[JsonValue], None] | None = None,
        remedy: str = LONGER_FOR_ALL,
    ) -> JsonValue:
        done = anyio.Event()
        request: PendingRequest | None = None
        number = 0
        try:
            with anyio.move_on_after(timeout):
                async with AsyncExitStack() as held:
                    for slot in slots:
                        await held.enter_async_context(slot)
                    request, line = self._connection.begin(method, params, done.set)
                    number = self._outbox.put(line)
                    if method == "turn/start":
                        self._build_models()  # its events come soon, and the server needs time to begin
                    await done.wait()
        except BaseException:
            if request is not None:
                self._give_up(request, number, on_late)
            raise
        if request is not None and done.is_set():
            return request.result()
        if request is None:
            raise RequestTimeoutError(method, None, timeout or 0, remedy)
        written = self._outbox.is_written(number)
        self._give_up(request, number, on_late)
        raise (RequestTimeoutError if written else WriteTimeoutError)(
            method, request.id, timeout or 0, remedy
        )

    def _give_up(
        self, request: PendingRequest, number: int, on_late: Callable[[JsonValue], None] | None
    ) -> None:
        self._connection.forget(request)
        if not self._outbox.withdraw(number) and on_late is not None:
            self._connection.await_late(request, on_late)

    def _send(self, line: bytes) -> None:
        """Give a line to the writer. It is dropped if the connection has ended."""
        self._outbox.put(line)

    async def _host(self) -> None:
        """Own the connection from start to end. Only cancellation propagates."""
        try:
            factory = self._config.transport
            self._transport = await (factory() if factory else start_process(self._config))
            self._stream = observed(self._transport, self._config)
            async with anyio.create_task_group() as self._tasks:
                self._tasks.start_soon(self._read)
                self._tasks.start_soon(self._write)
                if isinstance(self._transport, ProcessTransport) and not self._transport.attended:
                    self._tasks.start_soon(self._transport.drain_stderr)
                    self._tasks.start_soon(self._transport.watch)
                self._tasks.start_soon(self._initialize)
                await self._stop.wait()
                if self._metadata is None and isinstance(self._transport, ProcessTransport):
                    self._transport.give_up()
                await self._stream.aclose()
                self._tasks.cancel_scope.cancel()
        except CodexError as error:
            self._end(error)
        except Exception as error:  # noqa: BLE001 - the waiting tasks must get this error
            _log.exception("The session with the app-server failed")
            self._end(TransportClosedError(f"The connection to the app-server failed: {error}"))
        finally:
            self._end(TransportClosedError("The event loop of the client has ended, and its server with it."))
            if self._transport is not None:
                with anyio.CancelScope(shield=True):
                    await (self._stream or self._transport).aclose()
            self._finished.set()

    def _end(self, error: CodexError, *, orderly: bool = False) -> None:
        """Enter the dead state, wake all waiting tasks and let the host clean up; the first end counts."""
        self._connection.end(error)
        self.router.end(error, orderly=orderly)
        if self._started:
            self._ready.set()
            self._stop.set()

    async def _initialize(self) -> None:
        """Send `initialize`, and build the models that the first turn needs while the server starts."""
        config = self._config
        params = {
            "clientInfo": {
                "name": config.client_name,
                "title": config.client_title,
                "version": config.client_version,
            },
            "capabilities": {"experimentalApi": config.experimental_api},
        }
        seconds = config.initialize_timeout
        try:
            if config.build_models_early:
                self._build_models()
            result = await self._ask("initialize", params, seconds)
        except RequestTimeoutError:
            message = (
                f"The app-server {self._program} did not answer `initialize` within {seconds:g} s. Check "
                "that it is a codex of a supported version, or raise AppServerConfig(initialize_timeout=...)."
            )
            self._end(InitializeTimeoutError(message, stderr_tail=self._stderr_tail))
        except JsonRpcError as error:
            message = (
                f"The app-server refused the connection: {error}. Check its version and AppServerConfig."
            )
            self._end(ServerStartError(message, stderr_tail=self._stderr_tail))
        except CodexError as error:
            self._end(error)
        else:
            metadata = metadata_from_wire(result if isinstance(result, dict) else {})
            if not metadata.user_agent:
                message = (
                    f"The app-server {self._program} answered `initialize` without a user agent, as no codex "
                    "does. Check that AppServerConfig leads to a codex app-server."
                )
                self._end(ServerStartError(message, stderr_tail=self._stderr_tail))
                return
            self._metadata = metadata
            warn_of_another_version(metadata)
            self._send(encode_message({"method": "initialized"}))
            self._ready.set()

    def _build_models(self) -> None:
        if not self._builds:
            self._builds = True
            self._tasks.start_soon(self._warm_up)

    async def _warm_up(self) -> None:
        try:
            await run_in_daemon_thread(warm_up)
        finally:
            self._built.set()

    async def _read(self) -> None:
        """Read until the server ends, without ever waiting for a consumer or running user code."""
        transport = self._stream
        if transport is None:
            return
        splitter = LineSplitter()
        pace = ReadPace()
        try:
            while True:
                pace.wait_begins()
                chunk = await transport.receive()
                pace.received(len(chunk), is_awaited=bool(self._connection.pending))
                lines = splitter.feed(chunk)
                for start in range(0, len(lines), _SLICE):
                    self.router.route_all(lines[start : start + _SLICE], self._handle)
                    await anyio.lowlevel.checkpoint()
                if pace.is_hurried or self.router.waiting_deltas > _MANY_WAITING:
                    await anyio.sleep(GATHERING)
        except _STREAM_ENDS:
            self._died(splitter.unfinished)
        except LineTooLongError as error:
            message = (
                f"The app-server {self._program} was ended: {error}. Make a new client; its threads can be "
                "resumed with thread_resume(), up to their last completed item."
            )
            self._end(MessageTooLongError(message, stderr_tail=self._stderr_tail))
        except CodexError as error:
            self._cut_off(error)

    def _handle(self, incoming: Response | ServerRequest | RequestResolved | OddLine) -> None:
        if isinstance(incoming, Response):
            if not self._connection.settle(incoming.id, incoming.line):
                self.odd_lines += 1
        elif isinstance(incoming, ServerRequest):
            self._tasks.start_soon(self._server_requests.answer, incoming)
        elif isinstance(incoming, RequestResolved):
            self._server_requests.resolved(incoming.id)
        else:
            self.odd_lines += 1
            if self.odd_lines % 100 == 1:
                _log.warning(
                    "The app-server sent a line that is %s: %.200r (%d so far)",
                    incoming.reason,
                    incoming.line,
                    self.odd_lines,
                )

    async def _write(self) -> None:
        """Write the lines of the outbox. It is the only writer, so no cancelled caller cuts a line in two."""
        transport = self._stream
        if transport is None:
            return
        try:
            while True:
                await transport.send(await self._outbox.take())
        except _STREAM_ENDS:
            await anyio.sleep(_BROKEN_INPUT_GRACE)
            self._died(0)
        except CodexError as error:
            self._cut_off(error)

    def _cut_off(self, error: CodexError) -> None:
        """End the connection with the transport's own error."""
        self._end(error if self._metadata is not None else ServerStartError(str(error)))

    def _died(self, unfinished: int) -> None:
        """End the connection with an error that tells how the server ended."""
        status = self._transport.exit_status if self._transport is not None else None
        how = describe_exit(status)
        if unfinished:
            how += f", in the middle of a message of which {unfinished} bytes had come"
        if self._metadata is None:
            message = f"The app-server {self._program} ended before it was ready: {how}. {self._remedy}"
            self._end(ServerStartError(message, exit_status=status, stderr_tail=self._stderr_tail))
        else:
            message = (
                f"The app-server died: {how}. Make a new client; its threads can be resumed with "
                "thread_resume(), up to their last completed item."
            )
            self._end(ServerDiedError(message, exit_status=status, stderr_tail=self._stderr_tail))

    @property
    def _remedy(self) -> str:
        if self._stderr_tail:
            return (
                "What it said last is below. Where that names a setting, look for it in config.toml and "
                "in AppServerConfig; otherwise check that it is a codex that knows `app-server`, and that "
                "CODEX_HOME is a directory it can write to."
            )
        return (
            "Check that it is a codex that knows `app-server`, and that CODEX_HOME is a directory it can "
            "write to."
        )

    @property
    def _program(self) -> str:
        return str(getattr(self._transport, "program", "in memory"))

    @property
    def _stderr_tail(self) -> str:
        return self._transport.stderr_tail if self._transport is not None else ""
