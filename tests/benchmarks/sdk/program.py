"""What is measured: a user's program with one client, in a process of its own.

`python program.py '{"measure": "stream", "client": "ours", ...}'` prints one JSON object. Both clients have
the same names for the same things, so both run the same code; only what they need is imported, and only when
they need it, because imports are measured too.
"""

from __future__ import annotations

import json
import os
import sys
import time

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine
    from typing import Any

    Job = dict[str, Any]
    Result = dict[str, Any]

# Events of a flood that are consumed before it is interrupted.
_BEFORE_INTERRUPT = 1000
# Seconds to wait for a call that may never return.
_PATIENCE = 10.0


def measure_import(job: Job) -> Result:
    """Import a package as the first thing that a process does."""
    name = "codex_app_server" if job["client"].startswith("ours") else "openai_codex"
    start, cpu = time.perf_counter(), time.process_time()
    __import__(name)
    return {"ms": (time.perf_counter() - start) * 1000, "cpu_ms": (time.process_time() - cpu) * 1000}


def measure_client_import(_job: Job) -> Result:
    """Import the synchronous client, after the package."""
    import codex_app_server

    start, cpu = time.perf_counter(), time.process_time()
    _ = codex_app_server.Codex
    return {"ms": (time.perf_counter() - start) * 1000, "cpu_ms": (time.process_time() - cpu) * 1000}


def _first_turn(job: Job) -> str:
    """Return the prompt of a short turn before the clock starts: models are built beside the first one."""
    return "say:1" if job["prompt"].startswith("say:") else "flood:10"


async def stream(codex: Any, job: Job) -> Result:
    """Follow one turn to its end, counting its events."""
    await _idle_streams(codex, job)
    thread = await codex.thread_start()
    async for _ in (await thread.turn(_text(job, _first_turn(job)))).stream():
        pass
    start, cpu = time.perf_counter(), time.process_time()
    turn = await thread.turn(_text(job, job["prompt"]))
    events = 0
    async for _ in turn.stream():
        events += 1
    return _rate(events, start, cpu)


def stream_in_thread(codex: Any, job: Job) -> Result:
    """The same with a sync client."""
    thread = codex.thread_start()
    for _ in thread.turn(_text(job, _first_turn(job))).stream():
        pass
    start, cpu = time.perf_counter(), time.process_time()
    turn = thread.turn(_text(job, job["prompt"]))
    events = 0
    for _ in turn.stream():
        events += 1
    return _rate(events, start, cpu)


async def first_delta(codex: Any, job: Job) -> Result:
    """Run to the first delta; the job says when the process was started."""
    thread = await codex.thread_start()
    turn = await thread.turn(_text(job, job["prompt"]))
    async for event in turn.stream():
        if type(event.payload).__name__ == "AgentMessageDeltaNotification":
            return {"ms": (time.monotonic() - job["started"]) * 1000, "cpu_ms": time.process_time() * 1000}
    raise SystemExit("no delta came")


def first_delta_in_thread(codex: Any, job: Job) -> Result:
    """The same with a sync client."""
    turn = codex.thread_start().turn(_text(job, job["prompt"]))
    for event in turn.stream():
        if type(event.payload).__name__ == "AgentMessageDeltaNotification":
            return {"ms": (time.monotonic() - job["started"]) * 1000, "cpu_ms": time.process_time() * 1000}
    raise SystemExit("no delta came")


async def unread(codex: Any, job: Job) -> Result:
    """Start a turn, consume nothing, and measure by how much the process has grown when all has come."""
    warm = await (await codex.thread_start()).turn(_text(job, "flood:10"))
    async for _ in warm.stream():
        pass
    await codex.models()
    before = _resident()
    turn = await (await codex.thread_start()).turn(_text(job, job["prompt"]))
    await codex.models()
    grown = _resident() - before
    events = 0
    if job["consume"]:
        async for _ in turn.stream():
            events += 1
    return {"mb": grown / 1e6, "events": events}


async def threads(codex: Any, job: Job) -> Result:
    """Hold many idle threads, and measure by how much the process has grown."""
    warm = await (await codex.thread_start()).turn(_text(job, "flood:10"))
    async for _ in warm.stream():
        pass
    before = _resident()
    kept = [await codex.thread_start() for _ in range(int(job["prompt"]))]
    return {"mb": (_resident() - before) / 1e6, "threads": len(kept)}


async def idle(codex: Any, job: Job) -> Result:
    """Hold streams of silent turns, and measure the CPU of a second."""
    import asyncio

    await _idle_streams(codex, job)
    await asyncio.sleep(0.5)
    cpu = time.process_time()
    await asyncio.sleep(1)
    return {"cpu_ms": (time.process_time() - cpu) * 1000}


async def interrupt(codex: Any, job: Job) -> Result:
    """Interrupt a flood that is being consumed, and time the answer."""
    import asyncio

    await _idle_streams(codex, job)
    turn = await (await codex.thread_start()).turn(_text(job, "flood"))
    answered = asyncio.Event()
    took = 0.0

    async def ask() -> None:
        nonlocal took
        start = time.perf_counter()
        await turn.interrupt()
        took = (time.perf_counter() - start) * 1000
        answered.set()

    events, asking = 0, None
    async for _ in turn.stream():
        events += 1
        if events == _BEFORE_INTERRUPT:
            asking = asyncio.create_task(ask())
        if answered.is_set():
            break
    if asking is not None:
        await asking
    return {"ms": took}


def interrupt_in_thread(codex: Any, job: Job) -> Result:
    """The same with a sync client: consumed by the main thread, interrupted by another."""
    import threading

    for _ in range(job["idle"]):
        silent = codex.thread_start().turn(_text(job, "idle"))
        threading.Thread(target=list, args=(silent.stream(),), daemon=True).start()
    turn = codex.thread_start().turn(_text(job, "flood"))
    answered = threading.Event()
    took = 0.0

    def ask() -> None:
        nonlocal took
        start = time.perf_counter()
        turn.interrupt()
        took = (time.perf_counter() - start) * 1000
        answered.set()

    for number, _ in enumerate(turn.stream(), 1):
        if number == _BEFORE_INTERRUPT:
            threading.Thread(target=ask, daemon=True).start()
        if answered.is_set():
            break
    answered.wait(_PATIENCE)
    return {"ms": took}


_ASYNC: dict[str, Callable[[Any, Job], Coroutine[Any, Any, Result]]] = {
    "stream": stream,
    "first_delta": first_delta,
    "unread": unread,
    "threads": threads,
    "idle": idle,
    "interrupt": interrupt,
}
_SYNC: dict[str, Callable[[Any, Job], Result]] = {
    "stream": stream_in_thread,
    "first_delta": first_delta_in_thread,
    "interrupt": interrupt_in_thread,
}


async def _with_client(job: Job) -> Result:
    if job["client"].startswith("ours"):
        from codex_app_server import AppServerConfig, AsyncCodex

        config = AppServerConfig(
            launch_args_override=job["server"], cwd=job["cwd"], concurrent_turns=bool(job["idle"])
        )
        client: Any = AsyncCodex(config)
    else:
        from openai_codex import AsyncCodex as OfficialAsyncCodex
        from openai_codex import CodexConfig

        client = OfficialAsyncCodex(CodexConfig(launch_args_override=job["server"], cwd=job["cwd"]))
    async with client:
        result = await _patiently(_ASYNC[job["measure"]](client, job), job)
        # What follows is not measured, and 50 open streams would only be in the way of it.
        return result if not job["idle"] else _leave(result)


def _with_sync_client(job: Job) -> Result:
    if job["client"].startswith("ours"):
        from codex_app_server import AppServerConfig, Codex

        config = AppServerConfig(
            launch_args_override=job["server"], cwd=job["cwd"], concurrent_turns=bool(job["idle"])
        )
        client: Any = Codex(config)
    else:
        from openai_codex import Codex as OfficialCodex
        from openai_codex import CodexConfig

        client = OfficialCodex(CodexConfig(launch_args_override=job["server"], cwd=job["cwd"]))
    with client:
        result = _SYNC[job["measure"]](client, job)
        return result if not job["idle"] else _leave(result)


async def _patiently(work: Awaitable[Result], job: Job) -> Result:
    """Do not wait for ever where a client may: its threads all wait for idle streams."""
    if not job["idle"]:
        return await work
    import asyncio

    try:
        return await asyncio.wait_for(work, _PATIENCE)
    except asyncio.TimeoutError:
        return _leave({"ms": None, "cpu_ms": None})


async def _idle_streams(codex: Any, job: Job) -> None:
    """Open the streams of turns on which nothing happens, each consumed by a task of its own."""
    if not job["idle"]:
        return
    import asyncio

    async def follow(events: AsyncIterator[object]) -> None:
        async for _ in events:
            pass

    for _ in range(job["idle"]):
        turn = await (await codex.thread_start()).turn(_text(job, "idle"))
        _followers.append(asyncio.create_task(follow(turn.stream())))
    await asyncio.sleep(0)


_followers: list[Any] = []


def _leave(result: Result) -> Result:
    """Print the result and exit at once; the server ends with its input."""
    print(json.dumps(result), flush=True)  # noqa: T201 - the result is the output
    os._exit(0)


def _text(job: Job, prompt: str) -> Any:
    if job["client"].startswith("ours"):
        from codex_app_server import TextInput

        return TextInput(prompt)
    from openai_codex import TextInput as OfficialTextInput

    return OfficialTextInput(prompt)


def _rate(events: int, start: float, cpu: float) -> Result:
    return {"events": events, "cpu": time.process_time() - cpu, "seconds": time.perf_counter() - start}


def _resident() -> int:
    """Return the bytes of memory that the process has now, from `/proc`."""
    with open("/proc/self/statm", encoding="ascii") as file:  # noqa: PTH123 - pathlib is an import
        return int(file.read().split()[1]) * os.sysconf("SC_PAGE_SIZE")


def run(job: Job) -> Result:
    """Run a job in this process."""
    if job["measure"] == "import":
        return measure_import(job)
    if job["measure"] == "import_client":
        return measure_client_import(job)
    if job["client"] == "bare":
        from importlib import import_module

        result: Result = import_module("bare").run(job)  # beside this program
        return result
    if job["client"].endswith("sync"):
        return _with_sync_client(job)
    if job["client"].endswith("trio"):
        import trio

        done: Result = trio.run(_with_client, job)
        return done
    import asyncio

    return asyncio.run(_with_client(job))


if __name__ == "__main__":
    print(json.dumps(run(json.loads(sys.argv[1]))))  # noqa: T201 - the result is the output
