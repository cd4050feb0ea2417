from __future__ import annotations

import copy
import json
import pickle

import pytest
from codex_app_server import (
    CodexError,
    ConcurrentUseError,
    InternalRpcError,
    InvalidInputError,
    InvalidParamsError,
    InvalidRequestError,
    JsonRpcError,
    MethodNotFoundError,
    ParseError,
    RequestTimeoutError,
    ResponseInvalidError,
    RetryLimitExceededError,
    ServerBusyError,
    ServerDiedError,
    TransportClosedError,
    TurnFailedError,
    errors,
)
from codex_app_server.errors import describe_exit, error_from_wire

UNKNOWN_METHOD = (
    "Invalid request: unknown variant `foo/bar`, expected one of `initialize`, `server/diagnostics`"
)


@pytest.mark.parametrize(
    ("code", "message", "data", "kind"),
    [
        (-32700, "parse", None, ParseError),
        (-32600, "thread not found: x", None, InvalidRequestError),
        (-32600, "Not initialized", None, InvalidRequestError),
        (-32600, UNKNOWN_METHOD, None, MethodNotFoundError),
        (-32600, "Invalid request: missing field `threadId`", None, InvalidParamsError),
        (
            -32600,
            "Invalid request: unknown variant `sometimes`, expected one of `untrusted`, `never`",
            None,
            InvalidParamsError,
        ),
        (-32601, "list_turns is not supported yet", None, MethodNotFoundError),
        (-32602, "Input exceeds", {"input_error_code": "input_too_large"}, InvalidParamsError),
        (-32603, "failed to submit", None, InternalRpcError),
        (-32001, "Server overloaded; retry later.", None, ServerBusyError),
        (-32001, "exceeded retry limit", None, RetryLimitExceededError),
        (-32050, "busy", {"codex_error_info": "server_overloaded"}, ServerBusyError),
        (-32050, "busy", {"codexErrorInfo": {"kind": "x"}}, JsonRpcError),
        (-32099, "something else", None, JsonRpcError),
    ],
)
def test_an_error_of_the_server_gets_its_class(
    code: int, message: str, data: object, kind: type[JsonRpcError]
) -> None:
    error = error_from_wire(code, message, data, "thread/read")
    assert type(error) is kind
    assert (error.code, error.message, error.data, error.method) == (code, message, data, "thread/read")
    assert str(error) == f"thread/read: {message} (code {code})"


def test_every_error_is_in_the_tree_of_the_docstring_and_of_one_family() -> None:
    drawn = errors.__doc__ or ""
    for name, value in vars(errors).items():
        if isinstance(value, type) and issubclass(value, BaseException):
            assert issubclass(value, CodexError)
            assert name in drawn


@pytest.mark.parametrize(
    ("kind", "builtin"),
    [
        (TurnFailedError, RuntimeError),
        (ConcurrentUseError, RuntimeError),
        (InvalidInputError, ValueError),
        (RequestTimeoutError, TimeoutError),
        (ServerDiedError, TransportClosedError),
    ],
)
def test_errors_are_what_programs_already_catch(kind: type[Exception], builtin: type[Exception]) -> None:
    assert issubclass(kind, builtin)


@pytest.mark.parametrize(
    "error",
    [
        JsonRpcError(-1, "m", {"a": 1}, "x"),
        RequestTimeoutError("x", 3, 1.5),
        ResponseInvalidError("x", "why"),
        ServerDiedError("gone", exit_status=-9, stderr_tail="last"),
        TurnFailedError("no"),
    ],
)
def test_errors_survive_copies_and_processes(error: CodexError) -> None:
    for twin in (copy.copy(error), pickle.loads(pickle.dumps(error))):
        assert type(twin) is type(error)
        assert str(twin) == str(error)
        assert json.dumps(vars(twin), default=str) == json.dumps(vars(error), default=str)


def test_the_end_of_a_process_is_said_in_words() -> None:
    assert describe_exit(101) == "it exited with code 101"
    assert describe_exit(-9) == "it was ended by signal SIGKILL"
    assert describe_exit(-250) == "it was ended by signal 250"
    assert ServerDiedError("x", exit_status=1).signal is None
