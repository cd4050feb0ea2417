"""Parses a unified diff into rows: the kind of each, and its line number in the file."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

_HUNK = re.compile(r"@@ -(\d+)(?:,\d+)? \+(\d+)(?:,\d+)? @@ ?(.*)")


class DiffRow(NamedTuple):
    r"""One row of a diff. `sign` is `+`, `-`, a space, `@` for the start of a hunk, or `\\` for a remark."""

    sign: str
    number: int
    text: str
    source: str = ""
    """The whole line of the diff, with its sign."""
    old: int = 0
    """For an unchanged line its number in the old file, while `number` is the one in the new file."""


def diff_rows(diff: str) -> Iterator[DiffRow]:
    """Yield the rows of a unified diff of one file; the header lines of a file are left out."""
    old = new = 1
    in_header = True
    for line in diff.removesuffix("\n").split("\n"):
        sign, text = line[:1], line[1:]
        hunk = _HUNK.match(line) if sign == "@" else None
        if hunk:
            old, new = int(hunk[1]), int(hunk[2])
            in_header = False
            yield DiffRow("@", new, hunk[3], line)
        elif in_header and line.startswith(("--- ", "+++ ", "diff ", "index ")):
            continue
        elif sign == "+":
            in_header = False
            yield DiffRow("+", new, text, line)
            new += 1
        elif sign == "-":
            in_header = False
            yield DiffRow("-", old, text, line)
            old += 1
        elif sign == "\\":
            yield DiffRow("\\", new, text.strip(), line)
        elif line or not in_header:
            yield DiffRow(" ", new, text, line, old)
            old, new = old + 1, new + 1
