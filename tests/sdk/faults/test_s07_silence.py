"""The server says nothing: S07 to S09, and requests that wait for their turn."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import aclosing, closing

import anyio
import anyio.to_thread
import pytest
from codex_app_server import (
    AppServerConfig,
    AsyncCodex,
    Codex,
    InitializeTimeoutError,
    RequestTimeoutError,
    StreamIdleError,
    TextInput,
)
from patience import PATIENCE
from processes import all_gone
from scripted_peer import ScriptedPeer, delta, turn, turn_completed

StubConfig = Callable[..., AppServerConfig]
MOST = 100


@pytest.mark.anyio
async def test_s07_initialize_is_given_up_and_the_process_is_gone(stub: StubConfig, mark: str) -> None:
    codex = AsyncCodex(stub("time.sleep(100)", initialize_timeout=0.2, close_timeout=0.5))
    for _ in range(2):
        with anyio.fail_after(PATIENCE), pytest.raises(InitializeTimeoutError, match="initialize_timeout"):
            await codex.models()
    assert await anyio.to_thread.run_sync(all_gone, mark)


def test_s07_the_sync_client_gives_up_too(stub: StubConfig, mark: str) -> None:
    with pytest.raises(InitializeTimeoutError, match=r"within 0\.2 s"):
        Codex(stub("time.sleep(100)", initialize_timeout=0.2, close_timeout=0.5))
    assert all_gone(mark)


@pytest.mark.anyio
async def test_s08_a_request_times_out_by_its_name_and_the_connection_lives(stub: StubConfig) -> None:
    late = "globals_ = sys.modules['__main__'].__dict__; globals_['owed'] = request"
    async with AsyncCodex(stub(request_timeout=0.3)) as codex:
        with anyio.fail_after(PATIENCE):
            with pytest.raises(RequestTimeoutError, match=r"do \(request \d+\) got no answer") as caught:
                await codex.request("do", {"code": late}, dict)
            assert isinstance(caught.value, TimeoutError)
            assert (caught.value.method, caught.value.seconds) == ("do", 0.3)
            # The late answer comes before that to the next request, is ignored and counted.
            pay = "answer(owed, 'late'); answer(request, 'now')"
            assert await codex.request("do", {"code": pay}, str, timeout=PATIENCE) == "now"
        assert codex._client.session.odd_lines == 1


def test_s08_the_sync_client_times_out_too(stub: StubConfig) -> None:
    with Codex(stub()) as codex:
        with pytest.raises(RequestTimeoutError, match=r"0\.1 s"):
            codex.request("do", {"code": "pass"}, dict, timeout=0.1)
        assert codex.request("echo", {"a": 1}, dict) == {"echo": {"a": 1}}


async def started(peer: ScriptedPeer, codex: AsyncCodex) -> object:
    handles = []

    async def start() -> None:
        handles.append(await codex.thread("t").turn(TextInput("go")))

    async with anyio.create_task_group() as group:
        group.start_soon(start)
        peer.answer(await peer.next_request("turn/start"), {"turn": turn()})
    return handles[0]


@pytest.mark.anyio
async def test_s09_a_silent_stream_ends_only_where_the_caller_says_so_and_goes_on(stub: StubConfig) -> None:
    async with AsyncCodex(stub()) as codex:
        quiet = "delta('a'); sys.stdin.buffer.readline(); delta('b'); completed()"
        turn = await codex.thread("t").turn(TextInput(quiet))
        with anyio.fail_after(PATIENCE):
            # Without a limit, as a slow machine may take longer to send it.
            async with aclosing(turn.stream()) as before:
                assert (await before.__anext__()).method == "item/agentMessage/delta"
            stream = turn.stream(idle_timeout=0.1)
            for _ in range(2):
                with pytest.raises(StreamIdleError, match="interrupt"):
                    await stream.__anext__()
            async with anyio.create_task_group() as group:
                group.start_soon(never_answered, codex)
                rest = [event.method async for event in turn.stream()]
                group.cancel_scope.cancel()
        assert rest == ["item/agentMessage/delta", "turn/completed"]


async def never_answered(codex: AsyncCodex) -> None:
    """Its line is read by the turn above, and so ends its silence."""
    await codex.request("echo", {}, dict)


def test_s09_the_sync_stream_too(stub: StubConfig) -> None:
    with Codex(stub()) as codex:
        turn = codex.thread("t").turn(TextInput("delta('a')"))
        with closing(turn.stream()) as before:
            assert next(before).method == "item/agentMessage/delta"
        with pytest.raises(StreamIdleError):
            next(turn.stream(idle_timeout=0.1))
        assert codex.request("do", {"code": "completed(); answer(request, 'ok')"}, str) == "ok"
        assert [event.method for event in turn.stream()] == ["turn/completed"]


@pytest.mark.anyio
async def test_s09_without_a_limit_a_silent_stream_never_ends_by_itself() -> None:
    peer = ScriptedPeer()
    # Longer than the peer needs to answer on a slow machine.
    async with AsyncCodex(peer.config(request_timeout=0.3)) as codex:
        handle = await started(peer, codex)
        seen: list[str] = []

        async def consume() -> None:
            async for event in handle.stream():  # type: ignore[attr-defined]  # a turn handle
                seen.append(event.method)  # noqa: PERF401 - seen one by one

        async with anyio.create_task_group() as group:
            group.start_soon(consume)
            # Other requests are made and answered, for far longer than every time limit.
            for _ in range(3):
                with pytest.raises(RequestTimeoutError):
                    await codex.models()
            assert seen == []
            peer.say(delta("a") + b"\n" + turn_completed() + b"\n")
        assert len(seen) == 2


@pytest.mark.anyio
async def test_no_more_than_100_requests_are_in_flight_and_the_rest_wait_their_turn() -> None:
    peer = ScriptedPeer()
    async with AsyncCodex(peer.config()) as codex, anyio.create_task_group() as group:
        answered: list[object] = []

        async def ask(number: int) -> None:
            answered.append(await codex.request("x", {"number": number}, dict))

        for number in range(3 * MOST):
            group.start_soon(ask, number)
        requests = [await peer.next_request("x") for _ in range(MOST)]
        await anyio.wait_all_tasks_blocked()
        assert sum(message["method"] == "x" for message in peer.sent) == MOST
        for request in requests:
            peer.answer(request, {})
        for _ in range(2 * MOST):
            peer.answer(await peer.next_request("x"), {})
    assert len(answered) == 3 * MOST


@pytest.mark.anyio
async def test_a_request_that_waits_for_its_turn_times_out_by_its_name_and_can_be_cancelled() -> None:
    peer = ScriptedPeer()
    async with AsyncCodex(peer.config()) as codex, anyio.create_task_group() as group:
        for _ in range(MOST):
            group.start_soon(codex.request, "x", {}, dict)
        requests = [await peer.next_request("x") for _ in range(MOST)]
        with anyio.fail_after(PATIENCE), pytest.raises(RequestTimeoutError) as caught:
            await codex.request("late/one", {}, dict, timeout=0.05)
        assert caught.value.request_id is None
        assert "late/one waited 0.05 s for its turn and was not sent" in str(caught.value)
        with anyio.move_on_after(0.05) as scope:
            await codex.request("late/two", {}, dict)
        assert scope.cancelled_caught
        for request in requests:
            peer.answer(request, {})
        group.start_soon(codex.request, "y", {}, dict)
        peer.answer(await peer.next_request("y"), {})
    assert not any(message["method"].startswith("late") for message in peer.sent)


@pytest.mark.anyio
async def test_requests_without_a_limit_leave_room_for_those_that_must_get_through() -> None:
    peer = ScriptedPeer()
    async with AsyncCodex(peer.config()) as codex, anyio.create_task_group() as group:
        for _ in range(2 * MOST):
            group.start_soon(codex.request, "command/exec", {}, dict)
        group.start_soon(codex.request, "turn/interrupt", {}, dict)
        with anyio.fail_after(PATIENCE):
            peer.answer(await peer.next_request("turn/interrupt"), {})
        await anyio.wait_all_tasks_blocked()
        assert sum(message["method"] == "command/exec" for message in peer.sent) < MOST
        group.cancel_scope.cancel()
