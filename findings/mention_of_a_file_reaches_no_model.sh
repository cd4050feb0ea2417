#!/usr/bin/env bash
# Server: an input item of type "mention" that names a file puts nothing before the model.
#
# turn/start takes input items of type "mention" with a name and a path. One that names a file of the workspace
# is accepted and kept in the user's message of the history, so a client shows it as attached. The request to
# the model holds neither the file's text nor its name nor its path, and no warning comes.
#
# Versions: openai-codex-cli-bin 0.163.0 (`codex app-server`), Python 3.10 or later. The model is a small
# scripted one on the loopback interface, which keeps the requests.
# For an application: write the path into the text of the prompt; a mention of a file is for show only.
#
# Output seen on 29 November 2026:
#   openai-codex-cli-bin 0.163.0
#   the turn: completed with 0 warnings
#   the mention is in the history: True
#   the prompt is in the request to the model: True
#   the file's name is in it: False
#   the file's text is in it: False
#   unchanged: the mention was kept for the client and never sent to the model
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

requests = []


class Model(BaseHTTPRequestHandler):
    """Says "done" to everything, and keeps what it was sent."""

    def log_message(self, *arguments):
        pass

    def do_GET(self):
        self.send_response(200)
        self.end_headers()
        self.wfile.write(b'{"models": []}')

    def do_POST(self):
        requests.append(self.rfile.read(int(self.headers["content-length"])).decode())
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


notes = work / "release-notes.txt"
notes.write_text("the secret ingredient is patience")
server = Server()
thread = server.start_thread()
words = {"type": "text", "text": "What does it say?"}
mention = {"type": "mention", "name": notes.name, "path": str(notes)}
turn = server.call("turn/start", threadId=thread, input=[words, mention])["turn"]["id"]
ended = server.end_of(turn)
history = json.dumps(server.call("thread/turns/list", threadId=thread, itemsView="full"))
warnings = [m for m in server.messages if m.get("method") in ("warning", "error")]
server.stop()

sent = "".join(requests)
print("openai-codex-cli-bin", version("openai-codex-cli-bin"))
print("the turn:", ended, "with", len(warnings), "warnings")
print("the mention is in the history:", notes.name in history)
print("the prompt is in the request to the model:", words["text"] in sent)
print("the file's name is in it:", notes.name in sent)
print("the file's text is in it:", "patience" in sent)
if ended != "completed" or notes.name not in history or words["text"] not in sent:
    sys.exit("CHANGED: the turn did not run, or the history does not hold the mention")
if notes.name in sent or "patience" in sent or warnings:
    sys.exit("CHANGED: the mention has reached the model, or a warning has come")
print("unchanged: the mention was kept for the client and never sent to the model")
PYTHON
