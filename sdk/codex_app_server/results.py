"""The result of a run, and the settings of a thread."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, TypeVar

from .errors import CodexError
from .generated import v2_all

if TYPE_CHECKING:
    from ._core.turn_fold import TurnFold

T = TypeVar("T")


def _completed() -> v2_all.TurnStatus:

    return v2_all.TurnStatus.completed


@dataclass(frozen=True)
class RunResult:
    """The result of a turn."""

    final_response: str | None
    """The last final answer, or else the last message without a phase, or else None."""
    items: list[v2_all.ThreadItemMember]
    """The completed items, in order of completion."""
    usage: v2_all.ThreadTokenUsage | None
    """The last token usage that the server reported in this turn."""
    unreadable_events: int = 0
    """How many events of the turn could not be read. If there are any, this result may be incomplete."""
    id: str = ""
    """The id of the turn."""
    status: v2_all.TurnStatus = field(default_factory=_completed)
    """How the turn ended: `completed` or `interrupted`. A failed turn raises instead."""
    error: v2_all.TurnError | None = None
    """The error that the server reported, if any."""
    started_at: int | None = None
    """When the turn began, in seconds of Unix time."""
    completed_at: int | None = None
    """When the turn ended, in seconds of Unix time."""
    duration_ms: int | None = None
    """How long the turn took, in milliseconds."""
    partial_response: str | None = None
    """The unfinished message of an interrupted turn, which the server does not store."""
    parsed: object = None
    """The final response as the `output_type` of `run`; None without one, or when interrupted."""

    def parse(self, kind: type[T]) -> T:
        """Parse the final response as JSON of this type, such as a pydantic class or `list[int]`.

        Raises `OutputInvalidError` when it does not fit.
        """
        from pydantic import TypeAdapter, ValidationError

        if self.final_response is None:
            raise OutputInvalidError("the turn has no final response", self)
        try:
            return TypeAdapter(kind).validate_json(self.final_response)
        except ValidationError as error:
            raise OutputInvalidError(str(error), self) from None


class OutputInvalidError(CodexError, ValueError):
    """The final response does not have the requested type; `result` is the whole result of the turn."""

    def __init__(self, reason: str, result: RunResult) -> None:
        super().__init__(reason, result)
        self.reason = reason
        self.result = result

    def __str__(self) -> str:
        return (
            f"The answer does not fit the type that was asked for: {self.reason}. It is in "
            "result.final_response; not every model keeps to a schema."
        )


@dataclass(frozen=True)
class ThreadSettings:
    """The settings in effect, which may differ from the requested ones."""

    model: str
    model_provider: str
    cwd: str
    approval_policy: v2_all.AskForApproval
    approvals_reviewer: v2_all.ApprovalsReviewer
    sandbox: v2_all.SandboxPolicy
    reasoning_effort: v2_all.ReasoningEffort | None
    service_tier: str | None
    response: v2_all.ThreadStartResponse | v2_all.ThreadResumeResponse | v2_all.ThreadForkResponse
    """The whole answer to `thread/start`, `thread/resume` or `thread/fork` with these settings."""


def result_of(fold: TurnFold, output_type: type[v2_all.BaseModel] | None) -> RunResult:
    """Return the result of a run from its folded events.

    Raises `TurnFailedError` when the turn failed, `ResponseInvalidError` when its end could not be read, and
    `OutputInvalidError` when the answer does not fit its type.
    """
    fold.check_failed()
    turn = fold.completed_turn()
    result = RunResult(
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
        partial_response=fold.said if turn.status == v2_all.TurnStatus.interrupted else None,
    )
    if output_type is None or turn.status != v2_all.TurnStatus.completed:
        return result
    return replace(result, parsed=result.parse(output_type))


def settings_of(
    response: v2_all.ThreadStartResponse | v2_all.ThreadResumeResponse | v2_all.ThreadForkResponse,
) -> ThreadSettings:
    """Return the effective settings from a response."""
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
