"""The process and the event loop that a client belongs to. It works in no other."""

from __future__ import annotations

import asyncio
import os
import weakref
from typing import TYPE_CHECKING, Protocol

from ..errors import ForkError, WrongEventLoopError

if TYPE_CHECKING:
    from collections.abc import Callable

    from ..errors import CodexError


class Disowned(Protocol):
    """An object that must be told when its process is a fork."""

    def disown(self, error: CodexError) -> None:
        """Enter the dead state at once. This must not wake a task, write or wait."""


class EventLoop:
    """The event loop of the task that creates this object."""

    __slots__ = ("_loop", "call_soon")

    def __init__(self) -> None:
        self._loop, self.call_soon = _current_loop()
        """Schedules a call on the loop from another thread."""

    def check(self) -> None:
        """Raise `WrongEventLoopError` in a task of another event loop."""
        if _current_loop()[0] is not self._loop:
            raise WrongEventLoopError(
                "This AsyncCodex was opened on another event loop, and works on that one only. Make a client "
                "for each event loop, or use the synchronous Codex, which any thread may call."
            )


def tell_after_fork(each: Disowned) -> None:
    """Call `each.disown` in every process that is forked from this one, as long as the object lives."""
    _disowned.add(each)


def _current_loop() -> tuple[object, Callable[[Callable[[], object]], object]]:
    try:
        loop = asyncio.get_running_loop()
    except RuntimeError:
        import trio

        token = trio.lowlevel.current_trio_token()
        return token, token.run_sync_soon
    return loop, loop.call_soon_threadsafe


_disowned: weakref.WeakSet[Disowned] = weakref.WeakSet()


def _after_fork() -> None:
    error = ForkError(
        "This client was made before the process forked, and its server answers to the parent only. Make a "
        "new client in the child, or start children with the `spawn` method of multiprocessing."
    )
    for each in tuple(_disowned):
        each.disown(error)


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_after_fork)
