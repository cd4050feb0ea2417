"""Says what a running item does, in few words that fit in the row of its thread."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .items import AgentMessage, Command, FileChange, Notice, Plan, Reasoning, ToolCall

if TYPE_CHECKING:
    from .items import ReadOnlyItem


def activity_of(item: ReadOnlyItem) -> str:
    """Return what an item does, on one line; empty when its content does not tell."""
    if isinstance(item, Command):
        return item.command.partition("\n")[0]
    if isinstance(item, AgentMessage):
        return "writing"
    if isinstance(item, Reasoning):
        return "thinking"
    if isinstance(item, Plan):
        return _step(item)
    if isinstance(item, FileChange):
        return _editing(item)
    if isinstance(item, ToolCall):
        return f"{item.tool} {item.detail}".strip()
    if isinstance(item, Notice):
        return item.text.partition("\n")[0]
    return ""


def _step(item: Plan) -> str:
    if not item.steps:
        return "planning"
    return next((step.text for step in item.steps if step.status == "inProgress"), "")


def _editing(item: FileChange) -> str:
    if len(item.changes) == 1:
        return "editing " + item.changes[0].path.rpartition("/")[2]
    return f"editing {len(item.changes)} files" if item.changes else "editing files"
