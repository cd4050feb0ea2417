from __future__ import annotations

from typing import TYPE_CHECKING, Any

from approval_requests import approvals
from codex_app_server.approvals import CommandApproval, FileChangeApproval
from codex_tui.state.items import Command, ItemStatus
from codex_tui.state.store import Store
from codex_tui.state.threads import ThreadPhase
from recorded_transcripts import approval, runs

if TYPE_CHECKING:
    from folded_thread import FoldedThread


def ask(folded: FoldedThread, item_id: str = "c", request_id: int = 0, **params: Any) -> CommandApproval:
    request = approval(
        {
            "id": request_id,
            "method": "item/commandExecution/requestApproval",
            "params": {
                "kind": "command",
                "threadId": folded.thread_id,
                "turnId": folded.turn_id,
                "itemId": item_id,
                "startedAtMs": 1,
                **params,
            },
        }
    )
    assert isinstance(request, CommandApproval)
    return request


def ask_change(folded: FoldedThread, item_id: str, **params: Any) -> FileChangeApproval:
    request = approval(
        {
            "id": 0,
            "method": "item/fileChange/requestApproval",
            "params": {
                "threadId": folded.thread_id,
                "turnId": folded.turn_id,
                "itemId": item_id,
                "startedAtMs": 1,
                **params,
            },
        }
    )
    assert isinstance(request, FileChangeApproval)
    return request


def test_a_command_is_shown_exactly_and_named_without_its_shell(folded: FoldedThread) -> None:
    exact = "/bin/bash -lc 'pip install \x1b[8mevil'"
    rule = {"acceptWithExecpolicyAmendment": {"execpolicy_amendment": ["pip"]}}
    offers = ["accept", rule, "cancel"]
    request = ask(folded, command=exact, cwd="/src", reason="needs the net", availableDecisions=offers)
    pending = folded.store.approval_asked(request)
    assert pending.title == "Run a command"
    assert pending.command == "/bin/bash -lc 'pip install ␛[8mevil'"
    assert pending.short == "pip install ␛[8mevil"
    assert (pending.cwd, pending.reason, pending.rule) == ("/src", "needs the net", ("pip",))
    assert pending.request is request
    assert request.command == exact


def test_a_thread_that_waits_says_what_it_wants(folded: FoldedThread) -> None:
    folded.begin()
    pending = folded.store.approval_asked(ask(folded, command="bash -lc 'pip install x'"))
    assert folded.phase() is ThreadPhase.NEEDS_PERSON
    assert folded.thread.activity == "wants to run pip install x"
    change = folded.store.withdrawn(pending.key)
    assert change.pending
    assert change.rows == {folded.thread_id}
    assert folded.phase() is ThreadPhase.WORKING
    assert not folded.store.withdrawn(pending.key)


def test_a_very_long_command_keeps_its_end(folded: FoldedThread) -> None:
    command = "echo " + "x" * 50_000 + " ; rm -rf /"
    assert folded.store.approval_asked(ask(folded, command=command)).command == command


def test_a_file_change_takes_its_diff_from_the_item(folded: FoldedThread) -> None:
    change = {"path": "/a", "kind": {"type": "add"}, "diff": "x\ny\n"}
    folded.started("fileChange", "f", changes=[change, {**change, "path": "/b"}], status="inProgress")
    pending = folded.store.approval_asked(ask_change(folded, "f", reason="because"))
    assert pending.title == "Change 2 files"
    assert [patch.path for patch in pending.changes] == ["/a", "/b"]
    assert pending.changes[0].diff == "+x\n+y\n"
    assert folded.thread.activity == "wants to change 2 files"


def test_a_change_without_its_item_is_still_asked(folded: FoldedThread) -> None:
    pending = folded.store.approval_asked(ask_change(folded, "nowhere", grantRoot="/srv"))
    assert pending.title == "Change files"
    assert [(grant.label, grant.text) for grant in pending.grants] == [
        ("writes", "anything under /srv, in this session")
    ]


def test_a_diff_that_comes_after_its_request_is_put_on_the_card(folded: FoldedThread) -> None:
    before = folded.store.approval_asked(ask_change(folded, "f"))
    change = {"path": "/a", "kind": {"type": "add"}, "diff": "x\n"}
    told = folded.started("fileChange", "f", changes=[change], status="inProgress")
    [after] = approvals(folded.store)
    assert told.pending
    assert folded.thread.pending == [after]
    assert (after.key, after.title, after.arrived_at_ms) == (
        before.key,
        "Change a file",
        before.arrived_at_ms,
    )
    assert [patch.path for patch in after.changes] == ["/a"]


def test_approvals_wait_in_the_order_they_came(folded: FoldedThread) -> None:
    first = folded.store.approval_asked(ask(folded, "c1", 0, command="a"))
    second = folded.store.approval_asked(ask(folded, "c2", 1, command="b"))
    assert folded.store.pending == [first, second]
    assert first.key != second.key


def test_an_answer_given_elsewhere_takes_the_approval_away(folded: FoldedThread) -> None:
    folded.store.approval_asked(ask(folded, command="a"))
    change = folded.tell("serverRequest/resolved", requestId=0)
    assert change.pending
    assert folded.store.pending == []
    assert folded.thread.pending == []


def test_the_end_of_a_turn_takes_its_approvals_away_and_their_commands_never_ran(
    folded: FoldedThread,
) -> None:
    folded.begin()
    folded.command("c1")
    folded.command("c2")
    folded.store.approval_asked(ask(folded, "c1", command="a"))
    change = folded.end("interrupted")
    assert change.pending
    assert folded.store.pending == []
    waiting, running = folded.items[:2]
    assert isinstance(running, Command)
    assert waiting.status is ItemStatus.INTERRUPTED
    assert running.background


def test_two_requests_of_one_recording_wait_at_once() -> None:
    [run] = runs("parallel_approvals")
    store = Store(lambda: 0.0)
    waiting = 0
    for message in run.messages:
        if message["dir"] == "s>c" and "method" in message and "id" in message:
            request = approval(message)
            assert request is not None
            waiting = max(waiting, len(store.pending) + 1)
            store.approval_asked(request)
    assert waiting == 2
    assert [pending.short for pending in approvals(store)] == ["touch q2", "touch q1"]
