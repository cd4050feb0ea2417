"""The answers of an approval card: their words, which of them the server offers, and what they send."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from codex_app_server.approvals import AcceptWithExecpolicyAmendment, Decision

from .answers import Answer

if TYPE_CHECKING:
    from collections.abc import Sequence

    from codex_app_server.approvals import ApprovalDecision

    from ..state.approvals import PendingApproval

ONCE = Answer("card.accept", "once", "once", allows=True)
SESSION = Answer("card.session", "this session", "session", allows=True)
PREFIX = Answer("card.always", "always this prefix", "prefix", allows=True)
DECLINE = Answer("card.decline", "no", "no")
CANCEL = Answer("card.cancel", "no, stop the turn", "stop")
LATER = Answer("card.leave", "later", "later")
"""Shown where the server offers no way to refuse; the card itself handles its key, at any time."""

_DECISIONS = {
    ONCE.id: Decision.ACCEPT,
    SESSION.id: Decision.ACCEPT_FOR_SESSION,
    DECLINE.id: Decision.DECLINE,
    CANCEL.id: Decision.CANCEL,
}


def decision_of(answer_id: str, approval: PendingApproval) -> ApprovalDecision | None:
    """Return the decision that an answer sends, as the server offered it; None when it was not offered."""
    if answer_id == PREFIX.id:
        rules = [each for each in approval.answers if isinstance(each, AcceptWithExecpolicyAmendment)]
        return rules[0] if rules else None
    decision = _DECISIONS.get(answer_id)
    return decision if decision in approval.answers else None


def answers_of(approval: PendingApproval) -> list[Answer]:
    """Return the answers that the server offers for a request."""
    known = (ONCE, SESSION, PREFIX, DECLINE, CANCEL)
    return [each for each in known if decision_of(each.id, approval) is not None]


def asked_again(answers: Sequence[Answer], answer_id: str) -> list[Answer]:
    """Return the answer that must be given twice, reworded, and the answers that refuse."""
    again = [
        replace(each, words=f"again: {each.words}", short=f"again: {each.short}")
        for each in answers
        if each.id == answer_id
    ]
    return [*again, *(each for each in answers if not each.allows)]
