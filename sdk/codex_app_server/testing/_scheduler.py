"""Runs scenarios without tasks or threads: a scenario advances whenever the client reads from its server.

A scenario is a coroutine that awaits only `Pause` and `Signal` of this module. So it runs the same on every
event loop, in an order that depends on the script alone. A client that stops reading blocks the server, as a
full pipe does.
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

    With a pace of 1 it runs in real time, with 2 at half the speed. With 0 only the waits of the scenarios
    advance it, and they take no real time.
    """

    def __init__(self, start: float | None, pace: float) -> None:
        self._start = time.time() if start is None else start
        self._pace = pace
        self._origin = time.monotonic()
        self._skipped = 0.0

    def now(self) -> float:
        """Return the time by this clock."""
        passed = (time.monotonic() - self._origin) / self._pace if self._pace else self._skipped
        return self._start + passed

    def now_ms(self) -> int:
        """Return the time by this clock in milliseconds."""
        return round(self.now() * 1000)

    def tick(self) -> None:
        """Advance a clock with a pace of 0 by a millisecond, so that timestamps have an order."""
        self._skipped += 0.001

    def skip_to(self, due: float) -> bool:
        """Advance a clock with a pace of 0 to that time; return whether the time has come."""
        if not self._pace:
            self._skipped = max(self._skipped, due - self._start)
            return True
        return due <= self.now()

    def real_seconds_until(self, due: float) -> float:
        """Return the real seconds until that time on this clock."""
        return max(0.0, (due - self.now()) * self._pace)


class Pause:
    """Await it to let the given seconds pass on the server's clock."""

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds

    def __await__(self) -> Generator[object, None, None]:
        yield self


class Signal(Generic[T]):
    """Await it to wait for the call of `set` and get its value."""

    def __init__(self) -> None:
        self._values: list[T] = []
        self.waiting: Job | None = None

    def set(self, value: T) -> None:
        """Set the value and wake the waiting job. Only the first call counts."""
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
    """A running coroutine, which can be interrupted while it waits."""

    def __init__(self, scheduler: Scheduler, coroutine: Coroutine[object, None, None]) -> None:
        self._scheduler = scheduler
        self._coroutine = coroutine
        self._thrown: BaseException | None = None
        self._turn = 0
        self.is_done: bool = False

    def resume_soon(self, delay: float = 0.0) -> None:
        """Enqueue the job after `delay` seconds, in place of an earlier entry in the queue."""
        self._turn += 1
        self._scheduler.enqueue(delay, self, self._turn)

    def throw(self, error: BaseException) -> None:
        """Raise the error in the coroutine at its current `await`."""
        self._thrown = error
        self.resume_soon()

    def close(self) -> None:
        """Close the coroutine at its current `await`."""
        self._turn += 1
        self.is_done = True
        self._coroutine.close()

    def step(self, turn: int) -> None:
        """Run the coroutine until it waits again, unless `turn` is of an outdated queue entry."""
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
    """The queue of jobs that are ready to run, by time and then by order of arrival."""

    def __init__(self, clock: ScriptClock) -> None:
        self.clock = clock
        self._order = itertools.count()
        self._queue: list[tuple[float, int, Job, int]] = []

    def start(self, coroutine: Coroutine[object, None, None]) -> Job:
        """Add a coroutine, which starts at the next `run`."""
        job = Job(self, coroutine)
        job.resume_soon()
        return job

    def enqueue(self, delay: float, job: Job, turn: int) -> None:
        """Schedule the job after the delay; `turn` makes an outdated entry void."""
        heapq.heappush(self._queue, (self.clock.now() + delay, next(self._order), job, turn))

    def run(self, enough: Callable[[], bool]) -> None:
        """Run the jobs that are due until none is left or `enough` returns true."""
        while self._queue and not enough() and self.clock.skip_to(self._queue[0][0]):
            _, _, job, turn = heapq.heappop(self._queue)
            job.step(turn)

    def seconds_until_next(self) -> float | None:
        """Return the real seconds until a job is due, or None when no job is scheduled."""
        return self.clock.real_seconds_until(self._queue[0][0]) if self._queue else None
