"""Functions that make the items of a conversation as the server writes them.

The server to which an item is given sets its `id`. Times are those of the turn.
"""

from __future__ import annotations

import shlex
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

Item = dict[str, object]
"""An item, or a part of one, on the wire."""


def user_message(text: str, *attachments: Item) -> Item:
    """Make a prompt; `attachments` are further inputs such as `{"type": "localImage", "path": ...}`."""
    content: list[object] = [{"type": "text", "text": text, "text_elements": []}, *attachments]
    return {"type": "userMessage", "id": "", "clientId": None, "content": content}


def agent_message(text: str, *, phase: str | None = None) -> Item:
    """Make a message of the agent, in Markdown; `phase` is `commentary`, `final_answer` or None."""
    return {
        "type": "agentMessage",
        "id": "",
        "text": text,
        "phase": phase,
        "memoryCitation": None,
        "delivery": None,
        "questions": None,
    }


def reasoning(*summary: str, content: Sequence[str] = ()) -> Item:
    """Make the agent's reasoning: the parts of the summary, and the raw text if the model shows it."""
    return {"type": "reasoning", "id": "", "summary": list(summary), "content": list(content)}


def command(
    command: str,
    *,
    cwd: str,
    output: str | None = "",
    exit_code: int | None = 0,
    seconds: float = 0.1,
    status: str | None = None,
    action: Item | None = None,
    source: str = "unifiedExecStartup",
) -> Item:
    """Make a finished command. It has failed if `exit_code` is not 0, unless `status` says otherwise."""
    return {
        "type": "commandExecution",
        "id": "",
        "pluginId": None,
        "scriptPath": None,
        "command": f"/bin/bash -lc {shlex.quote(command)}",
        "cwd": cwd,
        "processId": None,
        "source": source,
        "status": status or ("failed" if exit_code else "completed"),
        "commandActions": [action or {"type": "unknown", "command": command}],
        "aggregatedOutput": output,
        "exitCode": exit_code,
        "durationMs": round(seconds * 1000),
    }


def add_file(path: str, content: str) -> Item:
    """Make the change of a new file; the protocol's diff is its bare content."""
    return {"path": path, "kind": {"type": "add"}, "diff": content}


def delete_file(path: str, content: str) -> Item:
    """Make the change of a deleted file; the protocol's diff is its bare content."""
    return {"path": path, "kind": {"type": "delete"}, "diff": content}


def update_file(path: str, diff: str, *, moved_to: str | None = None) -> Item:
    """Make the change of a file, from the hunks of a unified diff; `moved_to` is its new path."""
    return {"path": path, "kind": {"type": "update", "move_path": moved_to}, "diff": diff}


def file_change(*changes: Item, status: str = "completed") -> Item:
    """Make a set of file changes; see `add_file`, `delete_file` and `update_file`."""
    return {"type": "fileChange", "id": "", "changes": list(changes), "status": status}


def plan(text: str) -> Item:
    """Make a proposed plan, in Markdown."""
    return {"type": "plan", "id": "", "text": text}


def mcp_call(
    server: str,
    tool: str,
    arguments: Mapping[str, object],
    *,
    text: str | None = None,
    error: str | None = None,
    seconds: float = 0.2,
) -> Item:
    """Make a call of a tool of an MCP server, with its text result or its error."""
    content = [{"type": "text", "text": text}]
    return {
        "type": "mcpToolCall",
        "id": "",
        "server": server,
        "tool": tool,
        "status": "failed" if error else "completed",
        "arguments": dict(arguments),
        "result": None if text is None else {"content": content, "structuredContent": None, "_meta": None},
        "error": None if error is None else {"message": error},
        "durationMs": round(seconds * 1000),
    }


def dynamic_call(
    tool: str,
    arguments: Mapping[str, object],
    *,
    text: str,
    success: bool = True,
    namespace: str | None = None,
    seconds: float = 0.1,
) -> Item:
    """Make a call of a tool of the client."""
    return {
        "type": "dynamicToolCall",
        "id": "",
        "namespace": namespace,
        "tool": tool,
        "arguments": dict(arguments),
        "status": "completed" if success else "failed",
        "contentItems": [{"type": "inputText", "text": text}],
        "success": success,
        "durationMs": round(seconds * 1000),
    }


def function_output(name: str, output: str, *, namespace: str | None = None) -> Item:
    """Make the output of a function that came from outside of the conversation."""
    return {"type": "functionCallOutput", "id": "", "name": name, "namespace": namespace, "output": output}


def web_search(query: str) -> Item:
    """Make a web search."""
    action = {"type": "search", "query": query, "queries": None}
    return {"type": "webSearch", "id": "", "query": query, "action": action, "results": None}


def web_page(url: str) -> Item:
    """Make a web page that was opened after a search."""
    action = {"type": "openPage", "url": url}
    return {"type": "webSearch", "id": "", "query": url, "action": action, "results": None}


def image_view(path: str) -> Item:
    """Make an image that the agent viewed."""
    return {"type": "imageView", "id": "", "path": path}


def image_generation(prompt: str, *, path: str | None, status: str = "completed") -> Item:
    """Make an image that the agent generated."""
    return {
        "type": "imageGeneration",
        "id": "",
        "status": status,
        "revisedPrompt": prompt,
        "result": "",
        "savedPath": path,
        "failure": None,
    }


def sleep(seconds: float) -> Item:
    """Make a wait that the agent requested."""
    return {"type": "sleep", "id": "", "durationMs": round(seconds * 1000)}


def compaction() -> Item:
    """Make the mark of a compaction of the history."""
    return {"type": "contextCompaction", "id": ""}


def review_entered(review: str) -> Item:
    """Make the start of a review; `review` describes its target."""
    return {"type": "enteredReviewMode", "id": "", "review": review}


def review_exited(review: str) -> Item:
    """Make the end of a review, with its text."""
    return {"type": "exitedReviewMode", "id": "", "review": review}


def hook_prompt(text: str, *, hook: str = "stop") -> Item:
    """Make a prompt of a hook to the agent."""
    return {"type": "hookPrompt", "id": "", "fragments": [{"hookRunId": hook, "text": text}]}


def agent_call(
    tool: str,
    *,
    sender: str,
    receivers: Sequence[str],
    prompt: str | None = None,
    states: Mapping[str, tuple[str, str | None]] | None = None,
    status: str = "completed",
    model: str | None = None,
) -> Item:
    """Make a call of a tool for other agents; `states` has each one's status and message by thread id."""
    agents = {
        agent: {"status": state, "message": message} for agent, (state, message) in (states or {}).items()
    }
    return {
        "type": "collabAgentToolCall",
        "id": "",
        "tool": tool,
        "status": status,
        "senderThreadId": sender,
        "receiverThreadIds": list(receivers),
        "prompt": prompt,
        "model": model,
        "reasoningEffort": None,
        "agentsStates": agents,
    }


def agent_activity(kind: str, *, path: str, thread_id: str) -> Item:
    """Make an activity of a sub-agent: `started`, `interacted`, `interrupted` or `completed`."""
    return {
        "type": "subAgentActivity",
        "id": "",
        "kind": kind,
        "agentPath": path,
        "agentThreadId": thread_id,
        "model": None,
        "reasoningEffort": None,
    }
