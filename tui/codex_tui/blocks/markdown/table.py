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
    rows, aligns = _read(tokens, base)
    if not rows:
        return []
    columns = max(len(row) for row in rows)
    for row in rows:
        row.extend([[]] * (columns - len(row)))
    room = width - spans_width(lead) - _SEPARATOR * (columns - 1)
    if room < columns * 3:
        return _as_list(rows, width, glyphs, lead)
    sizes = _sizes(rows, columns, room)
    gutter = sum(len(span.text) for span in lead)
    lines: list[Line] = []
    for number, row in enumerate(rows):
        for parts in _cell_rows(row, sizes):
            spans: list[Span] = list(lead)
            for column, part in enumerate(parts):
                if column:
                    spans.append(Span(f" {glyphs.column} ", TABLE_RULE))
                spans.extend(_aligned(part, sizes[column], aligns[column] if column < len(aligns) else ""))
            lines.append(Line(tuple(spans), gutter=gutter))
        if number == 0:
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


def _sizes(rows: Sequence[Sequence[Cell]], columns: int, room: int) -> list[int]:
    """Return the width of each column in cells: what it needs; in too little room the widest get less."""
    needs = [max(1, *(spans_width(row[column]) for row in rows)) for column in range(columns)]
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
