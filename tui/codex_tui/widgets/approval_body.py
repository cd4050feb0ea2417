"""The body of the card for a command or a change of files."""

from __future__ import annotations

import shlex
from enum import Enum
from typing import TYPE_CHECKING

from codex_app_server.approvals import AcceptWithExecpolicyAmendment, ApplyNetworkPolicyAmendment, Decision

from ..state.rules import let_through, why_no_rule
from ..state.sanitise import exact_line
from .approval_answers import DECLINE, EDIT, EQUAL, HOST, PREFIX, SESSION, answers_of, decision_of
from .approval_text import card_text, host_text, rule_text
from .card_body import Anew, Entry, Send

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from ..state.approvals import PendingApproval
    from ..state.pending import PendingRequest
    from .answers import Answer
    from .approval_text import CardText
    from .card_body import Outcome


class _Shows(Enum):
    ACT = "act"
    RULE = "rule"
    HOST = "host"


_TITLES = {_Shows.RULE: "Always allow this prefix", _Shows.HOST: "Always allow this host"}


class ApprovalBody:
    """Shows what would run or change. The rule of "always" is shown, and can be edited, before it is sent.

    `remembered` returns the commands in memory, for those that a rule would have let through.
    """

    moves: frozenset[str] = frozenset()

    def __init__(self, request: PendingApproval, remembered: Callable[[], Iterable[str]]) -> None:
        self.request = request
        self._remembered = remembered
        self._shows = _Shows.ACT
        self._equal: tuple[PendingApproval, ...] = ()
        self._rule: tuple[str, ...] = ()
        self._let_through: tuple[str, ...] = ()
        self._trouble = ""
        self._types_rule = False
        self._reason = ""

    @property
    def title(self) -> str:
        """The act, or that a rule is shown."""
        return _TITLES.get(self._shows, self.request.title)

    @property
    def answers(self) -> Sequence[Answer]:
        """The answers that the server offers; those of a rule while it is shown."""
        offered = answers_of(self.request, len(self._equal))
        if self._shows is _Shows.ACT:
            return offered
        if self._shows is _Shows.HOST:
            return [each for each in offered if each.id == HOST.id or not each.allows]
        saves = [each for each in offered if each.id == PREFIX.id and not self._trouble]
        return [*saves, *([EDIT] if self._can_edit else []), *(each for each in offered if not each.allows)]

    @property
    def _can_edit(self) -> bool:
        """Whether all words can be typed as they are: hidden characters cannot."""
        return all(exact_line(word) == word for word in self.request.words)

    def text(self, width: int) -> CardText:
        """Lay out the act, or the rule."""
        if self._shows is _Shows.RULE:
            shown = tuple(map(exact_line, self._rule))
            return rule_text(shown, width, remembered=self._let_through, trouble=self._trouble)
        if self._shows is _Shows.HOST:
            host = decision_of(HOST.id, self.request)
            return host_text(
                exact_line(host.host) if isinstance(host, ApplyNetworkPolicyAmendment) else "", width
            )
        return card_text(self.request, width, self._equal)

    def beside(self, waiting: Sequence[PendingRequest]) -> Outcome:
        """Take note of those that are equal: the card says how many, so it must be read anew."""
        equal = tuple(self.request.equal_ones(waiting))
        changed, self._equal = equal != self._equal, equal
        return Anew() if changed else None

    def begin(self) -> Outcome:
        """Do nothing: there is nothing to type."""
        return None

    def point(self, place: int) -> Outcome:
        """Do nothing: a click chooses nothing in it."""
        return None

    def take(self, answer_id: str, *, again: bool) -> Outcome:
        """Send a decision; for a rule show it first, for a no ask for the reason."""
        decision = decision_of(answer_id, self.request)
        if answer_id == EDIT.id and self._shows is _Shows.RULE:
            self._types_rule = True
            return Entry("rule", shlex.join(self._rule))
        if decision is None:
            return None
        if answer_id == DECLINE.id:
            self._types_rule = False
            return Entry("no, because (may stay empty)", self._reason, left=self._keep_reason)
        if answer_id == HOST.id and self._shows is not _Shows.HOST:
            self._shows = _Shows.HOST
            return Anew()
        if answer_id == PREFIX.id:
            if self._shows is not _Shows.RULE:
                self._shows = _Shows.RULE
                return self._show_rule(self._offered_rule)
            if self._trouble:
                return None
            decision = AcceptWithExecpolicyAmendment(self._rule)
        answered = [self.request]
        if answer_id in (EQUAL.id, SESSION.id):
            answered += self._equal
        return Send(tuple((each.key, decision) for each in answered))

    @property
    def _offered_rule(self) -> tuple[str, ...]:
        decision = decision_of(PREFIX.id, self.request)
        return decision.execpolicy_amendment if isinstance(decision, AcceptWithExecpolicyAmendment) else ()

    def _show_rule(self, rule: tuple[str, ...], trouble: str = "") -> Outcome:
        self._rule, self._trouble = rule, trouble or why_no_rule(rule)
        self._let_through = tuple(let_through(rule, self._remembered()))
        return Anew()

    def move(self, row: str) -> Outcome:
        """Do nothing: nothing moves in it."""
        return None

    def _keep_reason(self, text: str) -> None:
        """Keep a reason that is not sent yet, for when the line opens again."""
        self._reason = text

    def entered(self, text: str) -> Outcome:
        """Take the reason of a no, which is sent with it, or a rule, which is shown."""
        if not self._types_rule:
            return Send(((self.request.key, Decision.DECLINE),), reason=text.strip())
        try:
            rule = tuple(shlex.split(text))
        except ValueError:
            return self._show_rule(self._rule, "The rule that was typed has a quote that never ends.")
        if trouble := why_no_rule(rule, self.request.words):
            return self._show_rule(rule or self._rule, trouble)
        return self._show_rule(rule)

    def back(self) -> Outcome:
        """Show the act again instead of the rule."""
        if self._shows is _Shows.ACT:
            return None
        self._shows = _Shows.ACT
        return Anew()
