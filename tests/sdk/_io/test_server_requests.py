from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Any

import anyio
import anyio.lowlevel
import pytest
from codex_app_server import (
    AcceptWithExecpolicyAmendment,
    ApprovalDecision,
    ApprovalRequest,
    AsyncCodex,
    CommandApproval,
    Decision,
    FileChangeApproval,
)
from codex_app_server.generated.methods import SERVER_REQUESTS
from patience import PATIENCE
from scripted_peer import Message, ScriptedPeer

pytestmark = pytest.mark.anyio

COMMAND: Message = {
    "threadId": "t",
    "turnId": "u",
    "itemId": "i",
    "startedAtMs": 1,
    "command": "touch x",
    "cwd": "/work",
    "reason": "because",
    "proposedExecpolicyAmendment": ["touch"],
    "availableDecisions": [
        "accept",
        {"acceptWithExecpolicyAmendment": {"execpolicy_amendment": ["touch"]}},
        "of tomorrow",
    ],
}
ASK_COMMAND = "item/commandExecution/requestApproval"
ASK_FILES = "item/fileChange/requestApproval"


async def answer_to(
    method: str, params: Message, *, handler: Any = None, request_id: int | str = 0
) -> Message:
    peer = ScriptedPeer()
    async with AsyncCodex(peer.config(approval_handler=handler)):
        peer.say({"method": method, "id": request_id, "params": params})
        return await peer.next_answer()


@pytest.mark.parametrize(
    ("method", "result"),
    [
        (ASK_COMMAND, {"decision": "decline"}),
        (ASK_FILES, {"decision": "decline"}),
        ("item/permissions/requestApproval", {"permissions": {}, "scope": "turn"}),
        ("mcpServer/elicitation/request", {"action": "decline", "content": None}),
        ("item/tool/requestUserInput", {"answers": {}}),
    ],
)
async def test_without_a_handler_the_answer_is_no(method: str, result: Message) -> None:
    assert await answer_to(method, COMMAND) == {"id": 0, "result": result}


@pytest.mark.parametrize("method", ["applyPatchApproval", "execCommandApproval"])
async def test_the_old_questions_are_denied_too(method: str) -> None:
    answer = await answer_to(method, {})
    assert "denied" in answer["result"]["decision"]


async def test_a_call_of_a_tool_that_the_client_does_not_have_fails() -> None:
    result = (await answer_to("item/tool/call", {}))["result"]
    assert result["success"] is False
    assert result["contentItems"][0]["type"] == "inputText"


@pytest.mark.parametrize("method", ["currentTime/read", "of/tomorrow"])
async def test_an_unknown_question_gets_an_error(method: str) -> None:
    answer = await answer_to(method, {}, request_id="a")
    assert answer["id"] == "a"
    assert answer["error"]["code"] == -32601
    assert method in answer["error"]["message"]


async def test_the_warning_comes_once(caplog: pytest.LogCaptureFixture) -> None:
    peer = ScriptedPeer()
    with caplog.at_level(logging.WARNING, "codex_app_server"):
        async with AsyncCodex(peer.config()):
            for number in range(3):
                peer.say({"method": ASK_COMMAND, "id": number, "params": COMMAND})
                await peer.next_answer()
    assert len(caplog.records) == 1
    assert "approval_handler" in caplog.text


async def test_each_handler_that_is_missing_is_named_once(caplog: pytest.LogCaptureFixture) -> None:
    methods = {
        ASK_COMMAND: "approval_handler",
        ASK_FILES: "approval_handler",
        "item/permissions/requestApproval": "permissions_handler",
        "item/tool/requestUserInput": "user_input_handler",
        "mcpServer/elicitation/request": "elicitation_handler",
        "item/tool/call": "tool_call_handler",
        "of/tomorrow": "server_request_handler",
    }
    peer = ScriptedPeer()
    async with AsyncCodex(peer.config()):
        for number, method in enumerate([*methods, *methods]):
            peer.say({"method": method, "id": number, "params": {}})
            await peer.next_answer()
    assert len(caplog.records) == len(set(methods.values()))
    for name in methods.values():
        assert caplog.text.count(f"AppServerConfig({name}=...)") == 1


async def test_a_handler_for_approvals_is_asked_nothing_else() -> None:
    asked: list[ApprovalRequest] = []
    peer = ScriptedPeer()
    async with AsyncCodex(peer.config(approval_handler=asked.append)):
        for number, method in enumerate(SERVER_REQUESTS):
            if method not in (ASK_COMMAND, ASK_FILES):
                peer.say({"method": method, "id": number, "params": COMMAND})
                await peer.next_answer()
    assert asked == []


async def test_a_handler_is_asked_with_everything_there_is_to_know() -> None:
    asked: list[ApprovalRequest] = []

    async def handler(request: ApprovalRequest) -> Decision:
        asked.append(request)
        return Decision.ACCEPT

    assert (await answer_to(ASK_COMMAND, COMMAND, handler=handler))["result"] == {"decision": "accept"}
    files = {"threadId": "t", "turnId": "u", "itemId": "j", "startedAtMs": 1, "grantRoot": "/r"}
    await answer_to(ASK_FILES, files, handler=handler)
    command, change = asked
    assert isinstance(command, CommandApproval)
    assert (command.request_id, command.thread_id, command.turn_id, command.item_id) == (0, "t", "u", "i")
    assert (command.command, command.cwd, command.reason) == ("touch x", "/work", "because")
    assert command.proposed_execpolicy_amendment == ("touch",)
    assert command.available_decisions == (
        Decision.ACCEPT,
        AcceptWithExecpolicyAmendment(("touch",)),
        "of tomorrow",
    )
    assert command.params.started_at_ms == 1
    assert isinstance(change, FileChangeApproval)
    assert (change.item_id, change.grant_root, change.reason) == ("j", "/r", None)


@pytest.mark.parametrize(
    ("decision", "wire"),
    [
        (Decision.CANCEL, "cancel"),
        ("acceptForSession", "acceptForSession"),
        (
            AcceptWithExecpolicyAmendment(("git", "add")),
            {"acceptWithExecpolicyAmendment": {"execpolicy_amendment": ["git", "add"]}},
        ),
    ],
)
async def test_a_decision_goes_over_the_wire_as_the_protocol_has_it(
    decision: ApprovalDecision, wire: object
) -> None:
    answer = await answer_to(ASK_COMMAND, COMMAND, handler=lambda _: decision)
    assert answer["result"] == {"decision": wire}


def returns_nonsense(request: ApprovalRequest) -> Any:
    return {"yes": "please"}


def raises(request: ApprovalRequest) -> Decision:
    raise KeyError(request.item_id)


async def raises_later(request: ApprovalRequest) -> Decision:
    await anyio.lowlevel.checkpoint()
    raise OSError("away")


@pytest.mark.parametrize("handler", [returns_nonsense, raises, raises_later, lambda _: None])
async def test_whatever_goes_wrong_in_a_handler_the_answer_is_no(
    handler: Callable[[ApprovalRequest], Any], caplog: pytest.LogCaptureFixture
) -> None:
    answer = await answer_to(ASK_COMMAND, COMMAND, handler=handler)
    assert answer["result"] == {"decision": "decline"}
    assert "declined" in caplog.text


async def test_a_question_that_cannot_be_read_is_declined() -> None:
    answer = await answer_to(ASK_COMMAND, {"threadId": 5}, handler=lambda _: Decision.ACCEPT)
    assert answer["result"] == {"decision": "decline"}


async def test_a_handler_is_cancelled_when_its_question_is_resolved_elsewhere() -> None:
    asked, cancelled = anyio.Event(), anyio.Event()

    async def handler(request: ApprovalRequest) -> Decision:
        asked.set()
        try:
            await anyio.sleep_forever()
        finally:
            cancelled.set()
        return Decision.ACCEPT

    peer = ScriptedPeer()
    async with AsyncCodex(peer.config(approval_handler=handler)):
        peer.say({"method": ASK_COMMAND, "id": 3, "params": COMMAND})
        with anyio.fail_after(PATIENCE):
            await asked.wait()
            peer.notify("serverRequest/resolved", threadId="t", requestId=3)
            await cancelled.wait()
        peer.say({"method": "x", "id": 4, "params": {}})
        assert (await peer.next_answer())["id"] == 4


async def test_closing_does_not_wait_for_a_handler() -> None:
    asked = anyio.Event()

    async def handler(request: ApprovalRequest) -> Decision:
        asked.set()
        await anyio.sleep_forever()
        return Decision.ACCEPT

    peer = ScriptedPeer()
    with anyio.fail_after(PATIENCE):
        async with AsyncCodex(peer.config(approval_handler=handler)):
            peer.say({"method": ASK_COMMAND, "id": 3, "params": COMMAND})
            await asked.wait()


async def test_two_questions_are_answered_each_by_its_id_and_a_slow_one_holds_up_nobody() -> None:
    release = anyio.Event()

    async def handler(request: ApprovalRequest) -> Decision:
        if request.request_id == 0:
            await release.wait()
            return Decision.DECLINE
        return Decision.ACCEPT

    peer = ScriptedPeer()
    async with AsyncCodex(peer.config(approval_handler=handler)):
        for number in (0, 1):
            peer.say({"method": ASK_COMMAND, "id": number, "params": COMMAND})
        assert await peer.next_answer() == {"id": 1, "result": {"decision": "accept"}}
        release.set()
        assert await peer.next_answer() == {"id": 0, "result": {"decision": "decline"}}
