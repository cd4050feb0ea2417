"""Who may use a client, and what becomes of one that is forgotten: S39."""

from __future__ import annotations

import asyncio
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import anyio
import anyio.to_thread
import pytest
from codex_app_server import (
    AppServerConfig,
    AsyncCodex,
    Codex,
    ConcurrentUseError,
    TextInput,
    WrongEventLoopError,
)
from codex_app_server._io.process import find_binary
from patience import PATIENCE
from processes import all_gone, processes_with
from real_server import CodexHome

StubConfig = Callable[..., AppServerConfig]

FORKS = """
import os, sys
from codex_app_server import AppServerConfig, Codex, ForkError, TextInput

def fails(call):
    try:
        call()
    except ForkError as error:
        return "parent" in str(error)
    return False

codex = Codex(AppServerConfig(launch_args_override=sys.argv[2:]))
thread = codex.thread("t")
turn = thread.turn(TextInput("delta('a')"))
stream = turn.stream()
assert next(stream).method == "item/agentMessage/delta"
events = codex.events()
child = os.fork()
if child == 0:
    calls = (codex.models, codex.thread_start, turn.interrupt, lambda: next(stream), lambda: next(events))
    good = all([fails(call) for call in calls])
    codex.close()
    codex.close()
    if sys.argv[1] == "exit":
        os._exit(0 if good else 3)
    # The interpreter ends as usual: with the finalizers of everything that the parent has.
    sys.exit(0 if good else 3)
_, status = os.waitpid(child, 0)
assert os.waitstatus_to_exitcode(status) == 0, status
assert codex.request("do", {"code": "completed(); answer(request, 1)"}, int) == 1
assert [event.method for event in stream] == ["turn/completed"]
codex.close()
print("parent works")
"""

FORKS_ASYNC = """
import asyncio, os, sys
from codex_app_server import AppServerConfig, AsyncCodex, ForkError

async def main():
    async with AsyncCodex(AppServerConfig(launch_args_override=sys.argv[2:])) as codex:
        asking = asyncio.create_task(codex.request("do", {"code": "pass"}, int))
        await codex.request("echo", {}, dict)
        child = os.fork()
        if child == 0:
            try:
                await codex.models()
            except ForkError:
                os._exit(0)
            os._exit(3)
        _, status = os.waitpid(child, 0)
        assert os.waitstatus_to_exitcode(status) == 0, status
        assert await codex.request("echo", {"a": 1}, dict) == {"echo": {"a": 1}}
        asking.cancel()
    print("parent works")

asyncio.run(main())
"""


def run_python(program: str, *arguments: str, mark: str) -> subprocess.CompletedProcess[str]:
    import codex_app_server

    path = str(Path(codex_app_server.__file__).parents[1])
    env = {**os.environ, "PYTHONPATH": path, "MARK": mark}
    command = [sys.executable, "-W", "ignore::DeprecationWarning", "-c", program, *arguments]
    return subprocess.run(command, env=env, capture_output=True, text=True, timeout=PATIENCE, check=False)


@pytest.mark.parametrize("end", ["exit", "finalize"])
def test_s39_a_forked_child_gets_an_error_and_the_parent_works_on(
    end: str, stub: StubConfig, mark: str
) -> None:
    done = run_python(FORKS, end, *(stub().launch_args_override or ()), mark=mark)
    assert (done.returncode, done.stdout) == (0, "parent works\n"), done.stderr
    assert done.stderr == ""


def test_s39_a_forked_event_loop_too(stub: StubConfig, mark: str) -> None:
    done = run_python(FORKS_ASYNC, "exit", *(stub().launch_args_override or ()), mark=mark)
    assert (done.returncode, done.stdout) == (0, "parent works\n"), done.stderr


KILLED = """
import sys, time
from codex_app_server import AppServerConfig, Codex, TextInput
codex = Codex(AppServerConfig(codex_bin=sys.argv[1]))
turn = codex.thread_start(approval_policy="never").turn(TextInput("slow:1000:20"))
for event in turn.stream():
    if event.method == "item/agentMessage/delta":
        print("running", flush=True)
"""


def test_s39_a_killed_program_takes_the_real_server_with_it(codex_home: CodexHome, mark: str) -> None:
    import codex_app_server

    path = str(Path(codex_app_server.__file__).parents[1])
    env = {**os.environ, **codex_home.env, "PYTHONPATH": path, "MARK": mark}
    binary = find_binary(AppServerConfig())
    program = subprocess.Popen([sys.executable, "-c", KILLED, binary], env=env, stdout=subprocess.PIPE)
    with program:
        assert program.stdout is not None
        assert program.stdout.readline() == b"running\n"
        assert len(processes_with(mark)) >= 2
        os.kill(program.pid, signal.SIGKILL)
    assert all_gone(mark)


def test_s39_a_sync_client_that_is_forgotten_warns_and_ends_its_server(stub: StubConfig, mark: str) -> None:
    held = [Codex(stub())]
    assert processes_with(mark)
    with pytest.warns(ResourceWarning, match="never closed"):
        held.clear()
    assert all_gone(mark)


@pytest.mark.anyio
async def test_s39_so_does_an_async_one(stub: StubConfig, mark: str) -> None:
    held: list[AsyncCodex] = []
    codex = AsyncCodex(stub())
    await codex.request("echo", {}, dict)
    assert processes_with(mark)
    held.append(codex)
    del codex
    with pytest.warns(ResourceWarning, match="never closed"):
        held.clear()
    assert await anyio.to_thread.run_sync(all_gone, mark)


@pytest.mark.anyio
async def test_s39_a_second_consumer_is_told_so(stub: StubConfig) -> None:
    async with AsyncCodex(stub()) as codex:
        turn = await codex.thread("t").turn(TextInput("delta('a')"))
        stream = turn.stream()
        await stream.__anext__()
        with pytest.raises(ConcurrentUseError, match="being consumed"):
            await turn.run()
        await stream.aclose()


def test_s39_another_event_loop_is_told_so_and_the_first_works_on(stub: StubConfig) -> None:
    opened, finish = threading.Event(), threading.Event()
    clients: list[AsyncCodex] = []
    results: list[object] = []

    async def first() -> None:
        async with AsyncCodex(stub()) as codex:
            clients.append(codex)
            opened.set()
            await asyncio.to_thread(finish.wait, PATIENCE)
            results.append(await codex.request("echo", {}, dict))

    thread = threading.Thread(target=lambda: asyncio.run(first()))
    thread.start()
    assert opened.wait(PATIENCE)

    async def second() -> None:
        for call in (clients[0].models, clients[0].close, clients[0].__aenter__):
            with anyio.fail_after(PATIENCE), pytest.raises(WrongEventLoopError, match="each event loop"):
                await call()

    try:
        asyncio.run(second())
    finally:
        finish.set()
        thread.join(PATIENCE)
    assert results == [{"echo": {}}]
