"""Which answers a request for approval may get: those that the server offers, and no other."""

from __future__ import annotations

import json
import shlex
from dataclasses import dataclass
from typing import TYPE_CHECKING

from codex_app_server.approvals import AcceptWithExecpolicyAmendment, CommandApproval, Decision
from codex_app_server.generated import v2_all as v2

from .approval_grants import Grant, exact_line
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
    available = params.available_decisions
    if available is None:
        return Offers(ALL, tuple(_proposals(params, [], [])))
    answers: list[ApprovalDecision] = []
    rules: list[list[str]] = []
    hosts: list[v2.NetworkPolicyAmendment] = []
    others: list[str] = []
    for each in available:
        if isinstance(each, v2.AcceptWithExecpolicyAmendmentCommandExecutionApprovalDecision):
            words = each.accept_with_execpolicy_amendment.execpolicy_amendment
            # The server runs the command and saves no rule when the rule has no words: that is no "always".
            if words and not rules:
                answers.append(AcceptWithExecpolicyAmendment(tuple(words)))
            else:
                others.append(f"a rule for {_begins(words, request)}")
            rules.append(words)
        elif isinstance(each, v2.ApplyNetworkPolicyAmendmentCommandExecutionApprovalDecision):
            amendment = each.apply_network_policy_amendment.network_policy_amendment
            hosts.append(amendment)
            others.append(_host_rule(amendment))
        elif isinstance(each, v2.CommandExecutionApprovalDecisionValue) and each.is_known:
            answers.append(Decision(each.value))
        elif isinstance(each, v2.CommandExecutionApprovalDecisionValue):
            others.append(exact_line(each.value))
        elif isinstance(each, v2.UnknownCommandExecutionApprovalDecision):
            raw = each.model_dump(mode="json", by_alias=True)
            others.append(exact_line(json.dumps(raw, ensure_ascii=False)))
    rows: list[Grant] = []
    for answer in answers:
        if isinstance(answer, AcceptWithExecpolicyAmendment):
            # No other answer saves it, and the row must not read as if one did.
            text = f'only by "always": allow {_begins(answer.execpolicy_amendment, request)}'
            rows.append(Grant("rule", text))
    rows += _proposals(params, rules, hosts)
    rows += [Grant("also", f"the server also offers, without a key here: {other}") for other in others]
    return Offers(tuple(answers), tuple(rows))


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
