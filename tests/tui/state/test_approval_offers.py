from __future__ import annotations

from typing import Any

from approval_requests import FILE_CHANGE, asked
from codex_app_server.approvals import AcceptWithExecpolicyAmendment, Decision

PIP = {"acceptWithExecpolicyAmendment": {"execpolicy_amendment": ["pip", "install"]}}
HOST = {"host": "pypi.org", "action": "allow"}


def rows(**params: Any) -> list[tuple[str, str]]:
    return [(grant.label, grant.text) for grant in asked(**params).grants]


def test_only_what_the_server_lists_is_an_answer() -> None:
    assert asked(availableDecisions=["accept", "cancel"]).answers == (Decision.ACCEPT, Decision.CANCEL)


def test_without_a_list_the_answers_are_the_plain_words_of_the_protocol() -> None:
    assert asked(proposedExecpolicyAmendment=["pip"]).answers == tuple(Decision)
    assert asked(method=FILE_CHANGE).answers == tuple(Decision)


def test_an_empty_list_offers_nothing() -> None:
    assert asked(availableDecisions=[]).answers == ()


def test_a_rule_is_offered_only_as_a_decision_and_then_with_the_words_of_the_decision() -> None:
    proposed = asked(proposedExecpolicyAmendment=["touch", "/tmp/x"], availableDecisions=["accept", "cancel"])
    assert proposed.rule is None
    assert proposed.grants[0].text == "proposed but not on offer: touch /tmp/x"
    offered = asked(proposedExecpolicyAmendment=["rm"], availableDecisions=["accept", PIP])
    assert offered.answers == (Decision.ACCEPT, AcceptWithExecpolicyAmendment(("pip", "install")))
    assert offered.rule == ("pip", "install")
    assert [grant.text for grant in offered.grants] == [
        'only by "always": allow what begins with pip install',
        "proposed but not on offer: rm",
    ]


def test_a_rule_of_the_whole_command_does_not_say_it_twice() -> None:
    words = {"acceptWithExecpolicyAmendment": {"execpolicy_amendment": ["touch", "zz"]}}
    shown = rows(command="/bin/bash -lc 'touch zz'", availableDecisions=["accept", words])
    assert shown == [("rule", 'only by "always": allow this command, whatever words follow it')]


def test_a_rule_without_words_is_no_answer() -> None:
    empty: dict[str, object] = {"acceptWithExecpolicyAmendment": {"execpolicy_amendment": []}}
    pending = asked(availableDecisions=["accept", empty])
    assert pending.answers == (Decision.ACCEPT,)
    assert pending.rule is None


def test_what_has_no_key_here_is_said_to_be_on_offer() -> None:
    host = {"applyNetworkPolicyAmendment": {"network_policy_amendment": HOST}}
    shown = rows(
        availableDecisions=["accept", host, "acceptForever", {"acceptOnMonday": {"at": 9}}],
        proposedNetworkPolicyAmendments=[HOST, {"host": "evil.example", "action": "deny"}],
    )
    assert shown == [
        ("rule", "proposed but not on offer: always deny the network to evil.example"),
        ("also", "the server also offers, without a key here: always allow the network to pypi.org"),
        ("also", "the server also offers, without a key here: acceptForever"),
        ("also", 'the server also offers, without a key here: {"acceptOnMonday": {"at": 9}}'),
    ]
