"""Lets several tasks share one call."""

from __future__ import annotations

from typing import TYPE_CHECKING, Generic, TypeVar

import anyio

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

T = TypeVar("T")


class SharedCalls(Generic[T]):
    """Lets tasks that ask for the same key share one call."""

    def __init__(self) -> None:
        self._running: dict[str, _Running[T]] = {}

    async def call(self, key: str, function: Callable[[], Awaitable[T]]) -> T:
        """Return the result of `function`, or of a running call with the same key.

        A call that fails or is cancelled does so only for the task that made it: a waiting task calls its own
        `function` then.
        """
        while key in self._running:
            running = self._running[key]
            await running.done.wait()
            for result in running.results:
                return result
        running = self._running[key] = _Running()
        try:
            result = await function()
            running.results.append(result)
        finally:
            del self._running[key]
            running.done.set()
        return result


class _Running(Generic[T]):
    def __init__(self) -> None:
        self.done = anyio.Event()
        self.results: list[T] = []
        """The result, once there is one."""
