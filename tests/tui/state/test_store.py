from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from codex_app_server.generated import v2_all
from codex_tui.state.change import Change
from codex_tui.state.forks import Fork, fork_of
from codex_tui.state.items import Command, ItemStatus, Notice, NoticeLevel
from codex_tui.state.threads import ThreadPhase
from recorded_transcripts import runs

if TYPE_CHECKING:
    from folded_thread import FoldedThread


def row(thread_id: str, **said: Any) -> v2_all.Thread:
    return v2_all.Thread.model_validate(
        {
            "id": thread_id,
            "preview": "hello",
            "cliVersion": "0",
            "createdAt": 5,
            "updatedAt": 6,
            "recencyAt": 7,
            "cwd": "/src",
            "ephemeral": False,
            "modelProvider": "mock",
            "projectId": None,
            "sessionId": thread_id,
            "source": "vscode",
            "status": {"type": "notLoaded"},
            "turns": [],
            **said,
        }
    )


def response(kind: str, thread: dict[str, Any], **said: Any) -> dict[str, Any]:
    return {
        "thread": thread,
        "model": "gpt-5.5",
        "modelProvider": "mock",
        "cwd": "/src",
        "approvalPolicy": "on-request",
        "approvalsReviewer": "user",
        "sandbox": {"type": "readOnly"},
        **said,
    }


def test_rows_of_the_list_are_merged_into_what_is_known(folded: FoldedThread) -> None:
    change = folded.store.list_page(
        [
            row("a", name="A\x1b", gitInfo={"branch": "main"}, model="gpt-5.5"),
            row("b", preview="two\nlines", recencyAt=9),
        ],
        archived=False,
    )
    assert change.list_changed
    assert change.rows == {"a", "b"}
    assert [each.title for each in folded.store.rows()] == ["two⏎lines", "A␛"]
    first = folded.store.threads["a"]
    assert (first.branch, first.model, first.phase) == ("main", "gpt-5.5", ThreadPhase.NOT_LOADED)
    assert first.recency_at == 7


def test_the_list_does_not_disturb_a_turn_that_runs(folded: FoldedThread) -> None:
    folded.begin()
    folded.store.list_page([row(folded.thread_id)], archived=False)
    assert folded.thread.phase is ThreadPhase.WORKING
    assert folded.thread.loaded


def test_a_fork_remembers_its_parent_although_the_list_forgets_it(folded: FoldedThread) -> None:
    forked = row("fork", forkedFromId="a", preview="").model_dump(mode="json", by_alias=True)
    folded.store.list_page([row("a")], archived=False)
    folded.store.opened(v2_all.ThreadForkResponse.model_validate(response("fork", forked)))
    folded.store.list_page([row("fork", forkedFromId=None, preview="in fork")], archived=False)
    assert folded.store.threads["fork"].forked_from == "a"
    assert [each.id for each in folded.store.rows()] == ["a", "fork"]


def test_a_fork_is_called_like_its_parent_until_it_has_words_of_its_own(folded: FoldedThread) -> None:
    forked = row("fork", forkedFromId="a", preview="").model_dump(mode="json", by_alias=True)
    folded.store.list_page([row("a", preview="the parent's words")], archived=False)
    folded.store.opened(v2_all.ThreadForkResponse.model_validate(response("fork", forked)))
    assert folded.store.threads["fork"].title == "the parent's words"
    folded.store.list_page([row("fork", forkedFromId=None, preview="its own words")], archived=False)
    assert folded.store.threads["fork"].title == "its own words"


def test_a_fork_that_no_list_has_yet_gets_its_row_from_what_is_remembered(folded: FoldedThread) -> None:
    fork = Fork("fork", "a", "turn-3", 3, "old\x1b title", "after\nturn 3", "/src", 9.0)
    folded.store.list_page([row("a")], archived=False)
    folded.store.kept_fork(fork)
    kept = folded.store.threads["fork"]
    assert [each.id for each in folded.store.rows()] == ["a", "fork"]
    assert (kept.phase, kept.is_kept, kept.title) == (ThreadPhase.NOT_LOADED, True, "after⏎turn 3")
    assert fork_of(kept) == replace(fork, parent_title="old␛ title", title=kept.title)
    # The answer to a resume has the words of its parent.
    resumed = row("fork", forkedFromId="a", preview="words of the parent").model_dump(
        mode="json", by_alias=True
    )
    folded.store.opened(v2_all.ThreadResumeResponse.model_validate(response("resume", resumed)))
    assert kept.title == "after⏎turn 3"
    folded.store.list_page([row("fork", preview="its own words")], archived=False)
    assert (kept.title, kept.unbegun, kept.fork_point.turn) == ("its own words", False, 3)


def test_a_fork_that_has_begun_is_shown_only_if_the_server_lists_it(folded: FoldedThread) -> None:
    assert not folded.store.kept_fork(Fork("fork", "a", begun=True))
    assert folded.store.rows() == []
    folded.store.list_page([row("fork"), row("a")], archived=False)
    folded.store.kept_fork(Fork("fork", "a", begun=True))
    assert [each.id for each in folded.store.rows()] == ["a", "fork"]


def test_opening_tells_the_effective_settings_and_loads(folded: FoldedThread) -> None:
    thread = row("a", status={"type": "idle"}).model_dump(mode="json", by_alias=True)
    folded.store.thread("a").read_only = "held elsewhere"
    change = folded.store.opened(
        v2_all.ThreadResumeResponse.model_validate(response("resume", thread, reasoningEffort="high"))
    )
    known = folded.store.threads["a"]
    assert change.rows == {"a"}
    assert known.loaded
    assert known.read_only is None
    assert (known.model, known.effort, known.sandbox, known.approval_policy) == (
        "gpt-5.5",
        "high",
        "read-only",
        "on-request",
    )
    assert not known.history_loaded


def test_a_thread_that_was_just_started_needs_no_history(folded: FoldedThread) -> None:
    thread = row("a", preview="", status={"type": "idle"}).model_dump(mode="json", by_alias=True)
    folded.store.opened(v2_all.ThreadStartResponse.model_validate(response("start", thread)))
    assert folded.store.threads["a"].history_loaded


def test_when_the_server_is_gone_nothing_stays_open(folded: FoldedThread) -> None:
    folded.begin("turn-0")
    folded.command("c0", processId="7")
    folded.end()
    folded.begin("turn-1")
    folded.delta("m", "half")
    folded.command("c1", processId="8")
    change = folded.store.connection_lost("The server stopped (signal 9).\x1b")
    assert not folded.thread.open_ids
    assert folded.thread.active_turn_id is None
    assert {item.status for item in folded.items if not isinstance(item, Notice)} == {ItemStatus.INTERRUPTED}
    assert all(not item.background for item in folded.items if isinstance(item, Command))
    last = folded.items[-1]
    assert isinstance(last, Notice)
    assert (last.level, last.text) == (NoticeLevel.ERROR, "The server stopped (signal 9).␛")
    assert change.structure == {folded.thread_id}
    assert not folded.store.connection_lost("again").structure


def test_threads_that_a_dead_server_cut_are_failed_until_they_are_opened_or_used(
    folded: FoldedThread,
) -> None:
    for thread_id in ("idle", "waiting", "working"):
        folded.thread_id = thread_id
        folded.begin(f"turn-of-{thread_id}")
        if thread_id == "idle":
            folded.end()
            folded.store.seen(thread_id)
        elif thread_id == "waiting":
            status = {"type": "active", "activeFlags": ["waitingOnApproval"]}
            folded.tell("thread/status/changed", status=status)
    before = {each.id: each.recency_at for each in folded.store.threads.values()}
    order = [each.id for each in folded.store.rows()]
    folded.store.connection_lost("The server stopped (signal 9).")
    threads = folded.store.threads
    assert {each.id: each.recency_at for each in threads.values()} == before
    assert [each.id for each in folded.store.rows()] == order

    def phase(thread_id: str) -> ThreadPhase:
        return threads[thread_id].phase

    assert phase("idle") is ThreadPhase.NOT_LOADED
    for thread_id in ("waiting", "working"):
        assert phase(thread_id) is ThreadPhase.FAILED
        assert threads[thread_id].activity == "the server stopped"
    folded.store.connection_lost("again")
    folded.store.list_page(
        [row(thread_id, status={"type": "notLoaded"}) for thread_id in before], archived=False
    )
    assert phase("working") is ThreadPhase.FAILED
    assert folded.store.show("waiting").rows == {"waiting"}
    assert phase("waiting") is ThreadPhase.NOT_LOADED
    folded.begin("next-turn")
    assert phase("working") is ThreadPhase.WORKING
    folded.end()
    assert phase("working") is ThreadPhase.DONE_UNSEEN


def test_a_crash_in_a_recorded_conversation_closes_it(folded: FoldedThread) -> None:
    [run] = runs("kill9_in_shell")
    run.feed(folded.store)
    folded.store.connection_lost("gone")
    for thread in folded.store.threads.values():
        assert not any(item.is_open for item in thread.items)


def test_changes_add_up() -> None:
    first = Change(rows={"a"}, notices=["x"])
    second = Change(structure={"b"}, blocks={"b": {"i"}}, status=True, pending=True, list_changed=True)
    second.touch("b", "j")
    assert not Change()
    assert first.merge(second) is first
    assert first == Change(
        structure={"b"},
        blocks={"b": {"i", "j"}},
        rows={"a"},
        list_changed=True,
        pending=True,
        status=True,
        notices=["x"],
    )


def test_a_thread_that_only_events_speak_of_is_as_old_as_its_first_event(folded: FoldedThread) -> None:
    change = folded.tell("warning", at_ms=5000, message="look out")
    assert change.list_changed
    assert folded.thread.recency_at == 5
    assert not folded.tell("warning", at_ms=9000, message="again").list_changed
