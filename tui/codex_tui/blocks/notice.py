"""Draws one line about the turn: an error, a retry, an interruption, a compaction, a warning."""

from __future__ import annotations

from ..state.items import Notice, NoticeLevel
from .block import Block, Detail, View, estimate_text
from .cells import on_one_line
from .head import indent
from .line import ERROR, FAINT, MUTED, WARNING, Line, Span, SpanStyle, wrap, wrap_text

_STYLES: dict[NoticeLevel, tuple[SpanStyle, SpanStyle]] = {
    NoticeLevel.DIM: (FAINT, FAINT),
    NoticeLevel.INFO: (MUTED, MUTED),
    NoticeLevel.WARNING: (WARNING, WARNING),
    NoticeLevel.ERROR: (ERROR, ERROR),
}
_OPEN_ROWS = 3


class NoticeBlock(Block[Notice]):
    """Draws notices: a mark and a colour show their level."""

    def render(self, item: Notice, view: View) -> list[Line]:
        """Draw the text and, below it, its detail."""
        mark_look, style = _STYLES[item.level]
        marks = {NoticeLevel.ERROR: view.glyphs.failed, NoticeLevel.WARNING: view.glyphs.warning}
        mark = marks.get(item.level, view.glyphs.leaf)
        if item.is_open:
            mark = view.glyphs.spinner[0]
        elif len(self.details(item)) > 1 and item.level not in marks:
            mark = view.glyphs.collapsed if view.detail is Detail.HEAD else view.glyphs.expanded
        lead = (Span(mark, mark_look), Span(" ", mark_look))
        text = on_one_line(item.text) or "notice"
        lines = wrap((Span(text, style),), view.prose, lead, (indent(),))
        lines[0].spins = item.is_open
        if item.detail and (view.detail is not Detail.HEAD or len(self.details(item)) == 1):
            lines.extend(wrap_text(item.detail.strip("\n"), MUTED, view.prose, (indent(),)))
        return lines

    def source(self, item: Notice) -> str:
        """Return the text and its detail."""
        return f"{item.text}\n{item.detail}".rstrip("\n")

    def details(self, item: Notice) -> tuple[Detail, ...]:
        """Return HEAD and FULL where the detail is long; else FULL alone."""
        long = item.detail.count("\n") >= _OPEN_ROWS or len(item.detail) > 300
        return (Detail.HEAD, Detail.FULL) if long else (Detail.FULL,)

    def estimate(self, item: Notice, view: View) -> int:
        """Guess the rows of the text when it is wrapped."""
        detail = 0 if view.detail is Detail.HEAD else estimate_text(item.detail, view.prose - 2)
        return max(1, estimate_text(item.text, view.prose - 2)) + detail
