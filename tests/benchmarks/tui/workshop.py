"""Starts what is measured: the application on the server of the benchmark, and the bare ones beside it."""

from __future__ import annotations

import json
import os
import shlex
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from .terminal import Terminal

if TYPE_CHECKING:
    from collections.abc import Sequence

ROOT = Path(__file__).parents[3]
SUBJECT = (sys.executable, "-m", "benchmarks.tui.subject")
BARE = (sys.executable, "-m", "benchmarks.tui.bare")
# Our views never glide, and a glide of Textual's costs a frame for every line.
STILL = {"TEXTUAL_ANIMATIONS": "none"}
WIDGETS = (sys.executable, "-m", "benchmarks.tui.widgets_way")


class Workshop:
    """One directory in which programs are started; each run has notes of its own."""

    def __init__(self, directory: Path) -> None:
        self.directory = directory
        self.work = directory / "src"
        self.work.mkdir(exist_ok=True)
        (directory / "home").mkdir(exist_ok=True)
        self._runs = 0
        self.notes = directory / "notes"
        self.stalls = directory / "stalls"

    def ours(
        self, *, items: Sequence[int] = (), empty: int = 3, diff: bool = False, without: str = ""
    ) -> Terminal:
        """Start the application with threads of these sizes, and so many without any item.

        `without` names patches that it starts without; see `without.py`.
        """
        self._runs += 1
        self.notes = self.directory / f"notes-{self._runs}"
        self.notes.touch()
        self.stalls = self.directory / f"stalls-{self._runs}"
        server = self.directory / "codex"
        command = shlex.join([sys.executable, "-m", "benchmarks.tui.server"])
        server.write_text(f"#!/bin/sh\nexec {command}\n", encoding="utf-8")
        server.chmod(0o755)
        plan = json.dumps({"items": list(items), "empty": empty, "diff": diff})
        env = {"BENCH_PLAN": plan, "BENCH_NOTES": str(self.notes), "BENCH_STALLS": str(self.stalls)}
        env["BENCH_WITHOUT"] = without
        return Terminal((*SUBJECT, "--codex-bin", str(server)), env=self.environment(**env), cwd=self.work)

    def run(self, command: Sequence[str], **env: str) -> Terminal:
        """Start any program here."""
        return Terminal(command, env=self.environment(**env), cwd=self.work)

    def environment(self, **more: str) -> dict[str, str]:
        """The environment of programs: of the machine's settings only `PATH`."""
        return {
            "PATH": os.environ.get("PATH", ""),
            "HOME": str(self.directory / "home"),
            "LANG": "C.UTF-8",
            "PYTHONPATH": os.pathsep.join(str(ROOT / part) for part in ("sdk", "tui", "tests")),
            **more,
        }

    def noted(self, what: str) -> list[float]:
        """When the server of the last run noted this."""
        lines = (line.split() for line in self.notes.read_text(encoding="utf-8").splitlines())
        return [float(at) for name, at in lines if name == what]

    def sent(self, what: str) -> list[int]:
        """The numbers that the server of the last run noted under this name."""
        return [int(number) for number in self.noted(what)]

    def stalled(self, since: float, until: float) -> list[float]:
        """How many milliseconds the loop of the last run was busy at a time, longest first; after its end."""
        told = json.loads(self.stalls.read_text(encoding="utf-8"))
        return sorted((ms for at, ms in told if since <= at <= until), reverse=True)
