"""Draws the agent's reasoning: a head line, and the summary below it."""

from __future__ import annotations

import re

from ..state.items import Reasoning
from .block import Block, Detail, View, estimate_text
from .durations import duration
from .head import INDENT, head, indent
from .line import BLANK, MUTED, Line, Span, SpanStyle
from .markdown import markdown_lines
from .markdown.inline import printable

_THOUGHT = SpanStyle("thought")
_TITLE = re.compile(r"\s*\*\*(.+?)\*\*")


class ReasoningBlock(Block[Reasoning]):
    """Draws reasoning; at first only the head line."""

    kind = "reasoning"
    markup = True

    def render(self, item: Reasoning, view: View) -> list[Line]:
        """Draw the head line and, in full, the summary, else the raw content where the model shows it."""
        parts = self._parts(item)
        if not (parts or item.duration_ms or item.is_open):
            return []
        expandable = bool(parts)
        time = duration(item.duration_ms)
        verb = "thinking" if item.is_open else "thought"
        what = [Span(f"{verb} {time}".rstrip(), MUTED)]
        if title := self._title(parts):
            what += [Span("   ", MUTED), Span(title, SpanStyle("faint"))]
        lines = [head(item, view, what, expandable=expandable)]
        if view.detail is Detail.HEAD or not expandable:
            return lines
        for number, part in enumerate(parts):
            if number:
                lines.append(BLANK)
            lines.extend(inside(markdown_lines(part, view.width - INDENT, view.glyphs, _THOUGHT)))
        return lines

    def source(self, item: Reasoning) -> str:
        """Return the summary as Markdown."""
        return "\n\n".join(self._parts(item))

    def details(self, item: Reasoning) -> tuple[Detail, ...]:
        """Return HEAD and FULL where there is a text; else FULL alone."""
        return (Detail.HEAD, Detail.FULL) if self._parts(item) else (Detail.FULL,)

    def estimate(self, item: Reasoning, view: View) -> int:
        """Guess the rows of the text when it is wrapped; of the head alone when only that is shown."""
        parts = self._parts(item)
        if view.detail is Detail.HEAD or not parts:
            return 1 if parts or item.duration_ms or item.is_open else 0
        return 1 + sum([estimate_text(part, view.prose - INDENT) + 1 for part in parts])

    @staticmethod
    def _parts(item: Reasoning) -> list[str]:
        summary = [part.value for part in item.summary if part.value.strip()]
        return summary or [part.value for part in item.content if part.value.strip()]

    @staticmethod
    def _title(parts: list[str]) -> str:
        """Return the title of the newest part: models begin a part with a line in bold."""
        found = _TITLE.match(parts[-1]) if parts else None
        return printable(found[1].replace("\n", " ")) if found else ""


def inside(lines: list[Line]) -> list[Line]:
    """Indent lines, in place, to put them below a head line, and return them."""
    lead = indent()
    for line in lines:
        if line is not BLANK:
            line.spans = (lead, *line.spans)
            line.gutter += INDENT
    return lines
