"""Elicitations: requests of MCP servers to the user, and the answers to them.

The app-server uses them too to ask whether a tool of an MCP server may be called: see
`McpElicitation.is_tool_approval`. An elicitation handler is any callable that takes an `McpElicitation` and
returns an answer, or an awaitable of one. Without a handler, and when a handler raises or returns anything
else, the elicitation is declined.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Literal

from .approvals import Decision
from .errors import InvalidInputError
from .generated import v2_all


@dataclass(frozen=True)
class McpElicitation:
    """A request of an MCP server to the user (`mcpServer/elicitation/request`)."""

    request_id: int | str
    thread_id: str
    turn_id: str | None
    server_name: str
    mode: str
    """`form` for data as described by `requested_schema`, `url` for a page to open, or another mode."""
    message: str | None
    """The message to show to the user."""
    requested_schema: Mapping[str, v2_all.JsonValue] | None
    """The JSON schema of the object that an accepting answer must have as its content."""
    url: str | None
    meta: Mapping[str, v2_all.JsonValue]
    """Additional data of the server, such as the `tool_params` of a tool that waits for approval."""
    params: v2_all.McpServerElicitationRequestParams

    @property
    def is_tool_approval(self) -> bool:
        """Whether accepting lets the agent call a tool of the MCP server, and needs no content."""
        return self.meta.get("codex_approval_kind") == "mcp_tool_call"

    @property
    def persist_choices(self) -> tuple[str, ...]:
        """For how long the answer can hold beyond this call: none, one or both of `session` and `always`."""
        offered = self.meta.get("persist")
        choices = offered if isinstance(offered, list) else [offered]
        return tuple(choice for choice in choices if isinstance(choice, str))


@dataclass(frozen=True)
class AcceptElicitation:
    """Accept, with the content that the schema of the elicitation asks for."""

    content: Mapping[str, object] | None = None
    persist: Literal["session", "always"] | None = None
    """For how long not to ask again; without effect unless `McpElicitation.persist_choices` offers it."""


ElicitationAnswer = AcceptElicitation | Decision | str
"""The return value of an elicitation handler.

`Decision.ACCEPT` accepts without content. `ACCEPT_FOR_SESSION`, which is for tools, also stops the server
from asking again. `DECLINE` refuses, and `CANCEL` means that the user did not decide.
"""

ElicitationHandler = Callable[[McpElicitation], ElicitationAnswer | Awaitable[ElicitationAnswer]]
"""Answers elicitations; an async one is cancelled when its request is resolved elsewhere."""

DECLINED: Mapping[str, object] = {"action": "decline", "content": None}
"""The wire result that declines."""


def elicitation_to_wire(request: McpElicitation, answer: object) -> Mapping[str, object]:
    """Convert an answer to the result on the wire.

    Raises `InvalidInputError` for anything that is not an answer, and for an accepting answer without a field
    that the schema requires.
    """
    if answer == Decision.DECLINE:
        return DECLINED
    if answer == Decision.CANCEL:
        return {"action": "cancel", "content": None}
    if answer == Decision.ACCEPT:
        answer = AcceptElicitation()
    elif answer == Decision.ACCEPT_FOR_SESSION:
        answer = AcceptElicitation(persist="session")
    if not isinstance(answer, AcceptElicitation):
        raise InvalidInputError(
            f"{type(answer).__name__} is no answer to an elicitation; answer with a Decision, or with "
            "AcceptElicitation(content={...})."
        )
    content = dict(answer.content or {})
    missing = [name for name in _required(request.requested_schema) if name not in content]
    if missing:
        raise InvalidInputError(
            f"The content lacks {', '.join(map(repr, missing))}, which the MCP server "
            f"{request.server_name!r} requires; give it as AcceptElicitation(content=...)."
        )
    result: dict[str, object] = {"action": "accept", "content": content}
    if answer.persist is not None and answer.persist in request.persist_choices:
        result["_meta"] = {"persist": answer.persist}
    return result


def _required(schema: Mapping[str, v2_all.JsonValue] | None) -> list[str]:
    required = schema.get("required") if schema is not None else None
    return [name for name in required if isinstance(name, str)] if isinstance(required, list) else []
