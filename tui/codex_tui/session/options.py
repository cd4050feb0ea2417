"""What the person asked for on the command line, as far as threads are concerned."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from .servers import ServerChoice


@dataclass(frozen=True)
class SessionOptions:
    """Settings for threads that this application starts or resumes; None leaves the choice to the server."""

    cwd: str = field(default_factory=lambda: str(Path.cwd()))
    """The directory that new threads work in."""
    model: str | None = None
    sandbox: str | None = None
    """`read-only`, `workspace-write` or `danger-full-access`."""
    approval_policy: str | None = None
    """`untrusted`, `on-request` or `never`."""
    server: ServerChoice = field(default_factory=ServerChoice)
    """What the command line says about the server."""
    ask_trust: bool = True
    """Whether to ask about trust in an unknown directory; off in the demo, whose directories do not exist."""
