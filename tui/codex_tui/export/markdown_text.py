"""A thread as Markdown, for people and for other programs that show it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, cast

from ..blocks import source
from ..state.items import (
    AgentMessage,
    Command,
    FileChange,
    Notice,
    Plan,
    Reasoning,
    ToolCall,
    Unknown,
    UserMessage,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from ..state.items import ReadOnlyItem
    from .thread_copy import ExportedThread


def markdown_pieces(thread: ExportedThread) -> Iterator[str]:
    """Write a thread as one Markdown document, piece by piece: it may be long."""
    yield f"# {_plain(thread.title)}\n"
    if facts := [_code(each) for each in (thread.cwd, thread.model) if each]:
        yield f"\n{', '.join(facts)}\n"
    for each in thread.lacks:
        yield f"\n*{each}*\n"
    for item in thread.items:
        part = item_markdown(item)
        yield f"\n{part}\n" if part else ""


def item_markdown(item: ReadOnlyItem) -> str:
    """Return one item as Markdown; empty for one that says nothing."""
    write = cast("Callable[[ReadOnlyItem], str]", _WRITERS[type(item)])
    return write(item)


def fenced(text: str, language: str = "") -> str:
    """Return a text as a code block, with a fence that no line of it ends."""
    longest = max((len(run) for run in re.findall(r"`{3,}", text)), default=2)
    fence = "`" * (longest + 1)
    return f"{fence}{language}\n{text.rstrip(chr(10))}\n{fence}"


def _code(text: str) -> str:
    """Return a text on one line as a code span."""
    text = text.replace("\n", " ")
    longest = max((len(run) for run in re.findall(r"`+", text)), default=0)
    ticks = "`" * (longest + 1)
    room = " " if "`" in text else ""
    return f"{ticks}{room}{text}{room}{ticks}"


def _plain(text: str) -> str:
    """Return a text without a sign that Markdown would obey."""
    return re.sub(r"([\\`*_\[\]<>#|~])", r"\\\1", text)


def _quoted(text: str) -> str:
    return "\n".join(f"> {line}".rstrip() for line in text.split("\n"))


def _user_message(item: UserMessage) -> str:
    attached = [f"- {_plain(each)}" for each in item.attachments]
    text = "\n\n".join(part for part in (item.text.strip("\n"), "\n".join(attached)) if part)
    return f"## You\n\n{_quoted(text)}" if text else ""


def _agent_message(item: AgentMessage) -> str:
    return item.text.value.strip("\n")


def _reasoning(item: Reasoning) -> str:
    text = source(item).strip("\n")
    return f"<details><summary>Thought</summary>\n\n{text}\n\n</details>" if text else ""


def _command(item: Command) -> str:
    ended = "" if item.exit_code is None else f" (exit {item.exit_code})"
    return f"**{'Your shell' if item.by_person else 'Command'}**{ended}\n\n{fenced(source(item), 'console')}"


def _file_change(item: FileChange) -> str:
    parts = []
    for patch in item.changes:
        moved = f" to {_code(patch.moved_to)}" if patch.moved_to else ""
        head = f"**{patch.kind.capitalize()}** {_code(patch.path)}{moved} +{patch.added} -{patch.removed}"
        parts.append(f"{head}\n\n{fenced(patch.diff, 'diff')}" if patch.diff.strip() else head)
    return "\n\n".join(parts)


def _tool_call(item: ToolCall) -> str:
    head = f"**{_plain(item.tool)}** {_code(item.detail) if item.detail else ''}".rstrip()
    return f"{head}\n\n{fenced(item.output)}" if item.output.strip() else head


def _plan(item: Plan) -> str:
    text = source(item)
    return f"**Plan**\n\n{text}" if text else ""


def _notice(item: Notice) -> str:
    head = f"*{_plain(item.text)}*" if item.text else ""
    return f"{head}\n\n{fenced(item.detail)}" if item.detail.strip() else head


def _unknown(item: Unknown) -> str:
    return f"*{_plain(source(item))}*"


_WRITERS: dict[type[ReadOnlyItem], object] = {
    UserMessage: _user_message,
    AgentMessage: _agent_message,
    Reasoning: _reasoning,
    Command: _command,
    FileChange: _file_change,
    ToolCall: _tool_call,
    Plan: _plan,
    Notice: _notice,
    Unknown: _unknown,
}
