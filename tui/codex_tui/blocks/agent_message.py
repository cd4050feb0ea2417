"""Draws a message of the agent: Markdown without any frame."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..state.items import AgentMessage
from .block import Block, Drawing, Drawn, View, estimate_text
from .markdown import MarkdownFlow, markdown_lines

if TYPE_CHECKING:
    from .line import Line


A_FRAME = 6144
"""Characters of a growing message that one frame draws: a flood of them would hold up the keys."""


class AgentMessageBlock(Block[AgentMessage]):
    """Draws messages of the agent."""

    prose = True
    markup = True

    def render(self, item: AgentMessage, view: View) -> list[Line]:
        """Draw the whole text; no line while there is none."""
        return markdown_lines(item.text.value, view.width, view.glyphs)

    def source(self, item: AgentMessage) -> str:
        """Return the Markdown."""
        return item.text.value

    def estimate(self, item: AgentMessage, view: View) -> int:
        """Guess the rows of the text when it is wrapped."""
        return estimate_text(item.text.value, view.prose)

    def drawing(self, view: View) -> Drawing[AgentMessage]:
        """Return a drawing that parses only the last block of a message that grows."""
        return _FlowingMessage(view)


class _FlowingMessage:
    def __init__(self, view: View) -> None:
        self._view = view
        self._flow = MarkdownFlow(view.width, view.glyphs)
        self._drawn = 0

    def draw(self, item: AgentMessage) -> Drawn:
        text = item.text.value
        if not item.is_open and not self._drawn:
            # A message of the history is drawn once and whole. One that was drawn while it grew is not, even
            # when it is done.
            return Drawn(markdown_lines(text, self._view.width, self._view.glyphs))
        last = self._drawn + A_FRAME
        unfinished = last < len(text)
        self._drawn = last if unfinished else len(text)
        stable = self._flow.update(text[:last] if unfinished else text)
        return Drawn(self._flow.lines, stable, unfinished)
