"""A server as a child process, without a client."""

from __future__ import annotations

from functools import partial

from ._io.detached import spawn_detached
from ._io.process import start_process
from .config import AppServerConfig
from .transport import Transport, TransportFactory

__all__ = ["stdio_server"]


def stdio_server(config: AppServerConfig | None = None) -> TransportFactory:
    """Return a factory that starts an app-server as a client without a `transport` does.

    It is for `AppServerConfig(transport=...)`, for example to inspect or wrap the transport. Of `config` it
    uses the fields about the process: `codex_bin`, `launch_args_override`, `config_overrides`, `cwd`, `env`,
    `inherit_env` and `close_timeout`. Opening it raises `BinaryNotFoundError` and `ServerStartError`.
    """
    return partial(_open, AppServerConfig() if config is None else config)


async def _open(config: AppServerConfig) -> Transport:
    transport = await start_process(config)
    transport.attended = True
    spawn_detached(transport.drain_stderr, name="codex app-server stderr")
    spawn_detached(transport.watch, name="codex app-server watch")
    return transport
