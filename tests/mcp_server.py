"""A small MCP server on stdio: `python mcp_server.py`. Its one tool, `greet`, asks the person for an age."""

from __future__ import annotations

import json
import sys
from typing import Any

Message = dict[str, Any]
TOOL = {
    "name": "greet",
    "description": "Greets a person of a certain age.",
    "inputSchema": {"type": "object", "properties": {"name": {"type": "string"}}},
}
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
        return {"tools": [TOOL]}
    if method == "tools/call":
        say(
            {
                "id": "age",
                "method": "elicitation/create",
                "params": {"message": "Your age?", "requestedSchema": FORM},
            }
        )
        said = next(reply for reply in map(json.loads, sys.stdin) if reply.get("id") == "age")
        text = f"Hello {params['arguments']['name']}, {json.dumps(said.get('result'), sort_keys=True)}"
        return {"content": [{"type": "text", "text": text}]}
    return {}


def say(message: Message) -> None:
    """Send one message."""
    sys.stdout.write(json.dumps({"jsonrpc": "2.0", **message}) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
