"""The kinds of the server's requests: the handler for each, and the answer without one."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from .. import server_requests
from ..approvals import CommandApproval, Decision, FileChangeApproval, decision_to_wire, decisions_from_wire
from ..elicitations import DECLINED, McpElicitation, elicitation_to_wire
from ..permissions import NOTHING_GRANTED, PermissionsApproval, permissions_to_wire
from ..tool_calls import ToolCall, failed_call, tool_result_to_wire
from ..user_input import NO_ANSWERS, UserInputRequest, answers_to_wire

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from typing import TypeAlias

    from .._core.routing import ServerRequest

    Result: TypeAlias = Mapping[str, object]


@dataclass(frozen=True)
class Asked:
    """A request as its handler gets it, and the conversion of the handler's answer to the wire."""

    value: object
    to_wire: Callable[[object], Result]
    """Raises `InvalidInputError` for a value that is not an answer."""


@dataclass(frozen=True)
class RequestKind:
    """How requests of one method are answered."""

    handler: str
    """The field of the config that has the handler."""
    read: Callable[[ServerRequest], Asked] | None
    """Raises `ValueError` for parameters that do not fit. None if no handler is asked."""
    refusal: Result | None
    """The result without an answer of a handler, which never permits anything. None to answer an error."""
    refused: str
    """The word for a refusal in messages."""
    failure: Callable[[BaseException], Result] | None = None
    """The result when the handler raises, if it differs from the refusal."""

    @property
    def handler_in_words(self) -> str:
        """The name of the handler in messages."""
        return self.handler.replace("_", " ")


def _command(request: ServerRequest) -> Asked:
    from ..generated.v2_all import CommandExecutionRequestApprovalParams

    raw = request.params if isinstance(request.params, dict) else {}
    params = CommandExecutionRequestApprovalParams.model_validate(raw)
    rule = params.proposed_execpolicy_amendment
    approval = CommandApproval(
        request_id=request.id,
        thread_id=params.thread_id,
        turn_id=params.turn_id,
        item_id=params.item_id,
        command=params.command,
        cwd=params.cwd,
        reason=params.reason,
        proposed_execpolicy_amendment=None if rule is None else tuple(rule),
        available_decisions=decisions_from_wire(raw.get("availableDecisions")),
        params=params,
    )
    return Asked(approval, _decision)


def _file_change(request: ServerRequest) -> Asked:
    from ..generated.v2_all import FileChangeRequestApprovalParams

    params = FileChangeRequestApprovalParams.model_validate(request.params)
    approval = FileChangeApproval(
        request_id=request.id,
        thread_id=params.thread_id,
        turn_id=params.turn_id,
        item_id=params.item_id,
        reason=params.reason,
        grant_root=params.grant_root,
        params=params,
    )
    return Asked(approval, _decision)


def _decision(answer: object) -> Result:
    return {"decision": decision_to_wire(answer)}


def _permissions(request: ServerRequest) -> Asked:
    from ..generated.v2_all import PermissionsRequestApprovalParams

    params = PermissionsRequestApprovalParams.model_validate(request.params)
    approval = PermissionsApproval(
        request_id=request.id,
        thread_id=params.thread_id,
        turn_id=params.turn_id,
        item_id=params.item_id,
        cwd=params.cwd,
        reason=params.reason,
        permissions=params.permissions,
        params=params,
    )
    return Asked(approval, partial(permissions_to_wire, approval))


def _user_input(request: ServerRequest) -> Asked:
    from ..generated.v2_all import ToolRequestUserInputParams

    params = ToolRequestUserInputParams.model_validate(request.params)
    asked = UserInputRequest(
        request_id=request.id,
        thread_id=params.thread_id,
        turn_id=params.turn_id,
        item_id=params.item_id,
        questions=tuple(params.questions),
        is_blocking=params.is_blocking,
        auto_resolution_ms=params.auto_resolution_ms,
        params=params,
    )
    return Asked(asked, partial(answers_to_wire, asked))


def _elicitation(request: ServerRequest) -> Asked:
    from ..generated.v2_all import McpServerElicitationRequestParams

    raw = request.params if isinstance(request.params, dict) else {}
    params = McpServerElicitationRequestParams.model_validate(raw)
    schema, meta = raw.get("requestedSchema"), raw.get("_meta")
    message, url = raw.get("message"), raw.get("url")
    elicitation = McpElicitation(
        request_id=request.id,
        thread_id=params.thread_id,
        turn_id=params.turn_id,
        server_name=params.server_name,
        mode=params.mode,
        message=message if isinstance(message, str) else None,
        requested_schema=schema if isinstance(schema, dict) else None,
        url=url if isinstance(url, str) else None,
        meta=meta if isinstance(meta, dict) else {},
        params=params,
    )
    return Asked(elicitation, partial(elicitation_to_wire, elicitation))


def _tool_call(request: ServerRequest) -> Asked:
    from ..generated.v2_all import DynamicToolCallParams

    params = DynamicToolCallParams.model_validate(request.params)
    call = ToolCall(
        request_id=request.id,
        thread_id=params.thread_id,
        turn_id=params.turn_id,
        call_id=params.call_id,
        namespace=params.namespace,
        tool=params.tool,
        arguments=params.arguments,
        params=params,
    )
    return Asked(call, partial(tool_result_to_wire, call))


def _anything_else(request: ServerRequest) -> Asked:
    asked = server_requests.ServerRequest(request.id, request.method, request.params)
    return Asked(asked, partial(server_requests.result_to_wire, asked))


_DECLINE = {"decision": Decision.DECLINE.value}
_DENIED = {"decision": {"denied": {"rejection": "No approval handler decides on this."}}}
_KINDS = {
    "item/commandExecution/requestApproval": RequestKind("approval_handler", _command, _DECLINE, "declined"),
    "item/fileChange/requestApproval": RequestKind("approval_handler", _file_change, _DECLINE, "declined"),
    "applyPatchApproval": RequestKind("approval_handler", None, _DENIED, "declined"),
    "execCommandApproval": RequestKind("approval_handler", None, _DENIED, "declined"),
    "item/permissions/requestApproval": RequestKind(
        "permissions_handler", _permissions, NOTHING_GRANTED, "declined"
    ),
    "item/tool/requestUserInput": RequestKind("user_input_handler", _user_input, NO_ANSWERS, "not answered"),
    "mcpServer/elicitation/request": RequestKind("elicitation_handler", _elicitation, DECLINED, "declined"),
    "item/tool/call": RequestKind(
        "tool_call_handler",
        _tool_call,
        failed_call("The client does not have this tool."),
        "answered as failed",
        lambda error: failed_call(f"{type(error).__name__}: {error}"),
    ),
}
_OTHER = RequestKind("server_request_handler", _anything_else, None, "refused")


def kind_of(method: str) -> RequestKind:
    """Return the kind of a request, or a general kind for an unknown method."""
    return _KINDS.get(method, _OTHER)
