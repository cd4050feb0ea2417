"""Tools of this program that the agent can call.

They are given to a thread as `thread_start(dynamic_tools=[...])`, which is experimental. A tool call handler
is any callable that takes a `ToolCall` and returns its result, or an awaitable of it. Without a handler the
call fails; a handler that raises fails the call with the text of its error, which the agent reads.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass

from ._core.wire import wire_value
from .errors import InvalidInputError
from .generated import v2_all


@dataclass(frozen=True)
class ToolCall:
    """A call of a tool of this program by the agent (`item/tool/call`)."""

    request_id: int | str
    thread_id: str
    turn_id: str
    call_id: str
    """The id of the `dynamicToolCall` item of the call."""
    namespace: str | None
    tool: str
    arguments: v2_all.JsonValue
    """The arguments from the model. They are not checked against the schema of the tool."""
    params: v2_all.DynamicToolCallParams


@dataclass(frozen=True)
class ToolResult:
    """The result of a tool call: text, or content items of the protocol such as images."""

    content: str | Sequence[v2_all.DynamicToolCallOutputContentItem]
    success: bool = True


ToolAnswer = ToolResult | str
"""The return value of a tool call handler; a plain string is the text of a successful call."""

ToolCallHandler = Callable[[ToolCall], ToolAnswer | Awaitable[ToolAnswer]]
"""Runs the tools of this program; an async one is cancelled when its request is resolved elsewhere."""


def failed_call(text: str) -> Mapping[str, object]:
    """Return the result of a failed call, with the text that the agent reads."""
    return {"contentItems": [{"type": "inputText", "text": text}], "success": False}


def tool_result_to_wire(request: ToolCall, answer: object) -> Mapping[str, object]:
    """Convert an answer to the result on the wire.

    Raises `InvalidInputError` for anything that is not an answer.
    """
    if isinstance(answer, str):
        answer = ToolResult(answer)
    if not isinstance(answer, ToolResult):
        raise InvalidInputError(
            f"The tool {request.tool!r} gave {type(answer).__name__}, which is no result; return a string or "
            "a ToolResult."
        )
    if isinstance(answer.content, str):
        items: object = [{"type": "inputText", "text": answer.content}]
    else:
        items = wire_value(answer.content)
    return {"contentItems": items, "success": answer.success}
