"""What the application finds around it: the environment, and other programs that it may run."""

from __future__ import annotations

import os
import shutil
import subprocess
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

PATIENCE = 3.0
"""Maximum seconds that another program may take: a display or a multiplexer may be gone."""


@dataclass(frozen=True)
class Machine:
    """The environment of the process. With an empty one no other program is found, and none is run."""

    env: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def here(cls) -> Machine:
        """Return this machine, with the environment of this process."""
        return cls(dict(os.environ))

    @property
    def in_tmux(self) -> bool:
        """Whether the terminal is a pane of tmux."""
        return bool(self.env.get("TMUX"))

    @property
    def in_screen(self) -> bool:
        """Whether the terminal is a window of GNU screen."""
        return bool(self.env.get("STY")) and not self.in_tmux

    @property
    def is_remote(self) -> bool:
        """Whether the person sits at another machine."""
        return any(self.env.get(name) for name in ("SSH_CONNECTION", "SSH_CLIENT", "SSH_TTY"))

    def has(self, program: str) -> bool:
        """Whether a program is installed."""
        path = self.env.get("PATH")
        return path is not None and shutil.which(program, path=path) is not None

    def hand(self, command: Sequence[str], data: bytes) -> bool:
        """Run a program with `data` as its input; whether it took it. Waits `PATIENCE` seconds at most.

        The program's own output is thrown away: one that keeps a selection lives on and would hold it open.
        """
        try:
            done = subprocess.run(
                command,
                input=data,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                env=dict(self.env),
                timeout=PATIENCE,
                check=False,
                # What it keeps must outlive the terminal's window.
                start_new_session=True,
            )
        except (OSError, subprocess.SubprocessError):
            return False
        return done.returncode == 0

    def ask(self, command: Sequence[str]) -> str | None:
        """Run a program and return what it says; None when it fails. Waits `PATIENCE` seconds at most."""
        try:
            done = subprocess.run(
                command,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                env=dict(self.env),
                timeout=PATIENCE,
                check=False,
            )
        except (OSError, subprocess.SubprocessError):
            return None
        return done.stdout.decode("utf-8", "replace") if done.returncode == 0 else None
