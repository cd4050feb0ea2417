"""The table, the machine it is from, and its place in a file."""

from __future__ import annotations

import os
import platform
from datetime import date
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .measures import Plan, Row

BEGIN = "<!-- made by `make bench-sdk ARGS=--write`: begin -->"
END = "<!-- made by `make bench-sdk ARGS=--write`: end -->"
_NEW_FILE = f"# What the SDK costs\n\n{BEGIN}\n{END}\n"
_NO_ANSWER = """
"none": no answer within 10 s. The official async client gives every waiting stream a thread of asyncio's
default pool, which has a few more than the machine has cores, and so has none left for the request."""


def table(rows: Sequence[Row], plan: Plan, busy: str = "") -> str:
    """Write the rows and what they are from as Markdown; `busy` says what else the machine did."""
    how = (
        f"{machine()}{busy}. Medians of {plan.rounds} rounds in which the clients take turns, each in a "
        "process of its own; a ratio is the median of the rounds' ratios, ours to the official client's."
    )
    lines = [
        how,
        "",
        "| What | Ours | Official | Ratio | Asked |",
        "| --- | ---: | ---: | ---: | --- |",
    ]
    for row in rows:
        ours, official = (_value(each, row.unit) for each in (row.ours, row.official))
        official = "" if row.is_alone else official
        lines.append(f"| {row.what} ({row.unit}) | {ours} | {official} | {_ratio(row)} | {_asked(row)} |")
    if any(row.official is None and row.unit == "ms" and not row.is_alone for row in rows):
        lines.append(_NO_ANSWER)
    return "\n".join(lines)


def write(path: Path, text: str) -> None:
    """Put the table between its marks, making the file if there is none."""
    old = path.read_text(encoding="utf-8") if path.exists() else _NEW_FILE
    if BEGIN not in old or END not in old:
        raise SystemExit(
            f"{path} has no place for the table: put these two lines where it belongs\n{BEGIN}\n{END}"
        )
    before, _, rest = old.partition(BEGIN)
    path.write_text(f"{before}{BEGIN}\n{text}\n{END}{rest.partition(END)[2]}", encoding="utf-8")


def machine() -> str:
    """Return the versions and the machine of the run."""
    packages = ", ".join(
        f"{name} {version(name)}" for name in ("openai-codex", "openai-codex-cli-bin", "pydantic", "anyio")
    )
    return f"{date.today():%d %B %Y} on {host()}; {packages}"


def host() -> str:
    """Name the machine, its system and its Python."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    return (
        f"{_processor()}, {cores} cores, {platform.system()} "
        f"{platform.release()}, {platform.python_implementation()} {platform.python_version()}"
    )


def load() -> str:
    """Return the load average: other programs lower the rates, and CPU figures less."""
    return f"{os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else "unknown"


def _processor() -> str:
    info = Path("/proc/cpuinfo")
    if info.exists():
        for line in info.read_text(encoding="utf-8").splitlines():
            if line.startswith("model name"):
                kind = "virtual machine, " if "hypervisor" in info.read_text(encoding="utf-8") else ""
                return kind + line.partition(":")[2].strip()
    return platform.processor() or platform.machine()


def _value(value: float | None, unit: str) -> str:
    if value is None:
        return "none" if unit == "ms" else ""
    return f"{value:,.0f}" if value >= 100 else f"{value:.1f}"


def _ratio(row: Row) -> str:
    if row.ratio is None:
        return ""
    if row.better == "more" or row.ratio >= 0.1:
        return f"{row.ratio:.1f}x" if row.ratio >= 1 else f"{row.ratio:.2f}x"
    return f"1/{1 / row.ratio:.0f}"


def _asked(row: Row) -> str:
    if row.limit is not None:
        text = f"≤ {row.limit:g} {row.unit}"
    elif row.asked is None:
        return ""
    elif row.better == "more":
        text = f"≥ {row.asked:g}x"
    else:
        text = f"≤ 1/{1 / row.asked:.0f}" if (1 / row.asked).is_integer() else f"≤ {row.asked:g}x"
    return text + (", met" if row.met else ", **missed**")
