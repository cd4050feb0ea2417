"""The head line of a block: a mark, what the block is, facts at the right. `Detail.HEAD` shows only it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..state.items import ItemStatus, ReadOnlyItem
from .block import Detail, View
from .cells import cut, expand_tabs, width
from .line import ACCENT, ERROR, FACT, FOLD, HEAD, MUTED, WARNING, Line, Span, SpanStyle, spaces, spans_width

if TYPE_CHECKING:
    from collections.abc import Sequence

INDENT = 2
"""Cells by which the lines below a head line are indented."""

_BETWEEN = 3
"""Cells between two facts."""

_LEAST_TEXT = 12
"""Cells that `what` keeps: a fact that would leave it less is left out."""


def indent(style: SpanStyle = HEAD) -> Span:
    """Return the indentation of the lines below a head line."""
    return spaces(INDENT, style)


def mark(item: ReadOnlyItem, view: View, *, expandable: bool) -> Span:
    """Return the mark at the left: a spinner for an open item, else whether the block can be expanded."""
    if item.is_open:
        return Span(view.glyphs.spinner[0], ACCENT)
    if not expandable:
        return Span(view.glyphs.leaf, FOLD)
    return Span(view.glyphs.collapsed if view.detail is Detail.HEAD else view.glyphs.expanded, FOLD)


def outcome(item: ReadOnlyItem) -> list[Span]:
    """Return the fact for an item that failed, was declined or interrupted; empty for any other."""
    if item.status is ItemStatus.FAILED:
        return [Span("failed", ERROR)]
    if item.status is ItemStatus.DECLINED:
        return [Span("declined", WARNING)]
    if item.status is ItemStatus.INTERRUPTED:
        return [Span("interrupted", WARNING)]
    return []


def fact(text: str) -> list[Span]:
    """Return a plain fact; empty for an empty text."""
    return [Span(text, FACT)] if text else []


def head(
    item: ReadOnlyItem,
    view: View,
    what: Sequence[Span],
    facts: Sequence[Sequence[Span]] = (),
    *,
    expandable: bool,
) -> Line:
    """Return the head line: `what` cut to one row, and `facts` at the right, the first ones kept longest."""
    cells = view.prose
    left = [mark(item, view, expandable=expandable), Span(" ", HEAD)]
    room = cells - spans_width(left)
    right: list[Span] = []
    for group in facts:
        if not group:
            continue
        size = spans_width(group) + _BETWEEN
        if room - spans_width(right) - size < min(_LEAST_TEXT, spans_width(what)):
            break
        if right:
            right.append(spaces(_BETWEEN, FACT))
        right.extend(group)
    space = room - spans_width(right) - (_BETWEEN if right else 0)
    body = cut_spans(what, space, view.glyphs.ellipsis)
    if right:
        gap = room - spans_width(body) - spans_width(right)
        body = [*body, spaces(gap, HEAD), *right]
    return Line((*left, *body), gutter=len(left[0].text) + 1, spins=item.is_open)


def cut_spans(spans: Sequence[Span], cells: int, sign: str) -> list[Span]:
    """Return spans on one row, shortened with `sign`; a newline ends the row, with `sign` behind it."""
    out: list[Span] = []
    for text, style in spans:
        first, newline, _ = text.partition("\n")
        shown = expand_tabs(first) + (" " + sign if newline else "")
        shown_cells = width(shown)
        if shown_cells > cells:
            out.append(Span(cut(shown, cells, sign), style))
            break
        out.append(Span(shown, style))
        cells -= shown_cells
        if newline:
            break
    return out


def more(text: str, view: View, *, lead: int = INDENT) -> Line:
    """Return the line that counts what is left out, as `… 37 more lines`."""
    shown = cut(f"{view.glyphs.ellipsis} {text}", view.width - lead, view.glyphs.ellipsis)
    return Line((spaces(lead, MUTED), Span(shown, MUTED)), gutter=lead)
