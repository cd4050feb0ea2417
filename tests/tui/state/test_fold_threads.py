from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from codex_tui.state.items import ItemStatus, Notice, NoticeLevel
from codex_tui.state.threads import ThreadPhase
from recorded_transcripts import notification

if TYPE_CHECKING:
    from told_conversation import Talk


@pytest.mark.parametrize(
    ("flag", "activity"),
    [("waitingOnApproval", "waits for an approval"), ("waitingOnUserInput", "asks a question")],
)
def test_a_thread_that_waits_for_the_person_says_so(talk: Talk, flag: str, activity: str) -> None:
    talk.begin()
    talk.tell("thread/status/changed", status={"type": "active", "activeFlags": [flag]})
    assert talk.phase() is ThreadPhase.NEEDS_PERSON
    assert talk.thread.activity == activity
    talk.tell("thread/status/changed", status={"type": "active", "activeFlags": []})
    assert talk.phase() is ThreadPhase.WORKING


def test_a_status_of_tomorrow_is_no_error(talk: Talk) -> None:
    talk.tell("thread/status/changed", status={"type": "dreaming", "depth": 3})
    assert talk.phase() is ThreadPhase.IDLE


def test_an_archived_thread_leaves_the_list_and_comes_back(talk: Talk) -> None:
    talk.begin()
    talk.end()
    talk.store.seen(talk.thread_id)
    change = talk.tell("thread/archived")
    assert change.list_changed
    assert talk.phase() is ThreadPhase.ARCHIVED
    assert talk.store.rows() == []
    assert talk.store.rows(show_archived=True) == [talk.thread]
    talk.tell("thread/unarchived")
    assert talk.phase() is ThreadPhase.NOT_LOADED
    assert talk.store.rows() == [talk.thread]


def test_a_deleted_thread_is_forgotten(talk: Talk) -> None:
    talk.begin()
    change = talk.tell("thread/deleted")
    assert change.list_changed
    assert talk.store.threads == {}
    assert not talk.tell("thread/deleted")


def test_a_thread_that_the_server_unloads_ends_its_commands(talk: Talk) -> None:
    talk.begin()
    talk.command("c", processId="7")
    talk.end()
    talk.tell("thread/closed")
    assert talk.items[0].status is ItemStatus.INTERRUPTED
    assert not talk.thread.loaded


def test_the_end_of_a_thread_that_was_dropped_here_makes_no_row(talk: Talk) -> None:
    talk.tell("thread/status/changed", status={"type": "notLoaded"})
    talk.tell("thread/closed")
    assert talk.store.threads == {}


def test_a_name_can_be_given_and_taken(talk: Talk) -> None:
    talk.tell("thread/name/updated", threadName="a\nb\x1b")
    assert talk.thread.title == "a⏎b␛"
    talk.tell("thread/name/updated", threadName=None)
    assert talk.thread.title == "New thread"


def test_a_warning_is_said_once_in_its_thread(talk: Talk) -> None:
    talk.tell("warning", message="look \x1b out")
    talk.tell("warning", message="look \x1b out")
    [notice] = talk.items
    assert isinstance(notice, Notice)
    assert (notice.level, notice.text) == (NoticeLevel.WARNING, "look ␛ out")


def test_a_warning_of_no_thread_is_told_once(talk: Talk) -> None:
    event = notification("warning", {"message": "disk full", "threadId": None})
    assert talk.store.apply(event).notices == ["disk full"]
    assert talk.store.apply(event).notices == []


def test_settings_are_read_in_the_words_of_the_options(talk: Talk) -> None:
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
    talk.tell("thread/settings/updated", threadSettings=settings)
    thread = talk.thread
    assert (thread.model, thread.effort, thread.cwd) == ("gpt-5.5", "high", "/src")
    assert (thread.sandbox, thread.approval_policy) == ("workspace-write +network", "granular")


def test_a_new_thread_has_no_past_to_read_and_a_fork_has(talk: Talk) -> None:
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
    talk.store.apply(notification("thread/started", {"thread": row}))
    fork = {**row, "id": "fork", "forkedFromId": "new"}
    change = talk.store.apply(notification("thread/started", {"thread": fork}))
    assert talk.store.threads["new"].history_loaded
    assert not talk.store.threads["fork"].history_loaded
    assert change.list_changed
    child = {**row, "id": "child", "parentThreadId": "new", "source": {"subAgent": "review"}}
    talk.store.apply(notification("thread/started", {"thread": child}))
    assert [thread.id for thread in talk.store.rows()] == ["new", "fork"]


def test_a_queue_that_has_changed_or_whose_server_is_gone_must_be_read_again(talk: Talk) -> None:
    talk.thread.queue_read = True
    assert talk.thread_id in talk.tell("thread/queue/changed").rows
    assert not talk.thread.queue_read
    talk.thread.queue_read = True
    talk.store.connection_lost("gone")
    assert not talk.thread.queue_read
