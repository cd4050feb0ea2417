"""More events than the consumer reads: S30 to S33. Nothing may be lost; benchmarks have rates and memory."""

from __future__ import annotations

import json
from collections.abc import Callable

import anyio
import pytest
from codex_app_server import AppServerConfig, AsyncCodex, Codex, Notification, ServerDiedError, TextInput
from codex_app_server.generated.v2_all import AgentMessageDeltaNotification
from patience import PATIENCE

StubConfig = Callable[..., AppServerConfig]
COUNT = 30_000
# Written in one piece: the client, not the stub, is the slower side.
FLOOD = f"""
lines = []
for number in range({COUNT}):
    params = {{**IDS, 'itemId': 'ab'[number % 2], 'delta': f'{{number}} '}}
    message = {{'method': 'item/agentMessage/delta', 'params': params, 'emittedAtMs': 5}}
    lines.append(json.dumps(message, separators=(',', ':')).encode())
raw(b'\\n'.join(lines) + b'\\n')
"""
SAID = {item: "".join(f"{n} " for n in range(parity, COUNT, 2)) for item, parity in (("a", 0), ("b", 1))}


def texts(events: list[Notification]) -> dict[str, str]:
    found: dict[str, list[str]] = {}
    for event in events:
        if isinstance(event.payload, AgentMessageDeltaNotification):
            found.setdefault(event.payload.item_id, []).append(event.payload.delta)
    return {item: "".join(parts) for item, parts in found.items()}


@pytest.mark.anyio
async def test_s30_a_flood_comes_in_order_and_none_of_it_is_lost(stub: StubConfig) -> None:
    async with AsyncCodex(stub()) as codex:
        turn = await codex.thread("t").turn(TextInput(FLOOD + "completed()"))
        with anyio.fail_after(PATIENCE):
            events = [event async for event in turn.stream()]
    assert texts(events) == SAID
    assert len(events) + turn.joined == COUNT + 1
    assert turn.dropped == 0


def test_s30_the_sync_client_gets_all_of_it_too(stub: StubConfig) -> None:
    with Codex(stub()) as codex:
        turn = codex.thread("t").turn(TextInput(FLOOD + "completed()"))
        events = list(turn.stream())
    assert texts(events) == SAID
    assert len(events) + turn.joined == COUNT + 1
    assert turn.dropped == 0


@pytest.mark.anyio
async def test_s31_a_sleeping_consumer_gets_the_same_text_in_fewer_events(stub: StubConfig) -> None:
    steps = "say({'method': 'item/started', 'params': {**IDS, 'item': {}, 'startedAtMs': 1}})"
    code = f"[{steps} for _ in range(50)]\n{FLOOD}\n[{steps} for _ in range(50)]\n{FLOOD}completed()"
    async with AsyncCodex(stub()) as codex:
        turn = await codex.thread("t").turn(TextInput(code))
        everything = codex.events()
        with anyio.fail_after(PATIENCE):
            await codex.request("echo", {}, dict)  # all of the turn has been read, and nothing consumed
            events = [event async for event in turn.stream()]
    assert texts(events) == {item: text * 2 for item, text in SAID.items()}
    assert 10_000 < len(events) < 10_200
    assert turn.joined + len(events) == 2 * COUNT + 101
    assert sum(event.method == "item/started" for event in events) == 100
    assert everything.joined > 2 * COUNT - 10_200
    assert everything.dropped == 0


@pytest.mark.anyio
async def test_s32_of_unread_events_of_a_state_the_latest_are_kept_and_the_rest_counted(
    stub: StubConfig,
) -> None:
    code = """
say({'method': 'turn/started', 'params': {'threadId': 's', 'turn': {**TURN, 'status': 'inProgress'}}})
message = {'method': 'thread/name/updated', 'params': {'threadId': 't', 'threadName': 'NUMBER'}}
line = json.dumps(message) + '\\n'
raw(''.join(line.replace('NUMBER', str(number)) for number in range(100_000)).encode())
say({'method': 'turn/completed', 'params': {'threadId': 's', 'turn': {**TURN, 'status': 'completed'}}})
answer(request, 'done')
"""
    async with AsyncCodex(stub()) as codex:
        events = codex.events()
        with anyio.fail_after(PATIENCE):
            assert await codex.request("do", {"code": code}, str) == "done"
            seen: list[Notification] = []
            while not seen or seen[-1].method != "turn/completed":
                seen += await events.receive_batch()
    assert seen[0].method == "turn/started"
    names = [int(json.loads(event.payload.model_dump_json())["thread_name"]) for event in seen[1:-1]]  # type: ignore[union-attr]  # a model
    assert names == sorted(names)
    assert names[-10_000:] == list(range(90_000, 100_000))
    assert len(names) + events.dropped == 100_000
    assert len(names) < 20_001


STDERR = {
    "ten megabytes": "sys.stderr.write(('y' * 99 + '\\n') * 100_000)",
    "no newline": "sys.stderr.write('z' * 10_000_000)",
    "bad UTF-8": "sys.stderr.buffer.write(b'\\xff\\xfe\\x1b]0;title\\x07 bad\\n' * 10_000)",
}


@pytest.mark.anyio
@pytest.mark.parametrize("kind", STDERR)
async def test_s33_whatever_is_on_stderr_stalls_nothing_and_reaches_no_terminal(
    kind: str, stub: StubConfig, capfd: pytest.CaptureFixture[str]
) -> None:
    write = f"{STDERR[kind]}; sys.stderr.flush()"
    async with AsyncCodex(stub(write)) as codex:
        with anyio.fail_after(PATIENCE):
            assert await codex.request("do", {"code": f"{write}; answer(request, 1)"}, int) == 1
            with pytest.raises(ServerDiedError) as caught:
                await codex.request("do", {"code": f"{write}; complain('\\nlast words'); sys.exit(4)"}, dict)
    tail = caught.value.stderr_tail
    assert tail.endswith("last words")
    assert len(tail) < 20 * 501
    assert not any(control in tail for control in "\x1b\x07\xff")
    out, err = capfd.readouterr()
    assert (out, err) == ("", "")
