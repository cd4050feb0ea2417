"""What a thread does now, in the few words that fit in its row."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .items import AgentMessage, Command, FileChange, Notice, Plan, Reasoning, ToolCall

if TYPE_CHECKING:
    from .items import Item
    from .threads import ThreadState


def doing(thread: ThreadState) -> str:
    """One line: what it waits for, else what it does, else why it failed, else nothing."""
    if thread.approvals:
        return thread.approvals[0].wants
    if thread.waiting_on_approval:
        return "waits for an approval"
    if thread.waiting_on_input:
        return "asks a question"
    if thread.active_turn_id is None:
        return thread.failure.partition("\n")[0]
    for item_id in reversed(thread.open_ids):
        item = thread.items.get(item_id)
        if item is not None and item.turn_id == thread.active_turn_id and (words := _words(item)):
            return words
    return "working"


def _words(item: Item) -> str:
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
