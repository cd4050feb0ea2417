from __future__ import annotations

import json

import pytest
from codex_app_server import Notification, ResponseInvalidError, TurnFailedError
from codex_app_server._core.notifications import decode
from codex_app_server._core.turn_fold import TurnFold
from scripted_peer import turn, turn_completed


def event(method: str, **params: object) -> Notification:
    return decode(json.dumps({"method": method, "params": {"threadId": "t", **params}}).encode())


def completed(item: dict[str, object]) -> Notification:
    return event("item/completed", turnId="u", item={"id": "i", **item}, completedAtMs=1)


def message(text: str, phase: str | None = None) -> Notification:
    return completed({"type": "agentMessage", "text": text, "phase": phase})


def folded(*events: Notification) -> TurnFold:
    fold = TurnFold()
    for each in (*events, decode(turn_completed())):
        fold.apply(each)
    return fold


@pytest.mark.parametrize(
    ("messages", "expected"),
    [
        ([("one", None), ("two", None)], "two"),
        ([("final", "final_answer"), ("after", None)], "final"),
        ([("first", "final_answer"), ("second", "final_answer")], "second"),
        ([("plain", None), ("on the way", "commentary")], "plain"),
        ([("on the way", "commentary")], None),
        ([("part", "partial_answer")], None),
        ([("new", "phase_of_tomorrow")], None),
        ([("text", None), ("", "final_answer")], ""),
        ([("text", None), ("", None)], ""),
        ([], None),
    ],
)
def test_the_final_response_is_the_last_final_answer_else_the_last_without_a_phase(
    messages: list[tuple[str, str | None]], expected: str | None
) -> None:
    assert folded(*(message(text, phase) for text, phase in messages)).final_response == expected


def test_items_are_those_completed_in_their_order() -> None:
    fold = folded(
        completed({"type": "reasoning", "summary": [], "content": []}),
        message("hello"),
        completed({"type": "of tomorrow", "extra": 1}),
    )
    assert [item.type for item in fold.items] == ["reasoning", "agentMessage", "of tomorrow"]


def test_the_usage_is_the_last_one() -> None:
    def usage(tokens: int) -> Notification:
        part = dict.fromkeys(
            ("cachedInputTokens", "inputTokens", "outputTokens", "reasoningOutputTokens", "totalTokens"),
            tokens,
        )
        return event("thread/tokenUsage/updated", turnId="u", tokenUsage={"last": part, "total": part})

    found = folded(usage(1), usage(2)).usage
    assert found is not None
    assert found.total.total_tokens == 2
    assert folded().usage is None


def test_a_failed_turn_raises_with_the_servers_message() -> None:
    failed = {**turn("failed"), "error": {"message": "the model is away"}}
    fold = TurnFold()
    fold.apply(event("turn/completed", turn=failed))
    with pytest.raises(TurnFailedError, match="the model is away") as caught:
        fold.check_failed()
    assert isinstance(caught.value, RuntimeError)
    assert caught.value.turn is fold.turn


@pytest.mark.parametrize("status", ["completed", "interrupted", "status_of_tomorrow"])
def test_any_other_end_raises_nothing(status: str) -> None:
    fold = TurnFold()
    fold.apply(event("turn/completed", turn=turn(status)))
    fold.check_failed()
    assert fold.completed_turn().status == status


def test_an_end_that_cannot_be_read_is_an_error() -> None:
    fold = TurnFold()
    fold.apply(event("turn/completed", turn={"id": 5}))
    with pytest.raises(ResponseInvalidError, match="turn/completed"):
        fold.check_failed()
