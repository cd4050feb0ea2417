"""Retries calls that an overloaded server refused."""

from __future__ import annotations

import random
import time
from collections.abc import Awaitable, Callable, Iterator
from typing import TypeVar

from .errors import ServerBusyError

T = TypeVar("T")


def is_retryable_error(exc: BaseException) -> bool:
    """Return whether an error means a temporary overload of the server, so that the call may succeed later.

    A failed turn is never retryable: it may have run commands, which must not run twice unless the user
    wants that.
    """
    return isinstance(exc, ServerBusyError)


def retry_on_overload(
    op: Callable[[], T],
    *,
    max_attempts: int = 3,
    initial_delay_s: float = 0.25,
    max_delay_s: float = 2.0,
    jitter_ratio: float = 0.2,
) -> T:
    """Call `op`, and retry after a growing, jittered delay while the server is overloaded.

    Raises what `op` raised last, at once when that is not retryable. `max_attempts` counts the first call.
    """
    delays = _delays(max_attempts, initial_delay_s, max_delay_s, jitter_ratio)
    while True:
        try:
            return op()
        except Exception as error:
            delay = next(delays, None)
            if delay is None or not is_retryable_error(error):
                raise
        time.sleep(delay)


async def async_retry_on_overload(
    op: Callable[[], Awaitable[T]],
    *,
    max_attempts: int = 3,
    initial_delay_s: float = 0.25,
    max_delay_s: float = 2.0,
    jitter_ratio: float = 0.2,
) -> T:
    """Await `op()`, and retry after a growing, jittered delay while the server is overloaded.

    Raises what `op` raised last, at once when that is not retryable. `max_attempts` counts the first call.
    """
    import anyio

    delays = _delays(max_attempts, initial_delay_s, max_delay_s, jitter_ratio)
    while True:
        try:
            return await op()
        except Exception as error:
            delay = next(delays, None)
            if delay is None or not is_retryable_error(error):
                raise
        await anyio.sleep(delay)


def _delays(attempts: int, first: float, most: float, jitter: float) -> Iterator[float]:
    """Yield the pauses between the attempts: doubling, with jitter so that clients do not retry together."""
    if attempts < 1:
        raise ValueError(f"max_attempts is {attempts}; at least one call must be made.")
    return _growing(attempts - 1, first, most, jitter)


def _growing(count: int, delay: float, most: float, jitter: float) -> Iterator[float]:
    for _ in range(count):
        off = 1 + random.uniform(-jitter, jitter)
        yield max(0.0, min(delay, most) * off)
        delay *= 2
