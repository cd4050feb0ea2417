"""Where the cursor of the composer goes within a line: over whole characters, and over whole chips."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..state import graphemes

if TYPE_CHECKING:
    from .chips import Chips


def left(line: str, column: int, chips: Chips) -> int:
    """Return the column before the character or chip that ends at a column."""
    chip = next((span for span in chips.spans(line) if span[0] < column <= span[1]), None)
    return chip[0] if chip else graphemes.before(line, column)


def right(line: str, column: int, chips: Chips) -> int:
    """Return the column behind the character or chip that begins at a column."""
    chip = next((span for span in chips.spans(line) if span[0] <= column < span[1]), None)
    return chip[1] if chip else graphemes.after(line, column)


def nearest(line: str, column: int, chips: Chips) -> int:
    """Return the column that the cursor can have: that one, or an end of the chip or character around it."""
    for start, end in chips.spans(line):
        if start < column < end:
            return start if column - start < end - column else end
    return column if graphemes.is_boundary(line, column) else graphemes.before(line, column)


def backspace(line: str, column: int, chips: Chips) -> int:
    """Return the column from which backspace deletes: one mark of Thai and Indic scripts, else as `left`."""
    at = left(line, column, chips)
    if at == graphemes.before(line, column):
        return graphemes.deleted_by_backspace(line, column)
    return at
