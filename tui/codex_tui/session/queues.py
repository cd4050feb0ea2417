"""Requests about the queue of a thread: messages that the server keeps, and starts one after the other."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from codex_app_server import JsonRpcError, LocalImageInput, TextInput

from ..state.convert_queue import set_queue
from .turns import text_input

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from codex_app_server import AsyncCodex, InputItem
    from codex_app_server.generated.v2_all import QueuedSubmission

    from ..state.change import Change
    from ..state.store import Store
    from .turns import Turns

_BUSY = "already has an active or pending turn"
"""The server's words for a queue that cannot be started because a turn runs."""

_TRIES, _PAUSE = 20, 0.05
"""How often, and after how many seconds, a start is tried again just after the turn before has ended."""


class Queues:
    """The requests about queues; what they return is folded into the store, and `on_change` is called."""

    def __init__(
        self, codex: AsyncCodex, store: Store, on_change: Callable[[Change], None], turns: Turns
    ) -> None:
        self._codex = codex
        self._store = store
        self._tell = on_change
        self._turns = turns
        self._submissions: dict[str, QueuedSubmission] = {}
        """What was listed last, by id: an edit keeps the inputs that are no text."""

    async def load(self, thread_id: str, *, outdated: Callable[[], bool] = lambda: False) -> None:
        """Read the queue of a thread (`thread/queue/list`), loaded or not; starts nothing.

        An answer that is `outdated` when it comes, by a change that was made meanwhile, is left out.
        """
        thread = self._store.thread(thread_id)
        # What changes during the request is told again, and so the queue is read again.
        thread.queue_read = True
        try:
            listed = [each async for each in self._codex.thread(thread_id, resume=False).queue.list()]
        except BaseException:
            thread.queue_read = False
            raise
        if outdated():
            thread.queue_read = False
            return
        self._submissions.update((each.id, each) for each in listed)
        self._tell(set_queue(thread, listed))

    async def add(self, thread_id: str, text: str, images: Sequence[str] = ()) -> None:
        """Append a message (`thread/queue/add`); on an idle thread its turn starts at once.

        `images` are paths of files on the server.
        """
        inputs: list[InputItem] = [TextInput(text), *(LocalImageInput(path) for path in images)]
        queued = await self._codex.thread(thread_id, resume=False).queue.add(inputs)
        self._turns.queued_ids.add(queued.client_user_message_id)

    async def edit(self, thread_id: str, message_id: str, text: str) -> None:
        """Replace the text of a message (`thread/queue/update`); its other inputs stay.

        Raises `JsonRpcError` when it is not in the queue any more.
        """
        from codex_app_server.generated.v2_all import ThreadQueueUpdateParams, ThreadQueueUpdateResponse

        params = ThreadQueueUpdateParams.model_validate(
            {
                "threadId": thread_id,
                "queuedSubmissionId": message_id,
                "input": [*text_input(text), *self.other_inputs(message_id)],
            }
        )
        await self._codex.request("thread/queue/update", params, ThreadQueueUpdateResponse)

    async def delete(self, thread_id: str, message_id: str) -> bool:
        """Remove a message (`thread/queue/delete`); False when it is not there, because it has started."""
        return await self._codex.thread(thread_id, resume=False).queue.delete(message_id)

    async def reorder(self, thread_id: str, message_ids: Sequence[str]) -> None:
        """Put the messages into this order (`thread/queue/reorder`).

        Raises `JsonRpcError` unless all that are in the queue are named.
        """
        await self._codex.thread(thread_id, resume=False).queue.reorder(message_ids)

    async def start(self, thread_id: str, message_id: str) -> None:
        """Start a message now, on a thread without a running turn; the others follow it."""
        thread = self._store.thread(thread_id)
        if not thread.loaded:
            # After a crash the resume starts the first message by itself, after an orderly end it does not.
            others = [each.id for each in thread.queue if each.id != message_id]
            await self.reorder(thread_id, [message_id, *others])
            await self._turns.resume(thread_id)
            try:
                await self._codex.thread(thread_id, resume=False).queue.start(message_id)
            except JsonRpcError:
                await self.load(thread_id)
                if any(each.id == message_id for each in thread.queue):
                    raise
            await self.load(thread_id)
            return
        for tries_left in reversed(range(_TRIES)):
            try:
                await self._codex.thread(thread_id, resume=False).queue.start(message_id)
            except JsonRpcError as error:
                if _BUSY not in error.message or not tries_left:
                    raise
            else:
                break
            # The server has told the end of a turn before it is ready for the next.
            await asyncio.sleep(_PAUSE)
        await self.load(thread_id)

    async def interrupt_and_start(self, thread_id: str, turn_id: str, message_id: str) -> None:
        """Interrupt a turn, and start a message when it has ended; its end is waited for as long as it takes.

        Raises `JsonRpcError` when the message is not in the queue any more.
        """
        async with self._codex.events(thread_id=thread_id, methods=("turn/completed",)) as ends:
            if await self._turns.interrupt(thread_id, turn_id):
                async for _ in ends:
                    break
        await self.start(thread_id, message_id)

    def other_inputs(self, message_id: str) -> list[dict[str, object]]:
        """Return the inputs of a message that are no text, as the protocol writes them."""
        submission = self._submissions.get(message_id)
        inputs = [] if submission is None else submission.input
        return [each.model_dump(mode="json", by_alias=True) for each in inputs if each.type != "text"]
