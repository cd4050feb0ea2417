"""Converts parameters that callers give as generated models or in plain form."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TypeAlias, TypeVar, Union, cast

from ..errors import InputTooLongError, InvalidInputError, ResponseInvalidError
from ..generated import v2_all
from .wire import wire_params

# Quoted, so that pydantic is not imported before a client needs it. Code that reads the type of a parameter
# at run time evaluates the strings in the module of that parameter, which imports `v2_all` too.
ApprovalPolicy: TypeAlias = Union["v2_all.AskForApproval", str, Mapping[str, object]]
Sandbox: TypeAlias = Union["v2_all.SandboxMode", str]
TurnSandbox: TypeAlias = Union["v2_all.SandboxPolicy", Mapping[str, object]]
OutputSchema: TypeAlias = Union[Mapping[str, object], "type[v2_all.BaseModel]"]
Params: TypeAlias = Union[Mapping[str, object], "v2_all.BaseModel", None]

T = TypeVar("T")

_REASON_LIMIT = 500
_MOST_CHARACTERS = 1_048_576  # of text in the input of a turn; the server refuses more, after some seconds
TAKE_INPUT = frozenset({"turn/start", "turn/steer"})
"""The requests with a limit on the length of their input."""


def approval_policy_to_wire(policy: object) -> object:
    """Convert an approval policy to its form on the wire.

    Raises `InvalidInputError` when a mapping is not a policy.
    """
    if isinstance(policy, Mapping):
        from ..generated.v2_all import AskForApproval

        return _checked("approval_policy", AskForApproval, policy)
    return policy


def sandbox_policy_to_wire(policy: object) -> object:
    """Convert a sandbox policy to its form on the wire.

    Raises `InvalidInputError` when a mapping is not a policy: the server would ignore a misspelt field.
    """
    if isinstance(policy, Mapping):
        from ..generated.v2_all import SandboxPolicy

        return _checked("sandbox_policy", SandboxPolicy, policy)
    if isinstance(policy, str):
        raise InvalidInputError(
            f"sandbox_policy is {policy!r}; give a SandboxPolicy or a mapping such as "
            '{"type": "workspaceWrite"}. The modes that are strings are the `sandbox` of thread_start.'
        )
    return policy


def turn_settings_to_wire(given: Mapping[str, object]) -> dict[str, object]:
    """Convert the settings of a turn, under their Python names, to the fields of `turn/start`.

    Raises `InvalidInputError` for an invalid value.
    """
    settings = dict(given)
    for name, to_wire in _BY_NAME.items():
        settings[name] = to_wire(settings.get(name))
    return wire_params(**settings)


def output_schema_to_wire(schema: object) -> object:
    """Convert a JSON schema or a pydantic class to its form on the wire.

    The schema of a class is made strict, as models want it: every field is required, no others are allowed.
    Raises `InvalidInputError` for anything else.
    """
    if schema is None or isinstance(schema, Mapping):
        return schema
    make = getattr(schema, "model_json_schema", None) if isinstance(schema, type) else None
    if make is None:
        raise InvalidInputError(
            f"output_schema is a {type(schema).__name__}; give a JSON schema as a mapping, or a pydantic "
            "class."
        )
    return _strict(make())


def schema_of(output_type: object) -> Mapping[str, object]:
    """Return the JSON schema that an answer of this type follows.

    Raises `InvalidInputError` for anything but a pydantic class.
    """
    if not isinstance(output_type, type) or not hasattr(output_type, "model_json_schema"):
        raise InvalidInputError(
            f"output_type is {output_type!r}; give a pydantic class. For another type give its schema as "
            "output_schema, and read the result with parse(...)."
        )
    return cast("Mapping[str, object]", output_schema_to_wire(output_type))


def _strict(schema: object) -> object:
    if isinstance(schema, Mapping):
        strict = {key: _strict(value) for key, value in schema.items() if key != "default"}
        properties = schema.get("properties")
        if schema.get("type") == "object" and isinstance(properties, Mapping):
            strict["required"] = list(properties)
            strict["additionalProperties"] = False
        return strict
    if isinstance(schema, (list, tuple)):
        return [_strict(each) for each in schema]
    return schema


_BY_NAME: dict[str, Callable[[object], object]] = {
    "approval_policy": approval_policy_to_wire,
    "sandbox_policy": sandbox_policy_to_wire,
    "output_schema": output_schema_to_wire,
}


def check_input_length(method: str, params: object) -> None:
    """Raise `InputTooLongError` for more text than the server takes in one turn."""
    items = params.get("input") if isinstance(params, Mapping) else None
    texts = (
        [item.get("text") for item in items if isinstance(item, Mapping)] if isinstance(items, list) else []
    )
    length = sum(len(text) for text in texts if isinstance(text, str))
    if length > _MOST_CHARACTERS:
        raise InputTooLongError(
            f"The input of {method} has {length:,} characters of text, and the server takes at most "
            f"{_MOST_CHARACTERS:,}. Nothing was sent; put the text into a file and mention that."
        )


def read_result(method: str, result: object, result_type: type[T]) -> T:
    """Validate the result of a request as `result_type`, a generated model or any other type.

    `dict` returns a JSON object as it is, without a model. Within a model, parts that do not fit are read as
    `lenient` says. Raises `ResponseInvalidError` when one of the result's own required fields does not fit.
    """
    if result_type is dict:
        if not isinstance(result, dict):
            raise ResponseInvalidError(method, f"{result!r:.100} is no object")
        return cast("T", result)
    from pydantic import BaseModel, TypeAdapter, ValidationError

    validate = getattr(result_type, "model_validate", None) or TypeAdapter(result_type).validate_python
    try:
        typed: T = validate(result)
    except ValidationError as error:
        if isinstance(result_type, type) and issubclass(result_type, BaseModel):
            from .lenient import read_leniently

            if (read := read_leniently(method, result_type, result)) is not None:
                return read
        raise ResponseInvalidError(method, _short(error)) from None
    return typed


def _checked(name: str, union: type[T], value: Mapping[str, object]) -> T:
    from pydantic import TypeAdapter, ValidationError

    try:
        return TypeAdapter(union).validate_python(dict(value))
    except ValidationError as error:
        raise InvalidInputError(f"{name} does not fit {union.__name__}: {_short(error)}") from None


def _short(error: ValueError) -> str:
    text = str(error)
    return text if len(text) <= _REASON_LIMIT else text[:_REASON_LIMIT] + "…"
