#!/usr/bin/env bash
# Server and MCP: a form that the Python package `mcp` makes of a pydantic model is cancelled, and nobody is asked.
#
# Two tools of one MCP server ask the user for an age. One sends a schema that was written by hand. The other
# calls `Context.elicit` with a pydantic model, as the package documents it; its schema has a `title`, which
# pydantic always writes. The client gets mcpServer/elicitation/request for the first one. For the second one it
# gets nothing: the server itself answers the tool with "cancel", as if the user had closed the form.
#
# Versions: openai-codex-cli-bin 0.163.0 (`codex app-server`), mcp 2.3.0, Python 3.10 or later. The model is a
# small scripted one on the loopback interface.
# For an author of an MCP server: leave `title` and `description` out of the schema itself; those of its
# fields are taken. A "cancel" that came at once was not the user's.
#
# Output seen on 29 November 2026:
#   openai-codex-cli-bin 0.163.0 mcp 2.3.0
#   plain: the client was asked: True, the tool was told: accept
#   pydantic: the client was asked: False, the tool was told: cancel
#   unchanged: the form with a title was cancelled unasked
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check openai-codex-cli-bin==0.163.0 mcp==2.3.0

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
    """Calls the tool that a message names, else says "done"."""

    def log_message(self, *arguments):
        pass

    def do_GET(self):
        self.send_response(200)
        self.end_headers()
        self.wfile.write(b'{"models": []}')

    def do_POST(self):
        body = json.loads(self.rfile.read(int(self.headers["content-length"])))
        last = body["input"][-1]
        words = last["content"][0]["text"] if last.get("role") == "user" else ""
        if words in ("plain", "pydantic"):
            item = {
                "type": "function_call",
                "id": "fc_1",
                "call_id": "call_1",
                "namespace": "mcp__forms",
                "name": words,
                "arguments": "{}",
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


tool_server = work / "forms.py"
tool_server.write_text("""
from mcp.server.mcpserver import Context, MCPServer
from mcp.types import ToolAnnotations
from pydantic import BaseModel

server = MCPServer("forms")
quiet = ToolAnnotations(readOnlyHint=True)


class Age(BaseModel):
    age: int


@server.tool(annotations=quiet)
async def pydantic(context: Context) -> str:
    return (await context.elicit(message="How old?", schema=Age)).action


@server.tool(annotations=quiet)
async def plain(context: Context) -> str:
    schema = Age.model_json_schema()
    del schema["title"]
    return (await context.session.elicit_form("How old?", schema, context.request_id)).action


server.run()
""")
with (home / "config.toml").open("a") as config:
    config.write(f"[mcp_servers.forms]\ncommand = {json.dumps(sys.executable)}\nargs = [{json.dumps(str(tool_server))}]\n")
server = Server()
thread = server.start_thread(approvalPolicy="on-request")
server.wait_for(lambda m: m.get("method") == "mcpServer/startupStatus/updated" and m["params"]["status"] == "ready")


def asked_and_answered(tool):
    """Whether the client was asked, and what the tool was told."""
    before = len(server.messages)
    turn = server.start_turn(thread, tool)
    asked = False
    while True:
        new = server.wait_for(lambda m: server.messages.index(m) >= before and fits(m, turn))
        before = server.messages.index(new) + 1
        if new["method"] == "turn/completed":
            break
        asked = True
        server.send(id=new["id"], result={"action": "accept", "content": {"age": 41}})
    items = [m["params"]["item"] for m in server.messages if m.get("method") == "item/completed"]
    tools = [item for item in items if item["type"] == "mcpToolCall" and item["tool"] == tool]
    if len(tools) != 1 or not tools[0].get("result"):
        sys.exit(f"CHANGED: the tool did not run: {tools}")
    return asked, tools[0]["result"]["content"][0]["text"]


def fits(message, turn):
    method, params = message.get("method"), message.get("params") or {}
    over = method == "turn/completed" and params["turn"]["id"] == turn
    return over or method == "mcpServer/elicitation/request"


seen = {tool: asked_and_answered(tool) for tool in ("plain", "pydantic")}
server.stop()

print("openai-codex-cli-bin", version("openai-codex-cli-bin"), "mcp", version("mcp"))
for tool, (asked, answer) in seen.items():
    print(f"{tool}: the client was asked: {asked}, the tool was told: {answer}")
if seen != {"plain": (True, "accept"), "pydantic": (False, "cancel")}:
    sys.exit("CHANGED: both forms were asked, or none")
print("unchanged: the form with a title was cancelled unasked")
PYTHON
