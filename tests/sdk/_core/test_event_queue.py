from __future__ import annotations

import pytest
from codex_app_server import ServerDiedError
from codex_app_server._core.event_queue import EventQueue
from scripted_peer import delta


def test_events_come_out_in_the_order_they_went_in() -> None:
    queue = EventQueue()
    queue.put(b"one")
    queue.put_delta(b"two")
    assert [queue.take(), queue.take(), queue.take()] == [b"one", b"two", None]


def test_a_waiting_consumer_is_woken_once() -> None:
    queue = EventQueue()
    woken: list[bool] = []
    queue.waker = lambda: woken.append(True)
    queue.put(b"one")
    queue.put(b"two")
    assert woken == [True]


def test_a_backlog_over_its_limit_leaves_out_deltas_and_counts_them() -> None:
    queue = EventQueue(limit=10)
    queue.put(b"0123456789ab")
    queue.put_delta(b"delta")
    queue.put(b"completed")
    assert queue.dropped == 1
    assert queue.backlog == 21
    assert [queue.take(), queue.take()] == [b"0123456789ab", b"completed"]
    queue.put_delta(b"delta")
    assert queue.take() == b"delta"
    assert queue.backlog == 0


def test_a_run_of_deltas_is_kept_joined_and_dropped_as_each_of_them_would_be() -> None:
    line = delta("x")
    for most, limit in ((100, 10_000), (3, 10_000), (100, 3 * len(line))):
        together, one_by_one = EventQueue(limit, most), EventQueue(limit, most)
        for _ in range(3):
            together.put_deltas([line, line])
            one_by_one.put_delta(line)
            one_by_one.put_delta(line)
        left = [(queue.backlog, queue.joined, queue.dropped) for queue in (together, one_by_one)]
        assert left[0] == left[1]
        assert [together.take() for _ in range(7)] == [one_by_one.take() for _ in range(7)]


def test_an_end_wakes_and_its_error_is_raised_anew_each_time() -> None:
    queue = EventQueue()
    woken: list[bool] = []
    queue.waker = lambda: woken.append(True)
    queue.close(ServerDiedError("gone", exit_status=-9))
    queue.close()
    assert woken == [True]
    raised = []
    for _ in range(2):
        with pytest.raises(ServerDiedError, match="gone") as caught:
            queue.check_error()
        raised.append(caught.value)
    assert raised[0] is not raised[1]
    assert [error.exit_status for error in raised] == [-9, -9]
