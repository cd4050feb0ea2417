from __future__ import annotations

import json

import pytest
from codex_app_server import TransportClosedError
from codex_app_server._core.event_queue import EventQueue
from codex_app_server._core.routing import Incoming, OddLine, RequestResolved, Response, Router, ServerRequest
from hypothesis import given
from hypothesis import strategies as st
from scripted_peer import delta, turn_completed


def contents(queue: EventQueue) -> list[bytes]:
    found = [line for line in queue.items if isinstance(line, bytes)]
    assert len(found) == len(queue.items)
    queue.items.clear()
    return found


def turn_queue(router: Router, *, thread: str = "t", turn: str = "u") -> EventQueue:
    return router.settle_turn(router.expect_turn(thread), turn)


def test_who_follows_everything_gets_every_notification_in_order() -> None:
    router = Router()
    router.route(delta("before"))
    queue = router.subscribe()
    lines = [
        delta("a"),
        b'{"method":"account/updated","params":{}}',
        turn_completed(),
        b'{"method":"brand/new","params":1}',
    ]
    for line in lines:
        assert router.route(line) is None
    assert contents(queue) == lines
    router.unsubscribe(queue)
    router.route(delta("after"))
    assert contents(queue) == []


def test_deltas_of_two_turns_never_mix() -> None:
    router = Router()
    one, two = turn_queue(router, turn="1"), turn_queue(router, turn="2")
    lines = {turn: [delta(f"{turn}-{n}", turn=turn) for n in range(4)] for turn in "12"}
    for pair in zip(lines["1"], lines["2"], strict=True):
        for line in pair:
            router.route(line)
    assert contents(one) == lines["1"]
    assert contents(two) == lines["2"]


def test_lines_that_come_together_are_routed_as_if_they_came_one_by_one() -> None:
    lines = [
        delta("a"),
        delta("b"),
        delta("other", turn="v"),
        delta("c"),
        b'{"id":1,"result":{}}',
        delta("d"),
    ]
    lines += [delta("e"), b"no message", turn_completed(), delta("late")]

    def outcome(*, together: bool) -> tuple[list[type], list[list[bytes]]]:
        router = Router()
        handled: list[Incoming] = []
        queues = [router.subscribe(), turn_queue(router), router.subscribe(thread_id="t"), turn_queue(router)]
        queues.append(router.subscribe(["item/agentMessage/delta"]))
        if together:
            router.route_all(lines, handled.append)
        else:
            handled = [each for line in lines if (each := router.route(line)) is not None]
        return [type(each) for each in handled], [contents(queue) for queue in queues]

    assert outcome(together=True) == outcome(together=False)
    assert outcome(together=True)[0] == [Response, OddLine]


def test_how_far_the_slowest_consumer_of_a_stream_is_behind_can_be_asked() -> None:
    router = Router()
    assert router.waiting_deltas == 0
    queues = [turn_queue(router), turn_queue(router)]
    router.route_all([delta("a"), delta("b"), delta("c")], lambda _: pytest.fail("no message is left"))
    queues[0].take()
    assert router.waiting_deltas == 3
    router.route(turn_completed())
    assert router.waiting_deltas == 0


def test_the_same_turn_id_on_another_thread_is_another_turn() -> None:
    router = Router()
    queue = turn_queue(router, thread="t")
    router.route(delta("other", thread="x"))
    router.route(delta("own"))
    router.route(delta("other again", thread="x"))
    assert contents(queue) == [delta("own")]


@given(st.text(), st.text(min_size=1), st.text(min_size=1))
def test_a_delta_is_routed_by_its_ids_whatever_is_in_its_text(text: str, thread: str, turn: str) -> None:
    router = Router()
    queue = turn_queue(router, thread="t", turn="u")
    everything = router.subscribe()
    fake = '"turnId":"u","delta":"'
    lines = [
        delta("first"),
        delta(text),
        delta(fake, thread=thread, turn=turn),
        delta(text, thread=thread, turn=turn),
        delta("last"),
    ]
    for line in lines:
        router.route(line)
    assert contents(everything) == lines
    own = lines if (thread, turn) == ("t", "u") else [lines[0], lines[1], lines[4]]
    assert contents(queue) == own


def test_a_key_in_an_argument_does_not_decide_about_the_turn() -> None:
    params = {"item": {"arguments": {"turnId": "u", "threadId": "t"}}, "threadId": "t", "turnId": "other"}
    router = Router()
    queue = turn_queue(router)
    router.route(json.dumps({"method": "item/completed", "params": params}).encode())
    assert contents(queue) == []


@pytest.mark.parametrize(
    "line",
    [
        delta("x").replace(b'":"', b'": "').replace(b'":{', b'": {'),
        json.dumps(
            {
                "emittedAtMs": 1,
                "params": {"delta": "x", "turnId": "u", "threadId": "t", "itemId": "i"},
                "method": "item/agentMessage/delta",
            }
        ).encode(),
    ],
    ids=["with blanks", "in another order"],
)
def test_other_ways_to_write_a_message_are_understood(line: bytes) -> None:
    router = Router()
    queue = turn_queue(router)
    for _ in range(3):
        router.route(line)
    assert contents(queue) == [line] * 3


def test_a_turn_ends_with_its_completion_and_what_comes_later_is_not_its_own() -> None:
    router = Router()
    queue = turn_queue(router)
    router.route(delta("a"))
    router.route(turn_completed())
    router.route(delta("late"))
    assert contents(queue) == [delta("a"), turn_completed()]
    assert queue.closed
    assert queue.error is None


def test_events_from_before_the_turn_is_known_are_kept_for_it() -> None:
    router = Router()
    expected = router.expect_turn("t")
    lines = [delta("early"), delta("not ours", turn="x"), delta("other thread", thread="x")]
    for line in lines:
        router.route(line)
    queue = router.settle_turn(expected, "u")
    router.route(delta("late"))
    assert contents(queue) == [delta("early"), delta("late")]


def test_a_turn_that_ended_before_it_was_known_is_complete() -> None:
    router = Router()
    expected = router.expect_turn("t")
    router.route(delta("a"))
    router.route(turn_completed())
    queue = router.settle_turn(expected, "u")
    assert contents(queue) == [delta("a"), turn_completed()]
    assert queue.closed


def test_a_second_handle_on_a_running_turn_gets_what_comes_from_then_on() -> None:
    router = Router()
    first = turn_queue(router)
    router.route(delta("a"))
    second = turn_queue(router)
    router.route(delta("b"))
    router.route(delta("c"))
    assert contents(first) == [delta("a"), delta("b"), delta("c")]
    assert contents(second) == [delta("b"), delta("c")]


def test_a_turn_that_did_not_start_keeps_nothing() -> None:
    router = Router()
    expected = router.expect_turn("t")
    router.abandon_turn(expected)
    router.route(delta("a"))
    assert not expected.held


def test_answers_and_questions_go_to_the_session() -> None:
    router = Router()
    assert router.route(b'{"id":7,"result":{"a":1}}') == Response(7, b'{"id":7,"result":{"a":1}}')
    assert router.route(b'{"result":null,"id":7}') == Response(7, b'{"result":null,"id":7}')
    ask = b'{"method":"item/fileChange/requestApproval","id":0,"params":{"threadId":"t"}}'
    assert router.route(ask) == ServerRequest(0, "item/fileChange/requestApproval", {"threadId": "t"})
    assert router.route(b'{"id":"a","method":"x"}') == ServerRequest("a", "x", None)


def test_a_resolved_question_is_told_to_the_session_and_to_who_follows() -> None:
    router = Router()
    queue = router.subscribe()
    line = b'{"method":"serverRequest/resolved","params":{"threadId":"t","requestId":0}}'
    assert router.route(line) == RequestResolved(0)
    assert contents(queue) == [line]


@pytest.mark.parametrize(
    "line",
    [
        b"no json",
        b"[1,2]",
        b"7",
        b"null",
        b"{}",
        b'{"id":1.5,"result":1}',
        b'{"id":true,"result":1}',
        b'{"id":null,"method":"x"}',
        b'{"method":5}',
        b"\xff\xfe",
        b"\x00",
        b"{" * 3000,
        b'{"id":1,"result":{}}{"id":2,"result":{}}'[1:],
    ],
)
def test_a_line_that_is_no_message_is_data_for_who_follows(line: bytes) -> None:
    router = Router()
    queue = router.subscribe()
    turn_queue(router)
    found = router.route(line)
    assert isinstance(found, OddLine)
    assert found.reason
    assert contents(queue) == [line]


@pytest.mark.parametrize("line", [b"", b"   ", b"\r"])
def test_blank_lines_are_nothing(line: bytes) -> None:
    router = Router()
    queue = router.subscribe()
    assert router.route(line) is None
    assert contents(queue) == []


@given(st.binary())
def test_no_bytes_can_stop_the_router(line: bytes) -> None:
    router = Router()
    turn_queue(router)
    router.route(line)
    router.route(b'{"method":"' + line)
    router.route(b'{"id":1,"result":' + line)


def test_an_orderly_end_lets_followers_end_and_turns_raise() -> None:
    router = Router()
    everything, turn = router.subscribe(), turn_queue(router)
    router.end(TransportClosedError("closed"), orderly=True)
    later = router.subscribe()
    for queue in (everything, later):
        assert queue.closed
        queue.check_error()
    for queue in (turn, turn_queue(router)):
        with pytest.raises(TransportClosedError, match="closed"):
            queue.check_error()


def test_a_death_is_raised_for_everybody() -> None:
    router = Router()
    queues = [router.subscribe(), turn_queue(router)]
    router.end(TransportClosedError("died"), orderly=False)
    for queue in [*queues, router.subscribe()]:
        with pytest.raises(TransportClosedError, match="died"):
            queue.check_error()
