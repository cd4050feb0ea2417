"""What becomes of a request is one line in its conversation."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from approval_requests import request
from codex_app_server import Decision
from codex_tui.state.items import Notice
from folded_thread import FoldedThread

if TYPE_CHECKING:
    from codex_tui.state.approvals import PendingApproval


@pytest.fixture
def folded() -> FoldedThread:
    folded = FoldedThread()
    folded.begin()
    return folded


def asks(folded: FoldedThread, key: int, command: str = "touch a") -> PendingApproval:
    turn = folded.thread.active_turn_id
    return folded.store.approval_asked(request(key, command=command, threadId=folded.thread_id, turnId=turn))


def lines(folded: FoldedThread) -> list[str]:
    """The lines about requests, with the time of day as HH:MM."""
    said = [item.text for item in folded.items if isinstance(item, Notice) and item.id.startswith("answer:")]
    return [re.sub(r"\d\d:\d\d", "HH:MM", line) for line in said]


def test_an_answer_is_told_with_what_and_when(folded: FoldedThread) -> None:
    first, second = asks(folded, 1), asks(folded, 2, "rm b")
    change = folded.store.answered(first.key, Decision.ACCEPT)
    assert folded.thread_id in change.structure
    folded.store.answered(second.key, Decision.DECLINE)
    assert lines(folded) == ["You allowed it once at HH:MM: touch a", "You said no at HH:MM: rm b"]
    folded.tell("serverRequest/resolved", requestId=1)
    assert len(lines(folded)) == 2
    assert folded.store.pending == []


def test_an_answer_from_elsewhere_is_told_whichever_comes_first(folded: FoldedThread) -> None:
    asks(folded, 1)
    folded.tell("serverRequest/resolved", requestId=1)
    assert lines(folded) == ["Answered elsewhere at HH:MM: touch a"]
    second = asks(folded, 2, "touch b")
    folded.store.withdrawn(second.key)
    assert len(lines(folded)) == 1
    folded.tell("serverRequest/resolved", requestId=2)
    assert lines(folded)[1:] == ["Answered elsewhere at HH:MM: touch b"]


@pytest.mark.parametrize("withdrawn_first", [True, False])
def test_the_end_of_a_turn_takes_what_waits_and_says_so(folded: FoldedThread, withdrawn_first: bool) -> None:
    pending = asks(folded, 1)
    if withdrawn_first:
        folded.store.withdrawn(pending.key)
    folded.end("interrupted")
    folded.tell("serverRequest/resolved", requestId=1)
    assert lines(folded) == ["No longer asked, because the turn is over: touch a"]
    assert folded.store.pending == []


def test_a_connection_that_is_closed_answers_nothing(folded: FoldedThread) -> None:
    asks(folded, 1)
    change = folded.store.disconnected()
    assert change.pending
    assert folded.store.pending == []
    assert lines(folded) == []
