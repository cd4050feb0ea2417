from __future__ import annotations

from dataclasses import dataclass

import anyio
import pytest
from codex_app_server import InvalidInputError, InvalidRequestError, ResponseInvalidError
from codex_app_server.pages import AsyncPages, checked_page_size

pytestmark = pytest.mark.anyio


@dataclass
class OnePage:
    data: list[int]
    next_cursor: str | None


class Numbers:
    """A list of numbers that is served a page at a time; each cursor is where the page begins."""

    def __init__(self, count: int, size: int = 2) -> None:
        self.count, self.size = count, size
        self.asked: list[str | None] = []
        self.failing = 0

    async def fetch(self, cursor: str | None) -> OnePage:
        self.asked.append(cursor)
        await anyio.lowlevel.checkpoint()
        if self.failing:
            self.failing -= 1
            raise InvalidRequestError(-32600, "busy", None, "numbers/list")
        start = int(cursor or 0)
        end = min(start + self.size, self.count)
        return OnePage(list(range(start, end)), str(end) if end < self.count else None)


@pytest.mark.parametrize("count", [0, 1, 2, 3, 7])
async def test_all_entries_come_once_and_in_order(count: int) -> None:
    numbers = Numbers(count)
    assert [each async for each in AsyncPages("numbers/list", numbers.fetch)] == list(range(count))
    assert len(numbers.asked) == max(1, (count + 1) // 2)


async def test_a_page_is_fetched_when_it_is_needed() -> None:
    numbers = Numbers(10)
    pages = AsyncPages("numbers/list", numbers.fetch)
    assert numbers.asked == []
    assert [await anext(pages), await anext(pages)] == [0, 1]
    assert numbers.asked == [None]
    await anext(pages)
    assert numbers.asked == [None, "2"]


async def test_the_end_stays_the_end() -> None:
    numbers = Numbers(1)
    pages = AsyncPages("numbers/list", numbers.fetch)
    assert [each async for each in pages] == [0]
    assert [each async for each in pages] == []
    await pages.turn_page()
    assert numbers.asked == [None]


async def test_a_failed_fetch_is_raised_and_loses_nothing() -> None:
    numbers = Numbers(4)
    pages = AsyncPages("numbers/list", numbers.fetch)
    seen = [await anext(pages), await anext(pages)]
    numbers.failing = 1
    with pytest.raises(InvalidRequestError, match="busy"):
        await anext(pages)
    seen += [each async for each in pages]
    assert seen == [0, 1, 2, 3]


async def test_two_consumers_share_the_entries() -> None:
    pages = AsyncPages("numbers/list", Numbers(20).fetch)
    seen: list[int] = []

    async def consume() -> None:
        seen.extend([each async for each in pages])

    async with anyio.create_task_group() as tasks:
        tasks.start_soon(consume)
        tasks.start_soon(consume)
    assert sorted(seen) == list(range(20))


async def test_pages_may_be_empty_before_the_end() -> None:
    pages = iter([OnePage([], "a"), OnePage([1], "b"), OnePage([], None)])

    async def fetch(_: str | None) -> OnePage:
        return next(pages)

    assert [each async for each in AsyncPages("numbers/list", fetch)] == [1]


async def test_a_cursor_that_leads_to_itself_is_an_error_and_no_endless_loop() -> None:
    async def fetch(_: str | None) -> OnePage:
        return OnePage([], "again")

    pages = AsyncPages("numbers/list", fetch)
    with pytest.raises(ResponseInvalidError, match=r"numbers/list.*leads to itself"):
        await anext(pages)


async def test_a_thread_without_history_is_an_empty_list() -> None:
    async def fetch(_: str | None) -> OnePage:
        raise InvalidRequestError(-32600, "thread t is not materialized yet; it is", None, "numbers/list")

    assert [each async for each in AsyncPages("numbers/list", fetch)] == []


@pytest.mark.parametrize("size", [0, -1, 1001])
async def test_a_page_size_out_of_bounds_is_refused(size: int) -> None:
    with pytest.raises(InvalidInputError, match=f"page_size is {size}"):
        checked_page_size(size)
