"""What the application runs on: a real server, or the demo's."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from .clock import Clock, SystemClock
from .disk.local_store import LocalStore
from .disk.log_file import LogFile
from .session.options import SessionOptions

if TYPE_CHECKING:
    from codex_app_server import AppServerConfig


@dataclass(frozen=True)
class Backend:
    """A server to talk to, with everything that depends on which one it is."""

    config: AppServerConfig
    options: SessionOptions = field(default_factory=SessionOptions)
    clock: Clock = field(default_factory=SystemClock)
    local_store: LocalStore = field(default_factory=LocalStore)
    log: LogFile = field(default_factory=LogFile)
    home: str = field(default_factory=lambda: str(Path.home()))
    """The person's home directory, which is written as `~`."""
    label: str = ""
    """Shown in the header, so that the demo is not mistaken for a real server."""
    open_newest: bool = False
    """Whether to begin with the newest thread instead of an empty one."""


class BackendInUse:
    """The backend that the application runs on now; the first screen may exchange it for the demo's.

    It is a `Clock` itself, with the time of the current backend's clock.
    """

    def __init__(self, backend: Backend) -> None:
        self.current = backend

    def now(self) -> float:
        """Unix seconds, by the backend's clock: the demo's day is always the same."""
        return self.current.clock.now()

    def monotonic(self) -> float:
        """Seconds that never jump, by the backend's clock."""
        return self.current.clock.monotonic()
