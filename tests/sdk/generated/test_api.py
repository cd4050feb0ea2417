"""The calls: every client request of the schema is one, on both classes, with its parameters and answer."""

from __future__ import annotations

import builtins
import inspect
import re
from collections.abc import Mapping, Sequence
from os import PathLike
from typing import Any, Literal, get_args

import pytest
from codex_app_server._unset import UNSET, Unset
from codex_app_server.generated import v2_all
from codex_app_server.generated._base import MixedUnion, UnionModel
from codex_app_server.generated.api import Api
from codex_app_server.generated.async_api import AsyncApi
from codex_app_server.generated.methods import NOTIFICATIONS, REQUESTS, NotificationMethod
from pydantic import BaseModel, TypeAdapter
from schema_samples import SchemaRequest, definition, requests, resolve, sample

EVERY_REQUEST = pytest.mark.parametrize("request_", requests(), ids=lambda each: each.method)
BOTH = pytest.mark.parametrize("front", [Api, AsyncApi])


class Recorder:
    """Stands for the client: keeps what it was asked to send."""

    def __init__(self) -> None:
        self.asked: tuple[str, object, type, object] | None = None

    def send(self, method: str, params: object, result_type: type, *, timeout: object) -> Any:
        self.asked = (method, params, result_type, timeout)

    async def send_async(self, method: str, params: object, result_type: type, *, timeout: object) -> Any:
        self.send(method, params, result_type, timeout=timeout)

    def call(self, front: type, method: str, /, *args: object, **kwargs: object) -> tuple[object, type]:
        """Make a call on either class; return the parameters and the type of the answer."""
        if front is Api:
            getattr(Api(self.send), method)(*args, **kwargs)
        else:
            coroutine = getattr(AsyncApi(self.send_async), method)(*args, **kwargs)
            with pytest.raises(StopIteration):
                coroutine.send(None)
        assert self.asked is not None
        return self.asked[1], self.asked[2]


def python_name(method: str) -> str:
    """Spell a method in python, by another way than the generator."""
    words = re.findall(r"[A-Z]+(?![a-z])|[A-Z]?[a-z0-9]+", method)
    return "_".join(word.lower() for word in words)


def keywords(front: type, method: str) -> dict[str, inspect.Parameter]:
    signature = inspect.signature(getattr(front, method))
    found = {name: each for name, each in signature.parameters.items() if name not in ("self", "timeout")}
    if list(found) != ["params"]:
        assert all(each.kind is inspect.Parameter.KEYWORD_ONLY for each in found.values())
    return found


def attribute(wire: str) -> str:
    return python_name(wire)


def test_there_is_a_call_for_each_request_and_no_other() -> None:
    names = {python_name(request.method) for request in requests()}
    assert len(names) == len(requests()) == len(REQUESTS) == 172
    for front in (Api, AsyncApi):
        assert {name for name in vars(front) if not name.startswith("_")} == names


@BOTH
@EVERY_REQUEST
def test_a_call_takes_the_parameters_of_its_request(front: type, request_: SchemaRequest) -> None:
    found = keywords(front, python_name(request_.method))
    if request_.is_union:
        assert list(found) == ["params"]
        return
    properties = request_.body.get("properties", {})
    required = {attribute(wire) for wire in request_.body.get("required", ())}
    assert set(found) == {attribute(wire) for wire in properties}
    assert {name for name, each in found.items() if each.default is inspect.Parameter.empty} == required
    assert all(each.default is UNSET for name, each in found.items() if name not in required)


@BOTH
@EVERY_REQUEST
def test_a_call_sends_the_words_of_the_protocol(front: type, request_: SchemaRequest) -> None:
    name, body = python_name(request_.method), request_.body
    if request_.is_union:
        params: Any = sample(body)
        assert Recorder().call(front, name, params)[0] == params
        return
    every = {wire: sample(node) for wire, node in body.get("properties", {}).items()}
    needed = {wire: every[wire] for wire in body.get("required", ())}
    for given in (every, needed):
        arguments = {attribute(wire): value for wire, value in given.items()}
        recorder = Recorder()
        sent, answer = recorder.call(front, name, **arguments)
        assert sent == given
        assert recorder.asked is not None
        assert recorder.asked[0] == request_.method
        assert answer.__name__ == REQUESTS[request_.method].response
        if (model := REQUESTS[request_.method].params) is not None:
            assert issubclass(getattr(v2_all, model), BaseModel)
            getattr(v2_all, model).model_validate(sent)


@BOTH
@EVERY_REQUEST
def test_a_call_is_annotated_with_types_that_exist(front: type, request_: SchemaRequest) -> None:
    function = getattr(front, python_name(request_.method))
    names = {name: getattr(v2_all, name) for name in dir(v2_all) if not name.startswith("_")}
    generic = {"Mapping": Mapping, "Sequence": Sequence, "PathLike": PathLike, "Literal": Literal}
    hints = {
        name: eval(each, {**vars(builtins), **names, **generic, "Unset": Unset})
        for name, each in function.__annotations__.items()
    }
    assert hints.pop("return").__name__ == REQUESTS[request_.method].response
    assert hints.pop("timeout") == float | Unset | None
    if request_.is_union:
        assert get_args(hints["params"])[0].__name__ == REQUESTS[request_.method].params
        return
    for wire, node in request_.body.get("properties", {}).items():
        hint = hints[attribute(wire)]
        assert words_of(hint) >= set(resolve(node).get("enum", ()))
        assert hint is object or (type(None) in get_args(hint)) == may_be_null(node)


@BOTH
@EVERY_REQUEST
def test_a_union_may_be_given_as_a_plain_object(front: type, request_: SchemaRequest) -> None:
    function = getattr(front, python_name(request_.method))
    for name, annotation in function.__annotations__.items():
        plain = re.sub(r"(Literal|Mapping)\[[^]]*]", r"\1", "" if name == "return" else annotation)
        for part in re.findall(r"[^][]+", plain):
            named = [getattr(v2_all, name, None) for name in re.findall(r"\w+", part)]
            if any(isinstance(each, type) and issubclass(each, (UnionModel, MixedUnion)) for each in named):
                assert "Mapping" in part


def words_of(hint: Any) -> set[str]:
    """Return the strings that a literal in the annotation offers."""
    return {word for part in get_args(hint) for word in get_args(part) if isinstance(word, str)}


def may_be_null(node: Any) -> bool:
    if not isinstance(node, dict):
        return True
    return "null" in node.get("type", ()) or any(may_be_null(part) for part in node.get("anyOf", ()))


@BOTH
@EVERY_REQUEST
def test_an_experimental_call_says_so(front: type, request_: SchemaRequest) -> None:
    text = inspect.getdoc(getattr(front, python_name(request_.method)))
    assert text == f"Send `{request_.method}`." + (" Experimental." if request_.experimental else "")
    assert REQUESTS[request_.method].experimental == request_.experimental


@BOTH
def test_none_is_sent_as_null_and_what_is_not_given_is_not_sent(front: type) -> None:
    sent, _ = Recorder().call(front, "thread_section_move", thread_id="t", section_id=None)
    assert sent == {"threadId": "t", "sectionId": None}


@BOTH
def test_the_timeout_of_a_call_reaches_the_client(front: type) -> None:
    for given in (1.5, None, UNSET):
        recorder = Recorder()
        recorder.call(front, "model_list", timeout=given)
        assert recorder.asked is not None
        assert recorder.asked[3] is given


def test_the_answers_of_the_schema_fit_the_types_that_the_calls_return() -> None:
    for request in requests():
        name = REQUESTS[request.method].response
        assert name is not None
        TypeAdapter(getattr(v2_all, name)).validate_python(sample(definition(name)))


def test_the_methods_of_notifications_are_listed_for_the_editor() -> None:
    assert get_args(NotificationMethod) == tuple(NOTIFICATIONS)
