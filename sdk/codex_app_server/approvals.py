"""The server's requests for approval, and the answers to them.

An approval handler is any callable that takes an `ApprovalRequest` and returns a decision, or an
awaitable of one. Nothing is ever accepted by default: without a handler, and when a handler raises or
returns something that is not a decision, the request is declined.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from enum import Enum
from typing import Literal, cast

from .errors import InvalidInputError
from .generated import v2_all


class Decision(str, Enum):
    """The plain answers to a request for approval."""

    ACCEPT = "accept"
    """Go ahead, this once."""
    ACCEPT_FOR_SESSION = "acceptForSession"
    """Go ahead, and do not ask again for the same while the server runs."""
    DECLINE = "decline"
    """Do not do this; the turn goes on without it."""
    CANCEL = "cancel"
    """Do not do this, and interrupt the turn; a call of a tool of an MCP server only fails."""


@dataclass(frozen=True)
class AcceptWithExecpolicyAmendment:
    """Go ahead, and allow every later command that starts with these words.

    It holds in this thread and in threads that are started later. The server takes any words, even those of
    an interpreter, which allow everything: offer a person `proposed_execpolicy_amendment`.
    """

    execpolicy_amendment: tuple[str, ...]


@dataclass(frozen=True)
class ApplyNetworkPolicyAmendment:
    """Save a rule for a host, from `available_decisions`, and answer the request by it."""

    host: str
    action: Literal["allow", "deny"]


@dataclass(frozen=True)
class CommandApproval:
    """The server asks whether it may run a command (`item/commandExecution/requestApproval`)."""

    request_id: int | str
    thread_id: str
    turn_id: str
    item_id: str
    command: str | None
    cwd: str | None
    reason: str | None
    proposed_execpolicy_amendment: tuple[str, ...] | None
    available_decisions: tuple[
        Decision | AcceptWithExecpolicyAmendment | ApplyNetworkPolicyAmendment | str, ...
    ]
    params: v2_all.CommandExecutionRequestApprovalParams


@dataclass(frozen=True)
class FileChangeApproval:
    """The server asks whether it may change files (`item/fileChange/requestApproval`).

    The request carries no diff: the changes are in the `item/started` notification of the same item.
    """

    request_id: int | str
    thread_id: str
    turn_id: str
    item_id: str
    reason: str | None
    grant_root: str | None
    params: v2_all.FileChangeRequestApprovalParams


ApprovalRequest = CommandApproval | FileChangeApproval
"""The argument of an approval handler."""

ApprovalDecision = Decision | AcceptWithExecpolicyAmendment | ApplyNetworkPolicyAmendment | str
"""The return value of an approval handler; a plain string is the value of a `Decision`."""

ApprovalHandler = Callable[[ApprovalRequest], ApprovalDecision | Awaitable[ApprovalDecision]]
"""Answers requests for approval; an async one is cancelled when its request is resolved elsewhere."""


def decision_to_wire(decision: object) -> str | dict[str, object]:
    """Convert a decision to its form on the wire.

    Raises `InvalidInputError` for anything that is not a decision.
    """
    if isinstance(decision, AcceptWithExecpolicyAmendment):
        words = list(decision.execpolicy_amendment)
        return {"acceptWithExecpolicyAmendment": {"execpolicy_amendment": words}}
    if isinstance(decision, ApplyNetworkPolicyAmendment):
        rule = {"host": decision.host, "action": decision.action}
        return {"applyNetworkPolicyAmendment": {"network_policy_amendment": rule}}
    try:
        return Decision(decision).value
    except ValueError:
        known = ", ".join(repr(each.value) for each in Decision)
        raise InvalidInputError(
            f"{decision!r} is no answer to a request for approval; "
            f"answer with {known}, AcceptWithExecpolicyAmendment(...) or ApplyNetworkPolicyAmendment(...)."
        ) from None


def decisions_from_wire(available: object) -> tuple[ApprovalDecision, ...]:
    """Read the decisions that the server offers. Kinds that this package cannot give are left out."""
    found: list[ApprovalDecision] = []
    for each in available if isinstance(available, list) else ():
        if isinstance(each, str):
            known = each in {decision.value for decision in Decision}
            found.append(Decision(each) if known else each)
        elif isinstance(each, dict):
            found += _rules(each)
    return tuple(found)


def _rules(offer: dict[str, object]) -> list[ApprovalDecision]:
    amendment = offer.get("acceptWithExecpolicyAmendment")
    words = amendment.get("execpolicy_amendment") if isinstance(amendment, dict) else None
    if isinstance(words, list):
        return [AcceptWithExecpolicyAmendment(tuple(map(str, words)))]
    amendment = offer.get("applyNetworkPolicyAmendment")
    rule = amendment.get("network_policy_amendment") if isinstance(amendment, dict) else None
    if not isinstance(rule, dict) or rule.get("action") not in ("allow", "deny"):
        return []
    return [
        ApplyNetworkPolicyAmendment(str(rule.get("host")), cast("Literal['allow', 'deny']", rule["action"]))
    ]
