"""The sentence for a screen on which nothing useful fits: the cockpit or any screen over it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content
from textual.widgets import Static

from ..widgets.answer_keys import AnswerKeys, KeyUse

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual import events
    from textual.geometry import Size

    from ..widgets.composer import Composer

SMALLEST = (40, 10)
"""Columns and rows below which a conversation cannot be shown, and no question can be answered."""

TINY = "-tiny"
"""The class of a smaller screen; the style sheet then shows this sentence instead."""


class TooSmall(Static, can_focus=True):
    """Shows one sentence. Text that is typed on it goes to `composer`; nothing is sent or answered."""

    def __init__(self, composer: Composer, clock: Callable[[], float]) -> None:
        columns, rows = SMALLEST
        self._keys = AnswerKeys(clock, composer)
        super().__init__(Content(f"codex-tui needs {columns} columns and {rows} rows.\nYour text is safe."))

    def on_key(self, event: events.Key) -> None:
        """Type text into the composer; let the application's keys pass."""
        if self._keys.sort(event) is not KeyUse.OTHER:
            event.stop()

    def on_paste(self, event: events.Paste) -> None:
        """Put a paste into the composer."""
        event.stop()
        self._keys.paste(event)


def is_too_small(size: Size) -> bool:
    """Whether a screen of this size shows the sentence."""
    columns, rows = SMALLEST
    return size.width < columns or size.height < rows
