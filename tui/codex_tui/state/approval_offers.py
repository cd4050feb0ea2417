"""Which answers a request for approval may get: those that the server offers, and a plain no."""

from __future__ import annotations

import json
import shlex
from dataclasses import dataclass
from typing import TYPE_CHECKING

from codex_app_server.approvals import (
    AcceptWithExecpolicyAmendment,
    ApplyNetworkPolicyAmendment,
    CommandApproval,
    Decision,
)
from codex_app_server.generated import v2_all as v2

from .approval_grants import Grant
from .sanitise import exact_line
from .shell_words import unwrap_shell

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from codex_app_server.approvals import ApprovalDecision, ApprovalRequest

ALL: tuple[ApprovalDecision, ...] = tuple(Decision)
"""The answers that the protocol defines for every request, used when the server sends no list."""


@dataclass(frozen=True, slots=True)
class Offers:
    """The answers of one request: `answers` can be given here, `rows` describe all offers and proposals."""

    answers: tuple[ApprovalDecision, ...]
    rows: tuple[Grant, ...] = ()


def offers_of(request: ApprovalRequest) -> Offers:
    """Return the answers that the server offers for a request."""
    if not isinstance(request, CommandApproval):
        return Offers(ALL)
    params = request.params
    if params.available_decisions is None:
        return Offers(ALL, tuple(_proposals(params, [], [])))
    offered = _Offered(request)
    for each in params.available_decisions:
        offered.add(each)
    if Decision.CANCEL in offered.answers and Decision.DECLINE not in offered.answers:
        # The server lists no `decline` for commands, and takes it (`sdk/SERVER.md`): it permits nothing.
        offered.answers.insert(offered.answers.index(Decision.CANCEL), Decision.DECLINE)
    rows: list[Grant] = []
    for answer in offered.answers:
        # No other answer saves a rule, and the row must not read as if one did.
        if isinstance(answer, AcceptWithExecpolicyAmendment):
            rows.append(
                Grant("rule", f'only by "always": allow {_begins(answer.execpolicy_amendment, request)}')
            )
        elif isinstance(answer, ApplyNetworkPolicyAmendment):
            rows.append(Grant("rule", f'only by "this host, always": allow {exact_line(answer.host)}'))
    rows += _proposals(params, offered.rules, offered.hosts)
    rows += [
        Grant("also", f"the server also offers, without a key here: {other}") for other in offered.others
    ]
    return Offers(tuple(offered.answers), tuple(rows))


class _Offered:
    """Sorts the decisions that the server lists: answers that have a key here, and the rest in words."""

    def __init__(self, request: CommandApproval) -> None:
        self._request = request
        self.answers: list[ApprovalDecision] = []
        self.rules: list[list[str]] = []
        self.hosts: list[v2.NetworkPolicyAmendment] = []
        self.others: list[str] = []

    def add(self, decision: v2.CommandExecutionApprovalDecision) -> None:
        if isinstance(decision, v2.AcceptWithExecpolicyAmendmentCommandExecutionApprovalDecision):
            self._rule(decision.accept_with_execpolicy_amendment.execpolicy_amendment)
        elif isinstance(decision, v2.ApplyNetworkPolicyAmendmentCommandExecutionApprovalDecision):
            self._host(decision.apply_network_policy_amendment.network_policy_amendment)
        elif isinstance(decision, v2.CommandExecutionApprovalDecisionValue):
            if decision.is_known:
                self.answers.append(Decision(decision.value))
            else:
                self.others.append(exact_line(decision.value))
        elif isinstance(decision, v2.UnknownCommandExecutionApprovalDecision):
            raw = decision.model_dump(mode="json", by_alias=True)
            self.others.append(exact_line(json.dumps(raw, ensure_ascii=False)))

    def _rule(self, words: list[str]) -> None:
        # The server runs the command and saves no rule when the rule has no words: that is no "always".
        if words and not self.rules:
            self.answers.append(AcceptWithExecpolicyAmendment(tuple(words)))
        else:
            self.others.append(f"a rule for {_begins(words, self._request)}")
        self.rules.append(words)

    def _host(self, amendment: v2.NetworkPolicyAmendment) -> None:
        first = not any(isinstance(each, ApplyNetworkPolicyAmendment) for each in self.answers)
        if first and amendment.action == v2.NetworkPolicyRuleAction.allow:
            self.answers.append(ApplyNetworkPolicyAmendment(amendment.host, "allow"))
        else:
            self.others.append(_host_rule(amendment))
        self.hosts.append(amendment)


def _proposals(
    params: v2.CommandExecutionRequestApprovalParams,
    rules: list[list[str]],
    hosts: list[v2.NetworkPolicyAmendment],
) -> Iterator[Grant]:
    """Yield a row for each rule that is proposed but not offered: no answer of the card saves it."""
    words = params.proposed_execpolicy_amendment
    if words and words not in rules:
        yield Grant("rule", f"proposed but not on offer: {exact_line(shlex.join(words))}")
    for amendment in params.proposed_network_policy_amendments or ():
        if amendment not in hosts:
            yield Grant("rule", f"proposed but not on offer: {_host_rule(amendment)}")


def _begins(words: Sequence[str], request: CommandApproval) -> str:
    if not words:
        return "nothing"
    command = request.command or ""
    joined = shlex.join(words)
    if joined in (command, unwrap_shell(command)):
        return "this command, whatever words follow it"
    return f"what begins with {exact_line(joined)}"


def _host_rule(amendment: v2.NetworkPolicyAmendment) -> str:
    return exact_line(f"always {amendment.action} the network to {amendment.host}")
