from __future__ import annotations

import anyio
import pytest
from codex_app_server import AsyncCodex, ServerDiedError
from scripted_peer import PATIENCE, ScriptedPeer, delta

pytestmark = pytest.mark.anyio


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
        seen = []
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
