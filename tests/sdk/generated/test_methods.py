"""The tables of methods name models that exist."""

from __future__ import annotations

from itertools import chain

from codex_app_server.generated import v2_all
from codex_app_server.generated.methods import NOTIFICATIONS, REQUESTS, SERVER_REQUESTS, Method


def test_all_methods_of_the_pinned_server_are_there() -> None:
    assert (len(REQUESTS), len(SERVER_REQUESTS), len(NOTIFICATIONS)) == (172, 11, 85)


def test_the_experimental_ones_are_marked() -> None:
    assert sum(method.experimental for method in REQUESTS.values()) == 67
    assert [name for name, method in SERVER_REQUESTS.items() if method.experimental] == ["currentTime/read"]
    assert not any(method.experimental for method in NOTIFICATIONS.values())
    assert REQUESTS["thread/queue/add"].experimental
    assert not REQUESTS["thread/start"].experimental


def test_every_named_model_exists() -> None:
    for method in chain(REQUESTS.values(), SERVER_REQUESTS.values(), NOTIFICATIONS.values()):
        for name in (method.params, method.response):
            assert name is None or isinstance(getattr(v2_all, name), type)


def test_requests_have_answers_and_notifications_have_none() -> None:
    assert all(method.response for method in chain(REQUESTS.values(), SERVER_REQUESTS.values()))
    assert all(method.params and method.response is None for method in NOTIFICATIONS.values())


def test_no_answer_is_left_over() -> None:
    used = {method.response for method in chain(REQUESTS.values(), SERVER_REQUESTS.values())}
    unused = {name for name in dir(v2_all) if name.endswith("Response")} - used
    # The answers of the union `account/login/start` are its members.
    assert {name for name in unused if not name.endswith("LoginAccountResponse")} == set()


def test_answers_that_do_not_follow_from_the_names_are_right() -> None:
    assert REQUESTS["config/value/write"] == Method("ConfigValueWriteParams", "ConfigWriteResponse")
    assert REQUESTS["account/logout"] == Method(None, "LogoutAccountResponse")
    assert REQUESTS["account/rateLimits/read"].params == "GetAccountRateLimitsParams"
    assert SERVER_REQUESTS["item/commandExecution/requestApproval"] == Method(
        "CommandExecutionRequestApprovalParams", "CommandExecutionRequestApprovalResponse"
    )
