"""An app-server that does what a test says: `python stub_server.py PRELUDE`.

The prelude is Python, run before anything is read. The text of a prompt, and the `code` of a request `do`,
is Python too, run in place of a turn or an answer. It can use everything that is defined here.
"""

from __future__ import annotations

import json
import os
import signal
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))
from resumed_thread import resumed

out = sys.stdout.buffer
TURN = {"id": "u", "rootTurnId": "u", "items": [], "itemsView": "notLoaded"}
IDS = {"threadId": "t", "turnId": "u"}


def raw(data: bytes) -> None:
    """Write bytes as they are."""
    out.write(data)
    out.flush()


def say(message: dict[str, object]) -> None:
    """Write one message."""
    raw(json.dumps(message, separators=(",", ":")).encode() + b"\n")


def delta(text: str, item: str = "i") -> None:
    """Say a piece of a message."""
    params = {**IDS, "itemId": item, "delta": text}
    say({"method": "item/agentMessage/delta", "params": params, "emittedAtMs": 5})


def completed(status: str = "completed") -> None:
    """End the turn."""
    say({"method": "turn/completed", "params": {"threadId": "t", "turn": {**TURN, "status": status}}})


def kill(number: int = signal.SIGKILL) -> None:
    """End by a signal."""
    os.kill(os.getpid(), number)
    time.sleep(100)


def complain(text: str) -> None:
    """Write a line to standard error."""
    sys.stderr.write(text + "\n")
    sys.stderr.flush()


def answer(request: dict[str, object], result: object) -> None:
    """Answer a request."""
    say({"id": request["id"], "result": result})


def serve() -> None:
    """Answer requests until the client hangs up."""
    while line := sys.stdin.buffer.readline():
        request = json.loads(line)
        method, params = request.get("method"), request.get("params") or {}
        if method == "initialize":
            answer(request, {"userAgent": "stub/0.163.0 (here)"})
        elif method == "thread/resume":
            answer(request, resumed(params["threadId"]))
        elif method == "turn/start":
            answer(request, {"turn": {**TURN, "status": "inProgress"}})
            exec(params["input"][0]["text"], {**globals(), "request": request})
        elif method == "do":
            exec(params["code"], {**globals(), "request": request})
        elif "id" in request and method is not None:
            answer(request, {"echo": params})


if __name__ == "__main__":
    exec(sys.argv[1])
    serve()
