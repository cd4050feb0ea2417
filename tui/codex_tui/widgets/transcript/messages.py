"""The messages of the conversation and the pager; handlers for both are named `on_transcript_...`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.message import Message

if TYPE_CHECKING:
    from ...state.items import ReadOnlyItem
    from .finder import Progress


class BlockOpened(Message, namespace="transcript"):
    """The person wants to see all of a block on a screen of its own."""

    def __init__(self, item: ReadOnlyItem) -> None:
        super().__init__()
        self.item = item


class BlockCopied(Message, namespace="transcript"):
    """The person wants the source of blocks on the clipboard."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.text = text


class OlderWanted(Message, namespace="transcript"):
    """The reader is near the beginning of the loaded history; `everything`: all of the history is wanted."""

    def __init__(self, *, everything: bool = False) -> None:
        super().__init__()
        self.everything = everything


class ReadingMoved(Message, namespace="transcript"):
    """The reader went to another block."""


class Found(Message, namespace="transcript"):
    """A search has progressed, begun or ended."""

    def __init__(self, progress: Progress) -> None:
        super().__init__()
        self.progress = progress
