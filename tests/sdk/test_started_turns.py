"""Goals, queues, sections and reverts on the real server, and the turns that begin by themselves."""

from __future__ import annotations

from collections.abc import Callable

import anyio
import pytest
from codex_app_server import (
    AppServerConfig,
    AsyncCodex,
    AsyncThread,
    Codex,
    InvalidRequestError,
    TextInput,
    TurnStatus,
)
from codex_app_server.generated import v2_all
from patience import PATIENCE

pytestmark = pytest.mark.anyio
RealConfig = Callable[..., AppServerConfig]
ENDLESS = "slow:1000:20"


@pytest.fixture
def anyio_backend() -> str:
    """One event loop is enough where the server is what is tested."""
    return "asyncio"


async def prompts(thread: AsyncThread) -> list[str]:
    return [
        item.content[0].root.text  # type: ignore[union-attr]  # all of them are texts
        async for entry in thread.items()
        if isinstance(item := entry.item, v2_all.UserMessageThreadItem)
    ]


async def test_a_goal_is_worked_at_turn_after_turn_until_its_budget_is_spent(real_config: RealConfig) -> None:
    async with AsyncCodex(real_config()) as codex:
        thread = await codex.thread_start()
        assert await thread.goal.get() is None
        async with thread.started_turns() as turns:
            goal = await thread.goal.set("text:Working.", token_budget=2000)
            assert (goal.objective, goal.status, goal.token_budget) == ("text:Working.", "active", 2000)
            ends = []
            with anyio.fail_after(PATIENCE):
                while (now := await thread.goal.get()) is not None and now.status == "active":
                    with anyio.move_on_after(1):
                        ends.append((await (await turns.__anext__()).run()).status)
        assert set(ends) == {TurnStatus.completed}
        assert now is not None
        assert now.status == "budgetLimited"
        assert now.tokens_used >= 2000
        assert await thread.goal.clear()
        assert not await thread.goal.clear()


async def test_a_paused_goal_rests(real_config: RealConfig) -> None:
    async with AsyncCodex(real_config()) as codex:
        thread = await codex.thread_start()
        turns = thread.started_turns()
        await thread.goal.set(ENDLESS)
        turn = await turns.__anext__()
        assert (await thread.goal.pause()).status == "paused"
        await turn.interrupt()
        assert (await turn.run()).status == TurnStatus.interrupted
        assert (await thread.run("text:My own.")).final_response == "My own."
        assert [turn.status async for turn in thread.turns()] == ["interrupted", "completed"]
        await turns.aclose()


async def test_what_is_queued_runs_when_the_turn_before_has_ended(real_config: RealConfig) -> None:
    async with AsyncCodex(real_config()) as codex:
        thread = await codex.thread_start()
        async with thread.turn(TextInput(ENDLESS)) as first:
            async for event in first.stream():
                if event.method == "item/agentMessage/delta":
                    break
            queued = [await thread.queue.add(f"text:{word}") for word in ("one", "two", "three")]
            ids = [each.id for each in queued]
            assert [each.id async for each in thread.queue.list()] == ids
            await thread.queue.reorder([ids[1], ids[0], ids[2]])
            await thread.queue.update(ids[0], "text:first")
            assert await thread.queue.delete(ids[2])
        turns = thread.started_turns()
        assert [each.id async for each in thread.queue.list()] == [ids[1], ids[0]]
        with anyio.fail_after(PATIENCE):
            started = await thread.queue.start()
            handles = [await turns.__anext__() for _ in range(2)]
            assert handles[0].id == started
            assert [(await handle.run()).status for handle in handles] == [TurnStatus.completed] * 2
        assert await prompts(thread) == [ENDLESS, "text:two", "text:first"]


async def test_a_revert_takes_turns_out_and_one_that_cannot_be_harms_nothing(real_config: RealConfig) -> None:
    async with AsyncCodex(real_config()) as codex:
        thread = await codex.thread_start()
        with pytest.raises(InvalidRequestError, match="turn not found"):
            await thread.revert("bogus")
        await thread.run("text:one")
        second = await thread.run("text:two")
        with pytest.raises(InvalidRequestError, match="turn not found"):
            await thread.revert("bogus")
        await thread.revert(second.id)
        assert await prompts(thread) == ["text:one"]
        assert (await thread.run("text:three")).final_response == "three"


async def test_threads_are_sorted_into_sections(real_config: RealConfig) -> None:
    async with AsyncCodex(real_config()) as codex:
        thread = await codex.thread_start()
        await thread.run("text:one")
        section = await codex.sections.create("Later")
        assert (await codex.sections.rename(section.id, "Soon")).name == "Soon"
        await codex.sections.move(thread.id, section.id)
        assert [each.id for each in (await codex.thread_list(section_id=section.id)).data] == [thread.id]
        await codex.sections.move(thread.id, None)
        await codex.sections.delete(section.id)
        assert "Soon" not in [each.name async for each in codex.sections.list()]


def test_without_an_event_loop_all_of_it_is_there_too(real_config: RealConfig) -> None:
    with Codex(real_config()) as codex:
        assert codex.account().account is None
        codex.logout()
        section = codex.sections.create("Later")
        assert section.id in [each.id for each in codex.sections.list()]
        assert codex.sections.rename(section.id, "Soon").name == "Soon"
        thread = codex.thread_start()
        with thread.started_turns() as turns:
            thread.queue.add("text:queued")
            assert next(turns).run().status == TurnStatus.completed
        codex.sections.move(thread.id, section.id)
        codex.sections.delete(section.id)
        with thread.turn(TextInput(ENDLESS)):
            waits = thread.queue.add("text:waits")
            thread.queue.update(waits.id, "text:still waits")
            thread.queue.reorder([waits.id])
            assert [each.id for each in thread.queue.list()] == [waits.id]
            assert thread.queue.delete(waits.id)
        thread.goal.set("text:Working.", status="paused")
        assert thread.goal.get() is not None
        assert thread.goal.pause().status == "paused"
        assert thread.goal.clear()
        with pytest.raises(InvalidRequestError, match="turn not found"):
            thread.revert("bogus")
        left = thread.started_turns()
    assert list(left) == []
    left.close()
