"""Markdown blocks to lines: tokens of markdown-it in, rows for a width out. It keeps no state."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache, partial
from typing import TYPE_CHECKING

from ..glyphs import UNICODE, Glyphs
from .block import PROSE_WIDTH
from .cells import expand_tabs
from .highlight import Highlighter
from .line import (
    BLANK,
    BOLD,
    CODE,
    ITALIC,
    TEXT,
    UNDERLINE,
    Line,
    Look,
    Span,
    slice_spans,
    spaces,
    spans_width,
    wrap,
)
from .markdown_inline import hard_lines, inline_spans
from .markdown_table import table_lines

if TYPE_CHECKING:
    from collections.abc import Sequence

    from markdown_it import MarkdownIt
    from markdown_it.token import Token

_BULLET = Look("bullet")
_QUOTE_BAR = Look("quote-bar")
_RULE = Look("rule")
_HEADINGS = (Look("heading", BOLD | UNDERLINE), Look("heading", BOLD), Look("heading", BOLD | ITALIC))
_TASK = re.compile(r"\[([ xX])\] ")
_CODE_INDENT = 2
_RULE_CELLS = 24


@lru_cache(maxsize=1)
def parser() -> MarkdownIt:
    """Return the parser: CommonMark with tables and strikethrough, without HTML. Made at first use."""
    from markdown_it import MarkdownIt

    return MarkdownIt("commonmark", {"html": False}).enable(["table", "strikethrough"])


def top_level(tokens: Sequence[Token]) -> list[Sequence[Token]]:
    """Return the tokens of each top-level block."""
    groups: list[Sequence[Token]] = []
    start = depth = 0
    for index, token in enumerate(tokens):
        depth += token.nesting
        if depth == 0:
            groups.append(tokens[start : index + 1])
            start = index + 1
    return groups


def token_map(token: Token) -> tuple[int, int]:
    """Return the source lines of a block's first token, from and up to."""
    if token.map is None:
        raise AssertionError(f"Markdown token {token.type} has no source lines")
    return token.map[0], token.map[1]


def list_items(group: Sequence[Token]) -> list[Sequence[Token]]:
    """Return the tokens of each item of a list."""
    return top_level(group[1:-1])


class MarkdownPainter:
    """Draws blocks for one width: prose at most `PROSE_WIDTH` wide, code and tables as wide as it."""

    def __init__(self, width: int, glyphs: Glyphs = UNICODE, base: Look = TEXT) -> None:
        self.width = max(8, width)
        self.prose = min(self.width, PROSE_WIDTH)
        self.glyphs = glyphs
        self.base = base
        self.blocks_painted = 0

    def gap(self, before: Token | None, block: Token, source: Sequence[str]) -> bool:
        """Whether a blank line stands before a block: always, but for a list that follows its sentence."""
        if before is None:
            return False
        introduces = before.type == "paragraph_open" and block.type.endswith("_list_open")
        start = token_map(block)[0]
        return not introduces or (start > 0 and not source[start - 1].strip())

    def paint(
        self,
        group: Sequence[Token],
        source: Sequence[str],
        first: Sequence[Span] = (),
        rest: Sequence[Span] = (),
        depth: int = 0,
    ) -> list[Line]:
        """Return the lines of one block, its first line behind `first` and the others behind `rest`."""
        self.blocks_painted += 1
        token = group[0]
        kind = token.type
        if kind == "paragraph_open":
            return self._prose(group[1].children or (), self.base, first, rest)
        if kind == "heading_open":
            look = _HEADINGS[min(int(token.tag[1:]), 3) - 1]
            return self._prose(group[1].children or (), look, first, rest)
        if kind in ("fence", "code_block"):
            return self._code(token, first, rest)
        if kind in ("bullet_list_open", "ordered_list_open"):
            return self._list(group, source, first, rest, depth)
        if kind == "blockquote_open":
            return self._quote(group, source, first, rest, depth)
        if kind == "table_open":
            lines = table_lines(group, self.width, self.glyphs, self.base, rest)
            return _with_first(lines, first, rest)
        if kind == "hr":
            rule = self.glyphs.rule * min(_RULE_CELLS, self.prose - spans_width(first))
            return [Line((*first, Span(rule, _RULE)))]
        # A rule of the parser that this version does not know: its text is still the agent's.
        text = "".join([part.content for part in group])
        return wrap((Span(text.replace("\n", " "), self.base),), self.prose, first, rest)

    def _prose(
        self, children: Sequence[Token], look: Look, first: Sequence[Span], rest: Sequence[Span]
    ) -> list[Line]:
        lines: list[Line] = []
        for spans in hard_lines(inline_spans(children, look)):
            lines.extend(wrap(spans, self.prose, rest if lines else first, rest))
        return lines

    def _code(self, token: Token, first: Sequence[Span], rest: Sequence[Span]) -> list[Line]:
        source = code_source(token.content)
        highlighter = Highlighter(language(token.info))
        highlighter.read(source)
        return self.code(highlighter, source, 0, first, rest)

    def code(
        self,
        highlighter: Highlighter,
        source: Sequence[str],
        place: int = 0,
        first: Sequence[Span] = (),
        rest: Sequence[Span] = (),
    ) -> list[Line]:
        """Return lines of code, the first of which is row `place` for the highlighter.

        A row that is too wide is cut where it must and goes on below. No line at all is one empty row.
        """
        pad = spaces(_CODE_INDENT, CODE)
        lines: list[Line] = []
        for row, text in enumerate(source, place):
            lead = (*(rest if lines else first), pad)
            spans = (Span(expand_tabs(text), CODE),) if text else ()
            drawn = wrap(spans, self.width, lead, (*rest, pad), words=False, fill=CODE)
            if highlighter.reads and text:
                start = 0
                for line in drawn:
                    size = len(line.text) - line.gutter
                    line.late = partial(_coloured, highlighter, row, line, start, start + size)
                    start += size
            lines.extend(drawn)
        return lines or [Line((*first, pad), CODE)]

    def _list(
        self,
        group: Sequence[Token],
        source: Sequence[str],
        first: Sequence[Span],
        rest: Sequence[Span],
        depth: int,
    ) -> list[Line]:
        start = group[0].attrGet("start")
        number = (1 if start is None else int(start)) if group[0].type == "ordered_list_open" else None
        lines: list[Line] = []
        for item in list_items(group):
            if lines and not source[token_map(item[0])[0] - 1].strip():
                lines.append(Line(tuple(rest)))
            lines.extend(self.item(item, number, source, rest if lines else first, rest, depth))
            number = None if number is None else number + 1
        return lines

    def item(
        self,
        item: Sequence[Token],
        number: int | None,
        source: Sequence[str],
        first: Sequence[Span] = (),
        rest: Sequence[Span] = (),
        depth: int = 0,
    ) -> list[Line]:
        """Return the lines of one item of a list; `number` is its own in an ordered list."""
        bullets = self.glyphs.bullets
        marker = f"{bullets[min(depth, len(bullets) - 1)]} " if number is None else f"{number}. "
        marker = self._task(item) or marker
        under = (*rest, spaces(len(marker), self.base))
        lead: Sequence[Span] = (*first, Span(marker, _BULLET))
        inside = self._inside(item[1:-1], source, lead, under, depth + 1)
        return inside or [Line(tuple(lead), gutter=sum(len(span.text) for span in lead))]

    def _task(self, item: Sequence[Token]) -> str:
        """Return the mark of a task in the place of a bullet, and take its brackets out of the text."""
        if len(item) < 4 or item[1].type != "paragraph_open" or not item[2].children:
            return ""
        text = item[2].children[0]
        found = _TASK.match(text.content) if text.type == "text" else None
        if found is None:
            return ""
        text.content = text.content[found.end() :]
        if self.glyphs.done.isascii():
            return f"[{self.glyphs.todo if found[1] == ' ' else self.glyphs.done}] "
        return f"{self.glyphs.todo if found[1] == ' ' else self.glyphs.done} "

    def _quote(
        self,
        group: Sequence[Token],
        source: Sequence[str],
        first: Sequence[Span],
        rest: Sequence[Span],
        depth: int,
    ) -> list[Line]:
        bar = Span(f"{self.glyphs.quote_bar} ", _QUOTE_BAR)
        inside = self._inside(group[1:-1], source, (*first, bar), (*rest, bar), depth)
        return inside or [Line((*first, bar))]

    def _inside(
        self,
        tokens: Sequence[Token],
        source: Sequence[str],
        first: Sequence[Span],
        rest: Sequence[Span],
        depth: int,
    ) -> list[Line]:
        """Return the blocks inside a list item or a quote, as close to each other as in the source."""
        lines: list[Line] = []
        for group in top_level(tokens):
            if lines and _blank(source[token_map(group[0])[0] - 1]):
                lines.append(Line(tuple(rest), gutter=sum(len(span.text) for span in rest)))
            lines.extend(self.paint(group, source, rest if lines else first, rest, depth))
        return lines


def _coloured(highlighter: Highlighter, row: int, line: Line, start: int, end: int) -> tuple[Span, ...]:
    """Return a line of code with the colours of its part of a row, behind the same beginning."""
    *lead, plain = line.spans
    spans = slice_spans(highlighter.row(row), start, end)
    # A copy of the code that is plain is better than one that is wrong.
    return (*lead, *spans) if "".join([span.text for span in spans]) == plain.text else line.spans


def language(info: str) -> str:
    """Return the language that a fence names."""
    return info.strip().partition(" ")[0].partition(",")[0].strip("{}.").lower()


def code_source(content: str) -> list[str]:
    """Return the lines of a code token."""
    lines = content.split("\n")
    if lines and not lines[-1]:
        lines.pop()
    return lines


def _blank(line: str) -> bool:
    return not line.strip(" \t>")


def _with_first(lines: list[Line], first: Sequence[Span], rest: Sequence[Span]) -> list[Line]:
    """Return lines that were drawn behind `rest`, the first of them behind `first`."""
    if lines and tuple(first) != tuple(rest):
        top = lines[0]
        top.spans = (*first, *top.spans[len(rest) :])
    return lines


@dataclass(frozen=True, slots=True)
class SourceRows:
    """Which rows (from and up to) a piece of Markdown takes, and which lines of the source it is."""

    first: int
    end: int
    source_first: int
    source_end: int
    is_code: bool = False


def markdown_rows(text: str, width: int, glyphs: Glyphs = UNICODE) -> list[SourceRows]:
    """Return the pieces of a Markdown text, blocks and items of lists, in the rows of `markdown_lines`."""
    painter = MarkdownPainter(width, glyphs)
    source = [*text.split("\n"), ""]
    found: list[SourceRows] = []
    row = 0
    before: Token | None = None
    for group in top_level(parser().parse(text)):
        kind = group[0].type
        row += 1 if painter.gap(before, group[0], source) else 0
        if kind.endswith("_list_open"):
            for number, item in enumerate(list_items(group)):
                first, end = token_map(item[0])
                row += 1 if number and not source[first - 1].strip() else 0
                height = len(painter.item(item, number if kind.startswith("ordered") else None, source))
                found.append(SourceRows(row, row + height, first, end))
                row += height
        else:
            height = len(painter.paint(group, source))
            found.append(SourceRows(row, row + height, *token_map(group[0]), kind in ("fence", "code_block")))
            row += height
        before = group[0]
    return found


def markdown_lines(text: str, width: int, glyphs: Glyphs = UNICODE, base: Look = TEXT) -> list[Line]:
    """Return a whole Markdown text as lines."""
    painter = MarkdownPainter(width, glyphs, base)
    source = [*text.split("\n"), ""]
    lines: list[Line] = []
    before: Token | None = None
    for group in top_level(parser().parse(text)):
        if painter.gap(before, group[0], source):
            lines.append(BLANK)
        lines.extend(painter.paint(group, source))
        before = group[0]
    return lines
