from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from codex_tui.state.items import Command, ItemStatus, Notice, NoticeLevel, Plan
from codex_tui.state.threads import ThreadPhase, TurnPhase

if TYPE_CHECKING:
    from told_conversation import Talk

RETRY = {
    "message": "Reconnecting... 1/2",
    "codexErrorInfo": {"responseStreamDisconnected": {"httpStatusCode": 503}},
    "additionalDetails": "stream closed",
}


BROKEN = {**RETRY, "codexErrorInfo": {"responseStreamDisconnected": {"httpStatusCode": None}}}


def notices(talk: Talk) -> list[tuple[NoticeLevel, str]]:
    return [(item.level, item.text) for item in talk.items if isinstance(item, Notice)]


def test_a_turn_works_and_then_waits_to_be_seen(talk: Talk) -> None:
    talk.begin()
    assert talk.phase() is ThreadPhase.WORKING
    assert talk.thread.turn_started_at_ms == 1_795_333_382_000
    talk.end()
    assert talk.phase() is ThreadPhase.DONE_UNSEEN
    turn = talk.thread.turns[talk.turn_id]
    assert (turn.phase, turn.duration_ms) == (TurnPhase.COMPLETED, 1500)
    assert talk.store.seen(talk.thread_id).rows == {talk.thread_id}
    assert talk.phase() is ThreadPhase.IDLE


def test_a_turn_that_ends_on_the_open_thread_is_seen(talk: Talk) -> None:
    talk.store.show(talk.thread_id)
    talk.begin()
    talk.end()
    assert talk.phase() is ThreadPhase.IDLE


def test_an_interrupted_turn_says_so(talk: Talk) -> None:
    talk.begin()
    talk.delta("m", "half")
    talk.end("interrupted")
    assert notices(talk) == [(NoticeLevel.WARNING, "Interrupted")]
    assert talk.items[0].status is ItemStatus.INTERRUPTED


def test_a_failed_turn_says_why_once_and_marks_its_row(talk: Talk) -> None:
    error = {"message": "no quota", "codexErrorInfo": "usageLimitExceeded", "additionalDetails": None}
    talk.begin()
    talk.tell("error", error=error, willRetry=False)
    talk.end("failed", error)
    assert notices(talk) == [(NoticeLevel.ERROR, "no quota")]
    [notice] = talk.items
    assert isinstance(notice, Notice)
    assert notice.detail.startswith("Wait until the limit resets")
    assert talk.phase() is ThreadPhase.FAILED
    assert talk.thread.activity == "no quota"
    talk.begin("turn-2")
    assert talk.phase() is ThreadPhase.WORKING


def test_an_error_in_the_json_of_a_provider_is_taken_out_of_it(talk: Talk) -> None:
    error = {"message": '{"error": {"message": "bad \\u001b[1m model"}}', "codexErrorInfo": "other"}
    talk.begin()
    talk.end("failed", error)
    assert notices(talk) == [(NoticeLevel.ERROR, "bad ␛[1m model")]


def test_a_turn_that_fails_without_a_word_still_says_that_it_failed(talk: Talk) -> None:
    talk.begin()
    talk.end("failed")
    assert talk.phase() is ThreadPhase.FAILED
    assert notices(talk)[0][0] is NoticeLevel.ERROR


def test_retries_are_one_line_written_anew(talk: Talk) -> None:
    talk.begin()
    talk.delta("m1", "half")
    talk.tell("error", error=RETRY, willRetry=True)
    talk.tell("error", error={**RETRY, "message": "Reconnecting... 2/2"}, willRetry=True)
    assert notices(talk) == [(NoticeLevel.WARNING, "Reconnecting... 2/2")]
    assert talk.items[0].status is ItemStatus.INTERRUPTED
    assert talk.thread.activity == "Reconnecting... 2/2"
    # The server sends again by itself: no advice to do so is shown.
    assert [item.detail for item in talk.items if isinstance(item, Notice)] == ["stream closed"]


def test_a_retry_goes_quiet_when_the_turn_goes_on(talk: Talk) -> None:
    talk.begin()
    talk.tell("error", error=RETRY, willRetry=True)
    talk.delta("m1", "again")
    assert [level for level, _ in notices(talk)] == [NoticeLevel.DIM]
    talk.tell("error", error=RETRY, willRetry=True)
    assert [level for level, _ in notices(talk)] == [NoticeLevel.DIM, NoticeLevel.WARNING]
    talk.end()
    assert [level for level, _ in notices(talk)] == [NoticeLevel.DIM, NoticeLevel.DIM]


def test_a_prompt_that_steers_a_retry_does_not_say_that_the_model_came_back(talk: Talk) -> None:
    talk.begin()
    talk.command("c0")
    talk.tell("error", error=BROKEN, willRetry=True)
    talk.prompt("u1", "still there?")
    talk.command_done("c0")
    assert [level for level, _ in notices(talk)] == [NoticeLevel.WARNING]
    talk.delta("m1", "yes")
    assert notices(talk) == [(NoticeLevel.DIM, "The connection to the model broke and came back")]


def test_a_retry_after_http_errors_speaks_of_no_connection(talk: Talk) -> None:
    talk.begin()
    talk.tell("error", error=RETRY, willRetry=True)
    talk.delta("m1", "here")
    assert notices(talk) == [(NoticeLevel.DIM, "The model did not answer at first; it goes on.")]
    talk.tell("error", error=RETRY, willRetry=True)
    talk.tell("error", error=BROKEN, willRetry=True)
    talk.delta("m2", "again")
    assert notices(talk)[1] == (NoticeLevel.DIM, "The connection to the model broke and came back")


@pytest.mark.parametrize("status", ["failed", "interrupted"])
def test_a_retry_that_did_not_help_gives_way_to_how_the_turn_ended(talk: Talk, status: str) -> None:
    talk.begin()
    talk.tell("error", error=RETRY, willRetry=True)
    talk.end(status)
    assert len(notices(talk)) == 1
    assert "Reconnecting" not in notices(talk)[0][1]


def test_a_plan_is_one_list_written_anew(talk: Talk) -> None:
    talk.begin()
    steps = [{"step": "read\x07", "status": "completed"}, {"step": "write", "status": "inProgress"}]
    talk.tell("turn/plan/updated", explanation=None, plan=[{"step": "read\x07", "status": "inProgress"}])
    change = talk.tell("turn/plan/updated", explanation="why", plan=steps)
    [plan] = talk.items
    assert isinstance(plan, Plan)
    assert [(step.text, step.status) for step in plan.steps] == [
        ("read␇", "completed"),
        ("write", "inProgress"),
    ]
    assert change.blocks == {talk.thread_id: {plan.id}}
    assert talk.thread.activity == "write"
    talk.end()
    assert plan.status is ItemStatus.COMPLETED


def test_the_diff_of_a_turn_is_kept_with_it(talk: Talk) -> None:
    talk.begin()
    talk.tell("turn/diff/updated", diff="+a\x1b\n")
    assert talk.thread.turns[talk.turn_id].diff == "+a␛\n"
    assert not talk.tell("turn/diff/updated", diff="+a\x1b\n+b\n")
    assert talk.thread.turns[talk.turn_id].diff == "+a␛\n+b\n"


def test_tokens_say_how_full_the_context_is(talk: Talk) -> None:
    used = {"totalTokens": 900, "inputTokens": 800, "cachedInputTokens": 0, "outputTokens": 100}
    used["reasoningOutputTokens"] = 0
    usage = {"last": used, "total": {**used, "totalTokens": 5000}, "modelContextWindow": 1000}
    change = talk.tell("thread/tokenUsage/updated", tokenUsage=usage)
    assert (talk.thread.context_used, talk.thread.context_window) == (900, 1000)
    assert change.rows == {talk.thread_id}


def test_a_review_belongs_to_its_root_turn(talk: Talk) -> None:
    inner = {"id": "inner", "rootTurnId": talk.turn_id, "items": [], "status": "inProgress"}
    talk.tell("turn/started", turn=inner)
    running = talk.thread.active_turn_id
    assert running == talk.turn_id
    talk.completed("enteredReviewMode", "e", review="current changes")
    content = [{"type": "text", "text": "Review the current changes", "text_elements": []}]
    talk.completed("userMessage", "u", content=content)
    talk.end()
    assert talk.thread.active_turn_id is None
    # The person has not written that prompt.
    assert notices(talk) == [
        (NoticeLevel.INFO, "Review of current changes"),
        (NoticeLevel.INFO, "The server asked the reviewer"),
    ]


def test_a_compaction_says_what_it_does_and_what_it_did(talk: Talk) -> None:
    talk.begin()
    talk.started("contextCompaction", "x")
    assert talk.thread.activity == "Compacting the context"
    talk.completed("contextCompaction", "x")
    assert notices(talk) == [(NoticeLevel.DIM, "The context was compacted")]


def test_a_hook_is_a_dim_line_and_a_loud_one_when_it_blocks(talk: Talk) -> None:
    run = {
        "id": "h",
        "displayOrder": 0,
        "entries": [],
        "eventName": "preToolUse",
        "executionMode": "sync",
        "handlerType": "command",
        "scope": "turn",
        "sourcePath": "/h",
        "startedAt": 1,
        "status": "running",
    }
    talk.tell("hook/started", run=run)
    assert notices(talk) == [(NoticeLevel.DIM, "hook preToolUse")]
    assert talk.items[0].is_open
    entry = {"kind": "feedback", "text": "not here"}
    talk.tell("hook/completed", run={**run, "status": "blocked", "entries": [entry]})
    assert notices(talk) == [(NoticeLevel.WARNING, "hook preToolUse blocked")]
    [notice] = talk.items
    assert isinstance(notice, Notice)
    assert notice.detail == "not here"


def test_another_model_answering_is_told(talk: Talk) -> None:
    talk.tell("model/rerouted", fromModel="a", toModel="b", reason="highRiskCyberActivity")
    assert notices(talk) == [(NoticeLevel.WARNING, "b answers instead of a (highRiskCyberActivity)")]


def test_the_reviewer_of_approvals_is_heard(talk: Talk) -> None:
    action = {"type": "command", "command": "rm -rf x", "cwd": "/", "source": "shell"}
    common: dict[str, Any] = {"action": action, "reviewId": "1", "startedAtMs": 1}
    talk.tell("item/autoApprovalReview/started", review={"status": "inProgress"}, **common)
    assert notices(talk) == [(NoticeLevel.DIM, "The reviewer looks at: rm -rf x")]
    review = {"status": "denied", "riskLevel": "high", "rationale": "it deletes"}
    talk.tell(
        "item/autoApprovalReview/completed", review=review, completedAtMs=2, decisionSource="agent", **common
    )
    assert notices(talk) == [(NoticeLevel.WARNING, "The reviewer says denied, high risk: rm -rf x")]
    [(line, denied)] = talk.thread.denied.items()
    assert line == "review:1"
    assert denied["action"] == action
    talk.store.approved_denied(talk.thread_id, line)
    assert "You approved what the reviewer denied" in notices(talk)[-1][1]
    assert not talk.thread.denied


def test_what_was_denied_goes_back_in_the_spelling_of_the_server(talk: Talk) -> None:
    action = {"type": "mcpToolCall", "server": "s", "toolName": "t", "connectorId": None}
    review = {"status": "denied"}
    talk.tell(
        "item/autoApprovalReview/completed",
        review=review,
        action=action,
        reviewId="2",
        startedAtMs=1,
        completedAtMs=2,
        decisionSource="agent",
    )
    denied = talk.thread.denied["review:2"]
    assert denied["status"] == "denied"
    assert denied["target_item_id"] is None
    assert {"type": "mcp_tool_call", "tool_name": "t"}.items() <= dict(denied["action"]).items()  # type: ignore[call-overload]  # JSON


def test_events_of_an_old_turn_leave_the_running_one_alone(talk: Talk) -> None:
    talk.begin("turn-1")
    talk.command("c", processId="7")
    talk.end("interrupted")
    talk.begin("turn-2")
    talk.turn_id = "turn-1"
    talk.command_done("c", status="failed", exitCode=-1)
    assert talk.thread.active_turn_id == "turn-2"
    [command, _] = talk.items
    assert isinstance(command, Command)
    assert command.status is ItemStatus.FAILED
