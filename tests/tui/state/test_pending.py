"""What becomes of a request is one line in its conversation."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from approval_requests import request
from codex_app_server import Decision
from codex_tui.state.items import Notice
from told_conversation import Talk

if TYPE_CHECKING:
    from codex_tui.state.approvals import PendingApproval


@pytest.fixture
def talk() -> Talk:
    talk = Talk()
    talk.begin()
    return talk


def asks(talk: Talk, key: int, command: str = "touch a") -> PendingApproval:
    turn = talk.thread.active_turn_id
    return talk.store.approval_asked(request(key, command=command, threadId=talk.thread_id, turnId=turn))


def lines(talk: Talk) -> list[str]:
    """The lines about requests, with the time of day as HH:MM."""
    said = [item.text for item in talk.items if isinstance(item, Notice) and item.id.startswith("answer:")]
    return [re.sub(r"\d\d:\d\d", "HH:MM", line) for line in said]


def test_an_answer_is_told_with_what_and_when(talk: Talk) -> None:
    first, second = asks(talk, 1), asks(talk, 2, "rm b")
    change = talk.store.answered(first.key, Decision.ACCEPT)
    assert talk.thread_id in change.structure
    talk.store.answered(second.key, Decision.DECLINE)
    assert lines(talk) == ["You allowed it once at HH:MM: touch a", "You said no at HH:MM: rm b"]
    talk.tell("serverRequest/resolved", requestId=1)
    assert len(lines(talk)) == 2
    assert talk.store.pending == []


def test_an_answer_from_elsewhere_is_told_whichever_comes_first(talk: Talk) -> None:
    asks(talk, 1)
    talk.tell("serverRequest/resolved", requestId=1)
    assert lines(talk) == ["Answered elsewhere at HH:MM: touch a"]
    second = asks(talk, 2, "touch b")
    talk.store.withdrawn(second.key)
    assert len(lines(talk)) == 1
    talk.tell("serverRequest/resolved", requestId=2)
    assert lines(talk)[1:] == ["Answered elsewhere at HH:MM: touch b"]


@pytest.mark.parametrize("withdrawn_first", [True, False])
def test_the_end_of_a_turn_takes_what_waits_and_says_so(talk: Talk, withdrawn_first: bool) -> None:
    pending = asks(talk, 1)
    if withdrawn_first:
        talk.store.withdrawn(pending.key)
    talk.end("interrupted")
    talk.tell("serverRequest/resolved", requestId=1)
    assert lines(talk) == ["No longer asked, because the turn is over: touch a"]
    assert talk.store.pending == []


def test_a_connection_that_is_closed_answers_nothing(talk: Talk) -> None:
    asks(talk, 1)
    change = talk.store.disconnected()
    assert change.pending
    assert talk.store.pending == []
    assert lines(talk) == []
