"""The event loop behind the sync front, in a thread of its own."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, ParamSpec, TypeVar

from anyio.from_thread import start_blocking_portal

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine

P = ParamSpec("P")
T = TypeVar("T")


class Portal:
    """Runs coroutines for threads that have no event loop; `check_alive` says why when it is closed."""

    def __init__(self, check_alive: Callable[[], None]) -> None:
        self._check_alive = check_alive
        self._running = start_blocking_portal("asyncio")
        self._portal = self._running.__enter__()
        self._open = True

    @property
    def is_open(self) -> bool:
        """Whether calls can be made."""
        return self._open

    def call(
        self, function: Callable[P, Coroutine[object, object, T]], *args: P.args, **kwargs: P.kwargs
    ) -> T:
        """Run `function` on the event loop and wait for its result.

        Raises what ended the client when the portal is closed.

        A Ctrl-C while waiting cancels it: a plain wait would leave it running.
        """
        if not self._open:
            self._check_alive()
        future = self._portal.start_task_soon(partial(function, *args, **kwargs))
        try:
            return future.result()
        except BaseException:
            future.cancel()
            raise

    def close(self) -> None:
        """End the event loop and its thread; calling it again does nothing."""
        if self._open:
            self._open = False
            self._running.__exit__(None, None, None)
