"""Logs the messages on the wire, to a logger and to a file.

The logger `codex_app_server.wire` gets a line for each message at DEBUG: its direction, method, id and size,
and how long an answer took. `AppServerConfig(wire_log=...)` writes the messages themselves, one JSON object
per line with `ms`, `dir` and `msg`. Likely secrets are redacted. Both need to parse each line. A session
that uses neither does not use this module's transport.
"""

from __future__ import annotations

import json
import logging
import os
import re
import time
from typing import TYPE_CHECKING

from .._core.framing import LineSplitter
from .._core.json_lines import read_json
from .._core.stderr_tail import redacted
from ..errors import ServerStartError

if TYPE_CHECKING:
    from io import TextIOWrapper

    from ..config import AppServerConfig
    from ..transport import Transport

_log = logging.getLogger("codex_app_server.wire")

_SENT, _RECEIVED, _STDERR = "c>s", "s>c", "stderr"
_SECRET_NAMES = re.compile(r"(?i)(?:api_?key|token|secret|passw(?:or)?d|authorization|cookie)$")


def observed(transport: Transport, config: AppServerConfig) -> Transport:
    """Return the transport, wrapped in a `LoggedTransport` if the config or the logger asks for it.

    Raises `ServerStartError` when the file cannot be written.
    """
    if config.wire_log is None and not _log.isEnabledFor(logging.DEBUG):
        return transport
    return LoggedTransport(transport, WireLog(config.wire_log))


class WireLog:
    """Logs messages in both directions."""

    def __init__(self, path: str | os.PathLike[str] | None) -> None:
        self._file = None if path is None else _opened(path)
        self._began = time.monotonic()
        self._asked: dict[object, tuple[str, float]] = {}
        """The method and the time of each unanswered request, by direction and id."""

    def note(self, direction: str, line: bytes) -> None:
        """Log one line; `direction` is `c>s`, `s>c` or `stderr`."""
        if not line.strip():
            return
        now = time.monotonic()
        try:
            message: object = read_json(line)
        except ValueError:
            message = line.decode("utf-8", "replace")
        if direction != _STDERR and _log.isEnabledFor(logging.DEBUG):
            _log.debug("%s %s", direction, self._in_words(direction, message, len(line), now))
        if self._file is not None and not self._file.closed:
            entry = {
                "ms": round(1000 * (now - self._began), 1),
                "dir": direction,
                "msg": without_secrets(message),
            }
            self._file.write(json.dumps(entry, ensure_ascii=False) + "\n")

    def close(self) -> None:
        """Close the file, if there is one."""
        if self._file is not None:
            self._file.close()

    def _in_words(self, direction: str, message: object, size: int, now: float) -> str:
        if not isinstance(message, dict):
            return f"no message, {size} bytes"
        method, number = message.get("method"), message.get("id")
        if isinstance(method, str):
            if number is None:
                return f"{method}, {size} bytes"
            self._asked[direction, number] = method, now
            return f"{method} (request {number}), {size} bytes"
        other = _RECEIVED if direction == _SENT else _SENT
        asked, since = self._asked.pop((other, number), ("?", now))
        kind = "error" if "error" in message else "answer"
        return f"{asked} ({kind} {number}), {size} bytes, {1000 * (now - since):.1f} ms"


class LoggedTransport:
    """A transport that logs its lines."""

    def __init__(self, transport: Transport, log: WireLog) -> None:
        self._transport = transport
        self._wire_log = log
        self._splitter = LineSplitter()
        if hasattr(transport, "on_stderr"):
            transport.on_stderr = self._note_stderr

    async def receive(self) -> bytes:
        """Receive a chunk from the transport and log its complete lines."""
        chunk = await self._transport.receive()
        for line in self._splitter.feed(chunk):
            self._wire_log.note(_RECEIVED, line)
        return chunk

    async def send(self, data: bytes) -> None:
        """Log the lines and send them."""
        for line in data.splitlines():
            self._wire_log.note(_SENT, line)
        await self._transport.send(data)

    async def aclose(self) -> None:
        """Close the transport and then the log, since closing may still produce lines."""
        await self._transport.aclose()
        self._wire_log.close()

    @property
    def exit_status(self) -> int | None:
        """The exit status of the transport."""
        return self._transport.exit_status

    @property
    def stderr_tail(self) -> str:
        """The standard error tail of the transport."""
        return self._transport.stderr_tail

    def _note_stderr(self, chunk: bytes) -> None:
        for line in chunk.splitlines():
            self._wire_log.note(_STDERR, line)


def without_secrets(value: object) -> object:
    """Return a copy in which values that look like a secret, or have the name of one, are redacted."""
    if isinstance(value, str):
        return redacted(value)
    if isinstance(value, dict):
        return {
            key: "[redacted]"
            if isinstance(each, str) and each and _SECRET_NAMES.search(key)
            else without_secrets(each)
            for key, each in value.items()
        }
    if isinstance(value, list):
        return [without_secrets(each) for each in value]
    return value


def _opened(path: str | os.PathLike[str]) -> TextIOWrapper:
    """Open the file with access for its owner only: prompts and answers are in it."""

    def private(name: str, flags: int) -> int:
        return os.open(name, flags, 0o600)

    try:
        return open(path, "a", encoding="utf-8", buffering=1, opener=private)
    except OSError as error:
        raise ServerStartError(
            f"The wire log {os.fspath(path)} cannot be written: {error.strerror or error}. Give another path "
            "as AppServerConfig(wire_log=...)."
        ) from None
