"""The queue of the open thread: adds to it, keeps it current, and carries out what is done in its list."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from codex_app_server import CodexError, JsonRpcError

from ..session.errors import describe
from ..state.draft import Draft, entry_of
from .online import is_online
from .queue_list import QueueList

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine
    from typing import Any

    from ..session import CodexSession
    from ..state.change import Change
    from ..state.queue import QueuedMessage
    from ..widgets.composer import Composer
    from .drafts import Drafts
    from .notifier import Notifier
    from .sending import Sending
    from .tasks import Tasks

_STARTED = "This message has started already."


class Queueing:
    """Acts on queues; every error is shown, and no text is lost by one."""

    def __init__(
        self,
        session: CodexSession,
        tasks: Tasks,
        notifier: Notifier,
        drafts: Drafts,
        sending: Sending,
        composer: Composer,
        *,
        input_waits: Callable[[], bool],
    ) -> None:
        self._store = session.store
        self._ui = session.store.ui
        self._session = session
        self._tasks = tasks
        self._notifier = notifier
        self._drafts = drafts
        self._sending = sending
        self._composer = composer
        self._input_waits = input_waits
        self._reading: set[str] = set()
        # Changes that are shown and not yet done. They are sent one after the other.
        self._changes = 0
        self._made = 0
        self._one_by_one = asyncio.Lock()
        self._list: QueueList | None = None

    @property
    def can_add(self) -> bool:
        """Whether what is typed would be queued: while a turn runs in the open thread."""
        thread = self._store.open_thread
        return thread is not None and thread.active_turn_id is not None and is_online(self._session, self._ui)

    def add(self) -> None:
        """Queue the text of the composer behind the running turn; without one, leave it there."""
        thread = self._store.open_thread
        if thread is None or not self.can_add or not (text := self._composer.take()):
            return
        self._drafts.hold(thread.id, text)
        self._tasks.start(self._add(thread.id, text), group="queue")

    def open(self) -> None:
        """Show the queue of the open thread."""
        if (thread := self._store.open_thread) is None:
            return
        self.read(thread.id)
        self._list = QueueList(thread, self, input_waits=self._input_waits)
        self._composer.app.push_screen(self._list, self._closed)

    def watch(self, change: Change) -> None:
        """Read the queue of the open thread again if it has changed; a step of the frame clock."""
        thread = self._store.open_thread
        if thread is not None and not thread.queue_read:
            self.read(thread.id)
        if self._list is not None and self._list.thread.id in change.rows | change.structure:
            self._list.renew(saving=self._changes > 0)

    def read(self, thread_id: str) -> None:
        """Read the queue of a thread, once at a time; a thread that another client holds is left alone."""
        thread = self._store.thread(thread_id)
        busy = self._changes or thread_id in self._reading
        if busy or thread.archived or not is_online(self._session, self._ui):
            return
        self._reading.add(thread_id)
        self._tasks.start(self._read(thread_id), group="queue-read")

    async def _read(self, thread_id: str) -> None:
        thread = self._store.thread(thread_id)
        try:
            while not thread.queue_read and not self._changes:
                made = self._made
                await self._session.queues.load(thread_id, outdated=partial(self._is_outdated, made))
        except JsonRpcError:
            # A thread before its first prompt, or a server without queues: asking again would not help.
            thread.queue_read = True
        except CodexError:
            # The connection is gone: it is read after the next start.
            pass
        finally:
            self._reading.discard(thread_id)

    def _is_outdated(self, made: int) -> bool:
        """Whether a change was made after so many."""
        return made != self._made

    async def _add(self, thread_id: str, text: str) -> None:
        try:
            images = [image.path for image in self._composer.chips.images(text)]
            await self._session.queues.add(thread_id, text, images)
        except CodexError as error:
            self._drafts.give_back(thread_id, text)
            self._notifier.say(f"Not queued: {describe(error)} Your text is back in the composer.", bad=True)
        finally:
            self._drafts.release(thread_id, text)
            self._store.thread(thread_id).queue_read = False
            self.read(thread_id)

    # What the list does. It shows each change at once, so that the next key acts on what this one left.

    def edited(self, thread_id: str, message_id: str, text: str) -> None:
        """Replace the text of a message; if it has started meanwhile, put the text into the composer."""
        queue = self._store.thread(thread_id).queue
        changed = tuple(replace(each, text=text) if each.id == message_id else each for each in queue)
        self._change(thread_id, changed, self._edited(thread_id, message_id, text))

    def delete(self, thread_id: str, message_id: str) -> None:
        """Remove a message; its text is in the prompt history then."""
        if (message := self._message(thread_id, message_id)) is not None:
            queue = self._store.thread(thread_id).queue
            rest = tuple(each for each in queue if each.id != message_id)
            self._change(thread_id, rest, self._delete(thread_id, message))

    def move(self, thread_id: str, message_id: str, place: int) -> None:
        """Put a message at a place, 0 for the next."""
        if (message := self._message(thread_id, message_id)) is not None:
            queue = [each for each in self._store.thread(thread_id).queue if each.id != message_id]
            queue.insert(place, message)
            order = self._session.queues.reorder(thread_id, [each.id for each in queue])
            self._change(thread_id, tuple(queue), order)

    def _change(
        self, thread_id: str, queue: tuple[QueuedMessage, ...], work: Coroutine[Any, Any, object]
    ) -> None:
        self._store.thread(thread_id).queue = queue
        if self._list is not None:
            self._list.renew(saving=True)
        self._changes += 1
        self._made += 1
        self._tasks.request(self._carry_out(thread_id, work), group="queue")

    async def _carry_out(self, thread_id: str, work: Coroutine[Any, Any, object]) -> None:
        try:
            async with self._one_by_one:
                await work
        finally:
            self._changes -= 1
            # After the last one, what the server has is what counts; also after an error.
            self._store.thread(thread_id).queue_read = False
            self.read(thread_id)

    def send_now(self, thread_id: str, message_id: str) -> None:
        """Steer the running turn with a message; without one, start it."""
        message = self._message(thread_id, message_id)
        if message is None:
            return
        self._close()
        if self._store.thread(thread_id).active_turn_id is None:
            self._tasks.request(self._session.queues.start(thread_id, message_id), group="queue")
        else:
            self._tasks.request(self._steer(thread_id, message), group="queue")

    def interrupt_and_send(self, thread_id: str, message_id: str) -> None:
        """Interrupt the turn that runs now, and start a message when it has ended."""
        turn_id = self._store.thread(thread_id).active_turn_id
        if turn_id is None or self._message(thread_id, message_id) is None:
            return
        self._close()
        self._sending.interrupting.asked(turn_id)
        work = self._session.queues.interrupt_and_start(thread_id, turn_id, message_id)
        self._tasks.request(work, group="queue")

    def _message(self, thread_id: str, message_id: str) -> QueuedMessage | None:
        queue = self._store.thread(thread_id).queue
        message = next((each for each in queue if each.id == message_id), None)
        if message is None:
            self._notifier.say(_STARTED)
        return message

    async def _edited(self, thread_id: str, message_id: str, text: str) -> None:
        try:
            await self._session.queues.edit(thread_id, message_id, text)
        except CodexError as error:
            self._drafts.give_back(thread_id, text)
            self._notifier.say(
                f"The message was not changed: {describe(error)} Your text is in the composer.", bad=True
            )

    async def _delete(self, thread_id: str, message: QueuedMessage) -> None:
        if await self._session.queues.delete(thread_id, message.id):
            # What is queued is never a command.
            self._composer.prompt_history.add(entry_of(Draft(message.text)).text)
        else:
            self._notifier.say(_STARTED)

    async def _steer(self, thread_id: str, message: QueuedMessage) -> None:
        others = self._session.queues.other_inputs(message.id)
        # On disk before it leaves the server, so that it is always in one place at least.
        self._drafts.hold(thread_id, message.text)
        self._drafts.save(wait=True)
        try:
            if await self._session.queues.delete(thread_id, message.id):
                self._sending.send_to(thread_id, message.text, others)
            else:
                self._notifier.say(_STARTED)
        finally:
            self._drafts.release(thread_id, message.text)

    def _close(self) -> None:
        if self._list is not None and self._list.is_current:
            self._list.dismiss()

    def _closed(self, _result: None) -> None:
        self._list = None
