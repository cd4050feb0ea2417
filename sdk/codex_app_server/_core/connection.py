"""Requests that wait for their answers, and the one dead state."""

from __future__ import annotations

from contextlib import suppress
from copy import copy
from typing import TYPE_CHECKING

from ..errors import CodexError, JsonRpcError, ResponseInvalidError, error_from_wire
from .json_lines import read_json
from .wire import encode_message

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from .wire import JsonValue


class PendingRequest:
    """One request on its way; `on_done` is called once, when `line` or `error` is there."""

    __slots__ = ("error", "id", "line", "method", "on_done")

    def __init__(self, method: str, request_id: int, on_done: Callable[[], None]) -> None:
        self.method = method
        self.id = request_id
        self.on_done = on_done
        self.line: bytes | None = None
        self.error: CodexError | None = None

    def result(self) -> JsonValue:
        """Return the result, or raise the error that the server or the end of the connection gave."""
        if self.line is None:
            raise copy(self.error) if self.error else RuntimeError(f"{self.method} has no answer yet")
        try:
            message = read_json(self.line)
        except ValueError as error:
            raise ResponseInvalidError(self.method, f"not JSON: {error}") from None
        if "error" in message and message.get("error") is not None:
            raise _rpc_error(message["error"], self.method)
        if "result" not in message:
            raise ResponseInvalidError(self.method, "it has neither a result nor an error")
        result: JsonValue = message["result"]
        return result


class Connection:
    """Gives out request ids, matches answers to requests, and knows whether the connection has ended."""

    def __init__(self) -> None:
        self.dead: CodexError | None = None
        self.pending: dict[int, PendingRequest] = {}
        self._last_id = 0

    def begin(self, method: str, params: object, on_done: Callable[[], None]) -> tuple[PendingRequest, bytes]:
        """Enter a request and return it with the line to send.

        Raises what ended the connection, or `InvalidInputError` when `params` cannot be sent.
        """
        self.check_alive()
        request = PendingRequest(method, self._last_id + 1, on_done)
        line = encode_message({"method": method, "id": request.id, "params": params})
        self._last_id = request.id
        self.pending[request.id] = request
        return request, line

    def forget(self, request: PendingRequest) -> None:
        """Give up waiting; a late answer is ignored."""
        self.pending.pop(request.id, None)

    def await_late(self, request: PendingRequest, on_result: Callable[[JsonValue], None]) -> None:
        """Have something else done with the result of a request whose caller has given up, if one comes."""

        def use() -> None:
            with suppress(CodexError):
                on_result(request.result())

        request.on_done = use
        if request.line is not None or request.error is not None:
            use()
        else:
            self.pending[request.id] = request

    def disown(self, error: CodexError) -> None:
        """Take on the dead state without waking anybody."""
        self.dead = error
        self.pending = {}

    def settle(self, request_id: int, line: bytes) -> bool:
        """Hand an answer to its request; False when nobody waits for it."""
        request = self.pending.pop(request_id, None)
        if request is None:
            return False
        request.line = line
        request.on_done()
        return True

    def end(self, error: CodexError) -> None:
        """Let every pending and every later request raise `error`; the first end counts."""
        if self.dead is not None:
            return
        self.dead = error
        pending, self.pending = self.pending, {}
        for request in pending.values():
            request.error = error
            request.on_done()

    def check_alive(self) -> None:
        """Raise what ended the connection, if it has ended."""
        if self.dead is not None:
            raise copy(self.dead)


def result_line(request_id: int | str, result: Mapping[str, object]) -> bytes:
    """Write the answer to a request of the server."""
    return encode_message({"id": request_id, "result": result})


def error_line(request_id: int | str, code: int, message: str) -> bytes:
    """Write the refusal of a request of the server."""
    return encode_message({"id": request_id, "error": {"code": code, "message": message}})


def _rpc_error(error: object, method: str) -> JsonRpcError:
    """Read an error object of any shape: a server that errs in it still has refused the request."""
    fields = error if isinstance(error, dict) else {"message": error}
    code, message = fields.get("code"), fields.get("message")
    return error_from_wire(
        code if type(code) is int else -32603,
        message if isinstance(message, str) else f"the server gave no message: {message!r}",
        fields.get("data"),
        method,
    )
