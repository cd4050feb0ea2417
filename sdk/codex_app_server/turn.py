# Written by sdk/generate.py from async_turn.py and _blocking/turn.py.
# Do not edit: run `make generate`.
"""A turn that has been started: follow it, steer it, interrupt it."""

from __future__ import annotations

from collections.abc import Generator
from typing import TYPE_CHECKING, NoReturn

from ._blocking.turn import BlockingTurnHandle
from ._core.notifications import Notification
from ._handles import refuse_pickling
from .async_turn import AsyncTurnHandle, AsyncTurnStream
from .generated import v2_all
from .inputs import Input

if TYPE_CHECKING:
    from typing_extensions import Self

__all__ = ["AsyncTurnHandle", "AsyncTurnStream", "TurnHandle"]


class TurnHandle(BlockingTurnHandle):
    """A started turn, made by `Thread.turn`, `turn_handle`, `review` and `compact_turn`.

    As a context manager it interrupts the turn where the block is left before the turn has ended.
    """

    def __repr__(self) -> str:
        return f"{type(self).__name__}(thread_id={self.thread_id!r}, id={self.id!r})"

    def __eq__(self, other: object) -> bool:
        """Return whether both are handles on the same turn of the same client."""
        if not isinstance(other, TurnHandle):
            return NotImplemented
        return self._async == other._async

    def __hash__(self) -> int:
        return hash(self._async)

    def __reduce__(self) -> NoReturn:
        refuse_pickling(self, "Pass its ids on, and call thread(thread_id).turn_handle(id) there.")

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exc_info: object) -> None:
        """Interrupt the turn if it has not ended, within `close_timeout`."""
        self._portal.finish(self._async.__aexit__)

    @property
    def id(self) -> str:
        """The id of the turn."""
        return self._async.id

    @property
    def thread_id(self) -> str:
        """The id of the thread that the turn is on."""
        return self._async.thread_id

    def steer(self, input: Input) -> v2_all.TurnSteerResponse:
        """Add input to the turn while it runs (`turn/steer`).

        Raises `TypeError` for a plain string, and `InvalidRequestError` when the turn does not run. The model
        gets the input later, or never if the turn is interrupted before: see `unread_steers`.
        """
        return self._portal.call(self._async.steer, input)

    @property
    def unread_steers(self) -> list[Input]:
        """Inputs of `steer` that the model has not got, as far as the turn was followed.

        The model gets an input when it has finished its current step. If the turn is interrupted before, the
        server drops the input without saying so. Inputs left here at the end of the turn were dropped.
        """
        return self._async.unread_steers

    def interrupt(self) -> v2_all.TurnInterruptResponse:
        """Stop the turn (`turn/interrupt`); a command that it runs goes on in the background.

        A turn that the server has not started yet is stopped as soon as it starts. For a turn that was
        already interrupted, by any client, it returns at once. Raises `InvalidRequestError` when the turn had
        ended by itself.
        """
        return self._portal.call(self._async.interrupt)

    @property
    def joined(self) -> int:
        """How many deltas were joined to an earlier one of their item, because 10,000 events were waiting."""
        return self._async.joined

    @property
    def dropped(self) -> int:
        """How many deltas were dropped, because 64 MiB of events were waiting."""
        return self._async.dropped

    def stream(self, *, idle_timeout: float | None = None) -> Generator[Notification, None, None]:
        """Return a stream of the turn's events, from where the last consumer stopped to `turn/completed`.

        The first `next` raises `ConcurrentUseError` while another turn of the client is consumed, unless
        the client was made with `concurrent_turns`. A `next` raises `StreamIdleError` after waiting for
        `idle_timeout` seconds. Without one it waits as long as the connection lives.
        """
        return self._stream(idle_timeout=idle_timeout)

    def run(self) -> v2_all.Turn:
        """Wait for the end of the turn and return it as `turn/completed` sent it, whatever its status.

        Raises `ConcurrentUseError` while another turn of the client is consumed.
        """
        return self._portal.call(self._async.run)
