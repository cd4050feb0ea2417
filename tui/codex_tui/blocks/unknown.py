"""Something this version has no picture of: a dim line, never nothing."""

from __future__ import annotations

from ..state.items import Unknown
from .block import Block, View
from .head import cut_spans
from .line import FAINT, Line, Span


class UnknownBlock(Block[Unknown]):
    """Draws what it is called and how it begins."""

    def render(self, item: Unknown, view: View) -> list[Line]:
        """Draw one line."""
        spans = [Span(item.kind or "unknown", FAINT)]
        if item.detail:
            spans += [Span("  ", FAINT), Span(item.detail, FAINT)]
        body = cut_spans(spans, view.prose - 2, view.glyphs.ellipsis)
        return [Line((Span(f"{view.glyphs.leaf} ", FAINT), *body), gutter=2)]

    def source(self, item: Unknown) -> str:
        """Return its name and all that came with it."""
        return f"{item.kind} {item.detail}".strip()
