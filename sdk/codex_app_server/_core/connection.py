"""Pending requests and the dead state of a connection."""

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
    """A request without an answer yet; `on_done` is called once, when `line` or `error` is set."""

    __slots__ = ("error", "id", "line", "method", "on_done")

    def __init__(self, method: str, request_id: int, on_done: Callable[[], None]) -> None:
        self.method = method
        self.id = request_id
        self.on_done = on_done
        self.line: bytes | None = None
        self.error: CodexError | None = None

    def result(self) -> JsonValue:
        """Return the result, or raise the server's error or the error that ended the connection."""
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
    """Assigns request ids, matches answers to requests, and records how the connection ended."""

    def __init__(self) -> None:
        self.dead: CodexError | None = None
        self.pending: dict[int, PendingRequest] = {}
        self._last_id = 0

    def begin(self, method: str, params: object, on_done: Callable[[], None]) -> tuple[PendingRequest, bytes]:
        """Register a request and return it with the line to send.

        Raises the error that ended the connection, or `InvalidInputError` when `params` cannot be sent.
        """
        self.check_alive()
        request = PendingRequest(method, self._last_id + 1, on_done)
        line = encode_message({"method": method, "id": request.id, "params": params})
        self._last_id = request.id
        self.pending[request.id] = request
        return request, line

    def forget(self, request: PendingRequest) -> None:
        """Stop waiting for an answer; a late one is ignored."""
        self.pending.pop(request.id, None)

    def await_late(self, request: PendingRequest, on_result: Callable[[JsonValue], None]) -> None:
        """Call `on_result` with the result of a request whose caller has given up, if one comes.

        It is called at once if the answer is already there. A `CodexError` is ignored.
        """

        def use() -> None:
            with suppress(CodexError):
                on_result(request.result())

        request.on_done = use
        if request.line is not None or request.error is not None:
            use()
        else:
            self.pending[request.id] = request

    def disown(self, error: CodexError) -> None:
        """Enter the dead state without calling `on_done` of the pending requests."""
        self.dead = error
        self.pending = {}

    def settle(self, request_id: int, line: bytes) -> bool:
        """Give an answer to its request; return False when no request is waiting for it."""
        request = self.pending.pop(request_id, None)
        if request is None:
            return False
        request.line = line
        request.on_done()
        return True

    def end(self, error: CodexError) -> None:
        """Make every pending and every later request raise `error`. Only the first call has an effect."""
        if self.dead is not None:
            return
        self.dead = error
        pending, self.pending = self.pending, {}
        for request in pending.values():
            request.error = error
            request.on_done()

    def check_alive(self) -> None:
        """Raise the error that ended the connection, if it has ended."""
        if self.dead is not None:
            raise copy(self.dead)


def result_line(request_id: int | str, result: Mapping[str, object]) -> bytes:
    """Return the line that answers a request of the server."""
    return encode_message({"id": request_id, "result": result})


def error_line(request_id: int | str, code: int, message: str) -> bytes:
    """Return the line that answers a request of the server with an error."""
    return encode_message({"id": request_id, "error": {"code": code, "message": message}})


def _rpc_error(error: object, method: str) -> JsonRpcError:
    """Read an error object of any shape: even a malformed one means that the server refused the request."""
    fields = error if isinstance(error, dict) else {"message": error}
    code, message = fields.get("code"), fields.get("message")
    return error_from_wire(
        code if type(code) is int else -32603,
        message if isinstance(message, str) else f"the server gave no message: {message!r}",
        fields.get("data"),
        method,
    )
