"""Unified diffs: line numbers, signs and colours, so that one can be read without the other."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from .cells import cut, expand_tabs
from .line import Line, Look, Span, spaces, wrap

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .block import View

_HUNK = re.compile(r"@@ -(\d+)(?:,\d+)? \+(\d+)(?:,\d+)? @@ ?(.*)")

_NUMBER = Look("diff-number")
_CONTEXT = Look("diff-context")
_ADDED = Look("diff-added")
_REMOVED = Look("diff-removed")
_HEADER = Look("diff-hunk")


@dataclass(frozen=True, slots=True)
class DiffRow:
    r"""One row of a diff. `sign` is `+`, `-`, a space, `@` for the start of a hunk, or `\\` for a remark."""

    sign: str
    number: int
    text: str
    source: str = ""
    """The line of the diff as it came."""


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
            yield DiffRow(" ", new, text, line)
            old, new = old + 1, new + 1


def diff_lines(diff: str, view: View, *, lead: int, limit: int) -> tuple[list[Line], int]:
    """Return at most about `limit` lines of a diff, and how many of its rows they leave out."""
    rows = list(diff_rows(diff))
    digits = max([len(str(row.number)) for row in rows if row.sign != "@"], default=1)
    lines: list[Line] = []
    for index, row in enumerate(rows):
        if len(lines) >= limit:
            return lines, sum(1 for left in rows[index:] if left.sign in "+- ")
        drawn = _row_lines(row, view, lead, digits, first=index == 0)
        if drawn:
            drawn[0].copied = (row.source, row.text)
        lines.extend(drawn)
    return lines, 0


def _row_lines(row: DiffRow, view: View, lead: int, digits: int, *, first: bool) -> list[Line]:
    indent = spaces(lead, _CONTEXT)
    if row.sign == "@":
        if first and not row.text:
            return []
        text = "" if first else view.glyphs.hunk.rjust(digits)
        section = cut(
            f"{text or ' ' * digits}   {row.text}".rstrip(), view.width - lead, view.glyphs.ellipsis
        )
        return [Line((indent, Span(section, _HEADER)), gutter=lead)] if section.strip() else []
    if row.sign == "\\":
        return [Line((indent, spaces(digits + 3, _HEADER), Span(row.text, _HEADER)), gutter=lead)]
    look, number_look = _looks(row.sign)
    sign = f" {view.glyphs.minus if row.sign == '-' else row.sign} "
    start = (indent, Span(str(row.number).rjust(digits), number_look), Span(sign, look))
    below = (indent, spaces(digits, number_look), spaces(len(sign), look))
    fill = None if row.sign == " " else look
    spans = (Span(expand_tabs(row.text), look),) if row.text else ()
    return wrap(spans, view.width, start, below, words=False, fill=fill)


def _looks(sign: str) -> tuple[Look, Look]:
    if sign == "+":
        return _ADDED, Look("diff-added-number")
    if sign == "-":
        return _REMOVED, Look("diff-removed-number")
    return _CONTEXT, _NUMBER
