from __future__ import annotations

import os
import sys

import anyio
import pytest
from codex_app_server._io.pipe import PipeReader

pytestmark = [
    pytest.mark.anyio,
    pytest.mark.skipif(sys.platform == "win32", reason="Windows cannot wait for a pipe"),
]


async def test_what_was_written_comes_at_most_so_many_bytes_at_a_time_and_then_the_end() -> None:
    reader, writing = PipeReader.open()
    os.write(writing, b"abcde")
    os.close(writing)
    assert [await reader.receive(3), await reader.receive(3)] == [b"abc", b"de"]
    with pytest.raises(anyio.EndOfStream):
        await reader.receive(3)
    await reader.aclose()


async def test_a_wait_ends_with_what_is_written_meanwhile() -> None:
    reader, writing = PipeReader.open()
    async with anyio.create_task_group() as tasks:
        tasks.start_soon(_write, writing)
        assert await reader.receive(10) == b"late"
    os.close(writing)
    await reader.aclose()


async def test_closing_ends_a_wait_in_another_task() -> None:
    reader, writing = PipeReader.open()
    ended: list[type[BaseException]] = []

    async def wait() -> None:
        try:
            await reader.receive(10)
        except anyio.ClosedResourceError as error:
            ended.append(type(error))

    async with anyio.create_task_group() as tasks:
        tasks.start_soon(wait)
        await anyio.wait_all_tasks_blocked()
        await reader.aclose()
    await reader.aclose()
    os.close(writing)
    assert ended == [anyio.ClosedResourceError]


async def test_a_wait_that_was_given_up_is_no_hindrance_to_the_next() -> None:
    reader, writing = PipeReader.open()
    with anyio.move_on_after(0.01) as scope:
        await reader.receive(10)
    assert scope.cancelled_caught
    os.write(writing, b"still here")
    assert await reader.receive(10) == b"still here"
    os.close(writing)
    await reader.aclose()


async def _write(writing: int) -> None:
    await anyio.wait_all_tasks_blocked()
    os.write(writing, b"late")
