"""The connection of one client, which behaves like one process of the real server on the same home."""

from __future__ import annotations

import json
from collections import deque
from typing import TYPE_CHECKING, Protocol

import anyio
import anyio.lowlevel

from . import items
from ._grants import Grants
from ._scheduler import Scheduler
from ._turns import RunningTurn
from ._wire import JsonObject, Params, RpcError, invalid
from .records import StoredTurn
from .script import TurnScript

if TYPE_CHECKING:
    from collections.abc import Callable

    from ._ids import Ids
    from ._scheduler import ScriptClock, Signal
    from ._state import ServerState
    from .items import Item
    from .records import StoredThread
    from .script import Scenario

# The most that one read of a pipe returns.
_CHUNK = 65536
_FIRST_PROCESS = 1000


class Call:
    """A request of the client that is being answered."""

    def __init__(self, connection: Connection, request_id: int | str, method: str, params: Params) -> None:
        self.connection = connection
        self.server: ServerState = connection.server
        self.method = method
        self.params = params
        self._id = request_id

    def reply(self, result: JsonObject | None = None) -> None:
        """Send the result. Later messages of the method follow it on the wire."""
        self.connection.put({"id": self._id, "result": result or {}})

    def refuse(self, error: RpcError) -> None:
        """Send an error as the answer."""
        self.connection.put({"error": error.wire(), "id": self._id})


class AnswerCall(Protocol):
    """Answers a request, or raises `RpcError`."""

    def __call__(self, call: Call, /, *, has_params: bool) -> None:
        """Answer the call; `has_params` tells whether the request had parameters."""


class Connection:
    """A `Transport` to a `ScriptedServer`, with all state that ends with the connection."""

    def __init__(
        self,
        server: ServerState,
        answer: AnswerCall,
        noticed: Callable[[Connection, str], None],
        ended: Callable[[Connection], None],
    ) -> None:
        self.server = server
        self._answer_call = answer
        self._noticed = noticed
        self._at_end = ended
        self.clock: ScriptClock = server.clock
        self.ids: Ids = server.ids
        self.scheduler: Scheduler = Scheduler(server.clock)
        self.loaded: list[str] = []
        server.loaded.append(self.loaded)
        self.client: JsonObject | None = None
        self.experimental = False
        self.opted_out: set[str] = set()
        """The notifications that the client has opted out of."""
        self._turns: dict[str, RunningTurn] = {}
        self._broken: set[str] = set()
        self._flags: dict[str, list[str]] = {}
        self._questions: dict[int, Signal[object]] = {}
        self._next_question = 0
        self._next_process = _FIRST_PROCESS
        self.grants: Grants = Grants()
        self.behind: dict[str, float] = {}
        self._unread = b""
        self._outbox: deque[bytes] = deque()
        self._size = 0
        self._wake: anyio.Event | None = None
        self._ended = False
        self._closed = False
        self._status: int | None = None
        self._stderr = ""

    # Transport ----------------------------------------------------------------------------------

    async def receive(self) -> bytes:
        """Run the server until it has output and return it; raise `anyio.EndOfStream` at its end."""
        await anyio.lowlevel.checkpoint()
        while True:
            if self._closed:
                raise anyio.ClosedResourceError
            if not self._ended:
                self.scheduler.run(lambda: self._size >= _CHUNK or self._ended)
            if self._outbox:
                return self._take()
            if self._ended:
                raise anyio.EndOfStream
            self._wake = anyio.Event()
            pause = self.scheduler.seconds_until_next()
            with anyio.move_on_after(float("inf") if pause is None else pause):
                await self._wake.wait()

    async def send(self, data: bytes) -> None:
        """Give the server bytes of the client; raise `anyio.BrokenResourceError` once it has ended."""
        await anyio.lowlevel.checkpoint()
        if self._closed:
            raise anyio.ClosedResourceError
        if self._ended:
            raise anyio.BrokenResourceError
        *lines, self._unread = (self._unread + data).split(b"\n")
        for line in lines:
            self._read_line(line)
        self._notice()

    async def aclose(self) -> None:
        """End the connection, as closing the input of the real server does."""
        await anyio.lowlevel.checkpoint()
        self.end(0)
        self._closed = True
        self._notice()

    @property
    def exit_status(self) -> int | None:
        """0 after an orderly close, otherwise the status given to `end`, or None while the server runs."""
        return self._status

    @property
    def stderr_tail(self) -> str:
        """The standard error given to `end`."""
        return self._stderr

    def end(self, status: int, stderr: str = "") -> None:
        """End the server and its turns without another message, as if it had been killed."""
        if self._ended:
            return
        self._ended, self._status, self._stderr = True, status, stderr
        for turn in list(self._turns.values()):
            turn.abandon()
        self._turns.clear()
        self.server.loaded[:] = [each for each in self.server.loaded if each is not self.loaded]
        self._at_end(self)
        self._notice()

    # What the server says -----------------------------------------------------------------------

    def put(self, message: JsonObject) -> None:
        """Write a message."""
        self.put_raw(json.dumps(message, ensure_ascii=False, separators=(",", ":")).encode() + b"\n")

    def put_raw(self, data: bytes) -> None:
        """Write raw bytes."""
        self._outbox.append(data)
        self._size += len(data)
        self._notice()

    def notify(self, method: str, params: JsonObject) -> None:
        """Write a notification, unless the client has opted out of its method."""
        if method not in self.opted_out:
            at = self.now(str(params.get("threadId")))
            self.put({"method": method, "params": params, "emittedAtMs": round(at * 1000)})

    def ask(self, method: str, params: JsonObject, answer: Signal[object]) -> int:
        """Write a request and return its id, counted from 0, separately from the client's ids."""
        request_id = self._next_question
        self._next_question += 1
        self._questions[request_id] = answer
        self.put({"method": method, "id": request_id, "params": params})
        return request_id

    def forget(self, request_id: int) -> None:
        """Stop waiting for the answer to a request."""
        self._questions.pop(request_id, None)

    def now(self, thread_id: str) -> float:
        """Return the time in a thread, which is behind if its turn was begun with `ago`."""
        return self.clock.now() - self.behind.get(thread_id, 0.0)

    @property
    def rate_limits(self) -> JsonObject:
        """The rate limits of the account, empty if none are set."""
        return self.server.rate_limits

    # Threads ------------------------------------------------------------------------------------

    def status(self, thread: StoredThread) -> JsonObject:
        """Return the protocol's `ThreadStatus`."""
        if thread.id not in self.loaded:
            return {"type": "notLoaded"}
        if thread.id in self._turns:
            return {"type": "active", "activeFlags": self._flags.get(thread.id, [])}
        return {"type": "systemError" if thread.id in self._broken else "idle"}

    def set_status(self, thread: StoredThread, kind: str, flags: list[str] | None = None) -> None:
        """Set the status of a thread and send `thread/status/changed`."""
        self._broken.discard(thread.id)
        if kind == "systemError":
            self._broken.add(thread.id)
        status: JsonObject = {"type": kind}
        if flags is not None:
            status["activeFlags"] = self._flags[thread.id] = flags
        self.notify("thread/status/changed", {"threadId": thread.id, "status": status})

    def load(self, thread: StoredThread) -> None:
        """Load the thread, so that turns can run on it."""
        if thread.id not in self.loaded:
            self.loaded.append(thread.id)
            thread.queue_stands = False
            thread.background.clear()
            if thread.turns and thread.turns[-1].status == "failed":
                self._broken.add(thread.id)

    def unload(self, thread: StoredThread) -> None:
        """Unload the thread."""
        if thread.id in self.loaded:
            self.loaded.remove(thread.id)

    def loaded_thread(self, thread_id: str) -> StoredThread:
        """Return a loaded thread; raise the server's error for one that is not loaded."""
        thread = self.server.threads.get(thread_id)
        if thread is None or thread_id not in self.loaded:
            raise invalid(f"thread not found: {thread_id}")
        return thread

    def turn_of(self, thread_id: str) -> RunningTurn | None:
        """Return the turn that runs on the thread, or None."""
        return self._turns.get(thread_id)

    def new_turn(self, thread: StoredThread, scenario: Scenario) -> RunningTurn:
        """Create a turn and register it as the running turn of the thread."""
        stored = StoredTurn(id=self.ids.uuid(), status="inProgress")
        turn = RunningTurn(self, thread, stored, lambda turn: scenario(TurnScript(turn)))
        self._turns[thread.id] = turn
        return turn

    def turn_ended(self, turn: RunningTurn) -> None:
        """Forget a turn that has ended."""
        self._turns.pop(turn.thread.id, None)
        self.behind.pop(turn.thread.id, None)
        if turn.stored.status == "interrupted":
            turn.thread.queue_stands = bool(turn.thread.queue)
        else:
            self.start_queued(turn.thread)

    def start_queued(self, thread: StoredThread, submission_id: str | None = None) -> str | None:
        """Start a queued message, by default the first, and return its turn's id; None if none can start."""
        if thread.id in self._turns or thread.id not in self.loaded:
            return None
        queued = next((each for each in thread.queue if submission_id in (None, each["id"])), None)
        if queued is None:
            return None
        thread.queue.remove(queued)
        thread.queue_stands = False
        self.tell_queue(thread)
        inputs = queued["input"]
        turn = self.new_turn(thread, self.server.scenario)
        turn.start(
            prompt_item(inputs if isinstance(inputs, list) else [], str(queued["clientUserMessageId"]))
        )
        return turn.stored.id

    def tell_queue(self, thread: StoredThread) -> None:
        """Send `thread/queue/changed`."""
        self.notify("thread/queue/changed", {"threadId": thread.id})

    def report_usage(self, thread: StoredThread, turn_id: str, sent: int, received: int) -> None:
        """Send the token usage of the last response of the model."""
        usage = {
            "total": _tokens(thread.tokens_sent, thread.tokens_received),
            "last": _tokens(sent, received),
            "modelContextWindow": thread.context_window,
        }
        where = {"threadId": thread.id, "turnId": turn_id}
        self.notify("thread/tokenUsage/updated", {**where, "tokenUsage": usage})

    def report_last_usage(self, thread: StoredThread) -> None:
        """Send the token usage of a stored thread, as the server does when it loads one."""
        if thread.tokens and thread.turns:
            received = min(50, thread.tokens)
            self.report_usage(thread, thread.turns[-1].id, thread.tokens - received, received)

    def next_process(self) -> str:
        """Return the process id of a command that is about to run."""
        self._next_process += 1
        return str(self._next_process)

    # What the client says -----------------------------------------------------------------------

    def _read_line(self, line: bytes) -> None:
        try:
            text = line.decode("utf-8")
        except UnicodeDecodeError:
            self.end(0, "Failed reading stdin: stream did not contain valid UTF-8")
            return
        try:
            message = json.loads(text)
            text.encode().decode()
        except ValueError:
            return
        # Like the real server, ignore a line that is not a message.
        if not isinstance(message, dict):
            return
        request_id = message.get("id")
        method = message.get("method")
        if not isinstance(method, str):
            self._take_answer(message)
        elif "id" not in message:
            self._noticed(self, method)
        elif isinstance(request_id, (int, str)) and not isinstance(request_id, bool):
            self._answer(request_id, method, message.get("params"))

    def _take_answer(self, message: JsonObject) -> None:
        request_id = message.get("id")
        if isinstance(request_id, int) and request_id in self._questions:
            self._questions.pop(request_id).set(message.get("result"))

    def _answer(self, request_id: int | str, method: str, raw: object) -> None:
        call = Call(self, request_id, method, Params(raw if isinstance(raw, dict) else {}))
        try:
            self._answer_call(call, has_params=isinstance(raw, dict))
        except RpcError as error:
            call.refuse(error)

    def _take(self) -> bytes:
        parts: list[bytes] = []
        size = 0
        while self._outbox and size < _CHUNK:
            parts.append(self._outbox.popleft())
            size += len(parts[-1])
        self._size -= size
        return b"".join(parts)

    def _notice(self) -> None:
        if self._wake is not None:
            self._wake.set()


def begin(
    connection: Connection, thread: StoredThread, text: str, scenario: Scenario, ago: float
) -> RunningTurn:
    """Start a turn without a request, as if it had been running for `ago` seconds."""
    connection.load(thread)
    connection.behind[thread.id] = ago
    connection.report_last_usage(thread)
    turn = connection.new_turn(thread, scenario)
    turn.start(items.user_message(text))
    return turn


def stop(connection: Connection, thread: StoredThread, reply: Callable[[], None]) -> None:
    """Interrupt the running turn of the thread, if there is one, and reply."""
    turn = connection.turn_of(thread.id)
    if turn is None:
        reply()
    else:
        turn.interrupt(reply)


def prompt_item(inputs: list[Item], client_id: str | None) -> Item:
    """Return the user message of these inputs."""
    content = [
        {"type": "text", "text": part.get("text", ""), "text_elements": part.get("text_elements") or []}
        if part.get("type") == "text"
        else part
        for part in inputs
    ]
    return {"type": "userMessage", "id": "", "clientId": client_id, "content": content}


def _tokens(sent: int, received: int) -> JsonObject:
    return {
        "totalTokens": sent + received,
        "inputTokens": sent,
        "cachedInputTokens": sent // 2,
        "cacheWriteInputTokens": 0,
        "outputTokens": received,
        "reasoningOutputTokens": received // 5,
    }
