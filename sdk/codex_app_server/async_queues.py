"""The queue of a thread: messages that wait for the running turn to end, and then start their own."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from ._core.wire import wire_params
from .async_pages import DEFAULT_PAGE_SIZE, AsyncPages, checked_page_size
from .generated import v2_all
from .inputs import RunInput, input_to_wire

if TYPE_CHECKING:
    from ._io.client import Client


class AsyncQueue:
    """The queued messages of a thread, reached as `AsyncThread.queue`; the methods are experimental.

    Each message starts a turn of its own when the turn before it has ended or failed. After an interrupt the
    queue stops until any other turn has ended or `start` is called. A resume of a thread that is not loaded
    starts the first message at once. `AsyncThread.started_turns` follows those turns.
    """

    def __init__(self, client: Client, thread_id: str) -> None:
        self._client = client
        self._thread_id = thread_id

    async def add(self, input: RunInput) -> v2_all.QueuedSubmission:
        """Append a message (`thread/queue/add`). On an idle thread its turn starts at once."""
        from uuid import uuid4

        params = {
            "threadId": self._thread_id,
            "input": input_to_wire(input, allow_text=True, asked_by="queue.add"),
            "clientUserMessageId": uuid4().hex,
        }
        answer = await self._client.call("thread/queue/add", params, v2_all.ThreadQueueAddResponse)
        return answer.queued_submission

    def list(self, *, page_size: int = DEFAULT_PAGE_SIZE) -> AsyncPages[v2_all.QueuedSubmission]:
        """Iterate over the messages, the next one first (`thread/queue/list`). This starts no turn."""
        params = wire_params(thread_id=self._thread_id, limit=checked_page_size(page_size))
        return self._client.pages("thread/queue/list", params, v2_all.ThreadQueueListResponse)

    async def update(self, submission_id: str, input: RunInput) -> v2_all.QueuedSubmission:
        """Replace the input of a message (`thread/queue/update`)."""
        params = {
            "threadId": self._thread_id,
            "queuedSubmissionId": submission_id,
            "input": input_to_wire(input, allow_text=True, asked_by="queue.update"),
        }
        answer = await self._client.call("thread/queue/update", params, v2_all.ThreadQueueUpdateResponse)
        return answer.queued_submission

    async def delete(self, submission_id: str) -> bool:
        """Remove a message; return False when it is no longer in the queue (`thread/queue/delete`)."""
        params = wire_params(thread_id=self._thread_id, queued_submission_id=submission_id)
        return (
            await self._client.call("thread/queue/delete", params, v2_all.ThreadQueueDeleteResponse)
        ).deleted

    async def reorder(self, submission_ids: Sequence[str]) -> None:
        """Put the messages into this order (`thread/queue/reorder`)."""
        params = wire_params(thread_id=self._thread_id, queued_submission_ids=submission_ids)
        await self._client.call("thread/queue/reorder", params, v2_all.ThreadQueueReorderResponse)

    async def start(self, submission_id: str | None = None) -> str:
        """Start this message, or the first one, and return the id of its turn (`thread/queue/start`)."""
        params = wire_params(thread_id=self._thread_id, queued_submission_id=submission_id)
        return (
            await self._client.call("thread/queue/start", params, v2_all.ThreadQueueStartResponse)
        ).turn.id
