"""A program for type checkers only, which is never run: items from an index or a loop are read-only.

Each suppression here is used. When a write is allowed again, `make check` says that one is not.
"""

from __future__ import annotations

from codex_tui.state.items import Item, ItemStatus, ReadOnlyItem
from codex_tui.state.threads import ThreadState
from typing_extensions import assert_type


def write(thread: ThreadState) -> None:
    """Try to change items that are read, and change one that was asked for to be changed."""
    for item in thread.items:
        item.status = ItemStatus.FAILED  # type: ignore[misc]  # an item of a loop is read-only
    thread.items[0].revision += 1  # type: ignore[misc]  # an item of an index is read-only
    thread.items.peek(0).started_at_ms = None  # type: ignore[misc]  # an item that is peeked at is read-only
    for item in reversed(thread.items.copy()):
        item.turn_id = ""  # type: ignore[misc]  # an item of a copy is read-only
    assert_type(thread.items[0:2], list[ReadOnlyItem])
    found = thread.item("id")
    assert_type(found, Item | None)
    if found is not None:
        found.status = ItemStatus.FAILED
