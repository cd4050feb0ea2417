"""Programs in the style of the official SDK of the reference's time, as they were written for it."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest
from codex_app_server import (
    AppServerConfig,
    AsyncCodex,
    Codex,
    JsonRpcError,
    LocalImageInput,
    MentionInput,
    ServerBusyError,
    SkillInput,
    TextInput,
    TurnStatus,
    is_retryable_error,
    retry_on_overload,
)
from codex_app_server.generated.v2_all import (
    AgentMessageThreadItem,
    AskForApproval,
    Personality,
    ReasoningEffort,
    ReasoningSummary,
    SandboxMode,
    SandboxPolicy,
    ThreadItem,
    ThreadSortKey,
    ThreadSourceKind,
    ThreadTokenUsage,
    ThreadTokenUsageUpdatedNotification,
    Turn,
    TurnCompletedNotification,
)
from server_version import version_in_use

if TYPE_CHECKING:
    from real_server import CodexHome

RealConfig = Callable[..., AppServerConfig]
PLAN = {
    "type": "object",
    "properties": {"summary": {"type": "string"}},
    "required": ["summary"],
    "additionalProperties": False,
}


def text_of(turn: Any) -> str:
    """Read a turn as such programs do: dump every item and choose by its `type`."""
    dumped = [item.model_dump(mode="json") for item in turn.items or []]
    return "".join(item["text"] for item in dumped if item.get("type") == "agentMessage")


def highest_effort(model: Any) -> ReasoningEffort:
    rank = {"none": 0, "minimal": 1, "low": 2, "medium": 3, "high": 4, "xhigh": 5}
    options = model.supported_reasoning_efforts
    best = max(options, key=lambda option: rank.get(option.reasoning_effort.value, -1))
    return ReasoningEffort(best.reasoning_effort.value)


def test_a_turn_with_every_parameter_as_a_generated_value(
    real_config: RealConfig, codex_home: CodexHome
) -> None:
    with Codex(config=real_config()) as codex:
        server = codex.metadata.serverInfo
        assert (server.name, server.version) == ("codex_app_server_python", version_in_use())
        models = codex.models(include_hidden=True)
        visible = [model for model in models.data if not model.hidden]
        model = next(each for each in visible if each.model == "gpt-5.5" or each.id == "gpt-5.5")
        thread = codex.thread_start(
            model=model.model, config={"model_reasoning_effort": highest_effort(model).value}
        )
        turn = thread.turn(
            TextInput('json:{"summary":"a plan"}'),
            approval_policy=AskForApproval.model_validate("never"),
            cwd=str(codex_home.work),
            effort=ReasoningEffort.medium,
            model=model.model,
            output_schema=PLAN,
            personality=Personality.pragmatic,
            # `access` is of that time, and unknown today.
            sandbox_policy=SandboxPolicy.model_validate(
                {"type": "readOnly", "access": {"type": "fullAccess"}}
            ),
            summary=ReasoningSummary.model_validate("concise"),
        )
        result = turn.run()
        assert isinstance(result, Turn)
        assert result.status == TurnStatus.completed
        assert result.status.value == "completed"
        persisted = thread.read(include_turns=True)
        stored = next(each for each in persisted.thread.turns or [] if each.id == result.id)
        assert json.loads(text_of(stored)) == {"summary": "a plan"}


def test_run_and_its_items_through_root(real_config: RealConfig, codex_home: CodexHome) -> None:
    (codex_home.work / "SKILL.md").write_text("---\nname: s\ndescription: d\n---\n", encoding="utf-8")
    with Codex(real_config()) as codex:
        thread = codex.thread_start(sandbox=SandboxMode.read_only, personality="friendly", ephemeral=True)
        result = thread.run(
            [
                TextInput("text:All kinds."),
                LocalImageInput(path=str(codex_home.work / "none.png")),
                SkillInput(name="s", path=str(codex_home.work / "SKILL.md")),
                MentionInput("m", "app://m"),
            ]
        )
        assert result.final_response == "All kinds."
        assert isinstance(result.usage, ThreadTokenUsage)
        assert result.usage.last.total_tokens > 0
        for item in result.items:
            assert isinstance(item, ThreadItem)
            assert item.root is item
        last = result.items[-1].root
        assert isinstance(last, AgentMessageThreadItem)
        assert last.text == "All kinds."


def test_a_stream_and_a_retried_turn(real_config: RealConfig) -> None:
    with Codex(real_config()) as codex:
        thread = codex.thread_start()
        usage = status = None
        deltas = []
        for event in thread.turn(TextInput("text:Streamed.")).stream():
            payload = event.payload
            if event.method == "item/agentMessage/delta":
                deltas.append(getattr(payload, "delta", ""))
            if isinstance(payload, ThreadTokenUsageUpdatedNotification):
                usage = payload.token_usage
            if isinstance(payload, TurnCompletedNotification):
                status = payload.turn.status
        assert "".join(deltas) == "Streamed."
        assert str(getattr(status, "value", status)) == "completed"
        assert usage is not None
        assert usage.last.output_tokens > 0
        try:
            again = retry_on_overload(
                lambda: thread.turn(TextInput("sseerr:server_is_overloaded")).run(),
                max_attempts=3,
                initial_delay_s=0.25,
                max_delay_s=2.0,
            )
        except ServerBusyError as error:
            raise AssertionError(error.message) from error
        assert again.status == TurnStatus.failed
        assert again.error is not None
        assert "capacity" in again.error.message
        with pytest.raises(JsonRpcError) as caught:
            codex.thread_resume("no such thread")
        assert caught.value.code == -32600
        assert caught.value.message
        assert not is_retryable_error(caught.value)


def test_the_life_of_a_thread_asynchronously(real_config: RealConfig) -> None:
    async def main() -> None:
        async with AsyncCodex(config=real_config()) as codex:
            thread = await codex.thread_start(model="gpt-5.4", config={"model_reasoning_effort": "high"})
            first = await (await thread.turn(TextInput("text:One."))).run()
            reopened = await codex.thread_resume(thread_id=thread.id)
            listed = await codex.thread_list(
                archived=False,
                limit=20,
                sort_key=ThreadSortKey.updated_at,
                source_kinds=[ThreadSourceKind.vscode, "cli"],
            )
            assert [row.id for row in listed.data] == [thread.id]
            reading = await reopened.read(include_turns=True)
            assert [turn.id for turn in reading.thread.turns] == [first.id]
            await reopened.set_name("renamed")
            await codex.thread_archive(reopened.id)
            assert len((await codex.thread_list(limit=20, archived=True)).data) == 1
            unarchived = await codex.thread_unarchive(reopened.id)
            resumed = await codex.thread_resume(unarchived.id, model="gpt-5.4")
            assert (await (await resumed.turn(TextInput("text:Two."))).run()).status == TurnStatus.completed
            forked = await codex.thread_fork(unarchived.id, model="gpt-5.4")
            assert (await forked.run("text:Three.")).final_response == "Three."
            await unarchived.compact()
            turn = await forked.turn(TextInput("slow:1000:20"))
            steered = await turn.steer(TextInput("slow:1000:20"))
            assert steered.model_dump(mode="json", by_alias=True) == {"turnId": turn.id}
            interrupted = await turn.interrupt()
            assert interrupted.model_dump(mode="json", by_alias=True) == {}
            async for event in turn.stream():
                last = event
            assert isinstance(last.payload, TurnCompletedNotification)
            assert last.payload.turn.status.value == "interrupted"

    asyncio.run(main())
