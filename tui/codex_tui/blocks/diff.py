"""Draws unified diffs with line numbers, signs and colours. Signs or colours alone are enough to read one."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache, partial
from itertools import zip_longest
from typing import TYPE_CHECKING

from .cells import cut, width
from .diff_colours import DiffColours
from .diff_rows import diff_rows
from .line import Line, Span, SpanStyle, break_points, slice_spans, spaces, spans_width

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .block import View
    from .diff_rows import DiffRow

_NUMBER = SpanStyle("diff-number")
_CONTEXT = SpanStyle("diff-context")
_ADDED = SpanStyle("diff-added")
_REMOVED = SpanStyle("diff-removed")
_HEADER = SpanStyle("diff-hunk")
_RULE = SpanStyle("diff-hunk")

SPLIT_WIDTH = 156
"""Cells from which on old and new stand side by side: a pane of 160 columns."""


class FileDiff:
    """One file's diff, ready to be laid out; the colours of its rows are computed when they are shown."""

    def __init__(self, diff: str, path: str) -> None:
        self.rows = list(diff_rows(diff))
        self.colours = DiffColours(self.rows, path)
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
    """Return a diff that is ready to be laid out; the last 64 are kept."""
    return FileDiff(diff, path)


def diff_lines(
    diff: str, view: View, *, lead: int, limit: int | None = None, path: str = ""
) -> tuple[list[Line], int]:
    """Return at most about `limit` lines of a diff, and how many of its rows they leave out."""
    return file_diff(diff, path).lines(view, lead=lead, limit=limit)


@dataclass(frozen=True, slots=True)
class _Margin:
    """The part left of rows with one sign, besides their numbers."""

    style: SpanStyle
    number: SpanStyle
    sign: Span
    below: tuple[Span, Span]
    """The part left of the further lines of a row that takes several."""
    cells: int


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
        self._margins: dict[str, _Margin] = {}

    def pairs(self, start: int, stop: int) -> Iterator[tuple[int | None, int | None]]:
        """Yield the indexes that are drawn together: one and None, or the old and the new side by side."""
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
        """Return the lines of one pair of `pairs`."""
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

    def _margin(self, sign: str) -> _Margin:
        """Return the margin of rows with a sign, made once: a diff of two thousand rows has three."""
        known = self._margins.get(sign)
        if known is None:
            style, number = _styles(sign)
            shown = Span(f" {self._view.glyphs.minus if sign == '-' else sign} ", style)
            below = (spaces(self._diff.digits, number), spaces(len(shown.text), style))
            known = _Margin(style, number, shown, below, spans_width(below))
            self._margins[sign] = known
        return known

    def _number(self, row: DiffRow, margin: _Margin, *, old: bool = False) -> Span:
        shown = row.old if old and row.sign == " " else row.number
        return Span(str(shown).rjust(self._diff.digits), margin.number)

    def _unified(self, index: int, row: DiffRow) -> list[Line]:
        margin = self._margin(row.sign)
        style = margin.style
        text = self._diff.colours.text(index)
        room = max(4, self._view.width - self._lead - margin.cells)
        gutter = self._lead + margin.cells
        left = (self._indent, self._number(row, margin), margin.sign)
        lines: list[Line] = []
        for start, end in break_points(text, room, words=False):
            line = Line(
                (*left, Span(text[start:end], style)) if end > start else left,
                None if row.sign == " " else style,
                gutter,
                soft=bool(lines),
            )
            # A partial of the function: with a bound method there would be one more object for each line.
            line.late = partial(_Layout._coloured, self, index, start, end)
            lines.append(line)
            left = (self._indent, *margin.below)
        return lines

    def _coloured(self, index: int, start: int, end: int) -> tuple[Span, ...]:
        row = self._diff.rows[index]
        margin = self._margin(row.sign)
        left = margin.below if start else (self._number(row, margin), margin.sign)
        return (self._indent, *left, *slice_spans(self._diff.colours.spans(index), start, end))

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
        margin = self._margin(row.sign)
        spans: list[Span] = [*margin.below]
        if piece is not None:
            if not piece[0]:
                spans = [self._number(row, margin, old=is_old), margin.sign]
            spans.extend(
                slice_spans(self._diff.colours.spans(index), *piece)
                if coloured
                else [Span(self._diff.colours.text(index)[piece[0] : piece[1]], margin.style)]
            )
        return [*spans, spaces(self._half - spans_width(spans), margin.style)]


def _styles(sign: str) -> tuple[SpanStyle, SpanStyle]:
    if sign == "+":
        return _ADDED, SpanStyle("diff-added-number")
    if sign == "-":
        return _REMOVED, SpanStyle("diff-removed-number")
    return _CONTEXT, _NUMBER
