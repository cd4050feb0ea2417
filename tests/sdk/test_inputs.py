from __future__ import annotations

from pathlib import PurePosixPath
from typing import Any

import pytest
from codex_app_server import ImageInput, InputItem, LocalImageInput, MentionInput, SkillInput, TextInput
from codex_app_server.generated.v2_all import TurnStartParams
from codex_app_server.inputs import input_to_wire

ALL: list[InputItem] = [
    TextInput("hi"),
    ImageInput("data:image/png;base64,"),
    LocalImageInput("/a.png"),
    SkillInput("s", "/s.md"),
    MentionInput("m", "app://m"),
]
WIRE = [
    {"type": "text", "text": "hi"},
    {"type": "image", "url": "data:image/png;base64,"},
    {"type": "localImage", "path": "/a.png"},
    {"type": "skill", "name": "s", "path": "/s.md"},
    {"type": "mention", "name": "m", "path": "app://m"},
]


def test_a_path_may_be_a_path() -> None:
    given: list[InputItem] = [
        LocalImageInput(PurePosixPath("/a.png")),
        SkillInput("s", PurePosixPath("/s.md")),
    ]
    assert input_to_wire(list(given), allow_text=False, asked_by="turn") == WIRE[2:4]


def test_every_kind_of_input_has_its_form_on_the_wire() -> None:
    items = input_to_wire(list(ALL), allow_text=False, asked_by="turn")
    assert items == WIRE
    params = TurnStartParams.model_validate({"threadId": "t", "input": items})
    assert [item.type for item in params.input] == [item["type"] for item in WIRE]


def test_a_single_item_is_a_list_of_one() -> None:
    assert input_to_wire(TextInput("hi"), allow_text=False, asked_by="turn") == WIRE[:1]


def test_a_plain_string_is_for_run_only() -> None:
    assert input_to_wire("hi", allow_text=True, asked_by="run") == WIRE[:1]
    with pytest.raises(TypeError, match=r"steer\(TextInput"):
        input_to_wire("hi", allow_text=False, asked_by="steer")


@pytest.mark.parametrize("given", [None, 5, {"type": "text"}, ["hi"], [TextInput("a"), None]])
def test_anything_else_is_a_type_error(given: Any) -> None:
    with pytest.raises(TypeError, match="turn takes TextInput"):
        input_to_wire(given, allow_text=False, asked_by="turn")


def test_an_item_without_its_text_is_a_type_error() -> None:
    with pytest.raises(TypeError, match="NoneType where a string belongs"):
        input_to_wire(TextInput(None), allow_text=False, asked_by="turn")  # type: ignore[arg-type]  # the fault
