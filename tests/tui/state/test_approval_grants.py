from __future__ import annotations

import json
import types
from typing import TYPE_CHECKING, Any, Literal, Union, get_args, get_origin

import pytest
from approval_requests import COMMAND, FILE_CHANGE, asked
from codex_app_server.generated import v2_all as v2
from codex_app_server.generated._base import MixedUnion, OpenEnum, UnionModel, UnknownObject, WireModel
from codex_tui.state.approval_grants import GRANTS_NOTHING, SHOWN
from codex_tui.widgets.card_bodies import body_of
from form_requests import ELICITATION, PERMISSIONS, QUESTIONS, asked_form

if TYPE_CHECKING:
    from collections.abc import Iterator

    from codex_tui.state.pending import PendingRequest
    from pydantic.fields import FieldInfo

ELICITATIONS = (
    v2.FormMcpServerElicitationRequestParams,
    v2.OpenaiFormMcpServerElicitationRequestParams,
    v2.OpenaiFormMcpServerElicitationRequestParams2,
    v2.OpenaiUserVerificationMcpServerElicitationRequestParams,
    v2.UrlMcpServerElicitationRequestParams,
)
MARK = "zq7"
NUMBER = 40_417
PLAIN: dict[object, object] = {str: MARK, Any: MARK, int: NUMBER, float: NUMBER, bool: True}
"""A value of each plain type."""

REQUESTS: dict[str, type[WireModel]] = {
    COMMAND: v2.CommandExecutionRequestApprovalParams,
    FILE_CHANGE: v2.FileChangeRequestApprovalParams,
    PERMISSIONS: v2.PermissionsRequestApprovalParams,
    QUESTIONS: v2.ToolRequestUserInputParams,
    **{f"{ELICITATION} {model.model_fields['mode'].default}": model for model in ELICITATIONS},
}


def on_the_card(pending: PendingRequest) -> str:
    """Every text that the card shows of a request, and its deadline, which the title counts down."""
    body = body_of(pending)
    rows = [f"{row.lead} {row.text}" for row in body.text(10_000).rows]
    return "\n".join([body.title, *rows, str(pending.deadline_ms)])


def asked_of(method: str, **params: Any) -> PendingRequest:
    if method in (COMMAND, FILE_CHANGE):
        return asked(method=method, **params)
    return asked_form(method, **params)


def reached(annotation: object) -> Iterator[type[Any]]:
    """Every model that a value of this type may hold, without those of what grants nothing."""
    for part in get_args(annotation) if get_origin(annotation) is not None else (annotation,):
        if get_origin(part) is not None:
            yield from reached(part)
        elif isinstance(part, type) and issubclass(part, (UnionModel, MixedUnion)) and _is_union(part):
            for member in members(part):
                yield from reached(member)
        elif isinstance(part, type) and issubclass(part, WireModel) and part is not UnknownObject:
            yield part
            for name, field in part.model_fields.items():
                if name not in GRANTS_NOTHING.get(part, {}):
                    yield from reached(field.annotation)


def _is_union(model: type[Any]) -> bool:
    return getattr(model, "_variants", None) is not None and model._variants.base is model


def members(union: type[Any]) -> list[type[Any]]:
    return list(union._variants.members.values())


def samples(annotation: object) -> Iterator[tuple[str, object]]:
    """Values of a type as they are on the wire, each with a mark in one place, and that place's name."""
    origin = get_origin(annotation)
    if origin in (Union, types.UnionType):
        for part in get_args(annotation):
            if part is not type(None):
                yield from samples(part)
    elif origin is list:
        for where, value in samples(get_args(annotation)[0]):
            yield where, [value]
    elif origin is Literal:
        yield "", get_args(annotation)[0]
    elif origin is dict:
        for where, value in samples(get_args(annotation)[1]):
            yield where, {"field": value}
    elif annotation in PLAIN:
        yield "", PLAIN[annotation]
    elif annotation is not UnknownObject:
        assert isinstance(annotation, type), f"teach this test to make a value of {annotation}"
        yield from samples_of_class(annotation)


def samples_of_class(model: type[Any]) -> Iterator[tuple[str, object]]:
    if issubclass(model, OpenEnum):
        yield "", MARK
    elif _is_union(model):
        for member in members(model):
            yield from samples(member)
        if model._variants.values is not None:
            yield f"{model.__name__} (a word)", MARK
        yield f"{model.__name__} (unknown)", {model._variants.tag or MARK: MARK}
    else:
        plain = {
            _wire_name(name, field): _least(model, name, field)
            for name, field in model.model_fields.items()
            if field.is_required() or get_origin(field.annotation) is Literal
        }
        for name, field in model.model_fields.items():
            if name in GRANTS_NOTHING.get(model, {}):
                continue
            for where, value in samples(field.annotation):
                yield f"{model.__name__}.{name} {where}".strip(), {**plain, _wire_name(name, field): value}


def _least(model: type[Any], name: str, field: FieldInfo) -> object:
    """A value of a field that has to be there."""
    kind = field.annotation
    if name in GRANTS_NOTHING.get(model, {}) and isinstance(kind, type) and issubclass(kind, OpenEnum):
        return next(iter(kind)).value
    return next(samples(kind))[1]


def _wire_name(name: str, field: FieldInfo) -> str:
    alias = field.validation_alias or field.alias or name
    assert isinstance(alias, str)
    return alias


def marked(method: str) -> Iterator[tuple[str, str, object]]:
    model = REQUESTS[method]
    for name, field in model.model_fields.items():
        if name not in GRANTS_NOTHING[model]:
            for where, value in samples(field.annotation):
                yield f"{name} {where}".strip(), _wire_name(name, field), value


@pytest.mark.parametrize("method", REQUESTS)
def test_every_field_of_a_request_is_shown_or_has_a_reason_why_it_grants_nothing(method: str) -> None:
    for model in reached(REQUESTS[method]):
        for name in model.model_fields:
            assert name in SHOWN.get(model, ()) or name in GRANTS_NOTHING.get(model, {}), (
                f"The server's {model.__name__} has the field {name}, which no table of "
                "state/approval_grants.py names. If it changes what an answer allows, show it there and add "
                "it to SHOWN; if not, add it to GRANTS_NOTHING with the reason."
            )


def test_the_tables_name_no_field_that_the_schema_has_lost() -> None:
    model: type[Any]
    for model, names in [*SHOWN.items(), *GRANTS_NOTHING.items()]:
        assert set(names) <= set(model.model_fields), f"{model.__name__} has lost a field: take it out"
        assert not set(names) & set(SHOWN.get(model, ())) & set(GRANTS_NOTHING.get(model, {}))
    assert {*SHOWN, *GRANTS_NOTHING} == {each for model in REQUESTS.values() for each in reached(model)}


@pytest.mark.parametrize("method", REQUESTS)
def test_a_mark_in_any_field_that_is_shown_is_on_the_card(method: str) -> None:
    bare = on_the_card(asked_of(method))
    looks: dict[str, str] = {}
    for where, name, value in marked(method):
        changed: dict[str, Any] = {name: value}
        shown = on_the_card(asked_of(method, **changed))
        said = json.dumps(value)
        if MARK in said:
            assert MARK in shown, f"{where} is not on the card, as {said}"
        elif str(NUMBER) in said:
            assert str(NUMBER) in shown, f"{where} is not on the card, as {said}"
        else:
            assert shown != bare, f"{where} makes no difference to the card, as {said}"
            assert looks.setdefault(shown, said) == said, f"{said} looks like {looks[shown]}"
    assert not [each for each in looks if MARK in each]


def test_a_field_that_a_newer_server_sends_is_shown_as_it_came() -> None:
    files = {"fileSystem": {"write": ["/a"], "execute": ["/b\u202e"]}, "devices": {"gpu": True}}
    pending = asked(command="make", additionalPermissions=files, runsAs="root", later=None)
    rows = [(grant.label, grant.text) for grant in pending.grants]
    assert rows == [
        ("writes", "/a"),
        ("also", 'asks for execute: ["/b<U+202E>"]'),
        ("also", 'asks for devices: {"gpu": true}'),
        ("also", 'asks for runsAs: "root"'),
    ]


def test_the_kinds_of_paths_and_accesses_are_told_apart() -> None:
    entries = [
        {"access": "read", "path": {"type": "path", "path": "/a\tb"}},
        {"access": "write", "path": {"type": "glob_pattern", "pattern": "**/*.py"}},
        {"access": "deny", "path": {"type": "special", "value": {"kind": "root"}}},
        {"access": "peek", "path": {"type": "special", "value": {"kind": "project_roots", "subpath": "x"}}},
        {"access": "read", "path": {"type": "cloud", "bucket": "b"}},
    ]
    pending = asked(additionalPermissions={"fileSystem": {"entries": entries, "globScanMaxDepth": 3}})
    assert [(grant.label, grant.text) for grant in pending.grants] == [
        ("reads", "/a\u2409b"),
        ("writes", "whatever matches **/*.py"),
        ("denied", "/ and everything in it"),
        ("access", "peek: x in the directories of the project"),
        ("reads", '{"type": "cloud", "bucket": "b"}'),
        ("depth", "3 directories down for the patterns"),
    ]


def test_a_connection_says_its_protocol_and_its_host() -> None:
    pending = asked(networkApprovalContext={"host": "files.example\u00a0", "protocol": "https"})
    assert pending.title == "Use the network: files.example<U+00A0>"
    assert [(grant.label, grant.text) for grant in pending.grants] == [
        ("network", "https to files.example<U+00A0>")
    ]
