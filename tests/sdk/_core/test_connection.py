from __future__ import annotations

import json

import pytest
from codex_app_server import (
    InvalidInputError,
    InvalidRequestError,
    JsonRpcError,
    ResponseInvalidError,
    TransportClosedError,
)
from codex_app_server._core.connection import Connection, PendingRequest, error_line, result_line


def begun(connection: Connection) -> PendingRequest:
    return connection.begin("thread/read", {"threadId": "x"}, lambda: None)[0]


def test_a_request_has_an_id_of_its_own_and_its_line() -> None:
    connection = Connection()
    first, line = connection.begin("thread/read", {"threadId": "x"}, lambda: None)
    assert json.loads(line) == {"method": "thread/read", "id": first.id, "params": {"threadId": "x"}}
    assert begun(connection).id != first.id


def test_an_answer_reaches_its_request_and_wakes_it() -> None:
    connection = Connection()
    woken: list[bool] = []
    request, _ = connection.begin("m", {}, lambda: woken.append(True))
    assert connection.settle(request.id, b'{"id":1,"result":{"a":1}}')
    assert woken == [True]
    assert request.result() == {"a": 1}
    assert connection.pending == {}


def test_an_answer_that_nobody_waits_for_is_told() -> None:
    connection = Connection()
    request = begun(connection)
    connection.forget(request)
    assert not connection.settle(request.id, b'{"id":1,"result":{}}')


def test_a_value_that_cannot_be_sent_leaves_no_trace() -> None:
    connection = Connection()
    with pytest.raises(InvalidInputError):
        connection.begin("m", {"x": float("nan")}, lambda: None)
    assert connection.pending == {}


@pytest.mark.parametrize(
    ("error", "kind", "code"),
    [
        ({"code": -32600, "message": "thread not found: x"}, InvalidRequestError, -32600),
        ({"code": "high", "message": "m"}, JsonRpcError, -32603),
        ({"code": -32600}, InvalidRequestError, -32600),
        ("just text", JsonRpcError, -32603),
        ([1, 2], JsonRpcError, -32603),
    ],
)
def test_an_error_of_any_shape_refuses_the_request(
    error: object, kind: type[JsonRpcError], code: int
) -> None:
    request = begun(connection := Connection())
    connection.settle(request.id, json.dumps({"id": request.id, "error": error}).encode())
    with pytest.raises(kind) as caught:
        request.result()
    assert caught.value.code == code
    assert caught.value.method == "thread/read"


@pytest.mark.parametrize("line", [b'{"id":1,"result":', b'{"id":1}', b'{"id":1,"error":null}'])
def test_an_answer_without_a_result_is_an_error_of_its_own(line: bytes) -> None:
    request = begun(connection := Connection())
    connection.settle(request.id, line)
    with pytest.raises(ResponseInvalidError, match="thread/read"):
        request.result()


def test_a_null_result_is_a_result() -> None:
    request = begun(connection := Connection())
    connection.settle(request.id, b'{"id":1,"result":null}')
    assert request.result() is None


def test_the_first_end_counts_for_pending_and_later_requests() -> None:
    connection = Connection()
    request = begun(connection)
    connection.end(TransportClosedError("first"))
    connection.end(TransportClosedError("second"))
    with pytest.raises(TransportClosedError, match="first"):
        request.result()
    with pytest.raises(TransportClosedError, match="first"):
        begun(connection)


def test_answers_to_the_server_carry_its_id_as_it_was() -> None:
    assert json.loads(result_line(0, {"decision": "decline"})) == {"id": 0, "result": {"decision": "decline"}}
    refused = json.loads(error_line("abc", -32601, "no"))
    assert refused == {"id": "abc", "error": {"code": -32601, "message": "no"}}
