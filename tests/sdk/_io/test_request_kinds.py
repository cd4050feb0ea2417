from __future__ import annotations

import logging
from typing import Any

import anyio
import pytest
from codex_app_server import (
    AcceptElicitation,
    AsyncCodex,
    Decision,
    GrantPermissions,
    McpElicitation,
    PermissionsApproval,
    ServerRequest,
    ToolCall,
    ToolResult,
    UserInputRequest,
)
from codex_app_server.generated.v2_all import (
    CurrentTimeReadResponse,
    GrantedPermissionProfile,
    InputImageDynamicToolCallOutputContentItem,
)
from patience import PATIENCE
from scripted_peer import Message, ScriptedPeer

pytestmark = pytest.mark.anyio

IDS: Message = {"threadId": "t", "turnId": "u"}
PERMISSIONS: Message = {"network": {"enabled": True}, "fileSystem": {"read": None, "write": ["/out"]}}
REQUESTS: dict[str, Message] = {
    "permissions_handler": {
        "method": "item/permissions/requestApproval",
        "params": {
            **IDS,
            "itemId": "i",
            "cwd": "/work",
            "reason": "why",
            "startedAtMs": 1,
            "permissions": PERMISSIONS,
        },
    },
    "user_input_handler": {
        "method": "item/tool/requestUserInput",
        "params": {
            **IDS,
            "itemId": "i",
            "isBlocking": False,
            "autoResolutionMs": 5,
            "questions": [
                {"id": "colour", "header": "Colour", "question": "Which?", "options": None},
                {"id": "size", "header": "Size", "question": "How big?", "isSecret": True},
            ],
        },
    },
    "elicitation_handler": {
        "method": "mcpServer/elicitation/request",
        "params": {
            **IDS,
            "serverName": "forms",
            "mode": "form",
            "_meta": None,
            "message": "Your age?",
            "requestedSchema": {
                "type": "object",
                "properties": {"age": {"type": "integer"}},
                "required": ["age"],
            },
        },
    },
    "tool_call_handler": {
        "method": "item/tool/call",
        "params": {**IDS, "callId": "c", "namespace": None, "tool": "ticket", "arguments": {"id": 7}},
    },
    "server_request_handler": {"method": "currentTime/read", "params": {"threadId": "t"}},
}
TOOL_APPROVAL: Message = {
    **REQUESTS["elicitation_handler"]["params"],
    "_meta": {"codex_approval_kind": "mcp_tool_call", "persist": ["session", "always"], "tool_params": {}},
    "requestedSchema": {"type": "object", "properties": {}},
}
REFUSALS: dict[str, Any] = {
    "permissions_handler": {"permissions": {}, "scope": "turn"},
    "user_input_handler": {"answers": {}},
    "elicitation_handler": {"action": "decline", "content": None},
}


async def answer_to(name: str, handler: Any, params: Message | None = None, **options: Any) -> Message:
    peer = ScriptedPeer()
    async with AsyncCodex(peer.config(**{name: handler}, **options)):
        peer.say({"id": 0, **REQUESTS[name], **({} if params is None else {"params": params})})
        return await peer.next_answer()


async def result_of(name: str, answer: object, params: Message | None = None) -> Any:
    return (await answer_to(name, lambda _: answer, params))["result"]


async def asked_of(name: str, params: Message | None = None) -> Any:
    asked: list[Any] = []

    async def handler(request: Any) -> None:
        asked.append(request)

    await answer_to(name, handler, params)
    (request,) = asked
    return request


async def test_a_request_for_permissions_says_what_is_asked_for() -> None:
    request = await asked_of("permissions_handler")
    assert isinstance(request, PermissionsApproval)
    assert (request.thread_id, request.turn_id, request.item_id) == ("t", "u", "i")
    assert (request.cwd, request.reason) == ("/work", "why")
    assert request.permissions.network is not None
    assert request.permissions.network.enabled is True
    assert request.permissions.file_system is not None
    assert request.permissions.file_system.write == ["/out"]


@pytest.mark.parametrize(
    ("answer", "granted", "scope"),
    [
        (Decision.ACCEPT, PERMISSIONS, "turn"),
        ("acceptForSession", PERMISSIONS, "session"),
        (Decision.DECLINE, {}, "turn"),
        (GrantPermissions({"network": {"enabled": True}}), {"network": {"enabled": True}}, "turn"),
        (GrantPermissions(GrantedPermissionProfile(), for_session=True), {}, "session"),
    ],
)
async def test_permissions_are_granted_as_the_handler_says(
    answer: object, granted: Message, scope: str
) -> None:
    assert await result_of("permissions_handler", answer) == {"permissions": granted, "scope": scope}


async def test_questions_come_with_all_that_they_say() -> None:
    request = await asked_of("user_input_handler")
    assert isinstance(request, UserInputRequest)
    assert [question.id for question in request.questions] == ["colour", "size"]
    assert [question.is_secret for question in request.questions] == [False, True]
    assert (request.is_blocking, request.auto_resolution_ms, request.item_id) == (False, 5, "i")


async def test_answers_are_one_text_or_several_and_may_be_left_out() -> None:
    assert await result_of("user_input_handler", {"colour": "Red"}) == {
        "answers": {"colour": {"answers": ["Red"]}}
    }
    assert await result_of("user_input_handler", {"size": ("S", "M")}) == {
        "answers": {"size": {"answers": ["S", "M"]}}
    }
    assert await result_of("user_input_handler", {}) == {"answers": {}}


async def test_what_a_person_said_is_in_no_log(caplog: pytest.LogCaptureFixture) -> None:
    for answers in ({"size": [b"hush"]}, {"other": "hush"}, ["hush"], "hush"):
        assert await result_of("user_input_handler", answers) == {"answers": {}}
    assert len(caplog.records) == 4
    assert "hush" not in caplog.text


async def test_an_elicitation_is_told_from_the_approval_of_a_tool() -> None:
    form = await asked_of("elicitation_handler")
    assert isinstance(form, McpElicitation)
    assert (form.server_name, form.mode, form.message, form.url) == ("forms", "form", "Your age?", None)
    assert form.requested_schema is not None
    assert form.requested_schema["required"] == ["age"]
    assert (form.is_tool_approval, form.persist_choices) == (False, ())
    tool = await asked_of("elicitation_handler", TOOL_APPROVAL)
    assert (tool.is_tool_approval, tool.persist_choices) == (True, ("session", "always"))
    page = {
        **IDS,
        "serverName": "s",
        "mode": "url",
        "message": "Go",
        "url": "https://a",
        "elicitationId": "e",
    }
    assert (await asked_of("elicitation_handler", page)).url == "https://a"


async def test_an_elicitation_of_a_mode_that_is_not_known_can_be_answered() -> None:
    params = {**IDS, "serverName": "s", "mode": "of/tomorrow", "message": "Hm?"}
    assert (await asked_of("elicitation_handler", params)).mode == "of/tomorrow"


@pytest.mark.parametrize(
    ("answer", "result"),
    [
        (AcceptElicitation({"age": 7}), {"action": "accept", "content": {"age": 7}}),
        (AcceptElicitation({"age": 7}, persist="always"), {"action": "accept", "content": {"age": 7}}),
        (Decision.DECLINE, {"action": "decline", "content": None}),
        ("cancel", {"action": "cancel", "content": None}),
    ],
)
async def test_an_elicitation_is_answered_as_the_handler_says(answer: object, result: Message) -> None:
    assert await result_of("elicitation_handler", answer) == result


@pytest.mark.parametrize(
    ("answer", "meta"),
    [
        (Decision.ACCEPT, None),
        (Decision.ACCEPT_FOR_SESSION, {"persist": "session"}),
        (AcceptElicitation(persist="always"), {"persist": "always"}),
    ],
)
async def test_a_tool_is_allowed_as_long_as_the_handler_says(answer: object, meta: Message | None) -> None:
    result = await result_of("elicitation_handler", answer, TOOL_APPROVAL)
    assert (result["action"], result.get("_meta")) == ("accept", meta)


async def test_accepting_without_what_a_form_requires_declines(caplog: pytest.LogCaptureFixture) -> None:
    for answer in (Decision.ACCEPT, AcceptElicitation({"name": "x"})):
        assert await result_of("elicitation_handler", answer) == REFUSALS["elicitation_handler"]
    assert "'age'" in caplog.text


async def test_a_tool_call_says_what_is_called_with_what() -> None:
    call = await asked_of("tool_call_handler")
    assert isinstance(call, ToolCall)
    assert (call.tool, call.namespace, call.call_id, call.arguments) == ("ticket", None, "c", {"id": 7})


async def test_a_tool_gives_text_or_content_items() -> None:
    assert await result_of("tool_call_handler", "open") == {
        "contentItems": [{"type": "inputText", "text": "open"}],
        "success": True,
    }
    image = InputImageDynamicToolCallOutputContentItem(image_url="data:,")
    assert await result_of("tool_call_handler", ToolResult([image], success=False)) == {
        "contentItems": [{"type": "inputImage", "imageUrl": "data:,"}],
        "success": False,
    }


async def test_a_tool_that_raises_fails_with_the_text_of_its_error() -> None:
    def handler(call: ToolCall) -> str:
        raise LookupError(f"no ticket {call.arguments}")

    result = (await answer_to("tool_call_handler", handler))["result"]
    assert result["success"] is False
    assert result["contentItems"] == [{"type": "inputText", "text": "LookupError: no ticket {'id': 7}"}]


async def test_an_error_whose_text_cannot_be_sent_fails_the_call_too(
    caplog: pytest.LogCaptureFixture,
) -> None:
    # The report of a worker process cannot be sent either, with such a text in what it captured.
    caplog.set_level(logging.CRITICAL + 1, "codex_app_server")

    def handler(call: ToolCall) -> str:
        raise LookupError("\ud800")

    result = (await answer_to("tool_call_handler", handler))["result"]
    assert result["success"] is False


async def test_any_other_request_can_be_answered() -> None:
    request = await asked_of("server_request_handler")
    assert request == ServerRequest(0, "currentTime/read", {"threadId": "t"})
    for answer in ({"currentTimeAt": 5}, CurrentTimeReadResponse(current_time_at=5)):
        assert await result_of("server_request_handler", answer) == {"currentTimeAt": 5}


async def test_any_other_request_that_is_not_answered_gets_an_error() -> None:
    def handler(request: ServerRequest) -> Message:
        raise NotImplementedError

    for answer in (await answer_to("server_request_handler", handler),):
        assert answer["error"]["code"] == -32603
        assert "currentTime/read" in answer["error"]["message"]
    assert (await answer_to("server_request_handler", lambda _: 5))["error"]["code"] == -32603


@pytest.mark.parametrize("name", REFUSALS)
@pytest.mark.parametrize("answer", [None, 5, "perhaps", b"yes", {"no question": object()}, "\ud800"])
async def test_what_is_no_answer_refuses(name: str, answer: object, caplog: pytest.LogCaptureFixture) -> None:
    assert await result_of(name, answer) == REFUSALS[name]
    assert name.replace("_", " ") in caplog.text


@pytest.mark.parametrize("name", REFUSALS)
async def test_a_request_that_cannot_be_read_is_refused_without_asking(name: str) -> None:
    asked: list[object] = []
    answer = await answer_to(name, asked.append, {"threadId": 5})
    assert answer["result"] == REFUSALS[name]
    assert asked == []


@pytest.mark.parametrize("name", REFUSALS)
async def test_a_handler_that_does_not_answer_in_time_refuses(
    name: str, caplog: pytest.LogCaptureFixture
) -> None:
    async def handler(request: object) -> None:
        await anyio.sleep_forever()

    with caplog.at_level(logging.WARNING, "codex_app_server"):
        answer = await answer_to(name, handler, handler_timeout=0.01)
    assert answer["result"] == REFUSALS[name]
    assert "AppServerConfig.handler_timeout" in caplog.text


@pytest.mark.parametrize("name", REQUESTS)
async def test_every_handler_is_cancelled_when_its_request_is_resolved_elsewhere(name: str) -> None:
    asked, cancelled = anyio.Event(), anyio.Event()

    async def handler(request: object) -> None:
        asked.set()
        try:
            await anyio.sleep_forever()
        finally:
            cancelled.set()

    peer = ScriptedPeer()
    async with AsyncCodex(peer.config(**{name: handler})):
        peer.say({"id": 3, **REQUESTS[name]})
        with anyio.fail_after(PATIENCE):
            await asked.wait()
            peer.notify("serverRequest/resolved", threadId="t", requestId=3)
            await cancelled.wait()
    assert all("method" in message for message in peer.sent), "nothing was answered"
