"""A queue without a reader: deltas are joined, of the rest the latest are kept, and all steps of turns."""

from __future__ import annotations

import json
import threading

import pytest
from codex_app_server._core.event_queue import EventQueue
from codex_app_server._core.notifications import decode
from codex_app_server._core.overflow import MOST_WAITING, may_be_dropped
from codex_app_server.generated.v2_all import AgentMessageDeltaNotification
from hypothesis import given
from hypothesis import strategies as st
from patience import PATIENCE
from scripted_peer import delta, turn_completed

LIMITS = b'{"method":"account/rateLimits/updated","params":{"number":%d}}'
ITEM = b'{"method":"item/started","params":{"threadId":"t","turnId":"u","item":{}}}'


def drained(queue: EventQueue) -> list[bytes]:
    lines = []
    while (line := queue.take()) is not None:
        lines.append(line)
    assert queue.backlog == 0
    return lines


def texts(lines: list[bytes]) -> dict[str, str]:
    """The text of each item, as a consumer puts it together."""
    found: dict[str, str] = {}
    for line in lines:
        if b"/delta" in line:
            payload = decode(line).payload
            assert isinstance(payload, AgentMessageDeltaNotification), payload
            found[payload.item_id] = found.get(payload.item_id, "") + payload.delta
    return found


def put(queue: EventQueue, line: bytes) -> None:
    if b"/delta" in line:
        queue.put_delta(line)
    else:
        queue.put(line)


event = st.one_of(
    st.builds(lambda text, item: delta(text, item=item), st.text(max_size=4), st.sampled_from("abc")),
    st.builds(
        lambda text, between: json.dumps(
            json.loads(delta(text)), ensure_ascii=False, separators=between
        ).encode(),
        st.text(st.characters(codec="utf-8"), max_size=4),
        st.sampled_from([(",", ":"), (", ", ": ")]),
    ),
    st.builds(lambda number: LIMITS % number, st.integers(0, 9)),
    st.sampled_from([ITEM, turn_completed()]),
)


@given(st.lists(event | st.none(), max_size=80), st.integers(0, 5))
def test_joined_or_not_the_texts_are_the_same_and_no_step_is_lost(
    events: list[bytes | None], most: int
) -> None:
    """None stands for a consumer that takes one event."""
    queue = EventQueue(most=most)
    taken: list[bytes] = []
    for each in events:
        if each is not None:
            put(queue, each)
        elif (line := queue.take()) is not None:
            taken.append(line)
    taken += drained(queue)
    sent = [each for each in events if each is not None]
    assert texts(taken) == texts(sent)
    steps = [each for each in sent if not may_be_dropped(each)]
    assert [each for each in taken if not may_be_dropped(each)] == steps
    # Between two steps of turns every item has said the same as without the joining.
    assert [texts(part) for part in split(taken)] == [texts(part) for part in split(sent)]
    deltas = [sum(b"/delta" in each for each in lines) for lines in (sent, taken)]
    assert deltas[0] - deltas[1] == queue.joined
    assert len(sent) - len(taken) == queue.joined + queue.dropped


def split(lines: list[bytes]) -> list[list[bytes]]:
    parts: list[list[bytes]] = [[]]
    for line in lines:
        if may_be_dropped(line) or b"/delta" in line:
            parts[-1].append(line)
        else:
            parts.append([])
    return parts


def test_a_million_characters_unread_are_a_few_thousand_events() -> None:
    queue = EventQueue()
    for number in range(100_000):
        queue.put_delta(delta(f"word{number} ", item="ab"[number % 2]))
    assert len(queue.items) == MOST_WAITING + 2
    assert queue.joined == 100_000 - MOST_WAITING - 2
    assert queue.dropped == 0
    said = texts(drained(queue))
    for item, parity in (("a", 0), ("b", 1)):
        assert said[item] == "".join(f"word{number} " for number in range(parity, 100_000, 2))


def test_of_events_of_a_state_the_latest_are_kept_in_order() -> None:
    queue = EventQueue(most=3)
    for _ in range(3):
        queue.put(ITEM)
    for number in range(10):
        queue.put(LIMITS % number)
        queue.put(turn_completed())
    assert queue.dropped == 7
    left = [json.loads(line)["params"]["number"] for line in drained(queue) if b"rateLimits" in line]
    assert left == [7, 8, 9]


def test_what_comes_between_a_delta_and_a_state_changes_no_order_of_steps() -> None:
    queue = EventQueue(most=0)
    for line in (delta("a"), LIMITS % 1, delta("b"), ITEM, delta("c"), LIMITS % 2, delta("d")):
        put(queue, line)
    lines = drained(queue)
    assert [json.loads(line)["method"].rpartition("/")[2] for line in lines] == [
        "delta",
        "started",
        "delta",
    ]
    assert [texts(part) for part in split(lines)] == [{"i": "ab"}, {"i": "cd"}]


@pytest.mark.parametrize(
    "line",
    [
        delta("x").replace(b'"x"', rb'"\ud83d"'),
        delta("x").replace(b'"x"', b'"\xff"'),
        delta("x").replace(b'"x"', b'"\x01"'),
        delta("x").replace(b'"delta":"x"', b'"delta":{"deep":"x"}'),
        delta("x")[:-3],
        delta("x").replace(b'"i"', rb'"\u0069"'),
    ],
)
def test_a_line_that_cannot_be_joined_stands_alone_and_spoils_nothing(line: bytes) -> None:
    queue = EventQueue(most=0)
    for each in (delta("a"), delta("b"), line, delta("c"), delta("d")):
        queue.put_delta(each)
    first, odd, last = drained(queue)
    assert odd == line
    assert texts([first, last]) == {"i": "abcd"}


def test_what_surrounds_the_text_decides_about_what_is_joined() -> None:
    queue = EventQueue(most=0)
    params = {"threadId": "t", "turnId": "u", "itemId": "i", "delta": "x", "summaryIndex": 0}
    method = "item/reasoning/summaryTextDelta"
    for at, index in enumerate([0, 0, 1, 1, 0]):
        message = {"method": method, "params": {**params, "summaryIndex": index}, "emittedAtMs": at}
        queue.put_delta(json.dumps(message, separators=(",", ":")).encode())
    said = [json.loads(line) for line in drained(queue)]
    assert [(each["params"]["summaryIndex"], each["params"]["delta"]) for each in said] == [
        (0, "xx"),
        (1, "xx"),
        (0, "x"),
    ]
    assert [each["emittedAtMs"] for each in said] == [1, 3, 4]


def test_text_beyond_the_limit_in_bytes_is_counted_and_steps_are_not() -> None:
    queue = EventQueue(limit=1000, most=2)
    for number in range(1000):
        queue.put_delta(delta("0123456789"))
        queue.put(LIMITS % number)
    for _ in range(20):
        queue.put(ITEM)
    assert queue.dropped > 900
    lines = drained(queue)
    assert lines.count(ITEM) == 20
    assert sum(map(len, lines)) < 1000 + 300 + 20 * len(ITEM)


def test_a_consumer_in_another_thread_gets_all_of_the_text_while_it_is_joined() -> None:
    queue = EventQueue(most=5)
    taken: list[bytes] = []
    done = threading.Event()

    def consume() -> None:
        while not (done.is_set() and not queue.items):
            if (line := queue.take()) is not None:
                taken.append(line)

    consumer = threading.Thread(target=consume)
    consumer.start()
    count = 20_000
    for number in range(count):
        queue.put_delta(delta(f"{number} ", item="ab"[number % 2]))
        if number % 100 == 0:
            queue.put(ITEM)
    done.set()
    consumer.join(PATIENCE)
    assert not consumer.is_alive()
    said = texts(taken)
    assert said == {
        item: "".join(f"{n} " for n in range(parity, count, 2)) for item, parity in (("a", 0), ("b", 1))
    }
    assert taken.count(ITEM) == count // 100


def test_a_long_text_with_an_unexpected_end_costs_no_more_than_its_length() -> None:
    queue = EventQueue(most=0)
    line = delta("x" * 1_000_000).replace(b'},"emitted', b',"more":{}},"emitted')
    queue.put_delta(line)
    assert drained(queue) == [line]
