"""A program that type checkers read and nobody runs: how unions of the protocol are narrowed.

`make check` runs mypy and pyright on it.
"""

from __future__ import annotations

from codex_app_server import RunResult, Thread
from codex_app_server.generated.v2_all import (
    AgentMessageThreadItem,
    AskForApproval,
    CommandExecutionThreadItem,
    ThreadItem,
)
from typing_extensions import assert_type


def items(result: RunResult) -> list[ThreadItem]:
    """Look at the items of a turn."""
    for item in result.items:
        assert_type(item.id, str)
        member = item.root
        if member.type == "agentMessage":
            assert_type(member, AgentMessageThreadItem)
            assert_type(member.text, str)
        elif member.type == "commandExecution":
            assert_type(member.exit_code, int | None)
        if isinstance(item, CommandExecutionThreadItem):
            assert_type(item.aggregated_output, str | None)
    return result.items


def policy(thread: Thread, given: AskForApproval) -> bool:
    """Compare what may be a string with one."""
    if thread.settings is not None and thread.settings.approval_policy == "never":
        return True
    return given == "on-request"


def ended(result: RunResult) -> bool:
    """Compare how a turn ended with a string."""
    return result.status == "interrupted" and result.partial_response is not None
