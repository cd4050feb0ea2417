"""The commands of the conversations in memory, to tell what a rule would have let through."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .items import Command

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from .threads import ThreadState

_MOST_ITEMS = 5_000
"""Items that are looked at: old ones are packed, and unpacking them all would take seconds."""


def remembered_commands(threads: Iterable[ThreadState]) -> Iterator[str]:
    """Yield the agent's commands of threads, without the shell around them, newest first in each."""
    looked_at = 0
    for thread in threads:
        for item in reversed(thread.items):
            looked_at += 1
            if looked_at > _MOST_ITEMS:
                return
            if isinstance(item, Command) and item.source != "userShell" and not item.is_open:
                yield item.command
