"""Runs blocking work in a thread that cannot keep the process alive.

anyio's own worker threads are joined at interpreter exit. A program that forgot to close its client, or whose
approval handler waits for a person, would never exit.
"""

from __future__ import annotations

import threading
from contextlib import suppress
from typing import TYPE_CHECKING, Generic, TypeVar

import anyio

from .belonging import EventLoop

if TYPE_CHECKING:
    from collections.abc import Callable

T = TypeVar("T")


async def run_in_daemon_thread(function: Callable[[], T]) -> T:
    """Run `function` in a new daemon thread and return its result or raise its error.

    When the caller is cancelled the thread runs on, and its result is dropped.
    """
    work = _Work(function, EventLoop().call_soon)
    threading.Thread(target=work.run, name="codex app-server worker", daemon=True).start()
    await work.done.wait()
    return work.result()


class _Work(Generic[T]):
    def __init__(self, function: Callable[[], T], schedule: Callable[[Callable[[], object]], object]) -> None:
        self.done = anyio.Event()
        self._function = function
        self._schedule = schedule
        self._results: list[T] = []
        self._error: BaseException | None = None

    def run(self) -> None:
        try:
            self._results.append(self._function())
        except BaseException as error:  # noqa: BLE001 - it is raised again where the result is waited for
            self._error = error
        # The event loop may have ended meanwhile; asyncio and trio both raise RuntimeError then.
        with suppress(RuntimeError):
            self._schedule(self.done.set)

    def result(self) -> T:
        if self._error is not None:
            raise self._error
        return self._results[0]
