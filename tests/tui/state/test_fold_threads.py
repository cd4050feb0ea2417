from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from codex_tui.state.items import ItemStatus, Notice, NoticeLevel
from codex_tui.state.threads import ThreadPhase
from recorded_transcripts import notification

if TYPE_CHECKING:
    from folded_thread import FoldedThread


@pytest.mark.parametrize(
    ("flag", "activity"),
    [("waitingOnApproval", "waits for an approval"), ("waitingOnUserInput", "asks a question")],
)
def test_a_thread_that_waits_for_the_person_says_so(folded: FoldedThread, flag: str, activity: str) -> None:
    folded.begin()
    folded.tell("thread/status/changed", status={"type": "active", "activeFlags": [flag]})
    assert folded.phase() is ThreadPhase.NEEDS_PERSON
    assert folded.thread.activity == activity
    folded.tell("thread/status/changed", status={"type": "active", "activeFlags": []})
    assert folded.phase() is ThreadPhase.WORKING


def test_a_status_of_tomorrow_is_no_error(folded: FoldedThread) -> None:
    folded.tell("thread/status/changed", status={"type": "dreaming", "depth": 3})
    assert folded.phase() is ThreadPhase.IDLE


def test_an_archived_thread_leaves_the_list_and_comes_back(folded: FoldedThread) -> None:
    folded.begin()
    folded.end()
    folded.store.seen(folded.thread_id)
    change = folded.tell("thread/archived")
    assert change.list_changed
    assert folded.phase() is ThreadPhase.ARCHIVED
    assert folded.store.rows() == []
    assert folded.store.rows(show_archived=True) == [folded.thread]
    folded.tell("thread/unarchived")
    assert folded.phase() is ThreadPhase.NOT_LOADED
    assert folded.store.rows() == [folded.thread]


def test_a_deleted_thread_is_forgotten(folded: FoldedThread) -> None:
    folded.begin()
    change = folded.tell("thread/deleted")
    assert change.list_changed
    assert folded.store.threads == {}
    assert not folded.tell("thread/deleted")


def test_a_thread_that_the_server_unloads_ends_its_commands(folded: FoldedThread) -> None:
    folded.begin()
    folded.command("c", processId="7")
    folded.end()
    folded.tell("thread/closed")
    assert folded.items[0].status is ItemStatus.INTERRUPTED
    assert not folded.thread.loaded


def test_the_end_of_a_thread_that_was_dropped_here_makes_no_row(folded: FoldedThread) -> None:
    folded.tell("thread/status/changed", status={"type": "notLoaded"})
    folded.tell("thread/closed")
    assert folded.store.threads == {}


def test_a_name_can_be_given_and_taken(folded: FoldedThread) -> None:
    folded.tell("thread/name/updated", threadName="a\nb\x1b")
    assert folded.thread.title == "a⏎b␛"
    folded.tell("thread/name/updated", threadName=None)
    assert folded.thread.title == "New thread"


def test_a_warning_is_said_once_in_its_thread(folded: FoldedThread) -> None:
    folded.tell("warning", message="look \x1b out")
    folded.tell("warning", message="look \x1b out")
    [notice] = folded.items
    assert isinstance(notice, Notice)
    assert (notice.level, notice.text) == (NoticeLevel.WARNING, "look ␛ out")


def test_a_warning_of_no_thread_is_told_once(folded: FoldedThread) -> None:
    event = notification("warning", {"message": "disk full", "threadId": None})
    assert folded.store.apply(event).notices == ["disk full"]
    assert folded.store.apply(event).notices == []


def test_settings_are_read_in_the_words_of_the_options(folded: FoldedThread) -> None:
    settings = {
        "model": "gpt-5.5",
        "modelProvider": "mock",
        "effort": "high",
        "cwd": "/src",
        "approvalPolicy": {"granular": {"mcp_elicitations": True, "rules": True, "sandbox_approval": True}},
        "approvalsReviewer": "user",
        "sandboxPolicy": {"type": "workspaceWrite", "networkAccess": True},
        "collaborationMode": {"mode": "default", "settings": {"model": "gpt-5.5"}},
    }
    folded.tell("thread/settings/updated", threadSettings=settings)
    thread = folded.thread
    assert (thread.model, thread.effort, thread.cwd) == ("gpt-5.5", "high", "/src")
    assert (thread.sandbox, thread.approval_policy) == ("workspace-write +network", "granular")


def test_a_new_thread_has_no_past_to_read_and_a_fork_has(folded: FoldedThread) -> None:
    row = {
        "id": "new",
        "preview": "",
        "cliVersion": "0",
        "createdAt": 5,
        "updatedAt": 5,
        "cwd": "/src",
        "ephemeral": False,
        "modelProvider": "mock",
        "projectId": None,
        "sessionId": "new",
        "source": "vscode",
        "status": {"type": "idle"},
        "turns": [],
    }
    folded.store.apply(notification("thread/started", {"thread": row}))
    fork = {**row, "id": "fork", "forkedFromId": "new"}
    change = folded.store.apply(notification("thread/started", {"thread": fork}))
    assert folded.store.threads["new"].history_loaded
    assert not folded.store.threads["fork"].history_loaded
    assert change.list_changed
    child = {**row, "id": "child", "parentThreadId": "new", "source": {"subAgent": "review"}}
    folded.store.apply(notification("thread/started", {"thread": child}))
    assert [thread.id for thread in folded.store.rows()] == ["new", "fork"]


def test_a_queue_that_has_changed_or_whose_server_is_gone_must_be_read_again(folded: FoldedThread) -> None:
    folded.thread.queue_read = True
    assert folded.thread_id in folded.tell("thread/queue/changed").rows
    assert not folded.thread.queue_read
    folded.thread.queue_read = True
    folded.store.connection_lost("gone")
    assert not folded.thread.queue_read
