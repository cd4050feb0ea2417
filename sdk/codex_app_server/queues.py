# Written by sdk/generate.py from async_queues.py.
# Do not edit: run `make generate`.
"""The queue of a thread: messages that wait for the running turn to end, and then start their own."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from .async_queues import AsyncQueue
from .generated import v2_all
from .inputs import RunInput
from .pages import DEFAULT_PAGE_SIZE, Pages

if TYPE_CHECKING:
    from ._io.portal import Portal

__all__ = ["AsyncQueue", "Queue"]


class Queue:
    """The queued messages of a thread, reached as `Thread.queue`; the methods are experimental.

    Each message starts a turn of its own when the turn before it has ended or failed. After an interrupt the
    queue stops until any other turn has ended or `start` is called. A resume of a thread that is not loaded
    starts the first message at once. `Thread.started_turns` follows those turns.
    """

    def __init__(self, portal: Portal, twin: AsyncQueue) -> None:
        self._portal = portal
        self._async = twin

    def add(self, input: RunInput) -> v2_all.QueuedSubmission:
        """Append a message (`thread/queue/add`). On an idle thread its turn starts at once."""
        return self._portal.call(self._async.add, input)

    def list(self, *, page_size: int = DEFAULT_PAGE_SIZE) -> Pages[v2_all.QueuedSubmission]:
        """Iterate over the messages, the next one first (`thread/queue/list`). This starts no turn."""
        return Pages(self._portal, self._async.list(page_size=page_size))

    def update(self, submission_id: str, input: RunInput) -> v2_all.QueuedSubmission:
        """Replace the input of a message (`thread/queue/update`)."""
        return self._portal.call(self._async.update, submission_id, input)

    def delete(self, submission_id: str) -> bool:
        """Remove a message; return False when it is no longer in the queue (`thread/queue/delete`)."""
        return self._portal.call(self._async.delete, submission_id)

    def reorder(self, submission_ids: Sequence[str]) -> None:
        """Put the messages into this order (`thread/queue/reorder`)."""
        self._portal.call(self._async.reorder, submission_ids)

    def start(self, submission_id: str | None = None) -> str:
        """Start this message, or the first one, and return the id of its turn (`thread/queue/start`)."""
        return self._portal.call(self._async.start, submission_id)
