"""What a person is called for, and what not."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from codex_tui.state.calls import Call, CallKind
from codex_tui.state.change import Change

if TYPE_CHECKING:
    from folded_thread import FoldedThread

ERROR = {"message": "no quota\nreally\x1b", "codexErrorInfo": "usageLimitExceeded", "additionalDetails": None}


def test_a_turn_that_is_done_calls(folded: FoldedThread) -> None:
    assert not folded.begin().calls
    assert folded.end().calls == [Call(CallKind.DONE, folded.thread_id)]


def test_a_turn_that_failed_calls_with_the_reason_on_one_line(folded: FoldedThread) -> None:
    folded.begin()
    assert folded.end("failed", ERROR).calls == [Call(CallKind.FAILED, folded.thread_id, "no quota")]


def test_a_turn_that_a_person_stopped_calls_nobody(folded: FoldedThread) -> None:
    folded.begin()
    assert not folded.end("interrupted").calls


def test_a_turn_that_another_agent_waits_for_calls_nobody(folded: FoldedThread) -> None:
    folded.thread.sub_agent = True
    folded.begin()
    assert not folded.end().calls


def test_a_server_that_died_calls_for_each_thread_that_it_cut(folded: FoldedThread) -> None:
    folded.begin()
    change = folded.store.connection_lost("The server stopped (signal 9).")
    assert change.calls == [Call(CallKind.FAILED, folded.thread_id, "The server stopped (signal 9).")]
    assert not folded.store.connection_lost("again").calls


@pytest.mark.parametrize("earlier", [Change(), Change(calls=[Call(CallKind.DONE, "a")])])
def test_changes_that_are_put_together_keep_their_calls_in_order(earlier: Change) -> None:
    later = Change(calls=[Call(CallKind.FAILED, "b")])
    assert earlier.merge(later).calls[-1] == Call(CallKind.FAILED, "b")
    assert earlier
