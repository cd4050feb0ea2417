from __future__ import annotations

import json

import pytest
from codex_app_server._core.json_lines import read_json, without_halves
from codex_app_server._core.notifications import decode
from codex_app_server.generated.v2_all import AgentMessageDeltaNotification
from hypothesis import given
from hypothesis import strategies as st
from scripted_peer import delta


@pytest.mark.parametrize(
    ("written", "read"),
    [
        (rb'"\ud83d"', "\ufffd"),
        (rb'"a\uDE00b"', "a\ufffdb"),
        (rb'"\ud83d\ud83d\ude00"', "\ufffd\U0001f600"),
        (rb'"\\ud83d"', r"\ud83d"),
        (rb'"\\\ud83d"', "\\\ufffd"),
        (rb'"\ud83d\n"', "\ufffd\n"),
    ],
)
def test_half_of_a_character_is_the_sign_for_what_cannot_be_read(written: bytes, read: str) -> None:
    assert read_json(written) == read


@given(st.text())
def test_what_is_whole_is_left_as_it_is(text: str) -> None:
    line = json.dumps(text).encode()
    assert without_halves(line) == line
    assert read_json(line) == text


def test_what_is_no_json_is_an_error_also_with_half_of_a_character() -> None:
    with pytest.raises(ValueError, match="EOF"):
        read_json(rb'"\ud83d')


def test_a_delta_with_half_of_a_character_is_a_delta() -> None:
    event = decode(delta("so far: \ud83d"))
    assert isinstance(event.payload, AgentMessageDeltaNotification)
    assert event.payload.delta == "so far: \ufffd"
    assert (event.thread_id, event.turn_id, event.emitted_at_ms) == ("t", "u", 5)
