"""Measures and cuts text by its width on the screen, in cells.

Most text is ASCII, where a character is a cell, so that is checked first. Other text is cut only between
clusters: a base character and the characters that are drawn on top of it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.cells import cell_len, get_character_cell_size

if TYPE_CHECKING:
    from collections.abc import Iterator

ELLIPSIS = "…"
TAB_STOP = 4
_JOINER = "\u200d"
_VARIATION = "\ufe0f"


def width(text: str) -> int:
    """Return how many cells a text takes."""
    return len(text) if text.isascii() else cell_len(text)


def clusters(text: str) -> Iterator[tuple[str, int]]:
    """Yield each cluster with its cells: a base character with its marks, or a joined emoji."""
    start, index, size = 0, 0, len(text)
    while index < size:
        start = index
        index += 2 if text[index] == _JOINER else 1
        while index < size:
            character = text[index]
            if character == _JOINER:
                index += 2
            elif character == _VARIATION or not get_character_cell_size(character):
                index += 1
            else:
                break
        index = min(index, size)
        cluster = text[start:index]
        yield cluster, cell_len(cluster)


def fit(text: str, cells: int) -> int:
    """Return the index up to which a text fits into `cells` cells."""
    if text.isascii():
        return min(len(text), max(0, cells))
    index = 0
    for cluster, size in clusters(text):
        cells -= size
        if cells < 0:
            break
        index += len(cluster)
    return index


def clip(text: str, cells: int, sign: str = ELLIPSIS) -> str:
    """Return the text; if it is wider than `cells`, cut, with `sign` in the last cell."""
    # A cell holds a few code points at most, so only the beginning of a long text is measured.
    head = text if text.isascii() else text[: max(0, cells) * 4 + 8]
    if len(head) == len(text) and width(text) <= cells:
        return text
    room = cells - width(sign)
    return head[: fit(head, room)] + sign if room >= 0 else head[: fit(head, cells)]


def cut(text: str, cells: int, sign: str = ELLIPSIS) -> str:
    """Return the text; if it is wider than `cells`, shortened, with `sign` right behind what is left."""
    if width(text) <= cells:
        return text
    room = cells - width(sign)
    return text[: fit(text, room)].rstrip() + sign if room > 0 else text[: fit(text, cells)]


def cut_start(text: str, cells: int, sign: str = ELLIPSIS) -> str:
    """Return the text; if it is wider than `cells`, shortened at its start: a path's end says most."""
    if width(text) <= cells:
        return text
    room = cells - width(sign)
    pieces: list[str] = []
    for cluster, size in reversed(list(clusters(text))):
        room -= size
        if room < 0:
            break
        pieces.append(cluster)
    return sign + "".join(reversed(pieces))


def wrap_cells(text: str, cells: int) -> list[str]:
    """Cut a text without newlines into pieces of at most `cells` cells, at a space in the second half if any.

    The pieces joined are the text: nothing is dropped, not even a space.
    """
    cells = max(cells, 2)
    pieces: list[str] = []
    rest = text
    while rest:
        count = fit(rest[: cells * 4 + 8], cells) or 1
        if count < len(rest):
            space = rest.rfind(" ", count // 2, count)
            if space > 0:
                count = space + 1
        pieces.append(rest[:count])
        rest = rest[count:]
    return pieces or [""]


def on_one_line(text: str) -> str:
    """Return a text with a space for each newline and tab, to wrap it as prose."""
    return text.replace("\n", " ").replace("\t", " ")


def expand_tabs(text: str) -> str:
    """Return a line with each tab replaced by spaces up to the next stop."""
    if "\t" not in text:
        return text
    if text.isascii():
        return text.expandtabs(TAB_STOP)
    out: list[str] = []
    column = 0
    for part in text.split("\t"):
        if out:
            gap = TAB_STOP - column % TAB_STOP
            out.append(" " * gap)
            column += gap
        out.append(part)
        column += width(part)
    return "".join(out)
