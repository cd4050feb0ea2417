"""What becomes of a request that waits when the application closes its connection."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from codex_app_server import AppServerConfig, Decision, running_server
from codex_app_server.testing import ScriptedServer, TurnScript
from listening_server import listening_server
from session_stage import listening

if TYPE_CHECKING:
    from real_server import CodexHome

pytestmark = pytest.mark.anyio


async def test_our_own_server_is_told_nothing() -> None:
    answered: list[str] = []

    async def asks(turn: TurnScript) -> None:
        answered.append(await turn.command("rm -rf build", ask=True))

    server = ScriptedServer(asks, pace=0)
    async with listening(AppServerConfig(transport=server.transport), cwd=server.cwd) as stage:
        thread_id = await stage.session.turns.start_thread(server.cwd)
        await stage.session.turns.send(thread_id, "go")
        await stage.until(lambda: stage.store.pending, "the request")
        await stage.session.close()
        assert stage.store.pending == []
    assert answered == []


async def test_a_shared_server_keeps_it_open_for_the_next_client(codex_home: CodexHome) -> None:
    cwd = str(codex_home.work)
    with listening_server(codex_home) as shared:
        config = AppServerConfig(transport=running_server(shared.url))
        async with listening(config, cwd=cwd, approval_policy="untrusted") as stage:
            thread_id = await stage.session.turns.start_thread(cwd)
            await stage.session.turns.send(thread_id, "shell:touch kept\ntext:ran")
            await stage.until(lambda: stage.store.pending, "the request")
        assert not (codex_home.work / "kept").exists()
        async with listening(config, cwd=cwd, approval_policy="untrusted") as other:
            await other.session.turns.resume(thread_id)
            await other.until(lambda: other.store.pending, "the same request")
            assert other.session.answer(other.store.pending[0].key, Decision.ACCEPT)
            await other.until(lambda: (codex_home.work / "kept").exists(), "the file")
