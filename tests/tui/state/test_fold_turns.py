from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from codex_tui.state.items import Command, ItemStatus, Notice, NoticeLevel, Plan
from codex_tui.state.threads import ThreadPhase, TurnPhase

if TYPE_CHECKING:
    from folded_thread import FoldedThread

RETRY = {
    "message": "Reconnecting... 1/2",
    "codexErrorInfo": {"responseStreamDisconnected": {"httpStatusCode": 503}},
    "additionalDetails": "stream closed",
}


BROKEN = {**RETRY, "codexErrorInfo": {"responseStreamDisconnected": {"httpStatusCode": None}}}


def notices(folded: FoldedThread) -> list[tuple[NoticeLevel, str]]:
    return [(item.level, item.text) for item in folded.items if isinstance(item, Notice)]


def test_a_turn_works_and_then_waits_to_be_seen(folded: FoldedThread) -> None:
    folded.begin()
    assert folded.phase() is ThreadPhase.WORKING
    assert folded.thread.turn_started_at_ms == 1_795_333_382_000
    folded.end()
    assert folded.phase() is ThreadPhase.DONE_UNSEEN
    turn = folded.thread.turns[folded.turn_id]
    assert (turn.phase, turn.duration_ms) == (TurnPhase.COMPLETED, 1500)
    assert folded.store.seen(folded.thread_id).rows == {folded.thread_id}
    assert folded.phase() is ThreadPhase.IDLE


def test_a_turn_that_ends_on_the_open_thread_is_seen(folded: FoldedThread) -> None:
    folded.store.show(folded.thread_id)
    folded.begin()
    folded.end()
    assert folded.phase() is ThreadPhase.IDLE


def test_an_interrupted_turn_says_so(folded: FoldedThread) -> None:
    folded.begin()
    folded.delta("m", "half")
    folded.end("interrupted")
    assert notices(folded) == [(NoticeLevel.WARNING, "Interrupted")]
    assert folded.items[0].status is ItemStatus.INTERRUPTED


def test_a_failed_turn_says_why_once_and_marks_its_row(folded: FoldedThread) -> None:
    error = {"message": "no quota", "codexErrorInfo": "usageLimitExceeded", "additionalDetails": None}
    folded.begin()
    folded.tell("error", error=error, willRetry=False)
    folded.end("failed", error)
    assert notices(folded) == [(NoticeLevel.ERROR, "no quota")]
    [notice] = folded.items
    assert isinstance(notice, Notice)
    assert notice.detail.startswith("Wait until the limit resets")
    assert folded.phase() is ThreadPhase.FAILED
    assert folded.thread.activity == "no quota"
    folded.begin("turn-2")
    assert folded.phase() is ThreadPhase.WORKING


def test_an_error_in_the_json_of_a_provider_is_taken_out_of_it(folded: FoldedThread) -> None:
    error = {"message": '{"error": {"message": "bad \\u001b[1m model"}}', "codexErrorInfo": "other"}
    folded.begin()
    folded.end("failed", error)
    assert notices(folded) == [(NoticeLevel.ERROR, "bad ␛[1m model")]


def test_a_turn_that_fails_without_a_word_still_says_that_it_failed(folded: FoldedThread) -> None:
    folded.begin()
    folded.end("failed")
    assert folded.phase() is ThreadPhase.FAILED
    assert notices(folded)[0][0] is NoticeLevel.ERROR


def test_retries_are_one_line_written_anew(folded: FoldedThread) -> None:
    folded.begin()
    folded.delta("m1", "half")
    folded.tell("error", error=RETRY, willRetry=True)
    folded.tell("error", error={**RETRY, "message": "Reconnecting... 2/2"}, willRetry=True)
    assert notices(folded) == [(NoticeLevel.WARNING, "Reconnecting... 2/2")]
    assert folded.items[0].status is ItemStatus.INTERRUPTED
    assert folded.thread.activity == "Reconnecting... 2/2"
    # The server sends again by itself: no advice to do so is shown.
    assert [item.detail for item in folded.items if isinstance(item, Notice)] == ["stream closed"]


def test_a_retry_goes_quiet_when_the_turn_goes_on(folded: FoldedThread) -> None:
    folded.begin()
    folded.tell("error", error=RETRY, willRetry=True)
    folded.delta("m1", "again")
    assert [level for level, _ in notices(folded)] == [NoticeLevel.DIM]
    folded.tell("error", error=RETRY, willRetry=True)
    assert [level for level, _ in notices(folded)] == [NoticeLevel.DIM, NoticeLevel.WARNING]
    folded.end()
    assert [level for level, _ in notices(folded)] == [NoticeLevel.DIM, NoticeLevel.DIM]


def test_a_prompt_that_steers_a_retry_does_not_say_that_the_model_came_back(folded: FoldedThread) -> None:
    folded.begin()
    folded.command("c0")
    folded.tell("error", error=BROKEN, willRetry=True)
    folded.prompt("u1", "still there?")
    folded.command_done("c0")
    assert [level for level, _ in notices(folded)] == [NoticeLevel.WARNING]
    folded.delta("m1", "yes")
    assert notices(folded) == [(NoticeLevel.DIM, "The connection to the model broke and came back")]


def test_a_retry_after_http_errors_speaks_of_no_connection(folded: FoldedThread) -> None:
    folded.begin()
    folded.tell("error", error=RETRY, willRetry=True)
    folded.delta("m1", "here")
    assert notices(folded) == [(NoticeLevel.DIM, "The model did not answer at first; it goes on.")]
    folded.tell("error", error=RETRY, willRetry=True)
    folded.tell("error", error=BROKEN, willRetry=True)
    folded.delta("m2", "again")
    assert notices(folded)[1] == (NoticeLevel.DIM, "The connection to the model broke and came back")


@pytest.mark.parametrize("status", ["failed", "interrupted"])
def test_a_retry_that_did_not_help_gives_way_to_how_the_turn_ended(folded: FoldedThread, status: str) -> None:
    folded.begin()
    folded.tell("error", error=RETRY, willRetry=True)
    folded.end(status)
    assert len(notices(folded)) == 1
    assert "Reconnecting" not in notices(folded)[0][1]


def test_a_plan_is_one_list_written_anew(folded: FoldedThread) -> None:
    folded.begin()
    steps = [{"step": "read\x07", "status": "completed"}, {"step": "write", "status": "inProgress"}]
    folded.tell("turn/plan/updated", explanation=None, plan=[{"step": "read\x07", "status": "inProgress"}])
    change = folded.tell("turn/plan/updated", explanation="why", plan=steps)
    [plan] = folded.items
    assert isinstance(plan, Plan)
    assert [(step.text, step.status) for step in plan.steps] == [
        ("read␇", "completed"),
        ("write", "inProgress"),
    ]
    assert change.blocks == {folded.thread_id: {plan.id}}
    assert folded.thread.activity == "write"
    folded.end()
    assert plan.status is ItemStatus.COMPLETED


def test_the_diff_of_a_turn_is_kept_with_it(folded: FoldedThread) -> None:
    folded.begin()
    folded.tell("turn/diff/updated", diff="+a\x1b\n")
    assert folded.thread.turns[folded.turn_id].diff == "+a␛\n"
    assert not folded.tell("turn/diff/updated", diff="+a\x1b\n+b\n")
    assert folded.thread.turns[folded.turn_id].diff == "+a␛\n+b\n"


def test_tokens_say_how_full_the_context_is(folded: FoldedThread) -> None:
    used = {"totalTokens": 900, "inputTokens": 800, "cachedInputTokens": 0, "outputTokens": 100}
    used["reasoningOutputTokens"] = 0
    usage = {"last": used, "total": {**used, "totalTokens": 5000}, "modelContextWindow": 1000}
    change = folded.tell("thread/tokenUsage/updated", tokenUsage=usage)
    assert (folded.thread.context_used, folded.thread.context_window) == (900, 1000)
    assert change.rows == {folded.thread_id}


def test_a_review_belongs_to_its_root_turn(folded: FoldedThread) -> None:
    inner = {"id": "inner", "rootTurnId": folded.turn_id, "items": [], "status": "inProgress"}
    folded.tell("turn/started", turn=inner)
    running = folded.thread.active_turn_id
    assert running == folded.turn_id
    folded.completed("enteredReviewMode", "e", review="current changes")
    content = [{"type": "text", "text": "Review the current changes", "text_elements": []}]
    folded.completed("userMessage", "u", content=content)
    folded.end()
    assert folded.thread.active_turn_id is None
    # The person has not written that prompt.
    assert notices(folded) == [
        (NoticeLevel.INFO, "Review of current changes"),
        (NoticeLevel.INFO, "The server asked the reviewer"),
    ]


def test_a_compaction_says_what_it_does_and_what_it_did(folded: FoldedThread) -> None:
    folded.begin()
    folded.started("contextCompaction", "x")
    assert folded.thread.activity == "Compacting the context"
    folded.completed("contextCompaction", "x")
    assert notices(folded) == [(NoticeLevel.DIM, "The context was compacted")]


def test_a_hook_is_a_dim_line_and_a_loud_one_when_it_blocks(folded: FoldedThread) -> None:
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
    folded.tell("hook/started", run=run)
    assert notices(folded) == [(NoticeLevel.DIM, "hook preToolUse")]
    assert folded.items[0].is_open
    entry = {"kind": "feedback", "text": "not here"}
    folded.tell("hook/completed", run={**run, "status": "blocked", "entries": [entry]})
    assert notices(folded) == [(NoticeLevel.WARNING, "hook preToolUse blocked")]
    [notice] = folded.items
    assert isinstance(notice, Notice)
    assert notice.detail == "not here"


def test_another_model_answering_is_told(folded: FoldedThread) -> None:
    folded.tell("model/rerouted", fromModel="a", toModel="b", reason="highRiskCyberActivity")
    assert notices(folded) == [(NoticeLevel.WARNING, "b answers instead of a (highRiskCyberActivity)")]


def test_the_reviewer_of_approvals_is_heard(folded: FoldedThread) -> None:
    action = {"type": "command", "command": "rm -rf x", "cwd": "/", "source": "shell"}
    common: dict[str, Any] = {"action": action, "reviewId": "1", "startedAtMs": 1}
    folded.tell("item/autoApprovalReview/started", review={"status": "inProgress"}, **common)
    assert notices(folded) == [(NoticeLevel.DIM, "The reviewer looks at: rm -rf x")]
    review = {"status": "denied", "riskLevel": "high", "rationale": "it deletes"}
    folded.tell(
        "item/autoApprovalReview/completed", review=review, completedAtMs=2, decisionSource="agent", **common
    )
    assert notices(folded) == [(NoticeLevel.WARNING, "The reviewer says denied, high risk: rm -rf x")]
    [(line, denied)] = folded.thread.denied.items()
    assert line == "review:1"
    assert denied["action"] == action
    folded.store.approved_denied(folded.thread_id, line)
    assert "You approved what the reviewer denied" in notices(folded)[-1][1]
    assert not folded.thread.denied


def test_what_was_denied_goes_back_in_the_spelling_of_the_server(folded: FoldedThread) -> None:
    action = {"type": "mcpToolCall", "server": "s", "toolName": "t", "connectorId": None}
    review = {"status": "denied"}
    folded.tell(
        "item/autoApprovalReview/completed",
        review=review,
        action=action,
        reviewId="2",
        startedAtMs=1,
        completedAtMs=2,
        decisionSource="agent",
    )
    denied = folded.thread.denied["review:2"]
    assert denied["status"] == "denied"
    assert denied["target_item_id"] is None
    assert {"type": "mcp_tool_call", "tool_name": "t"}.items() <= dict(denied["action"]).items()  # type: ignore[call-overload]  # JSON


def test_events_of_an_old_turn_leave_the_running_one_alone(folded: FoldedThread) -> None:
    folded.begin("turn-1")
    folded.command("c", processId="7")
    folded.end("interrupted")
    folded.begin("turn-2")
    folded.turn_id = "turn-1"
    folded.command_done("c", status="failed", exitCode=-1)
    assert folded.thread.active_turn_id == "turn-2"
    [command, _] = folded.items
    assert isinstance(command, Command)
    assert command.status is ItemStatus.FAILED
