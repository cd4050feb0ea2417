"""The server of the benchmark: any number of threads and items, streams at any pace, and notes of them.

It is started as `codex app-server` would be, by a script that `workshop.py` writes. A prompt says what a turn
does: `pace:RATE:SECONDS:NAME` streams at a rate, `burst:N:NAME` sends so many deltas at once. Every note is a
line of `what seconds-of-the-monotonic-clock`, which all processes of the machine share.
"""

from __future__ import annotations

import json
import os
import select
import sys
import threading
import time
from pathlib import Path

from .content import BEGAN_AT, ITEMS_A_TURN, Json, diff_turn, stream, turn

_TICK = 0.005
_LARGEST_PAGE = 100
_HOME = "/src"


class Server:
    """One connection on two descriptors. `plan` says which threads there are: see `workshop.py`."""

    def __init__(self, source: int, sink: int, plan: Json, notes: Path) -> None:
        self._source = source
        self._sink = sink
        self._notes = notes.open("a", encoding="utf-8", buffering=1)
        self._writing = threading.Lock()
        self._unread = b""
        self._pages: dict[tuple[str, str, str], bytes] = {}
        self._threads: dict[str, int] = {}
        self._turns = 0
        for number, items in enumerate(_numbers(plan["items"])):
            self._threads[f"sized-{number}"] = items // ITEMS_A_TURN
        if plan["diff"]:
            self._threads["sized-diff"] = 1
        for number in range(int(str(plan["empty"]))):
            self._threads[f"empty-{number}"] = 0

    def serve(self) -> None:
        """Answer requests until the client hangs up."""
        self.note("serving")
        while (line := self._line()) is not None:
            request: Json = json.loads(line)
            if "id" in request and "method" in request:
                self._answer(request)

    def note(self, what: str) -> None:
        """Write a note with the time now."""
        self._notes.write(f"{what} {time.monotonic():.6f}\n")

    def _line(self) -> bytes | None:
        while b"\n" not in self._unread:
            select.select([self._source], [], [])
            chunk = os.read(self._source, 65536)
            if not chunk:
                return None
            self._unread += chunk
        line, _, self._unread = self._unread.partition(b"\n")
        return line

    def _answer(self, request: Json) -> None:
        method, params = str(request["method"]), request.get("params")
        params = params if isinstance(params, dict) else {}
        result: Json = {}
        if method == "initialize":
            agent = "bench/0.163.0 (none)"
            result = {"userAgent": agent, "codexHome": "/", "platformFamily": "unix", "platformOs": "linux"}
        elif method == "config/read":
            trusted = {_HOME: {"trust_level": "trusted"}, str(Path.cwd()): {"trust_level": "trusted"}}
            result = {"config": {"model": "bench", "projects": trusted}, "origins": {}, "layers": None}
        elif method == "account/read":
            result = {"account": {"type": "apiKey"}, "requiresOpenaiAuth": False}
        elif method == "thread/list":
            result = self._list(params)
        elif method in ("thread/resume", "thread/read", "thread/start"):
            result = self._opened(str(params.get("threadId", "fresh")))
        elif method in ("model/list", "thread/loaded/list"):
            result = {"data": [], "nextCursor": None}
        elif method == "thread/turns/list":
            self._history(request["id"], params)
            return
        elif method == "turn/start":
            self._turn(request["id"], params)
            return
        self._send({"id": request["id"], "result": result})
        self.note(method)

    def _list(self, params: Json) -> Json:
        elsewhere = params.get("cwd") not in (None, _HOME)
        ids = [] if params.get("archived") or elsewhere else list(self._threads)
        start, size = _page(params)
        data = [self._thread(thread) for thread in ids[start : start + size]]
        following = str(start + size) if start + size < len(ids) else None
        return {"data": data, "nextCursor": following, "backwardsCursor": None}

    def _history(self, request_id: object, params: Json) -> None:
        """Send one page; it is made before the time is taken, and kept."""
        thread = str(params["threadId"])
        turns = self._threads.get(thread, 0)
        cursor = params.get("cursor")
        newest_first = params.get("sortDirection", "desc") == "desc"
        size = min(int(str(params.get("limit") or 25)), _LARGEST_PAGE)
        start = int(str(cursor)) if cursor is not None else (turns - 1 if newest_first else 0)
        step = -1 if newest_first else 1
        numbers = range(start, max(-1, min(turns, start + step * size)), step)
        key = (thread, str(cursor), f"{newest_first}{size}")
        if key not in self._pages:
            data = [self._make(thread, number, turns) for number in numbers]
            after = numbers[-1] + step if len(numbers) else -1
            following = str(after) if 0 <= after < turns else None
            page = {"data": data, "nextCursor": following, "backwardsCursor": None}
            self._pages[key] = json.dumps(page, separators=(",", ":")).encode()
        head = json.dumps({"id": request_id}).encode()[:-1]
        self.note("page-begins")
        self._write(head + b',"result":' + self._pages[key] + b"}\n")
        self.note("page")
        self._notes.write(f"page-turns {len(numbers)}\n")

    def _make(self, thread: str, number: int, turns: int) -> Json:
        if thread == "sized-diff":
            return diff_turn(2000)
        return turn(thread, number, last=number == turns - 1)

    def _turn(self, request_id: object, params: Json) -> None:
        self._turns += 1
        thread_id = str(params["threadId"])
        turn_id = f"live-{self._turns}"
        fields: Json = {"items": [], "itemsView": "notLoaded", "error": None, "startedAt": int(time.time())}
        begun = {"id": turn_id, "status": "inProgress", **fields}
        self._send({"id": request_id, "result": {"turn": begun}})
        worker = threading.Thread(target=self._stream, args=(thread_id, begun, _text_of(params)), daemon=True)
        worker.start()

    def _stream(self, thread_id: str, begun: Json, prompt: str) -> None:
        word, *numbers = prompt.split(":")
        turn_id = begun["id"]
        ids: Json = {"threadId": thread_id, "turnId": turn_id}
        now = int(time.time() * 1000)
        self._notify("turn/started", {"threadId": thread_id, "turn": begun}, now)
        item: Json = {"type": "agentMessage", "id": f"{turn_id}-said", "text": "", "phase": None}
        self._notify("item/started", {**ids, "item": item, "startedAtMs": now}, now)
        rate, seconds = (int(numbers[0]), float(numbers[1])) if word == "pace" else (0, 0.0)
        pieces = stream(round(rate * seconds) if rate else int(numbers[0]), numbers[-1])
        lines = [
            _line_of("item/agentMessage/delta", {**ids, "itemId": item["id"], "delta": piece}, now)
            for piece in pieces
        ]
        self.note("stream-begins")
        if rate:
            self._write_paced(lines, rate)
        else:
            self._write(b"".join(lines))
        self.note("stream-ends")
        said = {**item, "text": "".join(pieces)}
        self._notify("item/completed", {**ids, "item": said, "completedAtMs": now}, now)
        done = {**begun, "status": "completed"}
        self._notify("turn/completed", {"threadId": thread_id, "turn": done}, now)
        self.note("turn-ends")

    def _write_paced(self, lines: list[bytes], rate: int) -> None:
        began, sent = time.monotonic(), 0
        while sent < len(lines):
            due = min(len(lines), int((time.monotonic() - began) * rate) + 1)
            if due > sent:
                self._write(b"".join(lines[sent:due]))
                sent = due
            time.sleep(_TICK)

    def _thread(self, thread_id: str) -> Json:
        place = list(self._threads).index(thread_id) if thread_id.startswith("sized-") else 0
        if thread_id.startswith("empty-"):
            place = 100 + int(thread_id.partition("-")[2])
        used = BEGAN_AT + 1_000_000 - place * 60
        return {
            "id": thread_id,
            "sessionId": thread_id,
            "forkedFromId": None,
            "preview": f"Thread {thread_id} about {'parsers' if place % 3 else 'widgets'}",
            "ephemeral": False,
            "modelProvider": "none",
            "createdAt": used - 1000,
            "updatedAt": used,
            "recencyAt": used,
            "status": {"type": "idle"},
            "historyMode": "paginated",
            "path": None,
            "cwd": _HOME,
            "cliVersion": "0.163.0",
            "originator": "bench",
            "source": "vscode",
            "gitInfo": None,
            "name": None,
            "projectId": None,
            "extra": None,
            "environments": [],
            "turns": [],
        }

    def _opened(self, thread_id: str) -> Json:
        return {
            "thread": self._thread(thread_id),
            "model": "bench",
            "modelProvider": "none",
            "serviceTier": None,
            "cwd": _HOME,
            "approvalPolicy": "never",
            "approvalsReviewer": "user",
            "sandbox": {"type": "readOnly", "networkAccess": False},
            "reasoningEffort": None,
            "instructionSources": [],
        }

    def _notify(self, method: str, params: Json, at: int) -> None:
        self._write(_line_of(method, params, at))

    def _send(self, message: Json) -> None:
        self._write(json.dumps(message, separators=(",", ":")).encode() + b"\n")

    def _write(self, data: bytes) -> None:
        with self._writing:
            view = memoryview(data)
            while view:
                view = view[os.write(self._sink, view) :]


def _line_of(method: str, params: Json, at: int) -> bytes:
    message = {"method": method, "params": params, "emittedAtMs": at}
    return json.dumps(message, separators=(",", ":")).encode() + b"\n"


def _numbers(value: object) -> list[int]:
    return [int(str(each)) for each in value] if isinstance(value, list) else []


def _page(params: Json) -> tuple[int, int]:
    return int(str(params.get("cursor") or 0)), min(int(str(params.get("limit") or 25)), _LARGEST_PAGE)


def _text_of(params: Json) -> str:
    given = params.get("input")
    first = given[0] if isinstance(given, list) and given else {}
    return str(first.get("text", "")) if isinstance(first, dict) else ""


def main() -> None:
    plan = json.loads(os.environ["BENCH_PLAN"])
    try:
        Server(sys.stdin.fileno(), sys.stdout.fileno(), plan, Path(os.environ["BENCH_NOTES"])).serve()
    except BrokenPipeError:
        sys.exit()


if __name__ == "__main__":
    main()
