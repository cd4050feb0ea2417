"""Unified diffs: line numbers, signs and colours, so that one can be read without the other."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache, partial
from itertools import zip_longest
from typing import TYPE_CHECKING

from .cells import cut, width
from .diff_colours import DiffColours
from .line import Line, Look, Span, break_points, slice_spans, spaces, spans_width

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from .block import View

_HUNK = re.compile(r"@@ -(\d+)(?:,\d+)? \+(\d+)(?:,\d+)? @@ ?(.*)")

_NUMBER = Look("diff-number")
_CONTEXT = Look("diff-context")
_ADDED = Look("diff-added")
_REMOVED = Look("diff-removed")
_HEADER = Look("diff-hunk")
_RULE = Look("diff-hunk")

SPLIT_WIDTH = 156
"""Cells from which on old and new stand side by side: a pane of 160 columns."""


@dataclass(frozen=True, slots=True)
class DiffRow:
    r"""One row of a diff. `sign` is `+`, `-`, a space, `@` for the start of a hunk, or `\\` for a remark."""

    sign: str
    number: int
    text: str
    source: str = ""
    """The line of the diff as it came."""
    old: int = 0
    """Of a line that stayed: its number in the old file; `number` is that in the new one."""


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


class FileDiff:
    """One file's diff, ready to be laid out; which colours its rows have is found out when they are shown."""

    def __init__(self, diff: str, path: str) -> None:
        self.rows = list(diff_rows(diff))
        self.colours = DiffColours([(row.sign, row.text) for row in self.rows], path)
        self.digits = max([len(str(row.number)) for row in self.rows if row.sign != "@"], default=1)

    def lines(
        self, view: View, *, lead: int, limit: int | None = None, start: int = 0, stop: int | None = None
    ) -> tuple[list[Line], int]:
        """Return at most about `limit` lines of rows, and how many of the rows they leave out."""
        layout = _Layout(self, view, lead)
        lines: list[Line] = []
        for pair in layout.pairs(start, len(self.rows) if stop is None else stop):
            if limit is not None and len(lines) >= limit:
                first = min(index for index in pair if index is not None)
                return lines, sum([1 for row in self.rows[first:] if row.sign in "+- "])
            lines.extend(layout.lines(*pair))
        return lines, 0


@lru_cache(maxsize=64)
def file_diff(diff: str, path: str) -> FileDiff:
    """Return a diff that is ready to be laid out; the same one for the same text."""
    return FileDiff(diff, path)


def diff_lines(
    diff: str, view: View, *, lead: int, limit: int | None = None, path: str = ""
) -> tuple[list[Line], int]:
    """Return at most about `limit` lines of a diff, and how many of its rows they leave out."""
    return file_diff(diff, path).lines(view, lead=lead, limit=limit)


class _Layout:
    """Lays out rows of a diff in one view."""

    def __init__(self, diff: FileDiff, view: View, lead: int) -> None:
        self._diff = diff
        self._view = view
        self._lead = lead
        self._indent = spaces(lead, _CONTEXT)
        self.split = view.width >= SPLIT_WIDTH
        self._rule = Span(f" {view.glyphs.column} ", _RULE)
        self._half = (view.width - lead - width(self._rule.text)) // 2

    def pairs(self, start: int, stop: int) -> Iterator[tuple[int | None, int | None]]:
        """Yield what stands in one row: one index and nothing, or side by side the old and the new."""
        rows = self._diff.rows
        index = start
        while index < stop:
            if not self.split or rows[index].sign not in "+-":
                yield index, (index if self.split and rows[index].sign == " " else None)
                index += 1
                continue
            old, index = self._run(index, stop, "-")
            new, index = self._run(index, stop, "+")
            yield from zip_longest(old, new)

    def _run(self, index: int, stop: int, sign: str) -> tuple[range, int]:
        first, rows = index, self._diff.rows
        while index < stop and rows[index].sign == sign:
            index += 1
        return range(first, index), index

    def lines(self, left: int | None, right: int | None) -> list[Line]:
        """Return the lines of one of the pairs."""
        one = left if left is not None else right
        if one is None:
            return []
        row = self._diff.rows[one]
        if row.sign in "@\\":
            drawn = self._remark(row, first=one == 0)
        elif self.split:
            return self._side_by_side(left, right)
        else:
            drawn = self._unified(one, row)
        if drawn:
            drawn[0].copied = (row.source, row.text)
        return drawn

    def _remark(self, row: DiffRow, *, first: bool) -> list[Line]:
        view, lead, digits = self._view, self._lead, self._diff.digits
        if row.sign == "\\":
            pad = spaces(digits + 3, _HEADER)
            return [Line((self._indent, pad, Span(row.text, _HEADER)), gutter=lead)]
        if first and not row.text:
            return []
        text = "" if first else view.glyphs.hunk.rjust(digits)
        section = cut(
            f"{text or ' ' * digits}   {row.text}".rstrip(), view.width - lead, view.glyphs.ellipsis
        )
        return [Line((self._indent, Span(section, _HEADER)), gutter=lead)] if section.strip() else []

    def _margin(self, row: DiffRow, *, old: bool = False) -> tuple[tuple[Span, ...], tuple[Span, ...]]:
        """Return what stands left of the first piece of a row, and of the others."""
        look, number = _looks(row.sign)
        sign = f" {self._view.glyphs.minus if row.sign == '-' else row.sign} "
        shown = row.old if old and row.sign == " " else row.number
        first = (Span(str(shown).rjust(self._diff.digits), number), Span(sign, look))
        return first, (spaces(self._diff.digits, number), spaces(len(sign), look))

    def _unified(self, index: int, row: DiffRow) -> list[Line]:
        look, _ = _looks(row.sign)
        first, rest = self._margin(row)
        text = self._diff.colours.text(index)
        room = max(4, self._view.width - self._lead - spans_width(first))
        gutter = self._lead + spans_width(first)
        lines: list[Line] = []
        for start, end in break_points(text, room, words=False):
            margin = (self._indent, *(rest if lines else first))
            line = Line(
                (*margin, Span(text[start:end], look)) if end > start else margin,
                None if row.sign == " " else look,
                gutter,
                soft=bool(lines),
            )
            line.late = partial(self._coloured, margin, index, start, end)
            lines.append(line)
        return lines

    def _coloured(self, margin: Sequence[Span], index: int, start: int, end: int) -> tuple[Span, ...]:
        return (*margin, *slice_spans(self._diff.colours.spans(index), start, end))

    def _side_by_side(self, left: int | None, right: int | None) -> list[Line]:
        """Return old and new beside each other, as many rows as the longer one takes."""
        rows = self._diff.rows
        columns = [self._column(left), self._column(right)]
        among = [rows[index].source for index in dict.fromkeys((left, right)) if index is not None]
        alone = rows[right].text if right is not None else rows[left or 0].text
        lines: list[Line] = []
        for old, new in zip_longest(*columns):
            spans: list[Span] = [self._indent]
            spans.extend(self._half_row(left, old, is_old=True, coloured=False))
            spans.append(self._rule)
            spans.extend(self._half_row(right, new, is_old=False, coloured=False))
            line = Line(tuple(spans), gutter=self._lead)
            line.copied = ("", "") if lines else ("\n".join(among), alone)
            line.late = partial(self._both, left, old, right, new)
            lines.append(line)
        return lines

    def _column(self, index: int | None) -> list[tuple[int, int]]:
        if index is None:
            return []
        room = max(4, self._half - self._diff.digits - 3)
        return break_points(self._diff.colours.text(index), room, words=False)

    def _both(
        self, left: int | None, old: tuple[int, int] | None, right: int | None, new: tuple[int, int] | None
    ) -> tuple[Span, ...]:
        here = self._half_row(left, old, is_old=True, coloured=True)
        there = self._half_row(right, new, is_old=False, coloured=True)
        return (self._indent, *here, self._rule, *there)

    def _half_row(
        self, index: int | None, piece: tuple[int, int] | None, *, is_old: bool, coloured: bool
    ) -> list[Span]:
        if index is None:
            return [spaces(self._half, _CONTEXT)]
        row = self._diff.rows[index]
        look, _ = _looks(row.sign)
        first, rest = self._margin(row, old=is_old)
        if piece is None:
            spans = [*rest]
        else:
            text = (
                slice_spans(self._diff.colours.spans(index), *piece)
                if coloured
                else [Span(self._diff.colours.text(index)[piece[0] : piece[1]], look)]
            )
            spans = [*(rest if piece[0] else first), *text]
        return [*spans, spaces(self._half - spans_width(spans), look)]


def _looks(sign: str) -> tuple[Look, Look]:
    if sign == "+":
        return _ADDED, Look("diff-added-number")
    if sign == "-":
        return _REMOVED, Look("diff-removed-number")
    return _CONTEXT, _NUMBER
