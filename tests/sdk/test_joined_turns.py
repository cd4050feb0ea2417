"""Handles on turns that were begun elsewhere, and what was added to a turn and never read."""

from __future__ import annotations

import logging
from collections.abc import Callable

import anyio
import pytest
from codex_app_server import (
    AppServerConfig,
    AsyncCodex,
    AsyncThread,
    Codex,
    InvalidRequestError,
    RunResult,
    TextInput,
    TurnStatus,
)
from codex_app_server.generated import v2_all

pytestmark = pytest.mark.anyio
RealConfig = Callable[..., AppServerConfig]
ENDLESS = "slow:1000:20"


@pytest.fixture
def anyio_backend() -> str:
    """One event loop is enough where the server is what is tested."""
    return "asyncio"


async def test_a_run_is_joined_followed_and_stopped(real_config: RealConfig) -> None:
    async with AsyncCodex(real_config(concurrent_turns=True)) as codex:
        thread = await codex.thread_start()
        deltas = codex.events(methods=["item/agentMessage/delta"])
        results: list[RunResult] = []

        async def run() -> None:
            results.append(await thread.run(ENDLESS))

        async with anyio.create_task_group() as group:
            group.start_soon(run)
            turn_id = (await deltas.__anext__()).turn_id or ""
            joined = await codex.thread(thread.id).turn_handle(turn_id)
            async for event in joined.stream():
                if event.method == "item/agentMessage/delta":
                    break
            await joined.interrupt()
            assert (await joined.run()).status == TurnStatus.interrupted
        assert (results[0].id, results[0].status) == (turn_id, "interrupted")


@pytest.mark.parametrize("restarted", [False, True])
async def test_the_handle_of_a_turn_that_has_ended_has_its_end(
    restarted: bool, real_config: RealConfig
) -> None:
    async with AsyncCodex(real_config()) as codex:
        thread = await codex.thread_start()
        ended = (await thread.run("text:Done.")).id
        await thread.run("text:And more.")
        if not restarted:
            await check_ended(thread, ended)
    if restarted:
        async with AsyncCodex(real_config()) as codex:
            await check_ended(codex.thread(thread.id), ended)


async def check_ended(thread: AsyncThread, turn_id: str) -> None:
    handle = await thread.turn_handle(turn_id)
    assert [event async for event in handle.stream()] == []
    assert (await handle.run()).status == TurnStatus.completed
    with pytest.raises(InvalidRequestError, match="no active turn to interrupt"):
        await handle.interrupt()


async def test_a_turn_that_is_not_there_has_no_handle(real_config: RealConfig) -> None:
    async with AsyncCodex(real_config()) as codex:
        thread = await codex.thread_start()
        await thread.run("text:Done.")
        with pytest.raises(InvalidRequestError, match="turn not found: bogus"):
            await thread.turn_handle("bogus")


def test_without_an_event_loop_a_turn_is_joined_too(real_config: RealConfig) -> None:
    with Codex(real_config(concurrent_turns=True)) as codex:
        thread = codex.thread_start()
        turn = thread.turn(TextInput(ENDLESS))
        joined = thread.turn_handle(turn.id)
        assert joined == turn
        joined.interrupt()
        assert turn.run().status == joined.run().status == TurnStatus.interrupted


async def test_what_a_steer_added_is_unread_until_the_model_gets_it(real_config: RealConfig) -> None:
    async with AsyncCodex(real_config()) as codex:
        thread = await codex.thread_start()
        turn = await thread.turn(TextInput(ENDLESS))
        added = TextInput("text:Read.")
        async for event in turn.stream():
            if event.method == "item/agentMessage/delta" and not turn.unread_steers:
                await turn.steer(added)
                assert turn.unread_steers == [added]
                break
        assert (await turn.run()).status == TurnStatus.completed
        assert turn.unread_steers == []


async def test_what_an_interrupt_dropped_of_it_is_told(
    real_config: RealConfig, caplog: pytest.LogCaptureFixture
) -> None:
    async with AsyncCodex(real_config()) as codex:
        thread = await codex.thread_start(approval_policy="never", sandbox="danger-full-access")
        turn = await thread.turn(TextInput("shell:sleep 60"))
        lost = TextInput("text:Lost.")
        async for event in turn.stream():
            payload = event.payload
            if isinstance(payload, v2_all.ItemStartedNotification) and isinstance(
                payload.item, v2_all.CommandExecutionThreadItem
            ):
                await turn.steer(lost)
                with caplog.at_level(logging.WARNING, "codex_app_server"):
                    await turn.interrupt()
        assert turn.unread_steers == [lost]
    assert "unread_steers of its handle has it" in caplog.text
