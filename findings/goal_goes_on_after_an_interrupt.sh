#!/usr/bin/env bash
# Server: a goal whose turn was interrupted goes on by itself after the next prompt of the user.
#
# thread/goal/set starts turns by itself. turn/interrupt ends the one that runs, and no further one starts, as if
# the goal had been stopped. thread/goal/get still says "active". The user sends a prompt, which is answered, and
# right after it the turns of the goal go on, each a call of the model.
#
# Versions: openai-codex-cli-bin 0.163.0 (`codex app-server`), Python 3.10 or later. The model is a small
# scripted one on the loopback interface; the command that it asks for is `sleep 5`.
# For an application: who interrupts a turn of a goal wants thread/goal/set with the status "paused" beside it.
#
# Output seen on 29 November 2026:
#   openai-codex-cli-bin 0.163.0
#   the turn of the goal: interrupted
#   turns started so far: 1
#   the goal after the interrupt: active
#   the user's own turn: completed
#   a further turn that no client has started: completed
#   unchanged: the goal went on after the user's prompt
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
    """Asks for a command of five seconds in the first request, else says "done"."""

    def log_message(self, *arguments):
        pass

    def do_GET(self):
        self.send_response(200)
        self.end_headers()
        self.wfile.write(b'{"models": []}')

    def do_POST(self):
        self.rfile.read(int(self.headers["content-length"]))
        requests.append(self.path)
        if len(requests) == 1:
            item = {
                "type": "function_call",
                "id": "fc_1",
                "call_id": "call_1",
                "name": "exec_command",
                "arguments": json.dumps({"cmd": "sleep 5"}),
            }
        else:
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


def started(server):
    return [m["params"]["turn"]["id"] for m in server.messages if m.get("method") == "turn/started"]


server = Server()
thread = server.start_thread()
server.call("thread/goal/set", threadId=thread, objective="tidy up", tokenBudget=100)
server.wait_for(lambda m: m.get("method") == "item/started" and m["params"]["item"]["type"] == "commandExecution")
goals_turn = started(server)[0]
server.call("turn/interrupt", threadId=thread, turnId=goals_turn)
interrupted = server.end_of(goals_turn)
status = server.call("thread/goal/get", threadId=thread)["goal"]["status"]
turns_before = len(started(server))
mine = server.start_turn(thread, "How far are you?")
answered = server.end_of(mine)
later = server.wait_for(
    lambda m: m.get("method") == "turn/started" and m["params"]["turn"]["id"] not in (goals_turn, mine)
)
by_itself = server.end_of(later["params"]["turn"]["id"])
server.call("thread/goal/clear", threadId=thread)
server.stop()

print("openai-codex-cli-bin", version("openai-codex-cli-bin"))
print("the turn of the goal:", interrupted)
print("turns started so far:", turns_before)
print("the goal after the interrupt:", status)
print("the user's own turn:", answered)
print("a further turn that no client has started:", by_itself)
if (interrupted, turns_before, status, answered, by_itself) != ("interrupted", 1, "active", "completed", "completed"):
    sys.exit("CHANGED: the interrupt has stopped the goal, or the goal did not wait")
print("unchanged: the goal went on after the user's prompt")
PYTHON
