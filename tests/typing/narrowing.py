"""A program for type checkers only, which is never run: how unions of the protocol are narrowed.

`make check` runs mypy and pyright on it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from codex_app_server import RunResult, Thread, TurnHandle
from codex_app_server.generated.v2_all import (
    AgentMessageThreadItem,
    AskForApproval,
    CommandExecutionThreadItem,
    ItemCompletedNotification,
    ThreadItem,
    ThreadItemMember,
    UnknownThreadItem,
)
from typing_extensions import assert_type


def items(result: RunResult) -> Sequence[ThreadItem]:
    """Look at the items of a turn."""
    for item in result.items:
        assert_type(item.id, str)
        if item.type == "agentMessage":
            assert_type(item, AgentMessageThreadItem)
            assert_type(item.text, str)
        elif item.type == "commandExecution":
            assert_type(item, CommandExecutionThreadItem)
            assert_type(item.exit_code, int | None)
        elif isinstance(item, UnknownThreadItem):
            assert_type(item.model_extra, dict[str, Any] | None)
        if isinstance(item, CommandExecutionThreadItem):
            assert_type(item.aggregated_output, str | None)
            for action in item.command_actions:
                if action.type == "read":
                    assert_type(action.path, str)
    return result.items


def events(thread: Thread, turn: TurnHandle) -> Iterator[str]:
    """Look at the items of events and of the history."""
    for event in turn.stream():
        if isinstance(event.payload, ItemCompletedNotification) and event.payload.item.type == "agentMessage":
            yield event.payload.item.text
    for each in thread.turns():
        yield from (item.query for item in each.items if item.type == "webSearch")


def base(item: ThreadItem) -> str | None:
    """Read a value that has the type of the base class: its `root` narrows."""
    member = item.root
    return member.text if member.type == "agentMessage" else None


def member(item: ThreadItemMember) -> int:
    """Match on every kind that is needed."""
    match item:
        case AgentMessageThreadItem(text=text):
            return len(text)
        case CommandExecutionThreadItem(exit_code=status):
            return status or 0
        case _:
            return 0


def policy(thread: Thread, given: AskForApproval) -> bool:
    """Compare what may be a string with one."""
    if thread.settings is not None and thread.settings.approval_policy == "never":
        return True
    return given == "on-request"


def ended(result: RunResult) -> bool:
    """Compare how a turn ended with a string."""
    return result.status == "interrupted" and result.partial_response is not None
