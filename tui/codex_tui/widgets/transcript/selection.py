"""Selecting text in the transcript with the mouse, by Textual's own selection.

A place is (column, block * 2**20 + line): it stays valid when heights above change.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.geometry import Offset
from textual.selection import Selection

from ...blocks import Part, block_of, excerpt, source
from .paint import MARGIN_LEFT

if TYPE_CHECKING:
    from textual.strip import Strip

    from .document import Document
    from .paint import StripPainter

_LINES = 1 << 20


def place(index: int, row: int) -> int:
    """Return the number of a line of a block; the order of numbers is that of reading."""
    return index * _LINES + min(row, _LINES - 1)


def lines_of(position: int) -> tuple[int, int]:
    """Return the block and the line of such a number."""
    return divmod(max(0, position), _LINES)


def with_offsets(strip: Strip, index: int, row: int) -> Strip:
    """Return a strip with the offsets of its characters, which Textual looks up under the mouse."""
    return strip.apply_offsets(-MARGIN_LEFT, place(index, row))


def highlighted(strip: Strip, selection: Selection, index: int, row: int, painter: StripPainter) -> Strip:
    """Return a strip with its selected characters marked."""
    span = selection.get_span(place(index, row))
    return strip if span is None else painter.with_selection(strip, *span)


def whole_blocks(document: Document, first: int, last: int) -> Selection:
    """Return the selection of whole blocks, the last included."""
    lines = document.block(last).lines
    row = max(0, len(lines) - 1)
    end = len(lines[row].text) if lines else 0
    return Selection(Offset(0, place(first, 0)), Offset(end, place(last, row)))


def selected_text(document: Document, selection: Selection) -> str:
    """Return the source of what is selected, without what wrapping and decoration added."""
    if not len(document):
        return ""
    start = selection.start or Offset(0, 0)
    end = selection.end or Offset(_LINES, place(len(document) - 1, _LINES - 1))
    (first, first_row), (last, last_row) = lines_of(start.y), lines_of(end.y)
    last = min(last, len(document) - 1)
    out: list[str] = []
    for index in range(max(0, first), last + 1):
        seen = document.block(index)
        part = Part(
            first_row if index == first else 0,
            start.x if index == first else 0,
            last_row if index == last else len(seen.lines),
            end.x if index == last else None,
        )
        if seen.lines and part.first < len(seen.lines):
            out.append(excerpt(block_of(seen.item), seen.item, seen.view, seen.lines, part))
            if index < last and document.heights[index] > len(seen.lines):
                out.append("")
    return "\n".join(out).strip("\n")


def sources(document: Document, first: int, last: int) -> str:
    """Return the whole sources of blocks, the last included, with blank lines between."""
    return "\n\n".join(filter(None, map(source, document.items.walk(first, last + 1))))
