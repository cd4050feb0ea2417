"""Putting text on the clipboard, and saying how much."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..blocks import source
from ..blocks.durations import count
from ..state.items import AgentMessage

if TYPE_CHECKING:
    from textual.app import App

    from ..state.threads import ThreadState


def how_much(text: str) -> str:
    """Return the size of a text in words: `3 lines`, or the characters of a single line."""
    lines = text.count("\n") + 1
    return count(lines, "line") if lines > 1 else count(len(text), "character")


def copy(app: App[object], text: str, what: str = "") -> None:
    """Copy a text to the clipboard, and show how much it was."""
    app.copy_to_clipboard(text)
    words = f"Copied {what}, {how_much(text)}." if what else f"Copied {how_much(text)}."
    app.notify(words, markup=False)


def last_answer(thread: ThreadState | None) -> str:
    """Return the Markdown of the agent's newest message; empty without one."""
    for item in reversed(thread.items if thread is not None else ()):
        if isinstance(item, AgentMessage) and (text := source(item)):
            return text
    return ""
