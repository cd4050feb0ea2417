"""Markdown that arrives in pieces: only its last block is parsed and drawn again.

What makes it come out exactly as if it had been drawn at once:
- a block is settled only when the next one has begun on a line that is complete, since a line that still
  grows may turn into something else (`---` into text, `|-` into a table);
- what is left begins where the settled block ends, not where the next one begins, as link definitions
  between them may still be growing;
- a fence is settled window by window (see `highlight`), a list item by item;
- a definition of a link may change text far above: a text that has one is drawn as a whole from then on.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ..glyphs import UNICODE, Glyphs
from .highlight import Highlighter
from .line import BLANK, TEXT, Line, Look
from .markdown_paint import (
    MarkdownPainter,
    language,
    list_items,
    markdown_lines,
    parser,
    token_map,
    top_level,
)

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
        """For each line of the source, where its first line is among the settled ones."""


class _OpenList:
    """A list at the top level whose first items are settled."""

    def __init__(self, start: int, number: int | None, lines_before: int, before: Token | None) -> None:
        self.start = start
        self.next_number = number
        self.lines_before = lines_before
        self.before = before
        self.blank_before_next = False


class MarkdownFlow:
    """The lines of a Markdown text that grows at its end."""

    def __init__(self, width: int, glyphs: Glyphs = UNICODE, base: Look = TEXT) -> None:
        self.painter = MarkdownPainter(width, glyphs, base)
        self.characters_parsed = 0
        self._reset()

    def _reset(self) -> None:
        self._text = ""
        self._settled: list[Line] = []
        self._tail: list[Line] = []
        self._offset = 0
        self._decided = 0
        self._before: Token | None = None
        self._fence: _OpenFence | None = None
        self._list: _OpenList | None = None
        self._whole = False
        self._items_settle = True

    @property
    def lines(self) -> list[Line]:
        """All lines."""
        return [*self._settled, *self._tail]

    def update(self, text: str) -> int:
        """Take the text as it is now. Returns how many lines at the start are the same as before."""
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
            self.characters_parsed += len(text)
            return 0
        return min(stable, len(self._settled))

    def _settle(self, complete: int) -> None:
        """Settle what the complete lines, `text[:complete]`, decide."""
        while self._decided < complete and not self._whole:
            if self._fence is not None:
                self._read_fence(self._fence, complete)
            else:
                self._settle_blocks(complete)

    def _parse(self, text: str) -> list[Sequence[Token]]:
        """Return the blocks of a text; a link definition in it makes the whole text be drawn at once."""
        self.characters_parsed += len(text)
        env: dict[str, object] = {}
        groups = top_level(parser().parse(text, env))
        if env.get("references"):
            self._whole = True
        return groups

    def _settle_blocks(self, complete: int) -> None:
        tail = self._text[self._offset : complete]
        self._decided = complete
        groups = self._parse(tail)
        if self._whole or not groups or not self._list_goes_on(groups):
            return
        source = tail.split("\n")
        for group in groups[:-1]:
            self._settle_block(group, source)
        last = groups[-1]
        first, end = token_map(last[0])
        if last[0].type == "fence" and (found := _FENCE.match(source[first])):
            if end - 1 > first and source[end - 1].strip(" \t").startswith(found[1]):
                self._settle_block(last, source)
                self._move(source, end)
            else:
                self._open_fence(last[0], found[1], source, first)
        elif last[0].type.endswith("_list_open") and self._items_settle and len(list_items(last)) > 1:
            self._settle_items(last, source)
        elif len(groups) > 1:
            self._move(source, token_map(groups[-2][0])[1])

    def _move(self, source: Sequence[str], lines: int) -> None:
        """Leave so many source lines behind."""
        self._offset += sum([len(line) + 1 for line in source[:lines]])

    def _settle_block(self, group: Sequence[Token], source: Sequence[str]) -> None:
        self._settled.extend(self._draw_block(group, source))
        self._list = None
        self._items_settle = True
        self._before = group[0]

    def _draw_block(self, group: Sequence[Token], source: Sequence[str]) -> list[Line]:
        """Return the lines of a block, with the blank line before it."""
        if self._list is not None:
            return self._draw_items(list_items(group), self._list, source)
        lines = [BLANK] if self.painter.gap(self._before, group[0], source) else []
        return lines + self.painter.paint(group, source)

    # Lists

    def _settle_items(self, group: Sequence[Token], source: Sequence[str]) -> None:
        """Settle all items of the last list but the last, which may still grow."""
        items = list_items(group)
        opened = self._list
        if opened is None:
            start = group[0].attrGet("start")
            number = (1 if start is None else int(start)) if group[0].type == "ordered_list_open" else None
            first_line = token_map(group[0])[0]
            begin = self._offset + sum([len(line) + 1 for line in source[:first_line]])
            opened = _OpenList(begin, number, len(self._settled), self._before)
            if self.painter.gap(self._before, group[0], source):
                self._settled.append(BLANK)
            self._before = group[0]
        self._settled.extend(self._draw_items(items[:-1], opened, source))
        if opened.next_number is not None:
            opened.next_number += len(items) - 1
        last_line = token_map(items[-1][0])[0]
        opened.blank_before_next = not source[last_line - 1].strip()
        self._list = opened
        self._move(source, last_line)

    def _draw_items(
        self, items: Sequence[Sequence[Token]], opened: _OpenList, source: Sequence[str]
    ) -> list[Line]:
        lines: list[Line] = []
        number = opened.next_number
        blank = opened.blank_before_next
        for position, item in enumerate(items):
            if position:
                blank = not source[token_map(item[0])[0] - 1].strip()
            if blank:
                lines.append(BLANK)
            lines.extend(self.painter.item(item, number, source))
            number = None if number is None else number + 1
        return lines

    def _list_goes_on(self, groups: Sequence[Sequence[Token]]) -> bool:
        """Whether what is left begins with a list, as it must when items of one are settled.

        An item alone may read as something else (`+ | a |` above `|---|` as a table). Then the list is
        drawn again from its start, and its items are not settled one by one.
        """
        opened = self._list
        if opened is None or groups[0][0].type.endswith("_list_open"):
            return True
        del self._settled[opened.lines_before :]
        self._offset, self._before = opened.start, opened.before
        self._list = None
        self._items_settle = False
        self._decided = self._offset
        return False

    # Fences

    def _open_fence(self, token: Token, marker: str, source: Sequence[str], first: int) -> None:
        if self.painter.gap(self._before, token, source):
            self._settled.append(BLANK)
        self._move(source, first + 1)
        self._list = None
        self._before = token
        self._fence = _OpenFence(marker, token.info, self._offset)
        self._decided = self._offset

    @property
    def _stable(self) -> int:
        """How many lines will be the same in the next drawing, their colours too.

        The text of code settles with its line. Its colours do so with its window, once that was looked at.
        """
        fence = self._fence
        if fence is None or (settled := fence.highlighter.settled) >= len(fence.starts):
            return len(self._settled)
        return fence.starts[settled] if fence.highlighter.reads else len(self._settled)

    def _read_fence(self, fence: _OpenFence, complete: int) -> None:
        """Take the complete lines of an open fence up to its end."""
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
        """Return the lines of what is not settled, the line that still grows with it."""
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
        groups = self._parse(tail)
        if self._whole:
            return []
        if groups and not self._list_goes_on(groups):
            return self._draw_tail()
        source = tail.split("\n")
        before, opened = self._before, self._list
        lines: list[Line] = []
        for group in groups:
            lines.extend(self._draw_block(group, source))
            self._before, self._list = group[0], None
        self._before, self._list = before, opened
        return lines
