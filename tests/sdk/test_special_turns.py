"""Reviews and compactions: turns that the server starts in other ways than by a prompt."""

from __future__ import annotations

from collections.abc import Callable

import anyio
import pytest
from codex_app_server import (
    AppServerConfig,
    AsyncCodex,
    AsyncTurnHandle,
    Codex,
    InternalRpcError,
    InvalidRequestError,
    ServerDiedError,
    StreamIdleError,
    TextInput,
    TurnFailedError,
    TurnStatus,
)
from codex_app_server.generated import v2_all
from patience import PATIENCE
from scripted_peer import ScriptedPeer, turn, turn_completed

pytestmark = pytest.mark.anyio
RealConfig = Callable[..., AppServerConfig]
ENDLESS = "slow:1000:20"


@pytest.fixture
def anyio_backend() -> str:
    """One event loop is enough where the server is what is tested; `test_async_codex.py` has both."""
    return "asyncio"


async def item_types(handle: AsyncTurnHandle) -> list[str]:
    return [
        event.payload.item.type
        async for event in handle.stream()
        if isinstance(event.payload, v2_all.ItemCompletedNotification)
    ]


async def test_a_review_is_followed_by_the_id_that_the_server_returned(real_config: RealConfig) -> None:
    async with AsyncCodex(real_config()) as codex:
        thread = await codex.thread_start()
        review = await thread.review("text:Looks good.")
        assert review.thread_id == thread.id
        texts = [
            event.payload.item.review
            async for event in review.stream()
            if isinstance(event.payload, v2_all.ItemCompletedNotification)
            and isinstance(event.payload.item, v2_all.ExitedReviewModeThreadItem)
        ]
        assert texts == ["Looks good."]
        end = await review.run()
        assert (end.id, end.status) == (review.id, TurnStatus.completed)
        (message,) = end.items
        assert isinstance(message, v2_all.AgentMessageThreadItem)
        assert message.text == "Looks good."


async def test_what_is_not_committed_is_reviewed_unless_something_else_is_said(
    real_config: RealConfig,
) -> None:
    async with AsyncCodex(real_config()) as codex:
        thread = await codex.thread_start()
        for target in (None, v2_all.CommitReviewTarget(sha="0123456")):
            assert (await (await thread.review(target)).run()).status == TurnStatus.completed


async def test_a_review_that_cannot_start_raises_with_the_servers_message(real_config: RealConfig) -> None:
    async with AsyncCodex(real_config()) as codex:
        thread = await codex.thread_start()
        # There is no repository: the server starts no turn, and ends none.
        with anyio.fail_after(PATIENCE), pytest.raises(TurnFailedError, match="git"):
            await thread.review(v2_all.BaseBranchReviewTarget(branch="main"))


@pytest.mark.parametrize("running", [False, True])
async def test_a_review_can_be_interrupted_from_its_first_moment_on(
    running: bool, real_config: RealConfig
) -> None:
    async with AsyncCodex(real_config()) as codex:
        thread = await codex.thread_start()
        review = await thread.review(ENDLESS)
        if running:
            async for event in review.stream():
                if event.method == "item/started" and "agentMessage" in str(event.payload):
                    break
        with anyio.fail_after(PATIENCE):
            await review.interrupt()
            await review.interrupt()
            assert (await review.run()).status == TurnStatus.interrupted
            assert (await thread.run("text:Next.")).final_response == "Next."


async def test_interrupting_a_review_that_has_ended_leaves_the_next_turn_alone(
    real_config: RealConfig,
) -> None:
    async with AsyncCodex(real_config(concurrent_turns=True)) as codex:
        thread = await codex.thread_start()
        review = await thread.review("text:Fine.")
        await review.run()
        next_turn = await thread.turn(TextInput(ENDLESS))
        async for event in next_turn.stream():
            if event.method == "item/agentMessage/delta":
                break
        with pytest.raises(InvalidRequestError, match="no active turn to interrupt"):
            await review.interrupt()
        await next_turn.interrupt()


async def test_a_review_cannot_be_steered(real_config: RealConfig) -> None:
    async with AsyncCodex(real_config()) as codex:
        review = await (await codex.thread_start()).review(ENDLESS)
        async for event in review.stream():
            if event.method == "item/started" and "agentMessage" in str(event.payload):
                break
        with pytest.raises((InternalRpcError, InvalidRequestError)):
            await review.steer(TextInput("Be quick."))
        await review.interrupt()


async def test_a_detached_review_is_followed_on_its_own_thread(real_config: RealConfig) -> None:
    async with AsyncCodex(real_config()) as codex:
        started = await codex.api.thread_start(history_mode="legacy")
        thread = codex.thread(started.thread.id)
        await thread.run("text:First.")
        review = await thread.review("text:Looks good.", delivery="detached")
        assert review.thread_id != thread.id
        assert "agentMessage" in await item_types(review)
        assert (await review.run()).status == TurnStatus.completed


async def test_compacting_can_be_waited_for(real_config: RealConfig) -> None:
    async with AsyncCodex(real_config()) as codex:
        thread = await codex.thread_start()
        await thread.run("text:Hello.")
        compaction = await thread.compact_turn()
        assert await item_types(compaction) == ["contextCompaction"]
        assert (await compaction.run()).status == TurnStatus.completed
        assert (await thread.run("text:Next.")).final_response == "Next."


async def test_compacting_interrupts_the_turn_that_runs_and_follows_its_own(real_config: RealConfig) -> None:
    async with AsyncCodex(real_config(concurrent_turns=True)) as codex:
        thread = await codex.thread_start()
        running = await thread.turn(TextInput(ENDLESS))
        compaction = await thread.compact_turn()
        assert compaction.id != running.id
        with anyio.fail_after(PATIENCE):
            assert (await running.run()).status == TurnStatus.interrupted
            assert (await compaction.run()).status == TurnStatus.completed


async def test_an_unloaded_thread_is_resumed_to_be_compacted_or_reviewed(real_config: RealConfig) -> None:
    async with AsyncCodex(real_config()) as codex:
        thread = await codex.thread_start()
        await thread.run("text:Hello.")
    async with AsyncCodex(real_config()) as codex:
        assert (await (await codex.thread(thread.id).compact_turn()).run()).status == TurnStatus.completed
    async with AsyncCodex(real_config()) as codex:
        review = await codex.thread(thread.id).review("text:Fine.")
        assert (await review.run()).status == TurnStatus.completed


def test_the_synchronous_client_reviews_and_compacts_too(real_config: RealConfig) -> None:
    with Codex(real_config()) as codex:
        thread = codex.thread_start()
        assert thread.review("text:Fine.").run().status == TurnStatus.completed
        assert thread.compact_turn().run().status == TurnStatus.completed
        review = thread.review(ENDLESS)
        review.interrupt()
        assert review.run().status == TurnStatus.interrupted


async def compact(peer: ScriptedPeer, codex: AsyncCodex, found: list[AsyncTurnHandle]) -> None:
    found.append(await codex.thread("t").compact_turn())


def started(turn_id: str) -> dict[str, object]:
    return {"threadId": "t", "turn": turn(turn_id=turn_id)}


def item_started(kind: dict[str, object], turn_id: str) -> dict[str, object]:
    return {"threadId": "t", "turnId": turn_id, "startedAtMs": 1, "item": {"id": "i", **kind}}


COMPACTION: dict[str, object] = {"type": "contextCompaction"}
PROMPT: dict[str, object] = {"type": "userMessage", "content": []}


async def test_a_turn_that_starts_meanwhile_is_not_taken_for_the_compaction() -> None:
    peer = ScriptedPeer()
    found: list[AsyncTurnHandle] = []
    async with AsyncCodex(peer.config()) as codex, anyio.create_task_group() as tasks:
        tasks.start_soon(compact, peer, codex, found)
        request = await peer.next_request("thread/compact/start")
        peer.notify("item/started", **item_started(COMPACTION, "earlier"))
        peer.notify("turn/started", **started("prompt"))
        peer.notify("item/started", **item_started(PROMPT, "prompt"))
        peer.answer(request, {})
        peer.say(turn_completed("interrupted", turn_id="prompt") + b"\n")
        peer.notify("turn/started", **started("compaction"))
        peer.notify("item/started", **item_started(COMPACTION, "compaction"))
    assert [handle.id for handle in found] == ["compaction"]


async def test_a_compaction_that_is_interrupted_before_it_begins_ends_too() -> None:
    peer = ScriptedPeer()
    found: list[AsyncTurnHandle] = []
    async with AsyncCodex(peer.config()) as codex:
        async with anyio.create_task_group() as tasks:
            tasks.start_soon(compact, peer, codex, found)
            peer.answer(await peer.next_request("thread/compact/start"), {})
            peer.notify("turn/started", **started("compaction"))
            peer.say(turn_completed("interrupted", turn_id="compaction") + b"\n")
        assert (await found[0].run()).status == TurnStatus.interrupted


async def test_a_compaction_that_never_begins_is_not_waited_for_for_ever() -> None:
    peer = ScriptedPeer()
    async with AsyncCodex(peer.config(request_timeout=0.5)) as codex, anyio.create_task_group() as tasks:

        async def answer() -> None:
            peer.answer(await peer.next_request("thread/compact/start"), {})

        tasks.start_soon(answer)
        with pytest.raises(StreamIdleError, match="compact the thread"):
            await codex.thread("t").compact_turn()


async def test_a_server_that_dies_ends_the_wait_for_the_compaction() -> None:
    peer = ScriptedPeer()
    async with AsyncCodex(peer.config()) as codex, anyio.create_task_group() as tasks:

        async def answer_and_die() -> None:
            peer.answer(await peer.next_request("thread/compact/start"), {})
            peer.end(1)

        tasks.start_soon(answer_and_die)
        with pytest.raises(ServerDiedError):
            await codex.thread("t").compact_turn()
