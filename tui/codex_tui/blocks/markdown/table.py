"""Draws Markdown tables: columns as wide as they need, cells wrapped where the room is short."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..line import BOLD, Line, Span, SpanStyle, spaces, spans_width, wrap
from .inline import hard_lines, inline_spans

if TYPE_CHECKING:
    from collections.abc import Sequence

    from markdown_it.token import Token

    from ...glyphs import Glyphs

TABLE_HEAD = SpanStyle("table-head", BOLD)
TABLE_RULE = SpanStyle("table-rule")
_LEAST_COLUMN = 6
_SEPARATOR = 3

Cell = list[Span]


def table_lines(
    tokens: Sequence[Token], width: int, glyphs: Glyphs, base: SpanStyle, lead: Sequence[Span]
) -> list[Line]:
    """Return the lines of a table from the tokens between (and with) `table_open` and `table_close`."""
    return GrowingTable(width, glyphs, base, lead).look(tokens)[1]


class GrowingTable:
    """A table that gets rows at its end. Its lines are drawn again only when a column has another width."""

    def __init__(self, width: int, glyphs: Glyphs, base: SpanStyle, lead: Sequence[Span] = ()) -> None:
        self._width = width
        self._glyphs = glyphs
        self._base = base
        self._lead = lead
        self._rows: list[list[Cell]] = []
        self._needs: list[int] = []
        self._sizes: list[int] = []
        self._lines = 0

    @property
    def cells(self) -> int:
        """How many cells it has."""
        return len(self._rows) * len(self._needs)

    def add(self, tokens: Sequence[Token]) -> tuple[int, list[Line]]:
        """Add the rows of a table of the same head, and that head the first time; see `look`."""
        rows, needs, sizes, kept, lines = self._grown(tokens)
        self._rows += rows
        self._needs, self._sizes, self._lines = needs, sizes, kept + len(lines)
        return kept, lines

    def look(self, tokens: Sequence[Token]) -> tuple[int, list[Line]]:
        """Return how many lines would stay if these rows were added, and the lines behind those."""
        return self._grown(tokens)[3:]

    def _grown(
        self, tokens: Sequence[Token]
    ) -> tuple[list[list[Cell]], list[int], list[int], int, list[Line]]:
        rows, aligns = _read(tokens, self._base)
        if self._rows:
            del rows[0]
        if not rows:
            return [], self._needs, self._sizes, self._lines, []
        columns = max(len(row) for row in (rows if not self._rows else self._rows[:1]))
        for row in rows:
            row.extend([[]] * (columns - len(row)))
        room = self._width - spans_width(self._lead) - _SEPARATOR * (columns - 1)
        old = self._needs or [1] * columns
        needs = [max(old[column], *(spans_width(row[column]) for row in rows)) for column in range(columns)]
        if room < columns * 3:
            lines = _as_list([*self._rows, *rows], self._width, self._glyphs, self._lead)
            return rows, needs, [], 0, lines
        sizes = _sizes(needs, columns, room)
        if self._rows and sizes == self._sizes:
            return rows, needs, sizes, self._lines, self._drawn(rows, sizes, aligns)
        return rows, needs, sizes, 0, self._drawn([*self._rows, *rows], sizes, aligns, head=True)

    def _drawn(
        self, rows: Sequence[list[Cell]], sizes: Sequence[int], aligns: Sequence[str], *, head: bool = False
    ) -> list[Line]:
        lead, glyphs = self._lead, self._glyphs
        gutter = sum(len(span.text) for span in lead)
        lines: list[Line] = []
        for number, row in enumerate(rows):
            for parts in _cell_rows(row, sizes):
                spans: list[Span] = list(lead)
                for column, part in enumerate(parts):
                    if column:
                        spans.append(Span(f" {glyphs.column} ", TABLE_RULE))
                    align = aligns[column] if column < len(aligns) else ""
                    spans.extend(_aligned(part, sizes[column], align))
                lines.append(Line(tuple(spans), gutter=gutter))
            if head and number == 0:
                rule = f"{glyphs.rule}{glyphs.cross}{glyphs.rule}".join(glyphs.rule * size for size in sizes)
                lines.append(Line((*lead, Span(rule, TABLE_RULE)), gutter=gutter))
        return lines


def _read(tokens: Sequence[Token], base: SpanStyle) -> tuple[list[list[Cell]], list[str]]:
    rows: list[list[Cell]] = []
    aligns: list[str] = []
    head = True
    for token in tokens:
        if token.type == "tr_open":
            rows.append([])
        elif token.type == "th_open":
            aligns.append(str(token.attrGet("style") or "").rpartition(":")[2])
        elif token.type == "thead_close":
            head = False
        elif token.type == "inline" and rows:
            rows[-1].append(inline_spans(token.children or (), TABLE_HEAD if head else base))
    return rows, aligns


def _sizes(needs: list[int], columns: int, room: int) -> list[int]:
    """Return the width of each column in cells: what it needs; in too little room the widest get less."""
    if sum(needs) <= room:
        return needs
    sizes = [min(need, _LEAST_COLUMN) for need in needs]
    if sum(sizes) > room:
        return [max(1, room // columns)] * columns
    spare = room - sum(sizes)
    while spare > 0:
        wanting = [column for column in range(columns) if sizes[column] < needs[column]]
        share = max(1, spare // len(wanting))
        for column in wanting:
            gain = min(share, needs[column] - sizes[column], spare)
            sizes[column] += gain
            spare -= gain
    return sizes


def _cell_rows(row: Sequence[Cell], sizes: Sequence[int]) -> list[list[list[Span]]]:
    """Return the screen rows of a table row, each a list of parts by column."""
    wrapped: list[list[list[Span]]] = []
    for cell, size in zip(row, sizes, strict=True):
        lines = [line for part in hard_lines(cell) for line in _wrap_cell(part, size)]
        wrapped.append(lines)
    height = max(len(lines) for lines in wrapped)
    return [[lines[number] if number < len(lines) else [] for lines in wrapped] for number in range(height)]


def _wrap_cell(spans: Sequence[Span], size: int) -> list[list[Span]]:
    if spans_width(spans) <= size:
        return [list(spans)]
    # `wrap` never makes rows narrower than four cells; a narrower column is cut by the end of the row.
    return [list(line.spans) for line in wrap(spans, size)]


def _aligned(part: list[Span], size: int, align: str) -> list[Span]:
    spare = size - spans_width(part)
    if spare <= 0:
        return part
    if align == "right":
        return [spaces(spare), *part]
    if align == "center":
        return [spaces(spare // 2), *part, spaces(spare - spare // 2)]
    return [*part, spaces(spare)]


def _as_list(rows: Sequence[Sequence[Cell]], width: int, glyphs: Glyphs, lead: Sequence[Span]) -> list[Line]:
    """Return a table that is too wide for columns as one line for each cell, `head: cell`."""
    names = rows[0]
    lines: list[Line] = []
    for row in rows[1:] or rows[:1]:
        for name, cell in zip(names, row, strict=True):
            spans = [*name, Span(": ", TABLE_RULE), *cell] if rows[1:] else cell
            lines.extend(wrap([span for span in spans if span.text != "\n"], width, lead))
        lines.append(Line((*lead, Span(glyphs.rule * 3, TABLE_RULE))))
    return lines[:-1]
