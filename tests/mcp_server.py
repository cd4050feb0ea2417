"""A small MCP server on stdio: `python mcp_server.py`.

Its tool `greet` asks the person for an age; `ask` puts the elicitation that it is called with, and tells the
model the answer.
"""

from __future__ import annotations

import json
import sys
from typing import Any

Message = dict[str, Any]
TOOLS = [
    {
        "name": "greet",
        "description": "Greets a person of a certain age.",
        "inputSchema": {"type": "object", "properties": {"name": {"type": "string"}}},
    },
    {
        "name": "ask",
        "description": "Asks the person.",
        "inputSchema": {"type": "object", "properties": {"params": {"type": "object"}}},
        # Without this the person would be asked whether the tool may be called at all.
        "annotations": {"readOnlyHint": True},
    },
]
FORM = {"type": "object", "properties": {"age": {"type": "integer"}}, "required": ["age"]}


def config(name: str = "forms") -> str:
    """The TOML that makes the app-server start this server."""
    command, path = json.dumps(sys.executable), json.dumps(__file__)
    return f"[mcp_servers.{name}]\ncommand = {command}\nargs = [{path}]\n"


def main() -> None:
    """Serve until the input ends."""
    for line in sys.stdin:
        message = json.loads(line)
        if "method" in message and "id" in message:
            say({"id": message["id"], "result": answer(message["method"], message.get("params") or {})})


def answer(method: str, params: Message) -> Message:
    """Answer one request; while a tool is called, the client is asked."""
    if method == "initialize":
        return {
            "protocolVersion": params["protocolVersion"],
            "capabilities": {"tools": {}},
            "serverInfo": {"name": "forms", "version": "1"},
        }
    if method == "tools/list":
        return {"tools": TOOLS}
    if method == "tools/call":
        given = params["arguments"]
        if params["name"] == "ask":
            text = json.dumps(elicit(given["params"]), sort_keys=True)
        else:
            said = elicit({"message": "Your age?", "requestedSchema": FORM})
            text = f"Hello {given['name']}, {json.dumps(said, sort_keys=True)}"
        return {"content": [{"type": "text", "text": text}]}
    return {}


def elicit(params: Message) -> object:
    """Ask the person through the client; return the result, or the error, of the request."""
    say({"id": "asked", "method": "elicitation/create", "params": params})
    said = next(reply for reply in map(json.loads, sys.stdin) if reply.get("id") == "asked")
    return said.get("result", said.get("error"))


def say(message: Message) -> None:
    """Send one message."""
    sys.stdout.write(json.dumps({"jsonrpc": "2.0", **message}) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
