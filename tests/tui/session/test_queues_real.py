"""The queue of a thread on the real server: changed while a turn runs, interrupted, started again, kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from codex_app_server import JsonRpcError
from codex_tui.state.items import AgentMessage, UserMessage
from session_stage import listening, texts

if TYPE_CHECKING:
    from collections.abc import Callable

    from codex_app_server import AppServerConfig
    from codex_tui.state.threads import ThreadState
    from real_server import CodexHome

    Config = Callable[..., AppServerConfig]

pytestmark = pytest.mark.anyio


def ids(thread: ThreadState) -> list[str]:
    return [each.id for each in thread.queue]


async def test_a_message_of_the_queue_takes_the_place_of_the_turn_that_runs_and_the_others_follow(
    real_config: Config, codex_home: CodexHome
) -> None:
    cwd = str(codex_home.work)
    async with listening(real_config(), cwd=cwd) as stage:
        session = stage.session
        thread_id = await session.turns.start_thread(cwd)
        await session.turns.send(thread_id, "slow:200:50")
        thread = await stage.running(thread_id)
        for text in ("text:one", "text:two", "text:gone"):
            await session.queues.add(thread_id, text)
        await session.queues.load(thread_id)
        first, second, third = ids(thread)
        assert await session.queues.delete(thread_id, third)
        assert not await session.queues.delete(thread_id, third), "it is there no more"
        await session.queues.edit(thread_id, first, "text:first")
        with pytest.raises(JsonRpcError):
            await session.queues.reorder(thread_id, [second])
        await session.queues.interrupt_and_start(thread_id, thread.active_turn_id or "", second)
        await stage.until(lambda: texts(thread, AgentMessage)[-2:] == ["two", "first"], "both answers")
        await session.queues.load(thread_id)
        assert thread.queue == ()


async def test_a_message_of_a_thread_that_is_not_loaded_is_started_before_the_others(
    real_config: Config, codex_home: CodexHome
) -> None:
    cwd = str(codex_home.work)
    async with listening(real_config(), cwd=cwd) as stage:
        thread_id = await stage.session.turns.start_thread(cwd)
        await stage.session.turns.send(thread_id, "slow:200:50")
        await stage.running(thread_id)
        for text in ("text:one", "text:two"):
            await stage.session.queues.add(thread_id, text)
    async with listening(real_config(), cwd=cwd) as stage:
        await stage.session.threads.load_list()
        await stage.session.queues.load(thread_id)
        thread = stage.store.thread(thread_id)
        assert not thread.loaded
        assert [each.text for each in thread.queue] == ["text:one", "text:two"]
        await stage.session.queues.start(thread_id, ids(thread)[1])
        await stage.until(lambda: texts(thread, UserMessage)[-2:] == ["text:two", "text:one"], "both prompts")
