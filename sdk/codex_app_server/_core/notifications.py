"""Decodes a line of the server into a typed notification, in one pass over its bytes."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeAlias

from ..generated import v2_all
from .json_lines import read_json, without_halves
from .model_lock import MODELS

if TYPE_CHECKING:
    from pydantic_core import CoreSchema

_REASON_LIMIT = 500


@dataclass(frozen=True)
class UnknownNotification:
    """The raw payload of a notification that could not be typed, with the reason."""

    params: v2_all.JsonValue
    reason: str


@dataclass(frozen=True)
class InvalidNotification(UnknownNotification):
    """The raw payload of a notification whose method is known but whose parameters do not fit its model."""


@dataclass(slots=True)
class Notification:
    """A message that the server sent on its own, not as an answer."""

    method: str
    payload: v2_all.BaseModel | UnknownNotification
    """The generated model of the method's parameters, or `UnknownNotification`."""
    emitted_at_ms: int | None = None
    """When the server sent it, in milliseconds of Unix time, or None if the message does not say."""

    @property
    def thread_id(self) -> str | None:
        """The id of the thread that this is about, or None."""
        return _id_of(self.payload, "thread")

    @property
    def turn_id(self) -> str | None:
        """The id of the turn that this is about, or None."""
        return _id_of(self.payload, "turn")


class Decoder:
    """Decodes the notifications of one consumer, in order.

    Deltas of one method come in long runs, so the reader of the last line is tried first. Looking up the
    method of each line would take a sixth of the decoding time.
    """

    __slots__ = ("_recent",)

    def __init__(self) -> None:
        self._recent: _LineReader = _NOTHING

    def decode(self, line: bytes) -> Notification:
        """Decode a notification. This never fails.

        The payload is an `UnknownNotification` when its method is unknown, and an `InvalidNotification` when
        the method is known but the parameters do not fit. Parts inside of one are read as `lenient` says.
        """
        beginning, method, validate = self._recent
        if not line.startswith(beginning):
            start = start_of_method(line)
            name = line[start : line.find(b'"', start)].decode("ascii", "replace") if start else ""
            reader = _reader(name)
            if reader is None:
                return _decode_slowly(line)
            _, method, validate = self._recent = reader
        try:
            envelope = validate(line)
        except ValueError:
            return _decode_slowly(line)
        return Notification(method, envelope["params"], envelope["emittedAtMs"])


def decode(line: bytes) -> Notification:
    """Decode a single notification as `Decoder` does."""
    return Decoder().decode(line)


def start_of_method(line: bytes) -> int:
    """Return the offset of the method's name in a line whose first key is `method`, or 0 for any other line.

    Within a JSON object these bytes at its start can only be its first key.
    """
    if line.startswith(b'{"method":"'):
        return 11
    return 12 if line.startswith(b'{"method": "') else 0


def ids_of(params: object) -> tuple[str | None, str | None]:
    """Return the ids of the thread and the turn that raw parameters are about."""
    return raw_id(params, "thread"), raw_id(params, "turn")


def raw_id(params: object, kind: str) -> str | None:
    """Return `threadId`, or else the `id` of `thread`, from raw parameters; likewise for a turn."""
    if not isinstance(params, dict):
        return None
    found = params.get(f"{kind}Id")
    if found is None:
        whole = params.get(kind)
        found = whole.get("id") if isinstance(whole, dict) else None
    return found if isinstance(found, str) else None


def known_methods() -> frozenset[bytes]:
    """Return the methods of the notifications that have a model, as bytes."""
    from ..generated.methods import NOTIFICATIONS

    return frozenset(method.encode() for method in NOTIFICATIONS)


def warm_up() -> None:
    """Build the models that the first turn needs, so that its first events do not wait for them.

    This takes some 200 ms, once in a process. It may be called from any thread; a reader that is needed
    meanwhile waits for it.
    """
    with MODELS:
        # From the inside out: an outer model reuses the schemas of the inner ones that are already built.
        for model in (v2_all.ThreadItem, v2_all.Turn, v2_all.Thread):
            model.model_rebuild()
        for method in _HOT:
            _reader(method)
        for answer in (v2_all.ThreadStartResponse, v2_all.TurnStartResponse):
            answer.model_rebuild()


_HOT = (
    "thread/started",
    "thread/status/changed",
    "turn/started",
    "item/started",
    "item/agentMessage/delta",
    "item/completed",
    "thread/tokenUsage/updated",
    "turn/completed",
)


_LineReader: TypeAlias = "tuple[bytes, str, Callable[[bytes], dict[str, Any]]]"
"""The first bytes of a method's lines, the method, and the function that parses a line in one pass."""

_readers: dict[str, _LineReader] = {}
_NOTHING: _LineReader = (b"\n", "", json.loads)  # no line begins so


def _reader(method: str) -> _LineReader | None:
    """Return the reader of a method's lines, building it when the method is first seen.

    Returns None if the method is not in the schema.
    """
    found = _readers.get(method)
    if found is None:
        with MODELS:
            found = _readers.get(method) or _build(method)
            if found is not None:
                _readers[method] = found
    return found


def _build(method: str) -> _LineReader | None:
    from pydantic_core import SchemaValidator, core_schema

    from ..generated.methods import NOTIFICATIONS

    entry = NOTIFICATIONS.get(method)
    if entry is None or entry.params is None:
        return None
    model: type[v2_all.BaseModel] = getattr(v2_all, entry.params)
    model.model_rebuild()
    at = core_schema.with_default_schema(
        core_schema.nullable_schema(core_schema.int_schema()), default=None, on_error="default"
    )
    field = core_schema.typed_dict_field
    envelope = core_schema.typed_dict_schema(
        {"params": field(_by_alias(model.__pydantic_core_schema__)), "emittedAtMs": field(at)},
        extra_behavior="ignore",
    )
    return b'{"method":"%s"' % method.encode(), method, SchemaValidator(envelope).validate_json


def _by_alias(schema: CoreSchema) -> CoreSchema:
    """Return the schema of a model that looks for the protocol's names only: a tenth less work."""
    if schema["type"] != "model":
        return schema
    return {**schema, "config": {**schema.get("config", {}), "validate_by_name": False}}


def _decode_slowly(line: bytes) -> Notification:
    """Decode a line that the one pass could not.

    Its keys are in another order, it has a lone surrogate, its method is unknown, or its parameters do not
    fit.
    """
    try:
        message = read_json(line)
    except ValueError as error:
        return _unknown("", line.decode("utf-8", "replace"), f"not JSON: {error}")
    if not isinstance(message, dict) or not isinstance(message.get("method"), str):
        return _unknown("", message, "neither a request, nor an answer, nor a notification")
    method, params = message["method"], message.get("params")
    at = message.get("emittedAtMs")
    at = at if type(at) is int else None
    reader = _reader(method)
    if reader is None:
        return _unknown(method, params, "the method is not in the schema", at)
    try:
        envelope = reader[2](whole := without_halves(line))
    except ValueError as error:
        read = _read_leniently(method, whole)
        if read is None:
            return _unknown(method, params, str(error), at, InvalidNotification)
        return Notification(method, read, at)
    return Notification(method, envelope["params"], at)


def _read_leniently(method: str, line: bytes) -> v2_all.BaseModel | None:
    from ..generated.methods import NOTIFICATIONS
    from .lenient import read_leniently

    model: type[v2_all.BaseModel] = getattr(v2_all, NOTIFICATIONS[method].params or "")
    return read_leniently(method, model, json.loads(line).get("params"))


def _unknown(
    method: str,
    params: v2_all.JsonValue,
    reason: str,
    at: int | None = None,
    kind: type[UnknownNotification] = UnknownNotification,
) -> Notification:
    if len(reason) > _REASON_LIMIT:
        reason = reason[:_REASON_LIMIT] + "…"
    return Notification(method, kind(params, reason), at)


def _id_of(payload: v2_all.BaseModel | UnknownNotification, kind: str) -> str | None:
    if isinstance(payload, UnknownNotification):
        return raw_id(payload.params, kind)
    found = getattr(payload, f"{kind}_id", None)
    if found is None:
        found = getattr(getattr(payload, kind, None), "id", None)
    return found if isinstance(found, str) else None
