"""Waits for an event in a queue, in a task or in a thread."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

from ..errors import StreamIdleError

if TYPE_CHECKING:
    from .._core.event_queue import EventQueue


async def wait_for_events(queue: EventQueue) -> bool:
    """Wait until the queue has an event and return True, or return False at its end.

    Raises the error that the queue ended with, and `ConcurrentUseError` while another task waits.
    """
    import anyio

    while not queue.items:
        if queue.closed:
            return _at_end(queue)
        queue.waits.take()
        try:
            filled = anyio.Event()
            queue.waker = filled.set
            await filled.wait()
        finally:
            queue.waker = None
            queue.waits.free()
    return True


def block_for_events(queue: EventQueue, timeout: float | None = None) -> bool:
    """Block this thread until the queue has an event and return True, or return False at its end.

    The event loop only releases a lock, and Ctrl-C interrupts the wait. Raises the error that the queue ended
    with, `StreamIdleError` after `timeout` seconds, and `ConcurrentUseError` while another thread waits.
    """
    while not queue.items:
        if queue.closed:
            return _at_end(queue)
        queue.waits.take()
        try:
            filled = threading.Lock()
            filled.acquire()
            queue.waker = filled.release
            # The reader may have put an event or closed the queue before it could see the waker.
            ready = queue.items or queue.closed or filled.acquire(timeout=-1 if timeout is None else timeout)
        finally:
            queue.waker = None
            queue.waits.free()
        if not ready and timeout is not None:
            raise StreamIdleError(idle_message(timeout))
    return True


def idle_message(seconds: float) -> str:
    """Return the message for a turn that sent no event for `seconds`."""
    return (
        f"The turn said nothing for {seconds:g} s. It may still run: go on with another stream(), or end it "
        "with interrupt()."
    )


def _at_end(queue: EventQueue) -> bool:
    """Return whether events are left. Events that were put before the close come before its error."""
    if queue.items:
        return True
    queue.check_error()
    return False
