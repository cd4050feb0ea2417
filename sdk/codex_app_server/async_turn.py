"""A turn that has been started: follow it, steer it, interrupt it."""

from __future__ import annotations

import math
from collections.abc import AsyncIterator
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING, NoReturn

from ._core.log import warn
from ._core.notifications import Notification
from ._core.turn_fold import TurnFold
from ._handles import refuse_pickling
from ._io.waiting import idle_message, wait_for_events
from .errors import CodexError, ConcurrentUseError, StreamIdleError, TransportClosedError
from .generated import v2_all
from .inputs import Input, input_to_wire

if TYPE_CHECKING:
    from typing_extensions import Self

    from ._core.turn_events import TurnEvents
    from ._io.client import Client


class AsyncTurnStream(AsyncIterator[Notification]):
    """The events of one turn, to its end.

    It becomes the consumer of the turn at the first `next`, and stops being it at the end, at an error, and
    when it is closed or no longer referenced. A later `next` goes on where it stopped.
    """

    def __init__(
        self, client: Client | None, events: TurnEvents, *, idle_timeout: float | None = None
    ) -> None:
        self._client = client
        self._events = events
        self._idle_timeout = idle_timeout
        self._consuming = False

    def __aiter__(self) -> Self:
        return self

    async def __anext__(self) -> Notification:
        if not self._consuming and self._client is not None and not self._client.session.models_are_built:
            with self._events.queue.waits.held():
                await self._client.session.wait_for_models()
        if not self._consuming:
            self._begin()
        event = self._events.take()
        if event is not None:
            return event
        try:
            while event is None and await self._wait():
                event = self._events.take()
        except ConcurrentUseError:
            raise  # another task waits, and stays the consumer
        except BaseException:
            self._finish()
            raise
        if event is None:
            self._finish()
            raise StopAsyncIteration
        return event

    async def aclose(self) -> None:
        """Stop consuming. The turn itself goes on; `interrupt()` ends it."""
        self._finish()

    def __del__(self) -> None:
        self._finish()

    async def _wait(self) -> bool:
        if self._idle_timeout is None:
            return await wait_for_events(self._events.queue)
        import anyio

        with anyio.move_on_after(self._idle_timeout):
            return await wait_for_events(self._events.queue)
        raise StreamIdleError(idle_message(self._idle_timeout))

    def _begin(self) -> None:
        self._events.slot.take()
        if self._client is not None:
            try:
                self._client.take_slot()
            except BaseException:
                self._events.slot.free()
                raise
        self._consuming = True

    def _finish(self) -> None:
        if self._consuming:
            self._consuming = False
            self._events.slot.free()
            if self._client is not None:
                self._client.free_slot()


class AsyncTurnHandle:
    """A started turn, made by `AsyncThread.turn`, `turn_handle`, `review` and `compact_turn`.

    As a context manager it interrupts the turn where the block is left before the turn has ended.
    """

    def __init__(
        self, client: Client, thread_id: str, turn_id: str, events: TurnEvents, *, is_review: bool = False
    ) -> None:
        self._is_review = is_review
        self._client = client
        self._thread_id = thread_id
        self._id = turn_id
        self._events = events

    def __repr__(self) -> str:
        return f"{type(self).__name__}(thread_id={self.thread_id!r}, id={self.id!r})"

    def __eq__(self, other: object) -> bool:
        """Return whether both are handles on the same turn of the same client."""
        if not isinstance(other, AsyncTurnHandle):
            return NotImplemented
        return self._key == other._key and self._client is other._client

    def __hash__(self) -> int:
        return hash((id(self._client), *self._key))

    def __reduce__(self) -> NoReturn:
        refuse_pickling(self, "Pass its ids on, and call thread(thread_id).turn_handle(id) there.")

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *exc_info: object) -> None:
        """Interrupt the turn if it has not ended, also when the task is cancelled, within `close_timeout`."""
        import anyio

        if self._events.queue.closed:
            return
        with anyio.move_on_after(self._client.close_timeout, shield=True), suppress(CodexError):
            await self.interrupt()
            return
        warn("Turn %s could not be interrupted where its block was left, and may run on", self._id)

    @property
    def _key(self) -> tuple[str, str]:
        return self._thread_id, self._id

    @property
    def id(self) -> str:
        """The id of the turn."""
        return self._id

    @property
    def thread_id(self) -> str:
        """The id of the thread that the turn is on."""
        return self._thread_id

    async def steer(self, input: Input) -> v2_all.TurnSteerResponse:
        """Add input to the turn while it runs (`turn/steer`).

        Raises `TypeError` for a plain string, and `InvalidRequestError` when the turn does not run. The model
        gets the input later, or never if the turn is interrupted before: see `unread_steers`.
        """
        from uuid import uuid4

        message_id = uuid4().hex
        params = {
            "threadId": self._thread_id,
            "expectedTurnId": self._id,
            "input": input_to_wire(input, allow_text=False, asked_by="steer"),
            "clientUserMessageId": message_id,
        }
        self._events.steers[message_id] = input  # the message may come before the answer
        try:
            return await self._client.call("turn/steer", params, v2_all.TurnSteerResponse)
        except CodexError:
            self._events.steers.pop(message_id, None)
            raise

    @property
    def unread_steers(self) -> list[Input]:
        """Inputs of `steer` that the model has not got, as far as the turn was followed.

        The model gets an input when it has finished its current step. If the turn is interrupted before, the
        server drops the input without saying so. Inputs left here at the end of the turn were dropped.
        """
        return list(self._events.steers.values())

    async def interrupt(self) -> v2_all.TurnInterruptResponse:
        """Stop the turn (`turn/interrupt`); a command that it runs goes on in the background.

        A turn that the server has not started yet is stopped as soon as it starts. For a turn that was
        already interrupted, by any client, it returns at once. In a scope that is cancelled, as in a
        `finally`, it is sent all the same. Raises `InvalidRequestError` when the turn had ended by itself.
        """
        import anyio

        from ._io.interrupting import interrupt_turn

        # Shared, because the server never answers a second request to interrupt the same turn.
        make = partial(
            interrupt_turn,
            self._client.session,
            self._thread_id,
            self._id,
            self._events.queue,
            is_review=self._is_review,
        )
        if anyio.current_effective_deadline() == -math.inf:
            # In a `finally` of a cancelled scope the request would be withdrawn before it is written.
            with anyio.move_on_after(self._client.close_timeout, shield=True):
                return await self._client.interrupting.call(self._id, make)
        return await self._client.interrupting.call(self._id, make)

    @property
    def joined(self) -> int:
        """How many deltas were joined to an earlier one of their item, because 10,000 events were waiting."""
        return self._events.queue.joined

    @property
    def dropped(self) -> int:
        """How many deltas were dropped, because 64 MiB of events were waiting."""
        return self._events.queue.dropped

    def stream(self, *, idle_timeout: float | None = None) -> AsyncTurnStream:
        """Return a stream of the turn's events, from where the last consumer stopped to `turn/completed`.

        The first `next` raises `ConcurrentUseError` while another turn of the client is consumed, unless
        the client was made with `concurrent_turns`. A `next` raises `StreamIdleError` after waiting for
        `idle_timeout` seconds. Without one it waits as long as the connection lives.
        """
        return AsyncTurnStream(self._client, self._events, idle_timeout=idle_timeout)

    async def run(self) -> v2_all.Turn:
        """Wait for the end of the turn and return it as `turn/completed` sent it, whatever its status.

        Raises `ConcurrentUseError` while another turn of the client is consumed.
        """
        if not self._events.has_ended:
            await self._folded(self.stream())
        return self._events.completed_turn()

    async def _folded(self, stream: AsyncTurnStream) -> TurnFold:
        """Consume the rest of the turn. If the connection ends before, its error has the text so far."""
        fold = TurnFold()
        try:
            async for event in stream:
                fold.apply(event)
        except TransportClosedError as error:
            error.partial_response = fold.partial_response
            raise
        return fold
