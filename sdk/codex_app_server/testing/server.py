"""The server itself: what it keeps over all its connections, and how it is told what to play."""

from __future__ import annotations

import copy
import itertools
import uuid
from typing import TYPE_CHECKING

from ._account import ACCOUNT_METHODS, MODELS
from ._connection import Call, Connection, begin
from ._scheduler import ScriptClock
from ._threads import THREAD_METHODS
from ._wire import INTERNAL_ERROR, SERVER_VERSION, JsonObject, RpcError, invalid
from .records import FULL_ACCESS, READ_ONLY, WORKSPACE_WRITE, StoredThread

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from .._io.transport import Transport, TransportFactory
    from .script import Scenario, TurnScript

_METHODS: dict[str, Callable[[Call], None]] = {**THREAD_METHODS, **ACCOUNT_METHODS}
_SANDBOXES = {"workspace-write": WORKSPACE_WRITE, "danger-full-access": FULL_ACCESS}


async def echo(turn: TurnScript) -> None:
    """Say the prompt again: what a server without a scenario plays."""
    await turn.say(f"echo: {turn.prompt}")


class Ids:
    """Where ids come from: the same ones in each run, in the order in which they are asked for."""

    def __init__(self, clock: ScriptClock) -> None:
        self._clock = clock
        self._uuids = itertools.count(1)
        self._items = itertools.count(1)

    def uuid(self) -> str:
        """Give an id of a thread, a turn or a message: a UUID of version 7 without its randomness."""
        self._clock.tick()
        number = (self._clock.now_ms() << 80) | (7 << 76) | (2 << 62) | next(self._uuids)
        return str(uuid.UUID(int=number & ((1 << 128) - 1)))

    def item(self, prefix: str) -> str:
        """Give an id of an item, such as `call_3_0`."""
        return f"{prefix}_{next(self._items)}_0"


class ScriptedServer:
    """An app-server in memory, which speaks the wire protocol as the real one of the pinned version.

    Use `AppServerConfig(transport=server.transport)` to let a client talk to it. Each connection is
    like a process of the real server on the same home: threads survive it, what is loaded or runs does
    not. One server serves the clients of one event loop.

    `scenario` plays every turn. `threads` are there from the start. `pace` stretches the waits of the
    scenarios: 1 is real time, 0 does not wait at all. `now` is the server's time at the start, in Unix
    seconds; without it the time is the real one. With `now` given and a pace of 0 a script always sends
    the same bytes.
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
        self.scenario = scenario
        self.pace = pace
        self.clock: ScriptClock = ScriptClock(now, pace)
        self.ids: Ids = Ids(self.clock)
        self.threads: dict[str, StoredThread] = {}
        self.provider = provider
        self.cwd = cwd
        self.home = home
        self.account = account
        self.requires_auth = requires_auth
        self.models: list[JsonObject] = list(models)
        self.rate_limits: JsonObject = {}
        self.login_seconds = login_seconds
        self.logins: list[str] = []
        self.config: JsonObject = {"model": model, "model_provider": provider, "projects": {}}
        self.received: list[tuple[str, JsonObject]] = []
        self._answers: dict[str, Callable[[JsonObject], JsonObject]] = {}
        self._planned: list[Callable[[Connection], object]] = []
        self._connections: list[Connection] = []
        for thread in threads:
            self.add_thread(thread)

    # For those who write scripts and tests ------------------------------------------------------

    async def transport(self) -> Transport:
        """Open a connection; the function itself is what `AppServerConfig(transport=...)` takes."""
        connection = Connection(self)
        self._connections.append(connection)
        return connection

    def add_thread(self, thread: StoredThread) -> StoredThread:
        """Keep a thread, filling in what it leaves empty."""
        now = self.clock.now()
        thread.id = thread.id or self.ids.uuid()
        thread.created_at = thread.created_at or now
        thread.recency_at = thread.recency_at or thread.created_at
        thread.updated_at = thread.updated_at or thread.recency_at
        for turn in thread.turns:
            turn.id = turn.id or self.ids.uuid()
            turn.started_at = turn.started_at or thread.created_at
            for item in turn.items:
                item["id"] = item["id"] or self.ids.item("item")
        if not thread.preview:
            prompts = [item for turn in thread.turns for item in turn.items if item["type"] == "userMessage"]
            content = prompts[0]["content"] if prompts else []
            if isinstance(content, list) and content:
                thread.preview = str(content[0].get("text", ""))
        self.threads[thread.id] = thread
        return thread

    def begin(self, thread: StoredThread, prompt: str, scenario: Scenario, *, ago: float = 0.0) -> None:
        """Start a turn as soon as a client is there, as if it had been running for `ago` seconds."""
        self._planned.append(lambda connection: begin(connection, thread, prompt, scenario, ago))

    def load(self, thread: StoredThread) -> None:
        """Have the thread loaded as soon as a client is there, as if it had been used before."""
        self._planned.append(lambda connection: connection.load(thread))

    def answer(self, method: str, answer: Callable[[JsonObject], JsonObject]) -> None:
        """Answer a method by a function of its params, which may raise `RpcError`."""
        self._answers[method] = answer

    def requests(self, method: str) -> list[JsonObject]:
        """Give the params of every request of this method so far, oldest first."""
        return [params for name, params in self.received if name == method]

    def notify(self, method: str, params: JsonObject) -> None:
        """Send a notification to every client."""
        for connection in self._connections:
            connection.notify(method, params)

    def send_raw(self, data: bytes) -> None:
        """Send bytes to every client, whatever they are."""
        for connection in self._connections:
            connection.put_raw(data)

    def crash(self, status: int = -9, stderr: str = "") -> None:
        """End every connection as if the server had died: a negative status is a signal."""
        for connection in list(self._connections):
            connection.end(status, stderr)

    # For the connections ------------------------------------------------------------------------

    def connection_ended(self, connection: Connection) -> None:
        """Forget a connection that is over."""
        self._connections.remove(connection)

    def is_held_elsewhere(self, thread: StoredThread, connection: Connection) -> bool:
        """Whether another connection has loaded the thread."""
        return any(thread.id in other.loaded for other in self._connections if other is not connection)

    def default_sandbox(self) -> JsonObject:
        """Give the sandbox that the configuration gives."""
        return dict(_SANDBOXES.get(str(self.config.get("sandbox_mode")), READ_ONLY))

    def new_thread(self) -> StoredThread:
        """Make a thread with the configuration's settings."""
        effort = self.config.get("model_reasoning_effort")
        thread = StoredThread(
            model=str(self.config.get("model")),
            model_provider=self.provider,
            effort=effort if isinstance(effort, str) else None,
            approval_policy=self.config.get("approval_policy") or "on-request",
            sandbox=self.default_sandbox(),
            cwd=self.cwd,
        )
        return self.add_thread(thread)

    def fork(self, parent: StoredThread, last_turn_id: str | None) -> StoredThread:
        """Make a thread with the history of another; `last_turn_id` is the last turn that it gets."""
        turns = [turn for turn in parent.turns if turn.status != "inProgress"]
        if last_turn_id is not None:
            known = [turn.id for turn in turns]
            if last_turn_id not in known:
                raise invalid(f"turn not found: {last_turn_id}")
            turns = turns[: known.index(last_turn_id) + 1]
        fork = self.new_thread()
        fork.name, fork.forked_from = parent.name, parent.id
        fork.model, fork.cwd, fork.branch = parent.model, parent.cwd, parent.branch
        fork.approval_policy = parent.approval_policy
        fork.tokens = parent.tokens
        fork.tokens_sent, fork.tokens_received = parent.tokens_sent, parent.tokens_received
        fork.turns = copy.deepcopy(turns)
        return fork

    def note_notification(self, connection: Connection, method: str) -> None:
        """Take a notification of the client; there is one, and it does nothing but end the greeting."""
        if method == "initialized":
            self._start_planned(connection)

    def answer_call(self, call: Call, *, has_params: bool) -> None:
        """Answer a request; raises `RpcError`."""
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
        call.connection.opt_out(wishes.get("optOutNotificationMethods") or [])
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
    """Give the factory of connections to the server."""
    return server.transport


def _unanswered(call: Call) -> RpcError:
    # The whole table is imported here only: it is large, and few clients make this mistake.
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
