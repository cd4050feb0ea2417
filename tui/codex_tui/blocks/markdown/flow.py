"""Markdown that arrives in pieces: only its last block is parsed and drawn again.

The result is the same as if the text had been drawn at once, by these rules:
- a block is settled only when the next one has begun on a line that is complete, since a line that still
  grows may turn into something else (`---` into text, `|-` into a table);
- the rest begins where the settled block ends, not where the next one begins, as link definitions between
  them may still be growing;
- a fence is settled line by line, its colours window by window (see `highlight`), a list item by item;
- a link definition may change text far above: a text that has one is drawn as a whole from then on.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from ...glyphs import UNICODE, Glyphs
from ..highlight import Highlighter
from ..line import BLANK, TEXT, Line, SpanStyle
from .paint import MarkdownPainter
from .parse import Source, is_list, language, list_items, parser, token_map, top_level
from .walk import START, Place, flat, is_apart, markdown_lines, walk

if TYPE_CHECKING:
    from collections.abc import Sequence

    from markdown_it.token import Token

_FENCE = re.compile(r"(`{3,}|~{3,})")


class _OpenFence:
    """A fence at the top level that is not closed yet: its lines need no parser."""

    def __init__(self, marker: str, info: str, start: int) -> None:
        self.close = re.compile(rf" {{0,3}}{re.escape(marker[0])}{{{len(marker)},}}[ \t]*\Z")
        self.highlighter = Highlighter(language(info))
        self.source: list[str] = []
        self.next = start
        self.starts: list[int] = []
        """For each line of the source, the index of its first row among the settled lines."""


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
        self._list_start: _ListStart | None = None
        self._whole = False
        self._items_settle = True

    @property
    def lines(self) -> list[Line]:
        """All lines."""
        return [*self._settled, *self._tail]

    def update(self, text: str) -> int:
        """Take the text as it is now, and return how many lines at the start are the same as before."""
        if not text.startswith(self._text):
            self._reset()
        stable = self._stable
        if text == self._text and self._tail:
            return len(self._settled) + len(self._tail)
        self._text = text
        if not self._whole:
            self._settle(text.rfind("\n") + 1)
            self._tail = [] if self._whole else self._draw_tail()
        if self._whole:
            self._settled = []
            self._tail = markdown_lines(text, self.painter.width, self.painter.glyphs, self.painter.base)
            return 0
        return min(stable, len(self._settled))

    def _settle(self, complete: int) -> None:
        """Settle all that the complete lines, `text[:complete]`, determine."""
        while self._decided < complete and not self._whole:
            if self._fence is not None:
                self._read_fence(self._fence, complete)
            else:
                self._settle_blocks(complete)

    def _parse(self, text: str) -> list[Sequence[Token]]:
        """Return the blocks of a text; a link definition in it sets `_whole`."""
        env: dict[str, object] = {}
        blocks = top_level(parser().parse(text, env))
        if env.get("references"):
            self._whole = True
        return blocks

    def _source(self, tail: str) -> Source:
        """Return the lines of the text from `_offset` on."""
        above = self._text.rfind("\n", 0, max(0, self._offset - 1)) + 1
        return Source(tail, self._text[above : max(0, self._offset - 1)])

    def _settle_blocks(self, complete: int) -> None:
        tail = self._text[self._offset : complete]
        self._decided = complete
        blocks = self._parse(tail)
        if self._whole or not blocks or not self._list_goes_on(blocks):
            return
        source = self._source(tail)
        last = blocks[-1]
        if len(blocks) > 1:
            self._settle_whole(blocks[:-1], source)
        first, end = token_map(last[0])
        if last[0].type == "fence" and (found := _FENCE.match(source.lines[first])):
            if end - 1 > first and source.lines[end - 1].strip(" \t").startswith(found[1]):
                self._settle_whole([last], source)
                self._offset += source.size(end)
            else:
                self._open_fence(last[0], found[1], source)
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
        del self._settled[start.settled :]
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

    def _draw_tail(self) -> list[Line]:
        """Return the lines of the text that is not settled, with the line that still grows."""
        fence = self._fence
        if fence is not None:
            partial = self._text[fence.next :]
            if not partial.strip(" \t") or fence.close.match(partial):
                partial = ""
            fence.highlighter.read(fence.source, partial)
            if fence.source and not partial:
                return []
            return self.painter.code(fence.highlighter, [partial] if partial else (), len(fence.source))
        tail = self._text[self._offset :]
        if not tail.strip():
            return []
        blocks = self._parse(tail)
        if self._whole:
            return []
        if blocks and not self._list_goes_on(blocks):
            return self._draw_tail()
        return flat(walk(self.painter, blocks, self._source(tail), self._place))
