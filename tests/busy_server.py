"""The real app-server behind a program that is overloaded at first.

`python busy_server.py BINARY COUNT app-server ...` refuses the first COUNT turns and passes on all else.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

REFUSED = {"code": -32001, "message": "Server overloaded; retry later."}


def install(directory: Path, binary: str, count: int) -> Path:
    """Write the command that runs this program, to be the client's `CODEX_BIN`."""
    command = directory / "codex"
    command.write_text(
        f'#!/bin/sh\nexec {sys.executable} {__file__} {binary} {count} "$@"\n', encoding="utf-8"
    )
    command.chmod(0o755)
    return command


def main(binary: str, count: str, *arguments: str) -> int:
    """Serve until the input ends."""
    server = subprocess.Popen([binary, *arguments], stdin=subprocess.PIPE)
    refusals = int(count)
    with server:
        assert server.stdin is not None
        for line in sys.stdin.buffer:
            message = json.loads(line)
            if refusals and message.get("method") == "turn/start":
                refusals -= 1
                sys.stdout.write(json.dumps({"id": message["id"], "error": REFUSED}) + "\n")
                sys.stdout.flush()
            else:
                server.stdin.write(line)
                server.stdin.flush()
        server.stdin.close()
    return server.returncode


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
