"""What an event changed: enough to redraw that and nothing else."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .calls import Call


@dataclass(slots=True)
class Change:
    """The marks that folding one or more events left.

    `structure`: threads whose list of items changed (added, removed, replaced, reordered).
    `blocks`: per thread, the ids of items whose content changed.
    `rows`: threads whose row in the list shows something else now.
    `list_changed`: threads came, went, or changed their order.
    `list_grew`: threads came behind all others, and that is all.
    `pending`: what waits for the person changed.
    `status`: what is true of the connection changed (rate limits, logins).
    `notices`: sentences for the person that belong to no thread.
    `calls`: reasons to call a person who looks elsewhere.
    `mcp_logins`: the names of MCP servers to which a login has ended.
    """

    structure: set[str] = field(default_factory=set)
    blocks: dict[str, set[str]] = field(default_factory=dict)
    rows: set[str] = field(default_factory=set)
    list_changed: bool = False
    list_grew: bool = False
    pending: bool = False
    status: bool = False
    notices: list[str] = field(default_factory=list)
    calls: list[Call] = field(default_factory=list)
    mcp_logins: set[str] = field(default_factory=set)

    def touch(self, thread_id: str, item_id: str) -> None:
        """Mark the content of one item as changed."""
        touched = self.blocks.get(thread_id)
        if touched is None:
            self.blocks[thread_id] = {item_id}
        else:
            touched.add(item_id)

    def merge(self, other: Change) -> Change:
        """Add the marks of a later change to this one, and return this one."""
        self.structure |= other.structure
        for thread_id, item_ids in other.blocks.items():
            self.blocks.setdefault(thread_id, set()).update(item_ids)
        self.rows |= other.rows
        self.list_changed = self.list_changed or other.list_changed
        self.list_grew = self.list_grew or other.list_grew
        self.pending = self.pending or other.pending
        self.status = self.status or other.status
        self.notices.extend(other.notices)
        self.calls.extend(other.calls)
        self.mcp_logins |= other.mcp_logins
        return self

    def __bool__(self) -> bool:
        return bool(
            self.structure
            or self.blocks
            or self.rows
            or self.list_changed
            or self.list_grew
            or self.pending
            or self.status
            or self.notices
            or self.calls
            or self.mcp_logins
        )
