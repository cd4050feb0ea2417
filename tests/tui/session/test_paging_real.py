"""A history of more than one page, from the real server."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import pytest
from codex_tui.state.items import AgentMessage
from session_stage import listening, texts

if TYPE_CHECKING:
    from collections.abc import Callable

    from codex_app_server import AppServerConfig
    from codex_tui.state.threads import ThreadState
    from real_server import CodexHome

    Config = Callable[..., AppServerConfig]

pytestmark = pytest.mark.anyio

TURNS = 33


async def test_a_history_is_read_from_its_end_and_its_pages_fit_together(
    real_config: Config, codex_home: CodexHome
) -> None:
    cwd = str(codex_home.work)
    said = [f"answer {number}" for number in range(TURNS)]
    async with listening(real_config(), cwd=cwd) as stage:
        thread_id = await stage.session.turns.start_thread(cwd)
        thread = stage.store.thread(thread_id)
        for answer in said:
            await stage.session.turns.send(thread_id, f"text:{answer}")
            await stage.until(partial(_ends_with, thread, answer))
            await stage.idle(thread_id)
    async with listening(real_config(), cwd=cwd) as stage:
        await stage.session.threads.load_list()
        await stage.session.threads.load_history(thread_id)
        thread = stage.store.thread(thread_id)
        assert texts(thread, AgentMessage) == said[-10:]
        while thread.older is not None:
            await stage.session.threads.load_older(thread_id)
        assert texts(thread, AgentMessage) == said
        assert len(thread.turns) == TURNS
        assert thread.history_share == 1.0


def _ends_with(thread: ThreadState, answer: str) -> bool:
    return texts(thread, AgentMessage)[-1:] == [answer]
