"""A turn that is tied to a block: whatever ends the block ends the turn."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, MutableMapping

import anyio
import pytest
from codex_app_server import (
    AppServerConfig,
    AsyncCodex,
    AsyncThread,
    Codex,
    TextInput,
    TurnStatus,
)
from codex_app_server.generated import v2_all
from codex_app_server.generated.v2_all import AdditionalContextEntry, AdditionalContextKind
from fastapi import FastAPI
from patience import PATIENCE
from scripted_model import ScriptedModel
from scripted_peer import ScriptedPeer, turn
from starlette.responses import StreamingResponse

pytestmark = pytest.mark.anyio
RealConfig = Callable[..., AppServerConfig]
ENDLESS = "slow:1000:20"


async def last_turn(thread: AsyncThread) -> v2_all.Turn:
    return [turn async for turn in thread.turns(items_view="notLoaded")][-1]


@pytest.mark.parametrize("left_by", ["its end", "an error", "a cancelled scope"])
async def test_a_turn_is_interrupted_where_its_block_is_left(left_by: str, real_config: RealConfig) -> None:
    async with AsyncCodex(real_config()) as codex:
        thread = await codex.thread_start()
        with anyio.CancelScope() as scope:
            try:
                async with thread.turn(TextInput(ENDLESS)) as turn:
                    async for event in turn.stream():
                        if event.method == "item/agentMessage/delta":
                            break
                    assert left_by != "an error"
                    if left_by == "a cancelled scope":
                        scope.cancel()
                        await anyio.sleep_forever()
            except AssertionError:
                assert left_by == "an error"
        assert (await last_turn(thread)).status == TurnStatus.interrupted


async def test_an_interrupt_in_a_finally_of_a_cancelled_scope_is_sent(real_config: RealConfig) -> None:
    async with AsyncCodex(real_config()) as codex:
        thread = await codex.thread_start()
        turn = await thread.turn(TextInput(ENDLESS))
        with anyio.CancelScope() as scope:
            try:
                async for event in turn.stream():
                    if event.method == "item/agentMessage/delta":
                        scope.cancel()
            finally:
                await turn.interrupt()
        assert (await turn.run()).status == TurnStatus.interrupted


@pytest.mark.parametrize("anyio_backend", ["asyncio"])
async def test_a_turn_is_interrupted_where_its_task_is_cancelled(real_config: RealConfig) -> None:
    async with AsyncCodex(real_config()) as codex:
        thread = await codex.thread_start()
        speaking = asyncio.Event()

        async def endpoint() -> None:
            async with thread.turn(TextInput(ENDLESS)) as turn:
                async for _ in turn.stream():
                    speaking.set()

        task = asyncio.create_task(endpoint())
        await speaking.wait()
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        assert (await last_turn(thread)).status == TurnStatus.interrupted


async def test_a_turn_that_has_ended_is_not_interrupted(real_config: RealConfig) -> None:
    async with AsyncCodex(real_config()) as codex:
        thread = await codex.thread_start()
        async with thread.turn(TextInput("text:Done.")) as turn:
            assert (await turn.run()).status == TurnStatus.completed
        assert (await last_turn(thread)).status == TurnStatus.completed


def test_without_an_event_loop_a_turn_is_interrupted_too(real_config: RealConfig) -> None:
    with Codex(real_config()) as codex:
        thread = codex.thread_start()
        with thread.turn(TextInput(ENDLESS)) as turn:
            for event in turn.stream():
                if event.method == "item/agentMessage/delta":
                    break
        assert turn.run().status == TurnStatus.interrupted
        with thread.turn(TextInput("text:Done.")) as turn:
            assert turn.run().status == TurnStatus.completed
        with thread.turn(TextInput(ENDLESS)):
            codex.close()


async def test_a_server_that_does_not_answer_holds_up_nothing(caplog: pytest.LogCaptureFixture) -> None:
    peer = ScriptedPeer()
    with anyio.fail_after(PATIENCE):
        async with AsyncCodex(peer.config(close_timeout=0.05)) as codex, anyio.create_task_group() as group:

            async def answer() -> None:
                peer.answer(await peer.next_request("turn/start"), {"turn": turn()})

            group.start_soon(answer)
            async with codex.thread("t").turn(TextInput("go")):
                pass
            await peer.next_request("turn/interrupt")
    assert "could not be interrupted" in caplog.text


@pytest.mark.parametrize("anyio_backend", ["asyncio"])
async def test_what_turn_returns_is_a_coroutine_to_the_event_loop(real_config: RealConfig) -> None:
    async with AsyncCodex(real_config(concurrent_turns=True)) as codex:
        threads = [await codex.thread_start() for _ in range(3)]
        inputs = TextInput("text:Done.")
        handles = [
            await asyncio.create_task(threads[0].turn(inputs)),
            *await asyncio.gather(threads[1].turn(inputs)),
            await asyncio.wait_for(threads[2].turn(inputs), PATIENCE),
        ]
        assert [(await handle.run()).status for handle in handles] == [TurnStatus.completed] * 3
        unused = threads[0].turn(inputs)
        unused.close()


@pytest.mark.parametrize("anyio_backend", ["asyncio"])
async def test_a_web_client_that_goes_away_ends_its_turn(real_config: RealConfig) -> None:
    app = FastAPI()

    async with AsyncCodex(real_config(concurrent_turns=True)) as codex:
        thread = await codex.thread_start()

        @app.get("/answer")
        async def answer() -> StreamingResponse:
            async def words() -> AsyncIterator[str]:
                async with thread.turn(TextInput(ENDLESS)) as turn:
                    async for event in turn.stream():
                        if isinstance(event.payload, v2_all.AgentMessageDeltaNotification):
                            yield event.payload.delta

            return StreamingResponse(words(), media_type="text/plain")

        gone = asyncio.Event()
        requests = iter([{"type": "http.request", "body": b"", "more_body": False}])

        async def receive() -> MutableMapping[str, object]:
            for request in requests:
                return request
            await gone.wait()
            return {"type": "http.disconnect"}

        async def send(message: MutableMapping[str, object]) -> None:
            if message.get("body"):
                gone.set()

        scope = {
            "type": "http",
            "asgi": {"version": "3.0", "spec_version": "2.3"},
            "http_version": "1.1",
            "method": "GET",
            "path": "/answer",
            "raw_path": b"/answer",
            "query_string": b"",
            "headers": [],
        }
        ended = codex.events(methods=["turn/completed"])
        with anyio.fail_after(PATIENCE):
            await app(scope, receive, send)
            event = await ended.__anext__()
        assert isinstance(event.payload, v2_all.TurnCompletedNotification)
        assert event.payload.turn.status == TurnStatus.interrupted


async def test_the_newer_fields_of_a_turn_reach_the_server(
    real_config: RealConfig, scripted_model: ScriptedModel
) -> None:
    prompt = "text:With what the protocol has added."
    async with AsyncCodex(real_config()) as codex:
        thread = await codex.thread_start()
        hint = AdditionalContextEntry(kind=AdditionalContextKind.application, value="It is raining.")
        await thread.run(prompt, additional_context={"weather": hint}, turn_trigger="test")
    assert "It is raining." in str(scripted_model.requests_with(prompt)[-1].body)
