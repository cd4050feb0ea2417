"""Turns on the real server, with the scripted model behind it."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable
from typing import TYPE_CHECKING

import anyio
import pytest
from codex_app_server import (
    AppServerConfig,
    AsyncCodex,
    AsyncThread,
    InvalidInputError,
    InvalidRequestError,
    OutputInvalidError,
    RunResult,
    ServerDiedError,
    TextInput,
    TurnFailedError,
    TurnStatus,
)
from codex_app_server.generated import v2_all
from patience import PATIENCE
from processes import processes_with
from pydantic import BaseModel

if TYPE_CHECKING:
    from pathlib import Path

    from real_server import CodexHome
    from scripted_model import ScriptedModel

pytestmark = pytest.mark.anyio
RealConfig = Callable[..., AppServerConfig]
# An answer that streams until the test ends its turn.
ENDLESS = "slow:1000:20"


@pytest.fixture
def anyio_backend() -> str:
    """One event loop is enough where the server is what is tested; `test_async_codex.py` has both."""
    return "asyncio"


def kinds(result: RunResult) -> list[str]:
    return [item.type for item in result.items]


async def test_run_returns_the_answer_its_items_and_its_usage(real_config: RealConfig) -> None:
    async with AsyncCodex(real_config()) as codex:
        thread = await codex.thread_start()
        result = await thread.run("text:Hello there. ;; usage:100:20")
        assert result.final_response == "Hello there."
        assert kinds(result) == ["userMessage", "agentMessage"]
        assert all(isinstance(item, v2_all.ThreadItem) for item in result.items)
        assert result.usage is not None
        assert result.usage.last.output_tokens == 20
        assert (result.status, result.error, result.partial_response) == ("completed", None, None)
        assert result.id
        assert (result.started_at or 0) <= (result.completed_at or 0)
        assert result.duration_ms is not None
        again = await thread.run([TextInput("usage:7:3 ;; text:Again.")])
        assert again.final_response == "Again."
        assert again.usage is not None
        assert again.usage.last.output_tokens == 3
        assert again.usage.total.output_tokens == 23


@pytest.mark.parametrize(
    ("script", "expected"),
    [
        ("commentary:Looking. ;; final:Found.", "Found."),
        ("final:Found. ;; text:By the way.", "Found."),
        ("commentary:Only looking.", None),
    ],
)
async def test_the_final_response_is_the_final_answer(
    script: str, expected: str | None, real_config: RealConfig
) -> None:
    async with AsyncCodex(real_config()) as codex:
        result = await (await codex.thread_start()).run(script)
    assert result.final_response == expected


async def test_items_of_a_turn_with_tools_are_all_there(
    real_config: RealConfig, codex_home: CodexHome
) -> None:
    async with AsyncCodex(real_config()) as codex:
        thread = await codex.thread_start(approval_policy="never", sandbox="workspace-write")
        result = await thread.run("think:3\nshell:echo one two\npatch:new.txt:content\ntext:Done.")
    assert kinds(result) == ["userMessage", "reasoning", "commandExecution", "fileChange", "agentMessage"]
    command = result.items[2]
    assert isinstance(command, v2_all.CommandExecutionThreadItem)
    assert command.exit_code == 0
    assert "one two" in (command.aggregated_output or "")
    assert (codex_home.work / "new.txt").read_text() == "content\n"


async def test_a_failed_turn_raises_with_the_servers_message_and_the_thread_goes_on(
    real_config: RealConfig,
) -> None:
    async with AsyncCodex(real_config()) as codex:
        thread = await codex.thread_start()
        with pytest.raises(TurnFailedError, match="capacity") as caught:
            await thread.run("sseerr:server_is_overloaded")
        assert isinstance(caught.value, RuntimeError)
        assert caught.value.turn is not None
        assert caught.value.turn.status == TurnStatus.failed
        assert (await thread.run("text:Still here.")).final_response == "Still here."


async def test_an_interrupted_turn_returns_what_was_completed(real_config: RealConfig) -> None:
    async with AsyncCodex(real_config()) as codex:
        thread = await codex.thread_start(approval_policy="never")
        events = codex.events()
        results: list[RunResult] = []

        async def run() -> None:
            results.append(await thread.run(f"shell:echo done\n{ENDLESS}"))

        async with anyio.create_task_group() as group:
            group.start_soon(run)
            with anyio.fail_after(PATIENCE):
                async for event in events:
                    if event.method == "item/agentMessage/delta":
                        break
            turn_id = event.turn_id
            assert turn_id is not None
            params = {"threadId": thread.id, "turnId": turn_id}
            await codex.request("turn/interrupt", params, v2_all.TurnInterruptResponse)
        assert kinds(results[0]) == ["userMessage", "commandExecution"]
        assert results[0].final_response is None
        assert (results[0].id, results[0].status) == (turn_id, "interrupted")
        assert (results[0].partial_response or "").startswith("slow0")


async def test_steering_adds_a_message_to_the_running_turn(real_config: RealConfig) -> None:
    async with AsyncCodex(real_config()) as codex:
        thread = await codex.thread_start()
        turn = await thread.turn(TextInput(ENDLESS))
        texts: list[str] = []
        async for event in turn.stream():
            if event.method == "item/agentMessage/delta" and not texts:
                response = await turn.steer(TextInput("text:After the steer."))
                assert response.turn_id == turn.id
                texts.append("steered")
            if isinstance(event.payload, v2_all.ItemCompletedNotification):
                item = event.payload.item
                if isinstance(item, v2_all.AgentMessageThreadItem):
                    texts.append(item.text)
        assert texts == ["steered", "After the steer."]
        assert (await turn.run()).status == TurnStatus.completed
        with pytest.raises(InvalidRequestError, match="no active turn to steer"):
            await turn.steer(TextInput("too late"))


async def test_starting_a_turn_on_a_running_one_steers_it_and_both_handles_see_its_end(
    real_config: RealConfig,
) -> None:
    async with AsyncCodex(real_config(concurrent_turns=True)) as codex:
        thread = await codex.thread_start()
        first = await thread.turn(TextInput(ENDLESS))
        async for event in first.stream():
            if event.method == "item/agentMessage/delta":
                break
        second = await thread.turn(TextInput("text:Joined."))
        assert second.id == first.id
        ends = [await first.run(), await second.run()]
        assert [end.status for end in ends] == [TurnStatus.completed] * 2


async def test_interrupting_ends_the_turn_as_interrupted_once(real_config: RealConfig) -> None:
    async with AsyncCodex(real_config()) as codex:
        thread = await codex.thread_start()
        turn = await thread.turn(TextInput(ENDLESS))
        async for event in turn.stream():
            if event.method == "item/agentMessage/delta":
                break
        await turn.interrupt()
        assert (await turn.run()).status == TurnStatus.interrupted
        await turn.interrupt()
        ended = await thread.turn(TextInput("text:Short."))
        await ended.run()
        with pytest.raises(InvalidRequestError, match="no active turn to interrupt"):
            await ended.interrupt()


async def test_two_turns_at_once_on_two_threads(real_config: RealConfig) -> None:
    async with AsyncCodex(real_config(concurrent_turns=True)) as codex:
        threads = [await codex.thread_start() for _ in range(2)]
        answers: dict[str, str | None] = {}

        async def run(thread: AsyncThread, number: int) -> None:
            answers[thread.id] = (await thread.run(f"slow:20:5 ;; final:Number {number}.")).final_response

        async with anyio.create_task_group() as group:
            for number, thread in enumerate(threads):
                group.start_soon(run, thread, number)
        assert [answers[thread.id] for thread in threads] == ["Number 0.", "Number 1."]


async def test_settings_of_a_turn_reach_the_model(
    real_config: RealConfig, scripted_model: ScriptedModel
) -> None:
    schema = {"type": "object", "properties": {"a": {"type": "string"}}, "required": ["a"]}
    async with AsyncCodex(real_config()) as codex:
        thread = await codex.thread_start()
        prompt = 'json:{"a":"settings of a turn"}'
        result = await thread.run(
            prompt,
            approval_policy={"granular": {"mcp_elicitations": True, "rules": True, "sandbox_approval": True}},
            effort="low",
            summary=v2_all.ReasoningSummary.model_validate("concise"),
            output_schema={**schema, "additionalProperties": False},
            sandbox_policy={"type": "workspaceWrite", "network_access": True},
            personality="pragmatic",
        )
        assert result.final_response == '{"a":"settings of a turn"}'
    body = scripted_model.requests_with(prompt)[-1].body
    assert body["reasoning"]["effort"] == "low"
    assert body["reasoning"]["summary"] == "concise"
    assert body["text"]["format"]["schema"]["required"] == ["a"]


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"sandbox_policy": {"type": "workspaceWrite", "networkAccess": "maybe"}}, "sandbox_policy"),
        ({"sandbox_policy": "workspace-write"}, "sandbox_policy is 'workspace-write'"),
        ({"approval_policy": {"granular": {"rules": "some"}}}, "approval_policy"),
        ({"output_schema": int}, "a JSON schema as a mapping, or a pydantic class"),
        ({"output_schema": {"type": float("inf")}}, r"params\.outputSchema\.type"),
    ],
)
async def test_settings_that_make_no_sense_are_refused_before_anything_is_sent(
    options: dict[str, object], message: str, real_config: RealConfig
) -> None:
    async with AsyncCodex(real_config()) as codex:
        thread = await codex.thread_start()
        with pytest.raises(InvalidInputError, match=message):
            await thread.run("text:never", **options)  # type: ignore[arg-type]  # the fault under test


async def test_a_thread_can_be_named_read_and_compacted(real_config: RealConfig) -> None:
    async with AsyncCodex(real_config()) as codex:
        events = codex.events()
        thread = await codex.thread_start()
        await thread.run("text:Something to remember.")
        await thread.set_name("Café")
        read = await thread.read(include_turns=True)
        assert read.thread.name == "Café"
        assert [item.type for item in read.thread.turns[0].items] == ["userMessage", "agentMessage"]
        assert (await thread.read()).thread.turns == []
        await thread.compact()
        with anyio.fail_after(PATIENCE):
            async for event in events:
                payload = event.payload
                if isinstance(payload, v2_all.ItemCompletedNotification) and isinstance(
                    payload.item, v2_all.ContextCompactionThreadItem
                ):
                    break


async def test_kill_9_ends_pending_and_later_calls_with_the_signal(
    real_config: RealConfig, tmp_path: Path
) -> None:
    mark = f"kill-9-{os.getpid()}-{tmp_path.name}"
    async with AsyncCodex(real_config(env={"MARK": mark})) as codex:
        thread = await codex.thread_start()
        turn = await thread.turn(TextInput(ENDLESS))
        texts: list[str] = []

        async def consume() -> None:
            async for event in turn.stream():
                if isinstance(event.payload, v2_all.AgentMessageDeltaNotification):
                    texts.append(event.payload.delta)
                    for pid in processes_with(mark):
                        os.kill(pid, signal.SIGKILL)

        with anyio.fail_after(PATIENCE), pytest.raises(ServerDiedError, match="SIGKILL") as caught:
            await consume()
        assert caught.value.signal == signal.SIGKILL
        assert texts
        with pytest.raises(ServerDiedError, match="SIGKILL"):
            await thread.run("later")
    async with AsyncCodex(real_config()) as codex:
        thread = codex.thread(thread.id)
        assert (await thread.run("text:Back again.")).final_response == "Back again."


async def test_a_thread_without_a_turn_has_no_turns(real_config: RealConfig) -> None:
    async with AsyncCodex(real_config()) as codex:
        thread = await codex.thread_start()
        assert (await thread.read(include_turns=True)).thread.turns == []


async def test_an_ephemeral_fork_answers_from_the_history(real_config: RealConfig) -> None:
    async with AsyncCodex(real_config()) as codex:
        thread = await codex.thread_start()
        await thread.run("text:Something to know.")
        fork = await codex.thread_fork(thread.id, ephemeral=True)
        assert (await fork.run("text:Known.")).final_response == "Known."


async def test_a_pydantic_class_is_an_output_schema(
    real_config: RealConfig, scripted_model: ScriptedModel
) -> None:
    class Peak(BaseModel):
        name: str
        height: int = 0

    prompt = 'json:{"name":"a pydantic class","height":3}'
    async with AsyncCodex(real_config()) as codex:
        await (await codex.thread_start()).run(prompt, output_schema=Peak)
    schema = scripted_model.requests_with(prompt)[-1].body["text"]["format"]["schema"]
    assert schema["required"] == ["name", "height"]
    assert schema["additionalProperties"] is False
    assert "default" not in schema["properties"]["height"]


class Place(BaseModel):
    name: str


async def test_an_output_type_gives_the_parsed_value(real_config: RealConfig) -> None:
    async with AsyncCodex(real_config()) as codex:
        thread = await codex.thread_start()
        result = await thread.run('json:{"name":"Here"}', output_type=Place)
        assert result.parsed == result.parse(Place) == Place(name="Here")
        with pytest.raises(OutputInvalidError, match="does not fit the type") as caught:
            await thread.run("text:There.", output_type=Place)
        assert caught.value.result.final_response == "There."
        with pytest.raises(InvalidInputError, match="the one or the other"):
            await thread.run("text:No.", output_type=Place, output_schema=Place)
        with pytest.raises(InvalidInputError, match="give a pydantic class"):
            await thread.run("text:No.", output_type=list)  # type: ignore[arg-type]  # what it refuses
