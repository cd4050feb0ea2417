"""What the server would not answer is not sent, and a turn that was given up is interrupted: S23 to S25."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import anyio
import anyio.lowlevel
import pytest
from codex_app_server import (
    AppServerConfig,
    AsyncCodex,
    AsyncTurnHandle,
    Codex,
    InputTooLongError,
    InvalidInputError,
    JsonRpcError,
    RequestTimeoutError,
    TextInput,
)
from codex_app_server._core.wire import encode_message
from hypothesis import given
from hypothesis import strategies as st
from patience import PATIENCE
from scripted_peer import ScriptedPeer, turn

RealConfig = Callable[..., AppServerConfig]
LONGEST = 1_048_576


def nested(levels: int) -> list[Any]:
    value: list[Any] = []
    for _ in range(levels - 1):
        value = [value]
    return value


endless: list[Any] = []
endless += [endless, endless]

UNSENDABLE: dict[str, tuple[dict[str, object], str]] = {
    "a lone surrogate": ({"config": {"a": [{"b": "x\ud800"}]}}, r"params\.config\.a\[0\]\.b .*U\+D800"),
    "a file name": ({"cwd": b"na\xefve".decode(errors="surrogateescape")}, r"params\.cwd .*U\+DCEF"),
    "a key": ({"config": {"\udc80": 1}}, r"a key of params\.config"),
    "NaN": ({"config": {"n": float("nan")}}, r"params\.config\.n .*nan"),
    "infinity": ({"config": {"n": float("-inf")}}, r"params\.config\.n .*-inf"),
    "bytes": ({"config": {"b": b"x"}}, r"params\.config\.b .*bytes has no form"),
    "an object": ({"config": {"o": object()}}, r"params\.config\.o .*object has no form"),
    "nested too deep": ({"config": nested(126)}, r"params\.config .*nested"),
    "far too deep": ({"config": nested(50_000)}, "nested"),
    "without end": ({"config": endless}, "nested|contains itself"),
}


@pytest.mark.anyio
@pytest.mark.parametrize("case", UNSENDABLE)
async def test_s23_what_the_server_would_swallow_is_refused_by_its_field(case: str) -> None:
    params, message = UNSENDABLE[case]
    peer = ScriptedPeer()
    async with AsyncCodex(peer.config()) as codex:
        with anyio.fail_after(PATIENCE), pytest.raises(InvalidInputError, match=message) as caught:
            await codex.request("thread/start", params, dict)
        assert isinstance(caught.value, ValueError)
        assert "Nothing was sent" in str(caught.value)
        assert {each["method"] for each in peer.sent} <= {"initialize", "initialized"}
        assert codex._client.session._connection.pending == {}


@given(st.text(max_size=20), st.integers(0, 20), st.characters(categories=["Cs"]))
def test_s23_every_text_is_either_sent_as_it_is_or_refused(text: str, at: int, surrogate: str) -> None:
    assert json.loads(encode_message({"params": text})) == {"params": text}
    with pytest.raises(InvalidInputError, match="params cannot be sent"):
        encode_message({"params": text[:at] + surrogate + text[at:]})


def test_s23_lone_surrogate_is_refused_before_sending(real_config: RealConfig) -> None:
    with Codex(real_config(request_timeout=PATIENCE)) as codex:
        thread = codex.thread_start()
        with pytest.raises(InvalidInputError, match=r"params\.name"):
            thread.set_name("a\ud800b")
        with pytest.raises(InvalidInputError, match=r"params\.input\[0\]\.text"):
            thread.turn(TextInput("hi \udcff"))
        with pytest.raises(InvalidInputError, match=r"params\.outputSchema\.n"):
            thread.run("hi", output_schema={"n": float("nan")})
        thread.set_name("still here")
        assert thread.read().thread.name == "still here"


def test_s23_the_deepest_message_that_passes_is_answered_by_the_real_server(real_config: RealConfig) -> None:
    with Codex(real_config(request_timeout=PATIENCE)) as codex:
        assert codex.request("thread/loaded/list", {"cursor": None, "more": nested(125)}, dict)
        with pytest.raises(InvalidInputError, match="nested"):
            codex.request("thread/loaded/list", {"more": nested(126)}, dict)


async def start(codex: AsyncCodex, *parts: str) -> AsyncTurnHandle:
    return await codex.thread("t").turn([TextInput(part) for part in parts])


@pytest.mark.anyio
@pytest.mark.parametrize("parts", [("x" * (LONGEST + 1),), ("x" * LONGEST, "y"), ("😀" * (LONGEST + 1),)])
async def test_s24_too_long_an_input_is_refused_before_sending(parts: tuple[str, ...]) -> None:
    peer = ScriptedPeer()
    async with AsyncCodex(peer.config()) as codex:
        with anyio.fail_after(PATIENCE):
            with pytest.raises(InputTooLongError, match=r"1,048,577 characters .* at most 1,048,576"):
                await start(codex, *parts)
            with pytest.raises(InputTooLongError, match="turn/start"):
                await codex.thread("t").run([TextInput(part) for part in parts])
            wire = [{"type": "text", "text": part} for part in parts]
            with pytest.raises(InputTooLongError, match="turn/steer"):
                await codex.request("turn/steer", {"threadId": "t", "input": wire}, dict)
        assert {each["method"] for each in peer.sent} <= {"initialize", "initialized"}


def test_s24_the_limit_is_that_of_the_real_server(real_config: RealConfig) -> None:
    with Codex(real_config(request_timeout=PATIENCE)) as codex:
        thread = codex.thread_start()
        # Sent past the check, so that a server with another limit is noticed.
        with pytest.raises(JsonRpcError) as caught:
            thread._portal.call(
                codex._async._client.session.request,
                "turn/start",
                {"threadId": thread.id, "input": [{"type": "text", "text": "x" * (LONGEST + 1)}]},
            )
        assert isinstance(caught.value.data, dict)
        assert caught.value.data["max_chars"] == LONGEST
        with pytest.raises(InputTooLongError):
            thread.run("x" * (LONGEST + 1))
        assert thread.run("text:fine").final_response == "fine"


@pytest.mark.anyio
@pytest.mark.parametrize("how", ["cancelled", "timed out"])
async def test_s25_a_turn_given_up_before_its_answer_is_interrupted_when_that_comes(how: str) -> None:
    peer = ScriptedPeer()
    timeout = 0.05 if how == "timed out" else 60
    async with AsyncCodex(peer.config(request_timeout=timeout)) as codex:
        router = codex._client.session.router
        with anyio.fail_after(PATIENCE):
            async with anyio.create_task_group() as group:

                async def give_up() -> None:
                    if how == "timed out":
                        with pytest.raises(RequestTimeoutError):
                            await start(codex, "go")
                    else:
                        await start(codex, "go")

                group.start_soon(give_up)
                request = await peer.next_request("turn/start")
                if how == "cancelled":
                    group.cancel_scope.cancel()
            peer.answer(request, {"turn": turn(turn_id="late")})
            interrupt = await peer.next_request("turn/interrupt")
            assert interrupt["params"] == {"threadId": "t", "turnId": "late"}
            peer.answer(interrupt, {})
            await anyio.wait_all_tasks_blocked()
        assert codex._client.session._connection.pending == {}
        assert router._expected == []
        assert router._turns == {}


@pytest.mark.anyio
async def test_s25_what_was_only_added_to_a_turn_of_ours_interrupts_nothing() -> None:
    peer = ScriptedPeer()
    async with AsyncCodex(peer.config()) as codex:
        async with anyio.create_task_group() as group:
            group.start_soon(start, codex, "go")
            peer.answer(await peer.next_request("turn/start"), {"turn": turn()})
        async with anyio.create_task_group() as group:
            group.start_soon(start, codex, "more")
            request = await peer.next_request("turn/start")
            group.cancel_scope.cancel()
        # The server adds input to the running turn, and answers with its id.
        peer.answer(request, {"turn": turn()})
        async with anyio.create_task_group() as group:
            group.start_soon(codex.request, "x", {}, dict)
            peer.answer(await peer.next_request("x"), {})
        assert not any(each["method"] == "turn/interrupt" for each in peer.sent)


@pytest.mark.anyio
async def test_s25_a_refusal_or_an_end_after_the_cancellation_is_nothing_to_interrupt() -> None:
    peer = ScriptedPeer()
    async with AsyncCodex(peer.config()) as codex:
        for answer in ("refuse", "end"):
            async with anyio.create_task_group() as group:
                group.start_soon(start, codex, "go")
                request = await peer.next_request("turn/start")
                group.cancel_scope.cancel()
            if answer == "refuse":
                peer.refuse(request, -32600, "no")
    assert not any(each["method"] == "turn/interrupt" for each in peer.sent)


@pytest.mark.anyio
async def test_s25_on_the_real_server_the_turn_ends_interrupted(real_config: RealConfig) -> None:
    async with AsyncCodex(real_config()) as codex:
        thread = await codex.thread_start(approval_policy="never")
        events = codex.events(thread_id=thread.id, methods=["turn/completed"])
        with anyio.fail_after(PATIENCE):
            async with anyio.create_task_group() as group:
                sent = codex._client.session._outbox

                async def cancel_when_written() -> None:
                    # From the moment on in which the request is written, the server will start the turn.
                    before = sent._written
                    while sent._written == before and codex._client.session._connection.pending == {}:
                        await anyio.lowlevel.checkpoint()
                    while sent._waiting:
                        await anyio.lowlevel.checkpoint()
                    group.cancel_scope.cancel()

                group.start_soon(cancel_when_written)
                group.start_soon(thread.turn, TextInput("slow:1000:20"))
            ended = await events.__anext__()
        assert ended.payload.turn.status == "interrupted"  # type: ignore[union-attr]  # of turn/completed
