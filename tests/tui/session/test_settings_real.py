"""Settings that a person chooses for a thread, and compaction, on the real server."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from codex_tui.session import ThreadSettings
from codex_tui.state.items import AgentMessage
from session_stage import Listening, listening, texts

if TYPE_CHECKING:
    from collections.abc import Callable

    from codex_app_server import AppServerConfig
    from real_server import CodexHome
    from scripted_model import ScriptedModel

    Config = Callable[..., AppServerConfig]

pytestmark = pytest.mark.anyio


async def test_a_choice_holds_from_the_next_turn_on_also_of_a_thread_that_is_not_loaded(
    real_config: Config, codex_home: CodexHome, scripted_model: ScriptedModel
) -> None:
    async def asked(stage: Listening, thread_id: str, answer: str) -> tuple[object, object]:
        """Send a prompt, wait for its answer, and return the model and the effort that gave it."""
        await stage.session.turns.send(thread_id, f"text:{answer}")
        thread = stage.store.thread(thread_id)
        await stage.until(lambda: answer in texts(thread, AgentMessage), answer)
        await stage.idle(thread_id)
        body = scripted_model.requests_with(f"text:{answer}")[-1].body
        reasoning = body["reasoning"]
        assert isinstance(reasoning, dict)
        return body["model"], reasoning.get("effort")

    cwd = str(codex_home.work)
    async with listening(real_config(), cwd=cwd) as stage:
        turns = stage.session.turns
        thread_id = await turns.start_thread(cwd, ThreadSettings(model="gpt-6-sol", effort="high"))
        thread = stage.store.thread(thread_id)
        asked_of = await asked(stage, thread_id, "chosen before the first turn")
        assert asked_of == ("gpt-6-sol", "high")

        wanted = ThreadSettings(effort="low", profile=":workspace", approval_policy="never", mode="plan")
        assert await turns.choose(thread_id, wanted)
        await stage.until(lambda: thread.mode == "plan", "the server's word")
        assert (thread.model, thread.effort, thread.profile) == ("gpt-6-sol", "low", ":workspace")
        assert (thread.sandbox, thread.approval_policy) == ("workspace-write", "never")
        await turns.choose(thread_id, ThreadSettings(sandbox="read-only", mode="default"))
        await stage.until(lambda: thread.sandbox == "read-only", "the sandbox alone")
        assert (thread.profile, thread.mode, thread.effort) == (None, "default", "low")

        fork_id = await stage.session.threads.fork(thread_id)
        asked_of = await asked(stage, fork_id, "a fork has what was chosen")
        assert asked_of == ("gpt-6-sol", "low")

    async with listening(real_config(), cwd=cwd) as stage:
        turns = stage.session.turns
        await stage.session.threads.load_list()
        thread = stage.store.thread(thread_id)
        assert (thread.model, thread.sandbox, thread.loaded) == ("gpt-6-sol", None, False)
        assert not await turns.choose(thread_id, ThreadSettings(model="gpt-5.5", sandbox="workspace-write"))
        asked_of = await asked(stage, thread_id, "chosen while it slept")
        assert asked_of[0] == "gpt-5.5"
        assert thread.sandbox == "workspace-write"
        assert not thread.chosen_unsent

    async with listening(real_config(), cwd=cwd) as stage:
        await stage.session.threads.load_list()
        before = len(scripted_model.requests)
        await stage.session.turns.compact(thread_id)
        await stage.until(lambda: len(scripted_model.requests) > before, "the model")
        profiles = await stage.session.catalogue.profiles(cwd)
        assert [each.id for each in profiles] == [":read-only", ":workspace", ":danger-full-access"]
        assert await stage.session.catalogue.write_defaults({"model": "gpt-6-sol"}) == ""
        assert (await stage.session.check_readiness()).model == "gpt-6-sol"
        assert await stage.session.files.is_directory(cwd)
        assert not await stage.session.files.is_directory(f"{cwd}/not-there")
