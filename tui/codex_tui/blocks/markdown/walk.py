"""The walk over Markdown: its blocks, and the items of its lists, each with its rows and its source lines.

Drawing a text, drawing one that grows and copying a part of one all use this walk. So they agree on the
number of an item, which decides how wide its text may be, and on the blank lines.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ...glyphs import UNICODE, Glyphs
from ..line import BLANK, TEXT, Line, Span, SpanStyle, spaces
from .paint import NO_LEAD, Lead, MarkdownPainter
from .parse import Source, first_number, is_list, list_items, parser, token_map, top_level

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from markdown_it.token import Token

_BULLET = SpanStyle("bullet")
_QUOTE_BAR = SpanStyle("quote-bar")
_TASK = re.compile(r"\[([ xX])\] ")


@dataclass(frozen=True, slots=True)
class Place:
    """A position of the walk: after a block, or within a list before the item with this number."""

    block: Token | None = None
    in_list: bool = False
    number: int | None = None


START = Place()


@dataclass(frozen=True, slots=True)
class Piece:
    """A block, or an item of a list.

    `gap` says whether a blank line comes before its lines. `source` is its first line of the source and the
    one after its last, counted from where parsing began. `after` is the position behind it.
    """

    token: Token
    gap: bool
    lines: list[Line]
    source: tuple[int, int]
    after: Place


def walk(
    painter: MarkdownPainter,
    blocks: Iterable[Sequence[Token]],
    source: Source,
    place: Place = START,
    lead: Lead = NO_LEAD,
) -> Iterator[Piece]:
    """Yield the pieces of blocks, drawn behind `lead`; `place` is where the walk over earlier text ended."""
    for block in blocks:
        for tokens, number, after in _parts(block, place):
            first, end = token_map(tokens[0])
            gap = _gap(place, block[0], source.line_above(first), lead)
            lines = _lines(painter, tokens, number, source, lead)
            if lines:
                lead = lead.below
            place = after
            yield Piece(tokens[0], gap, lines, (first, end), after)


def flat(pieces: Iterable[Piece], lead: Lead = NO_LEAD) -> list[Line]:
    """Return the lines of pieces with the blank lines between them."""
    lines: list[Line] = []
    for piece in pieces:
        if piece.gap:
            lines.append(Line(tuple(lead.rest), gutter=lead.gutter) if lead.rest else BLANK)
        lines.extend(piece.lines)
    return lines


def is_apart(before: Token | None, block: Token, line_above: str) -> bool:
    """Whether a blank line comes before a block: always, except before a list right below a paragraph."""
    if before is None:
        return False
    introduces = before.type == "paragraph_open" and block.type.endswith("_list_open")
    return not introduces or not line_above.strip()


def _gap(place: Place, block: Token, line_above: str, lead: Lead) -> bool:
    """Whether a blank line comes before a piece: inside a list or a quote only where the source has one."""
    if lead.is_inside:
        return place.block is not None and not line_above.strip(" \t>")
    return not line_above.strip() if place.in_list else is_apart(place.block, block, line_above)


def _parts(block: Sequence[Token], place: Place) -> Iterator[tuple[Sequence[Token], int | None, Place]]:
    """Yield the items of a list with their numbers, or the block as a whole, each with the place after it."""
    if not is_list(block):
        yield block, None, Place(block[0])
        return
    number = place.number if place.in_list else first_number(block)
    items = list_items(block)
    for item in items[:-1]:
        following = None if number is None else number + 1
        yield item, number, Place(block[0], True, following)
        number = following
    yield items[-1], number, Place(block[0])


def _lines(
    painter: MarkdownPainter, tokens: Sequence[Token], number: int | None, source: Source, lead: Lead
) -> list[Line]:
    kind = tokens[0].type
    if kind == "list_item_open":
        return _item(painter, tokens, number, source, lead)
    if kind == "blockquote_open":
        bar = Span(f"{painter.glyphs.quote_bar} ", _QUOTE_BAR)
        return _inside(painter, tokens, source, lead.then((bar,), (bar,)))
    return painter.paint(tokens, lead)


def _item(
    painter: MarkdownPainter, tokens: Sequence[Token], number: int | None, source: Source, lead: Lead
) -> list[Line]:
    task, tokens = _task(tokens, painter.glyphs)
    bullets = painter.glyphs.bullets
    bullet = bullets[min(lead.depth, len(bullets) - 1)] if number is None else f"{number}."
    marker = task or f"{bullet} "
    inner = lead.then((Span(marker, _BULLET),), (spaces(len(marker), painter.base),), depth=1)
    return _inside(painter, tokens, source, inner)


def _inside(painter: MarkdownPainter, tokens: Sequence[Token], source: Source, lead: Lead) -> list[Line]:
    """Return the lines of the content of a list item or a quote; for an empty one its lead alone."""
    lines = flat(walk(painter, top_level(tokens[1:-1]), source, START, lead), lead)
    return lines or [Line(tuple(lead.first), gutter=lead.gutter)]


def _task(item: Sequence[Token], glyphs: Glyphs) -> tuple[str, Sequence[Token]]:
    """Return the mark of a task, which replaces its bullet, and the item without `[ ]`; no mark if none."""
    if len(item) < 4 or item[1].type != "paragraph_open" or not item[2].children:
        return "", item
    text, *others = item[2].children
    found = _TASK.match(text.content) if text.type == "text" else None
    if found is None:
        return "", item
    rest = text.copy(content=text.content[found.end() :])
    item = [*item[:2], item[2].copy(children=[rest, *others]), *item[3:]]
    mark = glyphs.todo if found[1] == " " else glyphs.done
    return f"[{mark}] " if glyphs.done.isascii() else f"{mark} ", item


# The views of a whole text


@dataclass(frozen=True, slots=True)
class PieceRows:
    """The rows and the source lines of a piece of Markdown, from the first to the one after the last."""

    first: int
    end: int
    source_first: int
    source_end: int
    is_code: bool = False


def markdown_lines(text: str, width: int, glyphs: Glyphs = UNICODE, base: SpanStyle = TEXT) -> list[Line]:
    """Return a whole Markdown text as lines."""
    return flat(_walk_text(text, MarkdownPainter(width, glyphs, base)))


def markdown_rows(text: str, width: int, glyphs: Glyphs = UNICODE) -> list[PieceRows]:
    """Return the pieces of a Markdown text, blocks and items of lists, in the rows of `markdown_lines`."""
    found: list[PieceRows] = []
    row = 0
    for piece in _walk_text(text, MarkdownPainter(width, glyphs)):
        first = row + (1 if piece.gap else 0)
        row = first + len(piece.lines)
        found.append(PieceRows(first, row, *piece.source, piece.token.type in ("fence", "code_block")))
    return found


def _walk_text(text: str, painter: MarkdownPainter) -> Iterator[Piece]:
    return walk(painter, top_level(parser().parse(text)), Source(text))
