"""What a server runs with and what it has: read for a person who wants to look, and bounded in time."""

from __future__ import annotations

import os
from dataclasses import dataclass
from typing import TYPE_CHECKING

from codex_app_server import CodexError
from codex_app_server.binary import server_program

from ..state.sanitise import sanitise_line
from .account import Account
from .config_layers import SECONDS, ConfigFacts, read_layers
from .hooks import Hooks
from .mcp_servers import McpServers
from .rules import Rules
from .skills import Skills

if TYPE_CHECKING:
    from codex_app_server import AppServerConfig, AsyncCodex


@dataclass(frozen=True, slots=True)
class ServerFacts:
    """The server of a connection. Texts are sanitised; `program` is empty where it was not started here."""

    version: str
    program: str
    home: str
    platform: str
    pid: int | None = None
    memory: int | None = None
    """Bytes of memory that it takes; None where it does not say."""


class Inventory:
    """The requests of one connection about its server."""

    def __init__(self, codex: AsyncCodex, config: AppServerConfig) -> None:
        self._codex = codex
        self._config = config
        self.account = Account(codex)
        self.skills = Skills(codex)
        self.mcp = McpServers(codex)
        self.hooks = Hooks(codex)
        self.rules = Rules(codex)

    async def config(self, cwd: str) -> ConfigFacts:
        """Read the configuration for a directory, with its layers."""
        return await read_layers(self._codex, cwd)

    async def server(self) -> ServerFacts:
        """Return what is known of the server; what it does not say of itself is left out."""
        told = self._codex.metadata
        facts = ServerFacts(
            sanitise_line(told.server_info.version or ""),
            sanitise_line(server_program(self._config) or ""),
            sanitise_line(told.codex_home or ""),
            sanitise_line(told.platform_os or os.name),
        )
        try:
            # Experimental: other versions of the server have no such method.
            process = (await self._codex.api.server_diagnostics(timeout=SECONDS)).process
        except CodexError:
            return facts
        memory = process.resident_memory_bytes or process.physical_footprint_bytes
        return ServerFacts(facts.version, facts.program, facts.home, facts.platform, process.id, memory)
