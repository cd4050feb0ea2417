"""A prompt of the person: a bar at its left, and nothing else."""

from __future__ import annotations

from ..state.items import UserMessage
from .block import Block, Fold, View, estimate_text
from .durations import count
from .line import MUTED, Line, Look, Span, wrap, wrap_text

_PROMPT = Look("prompt")
_BAR = Look("prompt-bar")

FOLDED_LINES = 8
"""Lines of a folded prompt that are shown."""

_FOLDS_FROM = 16


class UserMessageBlock(Block[UserMessage]):
    """Draws prompts; a pasted log is folded to its first lines."""

    prose = True

    def render(self, item: UserMessage, view: View) -> list[Line]:
        """Draw the text as it was written, then what was attached to it."""
        bar = (Span(f"{view.glyphs.bar} ", _BAR),)
        text, hidden = item.text.strip("\n"), 0
        if view.fold is Fold.FOLDED and len(self.folds(item)) > 1:
            rows = text.split("\n")
            text, hidden = "\n".join(rows[:FOLDED_LINES]), len(rows) - FOLDED_LINES
        lines = wrap_text(text, _PROMPT, view.prose, bar) if text or not item.attachments else []
        if hidden:
            rest = f"{view.glyphs.ellipsis} {count(hidden, 'more line')}"
            lines.append(Line((*bar, Span(rest, MUTED)), gutter=2))
        for attachment in item.attachments:
            lines.extend(wrap((Span(attachment, MUTED),), view.prose, bar))
        return lines

    def source(self, item: UserMessage) -> str:
        """Return the prompt."""
        return "\n".join([part for part in (item.text, *item.attachments) if part])

    def folds(self, item: UserMessage) -> tuple[Fold, ...]:
        """Long prompts fold."""
        long = item.text.strip("\n").count("\n") >= _FOLDS_FROM
        return (Fold.FOLDED, Fold.FULL) if long else (Fold.FULL,)

    def estimate(self, item: UserMessage, view: View) -> int:
        """Count wrapped rows."""
        if view.fold is Fold.FOLDED and len(self.folds(item)) > 1:
            return FOLDED_LINES + 1 + len(item.attachments)
        return max(1, estimate_text(item.text, view.prose - 2)) + len(item.attachments)
