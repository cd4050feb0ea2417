"""The table, the machine it is from, and its place in a file."""

from __future__ import annotations

from datetime import date
from importlib.metadata import version
from typing import TYPE_CHECKING

from codex_tui.state.archive.memory import BYTES_A_TURN, BYTES_AN_ITEM, KEPT_BYTES, UNPACKED_BYTES

from ..sdk.report import host

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from .samples import Plan, Row

BEGIN = "<!-- made by `make bench-tui ARGS=--write`: begin -->"
END = "<!-- made by `make bench-tui ARGS=--write`: end -->"


def table(rows: Sequence[Row], plan: Plan, load: float) -> str:
    """Write the rows and what they are from as Markdown."""
    packages = ", ".join(f"{name} {version(name)}" for name in ("textual", "openai-codex-cli-bin"))
    head = (
        f"{date.today():%d %B %Y} on {host()}; {packages}. A pseudo-terminal of 160x48, medians of "
        f"{plan.rounds} rounds. Load average while it ran: up to {load:.1f}. Beside ours: a bare Textual "
        "application with three panes doing the same, or what the row says."
    )
    lines = [
        head,
        "",
        "| What | Ours | Beside | Ratio | Asked |",
        "| --- | ---: | ---: | ---: | --- |",
    ]
    for row in rows:
        ours, beside = _value(row.ours), _value(row.beside)
        lines.append(f"| {row.what} ({row.unit}) | {ours} | {beside} | {_ratio(row)} | {_asked(row)} |")
    return "\n".join([*lines, "", bound()])


def bound() -> str:
    """Say what bounds the memory of all conversations, from the constants that do."""
    unpacked, kept = (f"{size / 1_000_000:g} MB" for size in (UNPACKED_BYTES, KEPT_BYTES))
    return (
        f"Memory has a bound: of all threads together {unpacked} of the items that were used last are "
        f"unpacked, the others are kept packed, {BYTES_AN_ITEM} bytes are left of an item besides and "
        f"{BYTES_A_TURN} of a turn; above {kept} the threads shown longest ago are forgotten, to be read "
        "again, but for the open one. Besides that there is what runs, and 400 drawn blocks."
    )


def write(path: Path, text: str) -> None:
    """Put the table between its marks."""
    old = path.read_text(encoding="utf-8")
    if BEGIN not in old or END not in old:
        raise SystemExit(
            f"{path} has no place for the table: put these two lines where it belongs\n{BEGIN}\n{END}"
        )
    before, _, rest = old.partition(BEGIN)
    path.write_text(f"{before}{BEGIN}\n{text}\n{END}{rest.partition(END)[2]}", encoding="utf-8")


def _value(value: float | None) -> str:
    if value is None:
        return ""
    if abs(value) >= 100:
        return f"{value:,.0f}"
    return f"{value:.2f}" if 0 < abs(value) < 1 else f"{value:.1f}"


def _ratio(row: Row) -> str:
    if row.ratio is None:
        return ""
    return f"{row.ratio:.1f}x" if row.ratio >= 0.2 else f"1/{1 / row.ratio:.0f}" if row.ratio else "0"


def _asked(row: Row) -> str:
    if row.limit is not None:
        text = f"≤ {row.limit:g} {row.unit}"
    elif row.ratio_limit is not None:
        limit = row.ratio_limit
        text = f"≤ {limit:g}x" if limit >= 1 else f"≤ 1/{1 / limit:.0f}"
    else:
        return ""
    return text + {True: ", met", False: ", **missed**", None: ""}[row.met]
