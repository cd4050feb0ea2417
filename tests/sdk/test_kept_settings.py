"""What a thread keeps of the answer that its settings come from."""

from __future__ import annotations

import gc

import pytest
from codex_app_server import AppServerConfig, AsyncCodex, Codex
from codex_app_server.generated import v2_all
from codex_app_server.testing import ScriptedServer


def config() -> AppServerConfig:
    return AppServerConfig(transport=ScriptedServer(pace=0).transport)


def answers() -> list[object]:
    """Every answer to `thread/start` that something in this process still holds."""
    gc.collect()
    return [each for each in gc.get_objects() if isinstance(each, v2_all.ThreadStartResponse)]


@pytest.mark.anyio
async def test_idle_threads_hold_no_models() -> None:
    before = answers()
    async with AsyncCodex(config()) as codex:
        threads = [await codex.thread_start() for _ in range(20)]
        assert len({thread.id for thread in threads}) == 20
        assert answers() == before


def test_each_thread_has_its_own_settings_though_they_are_kept_by_those_of_the_first() -> None:
    with Codex(config()) as codex:
        threads = [codex.thread_start(sandbox=mode) for mode in ("read-only", "workspace-write", "read-only")]
        for thread in threads:
            settings = thread.settings
            assert settings is not None
            assert settings.response.thread.id == thread.id
        sandboxes = [thread.settings.sandbox.type for thread in threads if thread.settings is not None]
        assert sandboxes == ["readOnly", "workspaceWrite", "readOnly"]


@pytest.mark.anyio
async def test_settings_are_the_same_whenever_they_are_asked_for_with_the_whole_answer() -> None:
    async with AsyncCodex(config()) as codex:
        sent = await codex.api.thread_start(sandbox="workspace-write")
        thread = await codex.thread_resume(sent.thread.id)
        settings = thread.settings
        assert settings is not None
        assert settings == thread.settings
        assert isinstance(settings.response, v2_all.ThreadResumeResponse)
        assert settings.response.thread.model_dump(exclude={"status"}) == sent.thread.model_dump(
            exclude={"status"}
        )
        assert settings.model == sent.model
        assert settings.sandbox == sent.sandbox


def test_fields_that_the_schema_does_not_have_are_kept_too() -> None:
    server = ScriptedServer(pace=0)
    with Codex(AppServerConfig(transport=server.transport)) as codex:
        known = codex.request("thread/start", {}, dict)
        server.answer("thread/start", lambda _: {**known, "colour": "blue"})
        settings = codex.thread_start().settings
        assert settings is not None
        assert settings.response.model_extra == {"colour": "blue"}
