"""The methods of the asynchronous client on the real server."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import anyio
import pytest
from codex_app_server import (
    AppServerConfig,
    AsyncCodex,
    AsyncThread,
    ExperimentalApiError,
    InvalidParamsError,
    InvalidRequestError,
    MethodNotFoundError,
    TextInput,
    TransportClosedError,
    TurnStatus,
)
from codex_app_server._io.session import Session
from codex_app_server.generated import v2_all
from server_version import version_in_use

if TYPE_CHECKING:
    from real_server import CodexHome
    from scripted_model import ScriptedModel

pytestmark = pytest.mark.anyio
RealConfig = Callable[..., AppServerConfig]


async def test_a_client_works_without_a_context_manager_and_starts_once(real_config: RealConfig) -> None:
    codex = AsyncCodex(real_config())
    try:
        pages: list[int] = []

        async def call() -> None:
            pages.append(len((await codex.models()).data))

        async with anyio.create_task_group() as group:
            for _ in range(4):
                group.start_soon(call)
        assert len(set(pages)) == 1
        assert codex.metadata.server_info.version == version_in_use()
        assert codex.metadata.userAgent.startswith(f"codex_app_server_python/{version_in_use()}")
    finally:
        await codex.close()
    with pytest.raises(TransportClosedError):
        await codex.models()


async def test_a_conversation_streams_from_start_to_end(real_config: RealConfig) -> None:
    async with AsyncCodex(real_config()) as codex:
        events = codex.events()
        thread = await codex.thread_start()
        turn = await thread.turn(TextInput("text:Hello from the stream"))
        seen = [event async for event in turn.stream()]
        texts = [
            event.payload.delta
            for event in seen
            if isinstance(event.payload, v2_all.AgentMessageDeltaNotification)
        ]
        assert "".join(texts) == "Hello from the stream"
        assert seen[0].method == "turn/started"
        assert seen[-1].method == "turn/completed"
        assert {(event.thread_id, event.turn_id) for event in seen} == {(thread.id, turn.id)}
        everything = await events.receive_batch()
        assert [event.method for event in everything if event.turn_id == turn.id] == [
            event.method for event in seen
        ]
        assert "thread/started" in {event.method for event in everything}


async def test_models_are_listed_and_hidden_ones_on_demand(real_config: RealConfig) -> None:
    async with AsyncCodex(real_config()) as codex:
        visible, everything = await codex.models(), await codex.models(include_hidden=True)
        assert len(everything.data) > len(visible.data) > 0
        assert len((await codex.models(limit=2)).data) == 2


async def test_threads_are_listed_by_pages_and_filters(real_config: RealConfig) -> None:
    async with AsyncCodex(real_config()) as codex:
        ids = set()
        for number in range(3):
            thread = await codex.thread_start()
            await thread.run(f"text:Prompt number{number}")
            ids.add(thread.id)
        found: set[str] = set()
        cursor: str | None = None
        while True:
            page = await codex.thread_list(
                cursor=cursor, limit=2, sort_key="recency_at", model_providers=[], sort_direction="desc"
            )
            found |= {thread.id for thread in page.data}
            cursor = page.next_cursor
            if cursor is None:
                break
        assert found == ids
        search = await codex.thread_list(search_term="number1", source_kinds=["vscode"])
        assert len(search.data) == 1
        nowhere = await codex.thread_list(cwd="/nowhere")
        assert nowhere.data == []


async def test_an_archived_thread_comes_back_and_is_loaded_by_its_next_turn(
    real_config: RealConfig, scripted_model: ScriptedModel
) -> None:
    async with AsyncCodex(real_config()) as codex:
        thread = await codex.thread_start(sandbox="workspace-write", approval_policy="never")
        await thread.run("text:One.")
        await codex.thread_archive(thread.id)
        assert [row.id for row in (await codex.thread_list(archived=True)).data] == [thread.id]
        with pytest.raises(InvalidRequestError):
            await codex.thread_resume(thread.id)
        back = await codex.thread_unarchive(thread.id)
        unknown = back.settings
        assert unknown is None
        result = await back.run("text:Two, after the archive.")
        assert result.final_response == "Two, after the archive."
        assert back.settings is not None
        assert back.settings.sandbox.type == "workspaceWrite"
        assert back.settings.approval_policy == "never"
    bodies = scripted_model.requests_with("text:Two, after the archive.")
    assert "text:One." in str(bodies[-1].body)


async def test_after_a_restart_a_turn_resumes_the_thread(real_config: RealConfig) -> None:
    async with AsyncCodex(real_config()) as codex:
        thread = await codex.thread_start()
        await thread.run("text:One.")
    async with AsyncCodex(real_config()) as codex:
        same = codex.thread(thread.id)
        assert (await same.run("text:Two.")).final_response == "Two."
        assert len((await same.read(include_turns=True)).thread.turns) == 2
        resumed = await codex.thread_resume(thread.id)
        assert resumed.settings is not None
        response = resumed.settings.response
        assert isinstance(response, v2_all.ThreadResumeResponse)
        assert len(response.thread.turns) == 2


async def test_a_thread_that_does_not_exist_is_not_resumed_into_being(real_config: RealConfig) -> None:
    async with AsyncCodex(real_config()) as codex:
        ghost = codex.thread("01a20375-0000-7000-8000-000000000000")
        with pytest.raises(InvalidRequestError, match="no rollout found"):
            await ghost.run("text:Boo.")


async def test_a_fork_keeps_the_history_and_what_this_client_was_told(
    real_config: RealConfig, codex_home: CodexHome
) -> None:
    async with AsyncCodex(real_config()) as codex:
        thread = await codex.thread_start(
            sandbox="workspace-write",
            approval_policy="never",
            config={"model_reasoning_effort": "high"},
            model="gpt-5.6-sol",
        )
        first = await thread.turn(TextInput("text:One."), effort="low")
        await first.run()
        await thread.run("text:Two.")
        fork = await codex.thread_fork(thread.id)
        assert fork.id != thread.id
        assert fork.settings is not None
        assert fork.settings.sandbox.type == "workspaceWrite"
        assert fork.settings.reasoning_effort == "low"
        assert fork.settings.model == "gpt-5.6-sol"
        assert fork.settings.approval_policy == "never"
        assert len((await fork.read(include_turns=True)).thread.turns) == 2
        cut = await codex.thread_fork(
            thread.id, last_turn_id=first.id, sandbox="read-only", exclude_turns=True
        )
        assert cut.settings is not None
        assert cut.settings.sandbox.type == "readOnly"
        assert len((await cut.read(include_turns=True)).thread.turns) == 1
        again = await codex.thread_fork(fork.id)
        assert again.settings is not None
        assert again.settings.sandbox.type == "workspaceWrite"


async def test_a_provider_given_for_one_thread_is_given_again(
    real_config: RealConfig, scripted_model: ScriptedModel
) -> None:
    provider = {"name": "own", "base_url": scripted_model.base_url, "wire_api": "responses"}
    async with AsyncCodex(real_config()) as codex:
        thread = await codex.thread_start(model_provider="own", config={"model_providers.own": provider})
        await thread.run("text:One.")
        fork = await codex.thread_fork(thread.id)
        assert fork.settings is not None
        assert fork.settings.model_provider == "own"
        await codex.thread_archive(thread.id)
        back = await codex.thread_unarchive(thread.id)
        assert (await back.run("text:Two.")).final_response == "Two."
        assert back.settings is not None
        assert back.settings.model_provider == "own"


async def test_nothing_is_widened_on_a_thread_this_client_was_told_nothing_about(
    real_config: RealConfig,
) -> None:
    async with AsyncCodex(real_config()) as codex:
        thread = await codex.thread_start(sandbox="danger-full-access")
        await thread.run("text:One.")
    async with AsyncCodex(real_config()) as codex:
        fork = await codex.thread_fork(thread.id)
        assert fork.settings is not None
        assert fork.settings.sandbox.type == "readOnly"


async def test_what_was_narrowed_by_a_call_of_the_protocol_stays_narrow(real_config: RealConfig) -> None:
    async with AsyncCodex(real_config()) as codex:
        thread = await codex.thread_start(sandbox="danger-full-access")
        await thread.run("text:One.")
        policy = {"type": "readOnly"}
        params = {"threadId": thread.id, "sandboxPolicy": policy}
        await codex.request("thread/settings/update", params, v2_all.ThreadSettingsUpdateResponse)
        fork = await codex.thread_fork(thread.id)
        assert fork.settings is not None
        assert fork.settings.sandbox.type == "readOnly"
        again = await codex.thread_start(sandbox="danger-full-access")
        await again.run("text:One.")
        await codex.api.thread_settings_update(thread_id=again.id, permissions=":read-only")
        fork = await codex.thread_fork(again.id)
        assert fork.settings is not None
        assert fork.settings.sandbox.type == "readOnly"


async def test_turns_that_start_at_once_on_a_thread_load_it_once(
    real_config: RealConfig, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with AsyncCodex(real_config()) as codex:
        thread = await codex.thread_start(sandbox="workspace-write")
        await thread.run("text:One.")
    sent: list[str] = []
    request = Session.request

    async def counted(session: Session, method: str, *args: Any, **kwargs: Any) -> Any:
        sent.append(method)
        return await request(session, method, *args, **kwargs)

    monkeypatch.setattr(Session, "request", counted)
    async with AsyncCodex(real_config(concurrent_turns=True)) as codex:
        handles = [codex.thread(thread.id) for _ in range(3)]

        async def run(handle: AsyncThread) -> None:
            turn = await handle.turn(TextInput("text:Two."))
            assert (await turn.run()).status == TurnStatus.completed

        async with anyio.create_task_group() as group:
            for handle in handles:
                group.start_soon(run, handle)
        assert sent.count("thread/resume") == 1
        assert [handle.settings is not None for handle in handles] == [True] * 3


async def test_the_server_refuses_what_it_does_not_know_with_errors_that_say_so(
    real_config: RealConfig,
) -> None:
    async with AsyncCodex(real_config()) as codex:
        with pytest.raises(MethodNotFoundError, match="foo/bar"):
            await codex.request("foo/bar", {}, dict)
        with pytest.raises(InvalidParamsError, match="threadId"):
            await codex.request("thread/read", {}, v2_all.ThreadReadResponse)
        with pytest.raises(InvalidParamsError, match="sometimes"):
            await codex.thread_start(approval_policy="sometimes")


async def test_any_method_can_be_called_with_a_model_or_a_mapping(real_config: RealConfig) -> None:
    async with AsyncCodex(real_config()) as codex:
        account = await codex.request("account/read", v2_all.GetAccountParams(), v2_all.GetAccountResponse)
        assert not account.requires_openai_auth
        await codex.request("account/logout", None, v2_all.LogoutAccountResponse)
        raw = await codex.request("thread/loaded/list", {}, dict)
        assert raw["data"] == []


async def test_without_the_experimental_capability_its_methods_are_refused(real_config: RealConfig) -> None:
    async with AsyncCodex(real_config(experimental_api=False)) as codex:
        with pytest.raises(ExperimentalApiError, match="project/list"):
            await codex.request("project/list", {}, dict)
        # The fields of a stable method are for the server to refuse.
        with pytest.raises(InvalidRequestError, match=r"thread/start\.permissions .*experimentalApi"):
            await codex.api.thread_start(permissions="x")
