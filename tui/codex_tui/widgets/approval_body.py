"""The body of the card for a command or a change of files."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .approval_answers import PREFIX, answers_of, decision_of
from .approval_text import card_text, rule_text
from .card_body import Anew, Send

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ..state.approvals import PendingApproval
    from ..state.pending import PendingRequest
    from .answers import Answer
    from .approval_text import CardText
    from .card_body import Outcome


class ApprovalBody:
    """Shows what would run or change. The rule of "always" is shown before it is sent."""

    moves: frozenset[str] = frozenset()

    def __init__(self, request: PendingApproval) -> None:
        self.request = request
        self._shows_rule = False

    @property
    def title(self) -> str:
        """The act, or that a rule is shown."""
        return "Always allow this prefix" if self._shows_rule else self.request.title

    @property
    def answers(self) -> Sequence[Answer]:
        """The answers that the server offers."""
        return answers_of(self.request)

    def text(self, width: int) -> CardText:
        """Lay out the act, or the rule."""
        if self._shows_rule and self.request.rule is not None:
            return rule_text(self.request.rule, width)
        return card_text(self.request, width)

    def beside(self, waiting: Sequence[PendingRequest]) -> Outcome:
        """Take no note of others."""
        return None

    def begin(self) -> Outcome:
        """Do nothing: there is nothing to type."""
        return None

    def take(self, answer_id: str, *, again: bool) -> Outcome:
        """Send a decision; for a rule show it first."""
        decision = decision_of(answer_id, self.request)
        if decision is None:
            return None
        if answer_id == PREFIX.id and not self._shows_rule:
            self._shows_rule = True
            return Anew()
        return Send(((self.request.key, decision),))

    def move(self, row: str) -> Outcome:
        """Do nothing: nothing moves in it."""
        return None

    def entered(self, text: str) -> Outcome:
        """Do nothing: it opens no line."""
        return None

    def back(self) -> Outcome:
        """Show the act again instead of the rule."""
        if not self._shows_rule:
            return None
        self._shows_rule = False
        return Anew()
