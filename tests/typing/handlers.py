"""Every handler may be a function or a coroutine function, and its request and answer have types."""

from __future__ import annotations

from collections.abc import Mapping

from codex_app_server import (
    AcceptElicitation,
    AppServerConfig,
    Decision,
    ElicitationAnswer,
    GrantPermissions,
    McpElicitation,
    PermissionsApproval,
    ServerRequest,
    ToolCall,
    ToolResult,
    UserInputRequest,
)


def permissions(request: PermissionsApproval) -> GrantPermissions:
    return GrantPermissions(request.permissions, for_session=True)


async def later_permissions(request: PermissionsApproval) -> Decision:
    return Decision.DECLINE


def user_input(request: UserInputRequest) -> dict[str, str]:
    return {question.id: (question.options or [])[0].label for question in request.questions}


async def later_user_input(request: UserInputRequest) -> Mapping[str, list[str]]:
    return {question.id: [question.header] for question in request.questions}


def elicitation(request: McpElicitation) -> ElicitationAnswer:
    return Decision.ACCEPT if request.is_tool_approval else AcceptElicitation({"age": 7}, persist="session")


async def later_elicitation(request: McpElicitation) -> AcceptElicitation:
    return AcceptElicitation()


def tool_call(call: ToolCall) -> str:
    return call.tool


async def later_tool_call(call: ToolCall) -> ToolResult:
    return ToolResult(call.tool, success=False)


def anything_else(request: ServerRequest) -> dict[str, int]:
    return {"currentTimeAt": 5}


async def anything_else_later(request: ServerRequest) -> dict[str, object]:
    return {"token": "t"}


FUNCTIONS = AppServerConfig(
    permissions_handler=permissions,
    user_input_handler=user_input,
    elicitation_handler=elicitation,
    tool_call_handler=tool_call,
    server_request_handler=anything_else,
    handler_timeout=60,
)
COROUTINE_FUNCTIONS = AppServerConfig(
    permissions_handler=later_permissions,
    user_input_handler=later_user_input,
    elicitation_handler=later_elicitation,
    tool_call_handler=later_tool_call,
    server_request_handler=anything_else_later,
)
