"""The errors of the SDK.

CodexError
├── ServerStartError                 the server did not get ready; nothing is left running
│   ├── BinaryNotFoundError          there is no such binary, or it cannot be executed
│   ├── InitializeTimeoutError       it started and did not answer `initialize` in time
│   ├── ServerUnreachableError       no app-server answers at the address of a running one
│   └── ConnectionRejectedError      one answers and refuses the client: HTTP status
├── TransportClosedError             the connection has ended; every later call raises the same error
│   ├── ServerDiedError              it ended without being asked to: exit status, tail of stderr
│   ├── MessageTooLongError          the server sent more without a newline than a message may have
│   ├── ForkError                    the client was made by the process that this one was forked from
│   └── ConnectionLostError          a running server was cut off; it and its turns go on
├── RequestTimeoutError              no answer in time; the connection stays usable (a TimeoutError)
│   └── WriteTimeoutError            the server did not even read the request in time
├── StreamIdleError                  a turn said nothing for as long as the caller allows (a TimeoutError)
├── JsonRpcError                     the server refused a request: code, message, data, method
│   ├── ParseError                   -32700
│   ├── InvalidRequestError          -32600
│   ├── MethodNotFoundError          the server does not know the method
│   ├── InvalidParamsError           the server does not accept the parameters
│   ├── InternalRpcError             -32603
│   │   └── ThreadBusyError          a turn with another output schema runs on the thread
│   └── ServerBusyError              the server is overloaded: worth another try
│       └── RetryLimitExceededError  the server gave up retrying itself
├── ResponseInvalidError             an answer that does not fit its type
├── TurnFailedError                  the turn ended as failed (a RuntimeError)
├── OutputInvalidError               the answer is not of the output_type of run() (a ValueError)
├── LoginFailedError                 a login was refused or cancelled (a RuntimeError)
├── LoginTimeoutError                a login was not finished in time (a TimeoutError)
├── InvalidInputError                refused before it was sent (a ValueError)
│   ├── InputTooLongError            more characters of text than the server takes in a turn
│   └── ExperimentalApiError         an experimental request of a client that excludes them
├── NotInitializedError              a value that only a started server has was read (a RuntimeError)
├── WrongEventLoopError              an AsyncCodex was used on another event loop (a RuntimeError)
└── ConcurrentUseError               a second consumer of a turn on one client (a RuntimeError)
"""

from __future__ import annotations

import signal

from .generated import v2_all


class CodexError(Exception):
    """The base of every error of this package."""


class ServerStartError(CodexError):
    """The app-server did not get ready. All processes that were started have been ended."""

    def __init__(self, message: str, *, exit_status: int | None = None, stderr_tail: str = "") -> None:
        super().__init__(_with_stderr(message, stderr_tail))
        self.exit_status = exit_status
        self.stderr_tail = stderr_tail


class BinaryNotFoundError(ServerStartError):
    """The codex binary does not exist or cannot be executed."""


class InitializeTimeoutError(ServerStartError):
    """The server started and did not answer `initialize` in time."""


class ServerUnreachableError(ServerStartError):
    """No app-server answers at the address that was given for a running one."""


class ConnectionRejectedError(ServerStartError):
    """A running server refused the connection; `status` is the HTTP status: 401 for a wrong bearer token."""

    def __init__(self, message: str, *, status: int | None = None) -> None:
        super().__init__(message)
        self.status = status


class TransportClosedError(CodexError):
    """The connection has ended, by `close()` or by itself; pending and later calls raise this.

    `partial_response` is the text so far of the turn that `run()` waited for. The server does not store it.
    """

    def __init__(self, message: str, *, exit_status: int | None = None, stderr_tail: str = "") -> None:
        super().__init__(_with_stderr(message, stderr_tail))
        self.exit_status = exit_status
        self.stderr_tail = stderr_tail
        self.partial_response: str | None = None


class ServerDiedError(TransportClosedError):
    """The server ended although the client was not closed.

    `exit_status` is its exit code, a negative signal number, or None when it is not known.
    """

    @property
    def signal(self) -> int | None:
        """The number of the signal that ended the server, if one did."""
        if self.exit_status is None or self.exit_status >= 0:
            return None
        return -self.exit_status


class ConnectionLostError(TransportClosedError):
    """The connection to a running server was lost, but the server still runs as far as is known.

    Its turns go on. A new client can resume their threads with `thread_resume()`.
    """


class MessageTooLongError(TransportClosedError):
    """The server sent more bytes without a newline than a message may have, so it was ended."""


class ForkError(TransportClosedError):
    """The client belongs to the process that this one was forked from."""


LONGER_FOR_ALL: str = "raise AppServerConfig(request_timeout=...)"
LONGER_HERE: str = "give the call a longer timeout"


class RequestTimeoutError(CodexError, TimeoutError):
    """A request got no answer in time. A late answer is ignored, and the connection stays usable.

    `request_id` is None for a request that was not sent, because as many as the server takes at once had no
    answer yet.
    """

    def __init__(
        self, method: str, request_id: int | None, seconds: float, remedy: str = LONGER_FOR_ALL
    ) -> None:
        super().__init__(method, request_id, seconds, remedy)
        self.method = method
        self.request_id = request_id
        self.seconds = seconds
        self._remedy = remedy

    def __str__(self) -> str:
        if self.request_id is None:
            return (
                f"{self.method} waited {self.seconds:g} s for its turn and was not sent: too many requests "
                f"of this client have no answer yet. Make fewer at once, or {self._remedy}."
            )
        return (
            f"{self.method} (request {self.request_id}) got no answer within {self.seconds:g} s. The server "
            f"may be overloaded or busy; try again, or {self._remedy}."
        )


class WriteTimeoutError(RequestTimeoutError):
    """The server did not read a request in time. The part that was not written yet is never written."""

    def __str__(self) -> str:
        return (
            f"{self.method} (request {self.request_id}) could not be written within {self.seconds:g} s: the "
            "server does not read its input. If it does not come back, close the client and make a new one."
        )


class StreamIdleError(CodexError, TimeoutError):
    """A turn sent no event for as long as `stream(idle_timeout=...)` allows. It may still run.

    Another `stream()` goes on where this one stopped, and `interrupt()` ends the turn.
    """


class JsonRpcError(CodexError):
    """The server answered a request with an error."""

    def __init__(self, code: int, message: str, data: object = None, method: str | None = None) -> None:
        super().__init__(code, message, data, method)
        self.code = code
        self.message = message
        self.data = data
        self.method = method

    def __str__(self) -> str:
        asked = f"{self.method}: " if self.method else ""
        return f"{asked}{self.message} (code {self.code})"


class ParseError(JsonRpcError):
    """The server could not read the request as JSON."""


class InvalidRequestError(JsonRpcError):
    """The server refused the request, for example because the thread or turn does not exist."""


class MethodNotFoundError(JsonRpcError):
    """The server does not know the method. It is probably older or newer than the caller expects."""


class InvalidParamsError(JsonRpcError):
    """The server does not accept the parameters of the request."""


class InternalRpcError(JsonRpcError):
    """The server failed while it worked on the request."""


class ThreadBusyError(InternalRpcError):
    """A turn with another output schema, or without one, runs on the thread. The input was not accepted."""

    def __str__(self) -> str:
        return (
            f"{self.method}: the thread is busy with a turn of another output schema, or of none, so the "
            "input was not taken. Wait for the end of that turn, interrupt it, or use another thread. The "
            f"server says: {self.message} (code {self.code})"
        )


class ServerBusyError(JsonRpcError):
    """The server is temporarily overloaded; `retry_on_overload` tries again."""


class RetryLimitExceededError(ServerBusyError):
    """The server is overloaded and has used up its own retries."""


class ResponseInvalidError(CodexError):
    """The answer to a request does not have the shape that the protocol specifies."""

    def __init__(self, method: str, reason: str) -> None:
        super().__init__(method, reason)
        self.method = method
        self.reason = reason

    def __str__(self) -> str:
        return (
            f"What the server sent for {self.method} does not fit its type: {self.reason}. "
            "The server is probably of another version than the models of this package."
        )


class TurnFailedError(CodexError, RuntimeError):
    """The turn ended as failed; `turn` is the server's description of it."""

    def __init__(self, message: str, turn: v2_all.Turn | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.turn = turn


class LoginFailedError(CodexError, RuntimeError):
    """A login was refused, cancelled, or replaced by another one; the message is the server's."""


class LoginTimeoutError(CodexError, TimeoutError):
    """The login was not finished in time. It stays open until it is cancelled."""


class InvalidInputError(CodexError, ValueError):
    """A value cannot be sent, because the server would drop it or never answer. Nothing was sent."""


class InputTooLongError(InvalidInputError):
    """The text of an input is longer than the server accepts in one turn. Nothing was sent."""


class ExperimentalApiError(InvalidInputError):
    """The method is experimental and the client excludes those. Nothing was sent."""

    def __init__(self, method: str) -> None:
        super().__init__(method)
        self.method = method

    def __str__(self) -> str:
        return (
            f"{self.method} is experimental, and this client was made without the experimental part of the "
            "protocol. Make it with AppServerConfig(experimental_api=True) to use the method."
        )


class NotInitializedError(CodexError, RuntimeError):
    """The value comes from the server, and the client has not connected to it yet."""


class WrongEventLoopError(CodexError, RuntimeError):
    """An `AsyncCodex` was used by a task of another event loop than the one it was opened on."""


class ConcurrentUseError(CodexError, RuntimeError):
    """A second consumer of a turn was started on a client that allows one at a time."""


_OVERLOADED = -32001
_BY_CODE: dict[int, type[JsonRpcError]] = {
    -32700: ParseError,
    -32600: InvalidRequestError,
    -32601: MethodNotFoundError,
    -32602: InvalidParamsError,
    -32603: InternalRpcError,
}
_RETRIES_USED_UP = ("retry limit", "too many failed attempts")


def error_from_wire(code: int, message: str, data: object, method: str | None) -> JsonRpcError:
    """Return the error for an error response, of the class that fits.

    The server reports both an unknown method and bad parameters as -32600. Only the text tells them apart, so
    the text is examined. Overload is -32001 without data; `data` is examined too, because other versions of
    the server use it.
    """
    kind = _BY_CODE.get(code, JsonRpcError)
    if code == _OVERLOADED or _says_overloaded(data):
        used_up = any(words in message.lower() for words in _RETRIES_USED_UP)
        kind = RetryLimitExceededError if used_up else ServerBusyError
    elif code == -32600 and message.startswith("Invalid request: "):
        # The list of methods begins with `initialize`. The error for a bad enum value lists other words.
        unknown_method = "unknown variant" in message and "expected one of `initialize`" in message
        kind = MethodNotFoundError if unknown_method else InvalidParamsError
    elif code == -32603 and "ActiveTurnOutputSchemaMismatch" in message:
        kind = ThreadBusyError
    return kind(code, message, data, method)


def describe_exit(status: int | None) -> str:
    """Describe in words how a process ended."""
    if status is None:
        return "it closed its output"
    if status >= 0:
        return f"it exited with code {status}"
    try:
        name = signal.Signals(-status).name
    except ValueError:
        name = str(-status)
    return f"it was ended by signal {name}"


def _says_overloaded(data: object) -> bool:
    if isinstance(data, dict):
        return any(_says_overloaded(value) for key, value in data.items() if "error" in str(key).lower())
    return isinstance(data, str) and data.replace("_", "").lower() == "serveroverloaded"


def _with_stderr(message: str, tail: str) -> str:
    return f"{message}\nThe server's last words:\n{tail}" if tail else message
