"""Starts a server before its client, for applications that take as long to import as it to start."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .config import AppServerConfig

__all__ = ["start_early"]


def start_early(config: AppServerConfig) -> None:
    """Start the server of a configuration now; the first client with the same command and environment has it.

    Nothing is raised: where it cannot be started, the client tries again and says what is wrong. Without a
    client it ends with this process. It does nothing for a running server, nor outside Linux.
    """
    from ._io import process

    if config.transport is None:
        process.start_early(config)
