"""Whatever a terminal sends, the application goes on: the demo in a pseudo-terminal, and inputs by chance.

PYTHONPATH=tests python -m fuzz.fuzz_terminal --seconds 3600 --seed 1

After every input and a silence, `x` is echoed within a second, and the `x` after a cleared line is all that
stands in the composer. At the end `^q` leaves with 0. An input that breaks something goes into `FINDINGS`, so
that it stays found: the test of the same name replays them, and one input of each kind.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

from e2e.terminal import COMPOSER, RUN, Terminal, environment
from patience import PATIENCE
from real_server import CodexHome

from .terminal_inputs import TerminalInput, terminal_input

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

ECHO = 1.0
"""Seconds within which a key is on the screen."""
SILENCE = 1.0
"""Seconds after an input: twice the longest pause of the decoder, for a loaded machine reads late.

With 0.6 s and a load of 14 an `x` came within the half second for which the end of a paste is waited for."""
_BETWEEN_KEYS = 0.05
"""Seconds between two keys: five times the gap that ends a burst."""
ROUNDS_OF_A_RUN = 200
"""Inputs for one run of the application, so that it also ends often."""

_RULE = "\N{BOX DRAWINGS LIGHT HORIZONTAL}" * 30

FINDINGS = (
    # A press outside of the screen took the focus from the composer.
    TerminalInput("reports of the mouse", (b"\x1b[32;500;400M\x1b[<0;121;5M",)),
    # A malformed report was a press in the list of threads.
    TerminalInput("reports of the mouse", (b"\x1b[<2;5:5;5M",)),
)
"""Inputs that once broke something."""


class BrokenError(AssertionError):
    """An input broke something."""


def send_all(inputs: Iterable[TerminalInput], home: Path, *, patience: float = ECHO) -> list[float]:
    """Send inputs to one run of the application, check it after each and at the end; time each echo."""
    directories = CodexHome(home / "codex-home", home / "home", home / "work")
    for directory in (directories.path, directories.home, directories.work):
        directory.mkdir(parents=True, exist_ok=True)
    with Terminal((*RUN, "--demo"), env=environment(directories), cwd=directories.work) as terminal:
        terminal.expect(COMPOSER, "needs you")
        _check(terminal, patience)
        echoes = [_seconds_after(terminal, each, patience) for each in inputs]
        _leave(terminal)
    return echoes


def _seconds_after(terminal: Terminal, each: TerminalInput, patience: float) -> float:
    """Send an input, stay silent, check; give the seconds in which a key was echoed then."""
    try:
        for piece in each.pieces:
            if isinstance(piece, bytes):
                terminal.send(piece)
            elif piece:
                terminal.rest(piece)
        terminal.rest(SILENCE)
        return _check(terminal, patience)
    except AssertionError as error:
        raise BrokenError(f"{error}\nafter {each.lines}\nthe screen:\n{terminal.text}") from None


def _check(terminal: Terminal, patience: float) -> float:
    """Type an x and see it; clear the composer, see that another stands alone; give the seconds of that."""
    before, read = _composer(terminal.text), len(terminal.raw)
    terminal.type("x")
    # The emulator misplaces what stands behind many combining marks: then what was written counts.
    if not terminal.came(
        lambda screen: _composer(screen) != before or b"x\x1b[" in terminal.raw[read:], patience
    ):
        raise BrokenError(f"x was not echoed within {patience} s")
    # A person's next key is not in the burst of this one: both would be more of a paste that stalled.
    terminal.rest(_BETWEEN_KEYS)
    # What holds text is cleared at once by ^c, which quits only where it says so first.
    terminal.type("\x03")
    if not terminal.came(lambda screen: "x" not in _composer(screen), patience):
        # The hint of an empty composer may have an x: then what counts is the next one.
        terminal.rest(0.1)
    begun = time.monotonic()
    terminal.type("x")
    if not terminal.came(lambda screen: _composer(screen) == "x", patience):
        raise BrokenError(f"x was not alone in the composer within {patience} s")
    return time.monotonic() - begun


def _composer(screen: str) -> str:
    """Cut what stands in the composer out of the screen: it is below the last rule, and above three rows."""
    rows = screen.split("\n")
    rules = [number for number, row in enumerate(rows) if _RULE in row]
    if not rules:
        return ""
    begin = rows[rules[-1]].index(_RULE) + len("  > ")
    return "\n".join(row[begin:] for row in rows[rules[-1] + 1 : -3]).rstrip()


def _leave(terminal: Terminal) -> None:
    terminal.type("\x11")
    # It asks while turns of the demo run, and else ends: then there is nothing more to read.
    if terminal.came(lambda screen: "Quit?" in screen, PATIENCE):
        terminal.rest(SILENCE)
        terminal.type("q")
    status = terminal.ended()
    if status != 0:
        raise BrokenError(f"^q left with {status}")


def _by_chance(random: Random, until: float) -> Iterator[TerminalInput]:
    for _ in range(ROUNDS_OF_A_RUN):
        if time.monotonic() >= until:
            return
        yield terminal_input(random)


def main() -> int:
    """Send inputs for as long as is asked; say what broke something."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=60.0)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--patience", type=float, default=ECHO, help="seconds within which x is echoed")
    options = parser.parse_args()
    random = Random(options.seed)
    until = time.monotonic() + options.seconds
    sent, slowest = 0, 0.0
    with tempfile.TemporaryDirectory() as directory:
        while time.monotonic() < until:
            run = Path(directory) / str(sent)
            try:
                echoes = send_all(_by_chance(random, until), run, patience=options.patience)
            except BrokenError as error:
                sys.stdout.write(f"seed {options.seed}, after {sent} inputs and more: {error}\n")
                return 1
            sent, slowest = sent + len(echoes), max(slowest, *echoes, 0.0)
            said = f"{sent} inputs, nothing broke, slowest echo {slowest:.2f} s"
            sys.stdout.write(f"seed {options.seed}: {said}\n")
            sys.stdout.flush()
    return 0


if __name__ == "__main__":
    sys.exit(main())
