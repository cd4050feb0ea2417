from __future__ import annotations

from typing import Any

import pytest
from approval_requests import FILE_CHANGE, asked
from codex_app_server.approvals import (
    AcceptWithExecpolicyAmendment,
    ApplyNetworkPolicyAmendment,
    Decision,
)

PIP = {"acceptWithExecpolicyAmendment": {"execpolicy_amendment": ["pip", "install"]}}
HOST = {"host": "pypi.org", "action": "allow"}


def rows(**params: Any) -> list[tuple[str, str]]:
    return [(grant.label, grant.text) for grant in asked(**params).grants]


def host(**facts: str) -> dict[str, Any]:
    return {"applyNetworkPolicyAmendment": {"network_policy_amendment": {**HOST, **facts}}}


def test_only_what_the_server_lists_is_an_answer() -> None:
    assert asked(availableDecisions=["accept"]).answers == (Decision.ACCEPT,)


def test_a_no_that_leaves_the_turn_running_is_there_wherever_a_cancel_is() -> None:
    offered = asked(availableDecisions=["accept", "cancel"]).answers
    assert offered == (Decision.ACCEPT, Decision.DECLINE, Decision.CANCEL)


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
    shown = rows(
        availableDecisions=[
            "accept",
            host(),
            host(action="deny"),
            "acceptForever",
            {"acceptOnMonday": {"at": 9}},
        ],
        proposedNetworkPolicyAmendments=[HOST, {"host": "evil.example", "action": "deny"}],
    )
    assert shown == [
        ("rule", 'only by "this host, always": allow pypi.org'),
        ("rule", "proposed but not on offer: always deny the network to evil.example"),
        ("also", "the server also offers, without a key here: always deny the network to pypi.org"),
        ("also", "the server also offers, without a key here: acceptForever"),
        ("also", 'the server also offers, without a key here: {"acceptOnMonday": {"at": 9}}'),
    ]


def test_a_host_is_an_answer_where_the_server_offers_it() -> None:
    pending = asked(availableDecisions=["accept", host()])
    assert pending.answers == (Decision.ACCEPT, ApplyNetworkPolicyAmendment("pypi.org", "allow"))
    assert pending.permits(ApplyNetworkPolicyAmendment("pypi.org", "allow"))
    assert not pending.permits(ApplyNetworkPolicyAmendment("pypi.org", "deny"))
    assert not pending.permits(ApplyNetworkPolicyAmendment("other.org", "allow"))


def test_a_rule_may_be_edited_to_another_beginning_of_the_words_asked_only() -> None:
    pending = asked(command="bash -lc 'pip install x'", availableDecisions=["accept", PIP])
    assert pending.words == ("pip", "install", "x")
    for words in (("pip",), ("pip", "install"), ("pip", "install", "x")):
        assert pending.permits(AcceptWithExecpolicyAmendment(words))
    for others in ((), ("rm",), ("pip", "uninstall"), ("pip", "install", "x", "y")):
        assert not pending.permits(AcceptWithExecpolicyAmendment(others))
    run: dict[str, object] = {"acceptWithExecpolicyAmendment": {"execpolicy_amendment": ["bash", "run.sh"]}}
    shell = asked(command="bash run.sh", availableDecisions=[run])
    assert not shell.permits(AcceptWithExecpolicyAmendment(("bash",)))
    none = asked(command="pip install x", availableDecisions=["accept"])
    assert not none.permits(AcceptWithExecpolicyAmendment(("pip",)))


@pytest.mark.parametrize(
    ("other", "equal"),
    [
        ({}, True),
        ({"reason": "another"}, True),
        ({"itemId": "j", "turnId": "v"}, True),
        ({"threadId": "other"}, False),
        ({"command": "touch b"}, False),
        ({"cwd": "/elsewhere"}, False),
        ({"environmentId": "remote"}, False),
        ({"additionalPermissions": {"network": {"enabled": True}}}, False),
        ({"availableDecisions": ["accept"]}, False),
        ({"somethingNew": 1}, False),
    ],
)
def test_only_what_asks_for_exactly_the_same_is_equal(other: dict[str, Any], equal: bool) -> None:
    facts: dict[str, Any] = {"command": "touch a", "cwd": "/srv", "availableDecisions": ["accept", "cancel"]}
    one, two = asked(1, **facts), asked(2, **{**facts, **other})
    assert bool(one.equal_ones([two])) is equal


def test_what_is_not_said_is_equal_to_nothing() -> None:
    assert asked(1, method=FILE_CHANGE).equal_ones([asked(2, method=FILE_CHANGE)]) == []
