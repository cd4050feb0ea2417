"""Classes that only annotations name, imported by whoever evaluates these: 15 ms less for all others."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .config import AppServerConfig as AppServerConfig


def __getattr__(name: str) -> object:
    if name == "AppServerConfig":
        from .config import AppServerConfig

        return AppServerConfig
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
