"""How the items of a conversation are drawn: one renderer a file, all of them in one table.

A renderer turns an item into lines for a width. It knows no widget, no theme and no thread, so the same one
draws live events, history and tests. To draw a new class of item: one file, one line in `BLOCKS`.
"""

from __future__ import annotations

from typing import Any, cast

from ..glyphs import ASCII, UNICODE, Glyphs
from ..state.items import (
    AgentMessage,
    Command,
    FileChange,
    Notice,
    Plan,
    ReadOnlyItem,
    Reasoning,
    ToolCall,
    Unknown,
    UserMessage,
)
from .agent_message import AgentMessageBlock
from .block import Block, Detail, Drawing, Drawn, View
from .command import CommandBlock
from .excerpt import Part, excerpt
from .file_change import FileChangeBlock
from .line import Line
from .notice import NoticeBlock
from .piece import DiffPiece, DiffPieceBlock, FilePiece, FilePieceBlock, OutputPiece, OutputPieceBlock
from .plan import PlanBlock
from .reasoning import ReasoningBlock
from .tool_call import ToolCallBlock
from .unknown import UnknownBlock
from .user_message import UserMessageBlock

# `Any`: each renderer takes the class of its own key, which a table's type cannot say.
BLOCKS: dict[type[ReadOnlyItem], Block[Any]] = {
    UserMessage: UserMessageBlock(),
    AgentMessage: AgentMessageBlock(),
    Reasoning: ReasoningBlock(),
    Command: CommandBlock(),
    FileChange: FileChangeBlock(),
    ToolCall: ToolCallBlock(),
    Plan: PlanBlock(),
    Notice: NoticeBlock(),
    Unknown: UnknownBlock(),
    OutputPiece: OutputPieceBlock(),
    DiffPiece: DiffPieceBlock(),
    FilePiece: FilePieceBlock(),
}


def block_of(item: ReadOnlyItem) -> Block[ReadOnlyItem]:
    """Return the renderer of an item."""
    return cast("Block[ReadOnlyItem]", BLOCKS[type(item)])


def render(
    item: ReadOnlyItem, width: int, *, detail: Detail | None = None, glyphs: Glyphs = UNICODE
) -> list[Line]:
    """Return the lines of an item; without `detail`, in the degree that is shown at first."""
    block = block_of(item)
    return block.render(item, View(width, detail or block.first_detail(item), glyphs))


def source(item: ReadOnlyItem) -> str:
    """Return what copying an item gives: Markdown, a command with its output, a diff."""
    return block_of(item).source(item)


__all__ = [
    "ASCII",
    "BLOCKS",
    "UNICODE",
    "Block",
    "Detail",
    "Drawing",
    "Drawn",
    "Glyphs",
    "Line",
    "Part",
    "View",
    "block_of",
    "excerpt",
    "render",
    "source",
]
