"""Handlers that misbehave, and unexpected requests of the server: S36 to S38."""

from __future__ import annotations

import asyncio
import logging
import sys
import threading
from collections.abc import Callable
from typing import Any

import anyio
import anyio.lowlevel
import pytest
from codex_app_server import (
    AcceptWithExecpolicyAmendment,
    ApprovalRequest,
    AppServerConfig,
    AsyncCodex,
    Codex,
    Decision,
    TransportClosedError,
)
from patience import PATIENCE
from real_server import CodexHome
from scripted_peer import Message, ScriptedPeer

StubConfig = Callable[..., AppServerConfig]
RealConfig = Callable[..., AppServerConfig]
ASK = "item/commandExecution/requestApproval"
PARAMS: Message = {"threadId": "t", "turnId": "u", "itemId": "i", "startedAtMs": 1, "command": "rm -rf /"}
DECLINED = {"decision": "decline"}


def ask(peer: ScriptedPeer, number: int | str = 0, **more: Any) -> None:
    peer.say({"method": ASK, "id": number, "params": {**PARAMS, **more}})


def raises(request: ApprovalRequest) -> Decision:
    raise ZeroDivisionError(request.item_id)


async def raises_later(request: ApprovalRequest) -> Decision:
    await anyio.lowlevel.checkpoint()
    raise ZeroDivisionError(request.item_id)


async def is_cancelled(request: ApprovalRequest) -> Decision:
    with anyio.move_on_after(0):
        await anyio.sleep_forever()
    raise TimeoutError(request.item_id)


async def is_dismissed(request: ApprovalRequest) -> Decision:
    """Wait for a dialog that the program closes; trio has nothing that could be cancelled so."""
    if anyio.get_cancelled_exc_class() is not asyncio.CancelledError:
        raise ZeroDivisionError
    dialog = asyncio.get_running_loop().create_future()
    dialog.cancel()
    await dialog
    return Decision.ACCEPT


def exits(request: ApprovalRequest) -> Decision:
    sys.exit("no terminal to ask on")


async def exits_later(request: ApprovalRequest) -> Decision:
    await anyio.lowlevel.checkpoint()
    sys.exit("no terminal to ask on")


def is_interrupted(request: ApprovalRequest) -> Decision:
    raise KeyboardInterrupt


BAD_HANDLERS: dict[str, Callable[[ApprovalRequest], Any]] = {
    "raises": raises,
    "raises later": raises_later,
    "times out": is_cancelled,
    "is dismissed": is_dismissed,
    "exits": exits,
    "exits later": exits_later,
    "is interrupted": is_interrupted,
    "no decision": lambda _: "yes",
    "nothing": lambda _: None,
    "no JSON": lambda _: object(),
    "what cannot be sent": lambda _: AcceptWithExecpolicyAmendment(("\ud800",)),
    "a number": lambda _: 1,
}


@pytest.mark.anyio
@pytest.mark.parametrize("case", BAD_HANDLERS)
async def test_s36_a_handler_that_goes_wrong_declines_and_is_seen(
    case: str, caplog: pytest.LogCaptureFixture
) -> None:
    peer = ScriptedPeer()
    async with AsyncCodex(peer.config(approval_handler=BAD_HANDLERS[case])) as codex:
        for number in range(2):
            ask(peer, number)
            assert await peer.next_answer() == {"id": number, "result": DECLINED}
        async with anyio.create_task_group() as group:
            group.start_soon(codex.request, "x", {}, dict)
            peer.answer(await peer.next_request("x"), {})
    assert "declined" in caplog.text


@pytest.mark.anyio
@pytest.mark.parametrize("blocking", [False, True])
async def test_s36_a_handler_that_never_returns_is_declined_at_its_deadline_and_holds_up_nothing(
    blocking: bool, caplog: pytest.LogCaptureFixture
) -> None:
    release = threading.Event()

    def block(request: ApprovalRequest) -> Decision:
        release.wait(PATIENCE)
        return Decision.ACCEPT

    async def wait(request: ApprovalRequest) -> Decision:
        await anyio.sleep_forever()
        return Decision.ACCEPT

    peer = ScriptedPeer()
    try:
        config = peer.config(approval_handler=block if blocking else wait, handler_timeout=0.05)
        async with AsyncCodex(config) as codex:
            ask(peer)
            async with anyio.create_task_group() as group:
                group.start_soon(codex.request, "x", {}, dict)
                peer.answer(await peer.next_request("x"), {})
            assert await peer.next_answer() == {"id": 0, "result": DECLINED}
    finally:
        release.set()
    assert "did not answer within 0.05 s" in caplog.text


@pytest.mark.anyio
async def test_s36_without_a_deadline_a_handler_is_waited_for_and_close_is_not_held_up() -> None:
    asked = anyio.Event()

    async def wait(request: ApprovalRequest) -> Decision:
        asked.set()
        await anyio.sleep_forever()
        return Decision.ACCEPT

    peer = ScriptedPeer()
    with anyio.fail_after(PATIENCE):
        async with AsyncCodex(peer.config(approval_handler=wait)):
            ask(peer)
            await asked.wait()
    assert not any("result" in message for message in peer.sent)


@pytest.mark.anyio
async def test_s36_a_handler_may_call_its_client() -> None:
    peer = ScriptedPeer()

    async def look_first(request: ApprovalRequest) -> Decision:
        await codex.request("look", {}, dict)
        return Decision.ACCEPT

    codex = AsyncCodex(peer.config(approval_handler=look_first))
    async with codex:
        ask(peer)
        peer.answer(await peer.next_request("look"), {})
        assert await peer.next_answer() == {"id": 0, "result": {"decision": "accept"}}


@pytest.mark.anyio
async def test_s36_a_handler_may_close_its_client() -> None:
    peer = ScriptedPeer()
    returned: list[bool] = []

    async def close(request: ApprovalRequest) -> Decision:
        await codex.close()
        returned.append(True)
        return Decision.ACCEPT

    codex = AsyncCodex(peer.config(approval_handler=close))
    with anyio.fail_after(PATIENCE):
        async with codex, anyio.create_task_group() as group:
            group.start_soon(closed_while_asking, codex)
            await peer.next_request("x")
            ask(peer)
    assert returned == [True]
    assert peer.closed


async def closed_while_asking(codex: AsyncCodex) -> None:
    with pytest.raises(TransportClosedError, match="was closed"):
        await codex.request("x", {}, dict)


@pytest.mark.parametrize("as_coroutine", [False, True])
def test_s36_so_may_one_of_the_sync_client_close_it(as_coroutine: bool, stub: StubConfig) -> None:
    clients: list[Codex] = []

    def close(request: ApprovalRequest) -> Decision:
        clients[0].close()
        return Decision.ACCEPT

    async def close_there(request: ApprovalRequest) -> Decision:
        return close(request)

    with Codex(stub(approval_handler=close_there if as_coroutine else close)) as codex:
        clients.append(codex)
        code = f"say({{'method': '{ASK}', 'id': 7, 'params': {PARAMS}}})\nsys.stdin.buffer.read()"
        with pytest.raises(TransportClosedError, match="was closed"):
            codex.request("do", {"code": code}, dict)


def test_s36_so_may_one_of_the_sync_client(stub: StubConfig) -> None:
    clients: list[Codex] = []

    def look_first(request: ApprovalRequest) -> Decision:
        assert clients[0].request("echo", {"n": 1}, dict) == {"echo": {"n": 1}}
        return Decision.ACCEPT

    code = f"""
say({{'method': '{ASK}', 'id': 7, 'params': {PARAMS}}})
while True:
    other = json.loads(sys.stdin.buffer.readline())
    if 'result' in other: break
    answer(other, {{'echo': other['params']}})
answer(request, other)
"""
    with Codex(stub(approval_handler=look_first)) as codex:
        clients.append(codex)
        given = codex.request("do", {"code": code}, dict)
    assert given == {"id": 7, "result": {"decision": "accept"}}


def test_s37_without_a_handler_nothing_is_done_and_a_warning_says_so_once(
    real_config: RealConfig, codex_home: CodexHome, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.WARNING, "codex_app_server"), Codex(real_config()) as codex:
        thread = codex.thread_start(approval_policy="untrusted", sandbox="danger-full-access")
        for _ in range(2):
            result = thread.run("shell:touch made.txt\ntext:Done.")
            assert result.final_response == "Done."
    assert not (codex_home.work / "made.txt").exists()
    warnings = [record for record in caplog.records if "approval_handler" in record.getMessage()]
    assert len(warnings) == 1


@pytest.mark.anyio
@pytest.mark.parametrize("number", [0, 1, -1, 2**53, "text", ""])
async def test_s38_a_request_of_an_unknown_kind_gets_an_error_and_never_a_success(number: int | str) -> None:
    peer = ScriptedPeer()
    async with AsyncCodex(peer.config()):
        peer.say({"method": "brand/new/request", "id": number, "params": {"allow": True}})
        answer = await peer.next_answer()
    assert answer["id"] == number
    assert answer["error"]["code"] == -32601
    assert "result" not in answer


@pytest.mark.anyio
async def test_s38_a_request_that_comes_twice_is_asked_once_and_answered_twice() -> None:
    asked: list[ApprovalRequest] = []
    release = anyio.Event()

    async def handler(request: ApprovalRequest) -> Decision:
        asked.append(request)
        await release.wait()
        return Decision.ACCEPT if len(asked) == 1 else Decision.CANCEL

    peer = ScriptedPeer()
    accepted = {"id": 3, "result": {"decision": "accept"}}
    async with AsyncCodex(peer.config(approval_handler=handler)):
        ask(peer, 3)
        ask(peer, 3)
        await anyio.wait_all_tasks_blocked()
        release.set()
        assert [await peer.next_answer(), await peer.next_answer()] == [accepted, accepted]
        ask(peer, 3)
        assert await peer.next_answer() == accepted
        assert len(asked) == 1


@pytest.mark.anyio
async def test_s38_the_same_id_for_something_else_is_asked_anew() -> None:
    def only_ls(request: ApprovalRequest) -> Decision:
        return Decision.ACCEPT if getattr(request, "command", None) == "ls" else Decision.DECLINE

    peer = ScriptedPeer()
    async with AsyncCodex(peer.config(approval_handler=only_ls)):
        ask(peer, 3, command="ls")
        assert (await peer.next_answer())["result"] == {"decision": "accept"}
        ask(peer, 3, command="rm -rf /")
        assert (await peer.next_answer())["result"] == DECLINED
