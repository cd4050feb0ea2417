"""Types at run time: what pydantic, FastAPI and any other reader of annotations makes of the public names."""

from __future__ import annotations

import dataclasses
import inspect
import typing

import codex_app_server
import pytest
from codex_app_server import RunResult
from codex_app_server.generated.v2_all import AgentMessageThreadItem, TurnStatus
from fastapi import FastAPI
from pydantic import TypeAdapter, create_model

CLASSES = [
    name
    for name in codex_app_server.__all__
    if name not in codex_app_server._NAMES["generated.v2_all"].split()
    and inspect.isclass(getattr(codex_app_server, name))
    and typing.get_origin(getattr(codex_app_server, name)) is None
]


@pytest.mark.parametrize("name", CLASSES)
def test_the_types_of_every_public_class_and_method_are_known_at_run_time(name: str) -> None:
    kind = getattr(codex_app_server, name)
    typing.get_type_hints(kind)
    if name in ("Api", "AsyncApi"):  # generated, one call a request
        return
    for method, function in inspect.getmembers(kind):
        if method.startswith("_"):
            continue
        if isinstance(function, property):
            function = function.fget
        if inspect.isfunction(function) and function.__module__.startswith("codex_app_server"):
            typing.get_type_hints(function)


@pytest.mark.parametrize(
    "name", [name for name in codex_app_server.__all__ if inspect.isfunction(getattr(codex_app_server, name))]
)
def test_the_types_of_every_public_function_are_known_at_run_time(name: str) -> None:
    typing.get_type_hints(getattr(codex_app_server, name))


@pytest.mark.parametrize(
    "name",
    [
        name
        for name in CLASSES
        if dataclasses.is_dataclass(getattr(codex_app_server, name)) and name != "AppServerConfig"
    ],
)
def test_every_value_has_a_schema(name: str) -> None:
    TypeAdapter(getattr(codex_app_server, name)).json_schema(mode="serialization")


def test_a_result_goes_into_a_model_and_comes_back() -> None:
    item = AgentMessageThreadItem(id="m", text="Hi.")
    result = RunResult("Hi.", [item], None, id="u", duration_ms=3)
    job = create_model("Job", result=(RunResult, ...))
    text = job(result=result).model_dump_json(by_alias=True)
    back = dict(job.model_validate_json(text))["result"]
    assert back == result
    assert isinstance(back.items[0], AgentMessageThreadItem)
    assert back.status is TurnStatus.completed


def test_a_web_route_may_return_a_result() -> None:
    app = FastAPI()

    @app.get("/")
    def run() -> RunResult:
        raise NotImplementedError

    schema = app.openapi()["components"]["schemas"]["RunResult"]
    assert {"final_response", "items", "status"} <= set(schema["properties"])
