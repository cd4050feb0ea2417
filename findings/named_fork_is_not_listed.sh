#!/usr/bin/env bash
# Server: a fork is in no list until it had a turn of its own, even when it was given a name.
#
# A thread with one turn is forked and the fork is named. thread/read gives the fork's name and its whole
# history, and thread/resume loads it. thread/list has only the thread that it was forked from: at once and after
# a restart of the server. After one turn of its own the fork is listed. So a client that shows what
# thread/list answers loses a fork that the user has just made and named.
#
# Versions: openai-codex-cli-bin 0.163.0 (`codex app-server`), Python 3.10 or later. The model is a small
# scripted one on the loopback interface.
# For an application: keep the ids of forks until their first turn, and read them with thread/read.
#
# Output seen on 29 November 2026:
#   openai-codex-cli-bin 0.163.0
#   thread/read of the fork: named 'the fork' with 1 turn
#   thread/list after it was forked and named: ['the first thread']
#   thread/list after a restart: ['the first thread']
#   thread/list after a turn of its own: ['the first thread', 'the fork']
#   unchanged: the named fork was in no list before it had a turn
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check openai-codex-cli-bin==0.163.0

"$folder/venv/bin/python" - "$folder" <<'PYTHON'
import json
import os
import signal
import subprocess
import sys
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from importlib.metadata import version
from itertools import count
from pathlib import Path

from codex_cli_bin import bundled_codex_path

class Model(BaseHTTPRequestHandler):
    """Says "done" to everything."""

    def log_message(self, *arguments):
        pass

    def do_GET(self):
        self.send_response(200)
        self.end_headers()
        self.wfile.write(b'{"models": []}')

    def do_POST(self):
        self.rfile.read(int(self.headers["content-length"]))
        text = {"type": "output_text", "text": "done"}
        item = {"type": "message", "id": "msg_1", "role": "assistant", "content": [text]}
        self.send_response(200)
        self.send_header("content-type", "text/event-stream")
        self.end_headers()
        self.event("response.created", response={"id": "resp_1"})
        self.event("response.output_item.done", output_index=0, item=item)
        usage = {"input_tokens": 1, "output_tokens": 1, "total_tokens": 2}
        self.event("response.completed", response={"id": "resp_1", "usage": usage})

    def event(self, name, **fields):
        data = json.dumps({"type": name, **fields})
        self.wfile.write(f"event: {name}\ndata: {data}\n\n".encode())


model = ThreadingHTTPServer(("127.0.0.1", 0), Model)
threading.Thread(target=model.serve_forever, daemon=True).start()
folder = Path(sys.argv[1])
home, work = folder / "home", folder / "work"
home.mkdir()
work.mkdir()
(home / "config.toml").write_text(f"""
model = "gpt-5.5"
model_provider = "scripted"
[model_providers.scripted]
name = "scripted"
base_url = "http://127.0.0.1:{model.server_address[1]}/v1"
wire_api = "responses"
[features]
shell_snapshot = false
""")
environment = {"PATH": os.environ["PATH"], "HOME": str(folder), "CODEX_HOME": str(home)}
signal.alarm(120)


class Server:
    """One process of `codex app-server`, spoken to over its standard streams."""

    def __init__(self):
        self.process = subprocess.Popen(
            [str(bundled_codex_path()), "app-server"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            env=environment,
        )
        self.ids = count(1)
        self.messages = []
        client = {"name": "finding", "version": "1"}
        self.call("initialize", clientInfo=client, capabilities={"experimentalApi": True})
        self.send(method="initialized")

    def send(self, **message):
        self.process.stdin.write(json.dumps(message) + "\n")
        self.process.stdin.flush()

    def wait_for(self, fits):
        """The first message that fits, of those that came and those to come."""
        for message in self.messages:
            if fits(message):
                return message
        for line in self.process.stdout:
            message = json.loads(line)
            self.messages.append(message)
            if fits(message):
                return message
        sys.exit("CHANGED: the server has ended")

    def answer_of(self, method, **params):
        number = next(self.ids)
        self.send(id=number, method=method, params=params)
        return self.wait_for(lambda message: message.get("id") == number and "method" not in message)

    def call(self, method, **params):
        answer = self.answer_of(method, **params)
        if "error" in answer:
            sys.exit(f"CHANGED: {method} answered {answer['error']}")
        return answer["result"]

    def start_thread(self, **params):
        params = {"cwd": str(work), "approvalPolicy": "never", "sandbox": "danger-full-access", **params}
        return self.call("thread/start", **params)["thread"]["id"]

    def start_turn(self, thread, text, **params):
        words = [{"type": "text", "text": text}]
        return self.call("turn/start", threadId=thread, input=words, **params)["turn"]["id"]

    def end_of(self, turn):
        """The status with which a turn has ended."""
        end = self.wait_for(lambda m: m.get("method") == "turn/completed" and m["params"]["turn"]["id"] == turn)
        return end["params"]["turn"]["status"]

    def stop(self):
        self.process.stdin.close()
        self.process.wait()


def names(server):
    return sorted(row["name"] or row["preview"] for row in server.call("thread/list")["data"])


server = Server()
thread = server.start_thread()
server.end_of(server.start_turn(thread, "the first thread"))
fork = server.call("thread/fork", threadId=thread)["thread"]["id"]
server.call("thread/name/set", threadId=fork, name="the fork")
at_once = names(server)
server.stop()

server = Server()
read = server.call("thread/read", threadId=fork, includeTurns=True)["thread"]
restarted = names(server)
server.call("thread/resume", threadId=fork)
server.end_of(server.start_turn(fork, "go on"))
after_a_turn = names(server)
server.stop()

print("openai-codex-cli-bin", version("openai-codex-cli-bin"))
print("thread/read of the fork: named", repr(read["name"]), "with", len(read["turns"]), "turn")
print("thread/list after it was forked and named:", at_once)
print("thread/list after a restart:", restarted)
print("thread/list after a turn of its own:", after_a_turn)
alone = ["the first thread"]
if read["name"] != "the fork" or at_once != alone or restarted != alone or "the fork" not in after_a_turn:
    sys.exit("CHANGED: the fork is listed before its first turn, or not after it")
print("unchanged: the named fork was in no list before it had a turn")
PYTHON
