#!/usr/bin/env bash
# Server and MCP: with the approval policy "never" an MCP tool that may write is refused, not run.
#
# An MCP server over stdio has one tool without the annotation `readOnlyHint`. A program that runs unattended
# starts a thread with `approvalPolicy: "never"` in the sandbox "workspace-write", and the model calls the tool. The
# client is asked nothing, and the tool is not called: its item fails, and the turn goes on to "completed". In
# the sandbox "danger-full-access" the same policy runs it.
#
# Versions: openai-codex-cli-bin 0.163.0 (`codex app-server`), Python 3.10 or later. The model is a small
# scripted one on the loopback interface; the MCP server is one of the standard library.
# For an application: with MCP tools use another policy and answer mcpServer/elicitation/request; a turn that
# "completed" is no sign that its tools ran.
#
# Output seen on 29 November 2026:
#   openai-codex-cli-bin 0.163.0
#   workspace-write: the tool failed, the turn completed
#      MCP tool call requires approval, but approval policy is never
#   danger-full-access: the tool completed, the turn completed
#   questions to the client: 0
#   unchanged: the policy that never asks has refused the tool
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
    """Calls the MCP tool when the last message is "work", else says "done"."""

    def log_message(self, *arguments):
        pass

    def do_GET(self):
        self.send_response(200)
        self.end_headers()
        self.wfile.write(b'{"models": []}')

    def do_POST(self):
        body = json.loads(self.rfile.read(int(self.headers["content-length"])))
        last = body["input"][-1]
        if last.get("role") == "user" and last["content"][0]["text"] == "work":
            item = {
                "type": "function_call",
                "id": "fc_1",
                "call_id": "call_1",
                "namespace": "mcp__notes",
                "name": "add",
                "arguments": json.dumps({"text": "hello"}),
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


tool_server = work / "notes.py"
tool_server.write_text("""
import json, sys

tool = {"name": "add", "description": "Add a note.", "inputSchema": {"type": "object", "properties": {"text": {"type": "string"}}}}
for line in sys.stdin:
    message = json.loads(line)
    if message.get("method") == "initialize":
        result = {
            "protocolVersion": message["params"]["protocolVersion"],
            "capabilities": {"tools": {}},
            "serverInfo": {"name": "notes", "version": "1"},
        }
    elif message.get("method") == "tools/list":
        result = {"tools": [tool]}
    elif message.get("method") == "tools/call":
        result = {"content": [{"type": "text", "text": "noted"}]}
    else:
        result = {}
    if "id" in message:
        print(json.dumps({"jsonrpc": "2.0", "id": message["id"], "result": result}), flush=True)
""")
with (home / "config.toml").open("a") as config:
    config.write(f"[mcp_servers.notes]\ncommand = {json.dumps(sys.executable)}\nargs = [{json.dumps(str(tool_server))}]\n")
server = Server()


def called(sandbox):
    """How the turn ended, the status of the tool's item, and what it says."""
    thread = server.start_thread(sandbox=sandbox)
    turn = server.start_turn(thread, "work")
    ended = server.end_of(turn)
    items = [
        m["params"]["item"]
        for m in server.messages
        if m.get("method") == "item/completed" and m["params"]["turnId"] == turn
    ]
    tools = [item for item in items if item["type"] == "mcpToolCall"]
    if len(tools) != 1:
        sys.exit(f"CHANGED: no tool was called: {items}")
    return ended, tools[0]["status"], (tools[0].get("error") or {}).get("message")


seen = {sandbox: called(sandbox) for sandbox in ("workspace-write", "danger-full-access")}
asked = [m["method"] for m in server.messages if "id" in m and "method" in m]
server.stop()

print("openai-codex-cli-bin", version("openai-codex-cli-bin"))
for sandbox, (ended, status, error) in seen.items():
    print(f"{sandbox}: the tool {status}, the turn {ended}")
    if error:
        print("  ", error)
print("questions to the client:", len(asked))
if [value[:2] for value in seen.values()] != [("completed", "failed"), ("completed", "completed")] or asked:
    sys.exit("CHANGED: the tool ran in both sandboxes or in none, or the client was asked")
print("unchanged: the policy that never asks has refused the tool")
PYTHON
