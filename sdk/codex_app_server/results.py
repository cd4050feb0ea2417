"""What calls come to, in one value: a run, and the settings of a thread."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ._core.turn_fold import TurnFold
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
        TurnError,
        TurnStatus,
    )


def _completed() -> TurnStatus:
    from .generated.v2_all import TurnStatus

    return TurnStatus.completed


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
    id: str = ""
    """The id of the turn."""
    status: TurnStatus = field(default_factory=_completed)
    """How the turn ended: `completed` or `interrupted`; one that failed raises."""
    error: TurnError | None = None
    """What the server says went wrong, if anything did."""
    started_at: int | None = None
    """When the turn began, in seconds of Unix time."""
    completed_at: int | None = None
    """When the turn ended, in seconds of Unix time."""
    duration_ms: int | None = None
    """How long the turn took, in milliseconds."""
    partial_response: str | None = None
    """What was being said when the turn was interrupted, which the server forgets."""


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


def result_of(fold: TurnFold) -> RunResult:
    """Take the result of a run out of its events.

    Raises `TurnFailedError` when the turn failed, and `ResponseInvalidError` when its end could not be read.
    """
    from .generated.v2_all import TurnStatus

    fold.check_failed()
    turn = fold.completed_turn()
    return RunResult(
        fold.final_response,
        fold.items,
        fold.usage,
        len(fold.unreadable),
        id=turn.id,
        status=turn.status,
        error=turn.error,
        started_at=turn.started_at,
        completed_at=turn.completed_at,
        duration_ms=turn.duration_ms,
        partial_response=fold.said if turn.status == TurnStatus.interrupted else None,
    )


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
