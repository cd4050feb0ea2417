"""Which server a configuration leads to; light, so that a server starts before the session is imported."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from codex_app_server import AppServerConfig

_SECONDS = 3.0
"""How long the background server may take to answer, before one of our own is started."""


def background_server(config: AppServerConfig) -> AppServerConfig | None:
    """Return the configuration that connects to the background server of this home; None if there is none."""
    socket = background_socket(config)
    if socket is None:
        return None
    from codex_app_server import running_server

    transport = running_server(f"unix://{socket}", connect_timeout=_SECONDS)
    return replace(config, transport=transport, initialize_timeout=_SECONDS)


def background_socket(config: AppServerConfig) -> Path | None:
    """Return the socket of the background server of this home, if there is one to use.

    A binary or settings that the person gave for the server are for one of our own.
    """
    if config.transport is not None or config.codex_bin is not None or config.config_overrides:
        return None
    environment = {**(os.environ if config.inherit_env else {}), **(config.env or {})}
    if environment.get("CODEX_BIN"):
        return None
    home = Path(environment.get("CODEX_HOME") or Path.home() / ".codex")
    socket = home / "app-server-control" / "app-server-control.sock"
    return socket if socket.is_socket() else None


def own_server(config: AppServerConfig) -> AppServerConfig:
    """Return the configuration that starts a server which unloads a thread as soon as it is released.

    Without that 0.163 holds it for more than 12 minutes. Older servers do not know it, and say nothing. A
    setting of the person goes first.
    """
    if config.transport is not None:
        return config
    return replace(config, config_overrides=("thread_unload_delay_secs=0", *config.config_overrides))
