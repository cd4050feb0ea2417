"""Routes each line to its queues, reading as little of the line as possible.

The deltas of one item share every byte up to their text. Once such a line has been parsed, later ones are
recognised by that prefix, at a tenth of the cost of parsing them. Their consumers parse them.
"""

from __future__ import annotations

import re
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from .event_filter import EndedTurns, EventFilter, FilteredQueue
from .event_queue import EventQueue
from .json_lines import read_json
from .notifications import ids_of, known_methods, start_of_method

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from typing import TypeGuard

    from ..errors import CodexError
    from .wire import JsonValue


@dataclass(frozen=True, slots=True)
class Response:
    """An answer to a request of this client; the task that waits for it parses the line."""

    id: int
    line: bytes


@dataclass(frozen=True, slots=True)
class ServerRequest:
    """A request of the server, which needs an answer."""

    id: int | str
    method: str
    params: JsonValue


@dataclass(frozen=True, slots=True)
class RequestResolved:
    """A request of the server that no longer needs an answer."""

    id: int | str


@dataclass(frozen=True, slots=True)
class OddLine:
    """A line that is not a message of the protocol."""

    line: bytes
    reason: str


Incoming = Response | ServerRequest | RequestResolved | OddLine
"""The lines that the session handles itself; all others go to queues."""

TurnKey = tuple[str, str]
"""The id of a thread and the id of a turn on it."""

_RESPONSE = re.compile(rb'\{"id": ?(\d{1,18}), ?"(?:result|error)":')
_TURN_ENDS = b"turn/completed"
_RESOLVED = b"serverRequest/resolved"
_NEVER = b"\n"  # no line holds it


class ExpectedTurn:
    """Keeps the events of a thread from before `turn/start` until its answer names the turn.

    The server may send `turn/started` and more before that answer, 3 times in 140 when it was measured.
    """

    __slots__ = ("held", "thread_id")

    def __init__(self, thread_id: str | None) -> None:
        self.thread_id: str | None = thread_id
        """None when the answer will name the thread too."""
        self.held: dict[str, EventQueue] = {}

    def hold(self, turn_id: str, method: bytes, line: bytes) -> None:
        """Keep a line. A backlog of them is limited as in the queue of a turn."""
        queue = self.held.get(turn_id)
        if queue is None:
            queue = self.held[turn_id] = EventQueue()
        put_by_kind(queue, method, line)
        if method == _TURN_ENDS:
            queue.close()


class Router:
    """Puts every line of the server into the queues that want it."""

    def __init__(self) -> None:
        self._everything: tuple[EventQueue, ...] = ()
        self.ended_turns: EndedTurns = EndedTurns()
        """How turns of this connection have ended."""
        self._at_ends: dict[str, list[Callable[[], None]]] = {}
        self._turns: dict[TurnKey, tuple[EventQueue, ...]] = {}
        self._expected: list[ExpectedTurn] = []
        self._prefix = _NEVER
        self._prefix_queues: tuple[EventQueue, ...] = ()
        self._known: frozenset[bytes] | None = None
        self._end: CodexError | None = None
        self._orderly = False

    def subscribe(
        self,
        methods: Iterable[str] | None = None,
        thread_id: str | None = None,
        *,
        outside_turns: bool = False,
    ) -> EventQueue:
        """Return a queue of every notification from now on, in wire order.

        It can be limited to some methods, to one thread, and to events that belong to no running turn.
        """
        queue = EventQueue()
        if methods is not None or thread_id is not None or outside_turns:
            ended = self.ended_turns if outside_turns else None
            queue = FilteredQueue(EventFilter(methods, thread_id, ended))
        if self._end is not None:
            queue.close(None if self._orderly else self._end)
        else:
            self._everything += (queue,)
            self._forget_prefix()
        return queue

    def unsubscribe(self, queue: EventQueue) -> None:
        """Stop filling a queue, of a turn or of a subscription."""
        self._everything = tuple(each for each in self._everything if each is not queue)
        for key, queues in list(self._turns.items()):
            if queue in queues:
                self._set_turn(key, tuple(each for each in queues if each is not queue))
        self._forget_prefix()
        queue.close()

    def expect_turn(self, thread_id: str | None) -> ExpectedTurn:
        """Keep the events of turns on this thread, or on any, until `settle_turn` or `abandon_turn`."""
        expected = ExpectedTurn(thread_id)
        self._expected.append(expected)
        self._forget_prefix()
        return expected

    def settle_turn(self, expected: ExpectedTurn, turn_id: str, thread_id: str = "") -> EventQueue:
        """Return the queue of the expected turn, with the events that came before its id was known.

        `thread_id` is needed for a turn that was expected on any thread.
        """
        self.abandon_turn(expected)
        queue = expected.held.pop(turn_id, None) or EventQueue()
        if self._end is not None:
            queue.close(self._end)
        elif not queue.closed:
            key = (expected.thread_id or thread_id, turn_id)
            self._set_turn(key, (*self._turns.get(key, ()), queue))
        return queue

    def abandon_turn(self, expected: ExpectedTurn) -> None:
        """Drop the events kept for a turn that did not start or that has its queue now."""
        if expected in self._expected:
            self._expected.remove(expected)
        self._forget_prefix()

    def end(self, error: CodexError, *, orderly: bool) -> None:
        """Close every queue after the events in it, and every queue that is created later.

        The queues of turns raise `error`, because the turns have not ended by themselves. The queues of
        subscriptions raise it too, unless the end is `orderly`.
        """
        if self._end is not None:
            return
        self._end = error
        self._orderly = orderly
        for queue in self._everything:
            queue.close(None if orderly else error)
        for queues in self._turns.values():
            for queue in queues:
                queue.close(error)
        self._everything = ()
        self._turns.clear()
        self._forget_prefix()

    def disown(self, error: CodexError) -> None:
        """End every queue with `error`, after the events in it, without calling a waker."""
        for queue in {*self._everything, *(each for queues in self._turns.values() for each in queues)}:
            queue.waker = None
            queue.close(error)
        self.end(error, orderly=False)

    def follows(self, thread_id: str, turn_id: str) -> bool:
        """Return whether the turn has not ended and has a handle in this client."""
        return (thread_id, turn_id) in self._turns

    @contextmanager
    def at_end_of(self, turn_id: str, told: Callable[[], None]) -> Iterator[None]:
        """Call `told` if this turn ends during the block."""
        listeners = self._at_ends.setdefault(turn_id, [])
        listeners.append(told)
        try:
            yield
        finally:
            listeners.remove(told)
            if not listeners:
                self._at_ends.pop(turn_id, None)

    def is_followed_elsewhere(self, thread_id: str, turn_id: str, queue: EventQueue) -> bool:
        """Return whether the turn has not ended and another queue gets its events."""
        return any(each is not queue for each in self._turns.get((thread_id, turn_id), ()))

    def route_all(self, lines: Sequence[bytes], handle: Callable[[Incoming], None]) -> None:
        """Route lines in their order, and call `handle` with each that the session handles itself.

        A run of deltas goes into its queues at once: one by one that would be half the cost of routing.
        """
        run: list[bytes] = []
        prefix = self._prefix
        for line in lines:
            if line.startswith(prefix):
                run.append(line)
                continue
            self._put_run(run)
            run = []
            incoming = self.route(line)
            if incoming is not None:
                handle(incoming)
            prefix = self._prefix
        self._put_run(run)

    @property
    def waiting_deltas(self) -> int:
        """How many events wait in the fullest queue of the item that is streamed now."""
        return max((len(queue.items) for queue in self._prefix_queues), default=0)

    def route(self, line: bytes) -> Incoming | None:
        """Put a notification into its queues; return any other line for the session to handle."""
        if line.startswith(self._prefix):
            for queue in self._prefix_queues:
                queue.put_delta(line)
            return None
        start = start_of_method(line)
        if start:
            method = line[start : line.find(b'"', start)]
            if method in self._known_methods() and method != _RESOLVED:
                return self._notification(method, line)
        else:
            response = _RESPONSE.match(line)
            if response is not None:
                return Response(int(response[1]), line)
        return self._read(line)

    def _put_run(self, run: Sequence[bytes]) -> None:
        """Put deltas of the item whose prefix is known into its queues."""
        if run:
            for queue in self._prefix_queues:
                queue.put_deltas(run)

    def _notification(self, method: bytes, line: bytes) -> OddLine | None:
        """Route a notification of a known method, parsing its parameters only if some turn is followed."""
        if not self._turns and not self._expected and method != _TURN_ENDS:
            self._put(self._everything, method, line)
            return None
        try:
            message = read_json(line)
        except ValueError as error:
            return self._odd(line, f"not JSON: {error}")
        self._deliver(method, line, message.get("params"))
        return None

    def _read(self, line: bytes) -> Incoming | None:
        """Parse a line and route it."""
        if not line or line.isspace():
            return None
        try:
            message = read_json(line)
        except ValueError as error:
            return self._odd(line, f"not JSON: {error}")
        if not isinstance(message, dict):
            return self._odd(line, "not a JSON object")
        method, message_id = message.get("method"), message.get("id")
        if isinstance(method, str):
            params = message.get("params")
            if _is_id(message_id):
                return ServerRequest(message_id, method, params)
            if "id" in message:
                return self._odd(line, "a request whose id is neither a number nor a string")
            self._deliver(method.encode("utf-8", "replace"), line, params)
            return _resolved(params) if method.encode() == _RESOLVED else None
        if type(message_id) is int and ("result" in message or "error" in message):
            return Response(message_id, line)
        return self._odd(line, "neither a request, nor an answer to one of ours, nor a notification")

    def _deliver(self, method: bytes, line: bytes, params: object) -> None:
        thread_id, turn_id = ids_of(params)
        queues = self._everything
        if thread_id is not None and turn_id is not None:
            key = (thread_id, turn_id)
            ends = method == _TURN_ENDS
            for expected in self._expected:
                if expected.thread_id in (thread_id, None):
                    expected.hold(turn_id, method, line)
            own = self._turns.get(key, ())
            queues = (*queues, *own)
            if ends:
                self._put(queues, method, line)
                self.ended_turns.add(turn_id, _status_of(params))
                self._set_turn(key, ())
                for queue in own:
                    queue.close()
                for told in tuple(self._at_ends.get(turn_id, ())):
                    told()
                return
            if own and not self._expected:
                self._learn_prefix(line, key, queues)
        self._put(queues, method, line)

    def _put(self, queues: Iterable[EventQueue], method: bytes, line: bytes) -> None:
        for queue in queues:
            put_by_kind(queue, method, line)

    def _learn_prefix(self, line: bytes, key: TurnKey, queues: tuple[EventQueue, ...]) -> None:
        """Remember how the deltas of this item begin, if that prefix identifies the item.

        It does when both ids come before the text, in the only object that is open there, and no string is
        escaped. Then an equal prefix means an equal method and equal ids.
        """
        prefix = line[: line.find(b'"delta":') + 8]
        if (
            len(prefix) > 8
            and prefix.count(b"{") == 2
            and b"\\" not in prefix
            and all(b'Id":"%s"' % each.encode() in prefix.replace(b'": "', b'":"') for each in key)
        ):
            self._prefix = prefix
            self._prefix_queues = queues

    def _forget_prefix(self) -> None:
        self._prefix = _NEVER
        self._prefix_queues = ()

    def _set_turn(self, key: TurnKey, queues: tuple[EventQueue, ...]) -> None:
        if queues:
            self._turns[key] = queues
        else:
            self._turns.pop(key, None)
        self._forget_prefix()

    def _odd(self, line: bytes, reason: str) -> OddLine:
        """Return a line that is not a message, after giving it to the subscriptions to every event too."""
        for queue in self._everything:
            queue.put(line)
        return OddLine(line, reason)

    def _known_methods(self) -> frozenset[bytes]:
        if self._known is None:
            self._known = known_methods()
        return self._known


def put_by_kind(queue: EventQueue, method: bytes, line: bytes) -> None:
    """Put an event into a queue, as a delta if its method is one."""
    if method.endswith(b"elta"):
        queue.put_delta(line)
    else:
        queue.put(line)


def _status_of(params: object) -> str:
    turn = params.get("turn") if isinstance(params, dict) else None
    return str(turn.get("status")) if isinstance(turn, dict) else ""


def _resolved(params: object) -> RequestResolved | None:
    request_id = params.get("requestId") if isinstance(params, dict) else None
    return RequestResolved(request_id) if _is_id(request_id) else None


def _is_id(value: object) -> TypeGuard[int | str]:
    """Return whether a value can be the id of a request: `True` is an int in Python but not in JSON."""
    return type(value) in (int, str)
