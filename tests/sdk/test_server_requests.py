"""What the real server asks besides approvals of commands and patches, and what becomes of the answers."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import TYPE_CHECKING

import anyio
import mcp_server
import pytest
from codex_app_server import (
    AcceptElicitation,
    AppServerConfig,
    AsyncCodex,
    Codex,
    Decision,
    ElicitationAnswer,
    GrantPermissions,
    McpElicitation,
    PermissionsAnswer,
    PermissionsApproval,
    TextInput,
    ToolCall,
    ToolResult,
    TurnStatus,
    UserInputAnswers,
    UserInputRequest,
)
from codex_app_server.generated.v2_all import DynamicToolCallThreadItem, McpToolCallThreadItem
from patience import PATIENCE
from real_server import make_home, real_config

if TYPE_CHECKING:
    from pathlib import Path

    from scripted_model import ScriptedModel

MakeConfig = Callable[..., AppServerConfig]
TICKET = {
    "type": "function",
    "name": "ticket",
    "description": "Reads a ticket.",
    "inputSchema": {"type": "object", "properties": {"id": {"type": "integer"}}},
}
ASK = "ask\ntext:Done."
GREET = 'mcp:forms:greet:{"name": "Bo"}\ntext:Done.'


@pytest.fixture
def anyio_backend() -> str:
    """One event loop is enough here; `_io/test_request_kinds.py` has both."""
    return "asyncio"


@pytest.fixture
def make_config(tmp_path: Path, scripted_model: ScriptedModel) -> MakeConfig:
    """A real server with an MCP server that asks, and a model that may ask for permissions."""
    tables = f"request_permissions_tool = true\n\n{mcp_server.config()}"
    home = make_home(tmp_path, scripted_model, tables=tables)

    def make(**options: object) -> AppServerConfig:
        return real_config(home, **options)

    return make


def output_that_the_model_got(model: ScriptedModel, text: str) -> str:
    """What the last tool of a prompt gave to the model."""
    return str(model.requests_with(text)[-1].body["input"][-1]["output"])


@pytest.mark.parametrize(
    ("answers", "got"),
    [
        ({"color": "Blue"}, {"color": {"answers": ["Blue"]}}),
        ({"color": ["Red (Recommended)", "or so"]}, {"color": {"answers": ["Red (Recommended)", "or so"]}}),
        ({}, {}),
    ],
)
def test_the_agent_gets_the_persons_answers(
    answers: UserInputAnswers, got: object, make_config: MakeConfig, scripted_model: ScriptedModel
) -> None:
    asked: list[UserInputRequest] = []

    def handler(request: UserInputRequest) -> UserInputAnswers:
        asked.append(request)
        return answers

    script = f"{ASK} ;; usage:1:{len(str(answers))}"
    with Codex(make_config(user_input_handler=handler)) as codex:
        assert codex.thread_start().run(script).final_response == "Done."
    (request,) = asked
    (question,) = request.questions
    assert (question.id, question.header, question.question) == ("color", "Color", "Which color?")
    assert [option.label for option in question.options or []] == ["Red (Recommended)", "Blue"]
    assert json.loads(output_that_the_model_got(scripted_model, script))["answers"] == got


@pytest.mark.anyio
async def test_interrupting_takes_the_question_back(make_config: MakeConfig) -> None:
    asked, cancelled = anyio.Event(), anyio.Event()

    async def handler(request: UserInputRequest) -> UserInputAnswers:
        asked.set()
        try:
            await anyio.sleep_forever()
        finally:
            cancelled.set()
        return {}

    async with AsyncCodex(make_config(user_input_handler=handler)) as codex:
        turn = await (await codex.thread_start()).turn(TextInput(ASK))
        with anyio.fail_after(PATIENCE):
            await asked.wait()
            await turn.interrupt()
            await cancelled.wait()
            assert (await turn.run()).status == TurnStatus.interrupted


def run_greet(config: AppServerConfig) -> McpToolCallThreadItem:
    with Codex(config) as codex:
        result = codex.thread_start().run(GREET)
    (item,) = (item for item in result.items if isinstance(item, McpToolCallThreadItem))
    return item


def test_a_tool_of_an_mcp_server_is_allowed_and_its_question_answered(make_config: MakeConfig) -> None:
    asked: list[McpElicitation] = []

    async def handler(request: McpElicitation) -> ElicitationAnswer:
        asked.append(request)
        return Decision.ACCEPT if request.is_tool_approval else AcceptElicitation({"age": 7})

    item = run_greet(make_config(elicitation_handler=handler))
    approval, question = asked
    assert approval.server_name == question.server_name == "forms"
    assert "greet" in (approval.message or "")
    assert approval.meta["tool_params"] == {"name": "Bo"}
    assert question.message == "Your age?"
    assert item.status.value == "completed"
    assert '"age": 7' in str(item.result)


def test_a_tool_of_an_mcp_server_that_is_not_allowed_is_not_called(make_config: MakeConfig) -> None:
    item = run_greet(make_config())
    assert item.status.value == "failed"
    assert item.error is not None


def test_a_tool_that_is_allowed_for_the_session_is_asked_about_once(make_config: MakeConfig) -> None:
    approvals: list[McpElicitation] = []

    def handler(request: McpElicitation) -> ElicitationAnswer:
        if request.is_tool_approval:
            approvals.append(request)
            return Decision.ACCEPT_FOR_SESSION
        return Decision.DECLINE

    with Codex(make_config(elicitation_handler=handler)) as codex:
        thread = codex.thread_start()
        thread.run(GREET)
        thread.run(GREET)
    assert len(approvals) == 1


@pytest.mark.parametrize(
    ("answer", "network", "scope"),
    [
        (Decision.ACCEPT, {"enabled": True}, "turn"),
        (Decision.ACCEPT_FOR_SESSION, {"enabled": True}, "session"),
        (Decision.DECLINE, None, "turn"),
        (GrantPermissions({}), None, "turn"),
    ],
)
def test_permissions_are_granted_as_the_handler_says(
    answer: PermissionsAnswer,
    network: object,
    scope: str,
    make_config: MakeConfig,
    scripted_model: ScriptedModel,
) -> None:
    asked: list[PermissionsApproval] = []

    def handler(request: PermissionsApproval) -> PermissionsAnswer:
        asked.append(request)
        return answer

    wanted = {"reason": f"to see {answer}", "permissions": {"network": {"enabled": True}}}
    script = f"tool:request_permissions:{json.dumps(wanted)}\ntext:Done."
    with Codex(make_config(permissions_handler=handler)) as codex:
        codex.thread_start().run(script)
    (request,) = asked
    assert request.reason == wanted["reason"]
    assert request.permissions.network is not None
    granted = json.loads(output_that_the_model_got(scripted_model, json.dumps(wanted)))
    assert (granted["permissions"].get("network"), granted["scope"]) == (network, scope)


def call_ticket(config: AppServerConfig) -> DynamicToolCallThreadItem:
    with Codex(config) as codex:
        result = codex.thread_start(dynamic_tools=[TICKET]).run('tool:ticket:{"id": 7}\ntext:Done.')
    (item,) = (item for item in result.items if isinstance(item, DynamicToolCallThreadItem))
    return item


def test_a_tool_of_the_program_is_called(make_config: MakeConfig) -> None:
    async def handler(call: ToolCall) -> ToolResult:
        return ToolResult(f"{call.tool} {call.arguments}")

    item = call_ticket(make_config(tool_call_handler=handler))
    assert (item.status.value, item.success) == ("completed", True)
    assert "ticket {'id': 7}" in str(item.content_items)


def test_a_tool_of_the_program_that_raises_fails(make_config: MakeConfig) -> None:
    def handler(call: ToolCall) -> str:
        raise LookupError("there is no such ticket")

    item = call_ticket(make_config(tool_call_handler=handler))
    assert (item.status.value, item.success) == ("failed", False)
    assert "there is no such ticket" in str(item.content_items)


def test_a_tool_without_a_handler_fails(make_config: MakeConfig) -> None:
    assert call_ticket(make_config()).success is False
