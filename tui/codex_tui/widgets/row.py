"""One row outside of the conversation: pieces of text with styles, fitted to a width by cells.

Text is sanitised here before it becomes strips, and nothing is parsed for markup. The state has sanitised it
before; a value that came another way is caught here, before its cells are counted.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.segment import Segment
from textual.strip import Strip

from ..blocks.cells import clip, width
from ..state.sanitise import sanitise_line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rich.style import Style

Piece = tuple[str, "Style"]
"""A text and its style."""


def two_sided(left: Sequence[Piece], right: Sequence[Piece], cells: int, base: Style) -> Strip:
    """Return a line of `cells` cells with pieces at both ends; the left side is cut when both do not fit."""
    left = [(sanitise_line(text), style) for text, style in left]
    right = [(sanitise_line(text), style) for text, style in right]
    right_cells = sum(width(text) for text, _ in right)
    if right_cells > cells:
        right, right_cells = fit_pieces(right, cells)
    gap = 1 if right_cells and right_cells < cells else 0
    left, left_cells = fit_pieces(left, cells - right_cells - gap)
    segments: list[Segment] = []
    for text, style in left:
        segments += _segments(text, style, base)
    if (space := cells - left_cells - right_cells) > 0:
        segments.append(Segment(" " * space, base))
    for text, style in right:
        segments += _segments(text, style, base)
    return Strip(segments, cells)


def _segments(text: str, style: Style, base: Style) -> list[Segment]:
    """Return segments that do not begin with a space, which some viewers of exported pictures drop."""
    words = text.lstrip(" ")
    if not words or len(words) == len(text):
        return [Segment(text, style)] if text else []
    return [Segment(" " * (len(text) - len(words)), base), Segment(words, style)]


def fit_pieces(pieces: Sequence[Piece], cells: int) -> tuple[list[Piece], int]:
    """Cut pieces to `cells` cells together; return them and the cells they take."""
    fitted: list[Piece] = []
    used = 0
    for text, style in pieces:
        size = width(text)
        if used + size > cells:
            shown = clip(text, cells - used)
            fitted.append((shown, style))
            used += width(shown)
            break
        fitted.append((text, style))
        used += size
    return fitted, used
