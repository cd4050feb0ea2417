"""The head line of a block, all of it in the least detail: a mark, what it is, and facts at the right."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..state.items import ItemStatus, ReadOnlyItem
from .block import Detail, View
from .cells import cut, expand_tabs, width
from .line import ACCENT, ERROR, FACT, FOLD, HEAD, MUTED, WARNING, Line, Look, Span, spaces, spans_width

if TYPE_CHECKING:
    from collections.abc import Sequence

INDENT = 2
"""Cells by which the inside of a block stands to the right of its head line's mark."""

_BETWEEN = 3
"""Cells between two facts."""

_LEAST_TEXT = 12
"""Cells that what the block is keeps when the facts would leave it less."""


def indent(look: Look = HEAD) -> Span:
    """Return the indentation of a block's inside."""
    return spaces(INDENT, look)


def mark(item: ReadOnlyItem, view: View, *, expandable: bool) -> Span:
    """Return the mark at the left: a spinner while it runs, else whether there is more to show."""
    if item.is_open:
        return Span(view.glyphs.spinner[0], ACCENT)
    if not expandable:
        return Span(view.glyphs.leaf, FOLD)
    return Span(view.glyphs.collapsed if view.detail is Detail.HEAD else view.glyphs.expanded, FOLD)


def outcome(item: ReadOnlyItem) -> list[Span]:
    """Return the fact that tells an end which was not good, in a word; none for a good one."""
    if item.status is ItemStatus.FAILED:
        return [Span("failed", ERROR)]
    if item.status is ItemStatus.DECLINED:
        return [Span("declined", WARNING)]
    if item.status is ItemStatus.INTERRUPTED:
        return [Span("interrupted", WARNING)]
    return []


def fact(text: str) -> list[Span]:
    """Return a plain fact; none for an empty text."""
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
    """Return spans on one row, shortened with a sign; a newline inside is shown as the end of what fits."""
    out: list[Span] = []
    for text, look in spans:
        first, newline, _ = text.partition("\n")
        shown = expand_tabs(first) + (" " + sign if newline else "")
        shown_cells = width(shown)
        if shown_cells > cells:
            out.append(Span(cut(shown, cells, sign), look))
            break
        out.append(Span(shown, look))
        cells -= shown_cells
        if newline:
            break
    return out


def more(text: str, view: View, *, lead: int = INDENT) -> Line:
    """Return the line that says what is left out, as `… 37 more lines`."""
    shown = cut(f"{view.glyphs.ellipsis} {text}", view.width - lead, view.glyphs.ellipsis)
    return Line((spaces(lead, MUTED), Span(shown, MUTED)), gutter=lead)
