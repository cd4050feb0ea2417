"""Draws a call of any other tool: a head line, and the result below it."""

from __future__ import annotations

from ..state.items import ItemStatus, ToolCall
from ..state.styled import StyledText
from .block import Block, Detail, View
from .durations import duration
from .head import fact, head, outcome
from .line import Line, Span, SpanStyle
from .output import MOST_LINES, PART_LINES, output_lines

_TOOL = SpanStyle("command")
_DETAIL = SpanStyle("muted")


class ToolCallBlock(Block[ToolCall]):
    """Draws tool calls: at first the head line, or open when they failed."""

    kind = "tools"

    def render(self, item: ToolCall, view: View) -> list[Line]:
        """Draw the head line and as much of the result as the view asks for."""
        what = [Span(item.tool or "tool", _TOOL)]
        if item.detail:
            what += [Span("  ", _DETAIL), Span(item.detail, _DETAIL)]
        facts = [outcome(item), fact(duration(item.duration_ms))]
        expandable = len(self.details(item)) > 1
        lines = [head(item, view, what, facts, expandable=expandable)]
        if view.detail is not Detail.HEAD and expandable:
            limit = PART_LINES if view.detail is Detail.PART else MOST_LINES
            rows = _rows(item)
            tail = [StyledText(row) for row in rows[-limit:]]
            lines.extend(output_lines(tail, len(rows) - len(tail), view))
        return lines

    def source(self, item: ToolCall) -> str:
        """Return the tool, its arguments and its result."""
        call = f"{item.tool} {item.detail}".strip()
        return "\n".join([part for part in (call, item.output.rstrip("\n")) if part])

    def details(self, item: ToolCall) -> tuple[Detail, ...]:
        """Return HEAD, PART for more than `PART_LINES` lines, and FULL; FULL alone without a result."""
        lines = len(_rows(item))
        if lines > PART_LINES:
            return (Detail.HEAD, Detail.PART, Detail.FULL)
        return (Detail.HEAD, Detail.FULL) if lines else (Detail.FULL,)

    def first_detail(self, item: ToolCall) -> Detail:
        """Return the second degree for a failed call, else the least."""
        details = self.details(item)
        return details[1] if item.status is ItemStatus.FAILED and len(details) > 1 else details[0]

    def estimate(self, item: ToolCall, view: View) -> int:
        """Guess the rows as if none were wrapped."""
        if view.detail is Detail.HEAD:
            return 1
        return 1 + min(len(_rows(item)), PART_LINES if view.detail is Detail.PART else MOST_LINES)


def _rows(item: ToolCall) -> list[str]:
    output = item.output.strip("\n")
    return output.split("\n") if output.strip() else []
