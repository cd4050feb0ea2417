"""Which program a client starts as its server, for applications that show it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .config import AppServerConfig

__all__ = ["server_program"]


def server_program(config: AppServerConfig) -> str | None:
    """Return the program that a client of this configuration starts; None if it connects to one that runs.

    Raises `BinaryNotFoundError` when no binary is named, installed or on the `PATH`.
    """
    from ._io.process import command_line

    return None if config.transport is not None else str(command_line(config)[0])
