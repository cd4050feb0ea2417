"""Converts thread items of the protocol to the values that are drawn, for live events and for history."""

from __future__ import annotations

from typing import TYPE_CHECKING

from codex_app_server.generated import v2_all as v2

from .ansi import read_ansi
from .items import (
    AgentMessage,
    Command,
    FileChange,
    GrowingText,
    Item,
    ItemStatus,
    Notice,
    NoticeLevel,
    Plan,
    Reasoning,
    Unknown,
    UserMessage,
)
from .json_text import one_line
from .patches import patches
from .sanitise import sanitise, sanitise_line
from .shell_words import unwrap_shell
from .styled import StyledLines
from .tools import TOOLS

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

_STATUS = {
    "inProgress": ItemStatus.RUNNING,
    "completed": ItemStatus.COMPLETED,
    "failed": ItemStatus.FAILED,
    "declined": ItemStatus.DECLINED,
    "interrupted": ItemStatus.INTERRUPTED,
}


def converted(item: v2.ThreadItem, turn_id: str, *, running: bool) -> Item:
    """Return the value for an item; `running` is True for `item/started`, False for `item/completed`."""
    # The unknown variant may have a known tag: then its content did not fit, as from another server version.
    convert = _unknown if isinstance(item, v2.UnknownThreadItem) else CONVERSIONS.get(item.type, _unknown)
    value = convert(item, turn_id)
    value.status = _status(item, running)
    if isinstance(value, Notice):
        value.text = _notice_words(item.type, value.text, running)
    return value


def says_running(item: v2.ThreadItem) -> bool:
    """Whether the item itself says that it is not done; most kinds say nothing."""
    return str(getattr(item, "status", "")) == "inProgress"


def _status(item: v2.ThreadItem, running: bool) -> ItemStatus:
    if running:
        return ItemStatus.RUNNING
    status = _STATUS.get(str(getattr(item, "status", "")), ItemStatus.COMPLETED)
    return ItemStatus.COMPLETED if status is ItemStatus.RUNNING else status


def _user_message(item: v2.UserMessageThreadItem, turn_id: str) -> Item:
    text, attachments = prompt_parts(item.content)
    return UserMessage(item.id, turn_id, text=text, attachments=attachments)


def prompt_parts(content: Sequence[v2.UserInput]) -> tuple[str, tuple[str, ...]]:
    """Return the text of a prompt and descriptions of its other inputs, sanitised."""
    texts: list[str] = []
    attachments: list[str] = []
    for part in content:
        text = getattr(part, "text", None)
        if part.type == "text" and isinstance(text, str):
            texts.append(text)
        else:
            attachments.append(_attachment(part))
    return sanitise("\n".join(texts)), tuple(attachments)


def _attachment(part: v2.UserInput) -> str:
    if part.type in ("image", "audio"):
        url = getattr(part, "url", None)
        inline = not isinstance(url, str) or url.startswith("data:")
        return part.type if inline else sanitise_line(f"{part.type}: {url}")
    name = getattr(part, "name", None)
    path = getattr(part, "path", None)
    words = {"localImage": "image", "localAudio": "audio", "mention": "file"}.get(part.type, part.type)
    named = path if part.type != "skill" and path else (name or path)
    return sanitise_line(f"{words}: {named}" if named else words)


def _agent_message(item: v2.AgentMessageThreadItem, turn_id: str) -> Item:
    text = item.text
    for question in item.questions or ():
        options = "".join(f"\n- {option}" for option in question.options or ())
        text += f"\n\n{question.title}\n{options}"
    phase = sanitise_line(str(item.phase)) if item.phase is not None else None
    return AgentMessage(item.id, turn_id, text=GrowingText(sanitise(text)), phase=phase)


def _reasoning(item: v2.ReasoningThreadItem, turn_id: str) -> Item:
    return Reasoning(
        item.id,
        turn_id,
        summary=[GrowingText(sanitise(part)) for part in item.summary],
        content=[GrowingText(sanitise(part)) for part in item.content],
    )


def _command(item: v2.CommandExecutionThreadItem, turn_id: str) -> Item:
    exact = sanitise(item.command)
    output = item.aggregated_output
    return Command(
        item.id,
        turn_id,
        command=unwrap_shell(exact),
        exact=exact,
        cwd=sanitise_line(item.cwd),
        output=read_ansi(output) if output else StyledLines(),
        exit_code=item.exit_code,
        duration_ms=item.duration_ms,
        source=sanitise_line(str(item.source)),
    )


def _file_change(item: v2.FileChangeThreadItem, turn_id: str) -> Item:
    return FileChange(item.id, turn_id, changes=patches(item.changes))


def _plan(item: v2.PlanThreadItem, turn_id: str) -> Item:
    return Plan(item.id, turn_id, text=GrowingText(sanitise(item.text)))


def _hook_prompt(item: v2.HookPromptThreadItem, turn_id: str) -> Item:
    said = "\n".join(fragment.text for fragment in item.fragments)
    return Notice(item.id, turn_id, text="A hook added to the prompt", detail=sanitise(said))


def _review_entered(item: v2.EnteredReviewModeThreadItem, turn_id: str) -> Item:
    return Notice(item.id, turn_id, text=f"Review of {sanitise_line(item.review)}")


def _review_exited(item: v2.ExitedReviewModeThreadItem, turn_id: str) -> Item:
    # The words of the review come again as a message of the agent.
    return Notice(item.id, turn_id, level=NoticeLevel.DIM, text="Review finished")


def _compaction(item: v2.ContextCompactionThreadItem, turn_id: str) -> Item:
    return Notice(item.id, turn_id, level=NoticeLevel.DIM, text="The context was compacted")


def _unknown(item: v2.ThreadItem, turn_id: str) -> Item:
    said = {key: value for key, value in item.model_dump(mode="json").items() if key not in ("id", "type")}
    item_id = getattr(item, "id", None)
    return Unknown(
        item_id if isinstance(item_id, str) else f"unknown:{turn_id}:{item.type}",
        turn_id,
        kind=sanitise_line(item.type),
        detail=one_line(said),
    )


def _notice_words(kind: str, text: str, running: bool) -> str:
    return "Compacting the context" if running and kind == "contextCompaction" else text


CONVERSIONS: dict[str, Callable[..., Item]] = {
    "userMessage": _user_message,
    "agentMessage": _agent_message,
    "reasoning": _reasoning,
    "commandExecution": _command,
    "fileChange": _file_change,
    "plan": _plan,
    "hookPrompt": _hook_prompt,
    "enteredReviewMode": _review_entered,
    "exitedReviewMode": _review_exited,
    "contextCompaction": _compaction,
    **TOOLS,
}
"""The converter of each kind of thread item, by its tag on the wire. Other tags become an `Unknown`."""
