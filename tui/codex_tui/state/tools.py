"""The kinds of thread item that are drawn as a call of a tool: its name, its arguments, its answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .items import ToolCall
from .json_text import content_text, one_line
from .sanitise import sanitise, sanitise_line

if TYPE_CHECKING:
    from collections.abc import Callable

    from codex_app_server.generated import v2_all as v2

_AGENT_ACTS = {
    "spawnAgent": "start an agent",
    "sendInput": "write to an agent",
    "sendMessage": "write to an agent",
    "followupTask": "give an agent a task",
    "resumeAgent": "resume an agent",
    "wait": "wait for agents",
    "closeAgent": "close an agent",
    "interruptAgent": "interrupt an agent",
    "listAgents": "list agents",
}


def _mcp(item: v2.McpToolCallThreadItem, turn_id: str) -> ToolCall:
    if item.error is not None:
        output = sanitise(item.error.message)
    else:
        output = content_text(item.result.content) if item.result is not None else ""
    return ToolCall(
        item.id,
        turn_id,
        tool=sanitise_line(f"{item.server}.{item.tool}"),
        detail=one_line(item.arguments),
        output=output,
        duration_ms=item.duration_ms,
    )


def _dynamic(item: v2.DynamicToolCallThreadItem, turn_id: str) -> ToolCall:
    contents = [each.model_dump(mode="json") for each in item.content_items or ()]
    return ToolCall(
        item.id,
        turn_id,
        tool=_qualified(item.namespace, item.tool),
        detail=one_line(item.arguments),
        output=content_text(contents),
        duration_ms=item.duration_ms,
    )


def _function(item: v2.FunctionCallOutputThreadItem, turn_id: str) -> ToolCall:
    output = item.output
    if not isinstance(output, str):
        output = content_text([each.model_dump(mode="json") for each in output])
    return ToolCall(item.id, turn_id, tool=_qualified(item.namespace, item.name), output=sanitise(output))


def _web_search(item: v2.WebSearchThreadItem, turn_id: str) -> ToolCall:
    return ToolCall(
        item.id,
        turn_id,
        tool="web search",
        detail=sanitise_line(_searched(item.action) or item.query),
        output="\n".join(one_line(each) for each in item.results or ()),
    )


def _searched(action: v2.WebSearchAction | None) -> str:
    if action is None:
        return ""
    url = str(getattr(action, "url", None) or "")
    if action.type == "openPage":
        return f"open {url}" if url else ""
    if action.type == "findInPage":
        pattern = str(getattr(action, "pattern", None) or "")
        return f"find {pattern!r} in {url or 'the page'}" if pattern else url
    queries = getattr(action, "queries", None)
    if isinstance(queries, list) and queries:
        return ", ".join(str(query) for query in queries)
    return str(getattr(action, "query", None) or "")


def _image_view(item: v2.ImageViewThreadItem, turn_id: str) -> ToolCall:
    return ToolCall(item.id, turn_id, tool="view image", detail=sanitise_line(item.path))


def _image_generation(item: v2.ImageGenerationThreadItem, turn_id: str) -> ToolCall:
    # Not `result`: it is the image itself in base64.
    if item.failure is not None:
        output = "failed: " + sanitise_line(item.failure.type)
    else:
        output = sanitise_line(f"saved as {item.saved_path}") if item.saved_path else ""
    detail = sanitise_line(item.revised_prompt or "")
    return ToolCall(item.id, turn_id, tool="make image", detail=detail, output=output)


def _sleep(item: v2.SleepThreadItem, turn_id: str) -> ToolCall:
    return ToolCall(item.id, turn_id, tool="wait", detail=f"{item.duration_ms / 1000:g} s")


def _collab(item: v2.CollabAgentToolCallThreadItem, turn_id: str) -> ToolCall:
    states = [
        f"{agent}: {state.status}" + (f", {state.message}" if state.message else "")
        for agent, state in item.agents_states.items()
    ]
    act = str(item.tool)
    return ToolCall(
        item.id,
        turn_id,
        tool=sanitise_line(_AGENT_ACTS.get(act, act)),
        detail=sanitise_line(item.prompt or ", ".join(item.receiver_thread_ids)),
        output=sanitise("\n".join(states)),
    )


def _sub_agent(item: v2.SubAgentActivityThreadItem, turn_id: str) -> ToolCall:
    detail = sanitise_line(f"{item.agent_path} {item.kind}")
    return ToolCall(item.id, turn_id, tool="agent", detail=detail)


def _qualified(namespace: str | None, name: str) -> str:
    return sanitise_line(f"{namespace}.{name}" if namespace else name)


TOOLS: dict[str, Callable[..., ToolCall]] = {
    "mcpToolCall": _mcp,
    "dynamicToolCall": _dynamic,
    "functionCallOutput": _function,
    "webSearch": _web_search,
    "imageView": _image_view,
    "imageGeneration": _image_generation,
    "sleep": _sleep,
    "collabAgentToolCall": _collab,
    "subAgentActivity": _sub_agent,
}
"""The kinds of thread item that are drawn as a tool call, by their tag on the wire."""
