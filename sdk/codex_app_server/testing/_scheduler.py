"""Runs scenarios without tasks or threads: a scenario goes on whenever somebody reads from its server.

A scenario is a coroutine that awaits nothing but what this module offers (`Pause`, `Signal`). So it
runs the same on every event loop, in an order that depends on the script alone, and a client that
stops reading stops the server, as a full pipe would.
"""

from __future__ import annotations

import heapq
import itertools
import time
from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine, Generator

T = TypeVar("T")


class ScriptClock:
    """The server's time, in Unix seconds.

    With a pace of 1 it runs like a clock on the wall, with 2 at half the speed; with 0 it stands still
    but for the waits of the scenarios, which then take no time at all.
    """

    def __init__(self, start: float | None, pace: float) -> None:
        self._start = time.time() if start is None else start
        self._pace = pace
        self._origin = time.monotonic()
        self._skipped = 0.0

    def now(self) -> float:
        """Give the time by this clock."""
        passed = (time.monotonic() - self._origin) / self._pace if self._pace else self._skipped
        return self._start + passed

    def now_ms(self) -> int:
        """Give the time by this clock in milliseconds."""
        return round(self.now() * 1000)

    def tick(self) -> None:
        """Let a millisecond pass on a clock that stands still, so that things have an order."""
        self._skipped += 0.001

    def skip_to(self, due: float) -> bool:
        """Go to that time if the clock may be moved; whether that time has come."""
        if not self._pace:
            self._skipped = max(self._skipped, due - self._start)
            return True
        return due <= self.now()

    def real_seconds_until(self, due: float) -> float:
        """How long to sleep until that time."""
        return max(0.0, (due - self.now()) * self._pace)


class Pause:
    """Awaiting it lets the given seconds pass on the server's clock."""

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds

    def __await__(self) -> Generator[object, None, None]:
        yield self


class Signal(Generic[T]):
    """Awaiting it waits until `set` was called, and gives the value."""

    def __init__(self) -> None:
        self._values: list[T] = []
        self.waiting: Job | None = None

    def set(self, value: T) -> None:
        """Give the value; only the first one counts."""
        if not self._values:
            self._values.append(value)
            if self.waiting is not None:
                job, self.waiting = self.waiting, None
                job.resume_soon()

    def __await__(self) -> Generator[object, None, T]:
        if not self._values:
            yield self
        return self._values[0]


class Job:
    """One running coroutine; it can be interrupted where it waits."""

    def __init__(self, scheduler: Scheduler, coroutine: Coroutine[object, None, None]) -> None:
        self._scheduler = scheduler
        self._coroutine = coroutine
        self._thrown: BaseException | None = None
        self._turn = 0
        self.is_done: bool = False

    def resume_soon(self, delay: float = 0.0) -> None:
        """Put it into the queue; an earlier place in the queue is given up."""
        self._turn += 1
        self._scheduler.enqueue(delay, self, self._turn)

    def throw(self, error: BaseException) -> None:
        """Raise the error in the coroutine, where it waits."""
        self._thrown = error
        self.resume_soon()

    def close(self) -> None:
        """End the coroutine where it waits."""
        self._turn += 1
        self.is_done = True
        self._coroutine.close()

    def step(self, turn: int) -> None:
        """Run until the coroutine waits again."""
        if self.is_done or turn != self._turn:
            return
        try:
            if self._thrown is not None:
                error, self._thrown = self._thrown, None
                wanted = self._coroutine.throw(error)
            else:
                wanted = self._coroutine.send(None)
        except StopIteration:
            self.is_done = True
            return
        if isinstance(wanted, Pause):
            self.resume_soon(wanted.seconds)
        elif isinstance(wanted, Signal):
            wanted.waiting = self
        else:
            self._thrown = TypeError(
                f"A scenario awaited {wanted!r}. It may await the methods of its TurnScript only; "
                "use `wait(seconds)` in place of sleep()."
            )
            self.resume_soon()


class Scheduler:
    """The queue of the coroutines that want to go on, by time and then by order of arrival."""

    def __init__(self, clock: ScriptClock) -> None:
        self.clock = clock
        self._order = itertools.count()
        self._queue: list[tuple[float, int, Job, int]] = []

    def start(self, coroutine: Coroutine[object, None, None]) -> Job:
        """Run a coroutine beside the others, from the next `run` on."""
        job = Job(self, coroutine)
        job.resume_soon()
        return job

    def enqueue(self, delay: float, job: Job, turn: int) -> None:
        """Note that the job goes on after the delay."""
        heapq.heappush(self._queue, (self.clock.now() + delay, next(self._order), job, turn))

    def run(self, enough: Callable[[], bool]) -> None:
        """Run what is due until nothing is, or until there is enough to send."""
        while self._queue and not enough() and self.clock.skip_to(self._queue[0][0]):
            _, _, job, turn = heapq.heappop(self._queue)
            job.step(turn)

    def seconds_until_next(self) -> float | None:
        """How long to sleep until something is due; None when only a client can change anything."""
        return self.clock.real_seconds_until(self._queue[0][0]) if self._queue else None
