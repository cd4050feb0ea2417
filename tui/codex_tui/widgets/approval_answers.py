"""The answers of an approval card: their words, which of them the server offers, and what they send."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from codex_app_server.approvals import (
    AcceptWithExecpolicyAmendment,
    ApplyNetworkPolicyAmendment,
    Decision,
)

from .answers import Answer

if TYPE_CHECKING:
    from collections.abc import Sequence

    from codex_app_server.approvals import ApprovalDecision

    from ..state.approvals import PendingApproval

ONCE = Answer("card.accept", "once", "once", allows=True)
SESSION = Answer("card.session", "this session", "session", allows=True)
PREFIX = Answer("card.always", "always this prefix", "prefix", allows=True)
HOST = Answer("card.host", "this host, always", "host", allows=True)
EQUAL = Answer("card.accept-equal", "all {count}, once", "all {count}", allows=True)
"""Its words need the number of requests that it accepts."""
EDIT = Answer("card.edit-rule", "edit the rule", "edit")
DECLINE = Answer("card.decline", "no", "no")
CANCEL = Answer("card.cancel", "no, stop the turn", "stop")
LATER = Answer("card.leave", "later", "later")
"""Shown where the server offers no way to refuse; the card itself handles its key, at any time."""

_DECISIONS = {
    ONCE.id: Decision.ACCEPT,
    EQUAL.id: Decision.ACCEPT,
    SESSION.id: Decision.ACCEPT_FOR_SESSION,
    DECLINE.id: Decision.DECLINE,
    CANCEL.id: Decision.CANCEL,
}


def decision_of(answer_id: str, approval: PendingApproval) -> ApprovalDecision | None:
    """Return the decision that an answer sends, as the server offered it; None when it was not offered."""
    kind = {PREFIX.id: AcceptWithExecpolicyAmendment, HOST.id: ApplyNetworkPolicyAmendment}.get(answer_id)
    if kind is not None:
        return next((each for each in approval.answers if isinstance(each, kind)), None)
    decision = _DECISIONS.get(answer_id)
    return decision if decision in approval.answers else None


def answers_of(approval: PendingApproval, equal: int = 0) -> list[Answer]:
    """Return the answers to a request, when so many others are equal to it."""
    known = [ONCE, SESSION, PREFIX, HOST, DECLINE, CANCEL]
    if equal:
        # What covers the others too says so, before any key is pressed.
        known[:2] = [
            ONCE,
            _counted(EQUAL, equal + 1),
            replace(SESSION, words=f"{SESSION.words}, all {equal + 1}"),
        ]
    return [each for each in known if decision_of(each.id, approval) is not None]


def _counted(answer: Answer, count: int) -> Answer:
    return replace(answer, words=answer.words.format(count=count), short=answer.short.format(count=count))


def asked_again(answers: Sequence[Answer], answer_id: str) -> list[Answer]:
    """Return the answer that must be given twice, reworded, and the answers that refuse."""
    again = [
        replace(each, words=f"again: {each.words}", short=f"again: {each.short}")
        for each in answers
        if each.id == answer_id
    ]
    return [*again, *(each for each in answers if not each.allows)]
