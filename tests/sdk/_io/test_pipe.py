from __future__ import annotations

import os
import sys

import anyio
import pytest
from codex_app_server._io.pipe import READ_SIZE, PipeReader

pytestmark = [
    pytest.mark.anyio,
    pytest.mark.skipif(sys.platform == "win32", reason="Windows cannot wait for a pipe"),
]


async def test_what_was_written_comes_and_then_the_end() -> None:
    reader, writing = PipeReader.open()
    os.write(writing, b"abcde")
    os.close(writing)
    assert await reader.receive() == b"abcde"
    with pytest.raises(anyio.EndOfStream):
        await reader.receive()
    await reader.aclose()


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux has pipes of another size")
async def test_a_pipe_that_was_found_full_holds_more_and_is_read_in_larger_pieces() -> None:
    reader, writing = PipeReader.open()
    os.set_blocking(writing, False)
    held = os.write(writing, bytes(1024 * 1024))
    assert len(await reader.receive()) == held == READ_SIZE
    larger = os.write(writing, bytes(1024 * 1024))
    assert larger > held
    assert len(await reader.receive()) == larger
    os.close(writing)
    await reader.aclose()


async def test_a_wait_ends_with_what_is_written_meanwhile() -> None:
    reader, writing = PipeReader.open()
    async with anyio.create_task_group() as tasks:
        tasks.start_soon(_write, writing)
        assert await reader.receive() == b"late"
    os.close(writing)
    await reader.aclose()


async def test_closing_ends_a_wait_in_another_task() -> None:
    reader, writing = PipeReader.open()
    ended: list[type[BaseException]] = []

    async def wait() -> None:
        try:
            await reader.receive()
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
        await reader.receive()
    assert scope.cancelled_caught
    os.write(writing, b"still here")
    assert await reader.receive() == b"still here"
    os.close(writing)
    await reader.aclose()


async def _write(writing: int) -> None:
    await anyio.wait_all_tasks_blocked()
    os.write(writing, b"late")
