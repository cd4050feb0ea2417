"""What MCP servers ask a person, and how to answer.

The server asks in the same way whether a tool of an MCP server may be called: see
`McpElicitation.is_tool_approval`. An elicitation handler is any callable that takes an `McpElicitation` and
returns an answer, or an awaitable of one. Without a handler, and when a handler raises or answers with
something else, the elicitation is declined.
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
    """An MCP server wants something from a person (`mcpServer/elicitation/request`)."""

    request_id: int | str
    thread_id: str
    turn_id: str | None
    server_name: str
    mode: str
    """`form` for data as `requested_schema` describes it, `url` for a page to be opened, or another one."""
    message: str | None
    """What to say to the person."""
    requested_schema: Mapping[str, v2_all.JsonValue] | None
    """The JSON schema of an object that the accepting answer holds as its content."""
    url: str | None
    meta: Mapping[str, v2_all.JsonValue]
    """What the server says besides, such as `tool_params` of a tool that waits for approval."""
    params: v2_all.McpServerElicitationRequestParams

    @property
    def is_tool_approval(self) -> bool:
        """Whether accepting lets the agent call a tool of the MCP server, and needs no content."""
        return self.meta.get("codex_approval_kind") == "mcp_tool_call"

    @property
    def persist_choices(self) -> tuple[str, ...]:
        """For how long accepting can hold beyond this once: of `session` and `always`."""
        offered = self.meta.get("persist")
        choices = offered if isinstance(offered, list) else [offered]
        return tuple(choice for choice in choices if isinstance(choice, str))


@dataclass(frozen=True)
class AcceptElicitation:
    """Accept, with the content that the schema of the elicitation asks for."""

    content: Mapping[str, object] | None = None
    persist: Literal["session", "always"] | None = None
    """Whether not to ask again; once only where `McpElicitation.persist_choices` does not offer it."""


ElicitationAnswer = AcceptElicitation | Decision | str
"""What an elicitation handler answers.

`Decision.ACCEPT` accepts without content and `ACCEPT_FOR_SESSION` does not ask again, which is for tools;
`DECLINE` says no, and `CANCEL` that the person did not decide.
"""

ElicitationHandler = Callable[[McpElicitation], ElicitationAnswer | Awaitable[ElicitationAnswer]]
"""Answers what MCP servers ask; an async one is cancelled when its request is resolved elsewhere."""

DECLINED: Mapping[str, object] = {"action": "decline", "content": None}
"""The result that declines."""


def elicitation_to_wire(request: McpElicitation, answer: object) -> Mapping[str, object]:
    """Turn an answer into the result that the protocol wants.

    Raises `InvalidInputError` for anything that is no answer, and for an accepting one without what the
    schema requires.
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
