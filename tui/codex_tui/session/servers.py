"""Which server to talk to: one of our own, the one that `codex` leaves in the background, or a named one."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from codex_app_server import CodexError

from ..which_server import background_server, own_server
from .versions import is_too_old

if TYPE_CHECKING:
    from codex_app_server import AppServerConfig, AsyncCodex, AsyncEventStream
    from codex_app_server.config import TransportFactory


@dataclass(frozen=True)
class ServerChoice:
    """What the command line says about the server; without a word the setting decides."""

    own: bool = False
    """Whether it is to be one of our own in any case."""
    url: str = ""
    transport: TransportFactory | None = field(default=None, repr=False)
    """Connects to the server at `url`; it may hold a token."""


@dataclass(frozen=True)
class OpenServer:
    """A client that is connected. `shared`: its server runs on without this application, maybe for others."""

    codex: AsyncCodex
    events: AsyncEventStream
    config: AppServerConfig
    shared: bool


async def open_server(config: AppServerConfig, choice: ServerChoice, *, background: bool) -> OpenServer:
    """Connect to a named server or to the one in the background, else start one.

    `background`: whether that of the home is used when it answers. Raises `CodexError`.
    """
    if choice.transport is not None:
        return await _open(replace(config, transport=choice.transport), shared=True)
    running = background_server(config) if background and not choice.own else None
    if running is not None:
        try:
            opened = await _open(running, shared=True)
        except CodexError:
            # It has ended and left its socket, or is about to: one of our own does as well.
            pass
        else:
            if not is_too_old(opened.codex.metadata.server_info.version or ""):
                return opened
            await opened.codex.close()
    return await _open(own_server(config), shared=False)


async def _open(config: AppServerConfig, *, shared: bool) -> OpenServer:
    from codex_app_server import AsyncCodex

    codex = AsyncCodex(config)
    try:
        events = codex.events()
        await codex.__aenter__()
    except CodexError:
        await codex.close()
        raise
    return OpenServer(codex, events, config, shared)
