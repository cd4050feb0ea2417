"""What the conversation and the pager tell; the handlers for both are named `on_transcript_...`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.message import Message

if TYPE_CHECKING:
    from ...state.items import ReadOnlyItem
    from .finder import Progress


class BlockOpened(Message, namespace="transcript"):
    """All of a block is to be shown on a screen of its own."""

    def __init__(self, item: ReadOnlyItem) -> None:
        super().__init__()
        self.item = item


class BlockCopied(Message, namespace="transcript"):
    """The source of blocks is to be put on the clipboard."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.text = text


class OlderWanted(Message, namespace="transcript"):
    """The reader comes near to where the history that is here begins; `everything`: all of it is wanted."""

    def __init__(self, *, everything: bool = False) -> None:
        super().__init__()
        self.everything = everything


class Found(Message, namespace="transcript"):
    """A search went on."""

    def __init__(self, progress: Progress) -> None:
        super().__init__()
        self.progress = progress
