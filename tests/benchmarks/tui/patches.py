"""What each patch buys: `python -m tests.benchmarks.tui.patches [--rounds N] [--only PATCH]`.

The application runs in a real terminal with a patch and without it, in turns, so that both meet the same
machine. Each figure is a median of all rounds, with the least and the most of it.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import time
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from . import keys
from .content import last_word
from .measures import open_thread
from .samples import Samples
from .without import SWITCHES
from .workshop import ROOT, Workshop

if TYPE_CHECKING:
    from collections.abc import Callable

    from .terminal import Terminal

    Measure = Callable[[Workshop, Samples, str, str], None]

import signal

_FILE = ROOT / "sdk" / "codex_app_server" / "_io" / "session.py"
"""A file of Python of ordinary length."""


def _opened(shop: Workshop, items: int, without: str) -> Terminal:
    terminal = shop.ours(items=[items], empty=2, without=without)
    terminal.until(b"Thread sized-0", 0)
    terminal.quiet(0.3)
    open_thread(terminal)
    terminal.quiet(0.4)
    return terminal


def themes(shop: Workshop, samples: Samples, side: str, without: str) -> None:
    """Change to the light theme, which is new, and between both, which are known."""
    with _opened(shop, 1000, without) as terminal:
        for number in range(6):
            before, cpu, at = terminal.mark(), terminal.cpu(), time.monotonic()
            terminal.signal(signal.SIGUSR1)
            cost = terminal.cost_since(at, before, cpu)
            kind = "known" if number > 1 else "new"
            samples.add(f"{side}: theme, {kind}: CPU, ms", cost.cpu_ms)
            samples.add(f"{side}: theme, {kind}: to the screen, ms", cost.ms)


def focus(shop: Workshop, samples: Samples, side: str, without: str) -> None:
    """Leave the terminal and come back, go from pane to pane, change the size: styles are looked up anew."""
    with _opened(shop, 1000, without) as terminal:
        for number in range(7):
            for name, act in (
                ("terminal left", keys.FOCUS_LOST),
                ("terminal entered", keys.FOCUS_BACK),
                ("next pane", keys.NEXT_PANE),
            ):
                cost = terminal.cost_of(act)
                if number:
                    samples.add(f"{side}: {name}: CPU, ms", cost.cpu_ms)
        for number in range(3):
            before, cpu, at = terminal.mark(), terminal.cpu(), time.monotonic()
            terminal.resize(120 if number % 2 else 150)
            samples.add(f"{side}: resize: CPU, ms", terminal.cost_since(at, before, cpu).cpu_ms)


def pages(shop: Workshop, samples: Samples, side: str, without: str) -> None:
    """Page up through a conversation: text that was not drawn before, a quarter of it code."""
    with _opened(shop, 1000, without) as terminal:
        terminal.type(keys.NEXT_PANE)
        terminal.quiet()
        for _ in range(16):
            cost = terminal.cost_of(keys.PAGE_UP)
            samples.add(f"{side}: page up: CPU, ms", cost.cpu_ms)
            samples.add(f"{side}: page up: to the screen, ms", cost.ms)


def stream(shop: Workshop, samples: Samples, side: str, without: str) -> None:
    """2,000 deltas a second for six seconds, ten keys a second beside them."""
    seconds, rate = 6.0, 2000
    with _opened(shop, 1000, without) as terminal:
        terminal.type(f"pace:{rate}:{seconds}:typed")
        terminal.quiet()
        before = terminal.mark()
        begun = len(shop.noted("stream-begins"))
        terminal.type(keys.ENTER)
        while len(shop.noted("stream-begins")) == begun:
            terminal.read(0.05)
        cpu = terminal.cpu()
        for took in keys.type_for(terminal, seconds - 1.0):
            samples.add(f"{side}: stream: key to echo, ms", took)
        terminal.until(last_word("typed").encode(), before)
        samples.add(f"{side}: stream: CPU of a delta, us", (terminal.cpu() - cpu) / (rate * seconds) * 1e6)
        samples.add(f"{side}: stream: written, KB", (terminal.mark() - before) / 1000)


def typing(shop: Workshop, samples: Samples, side: str, without: str) -> None:
    """Type below a conversation at rest."""
    with _opened(shop, 1000, without) as terminal:
        terminal.type(keys.LIST)
        terminal.quiet()
        terminal.type("\x1b")
        terminal.quiet()
        for took in keys.type_for(terminal, 3.0):
            samples.add(f"{side}: typing: key to echo, ms", took)


def pauses(shop: Workshop, samples: Samples, side: str, without: str) -> None:
    """As many deltas as a minute of a stream has, in six bursts: the longest pause, and what it costs."""
    with _opened(shop, 1000, without) as terminal:
        since = time.monotonic()
        cpu = terminal.cpu()
        for number in range(6):
            terminal.type(f"burst:20000:b{number}")
            terminal.quiet()
            before = terminal.mark()
            terminal.type(keys.ENTER)
            terminal.until(last_word(f"b{number}").encode(), before)
            terminal.quiet(0.4)
        samples.add(f"{side}: 120,000 deltas: CPU, ms", (terminal.cpu() - cpu) * 1000)
        samples.add(f"{side}: 120,000 deltas: memory, MB", terminal.resident_mb())
        until = time.monotonic()
    samples.add(f"{side}: 120,000 deltas: longest pause, ms", next(iter(shop.stalled(since, until)), 0.0))


def starts(shop: Workshop, samples: Samples, side: str, without: str) -> None:
    """To the first picture."""
    with shop.ours(empty=50, without=without) as terminal:
        seen = terminal.until(b"Threads", 0)
        samples.add(f"{side}: start: CPU, ms", terminal.cpu() * 1000)
        samples.add(f"{side}: start: first picture, ms", (seen - terminal.started) * 1000)


_LEXING = """
import sys, time
from pathlib import Path
from tests.benchmarks.tui.without import take_away
take_away()
from codex_tui.blocks.highlight import WINDOW, Highlighter
from codex_tui.blocks.preparation import prepare
lines = Path(sys.argv[1]).read_text(encoding="utf-8").splitlines()
prepare()
def read(rows):
    highlighter = Highlighter("python")
    highlighter.read(lines)
    began = time.process_time()
    highlighter.row(rows - 1)
    return (time.process_time() - began) * 1000
print(read(WINDOW), read(len(lines)), read(WINDOW), read(len(lines)))
"""


def lexing(shop: Workshop, samples: Samples, side: str, without: str) -> None:
    """Colour a window of 24 lines and a whole file, in a process that has drawn a message before."""
    names = ("first window", "first file", "window", "file")
    done = subprocess.run(
        [sys.executable, "-c", _LEXING, str(_FILE)],
        env=shop.environment(BENCH_WITHOUT=without),
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    for name, value in zip(names, done.stdout.split(), strict=True):
        samples.add(f"{side}: Python, {name}: CPU, ms", float(value))


MEASURES: dict[str, tuple[Measure, ...]] = {
    "stylesheet": (themes, starts, focus),
    "lexer": (lexing, pages, stream),
    "rows": (stream, pages),
    "echo": (stream, typing),
    "whole": (themes,),
    "garbage": (starts, pauses),
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--only", choices=list(SWITCHES), action="append")
    given = parser.parse_args()
    print("| patch | what | with: median (least, most) | without | saved |")  # noqa: T201 - a command's output
    print("| --- | --- | ---: | ---: | ---: |")  # noqa: T201 - a command's output
    for patch in given.only or SWITCHES:
        samples = Samples()
        with TemporaryDirectory(ignore_cleanup_errors=True) as directory:
            shop = Workshop(Path(directory))
            for number in range(given.rounds):
                for measure in MEASURES[patch]:
                    # The first of a pair finds the caches of the machine as the other pair left them.
                    sides = [("with", ""), ("without", patch)]
                    for side, without in sides if number % 2 else reversed(sides):
                        measure(shop, samples, side, without)
        for line in rows(patch, samples):
            print(line, flush=True)  # noqa: T201 - a command's output


def rows(patch: str, samples: Samples) -> list[str]:
    """Return a line of the table for each figure."""
    names = [name.removeprefix("with: ") for name in samples.values if name.startswith("with: ")]
    return [
        f"| {patch} | {name} | {_spread(samples, f'with: {name}')} | "
        f"{_spread(samples, f'without: {name}')} | {_saved(samples, name)} |"
        for name in names
    ]


def _spread(samples: Samples, name: str) -> str:
    values = samples.values[name]
    return f"{median(values):.1f} ({min(values):.1f}, {max(values):.1f})"


def _saved(samples: Samples, name: str) -> str:
    ours, theirs = (median(samples.values[f"{side}: {name}"]) for side in ("with", "without"))
    return f"{theirs - ours:+.1f} ({1 - ours / theirs:.0%})" if theirs else ""


if __name__ == "__main__":
    main()
