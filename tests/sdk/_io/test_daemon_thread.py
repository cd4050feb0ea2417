from __future__ import annotations

import threading

import anyio
import pytest
from codex_app_server._io.daemon_thread import run_in_daemon_thread

pytestmark = pytest.mark.anyio


async def test_the_work_is_done_in_another_thread_that_cannot_keep_the_process_alive() -> None:
    thread = await run_in_daemon_thread(threading.current_thread)
    assert thread is not threading.current_thread()
    assert thread.daemon


async def test_its_error_is_raised_where_it_is_waited_for() -> None:
    def fail() -> None:
        raise KeyError("lost")

    with pytest.raises(KeyError, match="lost"):
        await run_in_daemon_thread(fail)


async def test_a_cancelled_caller_does_not_wait_for_it() -> None:
    release = threading.Event()
    with anyio.move_on_after(0.01) as scope:
        await run_in_daemon_thread(release.wait)
    assert scope.cancelled_caught
    release.set()
