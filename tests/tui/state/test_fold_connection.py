from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from codex_tui.state.limits import RateLimit
from recorded_transcripts import notification, runs

if TYPE_CHECKING:
    from folded_thread import FoldedThread


def test_a_login_that_failed_says_why(folded: FoldedThread) -> None:
    event = notification("account/login/completed", {"success": False, "error": "denied", "loginId": None})
    assert folded.store.apply(event).notices == ["Signing in failed: denied. Start it again to retry."]


def test_the_fullest_window_is_the_rate_limit(folded: FoldedThread) -> None:
    limits = {
        "primary": {"usedPercent": 12, "windowDurationMins": 300, "resetsAt": 7},
        "secondary": {"usedPercent": 38, "windowDurationMins": 10080, "resetsAt": 9},
    }
    change = folded.store.apply(notification("account/rateLimits/updated", {"rateLimits": limits}))
    assert change.status
    assert folded.store.rate_limit == RateLimit("1 w", 38, 9)
    assert folded.store.rate_limit_percent == 38
    nothing = notification("account/rateLimits/updated", {"rateLimits": {}})
    assert not folded.store.apply(nothing)
    assert folded.store.rate_limit_percent == 38


@pytest.mark.parametrize(
    ("minutes", "label"), [(300, "5 h"), (10080, "1 w"), (1440, "1 d"), (90, "90 min"), (None, ""), (0, "")]
)
def test_a_window_is_named_by_its_length(folded: FoldedThread, minutes: int | None, label: str) -> None:
    limits = {"primary": {"usedPercent": 1, "windowDurationMins": minutes}}
    folded.store.apply(notification("account/rateLimits/updated", {"rateLimits": limits}))
    assert folded.store.rate_limit == RateLimit(label, 1)


def test_rate_limits_of_a_recorded_conversation_are_read(folded: FoldedThread) -> None:
    [run] = runs("ratelimit_headers")
    run.feed(folded.store)
    assert folded.store.rate_limit_percent == 42


def test_a_tool_server_that_does_not_start_is_told_where_it_is_missed(folded: FoldedThread) -> None:
    params: dict[str, Any] = {"name": "lab", "status": "failed", "error": "exit 1"}
    folded.tell("mcpServer/startupStatus/updated", **params)
    assert len(folded.items) == 1
    change = folded.store.apply(notification("mcpServer/startupStatus/updated", params))
    assert change.notices == ["The MCP server lab did not start: exit 1"]
    assert not folded.store.apply(
        notification("mcpServer/startupStatus/updated", {**params, "status": "ready"})
    )


def test_a_warning_about_the_configuration_is_kept_and_told_only_if_it_is_about_a_file(
    folded: FoldedThread,
) -> None:
    machine = {"summary": "No\x1b[1m bubblewrap"}
    assert folded.store.apply(notification("configWarning", machine)).notices == []
    start = {"line": 3, "column": 1}
    mistake = {
        "summary": "Rules not applied.",
        "details": "unexpected new line",
        "path": "/home/ada/.codex/rules/default.rules",
        "range": {"start": start, "end": start},
    }
    told = "/home/ada/.codex/rules/default.rules:3: Rules not applied."
    assert folded.store.apply(notification("configWarning", mistake)).notices == [told]
    assert folded.store.apply(notification("configWarning", mistake)).notices == []
    kept = [(each.about, each.text, each.detail, each.times) for each in folded.store.warnings.newest_first()]
    assert kept == [
        ("configuration", told, "unexpected new line", 2),
        ("configuration", "No\u241b[1m bubblewrap", "", 1),
    ]


@pytest.mark.parametrize(
    ("method", "params", "about"),
    [
        ("deprecationNotice", {"summary": "Use pages.", "details": "Soon."}, "out of date"),
        ("warning", {"message": "Slow.", "threadId": None}, "the server"),
        ("warning", {"message": "Long.", "threadId": "t"}, "a thread"),
        ("guardianWarning", {"message": "Denied.", "threadId": "t"}, "reviewer of approvals"),
        (
            "model/rerouted",
            {
                "threadId": "t",
                "turnId": "u",
                "fromModel": "a",
                "toModel": "b",
                "reason": "highRiskCyberActivity",
            },
            "model",
        ),
        (
            "mcpServer/startupStatus/updated",
            {"name": "lab", "status": "failed", "error": "exit 1"},
            "MCP server",
        ),
        ("windowsSandbox/setupCompleted", {"mode": "elevated", "success": False, "error": "no"}, "sandbox"),
    ],
)
def test_everything_that_the_server_warns_of_is_kept(
    folded: FoldedThread, method: str, params: dict[str, Any], about: str
) -> None:
    folded.store.apply(notification(method, params))
    assert [each.about for each in folded.store.warnings.newest_first()] == [about]
