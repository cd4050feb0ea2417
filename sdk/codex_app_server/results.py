"""What calls come to, in one value: a run, and the settings of a thread."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .generated.v2_all import (
        ApprovalsReviewer,
        AskForApproval,
        ReasoningEffort,
        SandboxPolicy,
        ThreadForkResponse,
        ThreadItem,
        ThreadResumeResponse,
        ThreadStartResponse,
        ThreadTokenUsage,
    )


@dataclass(frozen=True)
class RunResult:
    """What came out of a turn."""

    final_response: str | None
    """The last final answer, else the last message without a phase, else None."""
    items: list[ThreadItem]
    """The completed items in the order of their completion."""
    usage: ThreadTokenUsage | None
    """The last token usage that the server reported in this turn."""
    unreadable_events: int = 0
    """How many events of the turn were not understood; above zero, something may be missing here."""


@dataclass(frozen=True)
class ThreadSettings:
    """The settings that the server has put into effect, which may differ from those asked for."""

    model: str
    model_provider: str
    cwd: str
    approval_policy: AskForApproval
    approvals_reviewer: ApprovalsReviewer
    sandbox: SandboxPolicy
    reasoning_effort: ReasoningEffort | None
    service_tier: str | None
    response: ThreadStartResponse | ThreadResumeResponse | ThreadForkResponse
    """The whole answer to `thread/start`, `thread/resume` or `thread/fork` that these come from."""


def settings_of(
    response: ThreadStartResponse | ThreadResumeResponse | ThreadForkResponse,
) -> ThreadSettings:
    """Take the effective settings out of a response."""
    return ThreadSettings(
        model=response.model,
        model_provider=response.model_provider,
        cwd=response.cwd,
        approval_policy=response.approval_policy,
        approvals_reviewer=response.approvals_reviewer,
        sandbox=response.sandbox,
        reasoning_effort=response.reasoning_effort,
        service_tier=response.service_tier,
        response=response,
    )
