"""What is said where nothing useful fits, on the cockpit and on whatever lies over it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content
from textual.widgets import Static

if TYPE_CHECKING:
    from textual.geometry import Size

SMALLEST = (40, 10)
"""Columns and rows below which a conversation cannot be shown, and nothing can be answered."""

TINY = "-tiny"
"""The class of a screen that is smaller; its style sheet shows this sentence instead."""


class TooSmall(Static):
    """One calm sentence."""

    def __init__(self) -> None:
        columns, rows = SMALLEST
        super().__init__(Content(f"codex-tui needs {columns} columns and {rows} rows.\nYour text is safe."))


def is_too_small(size: Size) -> bool:
    """Whether a screen of this size shows the sentence."""
    columns, rows = SMALLEST
    return size.width < columns or size.height < rows
