"""The command: `make bench-tui ARGS="[--quick] [--only NAME] [--write]"`."""

from __future__ import annotations

import argparse
import dataclasses
import os
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from . import growing, measures, official
from .report import table, write
from .samples import QUICK, Plan
from .terminal import NeverSeenError
from .workshop import ROOT, Workshop

if TYPE_CHECKING:
    from collections.abc import Callable

    from .samples import Row

    Measure = Callable[[Workshop, Plan, Callable[[str], None]], list[Row]]

_GROUPS = {
    "starting": measures.starting,
    "reading": measures.reading,
    "streaming": measures.streaming,
    "listing": measures.listing,
    "diffing": measures.diffing,
    "official": official.official,
}


def _patiently(measure: Measure, shop: Workshop, plan: Plan, tell: Callable[[str], None]) -> list[Row]:
    """Measure, and once more from the start when a machine under load made a key come too early."""
    try:
        return measure(shop, plan, tell)
    except NeverSeenError as error:
        tell(f"again, because of this: {error}")
        return measure(shop, plan, tell)


def main() -> None:
    parser = argparse.ArgumentParser(prog="make bench-tui", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="one round of everything, short streams")
    parser.add_argument("--rounds", type=int, help="how often each program runs")
    parser.add_argument("--seconds", type=float, help="how long a stream is")
    parser.add_argument("--threads", type=int, help="how many threads the list has")
    parser.add_argument("--only", choices=[*_GROUPS, "growing"], help="one group of measurements")
    parser.add_argument("--write", action="store_true", help="put table and picture beside tui/README.md")
    given = parser.parse_args()
    plan = QUICK if given.quick else Plan()
    if given.rounds:
        plan = dataclasses.replace(plan, rounds=given.rounds, official_rounds=given.rounds)
    if given.threads:
        plan = dataclasses.replace(plan, threads=given.threads)
    if given.seconds:
        plan = dataclasses.replace(plan, seconds=given.seconds)
    if given.write and (given.only or plan.rounds < 5):
        parser.error("--write takes all measurements, in at least 5 rounds")

    def tell(line: str) -> None:
        print(line, file=sys.stderr, flush=True)  # noqa: T201 - a command's progress

    with TemporaryDirectory(ignore_cleanup_errors=True) as directory:
        shop = Workshop(Path(directory))
        load = [os.getloadavg()[0]]
        rows = []
        for name, measure in _GROUPS.items():
            if given.only in (None, name):
                rows += _patiently(measure, shop, plan, tell)
                tell(table(rows, plan, max(load)))
                load.append(os.getloadavg()[0])
        curves = growing.growing(shop, plan, tell) if given.only in (None, "growing") else []
    text = table(rows, plan, max(load))
    print(text)  # noqa: T201 - a command's output
    if curves:
        print(growing.as_table(curves))  # noqa: T201 - a command's output
    if given.write:
        (ROOT / "tui" / "growth.svg").write_text(growing.picture(curves), encoding="utf-8")
        picture = "![How cost grows with the items of a thread](growth.svg)"
        write(ROOT / "tui" / "README.md", f"{text}\n\n{picture}\n\n{growing.as_table(curves)}")
    if any(row.met is False for row in rows):
        sys.exit("A figure that is asked for was missed.")


if __name__ == "__main__":
    main()
