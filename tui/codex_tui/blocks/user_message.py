"""Draws a prompt of the person, with a bar at its left and nothing else."""

from __future__ import annotations

from ..state.items import UserMessage
from .block import Block, Detail, View, estimate_text
from .durations import count
from .line import MUTED, Line, Span, SpanStyle, wrap, wrap_text

_PROMPT = SpanStyle("prompt")
_BAR = SpanStyle("prompt-bar")

COLLAPSED_LINES = 8
"""Lines of a long prompt that are shown at first."""

_COLLAPSES_FROM = 16


class UserMessageBlock(Block[UserMessage]):
    """Draws prompts; of a pasted log the first lines."""

    prose = True

    def render(self, item: UserMessage, view: View) -> list[Line]:
        """Draw the text as it was written, then a line for each attachment."""
        bar = (Span(f"{view.glyphs.bar} ", _BAR),)
        text, hidden = item.text.strip("\n"), 0
        if view.detail is Detail.HEAD and len(self.details(item)) > 1:
            rows = text.split("\n")
            text, hidden = "\n".join(rows[:COLLAPSED_LINES]), len(rows) - COLLAPSED_LINES
        lines = wrap_text(text, _PROMPT, view.prose, bar) if text or not item.attachments else []
        if hidden:
            rest = f"{view.glyphs.ellipsis} {count(hidden, 'more line')}"
            lines.append(Line((*bar, Span(rest, MUTED)), gutter=2))
        for attachment in item.attachments:
            lines.extend(wrap((Span(attachment, MUTED),), view.prose, bar))
        return lines

    def source(self, item: UserMessage) -> str:
        """Return the prompt and its attachments."""
        return "\n".join([part for part in (item.text, *item.attachments) if part])

    def details(self, item: UserMessage) -> tuple[Detail, ...]:
        """Return HEAD, for the first lines, and FULL for a long prompt; else FULL alone."""
        long = item.text.strip("\n").count("\n") >= _COLLAPSES_FROM
        return (Detail.HEAD, Detail.FULL) if long else (Detail.FULL,)

    def estimate(self, item: UserMessage, view: View) -> int:
        """Guess the rows of the text when it is wrapped."""
        if view.detail is Detail.HEAD and len(self.details(item)) > 1:
            return COLLAPSED_LINES + 1 + len(item.attachments)
        return max(1, estimate_text(item.text, view.prose - 2)) + len(item.attachments)
