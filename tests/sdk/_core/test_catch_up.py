from __future__ import annotations

from typing import Any

from codex_app_server._core.catch_up import ThreadRecord
from codex_app_server._core.notifications import InvalidNotification, Notification, decode
from codex_app_server.generated.v2_all import ThreadItemEntry, ThreadStatus, Turn
from pydantic_core import to_json

THREAD = "t"


def event(method: str, **params: Any) -> Notification:
    params = {"threadId": THREAD, **params}
    return decode(to_json({"method": method, "params": params, "emittedAtMs": 1}))


def message(text: str, item: str = "i") -> dict[str, Any]:
    return {"type": "agentMessage", "id": item, "text": text}


def delta(text: str, item: str = "i", turn: str = "u") -> Notification:
    return event("item/agentMessage/delta", turnId=turn, itemId=item, delta=text)


def started(item: str = "i", turn: str = "u") -> Notification:
    return event("item/started", turnId=turn, item=message("", item), startedAtMs=1)


def completed(text: str, item: str = "i", turn: str = "u") -> Notification:
    return event("item/completed", turnId=turn, item=message(text, item), completedAtMs=2)


def a_turn(status: str, turn: str = "u") -> Turn:
    return Turn.model_validate({"id": turn, "items": [], "status": status})


def entry(text: str, item: str = "i", turn: str = "u") -> ThreadItemEntry:
    return ThreadItemEntry.model_validate(
        {"turnId": turn, "item": message(text, item), "startedAtMs": 1, "completedAtMs": 2}
    )


def told(events: list[Notification]) -> list[str]:
    return [
        f"{each.method} {getattr(each.payload, 'delta', '')}".strip().removeprefix("item/") for each in events
    ]


def test_on_one_connection_everything_passes_as_it_is() -> None:
    record = ThreadRecord()
    events = [
        delta("of an item that began before"),
        completed("x", "j"),
        started(),
        delta("a"),
        completed("a"),
    ]
    assert [record.pass_on(each) for each in events] == [[each] for each in events]


def test_a_torn_message_gets_its_missing_end_as_one_delta() -> None:
    record = ThreadRecord()
    for each in (started(), delta("one ")):
        record.pass_on(each)
    record.begin_connection()
    assert record.pass_on(delta("three")) == []
    assert told(record.pass_on(completed("one two three"))) == ["agentMessage/delta two three", "completed"]
    assert record.pass_on(completed("one two three")) == []


def test_a_message_that_turned_out_otherwise_gets_no_delta() -> None:
    record = ThreadRecord()
    for each in (started(), delta("one ")):
        record.pass_on(each)
    record.begin_connection()
    assert told(record.pass_on(completed("another"))) == ["completed"]


def test_an_item_that_began_unseen_is_started_and_completed_at_once() -> None:
    record = ThreadRecord()
    record.begin_connection()
    assert record.pass_on(delta("three")) == []
    assert told(record.pass_on(completed("one two three"))) == ["started", "completed"]


def test_what_history_told_is_not_told_again() -> None:
    record = ThreadRecord()
    record.begin_connection()
    missed = record.missed(THREAD, a_turn("completed"), [entry("a")])
    assert told(missed) == ["turn/started", "started", "completed", "turn/completed"]
    assert {each.emitted_at_ms for each in missed} == {None}
    live = [
        started(),
        delta("a"),
        completed("a"),
        event("turn/completed", turn={**TURN, "status": "completed"}),
    ]
    assert [record.pass_on(each) for each in live] == [[], [], [], []]
    assert record.missed(THREAD, a_turn("completed"), [entry("a")]) == []
    assert record.is_settled("u")


TURN = {"id": "u", "items": []}


def test_what_was_known_is_not_told_by_history_and_still_by_its_event() -> None:
    record = ThreadRecord()
    record.know(a_turn("inProgress"), [entry("a")])
    assert record.is_first("u")
    assert not record.is_settled("u")
    assert told(record.pass_on(completed("a"))) == ["completed"]
    record.begin_connection()
    assert told(record.missed(THREAD, a_turn("completed"), [entry("a")])) == ["turn/completed"]


def test_a_turn_that_ran_during_a_loss_is_looked_at_again_at_its_end() -> None:
    record = ThreadRecord()
    record.pass_on(event("turn/started", turn={**TURN, "status": "inProgress"}))
    assert not record.is_uncertain("u")
    record.begin_connection()
    assert record.is_uncertain("u")
    assert record.missed(THREAD, a_turn("inProgress"), []) == []
    assert told(record.missed_items(THREAD, "u", [entry("late")])) == ["started", "completed"]
    record.pass_on(event("turn/completed", turn={**TURN, "status": "completed"}))
    assert not record.is_uncertain("u")


def test_a_status_is_told_when_it_has_changed() -> None:
    record = ThreadRecord()
    idle = ThreadStatus.model_validate({"type": "idle"})
    record.pass_on(event("thread/status/changed", status={"type": "active", "activeFlags": []}))
    record.begin_connection()
    assert told(record.status_is(THREAD, idle)) == ["thread/status/changed"]
    assert record.pass_on(event("thread/status/changed", status={"type": "idle"})) == []


def test_events_without_a_turn_and_of_other_kinds_pass() -> None:
    record = ThreadRecord()
    record.begin_connection()
    named = event("thread/name/updated", threadName="x")
    assert record.pass_on(named) == [named]
    diff = event("turn/diff/updated", turnId="u", diff="")
    assert record.pass_on(diff) == [diff]


def test_what_is_remembered_of_a_long_thread_is_bounded() -> None:
    record = ThreadRecord()
    for number in range(1000):
        record.pass_on(event("turn/started", turn={**TURN, "id": str(number), "status": "inProgress"}))
    assert len(record._turns) == 256


def test_an_item_that_cannot_be_read_is_passed_on_as_it_is() -> None:
    record = ThreadRecord()
    record.begin_connection()
    for method in ("item/started", "item/completed"):
        unreadable = event(method, turnId="u", item={"id": "i"})
        assert isinstance(unreadable.payload, InvalidNotification)
        assert record.pass_on(unreadable) == [unreadable]
