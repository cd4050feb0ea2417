"""What is forgotten when too much is kept, and what never is."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from codex_tui.state.items import ItemStatus, Notice
from codex_tui.state.store import Store
from codex_tui.state.threads import TurnPhase, TurnState
from folded_thread import FoldedThread

if TYPE_CHECKING:
    from codex_tui.state.threads import ThreadState


@pytest.fixture
def store() -> Store:
    """Four threads of ten items each, shown in their order, in a memory for two and a half of them."""
    store = Store(lambda: 0.0)
    for name in "abcd":
        thread = store.thread(name)
        done = ItemStatus.COMPLETED
        thread.items.extend(Notice(f"{name}{number}", "t", status=done) for number in range(10))
        thread.turns = {turn: TurnState(turn, phase=TurnPhase.FAILED, error="full") for turn in ("s", "t")}
        thread.last_turn_id, thread.history_loaded, thread.older = "t", True, "cursor"
        store.show(name)
    store.memory.most_bytes = 5 * store.threads["a"].items.kept_bytes // 2
    return store


def kept(store: Store) -> str:
    return "".join(name for name, thread in store.threads.items() if len(thread.items))


def test_the_threads_that_were_shown_longest_ago_are_forgotten(store: Store) -> None:
    change = store.tidy()
    assert kept(store) == "cd"
    assert change.structure == {"a", "b"}
    assert not store.threads["a"].history_loaded
    assert store.threads["a"].older is None


def test_who_was_shown_again_counts_as_new(store: Store) -> None:
    store.show("a")
    store.tidy()
    assert kept(store) == "ad"


def test_nothing_is_forgotten_while_there_is_room(store: Store) -> None:
    store.memory.most_bytes *= 2
    assert not store.tidy()
    assert kept(store) == "abcd"


def test_the_open_thread_is_kept_however_long_it_is(store: Store) -> None:
    store.memory.most_bytes = 0
    store.tidy()
    assert kept(store) == "d"


def waits(thread: ThreadState) -> None:
    thread.waiting_on_approval = True


def runs(thread: ThreadState) -> None:
    thread.active_turn_id = "t"


def is_open(thread: ThreadState) -> None:
    thread.open_ids["a0"] = None


def is_nowhere_else(thread: ThreadState) -> None:
    thread.ephemeral = True


def is_being_read(thread: ThreadState) -> None:
    thread.reading_older = True


@pytest.mark.parametrize("reason", [waits, runs, is_open, is_nowhere_else, is_being_read])
def test_what_is_alive_or_nowhere_else_is_never_forgotten(store: Store, reason: object) -> None:
    assert callable(reason)
    reason(store.threads["a"])
    store.tidy()
    assert kept(store) == "ad"


def test_why_it_failed_stays_known(store: Store) -> None:
    store.tidy()
    assert store.threads["a"].failure == "full"
    assert list(store.threads["a"].turns) == ["t"]


def test_a_turn_that_begins_in_a_forgotten_thread_is_heard(folded: FoldedThread) -> None:
    folded.begin()
    folded.tell("warning", message="careful")
    folded.tell("turn/completed", turn={"id": folded.turn_id, "items": [], "status": "completed"})
    folded.thread.history_loaded = True
    folded.store.show(folded.thread_id)
    folded.store.show(None)
    folded.store.memory.most_bytes = 0
    folded.store.tidy()
    assert folded.items == []
    folded.begin("turn-2")
    folded.tell("item/agentMessage/delta", turnId="turn-2", itemId="m", delta="here")
    assert folded.thread.activity == "writing"
    assert not folded.thread.history_loaded
