"""Errors of the SDK as sentences for a person: what happened, and what can be done."""

from __future__ import annotations

from codex_app_server import (
    BinaryNotFoundError,
    InitializeTimeoutError,
    JsonRpcError,
    RequestTimeoutError,
    ResponseInvalidError,
    ServerBusyError,
    ServerDiedError,
    ServerStartError,
    TransportClosedError,
)

from ..state.sanitise import sanitise
from .writer_locks import Writer, WriterKind

WRITTEN_BY_OLD = (
    "A codex before 0.145 has written into this thread: it can be read and forked, and not be gone on with."
)

_HOLDERS = {
    WriterKind.BACKGROUND: (
        "The background server of codex{pid} holds this thread while a task runs and for a minute after "
        "codex was left (older versions: half an hour)."
    ),
    WriterKind.CODEX: "A codex in another terminal{pid} holds this thread.",
    WriterKind.CLIENT: "Another client{pid}, such as a codex-tui in another terminal, holds this thread.",
    WriterKind.UNKNOWN: "Another program holds this thread.",
}

_HELD = "already has an active writer"
_NO_TURN = ("no active turn", "expected active turn id")


def describe(error: Exception) -> str:
    """Return a sentence about an error, sanitised, because much of its text is the server's."""
    return sanitise(_description(error))


def _description(error: Exception) -> str:
    if isinstance(error, ServerDiedError):
        return f"The server stopped ({how_it_ended(error)})."
    if isinstance(error, TransportClosedError):
        return "The connection to the server is closed."
    if isinstance(error, ServerBusyError):
        return "The server is overloaded. Try again in a moment."
    if isinstance(error, RequestTimeoutError):
        return "The server does not answer. Try again in a moment."
    if isinstance(error, ResponseInvalidError):
        return f"What the server sent for {error.method} cannot be read: it is probably of another version."
    if isinstance(error, JsonRpcError):
        if written_by_old(error):
            return WRITTEN_BY_OLD
        if held_elsewhere(error):
            return held_words(Writer())
        return f"The server refused: {error.message}"
    return str(error) or type(error).__name__


def written_by_old(error: Exception) -> bool:
    """Whether the server cannot load a thread because a codex before 0.145 has written into it."""
    return isinstance(error, JsonRpcError) and "is missing an ordinal" in error.message


def held_words(writer: Writer) -> str:
    """Say what holds a thread, and for how long, as far as that is known."""
    pid = f" (process {writer.pid})" if writer.pid is not None else ""
    return _HOLDERS[writer.kind].format(pid=pid)


def held_elsewhere(error: Exception) -> bool:
    """Whether the server refused because another client writes the thread."""
    return isinstance(error, JsonRpcError) and _HELD in error.message


def no_turn_runs(error: Exception) -> bool:
    """Whether the server refused because the turn in question has ended in the meantime."""
    return isinstance(error, JsonRpcError) and any(words in error.message for words in _NO_TURN)


def not_loaded(error: Exception) -> bool:
    """Whether the server refused because the thread must be resumed first."""
    return isinstance(error, JsonRpcError) and error.message.startswith("thread not found")


def how_it_ended(error: TransportClosedError) -> str:
    """Say how the server ended: `signal 9`, `exit code 1`, or `the connection broke` without a status."""
    status = error.exit_status
    if status is None:
        return "the connection broke"
    return f"signal {-status}" if status < 0 else f"exit code {status}"


def why_no_start(error: ServerStartError) -> str:
    """Say what kept the server from starting, without the SDK's advice for programmers."""
    said = describe(error)
    return f"{said.partition('. ')[0].rstrip('.')}." if isinstance(error, BinaryNotFoundError) else said


def what_to_do_about_start(error: ServerStartError) -> str:
    """Say what a person can do when the server does not start."""
    if isinstance(error, BinaryNotFoundError):
        return (
            "Install it with: pip install openai-codex-cli-bin. "
            "Or name your own with --codex-bin PATH or the variable CODEX_BIN."
        )
    if isinstance(error, InitializeTimeoutError):
        return "It may be busy or stuck. Try again, or name another binary with --codex-bin PATH."
    if error.stderr_tail:
        return "Look at its last words above, mend what they name, and try again."
    return "It left no word. Try again, or name another binary with --codex-bin PATH."
