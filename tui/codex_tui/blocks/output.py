"""Draws the output of a command: its last lines, in the command's own colours."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .durations import count
from .head import INDENT, more
from .line import MUTED, OUTPUT, Line, Span, SpanStyle, expanded, spaces, wrap

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ..state.styled import StyledText
    from .block import View

RUNNING_LINES = 8
"""Lines of a running command that are shown: enough to see that it goes on."""

ENDED_LINES = 4
"""Lines of a command that ended well that are shown at first: its result is mostly at its end."""

PART_LINES = 20
"""Lines that `Detail.PART` shows, in which a failed command with more lines is shown at first."""

MOST_LINES = 2_000
"""The most lines that are shown: a whole build log belongs in the pager."""

_MOST_COLUMNS = 4_000


def output_lines(tail: Iterable[StyledText], hidden: int, view: View, *, lead: int = INDENT) -> list[Line]:
    """Return the last lines of an output, below a line that counts the `hidden` ones before them."""
    lines: list[Line] = []
    if hidden:
        lines.append(more(count(hidden, "earlier line"), view, lead=lead))
    indent = (spaces(lead, OUTPUT),)
    for row in tail:
        spans = styled_spans(row)
        if len(row.text) > _MOST_COLUMNS:
            spans.append(Span(view.glyphs.ellipsis, MUTED))
        lines.extend(wrap(spans, view.width, indent, words=False))
    return lines


def styled_spans(row: StyledText) -> list[Span]:
    """Return one line of an output as coloured spans; characters after `_MOST_COLUMNS` are left out."""
    text, end = row.text, min(len(row.text), _MOST_COLUMNS)
    out: list[Span] = []
    position = 0
    for style in row.spans:
        if style.start >= end:
            break
        if style.start > position:
            out.append(Span(text[position : style.start], OUTPUT))
        position = min(style.end, end)
        out.append(Span(text[style.start : position], SpanStyle(OUTPUT.role, 0, style.style)))
    if position < end:
        out.append(Span(text[position:end], OUTPUT))
    return expanded(out) if "\t" in text else out
