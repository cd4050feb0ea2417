from __future__ import annotations

import anyio
import pytest
from codex_app_server._io.shared_calls import SharedCalls

pytestmark = pytest.mark.anyio


class Work:
    """Counts how often it is asked, and waits until it may answer."""

    def __init__(self, failures: int = 0) -> None:
        self.calls = 0
        self.failures = failures
        self.go_on = anyio.Event()

    async def __call__(self) -> int:
        self.calls += 1
        number = self.calls
        await self.go_on.wait()
        if number <= self.failures:
            raise LookupError(str(number))
        return number


async def ask(shared: SharedCalls[int], work: Work, answers: list[object], key: str = "a") -> None:
    try:
        answers.append(await shared.call(key, work))
    except LookupError as error:
        answers.append(str(error))


async def test_tasks_that_want_the_same_share_one_call() -> None:
    shared, work, answers = SharedCalls[int](), Work(), list[object]()
    async with anyio.create_task_group() as group:
        for key in ("a", "a", "b"):
            group.start_soon(ask, shared, work, answers, key)
        await anyio.wait_all_tasks_blocked()
        assert work.calls == 2
        work.go_on.set()
    # Which key is asked first is up to the event loop: trio starts tasks in a random order.
    assert sorted(answers.count(answer) for answer in set(answers)) == [1, 2]
    assert await shared.call("a", work) == 3, "what is over is not shared"


async def test_a_failure_is_not_shared() -> None:
    shared, work, answers = SharedCalls[int](), Work(failures=1), list[object]()
    async with anyio.create_task_group() as group:
        for _ in range(3):
            group.start_soon(ask, shared, work, answers)
        await anyio.wait_all_tasks_blocked()
        work.go_on.set()
    assert answers.count("1") == 1
    assert answers.count(2) == 2


async def test_a_cancelled_call_is_made_by_another_task() -> None:
    shared, work, answers = SharedCalls[int](), Work(), list[object]()
    async with anyio.create_task_group() as group:
        async with anyio.create_task_group() as first:
            first.start_soon(ask, shared, work, answers)
            await anyio.wait_all_tasks_blocked()
            group.start_soon(ask, shared, work, answers)
            await anyio.wait_all_tasks_blocked()
            first.cancel_scope.cancel()
        await anyio.wait_all_tasks_blocked()
        work.go_on.set()
    assert answers == [2]
