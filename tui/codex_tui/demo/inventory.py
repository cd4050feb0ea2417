"""What the demo's server has: skills, MCP servers, hooks, and rules of commands. All can be changed."""

from __future__ import annotations

import base64
from typing import TYPE_CHECKING, Any

from codex_app_server.testing import RpcError

from .files import read_directory, read_file
from .moment import DEMO_CWD, DEMO_HOME

if TYPE_CHECKING:
    from codex_app_server.testing import ScriptedServer

_INTERNAL_ERROR = -32603

_SKILLS = (
    ("changelog", "Writes an entry of the changelog for what changed", "repo"),
    ("flaky-test", "Runs a test until it fails, and says why", "repo"),
    ("letter", "Writes a letter in your tone", "user"),
)
_OFF_AT_FIRST = "letter"

_HOOK: dict[str, Any] = {
    "key": f"{DEMO_HOME}/.codex/config.toml:stop:0:0",
    "handlerType": "command",
    "command": "notify-send 'A turn has ended'",
    "async": False,
    "currentHash": "sha256:demo",
    "displayOrder": 0,
    "eventName": "stop",
    "isManaged": False,
    "source": "user",
    "sourcePath": f"{DEMO_HOME}/.codex/config.toml",
    "timeoutSec": 60,
}

_RULES_FOLDER = f"{DEMO_HOME}/.codex/rules"
_RULES_FILE = f"{_RULES_FOLDER}/default.rules"
_RULES = """\
prefix_rule(pattern=["pytest"], decision="allow")
prefix_rule(pattern=["git", ["push", "pull"]], decision="prompt", justification="others work here")
prefix_rule(pattern=["rm", "-rf"], decision="forbidden")
"""

_MCP_SERVERS: dict[str, dict[str, Any]] = {
    "issues": {"url": "https://mcp.example.invalid/issues", "enabled": True},
    "browser": {"command": "browser-mcp", "args": [], "enabled": True},
    "database": {"command": "database-mcp", "args": [], "enabled": True},
}
"""The table of the configuration."""

_ANSWERS: dict[str, dict[str, Any]] = {
    "issues": {"authStatus": "notLoggedIn", "toolsError": "MCP startup failed: auth required"},
    "browser": {
        "authStatus": "unsupported",
        "serverInfo": {"name": "browser", "version": "2.1"},
        "tools": {name: {"name": name, "inputSchema": {}} for name in ("open", "read", "click")},
    },
    "database": {
        "authStatus": "unsupported",
        "toolsError": "MCP startup failed: database-mcp: no such file or directory",
    },
}


class _Inventory:
    """What is on, trusted and saved now."""

    def __init__(self, server: ScriptedServer) -> None:
        self._server = server
        self._off = {_OFF_AT_FIRST}
        self._rules = _RULES

    def skills(self, params: dict[str, Any]) -> dict[str, Any]:
        skills = [
            {
                "name": name,
                "description": words,
                "enabled": name not in self._off,
                "path": _path(name),
                "scope": scope,
            }
            for name, words, scope in _SKILLS
        ]
        return {"data": [{"cwd": DEMO_CWD, "errors": [], "skills": skills}]}

    def switch_skill(self, params: dict[str, Any]) -> dict[str, Any]:
        for name, _, _ in _SKILLS:
            if params.get("path") == _path(name):
                (self._off.discard if params["enabled"] else self._off.add)(name)
        return {"effectiveEnabled": params["enabled"]}

    def hooks(self, params: dict[str, Any]) -> dict[str, Any]:
        configured: Any = self._server.config.get("hooks", {})
        state = configured.get("state", {}).get(_HOOK["key"], {})
        now = {
            "enabled": state.get("enabled", True),
            "trustStatus": "trusted" if "trusted_hash" in state else "untrusted",
        }
        return {"data": [{"cwd": DEMO_CWD, "errors": [], "warnings": [], "hooks": [{**_HOOK, **now}]}]}

    def read_directory(self, params: dict[str, Any]) -> dict[str, Any]:
        if params["path"] == _RULES_FOLDER:
            return {"entries": [{"fileName": "default.rules", "isFile": True, "isDirectory": False}]}
        return read_directory(params)

    def read_file(self, params: dict[str, Any]) -> dict[str, Any]:
        if params["path"] == _RULES_FILE:
            return {"dataBase64": base64.b64encode(self._rules.encode()).decode()}
        return read_file(params)

    def write_file(self, params: dict[str, Any]) -> dict[str, Any]:
        if params["path"] != _RULES_FILE:
            raise RpcError(_INTERNAL_ERROR, "the demo writes no files")
        self._rules = base64.b64decode(params["dataBase64"]).decode()
        return {}


def add_inventory(server: ScriptedServer) -> None:
    """Make a server answer about these, and about files as before."""
    has = _Inventory(server)
    server.config["mcp_servers"] = _MCP_SERVERS
    server.answer("skills/list", has.skills)
    server.answer("skills/config/write", has.switch_skill)
    server.answer("hooks/list", has.hooks)
    server.answer("mcpServerStatus/list", _mcp)
    server.answer("mcpServer/oauth/login", _login)
    server.answer("config/mcpServer/reload", lambda _: {})
    server.answer("fs/readDirectory", has.read_directory)
    server.answer("fs/readFile", has.read_file)
    server.answer("fs/writeFile", has.write_file)


def _path(name: str) -> str:
    return f"{DEMO_HOME}/.codex/skills/{name}/SKILL.md"


def _mcp(params: dict[str, Any]) -> dict[str, Any]:
    wanted = params.get("serverName")
    return {
        "data": [
            {"name": name, "resources": [], "resourceTemplates": [], "tools": {}, **answer}
            for name, answer in _ANSWERS.items()
            if wanted in (None, name)
        ],
        "nextCursor": None,
    }


def _login(params: dict[str, Any]) -> dict[str, Any]:
    return {"authorizationUrl": f"https://mcp.example.invalid/authorize?server={params['name']}"}
