"""A turn that is being started: await it for its handle, or enter it to bind the turn to a block."""

from __future__ import annotations

from collections.abc import Coroutine, Generator
from types import TracebackType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .async_turn import AsyncTurnHandle


class TurnStart(Coroutine[Any, Any, "AsyncTurnHandle"]):
    """The return value of `AsyncThread.turn`: a coroutine, also to event loops, and a context manager.

    `await` returns the handle, and the turn runs on independently of the caller. `async with` interrupts the
    turn when the block is left before the turn has ended.
    """

    def __init__(self, start: Coroutine[object, object, AsyncTurnHandle]) -> None:
        self._start = start
        self._handle: AsyncTurnHandle | None = None

    def __await__(self) -> Generator[Any, Any, AsyncTurnHandle]:
        return self._start.__await__()

    def send(self, value: object) -> object:
        """Resume with a value, as coroutines do."""
        return self._start.send(value)

    def throw(self, kind: object, error: object = None, traceback: TracebackType | None = None) -> object:
        """Resume with an error, as coroutines do."""
        raised: BaseException = error if isinstance(error, BaseException) else _made(kind, error)
        return self._start.throw(raised.with_traceback(traceback) if traceback else raised)

    def close(self) -> None:
        """Close the coroutine. The turn is not started if it was not awaited."""
        self._start.close()

    async def __aenter__(self) -> AsyncTurnHandle:
        self._handle = await self._start
        return await self._handle.__aenter__()

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        if self._handle is not None:
            await self._handle.__aexit__(kind, error, traceback)


def _made(kind: object, value: object) -> BaseException:
    """Return the error of a `throw` call in any of its forms."""
    if isinstance(kind, BaseException):
        return kind
    if isinstance(kind, type) and issubclass(kind, BaseException):
        return kind() if value is None else kind(value)
    raise TypeError(f"{kind!r} cannot be thrown; it is no exception.")
