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
from .without import PATCHES
from .workshop import ROOT, Workshop

if TYPE_CHECKING:
    from collections.abc import Callable

    from .terminal import Terminal

    Measure = Callable[[Workshop, Samples, str, str], None]


def _opened(shop: Workshop, items: int, without: str) -> Terminal:
    terminal = shop.ours(items=[items], empty=2, without=without)
    terminal.until(b"Thread sized-0", 0)
    terminal.quiet(0.3)
    open_thread(terminal)
    terminal.quiet(0.4)
    return terminal


def frames(shop: Workshop, samples: Samples, side: str, without: str) -> None:
    """Compose single frames, in a process without a terminal; see `frames.py`."""
    names = ("row of the list", "three rows of the conversation", "all of the conversation")
    for name, value in zip(names, _frames(shop, without)[1:], strict=True):
        samples.add(f"{side}: frame of {name}: CPU, ms", value)


def starts_alone(shop: Workshop, samples: Samples, side: str, without: str) -> None:
    """Start in a process without a terminal; see `frames.py`."""
    samples.add(f"{side}: start without a terminal: CPU, ms", _frames(shop, without)[0])


def _frames(shop: Workshop, without: str) -> list[float]:
    done = subprocess.run(
        [sys.executable, "-m", "tests.benchmarks.tui.frames"],
        env=shop.environment(BENCH_WITHOUT=without),
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    return [float(value) for value in done.stdout.split()]


def filtering(shop: Workshop, samples: Samples, side: str, without: str) -> None:
    """Type a filter above 10,000 threads."""
    with shop.ours(empty=10_000, without=without) as terminal:
        terminal.until(b"10000 ", 0)
        terminal.quiet(0.4)
        terminal.type(keys.LIST)
        terminal.quiet()
        terminal.type("/")
        terminal.quiet()
        for letter in "parsers":
            samples.add(f"{side}: key of the filter: CPU, ms", terminal.cost_of(letter).cpu_ms)


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


MEASURES: dict[str, tuple[Measure, ...]] = {
    "initial_theme": (starts_alone,),
    "compositor": (frames,),
    "echo": (typing,),
    "virtual_size": (filtering,),
    "garbage_collector": (starts, pauses),
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--only", choices=list(PATCHES), action="append")
    given = parser.parse_args()
    print("| patch | what | with: median (least, most) | without | saved |")  # noqa: T201 - a command's output
    print("| --- | --- | ---: | ---: | ---: |")  # noqa: T201 - a command's output
    for patch in given.only or PATCHES:
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
