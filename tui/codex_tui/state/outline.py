"""The outline of a conversation: which items stand in it, and the words for each. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .archive import OUTLINED
from .items import Command, FileChange, Notice, Plan, UserMessage
from .sanitise import sanitise_line

if TYPE_CHECKING:
    from .archive import ItemsView
    from .items import ReadOnlyItem

LONGEST = 300
"""Characters of one entry at most."""


def outline(items: ItemsView) -> list[int]:
    """Return the indexes of the items that stand in the outline. No item is unpacked for it."""
    return items.marked(OUTLINED)


def outline_words(item: ReadOnlyItem) -> str:
    """Return the line of an item in the outline; all but prompts begin with what they are."""
    if isinstance(item, UserMessage):
        words = item.text.strip() or ", ".join(item.attachments)
    elif isinstance(item, Command):
        failed = f"  exit {item.exit_code}" if item.exit_code else ""
        words = f"{'!' if item.by_person else '$'} {item.command.strip()}"[:LONGEST] + failed
    elif isinstance(item, FileChange):
        words = f"edit {_files(item)}"
    elif isinstance(item, Plan):
        words = f"plan {_plan(item)}"
    elif isinstance(item, Notice):
        words = item.text
    else:
        words = f"error {getattr(item, 'tool', '')}"
    return sanitise_line(words[:LONGEST])


def _files(item: FileChange) -> str:
    names = [patch.path.rpartition("/")[2] for patch in item.changes]
    added, removed = sum(each.added for each in item.changes), sum(each.removed for each in item.changes)
    shown = ", ".join(names[:3]) + (f" and {len(names) - 3} more" if len(names) > 3 else "")
    return f"{shown}  +{added} -{removed}" if names else "files"


def _plan(item: Plan) -> str:
    if not item.steps:
        return item.text.value.strip().partition("\n")[0]
    done = sum(step.status == "completed" for step in item.steps)
    step = next((step.text for step in item.steps if step.status != "completed"), "")
    return f"{done} of {len(item.steps)} done" + (f": {step}" if step else "")
