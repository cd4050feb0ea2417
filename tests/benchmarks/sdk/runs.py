"""Running one program, and several that take turns."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

Result = dict[str, float]

HERE = Path(__file__).parent
SDK = HERE.parents[2] / "sdk"
# -I and -S: the server is not what is measured, so it starts with as little of Python as it can.
FLOOD = (sys.executable, "-I", "-S", str(HERE / "flood.py"))
_LIMIT = 300.0


@dataclass(frozen=True)
class Program:
    """One client doing one thing against one server."""

    measure: str
    client: str
    prompt: str = ""
    idle: int = 0
    consume: bool = False
    keep: str = ""
    """A file for the bytes of the turn, which the bare client writes."""
    server: Sequence[str] = FLOOD
    cwd: str | None = None
    env: Mapping[str, str] | None = None

    def run(self) -> Result:
        """Run it in a process of its own and return what it prints; what it could not measure is left out."""
        job = {
            "measure": self.measure,
            "client": self.client,
            "prompt": self.prompt,
            "idle": self.idle,
            "server": list(self.server),
            "cwd": self.cwd,
            "consume": self.consume,
            "keep": self.keep,
            "started": time.monotonic(),
        }
        given = os.environ if self.env is None else self.env
        done = subprocess.run(
            [sys.executable, str(HERE / "program.py"), json.dumps(job)],
            # Without the shell's settings of Python: an installed package is a compiled one.
            env={
                **{name: value for name, value in given.items() if not name.startswith("PYTHON")},
                "PYTHONPATH": str(SDK),
            },
            stdout=subprocess.PIPE,
            stdin=subprocess.DEVNULL,
            timeout=_LIMIT,
            check=True,
        )
        return {name: value for name, value in json.loads(done.stdout).items() if value is not None}


def take_turns(
    programs: Mapping[str, Program], rounds: int, told: Callable[[str], None] = lambda _: None
) -> dict[str, list[Result]]:
    """Run each program once a round, beginning with another one each time; results by name, in rounds."""
    results: dict[str, list[Result]] = {name: [] for name in programs}
    names = list(programs)
    for number in range(rounds):
        first = number % len(names)
        for name in names[first:] + names[:first]:
            result = programs[name].run()
            results[name].append(result)
            told(f"{name}, round {number + 1}: {result}")
    return results
