#!/usr/bin/env bash
# Server: text that turn/steer has accepted is gone when the turn is interrupted before it was read.
#
# A turn runs a command. turn/steer adds a text, and the server answers with the turn's id, as for any
# text it takes. Then turn/interrupt ends the turn. The text is in no item, not in the history of the thread,
# not in the next request to the model, and no notification or error tells that it was dropped.
#
# Versions: openai-codex-cli-bin 0.163.0 (`codex app-server`), Python 3.10 or later. The model is a small
# scripted one on the loopback interface; the command that it asks for is `sleep 5`.
# For an application: the answer of turn/steer is no receipt. Keep the text until the item/started of its
# userMessage has come, and give it back to the user when the turn ends without it.
#
# Output seen on 28 November 2026:
#   openai-codex-cli-bin 0.163.0
#   turn/steer is answered with the id of the turn: True
#   turn/interrupt: the turn is interrupted
#   the next turn: completed
#   the steered text is in a message of the server: False
#   the steered text is in the history: False
#   the steered text is in a request to the model: False
#   unchanged: the steered text was accepted, then lost
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
    """Asks for a command when the last message is "work", else says "done"."""

    def log_message(self, *arguments):
        pass

    def do_GET(self):
        self.send_response(200)
        self.end_headers()
        self.wfile.write(b'{"models": []}')

    def do_POST(self):
        body = json.loads(self.rfile.read(int(self.headers["content-length"])))
        requests.append(body)
        number = len(requests)
        last = body["input"][-1]
        if last.get("role") == "user" and last["content"][0]["text"] == "work":
            item = {
                "type": "function_call",
                "id": f"fc_{number}",
                "call_id": f"call_{number}",
                "name": "exec_command",
                "arguments": json.dumps({"cmd": "sleep 5"}),
            }
        else:
            text = {"type": "output_text", "text": "done"}
            item = {"type": "message", "id": f"msg_{number}", "role": "assistant", "content": [text]}
        self.send_response(200)
        self.send_header("content-type", "text/event-stream")
        self.end_headers()
        self.event("response.created", response={"id": f"resp_{number}"})
        self.event("response.output_item.done", output_index=0, item=item)
        usage = {"input_tokens": 1, "output_tokens": 1, "total_tokens": 2}
        self.event("response.completed", response={"id": f"resp_{number}", "usage": usage})

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
server = subprocess.Popen(
    [str(bundled_codex_path()), "app-server"],
    stdin=subprocess.PIPE,
    stdout=subprocess.PIPE,
    stderr=subprocess.DEVNULL,
    text=True,
    env=environment,
)
ids = count(1)
messages = []


def wait_for(fits):
    """The first message that fits, of those that came and those to come."""
    for message in messages:
        if fits(message):
            return message
    for line in server.stdout:
        message = json.loads(line)
        messages.append(message)
        if fits(message):
            return message
    sys.exit("CHANGED: the server has ended")


def call(method, **params):
    number = next(ids)
    server.stdin.write(json.dumps({"id": number, "method": method, "params": params}) + "\n")
    server.stdin.flush()
    answer = wait_for(lambda message: message.get("id") == number and "method" not in message)
    if "error" in answer:
        sys.exit(f"CHANGED: {method} answered {answer['error']}")
    return answer["result"]


def start_turn(text):
    return call("turn/start", threadId=thread, input=[{"type": "text", "text": text}])["turn"]["id"]


def status_at_end(turn):
    end = wait_for(lambda m: m.get("method") == "turn/completed" and m["params"]["turn"]["id"] == turn)
    return end["params"]["turn"]["status"]


call("initialize", clientInfo={"name": "finding", "version": "1"}, capabilities={"experimentalApi": True})
server.stdin.write('{"method": "initialized"}\n')
thread = call("thread/start", cwd=str(work), approvalPolicy="never", sandbox="danger-full-access")["thread"]["id"]
turn = start_turn("work")
wait_for(lambda m: m.get("method") == "item/started" and m["params"]["item"]["type"] == "commandExecution")
steered = [{"type": "text", "text": "use-the-other-branch"}]
accepted = call("turn/steer", threadId=thread, expectedTurnId=turn, input=steered) == {"turnId": turn}
call("turn/interrupt", threadId=thread, turnId=turn)
interrupted = status_at_end(turn)
completed = status_at_end(start_turn("next"))
history = call("thread/turns/list", threadId=thread, itemsView="full")
server.terminate()
server.wait()

seen = ["use-the-other-branch" in json.dumps(place) for place in (messages, history, requests)]
print("openai-codex-cli-bin", version("openai-codex-cli-bin"))
print("turn/steer is answered with the id of the turn:", accepted)
print("turn/interrupt: the turn is", interrupted)
print("the next turn:", completed)
print("the steered text is in a message of the server:", seen[0])
print("the steered text is in the history:", seen[1])
print("the steered text is in a request to the model:", seen[2])
if not accepted or interrupted != "interrupted" or completed != "completed" or any(seen):
    sys.exit("CHANGED: the steered text was refused, or it was not lost")
print("unchanged: the steered text was accepted, then lost")
PYTHON
