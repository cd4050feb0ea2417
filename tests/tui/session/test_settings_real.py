"""Settings that a person chooses for a thread, and compaction, on the real server."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from codex_tui.session import ThreadSettings
from session_stage import listening

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
    def asked(prompt: str) -> tuple[object, object]:
        body = scripted_model.requests_with(prompt)[-1].body
        reasoning = body["reasoning"]
        assert isinstance(reasoning, dict)
        return body["model"], reasoning.get("effort")

    cwd = str(codex_home.work)
    async with listening(real_config(), cwd=cwd) as stage:
        turns = stage.session.turns
        thread_id = await turns.start_thread(cwd, ThreadSettings(model="gpt-6-sol", effort="high"))
        thread = stage.store.thread(thread_id)
        await turns.send(thread_id, "text:chosen before the first turn")
        await stage.idle(thread_id)
        assert asked("text:chosen before the first turn") == ("gpt-6-sol", "high")

        wanted = ThreadSettings(effort="low", profile=":workspace", approval_policy="never", mode="plan")
        assert await turns.choose(thread_id, wanted)
        await stage.until(lambda: thread.mode == "plan", "the server's word")
        assert (thread.model, thread.effort, thread.profile) == ("gpt-6-sol", "low", ":workspace")
        assert (thread.sandbox, thread.approval_policy) == ("workspace-write", "never")
        await turns.choose(thread_id, ThreadSettings(sandbox="read-only", mode="default"))
        await stage.until(lambda: thread.sandbox == "read-only", "the sandbox alone")
        assert (thread.profile, thread.mode, thread.effort) == (None, "default", "low")

        fork_id = await stage.session.threads.fork(thread_id)
        await turns.send(fork_id, "text:a fork has what was chosen")
        await stage.idle(fork_id)
        assert asked("text:a fork has what was chosen") == ("gpt-6-sol", "low")

    async with listening(real_config(), cwd=cwd) as stage:
        turns = stage.session.turns
        await stage.session.threads.load_list()
        thread = stage.store.thread(thread_id)
        assert (thread.model, thread.sandbox, thread.loaded) == ("gpt-6-sol", None, False)
        assert not await turns.choose(thread_id, ThreadSettings(model="gpt-5.5", sandbox="workspace-write"))
        await turns.send(thread_id, "text:chosen while it slept")
        await stage.idle(thread_id)
        assert asked("text:chosen while it slept")[0] == "gpt-5.5"
        assert thread.sandbox == "workspace-write"
        assert not thread.chosen_unsent

    async with listening(real_config(), cwd=cwd) as stage:
        await stage.session.threads.load_list()
        before = len(scripted_model.requests)
        await stage.session.turns.compact(thread_id)
        await stage.until(lambda: len(scripted_model.requests) > before, "the model")
        await stage.idle(thread_id)
        profiles = await stage.session.catalogue.profiles(cwd)
        assert [each.id for each in profiles] == [":read-only", ":workspace", ":danger-full-access"]
        assert await stage.session.catalogue.write_defaults({"model": "gpt-6-sol"}) == ""
        assert (await stage.session.check_readiness()).model == "gpt-6-sol"
        assert await stage.session.catalogue.is_directory(cwd)
        assert not await stage.session.catalogue.is_directory(f"{cwd}/not-there")
