"""A turn without a client: raw lines to a server and back, which shows what the server alone takes.

It may keep what came, as a turn of `flood.py`, which sends it again as `cat` does.
"""

from __future__ import annotations

import json
import subprocess
import time

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import IO, Any

    Job = dict[str, Any]
    Result = dict[str, Any]

# The ids of the first thread and turn of `flood.py`.
THREAD = b"01a20375-1a54-7a90-9106-000000000001"
TURN = THREAD.replace(b"7a90", b"7e20")


def run(job: Job) -> Result:
    """Run one turn and measure it from the start of the process and from its request."""
    pipe = subprocess.PIPE
    server = subprocess.Popen(
        job["server"], cwd=job["cwd"], stdin=pipe, stdout=pipe, stderr=subprocess.DEVNULL
    )
    if server.stdin is None or server.stdout is None:
        raise SystemExit("no pipes")
    with server, server.stdin, server.stdout:
        lines = iter(server.stdout.readline, b"")
        client = {"name": "bare", "title": None, "version": "0"}
        capabilities = {"experimentalApi": True}
        _ask(server.stdin, lines, "initialize", {"clientInfo": client, "capabilities": capabilities})
        server.stdin.write(b'{"method":"initialized"}\n')
        thread = _ask(server.stdin, lines, "thread/start", {})["thread"]["id"]
        start, cpu = time.perf_counter(), time.process_time()
        given = [{"type": "text", "text": job["prompt"]}]
        turn = _ask(server.stdin, lines, "turn/start", {"threadId": thread, "input": given})["turn"]["id"]
        kept, first = [], 0.0
        for line in lines:
            kept.append(line)
            if not first and line.startswith(b'{"method":"item/agentMessage/delta"'):
                first = time.monotonic()
            if line.startswith(b'{"method":"turn/completed"'):
                break
        seconds, used = time.perf_counter() - start, time.process_time() - cpu
    if job["keep"]:
        text = b"".join(kept).replace(thread.encode(), THREAD).replace(turn.encode(), TURN)
        with open(job["keep"], "wb") as file:  # noqa: PTH123 - pathlib is an import
            file.write(text)
    return {"events": len(kept), "cpu": used, "seconds": seconds, "ms": (first - job["started"]) * 1000}


def _ask(stdin: IO[bytes], lines: Any, method: str, params: dict[str, object]) -> Any:
    """Send a request and return its result; what comes before it is dropped."""
    stdin.write(json.dumps({"id": 1, "method": method, "params": params}).encode() + b"\n")
    stdin.flush()
    for line in lines:
        message = json.loads(line)
        if "id" in message and "method" not in message:
            return message["result"]
    raise SystemExit(f"no answer to {method}")
