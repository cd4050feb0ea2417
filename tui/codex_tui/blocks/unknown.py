"""Draws an item that this version does not know as one dim line, so that nothing is hidden."""

from __future__ import annotations

from ..state.items import Unknown
from .block import Block, View
from .head import cut_spans
from .line import FAINT, Line, Span


class UnknownBlock(Block[Unknown]):
    """Draws the kind of the item and the beginning of its detail."""

    def render(self, item: Unknown, view: View) -> list[Line]:
        """Return one line, cut at the width of prose."""
        spans = [Span(item.kind or "unknown", FAINT)]
        if item.detail:
            spans += [Span("  ", FAINT), Span(item.detail, FAINT)]
        body = cut_spans(spans, view.prose - 2, view.glyphs.ellipsis)
        return [Line((Span(f"{view.glyphs.leaf} ", FAINT), *body), gutter=2)]

    def source(self, item: Unknown) -> str:
        """Return the kind and the whole detail."""
        return f"{item.kind} {item.detail}".strip()
