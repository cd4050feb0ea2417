"""How wide text is on the screen, in cells, and where it may be cut.

Most text is ASCII, where a character is a cell; everything here asks that first. The rest is cut between
clusters only: a base character and whatever is drawn on top of it.
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
    """Yield what is drawn as one character, and its cells: a base with its marks, or a joined emoji."""
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
    """Return the index up to which a text fits into so many cells."""
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
    """Return the text, with a sign in its last cell if it is wider than so many cells."""
    # A cell holds a few code points at most: of a long text in one line only the beginning is measured.
    head = text if text.isascii() else text[: max(0, cells) * 4 + 8]
    if len(head) == len(text) and width(text) <= cells:
        return text
    room = cells - width(sign)
    return head[: fit(head, room)] + sign if room >= 0 else head[: fit(head, cells)]


def cut(text: str, cells: int, sign: str = ELLIPSIS) -> str:
    """Return the text, shortened with a sign right behind its last word if it is wider than so many cells."""
    if width(text) <= cells:
        return text
    room = cells - width(sign)
    return text[: fit(text, room)].rstrip() + sign if room > 0 else text[: fit(text, cells)]


def cut_start(text: str, cells: int, sign: str = ELLIPSIS) -> str:
    """Return the text, shortened at its start: the end of a path says most."""
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
    """Cut a text without newlines into pieces of at most so many cells, at spaces unless that leaves half.

    Joined again the pieces are the text: nothing is dropped, so what is shown is what is there.
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
    """Return a text with spaces for its newlines and tabs, to be wrapped as prose."""
    return text.replace("\n", " ").replace("\t", " ")


def expand_tabs(text: str) -> str:
    """Return a line with its tabs replaced by the spaces up to the next stop."""
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
