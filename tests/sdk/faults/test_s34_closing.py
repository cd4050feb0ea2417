"""A server that does not read, and closing whatever happens: S34 and S35."""

from __future__ import annotations

import threading
from collections.abc import Callable

import anyio
import anyio.to_thread
import pytest
from codex_app_server import (
    AppServerConfig,
    AsyncCodex,
    Codex,
    CodexError,
    RequestTimeoutError,
    TextInput,
    TransportClosedError,
    WriteTimeoutError,
)
from patience import PATIENCE
from processes import all_gone
from scripted_peer import Message, ScriptedPeer

StubConfig = Callable[..., AppServerConfig]
DEAF = {"code": "answer(request, 1); time.sleep(100)"}
BIG = {"text": "x" * 10_000_000}


@pytest.mark.anyio
async def test_s34_a_server_that_stops_reading_is_told_apart_and_closed_in_time(
    stub: StubConfig, mark: str
) -> None:
    async with AsyncCodex(stub(close_timeout=0.5)) as codex:

        async def send_much() -> None:
            with pytest.raises(TransportClosedError):
                await codex.request("echo", BIG, dict, timeout=None)

        with anyio.fail_after(PATIENCE):
            assert await codex.request("do", DEAF, int) == 1
            async with anyio.create_task_group() as group:
                group.start_soon(send_much)
                await anyio.wait_all_tasks_blocked()  # in the middle of writing it
                with pytest.raises(WriteTimeoutError, match="does not read its input") as caught:
                    await codex.request("echo", {}, dict, timeout=0.1)
                assert isinstance(caught.value, RequestTimeoutError)
                assert caught.value.method == "echo"
                await codex.close()
    assert await anyio.to_thread.run_sync(all_gone, mark)


def test_s34_the_sync_client_too(stub: StubConfig, mark: str) -> None:
    with Codex(stub(close_timeout=0.5)) as codex:
        assert codex.request("do", DEAF, int) == 1
        with pytest.raises(WriteTimeoutError):
            codex.request("echo", BIG, dict, timeout=0.5)
    assert all_gone(mark)


class SlowReader(ScriptedPeer):
    """A peer that reads only while it is told to."""

    def __init__(self) -> None:
        super().__init__()
        self.reads = anyio.Event()
        self.reads.set()

    async def send(self, data: bytes) -> None:
        await self.reads.wait()
        await super().send(data)


@pytest.mark.anyio
async def test_s34_a_request_that_was_given_up_unwritten_is_never_sent() -> None:
    peer = SlowReader()
    async with AsyncCodex(peer.config()) as codex, anyio.create_task_group() as group:
        group.start_soon(codex.request, "first", {}, dict)
        peer.answer(await peer.next_request("first"), {})
        peer.reads = anyio.Event()
        with pytest.raises(WriteTimeoutError):
            # Time enough for the writer to take it on a slow machine.
            await codex.request("being/written", {}, dict, timeout=0.5)
        with pytest.raises(WriteTimeoutError):
            await codex.request("not/sent", {}, dict, timeout=0.02)
        peer.reads.set()
        group.start_soon(codex.request, "last", {}, dict)
        last: Message = await peer.next_request("last")
        peer.answer(last, {})
    methods = [message["method"] for message in peer.sent]
    assert methods == ["initialize", "initialized", "first", "being/written", "last"]


@pytest.mark.anyio
@pytest.mark.parametrize("stubborn", [False, True])
async def test_s35_close_wakes_everybody_and_ends_the_server(
    stub: StubConfig, mark: str, stubborn: bool
) -> None:
    prelude = "signal.signal(signal.SIGTERM, signal.SIG_IGN)" if stubborn else ""
    errors: list[CodexError] = []
    codex = AsyncCodex(stub(prelude, close_timeout=0.5, concurrent_turns=True))
    await codex.__aenter__()
    turn = await codex.thread("t").turn(TextInput("pass"))
    events = codex.events()

    async def wait_for(what: Callable[[], object]) -> None:
        try:
            await what()  # type: ignore[misc]  # an async function
        except TransportClosedError as error:
            errors.append(error)

    async def ask() -> None:
        await codex.request("do", {"code": "pass"}, dict)

    async def follow() -> None:
        assert [event async for event in events] == []

    with anyio.fail_after(PATIENCE):
        async with anyio.create_task_group() as group:
            group.start_soon(wait_for, turn.run)
            group.start_soon(wait_for, follow)
            for _ in range(120):
                group.start_soon(wait_for, ask)
            await anyio.wait_all_tasks_blocked()
            if stubborn:
                # Does not even notice the end of its input.
                codex._client.session._send(b'{"method":"do","params":{"code":"time.sleep(100)"}}\n')
            group.start_soon(codex.close)
            group.start_soon(codex.close)
        await codex.close()
        with pytest.raises(TransportClosedError, match="was closed"):
            await codex.models()
    assert len(errors) == 121
    assert all("was closed" in str(error) for error in errors)
    assert await anyio.to_thread.run_sync(all_gone, mark)


def test_s35_threads_that_wait_are_woken_too(stub: StubConfig) -> None:
    codex = Codex(stub())
    errors: list[CodexError] = []

    def ask() -> None:
        try:
            codex.request("do", {"code": "pass"}, dict)
        except TransportClosedError as error:
            errors.append(error)

    threads = [threading.Thread(target=ask) for _ in range(20)]
    for thread in threads:
        thread.start()
    while len(codex._async._client.session._connection.pending) < 20:
        codex.request("echo", {}, dict)
    closers = [threading.Thread(target=codex.close) for _ in range(3)]
    for closer in closers:
        closer.start()
    for each in (*threads, *closers):
        each.join(PATIENCE)
    assert len(errors) == 20
    with pytest.raises(TransportClosedError):
        codex.models()
