"""Any other tool: one line, its result inside."""

from __future__ import annotations

from ..state.items import ItemStatus, ToolCall
from ..state.styled import StyledText
from .block import Block, Fold, View
from .durations import duration
from .head import fact, head, outcome
from .line import Line, Look, Span
from .output import MOST_LINES, PART_LINES, output_lines

_TOOL = Look("command")
_DETAIL = Look("muted")


class ToolCallBlock(Block[ToolCall]):
    """Draws tool calls: folded when they ended well, open when they failed."""

    def render(self, item: ToolCall, view: View) -> list[Line]:
        """Draw the head line and as much of the result as the fold says."""
        what = [Span(item.tool or "tool", _TOOL)]
        if item.detail:
            what += [Span("  ", _DETAIL), Span(item.detail, _DETAIL)]
        facts = [outcome(item), fact(duration(item.duration_ms))]
        foldable = len(self.folds(item)) > 1
        lines = [head(item, view, what, facts, foldable=foldable)]
        if view.fold is not Fold.FOLDED and foldable:
            limit = PART_LINES if view.fold is Fold.PART else MOST_LINES
            rows = _rows(item)
            tail = [StyledText(row) for row in rows[-limit:]]
            lines.extend(output_lines(tail, len(rows) - len(tail), view))
        return lines

    def source(self, item: ToolCall) -> str:
        """Return the tool, its arguments and its result."""
        call = f"{item.tool} {item.detail}".strip()
        return "\n".join([part for part in (call, item.output.rstrip("\n")) if part])

    def folds(self, item: ToolCall) -> tuple[Fold, ...]:
        """Whatever has a result folds."""
        lines = len(_rows(item))
        if lines > PART_LINES:
            return (Fold.FOLDED, Fold.PART, Fold.FULL)
        return (Fold.FOLDED, Fold.FULL) if lines else (Fold.FULL,)

    def first_fold(self, item: ToolCall) -> Fold:
        """Open a call that failed."""
        folds = self.folds(item)
        return folds[1] if item.status is ItemStatus.FAILED and len(folds) > 1 else folds[0]

    def estimate(self, item: ToolCall, view: View) -> int:
        """Count rows as if none were wrapped."""
        if view.fold is Fold.FOLDED:
            return 1
        return 1 + min(len(_rows(item)), PART_LINES if view.fold is Fold.PART else MOST_LINES)


def _rows(item: ToolCall) -> list[str]:
    output = item.output.strip("\n")
    return output.split("\n") if output.strip() else []
