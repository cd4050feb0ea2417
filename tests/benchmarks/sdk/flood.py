"""An app-server that does nothing but flood, to measure clients with: `python flood.py`.

The prompt says what a turn does: `flood:N` streams N deltas and completes, `flood` streams until it is
interrupted, `cat:PATH` is the bytes of a file, which were a turn of another server, and anything else says
nothing at all. Bytes are made before they are sent, and written a pipe's
capacity at a time, so that the client is the slower side. While it floods it answers `turn/interrupt` only:
the answer to any other request says that everything before it has been read.
"""

from __future__ import annotations

import json
import os
import select
import sys

_BLOCK = 65536
_NOW_MS = 1795333382000
_TURN_FIELDS: dict[str, object] = {
    "items": [],
    "itemsView": "notLoaded",
    "error": None,
    "startedAt": 1795333382,
}


class Flood:
    """One connection: requests in from one descriptor, answers and floods out on another."""

    def __init__(self, source: int, sink: int) -> None:
        self._source = source
        self._sink = sink
        self._unread = b""
        self._threads = 0

    def serve(self) -> None:
        """Answer requests until the client hangs up."""
        while (request := self._next_request(wait=True)) is not None:
            self._answer(request)

    def _next_request(self, *, wait: bool) -> dict[str, object] | None:
        """Return the next request, or None when there is none now (or ever, if told to wait)."""
        while b"\n" not in self._unread:
            if not wait and not select.select([self._source], [], [], 0)[0]:
                return None
            chunk = os.read(self._source, _BLOCK)
            if not chunk:
                if wait:
                    return None
                sys.exit()
            self._unread += chunk
        line, _, self._unread = self._unread.partition(b"\n")
        request: dict[str, object] = json.loads(line)
        return request

    def _answer(self, request: dict[str, object]) -> None:
        method, params = request.get("method"), request.get("params")
        if "id" not in request:
            return
        result: dict[str, object] = {}
        if method == "initialize":
            agent = "flood/0.163.0 (none)"
            result = {"userAgent": agent, "codexHome": "/", "platformFamily": "unix", "platformOs": "linux"}
        elif method == "model/list":
            result = {"data": [], "nextCursor": None}
        elif method == "thread/start":
            self._threads += 1
            result = _thread_settings(f"01a20375-1a54-7a90-9106-{self._threads:012x}")
        elif method == "turn/start" and isinstance(params, dict):
            self._turn(request["id"], params)
            return
        self._send({"id": request["id"], "result": result})

    def _turn(self, request_id: object, params: dict[str, object]) -> None:
        thread_id = str(params["threadId"])
        turn = {"id": thread_id.replace("7a90", "7e20"), "status": "inProgress", **_TURN_FIELDS}
        self._send({"id": request_id, "result": {"turn": turn}})
        word, _, count = _text_of(params).partition(":")
        if word == "cat":
            with open(count, "rb") as file:  # noqa: PTH123 - pathlib is an import
                self._write(file.read())
            return
        self._notify("turn/started", {"threadId": thread_id, "turn": turn})
        if word == "flood":
            ids = {"threadId": thread_id, "turnId": turn["id"]}
            item = {"type": "agentMessage", "id": "msg_1_0", "text": "", "phase": None}
            self._notify("item/started", {**ids, "item": item, "startedAtMs": _NOW_MS})
            status = self._stream({**ids, "itemId": item["id"]}, int(count) if count else None)
            self._notify("item/completed", {**ids, "item": item, "completedAtMs": _NOW_MS})
            self._notify("turn/completed", {"threadId": thread_id, "turn": {**turn, "status": status}})

    def _stream(self, ids: dict[str, object], count: int | None) -> str:
        """Write deltas; return the status that the turn ends with."""
        lines: list[bytes] = []
        size = 0
        while size < _BLOCK:
            params = {**ids, "delta": f"word{len(lines)} "}
            lines.append(_line("item/agentMessage/delta", params, _NOW_MS + len(lines)))
            size += len(lines[-1])
        block = b"".join(lines)
        while count is None or count > 0:
            request = self._next_request(wait=False)
            if request is not None and request.get("method") == "turn/interrupt":
                self._send({"id": request["id"], "result": {}})
                return "interrupted"
            if request is not None:
                self._unread = json.dumps(request).encode() + b"\n" + self._unread
                self._write_rest(block, lines, count)
                return "completed"
            if count is not None and count < len(lines):
                block = b"".join(lines[:count])
            self._write(block)
            count = None if count is None else count - len(lines)
        return "completed"

    def _write_rest(self, block: bytes, lines: list[bytes], count: int | None) -> None:
        """Finish the flood before a request that waits behind it."""
        if count is None:
            raise SystemExit("an endless flood answers nothing but turn/interrupt")
        for _ in range(count // len(lines)):
            self._write(block)
        self._write(b"".join(lines[: count % len(lines)]))

    def _notify(self, method: str, params: dict[str, object]) -> None:
        self._write(_line(method, params, _NOW_MS))

    def _send(self, message: dict[str, object]) -> None:
        self._write(json.dumps(message, separators=(",", ":")).encode() + b"\n")

    def _write(self, data: bytes) -> None:
        while data:
            data = data[os.write(self._sink, data) :]


def _line(method: str, params: dict[str, object], at: int) -> bytes:
    message = {"method": method, "params": params, "emittedAtMs": at}
    return json.dumps(message, separators=(",", ":")).encode() + b"\n"


def _text_of(params: dict[str, object]) -> str:
    given = params.get("input")
    first = given[0] if isinstance(given, list) and given else {}
    return str(first.get("text", "")) if isinstance(first, dict) else ""


def _thread_settings(thread_id: str) -> dict[str, object]:
    thread: dict[str, object] = {
        "id": thread_id,
        "sessionId": thread_id,
        "forkedFromId": None,
        "preview": "",
        "ephemeral": False,
        "modelProvider": "none",
        "createdAt": 1795333382,
        "updatedAt": 1795333382,
        "recencyAt": 1795333382,
        "status": {"type": "idle"},
        "historyMode": "paginated",
        "path": None,
        "cwd": "/",
        "cliVersion": "0.163.0",
        "originator": "flood",
        "source": "vscode",
        "gitInfo": None,
        "name": None,
        "projectId": None,
        "extra": None,
        "environments": [],
        "turns": [],
    }
    return {
        "thread": thread,
        "model": "none",
        "modelProvider": "none",
        "serviceTier": None,
        "cwd": "/",
        "approvalPolicy": "never",
        "approvalsReviewer": "user",
        "sandbox": {"type": "readOnly", "networkAccess": False},
        "reasoningEffort": None,
        "instructionSources": [],
    }


if __name__ == "__main__":
    try:
        Flood(sys.stdin.fileno(), sys.stdout.fileno()).serve()
    except BrokenPipeError:
        sys.exit()
