"""Whether the application has handled all the input that it was given.

Written for Textual 8.2.8 and CPython 3.10 to 3.14. Textual hands a key through the queues of several message
pumps (application, widget, each parent, application again), and a handler may post further messages. It has
no way to ask whether all of that has happened; its pilot waits for a callback in every queue, ten times the
cost. A pump has nothing to do while it waits for its queue: then the queue is empty, and the event that says
"something is there" has a waiter.
"""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from textual.app import App
    from textual.message_pump import MessagePump

SPINS = 200
"""Turns of the event loop that a wait takes at first; after them it sleeps between two checks."""

POLL_SECONDS = 0.002
"""Seconds between two checks after `SPINS`."""

LIMIT = 1.0
"""Maximum seconds of a wait: a handler that hangs must not stop all input."""


def is_idle(pump: MessagePump) -> bool:
    """Whether a message pump waits for its next message, or is closed."""
    if pump._closed:
        return True
    queue: Any = pump._message_queue
    return pump._running and queue.empty() and bool(queue.ready_event._waiters)


def is_quiet(app: App[Any]) -> bool:
    """Whether the application and all of its widgets have handled what they were sent."""
    return is_idle(app) and all(is_idle(node) for node in list(app._registry))


async def quiet(app: App[Any], limit: float = LIMIT) -> bool:
    """Wait until the application is quiet, at most `limit` seconds; return False if it never was.

    Must not be awaited by a message handler: its own pump would never be idle.
    """
    loop = asyncio.get_running_loop()
    deadline = loop.time() + limit
    spins = 0
    while not is_quiet(app):
        if loop.time() > deadline:
            return False
        spins += 1
        await asyncio.sleep(0 if spins < SPINS else POLL_SECONDS)
    return True
