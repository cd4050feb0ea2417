from __future__ import annotations

import gc
import pickle

import anyio
import pytest
from codex_app_server import (
    AsyncCodex,
    AsyncThread,
    AsyncTurnHandle,
    ConcurrentUseError,
    Notification,
    ResponseInvalidError,
    ServerDiedError,
    TextInput,
    TransportClosedError,
    TurnStatus,
)
from patience import PATIENCE
from scripted_peer import ScriptedPeer, delta, turn, turn_completed

pytestmark = pytest.mark.anyio


async def started(
    peer: ScriptedPeer, thread: AsyncThread, *, turn_id: str = "u", early: bytes = b""
) -> AsyncTurnHandle:
    """Start a turn, with the peer answering; `early` is said before the answer."""
    handles: list[AsyncTurnHandle] = []

    async def start() -> None:
        handles.append(await thread.turn(TextInput("go")))

    async with anyio.create_task_group() as group:
        group.start_soon(start)
        request = await peer.next_request("turn/start")
        if early:
            peer.say(early)
        peer.answer(request, {"turn": turn(turn_id=turn_id)})
    return handles[0]


def say_all(peer: ScriptedPeer, *texts: str, turn_id: str = "u", status: str = "completed") -> None:
    lines = [delta(text, turn=turn_id) for text in texts] + [turn_completed(status, turn_id=turn_id)]
    peer.say(b"".join(line + b"\n" for line in lines))


def methods(events: list[Notification]) -> list[str]:
    return [event.method.rpartition("/")[2] for event in events]


async def test_a_stream_ends_with_the_end_of_the_turn() -> None:
    peer = ScriptedPeer()
    async with AsyncCodex(peer.config()) as codex:
        handle = await started(peer, codex.thread("t"))
        say_all(peer, "a", "b")
        assert methods([event async for event in handle.stream()]) == ["delta", "delta", "completed"]
        assert [event async for event in handle.stream()] == []
        assert (await handle.run()).status == TurnStatus.completed


async def test_what_came_before_the_answer_to_turn_start_is_part_of_the_turn() -> None:
    peer = ScriptedPeer()
    async with AsyncCodex(peer.config()) as codex:
        early = delta("early") + b"\n" + delta("not ours", turn="x") + b"\n"
        handle = await started(peer, codex.thread("t"), early=early)
        say_all(peer, "late")
        seen = [event async for event in handle.stream()]
        assert methods(seen) == ["delta", "delta", "completed"]
        assert [event.turn_id for event in seen] == ["u", "u", "u"]


@pytest.mark.parametrize("status", ["completed", "interrupted", "failed", "of tomorrow"])
async def test_run_returns_the_turn_whatever_its_status(status: str) -> None:
    peer = ScriptedPeer()
    async with AsyncCodex(peer.config()) as codex:
        handle = await started(peer, codex.thread("t"))
        say_all(peer, "a", status=status)
        assert (await handle.run()).status == status
        assert (await handle.run()).id == "u"


async def test_an_end_that_cannot_be_read_ends_the_turn_with_an_error() -> None:
    peer = ScriptedPeer()
    async with AsyncCodex(peer.config()) as codex:
        handle = await started(peer, codex.thread("t"))
        peer.notify("turn/completed", threadId="t", turnId="u", turn=7)
        with anyio.fail_after(PATIENCE), pytest.raises(ResponseInvalidError, match="turn/completed"):
            await handle.run()


async def test_a_second_consumer_is_an_error_and_the_first_is_not_disturbed() -> None:
    peer = ScriptedPeer()
    async with AsyncCodex(peer.config()) as codex:
        one = await started(peer, codex.thread("t"), turn_id="1")
        two = await started(peer, codex.thread("t"), turn_id="2")
        say_all(peer, "a", turn_id="1")
        say_all(peer, "b", turn_id="2")
        first = one.stream()
        await first.__anext__()
        with pytest.raises(ConcurrentUseError, match="concurrent_turns=True"):
            await two.stream().__anext__()
        with pytest.raises(RuntimeError):
            await two.run()
        with pytest.raises(RuntimeError):
            await codex.thread("t").run("no turn may start")
        assert [message["method"] for message in peer.sent].count("turn/start") == 2
        assert methods([event async for event in first]) == ["completed"]
        assert (await two.run()).id == "2"


async def test_the_slot_is_taken_at_the_first_next_only() -> None:
    peer = ScriptedPeer()
    async with AsyncCodex(peer.config()) as codex:
        one = await started(peer, codex.thread("t"), turn_id="1")
        two = await started(peer, codex.thread("t"), turn_id="2")
        unused = one.stream()
        say_all(peer, "b", turn_id="2")
        assert len([event async for event in two.stream()]) == 2
        await unused.aclose()


@pytest.mark.parametrize("how", ["closed", "dropped", "cancelled"])
async def test_the_slot_is_free_again_and_the_rest_of_the_turn_is_still_there(how: str) -> None:
    peer = ScriptedPeer()
    async with AsyncCodex(peer.config()) as codex:
        handle = await started(peer, codex.thread("t"))
        peer.say(delta("a") + b"\n")
        stream = handle.stream()
        await stream.__anext__()
        if how == "closed":
            await stream.aclose()
        elif how == "dropped":
            del stream
            gc.collect()
        else:
            with anyio.move_on_after(0.01) as scope:
                await stream.__anext__()
            assert scope.cancelled_caught
        say_all(peer, "b")
        assert methods([event async for event in handle.stream()]) == ["delta", "completed"]


async def test_breaking_out_of_a_loop_frees_the_slot() -> None:
    peer = ScriptedPeer()
    async with AsyncCodex(peer.config()) as codex:
        handle = await started(peer, codex.thread("t"))
        say_all(peer, "a", "b")
        async for _ in handle.stream():
            break
        assert (await handle.run()).status == TurnStatus.completed


async def test_concurrent_turns_are_consumed_side_by_side_when_the_client_allows_it() -> None:
    peer = ScriptedPeer()
    async with AsyncCodex(peer.config(concurrent_turns=True)) as codex:
        handles = [
            await started(peer, codex.thread(thread), turn_id=turn_id)
            for thread, turn_id in (("t", "1"), ("s", "2"))
        ]
        seen: dict[str, list[str]] = {}

        async def consume(handle: AsyncTurnHandle) -> None:
            seen[handle.id] = methods([event async for event in handle.stream()])

        async with anyio.create_task_group() as group:
            for handle in handles:
                group.start_soon(consume, handle)
            for n in range(3):
                peer.say(delta(f"{n}", turn="1") + b"\n")
                peer.say(delta(f"{n}", thread="s", turn="2") + b"\n")
            peer.say(turn_completed(turn_id="1") + b"\n")
            peer.say(turn_completed(thread="s", turn_id="2") + b"\n")
        assert seen == {each: ["delta"] * 3 + ["completed"] for each in ("1", "2")}


async def test_one_turn_has_one_consumer_even_then() -> None:
    peer = ScriptedPeer()
    async with AsyncCodex(peer.config(concurrent_turns=True)) as codex:
        handle = await started(peer, codex.thread("t"))
        say_all(peer, "a")
        first = handle.stream()
        await first.__anext__()
        with pytest.raises(ConcurrentUseError, match="This turn is being consumed"):
            await handle.run()
        await first.aclose()


async def test_a_death_comes_after_what_the_turn_had_said() -> None:
    peer = ScriptedPeer()
    async with AsyncCodex(peer.config()) as codex:
        handle = await started(peer, codex.thread("t"))
        peer.say(delta("a") + b"\n")
        peer.end(exit_status=-9)
        seen: list[Notification] = []

        async def consume() -> None:
            async for event in handle.stream():
                seen.append(event)  # noqa: PERF401 - what was seen before the error counts

        with anyio.fail_after(PATIENCE), pytest.raises(ServerDiedError, match="SIGKILL"):
            await consume()
        assert methods(seen) == ["delta"]
        with pytest.raises(ServerDiedError):
            await handle.run()


async def test_closing_the_client_ends_a_turn_with_an_error() -> None:
    peer = ScriptedPeer()
    async with AsyncCodex(peer.config()) as codex:
        handle = await started(peer, codex.thread("t"))
    with pytest.raises(TransportClosedError, match="was closed"):
        await handle.run()


async def test_steer_and_turn_take_no_plain_string() -> None:
    peer = ScriptedPeer()
    async with AsyncCodex(peer.config()) as codex:
        thread = codex.thread("t")
        handle = await started(peer, thread)
        with pytest.raises(TypeError, match="plain string"):
            await handle.steer("text")  # type: ignore[arg-type]  # the fault under test
        with pytest.raises(TypeError, match="plain string"):
            await thread.turn("text")  # type: ignore[arg-type]  # the fault under test


async def test_steer_and_interrupt_name_thread_and_turn() -> None:
    peer = ScriptedPeer()
    async with AsyncCodex(peer.config()) as codex, anyio.create_task_group() as group:
        handle = await started(peer, codex.thread("t"))
        group.start_soon(handle.steer, TextInput("more"))
        request = await peer.next_request("turn/steer")
        wanted = {"threadId": "t", "expectedTurnId": "u", "input": [{"type": "text", "text": "more"}]}
        assert request["params"].pop("clientUserMessageId")
        assert request["params"] == wanted
        peer.answer(request, {"turnId": "u"})
        group.start_soon(handle.interrupt)
        request = await peer.next_request("turn/interrupt")
        assert request["params"] == {"threadId": "t", "turnId": "u"}
        peer.answer(request, {})


async def test_a_failed_start_of_a_turn_holds_nothing_back() -> None:
    peer = ScriptedPeer()
    async with AsyncCodex(peer.config()) as codex:
        async with anyio.create_task_group() as group:

            async def start() -> None:
                with pytest.raises(Exception, match="no such model"):
                    await codex.thread("t").run("go")

            group.start_soon(start)
            peer.refuse(await peer.next_request("turn/start"), -32600, "no such model")
        assert codex._client.session.router._expected == []
        handle = await started(peer, codex.thread("t"))
        say_all(peer, "a")
        assert (await handle.run()).id == "u"


async def test_two_tasks_on_one_stream_are_an_error_of_the_second_and_the_first_goes_on() -> None:
    peer = ScriptedPeer()
    async with AsyncCodex(peer.config()) as codex:
        handle = await started(peer, codex.thread("t"))
        stream = handle.stream()
        seen: list[Notification] = []

        async def follow() -> None:
            async for event in stream:
                seen.append(event)  # noqa: PERF401 - a comprehension cannot be looked at meanwhile

        with anyio.fail_after(PATIENCE):
            async with anyio.create_task_group() as group:
                group.start_soon(follow)
                await anyio.wait_all_tasks_blocked()
                with pytest.raises(ConcurrentUseError, match="Another task"):
                    await stream.__anext__()
                say_all(peer, "a")
        assert methods(seen) == ["delta", "completed"]


async def test_half_of_a_character_loses_nothing_of_a_turn() -> None:
    peer = ScriptedPeer()
    async with AsyncCodex(peer.config()) as codex:
        handle = await started(peer, codex.thread("t"))
        say_all(peer, "a", "b\ud83d", "\ude00c")
        payloads = [event.payload async for event in handle.stream()]
    assert [getattr(each, "delta", "") for each in payloads] == ["a", "b\ufffd", "\ufffdc", ""]


async def test_handles_of_one_turn_are_equal_and_lead_nowhere_else() -> None:
    peer = ScriptedPeer()
    async with AsyncCodex(peer.config(concurrent_turns=True)) as codex:
        one, same = [await started(peer, codex.thread("t")) for _ in range(2)]
        other = await started(peer, codex.thread("t"), turn_id="v")
        assert one == same != other
        assert {one, same, other} == {one, other}
        assert codex.thread("t") == codex.thread("t") != codex.thread("s")
        assert AsyncCodex(peer.config()).thread("t") != codex.thread("t")
        for handle in (one, codex.thread("t"), codex):
            with pytest.raises(TypeError, match="cannot be pickled"):
                pickle.dumps(handle)
        assert repr(codex) == "<AsyncCodex of 'peer/0.163.0 (here)'>"
    assert repr(codex) == "<AsyncCodex closed>"
