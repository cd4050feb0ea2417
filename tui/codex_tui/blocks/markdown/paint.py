"""Draws one Markdown block: tokens of markdown-it in, lines for a width out. It keeps no state.

Blocks that hold others, lists and quotes, are drawn by `walk`.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from ...glyphs import UNICODE, Glyphs
from ..block import PROSE_WIDTH
from ..cells import expand_tabs
from ..highlight import Highlighter
from ..line import (
    BOLD,
    CODE,
    ITALIC,
    TEXT,
    UNDERLINE,
    Line,
    Span,
    SpanStyle,
    slice_spans,
    spaces,
    spans_width,
    wrap,
)
from .inline import hard_lines, inline_spans
from .parse import code_source, language
from .table import table_lines

if TYPE_CHECKING:
    from collections.abc import Sequence

    from markdown_it.token import Token

_RULE = SpanStyle("rule")
_HEADINGS = (
    SpanStyle("heading", BOLD | UNDERLINE),
    SpanStyle("heading", BOLD),
    SpanStyle("heading", BOLD | ITALIC),
)
_CODE_INDENT = 2
_RULE_CELLS = 24


@dataclass(frozen=True, slots=True)
class Lead:
    """The spans at the left of a block: before its first line, and before the others.

    `depth` counts the lists that the block is in; `is_inside` says that it is in a list or a quote.
    """

    first: Sequence[Span] = ()
    rest: Sequence[Span] = ()
    depth: int = 0
    is_inside: bool = False

    @property
    def below(self) -> Lead:
        """The lead of a block below the first one."""
        return self if self.first == self.rest else Lead(self.rest, self.rest, self.depth, self.is_inside)

    @property
    def gutter(self) -> int:
        """How many characters come before a line: the same number before the first and the others."""
        return sum([len(span.text) for span in self.rest])

    def then(self, first: Sequence[Span], rest: Sequence[Span], depth: int = 0) -> Lead:
        """Return the lead of what is inside a list item or a quote, which adds its own to the right."""
        return Lead((*self.first, *first), (*self.rest, *rest), self.depth + depth, True)


NO_LEAD = Lead()


class MarkdownPainter:
    """Draws blocks for one width: prose at most `PROSE_WIDTH` wide, code and tables up to the full width."""

    def __init__(self, width: int, glyphs: Glyphs = UNICODE, base: SpanStyle = TEXT) -> None:
        self.width = max(8, width)
        self.prose = min(self.width, PROSE_WIDTH)
        self.glyphs = glyphs
        self.base = base

    def paint(self, block: Sequence[Token], lead: Lead = NO_LEAD) -> list[Line]:
        """Return the lines of one block that holds no other."""
        token = block[0]
        kind = token.type
        if kind == "paragraph_open":
            return self._prose(block[1].children or (), self.base, lead)
        if kind == "heading_open":
            style = _HEADINGS[min(int(token.tag[1:]), 3) - 1]
            return self._prose(block[1].children or (), style, lead)
        if kind in ("fence", "code_block"):
            source = code_source(token.content)
            highlighter = Highlighter(language(token.info))
            highlighter.read(source)
            return self.code(highlighter, source, 0, lead)
        if kind == "table_open":
            lines = table_lines(block, self.width, self.glyphs, self.base, lead.rest)
            return _with_first(lines, lead)
        if kind == "hr":
            rule = self.glyphs.rule * min(_RULE_CELLS, self.prose - spans_width(lead.first))
            return [Line((*lead.first, Span(rule, _RULE)))]
        # A kind of block that this version does not know: its text is still shown.
        text = "".join([part.content for part in block])
        return wrap((Span(text.replace("\n", " "), self.base),), self.prose, lead.first, lead.rest)

    def _prose(self, children: Sequence[Token], style: SpanStyle, lead: Lead) -> list[Line]:
        lines: list[Line] = []
        for spans in hard_lines(inline_spans(children, style)):
            lines.extend(wrap(spans, self.prose, lead.rest if lines else lead.first, lead.rest))
        return lines

    def code(
        self, highlighter: Highlighter, source: Sequence[str], place: int = 0, lead: Lead = NO_LEAD
    ) -> list[Line]:
        """Return lines of code, the first of which is row `place` for the highlighter.

        A line that is too wide is cut at the width and goes on below. An empty `source` gives one empty row.
        """
        pad = spaces(_CODE_INDENT, CODE)
        rest = (*lead.rest, pad)
        lines: list[Line] = []
        for row, text in enumerate(source, place):
            first = rest if lines else (*lead.first, pad)
            spans = (Span(expand_tabs(text), CODE),) if text else ()
            drawn = wrap(spans, self.width, first, rest, words=False, fill=CODE)
            if highlighter.reads and text:
                start = 0
                for line in drawn:
                    size = len(line.text) - line.gutter
                    line.late = partial(_coloured, highlighter, row, line, start, start + size)
                    start += size
            lines.extend(drawn)
        return lines or [Line((*lead.first, pad), CODE)]


def _coloured(highlighter: Highlighter, row: int, line: Line, start: int, end: int) -> tuple[Span, ...]:
    """Return a line of code with the colours of its part of a row, behind the same beginning."""
    *lead, plain = line.spans
    spans = slice_spans(highlighter.row(row), start, end)
    # A plain copy of the code is better than a wrong one.
    return (*lead, *spans) if "".join([span.text for span in spans]) == plain.text else line.spans


def _with_first(lines: list[Line], lead: Lead) -> list[Line]:
    """Return lines that were drawn behind `lead.rest`, the first of them behind `lead.first`."""
    if lines and lead.first != lead.rest:
        top = lines[0]
        top.spans = (*lead.first, *top.spans[len(lead.rest) :])
    return lines
