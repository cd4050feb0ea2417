"""Selecting text in the transcript with the mouse, as far as Textual's own selection carries it.

A place is (column, block * 2**20 + line): it stays right when heights above change.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.geometry import Offset
from textual.selection import Selection

from .transcript_paint import MARGIN_LEFT

if TYPE_CHECKING:
    from textual.strip import Strip

    from ..blocks import Line
    from .transcript_document import Document
    from .transcript_paint import StripPainter

_LINES = 1 << 20


def place(index: int, row: int) -> int:
    """Return the place of a line of a block, in the order of reading."""
    return index * _LINES + min(row, _LINES - 1)


def lines_of(position: int) -> tuple[int, int]:
    """Return the block and the line of a place."""
    return divmod(max(0, position), _LINES)


def with_offsets(strip: Strip, index: int, row: int) -> Strip:
    """Return a strip that tells the mouse where its characters are."""
    return strip.apply_offsets(-MARGIN_LEFT, place(index, row))


def highlighted(strip: Strip, selection: Selection, index: int, row: int, painter: StripPainter) -> Strip:
    """Return a strip with what is selected of it marked."""
    span = selection.get_span(place(index, row))
    return strip if span is None else painter.with_selection(strip, *span)


def whole_block(document: Document, index: int) -> Selection:
    """Return the selection of one block."""
    lines = document.block(index).lines
    last = max(0, len(lines) - 1)
    end = len(lines[last].text) if lines else 0
    return Selection(Offset(0, place(index, 0)), Offset(end, place(index, last)))


def selected_text(document: Document, selection: Selection) -> str:
    """Return the selected text without what wrapping and decoration added to it."""
    if not len(document):
        return ""
    start = selection.start or Offset(0, 0)
    end = selection.end or Offset(_LINES, place(len(document) - 1, _LINES - 1))
    out: list[str] = []
    for index, row, line in document.lines_between(lines_of(start.y), lines_of(end.y)):
        here = place(index, row)
        piece = _piece(line, start.x if here == start.y else 0, end.x if here == end.y else None)
        if line is not None and line.soft and out:
            out[-1] += line.glue + piece
        else:
            out.append(piece)
    return "\n".join(out)


def _piece(line: Line | None, start: int, end: int | None) -> str:
    if line is None:
        return ""
    return line.text[max(start, line.gutter) : end].rstrip()
