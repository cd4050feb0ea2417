from __future__ import annotations

import queue
import threading
from collections.abc import Callable

import anyio
import pytest
from codex_app_server import (
    AsyncCodex,
    Codex,
    ConcurrentUseError,
    InvalidInputError,
    Notification,
    ServerDiedError,
)
from patience import PATIENCE
from scripted_peer import ScriptedPeer, delta, turn_completed

pytestmark = pytest.mark.anyio


def flood(peer: ScriptedPeer) -> None:
    """A turn of thread `t` among events of other threads and of none."""
    peer.notify("thread/name/updated", threadId="t", threadName="one")
    peer.notify("account/updated")
    peer.notify("thread/name/updated", threadId="other", threadName="two")
    peer.say(delta("a") + b"\n" + delta("b", thread="other", turn="v") + b"\n")
    peer.say(turn_completed() + b"\n" + delta("late") + b"\n" + delta("c", turn="next") + b"\n")
    peer.notify("thread/closed", threadId="t")


MINE = "thread/name/updated item/agentMessage/delta turn/completed item/agentMessage/delta"
MINE += " item/agentMessage/delta thread/closed"


async def test_events_are_followed_from_the_call_on_even_before_the_server_runs() -> None:
    peer = ScriptedPeer()
    codex = AsyncCodex(peer.config())
    events = codex.events()
    async with codex:
        peer.say(delta("a") + b"\n" + delta("b") + b"\n")
        with anyio.fail_after(PATIENCE):
            first = await events.__anext__()
            second = await events.__anext__()
    assert [event.payload.delta for event in (first, second)] == ["a", "b"]  # type: ignore[union-attr]  # known


async def test_a_batch_is_all_that_is_there() -> None:
    peer = ScriptedPeer()
    async with AsyncCodex(peer.config()) as codex, codex.events() as events:
        peer.say(b"".join(delta(str(n)) + b"\n" for n in range(2500)))
        peer.notify("thread/closed", threadId="t")
        seen: list[Notification] = []
        with anyio.fail_after(PATIENCE):
            while not seen or seen[-1].method != "thread/closed":
                batch = await events.receive_batch()
                assert 1 <= len(batch) <= 2000
                seen += batch
        assert len(seen) == 2501
        assert events.dropped == 0


async def test_closing_the_client_ends_the_events() -> None:
    peer = ScriptedPeer()
    async with AsyncCodex(peer.config()) as codex:
        events = codex.events()
    assert [event async for event in events] == []
    assert await events.receive_batch() == []
    assert await codex.events().receive_batch() == []


async def test_a_death_comes_after_all_that_was_said() -> None:
    peer = ScriptedPeer()
    async with AsyncCodex(peer.config()) as codex:
        events = codex.events()
        peer.say(delta("last") + b"\n")
        peer.end(exit_status=101)
        with anyio.fail_after(PATIENCE):
            with pytest.raises(ServerDiedError, match="code 101"):
                await codex.models()
            assert len(await events.receive_batch()) == 1
            with pytest.raises(ServerDiedError, match="code 101"):
                await events.receive_batch()
            with pytest.raises(ServerDiedError):
                await events.__anext__()


async def test_closed_events_hold_nothing_more() -> None:
    peer = ScriptedPeer()
    async with AsyncCodex(peer.config()) as codex:
        events, other = codex.events(), codex.events()
        await events.aclose()
        peer.say(delta("x") + b"\n")
        with anyio.fail_after(PATIENCE):
            await other.receive_batch()
        assert await events.receive_batch() == []


async def test_events_are_limited_to_a_thread_to_methods_and_to_what_no_turn_has() -> None:
    peer = ScriptedPeer()
    async with AsyncCodex(peer.config()) as codex:
        thread = codex.events(thread_id="t")
        names = codex.events(methods=["thread/name/updated", "account/updated"])
        both = codex.events(thread_id="t", methods=["thread/name/updated"])
        outside = codex.events(outside_turns=True)
        everything = codex.events()
        flood(peer)
        with anyio.fail_after(PATIENCE):
            while (await anext(everything)).method != "thread/closed":
                pass
            of_thread, of_names = await thread.receive_batch(), await names.receive_batch()
            of_both, of_outside = await both.receive_batch(), await outside.receive_batch()
    assert [event.method for event in of_thread] == MINE.split()
    assert [event.thread_id for event in of_names] == ["t", None, "other"]
    assert [event.thread_id for event in of_both] == ["t"]
    assert [(event.method.rsplit("/")[-1], event.turn_id) for event in of_outside] == [
        ("updated", None),
        ("updated", None),
        ("updated", None),
        ("delta", "u"),
        ("closed", None),
    ]


async def test_late_events_are_outside_of_a_turn_that_ended_before_the_subscription() -> None:
    peer = ScriptedPeer()
    async with AsyncCodex(peer.config()) as codex, codex.events() as everything:
        peer.say(turn_completed() + b"\n")
        with anyio.fail_after(PATIENCE):
            await anext(everything)
            outside = codex.events(outside_turns=True)
            peer.say(delta("late") + b"\n")
            assert (await anext(outside)).turn_id == "u"


async def test_a_single_method_that_is_no_list_is_refused() -> None:
    with pytest.raises(InvalidInputError, match=r"\['turn/completed'\]"):
        AsyncCodex(ScriptedPeer().config()).events(methods="turn/completed")  # type: ignore[arg-type]  # the mistake


def test_without_an_event_loop_the_same_events_come_and_the_close_ends_them() -> None:
    peer = ScriptedPeer()
    with Codex(peer.config()) as codex:
        mine, everything = codex.events(thread_id="t"), codex.events()
        with codex.events(methods=["thread/closed"]) as closed:
            codex._portal.call(in_task, flood, peer)
            assert next(closed).thread_id == "t"
        assert [event.method for event in mine.receive_batch()] == MINE.split()
        assert len(everything.receive_batch()) == 9
        assert closed.receive_batch() == []
        assert everything.dropped == 0
    assert list(mine) == []
    assert everything.receive_batch() == []
    everything.close()


def test_without_an_event_loop_a_death_comes_after_all_that_was_said() -> None:
    peer = ScriptedPeer()
    with Codex(peer.config()) as codex:
        events = codex.events()
        codex._portal.call(in_task, end_with_a_last_word, peer)
        assert next(events).thread_id == "t"
        with pytest.raises(ServerDiedError, match="code 101"):
            next(events)
        with pytest.raises(ServerDiedError, match="code 101"):
            events.receive_batch()
        events.close()


async def in_task(function: Callable[[ScriptedPeer], None], peer: ScriptedPeer) -> None:
    """Run on the event loop, where the peer's streams are."""
    function(peer)


def end_with_a_last_word(peer: ScriptedPeer) -> None:
    peer.say(delta("last") + b"\n")
    peer.end(exit_status=101)


async def test_two_tasks_on_the_same_events_are_an_error_of_the_second() -> None:
    peer = ScriptedPeer()
    async with AsyncCodex(peer.config()) as codex:
        events = codex.events()
        with anyio.fail_after(PATIENCE):
            async with anyio.create_task_group() as group:
                group.start_soon(events.receive_batch)
                await anyio.wait_all_tasks_blocked()
                with pytest.raises(ConcurrentUseError, match="one stream for each"):
                    await events.__anext__()
                peer.notify("thread/closed", threadId="t")


def test_two_threads_on_the_same_events_are_an_error_of_one_and_the_other_ends() -> None:
    peer = ScriptedPeer()
    ends: queue.Queue[str] = queue.Queue()
    with Codex(peer.config()) as codex:
        events = codex.events()

        def follow() -> None:
            try:
                ends.put(f"ended with {list(events)}")
            except ConcurrentUseError:
                ends.put("refused")

        threads = [threading.Thread(target=follow) for _ in range(2)]
        for thread in threads:
            thread.start()
        assert ends.get(timeout=PATIENCE) == "refused"
    for thread in threads:
        thread.join(PATIENCE)
    assert ends.get(timeout=PATIENCE) == "ended with []"
