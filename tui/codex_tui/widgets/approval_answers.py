"""The answers of an approval card: their keys and words, which of them are on offer, and where they stand."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from codex_app_server.approvals import AcceptWithExecpolicyAmendment, Decision
from rich.cells import cell_len

if TYPE_CHECKING:
    from collections.abc import Sequence

    from codex_app_server.approvals import ApprovalDecision

    from ..state.approvals import PendingApproval

GAP = 3
"""Cells between two answers."""
MOST_ROWS = 2
"""Rows that answers in full words may take from what is asked."""


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer: its row in the table of keys, what it says, the same for narrow screens.

    `allows` is whether it allows something; `key` is filled in with the key that the person has for it.
    """

    id: str
    words: str
    short: str
    allows: bool = False
    key: str = ""


ONCE = Answer("card.accept", "once", "once", allows=True)
SESSION = Answer("card.session", "this session", "session", allows=True)
PREFIX = Answer("card.always", "always this prefix", "prefix", allows=True)
DECLINE = Answer("card.decline", "no", "no")
CANCEL = Answer("card.cancel", "no, stop the turn", "stop")
LATER = Answer("card.leave", "later", "later")
"""Shown where the server offers no way to refuse; the card itself takes the key, at any time."""

_DECISIONS = {
    ONCE.id: Decision.ACCEPT,
    SESSION.id: Decision.ACCEPT_FOR_SESSION,
    DECLINE.id: Decision.DECLINE,
    CANCEL.id: Decision.CANCEL,
}


def decision_of(answer: Answer, approval: PendingApproval) -> ApprovalDecision | None:
    """Find the decision that an answer sends, as the server offered it; None when it is not on offer."""
    if answer.id == PREFIX.id:
        rules = [each for each in approval.answers if isinstance(each, AcceptWithExecpolicyAmendment)]
        return rules[0] if rules else None
    decision = _DECISIONS.get(answer.id)
    return decision if decision in approval.answers else None


def answers_of(approval: PendingApproval) -> list[Answer]:
    """Choose the answers of a request: those that the server offers."""
    known = (ONCE, SESSION, PREFIX, DECLINE, CANCEL)
    return [each for each in known if decision_of(each, approval) is not None]


def asked_again(answers: Sequence[Answer], answer_id: str) -> list[Answer]:
    """Leave the answer that must be given twice, and those that refuse."""
    again = [
        replace(each, words=f"again: {each.words}", short=f"again: {each.short}")
        for each in answers
        if each.id == answer_id
    ]
    return [*again, *(each for each in answers if not each.allows)]


def in_rows(answers: Sequence[Answer], width: int) -> list[list[Answer]]:
    """Lay answers out, in few words where many would take more than two rows from what is asked."""
    rows = _broken(answers, width)
    if len(rows) <= MOST_ROWS:
        return rows
    return _broken([replace(each, words=each.short) for each in answers], width)


def answer_at(row: Sequence[Answer], x: int) -> Answer | None:
    """Find the answer that stands at a column of a row."""
    left = 0
    for answer in row:
        if left <= x < left + _cells(answer):
            return answer
        left += _cells(answer) + GAP
    return None


def _broken(answers: Sequence[Answer], width: int) -> list[list[Answer]]:
    rows: list[list[Answer]] = [[]]
    used = 0
    for answer in answers:
        if rows[-1] and used + _cells(answer) > width:
            rows.append([])
            used = 0
        rows[-1].append(answer)
        used += _cells(answer) + GAP
    return rows


def _cells(answer: Answer) -> int:
    return cell_len(answer.key) + 1 + cell_len(answer.words)
