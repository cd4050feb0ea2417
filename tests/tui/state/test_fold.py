from __future__ import annotations

import inspect
import json

import pytest
from codex_app_server import Notification, UnknownNotification
from codex_app_server._core.notifications import decode
from codex_app_server.generated.methods import NOTIFICATIONS
from codex_app_server.generated.v2_all import JsonValue
from codex_tui.state.fold import FOLD, IGNORED
from codex_tui.state.items import ItemStatus, Unknown
from codex_tui.state.sanitise import sanitise
from codex_tui.state.store import Store
from recorded_transcripts import NAMES, notification, runs

THREAD = "thread-1"


def test_every_notification_of_the_protocol_is_folded_or_ignored_for_a_reason() -> None:
    assert {*FOLD, *IGNORED} == set(NOTIFICATIONS)
    assert not FOLD.keys() & IGNORED.keys()
    assert all(reason.strip() for reason in IGNORED.values())


@pytest.mark.parametrize("method", FOLD)
def test_a_fold_function_takes_the_model_of_its_method(method: str) -> None:
    event = list(inspect.signature(FOLD[method]).parameters.values())[1]
    assert event.annotation == f"v2.{NOTIFICATIONS[method].params}"


@pytest.mark.parametrize("method", FOLD)
def test_a_fold_function_names_its_method(method: str) -> None:
    words = (FOLD[method].__doc__ or "").split("`")
    assert method in words or "..." in (FOLD[method].__doc__ or "")


@pytest.mark.parametrize("name", NAMES)
def test_a_recorded_conversation_is_folded_whole(name: str) -> None:
    for run in runs(name):
        store = Store(lambda: 0.0)
        run.feed(store)
        for thread in store.threads.values():
            assert [item for item in thread.items if isinstance(item, Unknown)] == []
            assert all(thread.item(item.id) is item for item in thread.items)
            assert {item.id for item in thread.items if item.is_open} == set(thread.open_ids)
            assert sanitise(thread.title) == thread.title
            for item in thread.items:
                if item.is_open and item.turn_id != thread.active_turn_id:
                    assert getattr(item, "background", False)


def test_an_unknown_event_of_a_turn_is_a_dim_line_in_its_thread() -> None:
    store = Store(lambda: 0.0)
    payload = UnknownNotification({"threadId": THREAD, "turnId": "t", "mood": "\x1bgood"}, "no schema")
    change = store.apply(Notification("mood/changed", payload))
    [item] = store.threads[THREAD].items
    assert isinstance(item, Unknown)
    assert item.kind == "mood/changed"
    assert "schema" not in item.detail
    assert "mood=" in item.detail
    assert "\x1b" not in item.detail
    assert item.status is ItemStatus.COMPLETED
    assert change.structure == {THREAD}


def test_unknown_events_of_one_kind_are_one_line_that_counts() -> None:
    store = Store(lambda: 0.0)
    for _ in range(1000):
        store.apply(Notification("item/x/delta", UnknownNotification({"threadId": THREAD}, "new")))
    store.apply(Notification("item/y/delta", UnknownNotification({"threadId": THREAD}, "new")))
    first, second = store.threads[THREAD].items
    assert isinstance(first, Unknown)
    assert isinstance(second, Unknown)
    assert (first.count, second.count) == (1000, 1)


@pytest.mark.parametrize(
    ("method", "params"),
    [
        ("weather/changed", {"sky": "blue"}),
        ("thread/section/changed", {"threadId": THREAD, "sectionId": None}),
        ("thread/brandNew", {"threadId": THREAD, "turnId": "t"}),
    ],
)
def test_an_unknown_event_that_is_not_content_is_no_line_and_no_notice(
    method: str, params: dict[str, JsonValue]
) -> None:
    store = Store(lambda: 0.0)
    change = store.apply(Notification(method, UnknownNotification(params, "new")))
    assert change.notices == []
    assert THREAD not in store.threads


def test_a_turn_whose_end_cannot_be_read_has_ended() -> None:
    store = Store(lambda: 0.0)
    turn = {"id": "t", "items": [], "status": "inProgress"}
    store.apply(notification("turn/started", {"threadId": THREAD, "turn": turn}))
    line = json.dumps({"method": "turn/completed", "params": {"threadId": THREAD, "turnId": "t", "turn": 7}})
    store.apply(decode(line.encode()))
    thread = store.threads[THREAD]
    assert thread.active_turn_id is None
    [item] = thread.items
    assert isinstance(item, Unknown)
    assert item.kind == "turn/completed"


def test_a_known_event_that_fails_its_model_is_a_dim_line_and_not_an_error() -> None:
    store = Store(lambda: 0.0)
    broken = UnknownNotification({"threadId": THREAD, "turnId": 7}, "turnId: not a string")
    store.apply(Notification("turn/plan/updated", broken))
    [item] = store.threads[THREAD].items
    assert isinstance(item, Unknown)
    assert "turnId=7" in item.detail


@pytest.mark.parametrize("name", ["two_threads_concurrent", "steer_history"])
def test_a_change_names_everything_that_changed(name: str) -> None:
    for run in runs(name):
        store = Store(lambda: 0.0)
        for event in run.events():
            before = {
                (thread.id, item.id): (item.revision, item.status)
                for thread in store.threads.values()
                for item in thread.items
            }
            orders = {thread.id: [item.id for item in thread.items] for thread in store.threads.values()}
            change = store.apply(event)
            for thread in store.threads.values():
                if orders.get(thread.id, []) != [item.id for item in thread.items]:
                    assert thread.id in change.structure
                for item in thread.items:
                    was = before.get((thread.id, item.id))
                    if was is not None and was != (item.revision, item.status):
                        assert item.id in change.blocks[thread.id]
                        assert was[0] < item.revision


def test_marks_of_many_events_gather_in_one_change() -> None:
    store = Store(lambda: 0.0)
    delta = {"threadId": THREAD, "turnId": "u", "itemId": "m", "delta": "a"}
    change = store.apply(notification("item/agentMessage/delta", delta))
    assert store.apply(notification("item/agentMessage/delta", delta), change) is change
    assert change.blocks == {THREAD: {"m"}}
