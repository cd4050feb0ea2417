"""The scripted server."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ._account import ACCOUNT_METHODS, MODELS
from ._connection import Call, Connection, begin
from ._queue import QUEUE_METHODS
from ._scheduler import ScriptClock
from ._search import SEARCH_METHODS
from ._settings import SETTINGS_METHODS, settings_updated
from ._shell import SHELL_METHODS
from ._state import ServerState
from ._threads import THREAD_METHODS
from ._wire import INTERNAL_ERROR, SERVER_VERSION, JsonObject, RpcError, invalid

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from ..transport import Transport, TransportFactory
    from .records import StoredThread
    from .script import Scenario, TurnScript

_METHODS: dict[str, Callable[[Call], None]] = {
    **THREAD_METHODS,
    **SETTINGS_METHODS,
    **QUEUE_METHODS,
    **SEARCH_METHODS,
    **SHELL_METHODS,
    **ACCOUNT_METHODS,
}


async def echo(turn: TurnScript) -> None:
    """Repeat the prompt as the answer. This is the default scenario."""
    await turn.say(f"echo: {turn.prompt}")


class ScriptedServer(ServerState):
    """An app-server in memory, with the wire protocol of the real server of the pinned version.

    Use `AppServerConfig(transport=server.transport)` to connect a client. Each connection is like a process
    of the real server on the same home: threads survive it, but which are loaded and what runs does not. One
    server serves the clients of one event loop.

    `scenario` plays every turn. `threads` exist from the start. `pace` scales the waits of the scenarios: 1
    is real time, 0 does not wait at all. `now` is the server's time at the start, in Unix seconds, by default
    the real time. With `now` and a pace of 0, a script always sends the same bytes.
    """

    def __init__(
        self,
        scenario: Scenario = echo,
        *,
        threads: Iterable[StoredThread] = (),
        pace: float = 1.0,
        now: float | None = None,
        model: str = "gpt-5.5",
        provider: str = "openai",
        cwd: str = "/home/user/project",
        home: str = "/home/user/.codex",
        requires_auth: bool = False,
        account: JsonObject | None = None,
        models: Iterable[JsonObject] = MODELS,
        login_seconds: float | None = None,
    ) -> None:
        super().__init__(
            scenario,
            ScriptClock(now, pace),
            model=model,
            provider=provider,
            cwd=cwd,
            home=home,
            requires_auth=requires_auth,
            account=account,
            models=models,
            login_seconds=login_seconds,
        )
        self.pace = pace
        self.received: list[tuple[str, JsonObject]] = []
        self._answers: dict[str, Callable[[JsonObject], JsonObject]] = {}
        self._planned: list[Callable[[Connection], object]] = []
        self._connections: list[Connection] = []
        for thread in threads:
            self.add_thread(thread)

    # For those who write scripts and tests ------------------------------------------------------

    async def transport(self) -> Transport:
        """Open a connection. The method itself is the argument of `AppServerConfig(transport=...)`."""
        connection = Connection(self, self.answer_call, self.note_notification, self._connections.remove)
        self._connections.append(connection)
        return connection

    def begin(self, thread: StoredThread, prompt: str, scenario: Scenario, *, ago: float = 0.0) -> None:
        """Start a turn as soon as a client connects, as if it had been running for `ago` seconds."""

        def start(connection: Connection) -> None:
            self._load(connection, thread)
            begin(connection, thread, prompt, scenario, ago)

        self._planned.append(start)

    def load(self, thread: StoredThread) -> None:
        """Load the thread as soon as a client connects, as if it had been used before."""
        self._planned.append(lambda connection: self._load(connection, thread))

    def tell_at_start(self, method: str, params: JsonObject) -> None:
        """Send a notification as soon as a client connects."""
        self._planned.append(lambda connection: connection.notify(method, params))

    def _load(self, connection: Connection, thread: StoredThread) -> None:
        """Load a thread with the sandbox of the configuration, and tell its settings."""
        connection.load(thread)
        thread.sandbox = self.default_sandbox()
        settings_updated(connection, thread)

    def answer(self, method: str, answer: Callable[[JsonObject], JsonObject]) -> None:
        """Answer a method with the result of a function of its params, which may raise `RpcError`."""
        self._answers[method] = answer

    def requests(self, method: str) -> list[JsonObject]:
        """Return the params of every request of this method so far, oldest first."""
        return [params for name, params in self.received if name == method]

    def notify(self, method: str, params: JsonObject) -> None:
        """Send a notification to every client."""
        for connection in self._connections:
            connection.notify(method, params)

    def send_raw(self, data: bytes) -> None:
        """Send raw bytes to every client."""
        for connection in self._connections:
            connection.put_raw(data)

    def crash(self, status: int = -9, stderr: str = "") -> None:
        """End every connection as if the server had died. A negative status is a signal."""
        for connection in list(self._connections):
            connection.end(status, stderr)

    # For the connections ------------------------------------------------------------------------

    def note_notification(self, connection: Connection, method: str) -> None:
        """Handle a notification of the client: `initialized` starts planned turns, others are ignored."""
        if method == "initialized":
            self._start_planned(connection)

    def answer_call(self, call: Call, *, has_params: bool) -> None:
        """Answer a request, or raise `RpcError`."""
        self.received.append((call.method, call.params.raw))
        if call.method == "initialize" and has_params:
            self._initialize(call)
            return
        if call.connection.client is None:
            raise invalid("Not initialized")
        own = self._answers.get(call.method)
        if own is not None:
            call.reply(own(call.params.raw))
            return
        method = _METHODS.get(call.method)
        if method is None:
            raise _unanswered(call)
        if not has_params:
            raise invalid("Invalid request: missing field `params`")
        method(call)
        self._start_planned(call.connection)

    def _initialize(self, call: Call) -> None:
        if call.connection.client is not None:
            raise invalid("Already initialized")
        client = call.params.raw.get("clientInfo")
        if not isinstance(client, dict):
            raise invalid("Invalid request: missing field `clientInfo`")
        for name in ("name", "version"):
            if not isinstance(client.get(name), str):
                raise invalid(f"Invalid request: missing field `{name}`")
        wanted = call.params.raw.get("capabilities")
        wishes = wanted if isinstance(wanted, dict) else {}
        call.connection.client = client
        call.connection.experimental = wishes.get("experimentalApi") is True
        call.connection.opted_out.update(wishes.get("optOutNotificationMethods") or [])
        agent = (
            f"{client['name']}/{SERVER_VERSION} (Scripted; in memory) ({client['name']}; {client['version']})"
        )
        platform = {"platformFamily": "unix", "platformOs": "linux"}
        call.reply({"userAgent": agent, "codexHome": self.home, **platform})

    def _start_planned(self, connection: Connection) -> None:
        planned, self._planned = self._planned, []
        for act in planned:
            act(connection)


def transport_of(server: ScriptedServer) -> TransportFactory:
    """Return a factory of connections to the server."""
    return server.transport


def _unanswered(call: Call) -> RpcError:
    # Imported here because the table is large and few clients make this mistake.
    from ..generated.methods import REQUESTS

    entry = REQUESTS.get(call.method)
    if entry is None:
        names = ", ".join(f"`{name}`" for name in REQUESTS)
        return invalid(f"Invalid request: unknown variant `{call.method}`, expected one of {names}")
    if entry.experimental and not call.connection.experimental:
        return invalid(f"{call.method} requires experimentalApi capability")
    return RpcError(
        INTERNAL_ERROR, f"{call.method} is not scripted; give ScriptedServer.answer a function for it."
    )
