"""The command: `make bench-sdk ARGS="[--write] [--rounds N] [--only NAME]"`."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from . import measures
from .measures import Plan, measure
from .report import load, table, write
from .runs import FLOOD

_README = Path(__file__).with_name("README.md")
_ONE_BY_ONE = {
    "streaming": measures.streaming,
    "interrupting": measures.interrupting,
    "idling": measures.idling,
    "importing": measures.importing,
    "keeping": measures.keeping,
    "beginning": lambda plan, tell: measures.beginning(plan, tell, FLOOD, "flooding stub"),
    "real": measures.real,
}


def main() -> None:
    parser = argparse.ArgumentParser(prog="make bench-sdk", description=__doc__)
    parser.add_argument("--rounds", type=int, default=5, help="how often each program runs")
    parser.add_argument("--only", choices=_ONE_BY_ONE, help="one group of measurements")
    parser.add_argument("--write", action="store_true", help="put the table into the README.md beside this")
    given = parser.parse_args()
    if given.write and (given.only or given.rounds < 5):
        parser.error("--write takes all measurements, in at least 5 rounds")
    plan = Plan(rounds=given.rounds)

    def tell(line: str) -> None:
        print(line, file=sys.stderr, flush=True)  # noqa: T201 - a command's progress

    before = load()
    rows = _ONE_BY_ONE[given.only](plan, tell) if given.only else measure(plan, tell)
    text = table(rows, plan, f"; load {before} before and {load()} after")
    print(text)  # noqa: T201 - a command's output
    if given.write:
        write(_README, text)
    if any(row.met is False for row in rows):
        sys.exit("A figure that is asked for was missed.")


if __name__ == "__main__":
    main()
