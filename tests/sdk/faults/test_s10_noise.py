"""What no server should say: S10, S11 and S13 to S19."""

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
    Codex,
    InvalidNotification,
    MessageTooLongError,
    Notification,
    TextInput,
    UnknownNotification,
)
from codex_app_server.generated.v2_all import AgentMessageDeltaNotification, TurnCompletedNotification
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from patience import PATIENCE
from scripted_peer import ScriptedPeer, delta, turn, turn_completed

StubConfig = Callable[..., AppServerConfig]
FEW = settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])

NOISE = [
    b"Loading plugins...",
    b"",
    b"   ",
    b"[1,2,3]",
    b"7",
    b'"text"',
    b"{}",
    b"{broken",
    b"\xff\xfe\x00",
    b"[" * 200_000,
    b'{"method":"item/agentMessage/delta","params":' + b"[" * 200_000,
    b'{"method":"x","params":{"n":' + b"9" * 6000 + b"}}",
    b'{"method":"x","params":{"n":NaN}}',
    b'{"method":"x","method":"y","params":{"a":1,"a":2}}',
    b'{"method":"x","params":"\\ud800"}',
    b'{"id":99,"result":{}}',
    b'{"id":null,"error":{"code":-32700,"message":"parse"}}',
    b'{"id":"1","result":{}}',
    b'{"id":1.0,"result":{}}',
    b'{"id":true,"result":{}}',
    b'{"id":1,"result":{}}',
    b'{"method":5}',
    b'{"method":"serverRequest/resolved","params":{"threadId":"t","requestId":9}}',
    b'{"jsonrpc":"2.0","method":"brand/new","params":{"x":[1]}}',
]


def said(events: list[Notification]) -> str:
    payloads = [event.payload for event in events]
    return "".join(each.delta for each in payloads if isinstance(each, AgentMessageDeltaNotification))


async def turn_of(peer: ScriptedPeer, codex: AsyncCodex, chunks: list[bytes]) -> list[Notification]:
    """Start a turn, have the peer say all of this, and return what its stream gave."""
    events: list[Notification] = []

    async def run() -> None:
        handle = await codex.thread("t").turn(TextInput("go"))
        events.extend([event async for event in handle.stream()])

    with anyio.fail_after(PATIENCE):
        async with anyio.create_task_group() as group:
            group.start_soon(run)
            peer.answer(await peer.next_request("turn/start"), {"turn": turn()})
            for chunk in chunks:
                peer.say(chunk)
                await anyio.lowlevel.checkpoint()
    return events


@pytest.mark.anyio
@pytest.mark.parametrize("number", range(len(NOISE)))
async def test_s10_s16_s19_a_line_that_is_no_message_touches_nothing_else(number: int) -> None:
    peer = ScriptedPeer()
    async with AsyncCodex(peer.config()) as codex:
        lines = [delta("a"), NOISE[number], delta("b"), NOISE[number], turn_completed(), b""]
        events = await turn_of(peer, codex, [b"\n".join(lines)])
        assert said(events) == "ab"
        assert events[-1].method == "turn/completed"


def test_s10_a_real_process_may_print_banners(stub: StubConfig) -> None:
    code = "print('Loading...', flush=True); delta('a'); raw(b'\\n\\n[]\\n'); delta('b'); completed()"
    with Codex(stub("raw(b'welcome!\\n\\n')")) as codex:
        turn = codex.thread("t").turn(TextInput(code))
        assert said(list(turn.stream())) == "ab"


@pytest.mark.anyio
async def test_s10_noise_is_counted_and_warned_of_once_in_a_hundred(caplog: pytest.LogCaptureFixture) -> None:
    peer = ScriptedPeer()
    async with AsyncCodex(peer.config()) as codex:
        await turn_of(peer, codex, [b"noise\n" * 250, turn_completed() + b"\n"])
        assert codex._client.session.odd_lines == 250
    warnings = [record.getMessage() for record in caplog.records if record.name == "codex_app_server"]
    assert len(warnings) == 3
    assert "(201 so far)" in warnings[2]


@pytest.mark.parametrize("backend", ["asyncio", "trio"])
def test_s11_however_the_bytes_are_cut_and_lines_are_ended_the_events_are_the_same(backend: str) -> None:
    spaced = delta("c").replace(b',"turnId"', b',\r"turnId"')
    lines = [delta("a"), delta("bé\n\r\u2028"), spaced, turn_completed()]

    async def read(ending: bytes, size: int) -> list[Any]:
        peer = ScriptedPeer()
        whole = b"".join(line + ending for line in lines)
        async with AsyncCodex(peer.config()) as codex:
            chunks = [whole[at : at + size] for at in range(0, len(whole), size)]
            return [(event.method, event.payload) for event in await turn_of(peer, codex, chunks)]

    expected = anyio.run(read, b"\n", 10_000, backend=backend)
    assert len(expected) == 4

    @FEW
    @given(st.sampled_from([b"\n", b"\r\n"]), st.integers(1, 200))
    def check(ending: bytes, size: int) -> None:
        assert anyio.run(read, ending, size, backend=backend) == expected

    check()


@pytest.mark.anyio
async def test_s13_bad_utf8_costs_one_line_and_none_before_it() -> None:
    peer = ScriptedPeer()
    async with AsyncCodex(peer.config()) as codex:
        bad = delta("x").replace(b'"x"', b'"\xff\xfe"')
        lines = [delta("a"), bad, delta("b"), turn_completed(), b""]
        events = await turn_of(peer, codex, [b"\n".join(lines)])
    assert said(events) == "ab"
    odd = [event.payload for event in events if isinstance(event.payload, UnknownNotification)]
    assert len(odd) <= 1


@pytest.mark.anyio
async def test_s14_a_message_of_20_mb_is_one_event(stub: StubConfig) -> None:
    async with AsyncCodex(stub()) as codex:
        turn = await codex.thread("t").turn(TextInput("delta('x' * 20_000_000); completed()"))
        with anyio.fail_after(PATIENCE):
            events = [event async for event in turn.stream()]
    assert len(said(events)) == 20_000_000


@pytest.mark.anyio
async def test_s15_a_line_without_an_end_is_the_end(stub: StubConfig) -> None:
    code = "delta('a')\nwhile True: raw(b'x' * 65536)"
    async with AsyncCodex(stub()) as codex:
        turn = await codex.thread("t").turn(TextInput(code))
        stream = turn.stream()
        with anyio.fail_after(2 * PATIENCE):
            assert (await stream.__anext__()).method == "item/agentMessage/delta"
            with pytest.raises(MessageTooLongError, match="longer than 67108864 bytes"):
                await stream.__anext__()
            with pytest.raises(MessageTooLongError):
                await codex.models()


BROKEN_ITEM = {"threadId": "t", "turnId": "u", "item": {"type": "agentMessage"}, "completedAtMs": 1}


def line(method: str, params: object) -> bytes:
    return json.dumps({"method": method, "params": params, "emittedAtMs": 7}).encode()


@pytest.mark.anyio
async def test_s17_an_event_that_does_not_fit_comes_with_its_content_and_the_reason() -> None:
    peer = ScriptedPeer()
    async with AsyncCodex(peer.config()) as codex:
        broken = {"threadId": "t", "turnId": "u", "itemId": "i", "delta": 7}
        lines = [line("item/agentMessage/delta", broken), turn_completed(), b""]
        first, _ = await turn_of(peer, codex, [b"\n".join(lines)])
    assert (first.method, first.thread_id, first.turn_id) == ("item/agentMessage/delta", "t", "u")
    assert isinstance(first.payload, InvalidNotification)
    assert first.payload.params == broken
    assert "delta" in first.payload.reason
    assert first.emitted_at_ms == 7


def test_s17_run_counts_what_it_could_not_read(stub: StubConfig) -> None:
    code = f"say({{'method': 'item/completed', 'params': {{**{BROKEN_ITEM}, 'item': 7}}}}); completed()"
    with Codex(stub()) as codex:
        result = codex.thread("t").run(code)
    assert result.unreadable_events == 1
    assert result.items == []


@pytest.mark.anyio
async def test_s18_unknown_methods_and_values_pass_and_a_new_status_ends_the_turn() -> None:
    peer = ScriptedPeer()
    async with AsyncCodex(peer.config()) as codex:
        unknown = line("turn/of/tomorrow", {"threadId": "t", "turnId": "u", "more": [1]})
        lines = [unknown, turn_completed("of tomorrow"), b""]
        first, last = await turn_of(peer, codex, [b"\n".join(lines)])
    assert isinstance(first.payload, UnknownNotification)
    assert not isinstance(first.payload, InvalidNotification)
    assert first.payload.params == {"threadId": "t", "turnId": "u", "more": [1]}
    assert isinstance(last.payload, TurnCompletedNotification)
    assert last.payload.turn.status == "of tomorrow"


@pytest.mark.anyio
async def test_s19_answers_that_nobody_waits_for_are_counted_and_the_stream_is_whole() -> None:
    peer = ScriptedPeer()
    answers = [b'{"id":77,"result":{}}', b'{"id":"78","result":{}}', b'{"id":null,"result":{}}']
    async with AsyncCodex(peer.config()) as codex:
        lines = [delta("a"), *answers, *answers, delta("b"), turn_completed(), b""]
        assert said(await turn_of(peer, codex, [b"\n".join(lines)])) == "ab"
        assert codex._client.session.odd_lines == 6


@pytest.mark.anyio
async def test_s19_a_second_answer_to_a_request_changes_nothing() -> None:
    peer = ScriptedPeer()
    async with AsyncCodex(peer.config()) as codex, anyio.create_task_group() as group:
        results: list[object] = []

        async def ask(method: str) -> None:
            results.append(await codex.request(method, {}, dict))

        group.start_soon(ask, "x")
        first = await peer.next_request("x")
        peer.answer(first, {"n": 1})
        peer.answer(first, {"n": 2})
        group.start_soon(ask, "y")
        peer.answer(await peer.next_request("y"), {"n": 3})
    assert results == [{"n": 1}, {"n": 3}]
