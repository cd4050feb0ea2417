"""A running turn: its events in the order of the real server, its history, steering and interruption."""

from __future__ import annotations

import hashlib
from contextlib import contextmanager
from typing import TYPE_CHECKING, Protocol

from . import items
from ._scheduler import Job, Signal

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine, Iterator, Sequence
    from typing import TypeAlias

    from ._grants import Grants
    from ._ids import Ids
    from ._scheduler import Scheduler
    from .items import Item
    from .records import StoredThread, StoredTurn

    Play: TypeAlias = Callable[["RunningTurn"], Coroutine[object, None, None]]

_NO_LIMITS: Item = {
    "limitId": "codex",
    "limitName": None,
    "normalModelSlug": None,
    "primary": None,
    "secondary": None,
    "credits": None,
    "individualLimit": None,
    "spendControlReached": None,
    "planType": None,
    "rateLimitReachedType": None,
}


class Steered(Exception):
    """Raised in a waiting scenario when the user has steered the turn."""


class Cancelled(Exception):
    """Raised when the user refused an approval and so stopped the turn."""


class TurnFailed(Exception):
    """Raised by a scenario to fail the turn."""

    def __init__(self, message: str, info: object, details: str | None) -> None:
        super().__init__(message)
        self.error: Item = {"message": message, "codexErrorInfo": info, "additionalDetails": details}
        self.error["misalignment"] = None


class Host(Protocol):
    """The part of a connection that a turn uses."""

    ids: Ids
    scheduler: Scheduler
    grants: Grants

    @property
    def rate_limits(self) -> Item:
        """The rate limits of the account, empty if none are set."""

    def notify(self, method: str, params: Item) -> None:
        """Write a notification."""

    def ask(self, method: str, params: Item, answer: Signal[object]) -> int:
        """Write a request and return its id."""

    def forget(self, request_id: int) -> None:
        """Stop waiting for the answer to a request."""

    def now(self, thread_id: str) -> float:
        """Return the time in a thread."""

    def set_status(self, thread: StoredThread, kind: str, flags: list[str] | None = None) -> None:
        """Set the status of a thread and send `thread/status/changed`."""

    def report_usage(self, thread: StoredThread, turn_id: str, sent: int, received: int) -> None:
        """Send the token usage of the last response of the model."""

    def next_process(self) -> str:
        """Return the process id of a command that is about to run."""

    def turn_ended(self, turn: RunningTurn) -> None:
        """Forget a turn that has ended."""


class Question:
    """A request to the client. Sending, awaiting and resolving it are separate steps between the events."""

    def __init__(self, connection: Host, thread_id: str, method: str, params: Item) -> None:
        self.result: Signal[object] = Signal()
        self._connection = connection
        self._thread_id = thread_id
        self._method = method
        self._params = params
        self._id: int | None = None

    def send(self) -> None:
        """Send the request. The answer arrives in `result`."""
        self._id = self._connection.ask(self._method, self._params, self.result)

    def resolve(self) -> None:
        """Tell the client that the request no longer needs an answer."""
        if self._id is not None:
            self._connection.forget(self._id)
            resolved = {"threadId": self._thread_id, "requestId": self._id}
            self._connection.notify("serverRequest/resolved", resolved)
            self._id = None


class RunningTurn:
    """Plays a scenario on a thread and sends its events."""

    def __init__(self, connection: Host, thread: StoredThread, stored: StoredTurn, play: Play) -> None:
        self.connection = connection
        self.thread = thread
        self.stored = stored
        self.prompt: str = ""
        self.is_steered: bool = False
        self.tokens: tuple[int, int] = (1200, 50)
        self.steering: Signal[None] = Signal()
        self._play = play
        self._inputs: list[Item] = []
        self._questions: list[Question] = []
        self._children: list[Job] = []
        self._waiting = 0
        self._tools = 0
        self._commands: dict[str, Item] = {}
        self._response_open = False
        self._diff = ""
        self._job: Job | None = None

    def start(self, message: Item) -> None:
        """Start the turn with a user message (see `items.user_message`)."""
        self._announce()
        self._hear(message)
        self._job = self.connection.scheduler.start(self._run())

    def start_silently(self, play: Play) -> None:
        """Start the turn without a user message, as a compaction does."""
        self._announce()
        self._job = self.connection.scheduler.start(self._finish_after(play))

    def steer(self, message: Item) -> None:
        """Add a user message: at once while the model responds, or after the running tools."""
        self._inputs.append(message)
        self.steering.set(None)
        if self._tools == 0 and len(self._inputs) == 1 and self._job is not None:
            self._job.throw(Steered())

    def interrupt(self, reply: Callable[[], None]) -> None:
        """Interrupt the turn. `reply` answers the request, between the last events and the end."""
        in_tool = self._tools > 0
        self.thread.background.extend(self._commands.values())
        self._commands.clear()
        self._stop_jobs()
        if in_tool:
            self._response_open = True
            self._end_response()
        else:
            self._report_limits()
        reply()
        self._end("interrupted")
        for question in self._questions:
            question.resolve()

    def abandon(self) -> None:
        """End the turn without an event, as when the server dies. Completed items stay in the history."""
        self._stop_jobs()
        self.stored.status = "interrupted"
        self._note_time()

    # What a script does -------------------------------------------------------------------------

    def notify(self, method: str, params: Item) -> None:
        """Send a notification of this turn."""
        where = {"threadId": self.thread.id, "turnId": self.stored.id}
        self.connection.notify(method, {**where, **params})

    def new_item_id(self, prefix: str) -> str:
        """Return an id for an item, in the form of the real server: `msg_1_0`, `call_2_0`."""
        return self.connection.ids.item(prefix)

    def start_item(self, item: Item) -> None:
        """Send `item/started`, after giving the item an id if it has none."""
        if not item["id"]:
            kind = str(item["type"])
            prefix = {"agentMessage": "msg", "reasoning": "rs", "webSearch": "ws"}.get(kind, "call")
            own = kind in ("userMessage", "contextCompaction")
            item["id"] = self.connection.ids.uuid() if own else self.new_item_id(prefix)
        if item["type"] != "userMessage":
            self._response_open = True
        self.notify("item/started", {"item": dict(item), "startedAtMs": self._now_ms()})

    def command_runs(self, item: Item) -> None:
        """Note a command that runs: an interrupt leaves it running in the background."""
        self._commands[str(item["id"])] = {
            "command": item["command"],
            "cwd": item["cwd"],
            "itemId": item["id"],
            "processId": item["processId"],
            "osPid": None,
            "cpuPercent": None,
            "rssKb": None,
        }

    def complete_item(self, item: Item) -> None:
        """Store an item in the history and send `item/completed`."""
        self._commands.pop(str(item["id"]), None)
        self.stored.items.append(dict(item))
        self.notify("item/completed", {"item": item, "completedAtMs": self._now_ms()})

    def ask(self, method: str, params: Item, *, asked_at: bool = False) -> Question:
        """Create a request to the client. It is not sent yet."""
        where: Item = {"threadId": self.thread.id, "turnId": self.stored.id}
        if asked_at:
            where["startedAtMs"] = self._now_ms()
        question = Question(self.connection, self.thread.id, method, {**where, **params})
        self._questions.append(question)
        return question

    def set_waiting(self, *, waiting: bool, on: str = "waitingOnApproval") -> None:
        """Count a tool that starts or stops waiting for the user, and send a change of the status."""
        before = self._waiting
        self._waiting += 1 if waiting else -1
        if bool(before) != bool(self._waiting):
            self.connection.set_status(self.thread, "active", [on] if self._waiting else [])

    def add_diff(self, changes: Sequence[Item]) -> None:
        """Add file changes to the diff of the turn and send `turn/diff/updated`."""
        self._diff += "".join(_git_diff(change, self.thread.cwd) for change in changes)
        self.notify("turn/diff/updated", {"diff": self._diff})

    def error(self, message: str, info: object, details: str | None, *, will_retry: bool) -> None:
        """Send an `error` notification."""
        error = TurnFailed(message, info, details).error
        self.notify("error", {"error": error, "willRetry": will_retry})

    @contextmanager
    def tool(self) -> Iterator[None]:
        """Run a tool in a block. Steering waits for its end, and the model's response ends with it."""
        self._tools += 1
        self._response_open = True
        try:
            yield
        finally:
            self._tools -= 1
        if self._tools == 0:
            self._end_response()
            if self._inputs:
                raise Steered

    async def run_together(self, parts: Sequence[Coroutine[object, None, None]]) -> None:
        """Run several coroutines at once, wait for all, and raise the first error."""
        results: list[Signal[BaseException | None]] = [Signal() for _ in parts]
        self._children = [
            self.connection.scheduler.start(_report(part, result))
            for part, result in zip(parts, results, strict=True)
        ]
        errors = [await result for result in results]
        self._children = []
        for error in errors:
            if error is not None:
                raise error

    # The course of the turn ---------------------------------------------------------------------

    async def _run(self) -> None:
        while True:
            try:
                await self._play(self)
            except Steered:
                self._response_open = False
                self._report_limits()
            except Cancelled:
                self._end_response()
                self._end("interrupted")
                return
            except TurnFailed as failure:
                self._fail(failure)
                return
            except Exception as error:  # noqa: BLE001  # a mistake in a scenario is the turn's failure
                text = f"The scenario raised {type(error).__name__}: {error}"
                self._fail(TurnFailed(text, "other", None))
                return
            if not self._inputs:
                break
            self.steering = Signal()
            while self._inputs:
                self.is_steered = True
                self._hear(self._inputs.pop(0))
        self._complete()

    async def _finish_after(self, play: Play) -> None:
        await play(self)
        self._end("completed", view="notLoaded")

    def _announce(self) -> None:
        begun = self._now()
        self.stored.started_at = self.thread.recency_at = self.thread.updated_at = begun
        self.thread.turns.append(self.stored)
        self.connection.set_status(self.thread, "active", [])
        turn = started_turn(self.stored)
        started: Item = {"threadId": self.thread.id, "turn": turn}
        self.connection.notify("turn/started", started)

    def _hear(self, message: Item) -> None:
        content = message["content"]
        parts = content if isinstance(content, list) else []
        self.prompt = "\n".join(str(part["text"]) for part in parts if part.get("type") == "text")
        if not self.thread.preview:
            self.thread.preview = self.prompt
        self.start_item(message)
        self.complete_item(message)

    def _complete(self) -> None:
        if self._response_open:
            self._end_response()
        self._end("completed", view="summary")

    def _fail(self, failure: TurnFailed) -> None:
        self.stored.error = failure.error
        self.connection.set_status(self.thread, "systemError")
        self.notify("error", {"error": failure.error, "willRetry": False})
        self._end("failed")

    def _end(self, status: str, *, view: str = "notLoaded") -> None:
        self.stored.status = status
        self._note_time()
        if status != "interrupted" or self.stored.last_answer():
            self._mark_unread()
        if status != "failed":
            self.connection.set_status(self.thread, "idle")
        turn = self.stored.wire(view="notLoaded")
        if view == "summary":
            turn.update(items=self.stored.last_answer(), itemsView="summary")
        completed: Item = {"threadId": self.thread.id, "turn": turn}
        self.connection.notify("turn/completed", completed)
        self.connection.turn_ended(self)

    def _mark_unread(self) -> None:
        self.thread.first_unread = self.thread.first_unread or self.stored.id
        unread = {"type": "turn", "turnId": self.thread.first_unread}
        state: Item = {"firstUnread": unread, "revision": self.connection.ids.uuid()}
        self.connection.notify("thread/readState/changed", {"threadId": self.thread.id, "readState": state})

    def _now(self) -> float:
        return self.connection.now(self.thread.id)

    def _now_ms(self) -> int:
        return round(self._now() * 1000)

    def _note_time(self) -> None:
        now = self._now()
        self.stored.seconds = now - (self.stored.started_at or now)
        self.thread.updated_at = now

    def _end_response(self) -> None:
        """End the model's response and send its token usage."""
        if not self._response_open:
            return
        self._response_open = False
        sent, received = self.tokens
        self.thread.count(sent, received)
        self.connection.report_usage(self.thread, self.stored.id, sent, received)
        self._report_limits()
        if self._diff:
            self.notify("turn/diff/updated", {"diff": self._diff})

    def _report_limits(self) -> None:
        limits = {**_NO_LIMITS, **self.connection.rate_limits}
        self.connection.notify("account/rateLimits/updated", {"rateLimits": limits})

    def _stop_jobs(self) -> None:
        for job in [*self._children, self._job]:
            if job is not None:
                job.close()


def started_turn(stored: StoredTurn) -> Item:
    """Return the protocol's `Turn` for a turn that has just started."""
    return {**stored.wire(view="notLoaded"), "status": "inProgress", "completedAt": None, "durationMs": None}


def accepted_turn(stored: StoredTurn) -> Item:
    """Return the protocol's `Turn` for the answer to `turn/start`, which has no times yet."""
    return {**started_turn(stored), "startedAt": None}


async def compact(turn: RunningTurn) -> None:
    """Play the turn of `thread/compact/start`."""
    item = items.compaction()
    turn.start_item(item)
    turn.connection.report_usage(turn.thread, turn.stored.id, *turn.tokens)
    turn.complete_item(item)
    message = "The thread was compacted: what came before is known to the model as a summary only."
    turn.connection.notify("warning", {"threadId": turn.thread.id, "message": message})


async def _report(part: Coroutine[object, None, None], result: Signal[BaseException | None]) -> None:
    try:
        await part
    except Exception as error:  # noqa: BLE001  # `run_together` raises it again
        result.set(error)
    else:
        result.set(None)


def _git_diff(change: Item, cwd: str) -> str:
    kind = change["kind"]
    what = kind.get("type") if isinstance(kind, dict) else None
    moved = kind.get("move_path") if isinstance(kind, dict) else None
    old = str(change["path"]).removeprefix(f"{cwd}/")
    new = str(moved or change["path"]).removeprefix(f"{cwd}/")
    text = str(change["diff"])
    head = f"diff --git a/{old} b/{new}\n"
    blob = hashlib.sha1(f"blob {len(text.encode())}\0{text}".encode(), usedforsecurity=False).hexdigest()
    nothing = "0" * 40
    lines = text.splitlines()
    count = "1" if len(lines) == 1 else f"1,{len(lines)}"
    if what == "add":
        body = "".join(f"+{line}\n" for line in lines)
        marks = f"--- /dev/null\n+++ b/{new}\n@@ -0,0 +{count} @@\n"
        return f"{head}new file mode 100644\nindex {nothing}..{blob}\n{marks}{body}"
    if what == "delete":
        body = "".join(f"-{line}\n" for line in lines)
        marks = f"--- a/{old}\n+++ /dev/null\n@@ -{count} +0,0 @@\n"
        return f"{head}deleted file mode 100644\nindex {blob}..{nothing}\n{marks}{body}"
    return f"{head}--- a/{old}\n+++ b/{new}\n{text}" + ("" if text.endswith("\n") else "\n")
