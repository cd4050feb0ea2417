#!/usr/bin/env bash
# Official SDK and server: two run() calls on one thread at the same time return the same answer.
#
# While thread.run("first") waits for the model, another Python thread calls thread.run("second") on
# the same Thread object. The server does not start a second turn: it adds the text to the running one
# and cuts the model's answer to the first. The SDK waits in both calls for that one turn. Both return
# "completed" with the answer to the second question, and neither raises nor warns.
#
# Versions: openai-codex 0.163.0, openai-codex-cli-bin 0.163.0, Python 3.10 or later. The model is a small
# scripted one on the loopback interface; nothing is asked of a real one.
# For an application: hold a lock around run() for each thread, or compare the ids of the turns.
#
# Output seen on 28 November 2026:
#   openai-codex 0.163.0, openai-codex-cli-bin 0.163.0
#   run('first')  -> completed, 'answer to second'
#   run('second') -> completed, 'answer to second'
#   the same turn: True
#   unchanged: both calls got the second answer
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check \
    openai-codex==0.163.0 openai-codex-cli-bin==0.163.0

"$folder/venv/bin/python" - "$folder" <<'PYTHON'
import json
import os
import signal
import sys
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from importlib.metadata import version
from pathlib import Path

from openai_codex import Codex, CodexConfig

first_asked, second_asked = threading.Event(), threading.Event()


class Model(BaseHTTPRequestHandler):
    """Answers the second question at once, the first only when nobody waits for it any more."""

    def log_message(self, *arguments):
        pass

    def do_GET(self):
        self.send_response(200)
        self.end_headers()
        self.wfile.write(b'{"models": []}')

    def do_POST(self):
        body = json.loads(self.rfile.read(int(self.headers["content-length"])))
        question = body["input"][-1]["content"][0]["text"]
        self.send_response(200)
        self.send_header("content-type", "text/event-stream")
        self.end_headers()
        self.event("response.created", response={"id": f"resp_{question}"})
        if question == "first":
            first_asked.set()
            second_asked.wait(30)
        else:
            second_asked.set()
        text = {"type": "output_text", "text": f"answer to {question}"}
        item = {"type": "message", "id": f"msg_{question}", "role": "assistant", "content": [text]}
        try:
            self.event("response.output_item.done", output_index=0, item=item)
            usage = {"input_tokens": 1, "output_tokens": 1, "total_tokens": 2}
            self.event("response.completed", response={"id": f"resp_{question}", "usage": usage})
        except OSError:
            """The server has hung up on the first answer."""

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
results = {}
signal.alarm(120)
with Codex(CodexConfig(env=environment)) as codex:
    thread = codex.thread_start(cwd=str(work))

    def run(question):
        results[question] = thread.run(question)

    first = threading.Thread(target=run, args=("first",))
    first.start()
    if not first_asked.wait(30):
        sys.exit("CHANGED: the model was not asked the first question")
    second = threading.Thread(target=run, args=("second",))
    second.start()
    first.join()
    second.join()

print(f"openai-codex {version('openai-codex')}, openai-codex-cli-bin {version('openai-codex-cli-bin')}")
seen = {question: (result.status.value, result.final_response) for question, result in results.items()}
for question in ("first", "second"):
    status, answer = seen[question]
    print(f"run({question!r})".ljust(13), "->", f"{status}, {answer!r}")
same_turn = results["first"].id == results["second"].id
print("the same turn:", same_turn)
if seen["first"] != seen["second"] or seen["second"] != ("completed", "answer to second") or not same_turn:
    sys.exit("CHANGED: the two calls did not both get the second answer")
print("unchanged: both calls got the second answer")
PYTHON
