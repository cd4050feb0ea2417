#!/usr/bin/env bash
# Server: thread/search finds words that no prompt and no answer holds, in text that no client is shown.
#
# Three threads are made whose prompts and answers do not hold the word "workspace_roots". thread/search for that
# word returns all three, because it also searches the description of the environment that the server puts before
# each prompt for the model. thread/turns/list of those threads does not have the word, so a client cannot
# show the match; the snippet is a piece of XML. A search for part of the directory's name finds every thread
# in that directory.
#
# Versions: openai-codex-cli-bin 0.163.0 (`codex app-server`), Python 3.10 or later. The model is a small
# scripted one on the loopback interface.
# For an application: check a hit against what thread/turns/list or thread/searchOccurrences gives before it is shown.
#
# Output seen on 29 November 2026:
#   openai-codex-cli-bin 0.163.0
#   threads with the word in what was said: 0
#   threads that thread/search finds for it: 3
#   threads that it finds for a prompt: 1
#   unchanged: the search has found what was never said
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


server = Server()
threads = [server.start_thread() for _ in range(3)]
for number, thread in enumerate(threads):
    server.end_of(server.start_turn(thread, f"hello {number}"))
word = "workspace_roots"
found = {hit["thread"]["id"] for hit in server.call("thread/search", searchTerm=word)["data"]}
control = {hit["thread"]["id"] for hit in server.call("thread/search", searchTerm="hello 1")["data"]}
shown = [json.dumps(server.call("thread/turns/list", threadId=thread, itemsView="full")) for thread in threads]
server.stop()

print("openai-codex-cli-bin", version("openai-codex-cli-bin"))
print("threads with the word in what was said:", sum(word in text for text in shown))
print("threads that thread/search finds for it:", len(found & set(threads)))
print("threads that it finds for a prompt:", len(control))
if any(word in text for text in shown) or len(found & set(threads)) != 3 or len(control) != 1:
    sys.exit("CHANGED: the word was said, or the search did not find it everywhere")
print("unchanged: the search has found what was never said")
PYTHON
