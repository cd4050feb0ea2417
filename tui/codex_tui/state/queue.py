"""The queue of a thread, as the server keeps it: messages that start turns of their own, in turn."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from .change import Change
from .convert_items import prompt_parts

if TYPE_CHECKING:
    from collections.abc import Sequence

    from codex_app_server.generated import v2_all as v2

    from .folding import Folding
    from .threads import ThreadState


@dataclass(frozen=True, slots=True)
class QueuedMessage:
    """A message of a queue. `text` is sanitised; `attachments` describe its other inputs, as images."""

    id: str
    text: str
    attachments: tuple[str, ...] = ()


def queue_changed(folding: Folding, event: v2.ThreadQueueChangedNotification) -> None:
    """Fold `thread/queue/changed`: it does not say how, so the queue must be read again."""
    thread = folding.thread(event.thread_id)
    thread.queue_read = False
    folding.change.rows.add(thread.id)


def set_queue(thread: ThreadState, submissions: Sequence[v2.QueuedSubmission]) -> Change:
    """Take a queue as the server lists it, the next message first."""
    thread.queue = tuple(QueuedMessage(each.id, *prompt_parts(each.input)) for each in submissions)
    return Change(rows={thread.id}, status=True)
