"""Markdown that arrives in pieces: only its last block is parsed and drawn again.

The result is the same as if the text had been drawn at once, by these rules:
- a block is settled only when the next one has begun on a line that is complete, since a line that still
  grows may turn into something else (`---` into text, `|-` into a table);
- the rest begins where the settled block ends, not where the next one begins, as link definitions between
  them may still be growing;
- a fence is settled line by line, its colours window by window (see `highlight`), a list item by item, a
  table row by row: its lines are drawn again when a column gets wider;
- a link definition may change text far above: when there is another one, all is drawn again.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, Any

from ...glyphs import UNICODE, Glyphs
from ..highlight import Highlighter
from ..line import BLANK, TEXT, Line, SpanStyle
from .paint import MarkdownPainter
from .parse import Source, is_list, language, list_items, parser, token_map, top_level
from .table import GrowingTable
from .walk import START, Place, flat, is_apart, markdown_lines, walk

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from markdown_it.token import Token

_FENCE = re.compile(r"(`{3,}|~{3,})")


def _end_of(marker: str) -> re.Pattern[str]:
    """Return what the line is like that ends a fence with this marker."""
    return re.compile(rf" {{0,3}}{re.escape(marker[0])}{{{len(marker)},}}[ \t]*\Z")


class _OpenFence:
    """A fence at the top level that is not closed yet: its lines need no parser."""

    def __init__(self, marker: str, info: str, start: int) -> None:
        self.close = _end_of(marker)
        self.highlighter = Highlighter(language(info))
        self.source: list[str] = []
        self.next = start
        self.starts: list[int] = []
        """For each line of the source, the index of its first row among the settled lines."""


_MOST_BEGINNINGS = 3
"""How often one update settles from the start before the text is drawn as a whole from then on."""

_MOST_CELLS = 60_000
"""Cells of a table that is read row by row: the parser ends one that lacks 65,536 cells."""


class _OpenTable:
    """A table at the top level that may get more rows.

    `head` is the source of its first two lines. With it a row is parsed as it would be in the whole table,
    of which the parser remembers nothing but the number of columns.
    """

    def __init__(self, head: str, rows: GrowingTable, start: int, settled: int) -> None:
        self.head = head
        self.rows = rows
        self.next = start
        self.settled = settled
        """The index of its first line among the settled ones."""


@dataclass(frozen=True, slots=True)
class _ListStart:
    """The start of a list whose first items are settled, to draw the list again from there."""

    offset: int
    settled: int
    place: Place


class MarkdownFlow:
    """The lines of a Markdown text that grows at its end."""

    def __init__(self, width: int, glyphs: Glyphs = UNICODE, base: SpanStyle = TEXT) -> None:
        self.painter = MarkdownPainter(width, glyphs, base)
        self._reset()

    def _reset(self) -> None:
        self._text = ""
        self._settled: list[Line] = []
        self._tail: list[Line] = []
        self._offset = 0
        self._decided = 0
        self._place = START
        self._fence: _OpenFence | None = None
        self._table: _OpenTable | None = None
        self._list_start: _ListStart | None = None
        self._whole = False
        self._items_settle = True
        self._references: dict[str, Any] = {}
        """The link definitions that the settled lines were drawn with."""
        self._above: dict[str, Any] = {}
        """Those of them that come before `_offset`."""
        self._shown = 0
        """How many of the settled lines were shown; the tail takes the place of the others."""
        self._unchanged = 0
        """How many settled lines no step of this update has changed."""

    @property
    def lines(self) -> list[Line]:
        """All lines."""
        return [*self._settled[: self._shown], *self._tail]

    def update(self, text: str) -> int:
        """Take the text as it is now, and return how many lines at the start are the same as before."""
        if not text.startswith(self._text):
            self._reset()
        if text == self._text and self._tail:
            return self._shown + len(self._tail)
        stable = min(self._stable, self._shown)
        self._unchanged = len(self._settled)
        self._text = text
        if not self._whole:
            self._settle(text.rfind("\n") + 1)
            self._draw_tail()
        if self._whole:
            self._settled = []
            self._draw_all()
            return 0
        return min(stable, self._unchanged, self._shown)

    def _settle(self, complete: int) -> None:
        """Settle all that the complete lines, `text[:complete]`, determine."""
        begun = 0
        while self._decided < complete and not self._whole:
            if self._fence is not None:
                self._read_fence(self._fence, complete)
            elif self._table is not None:
                self._read_table(self._table, complete)
            else:
                self._settle_blocks(complete)
            begun += self._offset == 0 == self._decided
            if begun > _MOST_BEGINNINGS:
                self._whole = True

    def _draw_all(self) -> None:
        """Draw the whole text at once, and leave what is settled."""
        self._shown = 0
        painter = self.painter
        self._tail = markdown_lines(self._text, painter.width, painter.glyphs, painter.base)

    def _drop(self, settled: int) -> None:
        """Drop the settled lines from this one on."""
        del self._settled[settled:]
        self._unchanged = min(self._unchanged, settled)

    def _parse(self, text: str) -> tuple[list[Sequence[Token]], dict[str, Any]]:
        """Return the blocks of a text that begins at `_offset`, and all link definitions up to its end."""
        env: dict[str, Any] = {"references": dict(self._above)}
        return top_level(parser().parse(text, env)), env["references"]

    def _begin_again(self, references: dict[str, Any]) -> None:
        """Settle all from the start, because there are other link definitions."""
        self._drop(0)
        self._references, self._above = references, {}
        self._offset = self._decided = 0
        self._place = START
        self._fence = self._table = self._list_start = None
        self._items_settle = True

    def _source(self, tail: str) -> Source:
        """Return the lines of the text from `_offset` on."""
        above = self._text.rfind("\n", 0, max(0, self._offset - 1)) + 1
        return Source(tail, self._text[above : max(0, self._offset - 1)])

    def _settle_blocks(self, complete: int) -> None:
        tail = self._text[self._offset : complete]
        self._decided = complete
        blocks, references = self._parse(tail)
        if _targets(references) != _targets(self._references):
            if self._offset:
                self._begin_again(references)
                return
            self._references = references
        if not blocks or not self._list_goes_on(blocks):
            return
        offset = self._offset
        self._settle_first(blocks, self._source(tail))
        lines = tail.count("\n", 0, self._offset - offset)
        for label, found in references.items():
            if label not in self._above and found["map"][1] <= lines:
                self._above[label] = found

    def _settle_first(self, blocks: Sequence[Sequence[Token]], source: Source) -> None:
        """Settle these blocks, except the part of the last one that may change."""
        last = blocks[-1]
        if len(blocks) > 1:
            self._settle_whole(blocks[:-1], source)
        first, end = token_map(last[0])
        # Behind its first line alone a fence may still become the head of a table.
        if last[0].type == "fence" and end - 1 > first and (found := _FENCE.match(source.lines[first])):
            if _end_of(found[1]).match(source.lines[end - 1]):
                self._settle_whole([last], source)
                self._offset += source.size(end)
            else:
                self._open_fence(last[0], found[1], source)
        elif last[0].type == "table_open":
            self._open_table(last[0], source)
        elif is_list(last) and self._items_settle and len(list_items(last)) > 1:
            self._settle_items(last, source)
        elif len(blocks) > 1:
            self._offset += source.size(token_map(blocks[-2][0])[1])

    def _settle_whole(self, blocks: Sequence[Sequence[Token]], source: Source) -> None:
        self._settled.extend(flat(walk(self.painter, blocks, source, self._place)))
        self._place = Place(blocks[-1][0])
        self._items_settle = True

    # Lists

    def _settle_items(self, block: Sequence[Token], source: Source) -> None:
        """Settle the items of the last list, except the last item, which may still grow."""
        if not self._place.in_list:
            offset = self._offset + source.size(token_map(block[0])[0])
            self._list_start = _ListStart(offset, len(self._settled), self._place)
        items = list_items(block)
        pieces = list(islice(walk(self.painter, [block], source, self._place), len(items) - 1))
        self._settled.extend(flat(pieces))
        self._place = pieces[-1].after
        self._offset += source.size(token_map(items[-1][0])[0])

    def _list_goes_on(self, blocks: Sequence[Sequence[Token]]) -> bool:
        """Whether the rest begins with a list, as it must when items of one are settled.

        The parser may take a later item alone for something else (`+ | a |` above `|---|` for a table). Then
        the settled items are undone, the list is drawn again from its start, and its items are not settled
        one by one.
        """
        start = self._list_start
        if not self._place.in_list or start is None or is_list(blocks[0]):
            return True
        self._drop(start.settled)
        self._offset = self._decided = start.offset
        self._place = start.place
        self._items_settle = False
        return False

    # Fences

    def _open_fence(self, token: Token, marker: str, source: Source) -> None:
        first = token_map(token)[0]
        if is_apart(self._place.block, token, source.line_above(first)):
            self._settled.append(BLANK)
        self._offset += source.size(first + 1)
        self._place = Place(token)
        self._fence = _OpenFence(marker, token.info, self._offset)
        self._decided = self._offset

    @property
    def _stable(self) -> int:
        """How many lines will be the same in the next drawing, their colours too.

        The text of code settles with its line. Its colours settle with its window, once a row of that was
        coloured.
        """
        fence = self._fence
        if fence is None or (settled := fence.highlighter.settled) >= len(fence.starts):
            return len(self._settled)
        return fence.starts[settled] if fence.highlighter.reads else len(self._settled)

    def _read_fence(self, fence: _OpenFence, complete: int) -> None:
        """Settle the complete lines of an open fence, up to its end."""
        closed = False
        known = len(fence.source)
        while fence.next < complete and not closed:
            end = self._text.index("\n", fence.next)
            line = self._text[fence.next : end]
            closed = fence.close.match(line) is not None
            fence.next = end + 1
            if not closed:
                fence.source.append(line)
        self._offset = self._decided = fence.next
        fence.highlighter.read(fence.source)
        for row in range(known, len(fence.source)):
            fence.starts.append(len(self._settled))
            self._settled.extend(self.painter.code(fence.highlighter, fence.source[row : row + 1], row))
        if closed:
            if not fence.source:
                self._settled.extend(self.painter.code(fence.highlighter, ()))
            self._fence = None
            self._items_settle = True

    # Tables

    def _open_table(self, token: Token, source: Source) -> None:
        first = token_map(token)[0]
        if is_apart(self._place.block, token, source.line_above(first)):
            self._settled.append(BLANK)
        self._offset += source.size(first + 2)
        self._place = Place(token)
        self._items_settle = True
        head = "".join([f"{line}\n" for line in source.lines[first : first + 2]])
        rows = GrowingTable(self.painter.width, self.painter.glyphs, self.painter.base)
        self._table = _OpenTable(head, rows, self._offset, len(self._settled))
        self._settled.extend(rows.add(self._parse_rows(self._table, "")[0])[1])
        self._decided = self._offset

    def _parse_rows(self, table: _OpenTable, text: str) -> tuple[Sequence[Token], int]:
        """Return the tokens of a table of these rows, and how many lines of the text are rows."""
        parsed = parser().parse(table.head + text, {"references": dict(self._references)})
        tokens = top_level(parsed)[0]
        return tokens, token_map(tokens[0])[1] - 2

    def _read_table(self, table: _OpenTable, complete: int) -> None:
        """Settle the complete rows of an open table, up to its end."""
        text = self._text[table.next : complete]
        tokens, rows = self._parse_rows(table, text)
        kept, lines = table.rows.add(tokens)
        if lines:
            self._drop(table.settled + kept)
            self._settled.extend(lines)
        if table.rows.cells > _MOST_CELLS:
            self._whole = True
        size = Source(text).size(rows)
        table.next += size
        self._offset = self._decided = table.next
        if size < len(text):
            self._table = None

    # The end

    def _draw_tail(self) -> None:
        """Draw the text that is not settled, with the line that still grows."""
        self._shown, self._tail = len(self._settled), []
        if self._whole:
            return
        if self._fence is not None:
            self._tail = self._draw_code(self._fence)
            return
        tail = self._text[self._offset :]
        if not tail.strip():
            return
        if self._table is not None:
            tokens, rows = self._parse_rows(self._table, tail)
            if rows:
                kept, self._tail = self._table.rows.look(tokens)
                self._shown = self._table.settled + kept
                return
        blocks, references = self._parse(tail)
        if _targets(references) != _targets(self._references):
            # The line that still grows defines a link: it is settled when it is complete.
            self._draw_all()
        elif blocks and not self._list_goes_on(blocks):
            self._draw_tail()
        else:
            self._tail = flat(walk(self.painter, blocks, self._source(tail), self._place))

    def _draw_code(self, fence: _OpenFence) -> list[Line]:
        partial = self._text[fence.next :]
        if not partial.strip(" \t") or fence.close.match(partial):
            partial = ""
        fence.highlighter.read(fence.source, partial)
        if fence.source and not partial:
            return []
        return self.painter.code(fence.highlighter, [partial] if partial else (), len(fence.source))


def _targets(references: Mapping[str, Any]) -> dict[str, tuple[object, object]]:
    return {label: (found["href"], found["title"]) for label, found in references.items()}
