"""Forgets the conversations shown longest ago, when all together take too much memory.

A forgotten conversation is read from the server again when its thread is opened. What the person made of it
(draft, name, reading place) is kept elsewhere and stays.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from .threads import ThreadState


def forget_least_shown(threads: Iterable[ThreadState], most: int) -> set[str]:
    """Forget threads until at most `most` bytes are left, and return their ids.

    `threads` come in the order in which they were shown last, oldest first. A thread that cannot be read
    again, or in which something is going on, is kept.
    """
    known = [(thread, thread.items.kept_bytes) for thread in threads]
    kept = sum([size for _, size in known])
    forgotten: set[str] = set()
    for thread, size in known:
        if kept <= most:
            break
        if len(thread.items) and _can_be_read_again(thread):
            kept -= size
            _forget(thread)
            forgotten.add(thread.id)
    return forgotten


def _can_be_read_again(thread: ThreadState) -> bool:
    return (
        thread.history_loaded
        # The server keeps nothing of it.
        and not thread.ephemeral
        and thread.active_turn_id is None
        and not thread.open_ids
        and not thread.needs_person
        and not thread.reading_older
    )


def _forget(thread: ThreadState) -> None:
    thread.items.clear()
    # The list shows why the last turn failed.
    last = thread.turns.get(thread.last_turn_id or "")
    thread.turns = {} if last is None else {last.id: last}
    thread.readers = {}
    thread.older = None
    thread.history_loaded = thread.stale = False
