"""Follows a thread of a running server across lost connections."""

from __future__ import annotations

from collections import deque
from collections.abc import AsyncIterator
from dataclasses import replace
from typing import TYPE_CHECKING

import anyio

from ._core.catch_up import ThreadRecord
from ._core.notifications import Notification
from .approvals import ApprovalRequest, Decision
from .async_codex import AsyncCodex
from .async_events import AsyncEventStream
from .async_thread import AsyncThread
from .config import AppServerConfig
from .errors import (
    ConnectionLostError,
    ConnectionRejectedError,
    NotInitializedError,
    ServerStartError,
)
from .generated import v2_all

if TYPE_CHECKING:
    from typing_extensions import Self


_FIRST_PAUSE = 0.1
_LONGEST_PAUSE = 5.0


class AsyncThreadFollower(AsyncIterator[Notification]):
    """The notifications of one thread of a running server, continued across lost connections.

        config = AppServerConfig(transport=running_server("ws://127.0.0.1:4500"))
        async with AsyncThreadFollower(config, thread_id) as events:
            async for event in events:
                ...

    Turns go on while no client is connected. After a loss the follower connects again, resumes the thread and
    reads from its history (`thread/turns/list`, `thread/items/list`) what it missed. Each start and end of a
    turn or an item comes once. An item that ran at the time of the loss gets no more deltas; the missing text
    of a message comes as one delta before its end. Events that only repeat a state, such as token counts, may
    come again. Events from the history have no `emitted_at_ms`.

    The server asks every client of a thread for approval, and the first answer counts. With an approval
    handler in the config the follower is asked too, and again after a loss; without one it leaves the answer
    to other clients. The thread must have had a turn: the server stores it with its first one. The follower
    tries to connect again for `give_up_after` seconds, and only while the program waits for an event.

    Iterating raises `ConnectionLostError` when it could not connect again, `ServerDiedError` when the server
    has ended, and what a request can raise. A wait that is cancelled loses no event.
    """

    def __init__(self, config: AppServerConfig, thread_id: str, *, give_up_after: float = 60.0) -> None:
        if config.approval_handler is None:
            config = replace(config, approval_handler=_leave_it_to_others)
        self._config = config
        self._thread_id = thread_id
        self._give_up_after = give_up_after
        self._record = ThreadRecord()
        self._ready: deque[Notification] = deque()
        self._codex: AsyncCodex | None = None
        self._events: AsyncEventStream | None = None
        self._held: Notification | None = None
        """An event that was taken from the stream and not passed yet, so that a cancelled wait keeps it."""
        self._consuming = anyio.Lock(fast_acquire=True)
        self._connecting: anyio.CancelScope | None = None
        self._closed = False

    async def __aenter__(self) -> Self:
        self._closed = False
        codex = AsyncCodex(self._config)
        try:
            await self._take_up(codex, first=True)
        except BaseException:
            await codex.close()
            raise
        return self

    async def __aexit__(self, *exc_info: object) -> None:
        await self.aclose()

    def __aiter__(self) -> Self:
        return self

    @property
    def codex(self) -> AsyncCodex:
        """The client of the current connection, to send requests. After a loss it is another client.

        Raises `NotInitializedError` before the follower has been entered.
        """
        if self._codex is None:
            raise NotInitializedError("The follower is not connected yet. Enter it with `async with` first.")
        return self._codex

    @property
    def thread(self) -> AsyncThread:
        """The followed thread on the current connection, to start turns on."""
        return self.codex.thread(self._thread_id)

    async def __anext__(self) -> Notification:
        async with self._consuming:
            while not self._ready:
                if self._events is None or self._closed:
                    raise StopAsyncIteration
                await self._receive(self._events)
            return self._ready.popleft()

    async def aclose(self) -> None:
        """Close the connection. The thread and its turns go on."""
        self._closed = True
        self._ready.clear()
        if self._connecting is not None:
            self._connecting.cancel()
        if self._codex is not None:
            await self._codex.close()

    def _check_open(self) -> None:
        """Raise the error that ended the current connection, if it has ended."""
        self.codex._client.session.check_alive()

    async def _receive(self, events: AsyncEventStream) -> None:
        # An event is held until it is passed on: the waiting task may be cancelled here.
        try:
            event = self._held = self._held or await events.__anext__()
            if event.method == "turn/completed" and self._record.is_uncertain(event.turn_id):
                await self._look_again(str(event.turn_id))
        except ConnectionLostError as lost:
            self._held = None  # the history has it
            await self._connect_again(lost)
        else:
            self._held = None
            self._ready.extend(self._record.pass_on(event))

    async def _connect_again(self, lost: ConnectionLostError) -> None:
        pause = _FIRST_PAUSE
        connected = False
        with anyio.move_on_after(self._give_up_after) as self._connecting:
            while not connected and not self._closed:
                await self.codex.close()
                self._codex = AsyncCodex(self._config)
                try:
                    await self._take_up(self._codex, first=False)
                    connected = True
                except ConnectionRejectedError:
                    raise
                except (ConnectionLostError, ServerStartError):
                    await anyio.sleep(pause)
                    pause = min(2 * pause, _LONGEST_PAUSE)
        if self._closed:
            await self.codex.close()  # it may have been made after the other one was closed
        elif not connected:
            raise lost

    async def _take_up(self, codex: AsyncCodex, *, first: bool) -> None:
        # The stream begins before the thread is resumed, and the history is read after it. Events in between
        # come twice, and the record passes them once.
        events = codex.events(thread_id=self._thread_id)
        thread = await codex.thread_resume(self._thread_id, exclude_turns=True)
        history = await self._read_history(thread, first=first)
        self._codex, self._events = codex, events
        if first:
            for turn, entries in history:
                self._record.know(turn, entries)
            return
        self._record.begin_connection()
        for turn, entries in history:
            self._ready.extend(self._record.missed(self._thread_id, turn, entries))
        if thread.settings is not None:
            status = thread.settings.response.thread.status
            self._ready.extend(self._record.status_is(self._thread_id, status))

    async def _read_history(
        self, thread: AsyncThread, *, first: bool
    ) -> list[tuple[v2_all.Turn, list[v2_all.ThreadItemEntry]]]:
        """Return the turns that may have missed events, oldest first; with `first` only the newest turn."""
        turns: list[v2_all.Turn] = []
        async for turn in thread.turns(sort_direction="desc", items_view="notLoaded", page_size=10):
            if not first and self._record.is_settled(turn.id):
                break
            turns.append(turn)
            if first or self._record.is_first(turn.id):
                break
        # A turn that has ended before its items are read has all of them.
        return [(turn, await self._items(thread, turn.id)) for turn in reversed(turns)]

    async def _look_again(self, turn_id: str) -> None:
        entries = await self._items(self.thread, turn_id)
        self._ready.extend(self._record.missed_items(self._thread_id, turn_id, entries))

    async def _items(self, thread: AsyncThread, turn_id: str) -> list[v2_all.ThreadItemEntry]:
        return [entry async for entry in thread.items(turn_id=turn_id)]


async def _leave_it_to_others(request: ApprovalRequest) -> Decision:
    # This task is cancelled when another client has answered or the turn has ended.
    await anyio.sleep_forever()
    raise AssertionError(f"nobody wakes the waiting for an answer to {request.request_id}")
