#!/usr/bin/env bash
# Rollouts: after a rollout file was edited, the user sees the old text and the model gets the new one.
#
# A prompt held a password, say, and somebody replaces that word in the thread's rollout file while no server runs.
# A new server resumes the thread: thread/turns/list, from which clients show the history, still has the old
# word, since it comes from a database. The next request to the model has the new word, since it comes from the
# file. Neither says that the two differ.
#
# Versions: openai-codex-cli-bin 0.163.0 (`codex app-server`), Python 3.10 or later. The model is a small
# scripted one on the loopback interface, which keeps the requests.
# For an application: editing a rollout does not remove a word from the thread; delete the thread instead, and
# do not take the history that is shown for what the model knows.
#
# Output seen on 29 November 2026:
#   openai-codex-cli-bin 0.163.0
#   the next turn: completed
#   the history has the old word: True the new one: False
#   the request to the model has the old word: False the new one: True
#   unchanged: the user sees the old text, the model gets the new one
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


server = Server()
thread = server.start_thread()
server.end_of(server.start_turn(thread, "the word is walnut"))
server.stop()
(rollout,) = (home / "sessions").rglob("*.jsonl")
lines = rollout.read_text()
rollout.write_text(lines.replace("walnut", "almond"))
requests.clear()

server = Server()
server.call("thread/resume", threadId=thread)
ended = server.end_of(server.start_turn(thread, "Which word is it?"))
history = json.dumps(server.call("thread/turns/list", threadId=thread, itemsView="full"))
server.stop()

sent = "".join(requests)
print("openai-codex-cli-bin", version("openai-codex-cli-bin"))
print("the next turn:", ended)
print("the history has the old word:", "walnut" in history, "the new one:", "almond" in history)
print("the request to the model has the old word:", "walnut" in sent, "the new one:", "almond" in sent)
if ended != "completed" or "walnut" not in history or "almond" in history:
    sys.exit("CHANGED: the history shows the edited file")
if "walnut" in sent or "almond" not in sent:
    sys.exit("CHANGED: the model gets what the history shows")
print("unchanged: the user sees the old text, the model gets the new one")
PYTHON
