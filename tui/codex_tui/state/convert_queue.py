"""Converts the queue that the server lists to the state."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .change import Change
from .convert_items import prompt_parts
from .queue import QueuedMessage

if TYPE_CHECKING:
    from collections.abc import Sequence

    from codex_app_server.generated import v2_all as v2

    from .threads import ThreadState


def set_queue(thread: ThreadState, submissions: Sequence[v2.QueuedSubmission]) -> Change:
    """Take a queue as the server lists it, the next message first."""
    thread.queue = tuple(QueuedMessage(each.id, *prompt_parts(each.input)) for each in submissions)
    return Change(rows={thread.id}, status=True)
