"""Requests that are answered by a form: as the server sends them, and as the application holds them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from codex_app_server._core.routing import ServerRequest
from codex_app_server._io.request_kinds import kind_of
from codex_app_server.elicitations import elicitation_to_wire
from codex_app_server.permissions import PermissionsApproval, permissions_to_wire
from codex_app_server.user_input import UserInputRequest, answers_to_wire
from codex_tui.state.pending_forms import pending_form
from codex_tui.state.threads import ThreadState

if TYPE_CHECKING:
    from collections.abc import Mapping

    from codex_tui.state.forms import FormAnswer
    from codex_tui.state.pending_forms import FormRequest, PendingForm

QUESTIONS = "item/tool/requestUserInput"
PERMISSIONS = "item/permissions/requestApproval"
ELICITATION = "mcpServer/elicitation/request"

_IDS = {"threadId": "t", "turnId": "u"}
_LEAST: dict[str, dict[str, object]] = {
    QUESTIONS: {"itemId": "i", "questions": [], "isBlocking": False, "autoResolutionMs": None},
    PERMISSIONS: {"itemId": "i", "startedAtMs": 1, "cwd": "/w", "permissions": {}, "reason": None},
    "form": {"requestedSchema": {"type": "object", "properties": {}}},
    "url": {"url": "https://example.org/", "elicitationId": "e"},
    "openai/userVerification": {"challenge": "c", "title": "t", "description": "d"},
}


_COLOURS = [{"label": "Red", "description": "warm"}, {"label": "Blue", "description": "cold"}]
ASKED: dict[str, Any] = {
    "questions": [
        {"id": "c", "header": "Colour", "question": "Which?", "isOther": True, "options": _COLOURS},
        {"id": "n", "header": "Name", "question": "Whose?"},
        {"id": "t", "header": "Token", "question": "What?", "isSecret": True},
    ]
}
FILES: dict[str, Any] = {
    "entries": [
        {"access": "read", "path": {"type": "path", "path": "/etc"}},
        {"access": "write", "path": {"type": "path", "path": "/out"}},
        {"access": "deny", "path": {"type": "path", "path": "/out/keep"}},
    ],
    "read": ["/etc"],
    "write": ["/out"],
}
PROFILE = {"network": {"enabled": True}, "fileSystem": FILES}
FORM: dict[str, Any] = {
    "type": "object",
    "properties": {
        "age": {"type": "integer", "title": "Age", "minimum": 1, "maximum": 9, "default": 3.0},
        "ok": {"type": "boolean", "default": True},
        "pet": {"type": "string", "oneOf": [{"const": "c", "title": "Cat"}, {"const": "d", "title": "Dog"}]},
        "days": {"type": "array", "items": {"type": "string", "enum": ["mo", "tu"]}, "default": ["tu"]},
        "note": {"type": "string"},
    },
    "required": ["age", "ok"],
}


TOOL: dict[str, Any] = {"codex_approval_kind": "mcp_tool_call", "persist": ["session", "always"]}
"""What comes with the approval of a tool."""


def form_request(key: int, method: str, **params: object) -> FormRequest:
    """A request with these parameters of the protocol, as the SDK hands it to a handler.

    `method` may name the mode of an elicitation behind a blank.
    """
    method, _, mode = method.partition(" ")
    least = dict(_LEAST.get(method, {}))
    if method == ELICITATION:
        mode = str(params.get("mode", mode or "form"))
        least = {"mode": mode, "serverName": "lab", "message": "", **_LEAST.get(mode, {})}
    read = kind_of(method).read
    assert read is not None
    wire: Any = {**_IDS, **least, **params}
    return cast("FormRequest", read(ServerRequest(key, method, wire)).value)


def asked_form(method: str, *, key: int = 1, **params: Any) -> PendingForm:
    """What a card shows for such a request, in a thread of which nothing is known."""
    return pending_form(form_request(key, method, **params), ThreadState("t"), key, 0)


def on_the_wire(pending: PendingForm, answer: FormAnswer) -> Mapping[str, object]:
    """The result that the SDK sends for what the person did."""
    request, given = pending.request, pending.sdk_answer(answer)
    if isinstance(request, UserInputRequest):
        return answers_to_wire(request, given)
    if isinstance(request, PermissionsApproval):
        return permissions_to_wire(request, given)
    return elicitation_to_wire(request, given)


def tool_approval(*, key: int = 1, **meta: object) -> PendingForm:
    """What a card shows for the approval of a tool, as the real server asks for it."""
    data = {**TOOL, **meta}
    return asked_form(
        ELICITATION, key=key, message='Allow the lab MCP server to run tool "greet"?', _meta=data
    )
