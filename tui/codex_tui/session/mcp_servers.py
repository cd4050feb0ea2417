"""MCP servers: which are configured, how each is, signing in to one.

A question about all of them waits for the slowest, and starts them for it. So each is asked by itself.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

from ..state.sanitise import sanitise, sanitise_line
from .config_layers import SECONDS, without_secrets

if TYPE_CHECKING:
    from codex_app_server import AsyncCodex
    from codex_app_server.generated import v2_all as v2

    from .config_layers import ConfigFacts

ANSWER_SECONDS = 30.0
"""How long one server is waited for: its program may have to be fetched first."""

_LOGIN_SECONDS = 20.0
"""How long the address to sign in at is waited for: the server asks that of the MCP server."""


class McpState(str, Enum):
    """How a server is; the values are what the person reads."""

    ASKED = "asked ..."
    OFF = "off"
    CONNECTED = "connected"
    SIGN_IN = "sign in needed"
    FAILED = "failed"
    SILENT = "no answer"


@dataclass(frozen=True, slots=True)
class McpServer:
    """A server. `name` is as it is configured, all other texts are sanitised.

    `program` is its command without arguments, or its address, of which what may be secret is left out.
    """

    name: str
    program: str = ""
    state: McpState = McpState.ASKED
    title: str = ""
    tools: tuple[str, ...] = ()
    error: str = ""
    signed_in: bool = False
    over_http: bool = False


class McpServers:
    """The requests about MCP servers of one connection."""

    def __init__(self, codex: AsyncCodex) -> None:
        self._codex = codex

    def configured(self, config: ConfigFacts) -> list[McpServer]:
        """Return the servers of a configuration, by name; those that are on have not been asked."""
        servers = config.config.table("mcp_servers")
        return [_configured(name, servers[name]) for name in sorted(servers)]

    async def ask(self, server: McpServer, thread_id: str | None) -> McpServer:
        """Return how a server is (`mcpServerStatus/list`), in a thread that is loaded, else by itself.

        Raises `RequestTimeoutError` after `ANSWER_SECONDS`.
        """
        answer = await self._codex.api.mcp_server_status_list(
            server_name=server.name,
            detail="toolsAndAuthOnly",
            thread_id=thread_id,
            timeout=ANSWER_SECONDS,
        )
        found = next((each for each in answer.data if each.name == server.name), None)
        if found is None:
            return _with(
                server, McpState.FAILED, error="The server does not know it: reload the configuration."
            )
        info = found.server_info
        tools = tuple(sorted(sanitise_line(name) for name in found.tools))
        return McpServer(
            server.name,
            server.program,
            _state(found),
            sanitise_line(f"{info.title or info.name} {info.version}") if info is not None else "",
            tools,
            sanitise(found.tools_error or ""),
            str(found.auth_status) in ("oAuth", "bearerToken"),
            server.over_http,
        )

    async def login(self, name: str, thread_id: str | None) -> str:
        """Begin to sign in to a server, and return the address to open (`mcpServer/oauth/login`).

        `mcpServer/oauthLogin/completed` says how it ended.
        """
        answer = await self._codex.api.mcp_server_oauth_login(
            name=name, thread_id=thread_id, timeout=_LOGIN_SECONDS
        )
        return sanitise_line(answer.authorization_url)

    async def reload(self) -> None:
        """Have the server read the configuration of MCP servers again (`config/mcpServer/reload`)."""
        await self._codex.api.config_mcp_server_reload(timeout=SECONDS)


def _configured(name: str, table: object) -> McpServer:
    settings = table if isinstance(table, Mapping) else {}
    url = settings.get("url")
    program = without_secrets(str(url)) if url else str(settings.get("command") or "")
    state = McpState.OFF if settings.get("enabled") is False else McpState.ASKED
    return McpServer(name, sanitise_line(program), state, over_http=bool(url))


def _with(server: McpServer, state: McpState, *, error: str = "") -> McpServer:
    return McpServer(server.name, server.program, state, error=error, over_http=server.over_http)


def silent(server: McpServer, why: str) -> McpServer:
    """Return a server that has not answered, with the reason, sanitised."""
    return _with(server, McpState.SILENT, error=why)


def _state(status: v2.McpServerStatus) -> McpState:
    runtime = str(status.runtime_status) if status.runtime_status is not None else ""
    if runtime == "disabled":
        return McpState.OFF
    if runtime == "authenticationRequired" or str(status.auth_status) == "notLoggedIn":
        return McpState.SIGN_IN
    return McpState.FAILED if status.tools_error or runtime == "failed" else McpState.CONNECTED
