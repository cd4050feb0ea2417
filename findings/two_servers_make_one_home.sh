#!/usr/bin/env bash
# Server: of two app-servers that start at the same time on a new CODEX_HOME, one gives up with exit code 1.
#
# Both make the database of the home, and the second does not wait for the first. On a home that is there already
# both start. So the first use of two terminals at once, of a login script or of a CI job with several workers
# fails in one of them, with "failed to initialize sqlite state runtime" and no reason behind it.
#
# Versions: openai-codex-cli-bin 0.163.0 (`codex app-server`), Python 3.10 or later.
# For an application: start the server once more when it ends so; the second try finds the home made.
#
# Output seen on 28 November 2026:
#   openai-codex-cli-bin 0.163.0
#   a new home: 1 of 2 servers answers initialize; the other: exit code 1
#   its last words: Error: failed to initialize sqlite state runtime under HOME: failed to initialize state runtime at HOME
#   the same home again: 2 of 2 servers answer
#   unchanged: one of two servers gives up on a new home
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check openai-codex-cli-bin==0.163.0

"$folder/venv/bin/python" - "$folder" <<'PYTHON'
import json
import os
import subprocess
import sys
from importlib.metadata import version
from pathlib import Path

from codex_cli_bin import bundled_codex_path

TRIES = 10
INITIALIZE = {"id": 1, "method": "initialize", "params": {"clientInfo": {"name": "finding", "version": "1"}}}


def start_two(home):
    """Start two servers at once; answer for each whether it answers, its exit code and its last words."""
    home.mkdir(exist_ok=True)
    environment = {"PATH": os.environ["PATH"], "CODEX_HOME": str(home), "HOME": str(home)}
    servers = [
        subprocess.Popen(
            [bundled_codex_path(), "app-server"],
            env=environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for _ in range(2)
    ]
    found = []
    for server in servers:
        try:
            server.stdin.write(json.dumps(INITIALIZE) + "\n")
            server.stdin.flush()
        except BrokenPipeError:
            pass
    answers = [bool(server.stdout.readline()) for server in servers]
    for server, answers_at_all in zip(servers, answers):
        try:
            server.stdin.close()
        except BrokenPipeError:
            pass
        words = server.stderr.read().strip().splitlines()
        found.append((answers_at_all, server.wait(30), words[-1] if words else ""))
    return found


print("openai-codex-cli-bin", version("openai-codex-cli-bin"))
folder = Path(sys.argv[1])
for number in range(TRIES):
    home = folder / f"home-{number}"
    lost = [each for each in start_two(home) if not each[0]]
    if lost:
        break
else:
    print(f"changed: in {TRIES} tries both servers answered on a new home")
    sys.exit(1)
print(f"a new home: {2 - len(lost)} of 2 servers answers initialize; the other: exit code {lost[0][1]}")
print("its last words:", lost[0][2].replace(str(home), "HOME"))
again = [each for each in start_two(home) if each[0]]
print(f"the same home again: {len(again)} of 2 servers answer")
if len(again) != 2:
    print("changed: also a home that is there is too much for two")
    sys.exit(1)
print("unchanged: one of two servers gives up on a new home")
PYTHON
