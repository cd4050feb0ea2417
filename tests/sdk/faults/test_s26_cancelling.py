"""The user stops waiting: S26 to S29."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable

import anyio
import anyio.lowlevel
import anyio.to_thread
import pytest
from codex_app_server import (
    AppServerConfig,
    AsyncCodex,
    AsyncTurnHandle,
    Codex,
    TextInput,
    TransportClosedError,
)
from patience import PATIENCE
from processes import all_gone, processes_with
from scripted_peer import ScriptedPeer, delta, turn, turn_completed

StubConfig = Callable[..., AppServerConfig]


async def started(peer: ScriptedPeer, codex: AsyncCodex, turn_id: str = "u") -> AsyncTurnHandle:
    handles: list[AsyncTurnHandle] = []

    async def start() -> None:
        handles.append(await codex.thread("t").turn(TextInput("go")))

    async with anyio.create_task_group() as group:
        group.start_soon(start)
        peer.answer(await peer.next_request("turn/start"), {"turn": turn(turn_id=turn_id)})
    return handles[0]


@pytest.mark.anyio
@pytest.mark.parametrize("how", ["cancel", "break", "aclose"])
async def test_s26_who_leaves_a_stream_interrupts_nothing_and_blocks_nobody(how: str) -> None:
    peer = ScriptedPeer()
    async with AsyncCodex(peer.config()) as codex:
        handle = await started(peer, codex)
        peer.say(delta("a") + b"\n")
        stream = handle.stream()
        if how == "cancel":
            async with anyio.create_task_group() as group:
                await stream.__anext__()
                group.start_soon(stream.__anext__)
                await anyio.wait_all_tasks_blocked()
                group.cancel_scope.cancel()
        elif how == "break":
            async for _ in stream:
                break
            del stream
        else:
            await stream.__anext__()
            await stream.aclose()
        # The turn goes on, and another consumer has the rest of it.
        peer.say(delta("b") + b"\n" + turn_completed() + b"\n")
        with anyio.fail_after(PATIENCE):
            assert (await handle.run()).status == "completed"
        router = codex._client.session.router
        assert router._turns == {}
        assert not any(message["method"] == "turn/interrupt" for message in peer.sent)


@pytest.mark.anyio
async def test_s26_a_closed_subscription_is_fed_no_more_and_its_turns_are_forgotten_with_them() -> None:
    peer = ScriptedPeer()
    async with AsyncCodex(peer.config()) as codex:
        router = codex._client.session.router
        for _ in range(50):
            async with codex.events() as events:
                peer.notify("x")
                with anyio.fail_after(PATIENCE):
                    await events.__anext__()
        assert router._everything == ()
        handles = [await started(peer, codex, str(number)) for number in range(20)]
        assert len(router._turns) == 20
        peer.say(b"".join(turn_completed(turn_id=handle.id) + b"\n" for handle in handles))
        for handle in handles:
            await handle.run()
        assert router._turns == {}


def test_s27_a_loop_that_ends_without_close_ends_the_server(stub: StubConfig, mark: str) -> None:
    async def forgetful() -> None:
        codex = AsyncCodex(stub())
        await codex.request("echo", {}, dict)
        asking = asyncio.create_task(codex.request("do", {"code": "pass"}, dict))
        await asyncio.sleep(0)
        asking.cancel()
        assert processes_with(mark)
        kept.append(codex)

    kept: list[AsyncCodex] = []
    asyncio.run(forgetful())
    assert all_gone(mark)

    async def use_again() -> None:
        with pytest.raises(TransportClosedError, match="event loop"):
            await kept[0].models()
        await kept[0].close()

    asyncio.run(use_again())


@pytest.mark.anyio
@pytest.mark.parametrize("entered", [True, False])
async def test_s28_a_cancelled_connect_leaves_nothing(stub: StubConfig, mark: str, entered: bool) -> None:
    codex = AsyncCodex(stub("time.sleep(100)", close_timeout=0.5))
    with anyio.fail_after(PATIENCE):
        async with anyio.create_task_group() as group:
            group.start_soon(codex.__aenter__ if entered else codex.models)
            while not await anyio.to_thread.run_sync(processes_with, mark):
                await anyio.lowlevel.checkpoint()
            group.cancel_scope.cancel()
        if not entered:
            # A call that is cancelled leaves the client to its other users; without any it is closed.
            await codex.close()
        assert await anyio.to_thread.run_sync(all_gone, mark)
        with pytest.raises(TransportClosedError):
            await codex.models()


@pytest.mark.anyio
async def test_s29_fifty_idle_streams_delay_neither_interrupt_nor_close() -> None:
    peer = ScriptedPeer()
    ends: list[str] = []

    async def follow(handle: AsyncTurnHandle) -> None:
        try:
            async for _ in handle.stream():
                pass
        except TransportClosedError:
            ends.append(handle.id)

    codex = AsyncCodex(peer.config(concurrent_turns=True))
    with anyio.fail_after(PATIENCE):
        async with anyio.create_task_group() as group:
            handles = [await started(peer, codex, str(number)) for number in range(50)]
            for handle in handles:
                group.start_soon(follow, handle)
            await anyio.wait_all_tasks_blocked()
            async with anyio.create_task_group() as calls:
                calls.start_soon(handles[7].interrupt)
                peer.answer(await peer.next_request("turn/interrupt"), {})
                calls.start_soon(codex.models)
                peer.answer(await peer.next_request("model/list"), {"data": [], "nextCursor": None})
            await codex.close()
    assert len(ends) == 50


def test_s29_nor_do_those_of_threads(stub: StubConfig) -> None:
    ends: list[str] = []
    codex = Codex(stub(concurrent_turns=True))

    def follow() -> None:
        try:
            for _ in codex.thread("t").turn(TextInput("pass")).stream():
                pass
        except TransportClosedError as error:
            ends.append(str(error))

    threads = [threading.Thread(target=follow) for _ in range(50)]
    for thread in threads:
        thread.start()
    while len(codex._async._client.session.router._turns.get(("t", "u"), ())) < 50:
        codex.request("echo", {}, dict)
    assert codex.request("turn/interrupt", {"threadId": "t", "turnId": "u"}, dict)
    codex.close()
    for thread in threads:
        thread.join(PATIENCE)
    assert len(ends) == 50
