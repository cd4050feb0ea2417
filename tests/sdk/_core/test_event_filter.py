from __future__ import annotations

import json
from typing import Any

import pytest
from codex_app_server._core.event_filter import EndedTurns, EventFilter, FilteredQueue
from scripted_peer import delta, turn_completed


def line(method: str, **params: Any) -> bytes:
    return json.dumps({"method": method, "params": params}, separators=(",", ":")).encode()


NAMED = line("thread/name/updated", threadId="t", threadName="n")
STARTED = line("thread/started", thread={"id": "t"})
LIMITS = line("account/rateLimits/updated", rateLimits={})
ITEM = line("item/started", item={"threadId": "other"}, threadId="t", turnId="u")
SPACED = delta("x").replace(b'":', b'": ').replace(b',"', b', "')
OTHER_ORDER = b'{"params":{"threadId":"t"},"method":"thread/closed"}'


@pytest.mark.parametrize("each", [NAMED, STARTED, LIMITS, ITEM, SPACED, OTHER_ORDER, delta("x"), b"nonsense"])
def test_without_conditions_everything_is_wanted(each: bytes) -> None:
    assert EventFilter(None, None, None).wants(each)


def test_methods_are_told_in_any_order_of_keys() -> None:
    wanted = EventFilter(["thread/closed", "thread/name/updated"], None, None)
    assert [wanted.wants(each) for each in (NAMED, OTHER_ORDER, STARTED, delta("x"))] == [
        True,
        True,
        False,
        False,
    ]


@pytest.mark.parametrize("each", [NAMED, STARTED, ITEM, SPACED, OTHER_ORDER, delta("x")])
def test_a_thread_is_told_wherever_its_id_stands(each: bytes) -> None:
    assert EventFilter(None, "t", None).wants(each)
    assert not EventFilter(None, "other", None).wants(each)


@pytest.mark.parametrize("each", [LIMITS, b"nonsense", b'["t"]', b'{"method":"x","params":["t"]}'])
def test_what_is_about_no_thread_is_not_wanted_for_one(each: bytes) -> None:
    assert not EventFilter(None, "t", None).wants(each)


def test_an_id_in_the_text_of_another_thread_is_no_id() -> None:
    quoting = delta('{"method":"x","params":{"threadId":"mine","turnId":"u"', thread="other")
    assert not EventFilter(None, "mine", None).wants(quoting)


def test_outside_turns_is_what_has_no_turn_and_what_comes_after_its_end() -> None:
    ended = EndedTurns()
    wanted = EventFilter(None, None, ended)
    assert wanted.wants(NAMED)
    assert wanted.wants(LIMITS)
    for each in (ITEM, SPACED, delta("x"), turn_completed()):
        assert not wanted.wants(each)
    ended.add("u", "completed")
    ended.add("u", "completed")
    assert wanted.wants(ITEM)
    assert wanted.wants(delta("late"))
    assert not wanted.wants(delta("x", turn="next"))


def test_the_ended_turns_that_are_remembered_are_the_last_ones() -> None:
    ended = EndedTurns()
    for number in range(10_001):
        ended.add(str(number), "completed")
    assert "0" not in ended
    assert "1" in ended
    assert "10000" in ended


def test_a_filtered_queue_takes_and_wakes_for_nothing_else() -> None:
    queue = FilteredQueue(EventFilter(["thread/name/updated"], None, None))
    woken = []
    queue.waker = lambda: woken.append(True)
    queue.put(LIMITS)
    queue.put_delta(delta("x"))
    assert (list(queue.items), woken, queue.backlog) == ([], [], 0)
    queue.put(NAMED)
    assert (list(queue.items), woken) == ([NAMED], [True])
