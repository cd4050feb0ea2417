"""Whatever the server sends is read: the target of `python -m fuzz`.

The first byte of an input says how the rest is cut into chunks. Each finding goes into `FINDINGS` below, so
that it stays found: the test of the same name replays them and the seeds without atheris.
"""

from __future__ import annotations

from codex_app_server import CodexError, TransportClosedError
from codex_app_server._core.connection import Connection
from codex_app_server._core.event_queue import EventQueue
from codex_app_server._core.framing import LineSplitter, LineTooLongError
from codex_app_server._core.notifications import Notification, UnknownNotification, decode
from codex_app_server._core.routing import Incoming, OddLine, Response, Router, ServerRequest
from codex_app_server.generated.v2_all import AgentMessageDeltaNotification
from scripted_peer import delta, turn_completed

_LIMIT = 4096
FINDINGS = (
    # Deltas of one item in two ways of writing: the third was joined to the first, past the second.
    b"\x00"
    + b"\n".join((delta("a"), delta("b").replace(b'"itemId"', b'"more":"x","itemId"'), delta("c"), b"")),
)
"""Inputs that once broke something."""


def seeds() -> list[bytes]:
    """Inputs to start from: what a server says, and what one should not."""
    lines = [
        delta("héllo"),
        delta('a"b\\c\n'),
        delta("x").replace(b'"x"', rb'"\ud83d\ude00"'),
        turn_completed(),
        b'{"id":1,"result":{"a":[1,2.5e3,null]}}',
        b'{"id":2,"error":{"code":-32001,"message":"busy"}}',
        b'{"id":1,"error":{"code":"abc"}}',
        b'{"method":"item/commandExecution/requestApproval","id":0,"params":{"threadId":"t"}}',
        b'{"method":"serverRequest/resolved","params":{"threadId":"t","requestId":0}}',
        b'{"emittedAtMs":1,"params":{"threadId":"t","turnId":"u"},"method":"item/started"}',
        b'{"method":"account/rateLimits/updated","params":{"rateLimits":{}}}',
        b"banner",
        b"[1]",
        b"\xff\xfe",
        b"[" * 300,
        b'{"a":' + b"9" * 5000 + b"}",
        b'{"method":"x","params":NaN}',
    ]
    whole = b"\n".join([*lines, *lines[:4]])
    return [
        bytes([cut]) + text for cut in (0, 1, 7) for text in (*lines, whole, whole.replace(b"\n", b"\r\n"))
    ]


def one_input(data: bytes) -> None:
    """Read one input in two ways, and check that nothing escapes and nothing differs."""
    cut, stream = data[:1], data[1:]
    size = cut[0] if cut else 0
    chunks = [stream[at : at + size] for at in range(0, len(stream), size)] if size else [stream]
    lines = _lines(chunks)
    if lines is None:
        return
    whole = _lines([stream])
    if whole is not None and whole != lines:
        raise AssertionError(f"cut into {size}: {lines!r} is not {whole!r}")
    plain, joined = _read(lines, EventQueue()), _read(lines, EventQueue(most=0))
    if _texts(plain) != _texts(joined):
        raise AssertionError(f"joining changed a text: {plain!r} {joined!r}")


def _lines(chunks: list[bytes]) -> list[bytes] | None:
    splitter = LineSplitter(_LIMIT)
    lines = []
    try:
        for chunk in chunks:
            lines += splitter.feed(chunk)
    except LineTooLongError:
        return None
    if splitter.unfinished > _LIMIT:
        raise AssertionError(f"{splitter.unfinished} bytes are held")
    return lines


def _read(lines: list[bytes], queue: EventQueue) -> list[Notification]:
    """Route lines as a session does; return what the consumer of everything gets."""
    router, connection = Router(), Connection()
    router._everything = (queue,)
    expected = router.expect_turn("t")
    router.settle_turn(expected, "u")
    for _ in range(2):
        connection.begin("model/list", {}, lambda: None)
    pending = list(connection.pending.values())
    for line in lines:
        incoming = router.route(line)
        _check(incoming, connection)
    for request in pending:
        if request.line is not None:
            try:
                request.result()
            except CodexError as error:
                str(error)
    router.end(TransportClosedError("the end"), orderly=False)
    events = []
    while (waiting := queue.take()) is not None:
        event = decode(waiting)
        _ = (event.thread_id, event.turn_id, repr(event.payload))
        events.append(event)
    if queue.backlog:
        raise AssertionError(f"{queue.backlog} bytes wait in an empty queue")
    return events


def _check(incoming: Incoming | None, connection: Connection) -> None:
    if isinstance(incoming, Response):
        connection.settle(incoming.id, incoming.line)
    elif isinstance(incoming, ServerRequest) and type(incoming.id) not in (int, str):
        raise AssertionError(f"{incoming.id!r} is no id")
    elif isinstance(incoming, OddLine) and not incoming.reason:
        raise AssertionError("a line is odd for no reason")


def _texts(events: list[Notification]) -> dict[tuple[str, str, str], str]:
    texts: dict[tuple[str, str, str], str] = {}
    for event in events:
        payload = event.payload
        if isinstance(payload, AgentMessageDeltaNotification):
            key = (payload.thread_id, payload.turn_id, payload.item_id)
            texts[key] = texts.get(key, "") + payload.delta
        elif isinstance(payload, UnknownNotification) and not payload.reason:
            raise AssertionError("an event is unknown for no reason")
    return texts
