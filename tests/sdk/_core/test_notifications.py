from __future__ import annotations

import json

import pytest
from codex_app_server import Notification, UnknownNotification
from codex_app_server._core.notifications import Decoder, decode, known_methods
from codex_app_server.generated import v2_all
from hypothesis import given
from hypothesis import strategies as st
from scripted_peer import delta, turn_completed


def test_a_known_method_has_its_model_and_its_time() -> None:
    event = decode(delta("hello"))
    assert isinstance(event.payload, v2_all.AgentMessageDeltaNotification)
    assert event.payload.delta == "hello"
    assert (event.method, event.emitted_at_ms) == ("item/agentMessage/delta", 5)
    assert (event.thread_id, event.turn_id) == ("t", "u")


def test_the_ids_are_found_where_the_protocol_puts_them() -> None:
    event = decode(turn_completed(turn_id="abc"))
    assert event.turn_id == "abc"
    unknown = Notification("x", UnknownNotification({"thread": {"id": "t"}, "turnId": 5}, "because"))
    assert (unknown.thread_id, unknown.turn_id) == ("t", None)
    assert Notification("x", UnknownNotification([1], "because")).thread_id is None


@given(st.text())
def test_text_arrives_as_it_was_sent(text: str) -> None:
    payload = decode(delta(text)).payload
    assert isinstance(payload, v2_all.AgentMessageDeltaNotification)
    assert payload.delta == text


def test_lines_of_several_methods_in_turn_have_each_their_own_model() -> None:
    ids = b'"threadId":"t","turnId":"u","itemId":"i"'
    message = b'{"method":"item/agentMessage/delta","params":{%s,"delta":"a"}}' % ids
    plan = b'{"method": "item/plan/delta", "params":{%s,"delta":"b"}}' % ids
    unknown = b'{"method":"item/agentMessage/deltas","params":{%s}}' % ids
    decoder = Decoder()
    kinds = [
        type(decoder.decode(line).payload).__name__
        for line in (message, plan, unknown, plan, message, message)
    ]
    assert kinds == [
        "AgentMessageDeltaNotification",
        "PlanDeltaNotification",
        "UnknownNotification",
        "PlanDeltaNotification",
        "AgentMessageDeltaNotification",
        "AgentMessageDeltaNotification",
    ]


def test_another_order_of_the_keys_is_typed_too() -> None:
    message = json.loads(delta("x"))
    event = decode(json.dumps(dict(reversed(message.items()))).encode())
    assert isinstance(event.payload, v2_all.AgentMessageDeltaNotification)
    assert event.emitted_at_ms == 5


@pytest.mark.parametrize(
    ("line", "method", "params", "reason"),
    [
        (b'{"method":"brand/new","params":{"a":1}}', "brand/new", {"a": 1}, "not in the schema"),
        (
            b'{"method":"item/agentMessage/delta","params":{"delta":1}}',
            "item/agentMessage/delta",
            {"delta": 1},
            "validation error",
        ),
        (b'{"method":"turn/completed"}', "turn/completed", None, "validation error"),
        (b"no json", "", "no json", "not JSON"),
        (b"[1]", "", [1], "neither a request"),
    ],
)
def test_what_has_no_type_comes_raw_with_the_reason(
    line: bytes, method: str, params: object, reason: str
) -> None:
    event = decode(line)
    assert event.method == method
    assert isinstance(event.payload, UnknownNotification)
    assert event.payload.params == params
    assert reason in event.payload.reason


def test_a_bad_time_does_not_cost_the_event() -> None:
    event = decode(delta("x").replace(b'"emittedAtMs":5', b'"emittedAtMs":"soon"'))
    assert isinstance(event.payload, v2_all.AgentMessageDeltaNotification)
    assert event.emitted_at_ms is None


@given(st.binary())
def test_no_bytes_can_make_decoding_fail(line: bytes) -> None:
    decode(line)
    decode(b'{"method":"turn/started","params":' + line)


def test_every_notification_of_the_table_is_known() -> None:
    assert b"item/agentMessage/delta" in known_methods()
    assert len(known_methods()) == 85
