"""One line of chrome: pieces of text with styles, fitted to a width by cells.

Text goes from here into strips through `sanitise_line`, and nothing is parsed for markup. The state has
sanitised it before; a value that came another way is caught here, before its cells are counted.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.cells import cell_len
from rich.segment import Segment
from textual.strip import Strip

from ..state.sanitise import sanitise_line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rich.style import Style

Piece = tuple[str, "Style"]
"""A text and the style it has."""


def clip(text: str, width: int, ellipsis: str = "…") -> str:
    """Cut a one-line text to `width` cells, with a sign where it was cut; wide characters count two."""
    if width <= 0:
        return ""
    if text.isascii():
        return text if len(text) <= width else text[: width - 1] + ellipsis
    # A cell holds at most a few code points; measuring a novel to show its first line helps nobody.
    head = text[: width * 4 + 8]
    if len(head) == len(text) and cell_len(text) <= width:
        return text
    return head[: _fitting(head, width - 1)] + ellipsis


def _fitting(text: str, width: int) -> int:
    """Count the characters of `text` that fit in `width` cells."""
    low, high = 0, len(text)
    while low < high:
        middle = (low + high + 1) // 2
        if cell_len(text[:middle]) <= width:
            low = middle
        else:
            high = middle - 1
    return low


def wrap_cells(text: str, width: int) -> list[str]:
    """Cut a one-line text into pieces of at most `width` cells, at spaces where that leaves no short line.

    Joined again the pieces are the text: nothing is dropped, so what is shown is what is there.
    """
    width = max(width, 2)
    pieces: list[str] = []
    rest = text
    while rest:
        count = _fitting(rest[: width * 4 + 8], width) or 1
        if count < len(rest):
            space = rest.rfind(" ", count // 2, count)
            if space > 0:
                count = space + 1
        pieces.append(rest[:count])
        rest = rest[count:]
    return pieces or [""]


def two_sided(left: Sequence[Piece], right: Sequence[Piece], width: int, base: Style) -> Strip:
    """Lay pieces at both ends of a line of `width` cells; the left side yields when both do not fit."""
    left = [(sanitise_line(text), style) for text, style in left]
    right = [(sanitise_line(text), style) for text, style in right]
    right_cells = sum(cell_len(text) for text, _ in right)
    if right_cells > width:
        right, right_cells = fit(right, width)
    gap = 1 if right_cells and right_cells < width else 0
    left, left_cells = fit(left, width - right_cells - gap)
    segments: list[Segment] = []
    for text, style in left:
        segments += _segments(text, style, base)
    if (space := width - left_cells - right_cells) > 0:
        segments.append(Segment(" " * space, base))
    for text, style in right:
        segments += _segments(text, style, base)
    return Strip(segments, width)


def _segments(text: str, style: Style, base: Style) -> list[Segment]:
    """Make segments that do not begin with a space, which some viewers of exported pictures drop."""
    words = text.lstrip(" ")
    if not words or len(words) == len(text):
        return [Segment(text, style)] if text else []
    return [Segment(" " * (len(text) - len(words)), base), Segment(words, style)]


def fit(pieces: Sequence[Piece], width: int) -> tuple[list[Piece], int]:
    """Cut pieces to `width` cells together; answers them and the cells they take."""
    fitted: list[Piece] = []
    used = 0
    for text, style in pieces:
        cells = cell_len(text)
        if used + cells > width:
            cut = clip(text, width - used)
            fitted.append((cut, style))
            used += cell_len(cut)
            break
        fitted.append((text, style))
        used += cells
    return fitted, used
