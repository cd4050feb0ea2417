"""Starts a task outside of every task group."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine

# asyncio keeps only weak references to tasks.
_tasks: set[asyncio.Task[None]] = set()


def spawn_detached(run: Callable[[], Coroutine[object, object, None]], name: str) -> None:
    """Run `run` on the current event loop, of asyncio or trio, until it or the loop ends.

    A client may be opened by one task and closed by another, which a task group does not allow. `run` must
    not raise.
    """
    try:
        loop = asyncio.get_running_loop()
    except RuntimeError:
        import trio

        trio.lowlevel.spawn_system_task(run, name=name)
        return
    task = loop.create_task(run(), name=name)
    _tasks.add(task)
    task.add_done_callback(_tasks.discard)
