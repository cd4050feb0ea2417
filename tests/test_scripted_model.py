"""The scripted model by itself: what the real server makes of it is seen in every other test."""

from __future__ import annotations

import json
import urllib.error
import urllib.request
from typing import TYPE_CHECKING, Any

import pytest
from scripted_model.acts import ACTS
from scripted_model.directives import HTTP_WORDS, WORDS, Prompt

if TYPE_CHECKING:
    from scripted_model import ScriptedModel


def _post(model: ScriptedModel, *items: dict[str, Any], key: str = "thread") -> list[dict[str, Any]]:
    body = json.dumps({"input": list(items), "prompt_cache_key": key}).encode()
    request = urllib.request.Request(
        f"{model.base_url}/responses", body, {"content-type": "application/json"}
    )
    with urllib.request.urlopen(request, timeout=10) as response:
        lines = response.read().decode().splitlines()
    return [json.loads(line.removeprefix("data: ")) for line in lines if line.startswith("data: ")]


def _said(text: str) -> dict[str, Any]:
    return {"type": "message", "role": "user", "content": [{"type": "input_text", "text": text}]}


def _text_of(events: list[dict[str, Any]]) -> str:
    return "".join(event["delta"] for event in events if event["type"] == "response.output_text.delta")


def test_every_directive_is_carried_out_somewhere() -> None:
    assert set(ACTS) == WORDS - HTTP_WORDS


def test_a_prompt_without_a_directive_is_echoed(scripted_model: ScriptedModel) -> None:
    assert _text_of(_post(scripted_model, _said("good morning"))) == "echo: good morning"


def test_a_tool_ends_the_response_and_its_output_continues_the_script(scripted_model: ScriptedModel) -> None:
    prompt = _said("text:before ;; shell:true ;; text:after")
    first = _post(scripted_model, prompt)
    output = {"type": "function_call_output", "call_id": "x", "output": "ok"}
    assert _text_of(first) == "before"
    assert _text_of(_post(scripted_model, prompt, output)) == "after"


def test_what_the_server_adds_as_user_messages_is_no_prompt(scripted_model: ScriptedModel) -> None:
    aborted = _said("<turn_aborted>\nThe user interrupted.\n</turn_aborted>")
    assert _text_of(_post(scripted_model, _said("text:mine"), aborted)) == "mine"


def test_a_fault_may_be_limited_to_the_first_attempts(scripted_model: ScriptedModel) -> None:
    prompt = _said("fail:503:1 ;; text:ok")
    with pytest.raises(urllib.error.HTTPError) as caught:
        _post(scripted_model, prompt, key="limited")
    caught.value.close()
    assert caught.value.code == 503
    assert _text_of(_post(scripted_model, prompt, key="limited")) == "ok"


def test_parallel_outputs_count_as_one_step() -> None:
    assert [directive.word for directive in Prompt("par:a||b ;; text:x ;; plan:1 ;; say:1", 1).segment] == [
        "text",
        "plan",
    ]


def test_a_gate_holds_the_response_until_it_is_released(scripted_model: ScriptedModel) -> None:
    scripted_model.release("open-already")
    assert _text_of(_post(scripted_model, _said("gate:open-already"))) == "waiting released"
