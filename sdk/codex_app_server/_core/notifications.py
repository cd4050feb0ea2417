"""A line of the server as a typed notification, in one pass over its bytes."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeAlias

from pydantic_core import from_json

from ..generated import v2_all
from .json_lines import read_json, without_halves

_REASON_LIMIT = 500


@dataclass(frozen=True)
class UnknownNotification:
    """The payload of a notification that could not be typed, as it came, and why."""

    params: v2_all.JsonValue
    reason: str


@dataclass(frozen=True)
class InvalidNotification(UnknownNotification):
    """The payload of a notification whose method is known and whose parameters do not fit."""


@dataclass(slots=True)
class Notification:
    """Something that the server said without being asked."""

    method: str
    payload: v2_all.BaseModel | UnknownNotification
    """The generated model of the method's parameters, or `UnknownNotification`."""
    emitted_at_ms: int | None = None
    """When the server sent it, in milliseconds of Unix time, if it says so."""

    @property
    def thread_id(self) -> str | None:
        """The thread that this is about, if it is about one."""
        return _id_of(self.payload, "thread")

    @property
    def turn_id(self) -> str | None:
        """The turn that this is about, if it is about one."""
        return _id_of(self.payload, "turn")


class Decoder:
    """Reads the notifications of one consumer, one after another.

    Deltas come in long runs. To look up the method of each would cost a sixth of all of this.
    """

    __slots__ = ("_recent",)

    def __init__(self) -> None:
        self._recent: _LineReader = _NOTHING

    def decode(self, line: bytes) -> Notification:
        """Read a notification; never fails: what has no type comes as `UnknownNotification`.

        What has one and does not fit it comes as `InvalidNotification`.
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
        return Notification(method, envelope["params"], envelope.get("emittedAtMs"))


def decode(line: bytes) -> Notification:
    """Read a single notification as `Decoder` does."""
    return Decoder().decode(line)


def start_of_method(line: bytes) -> int:
    """Find where the name of the method begins in a line that begins with it; 0 in any other line.

    Within a JSON object these bytes at its start can only be its first key.
    """
    if line.startswith(b'{"method":"'):
        return 11
    return 12 if line.startswith(b'{"method": "') else 0


def ids_of(params: object) -> tuple[str | None, str | None]:
    """Find the thread and the turn that raw parameters are about."""
    return raw_id(params, "thread"), raw_id(params, "turn")


def raw_id(params: object, kind: str) -> str | None:
    """Find `threadId`, or the `id` of `thread`, in raw parameters; likewise for a turn."""
    if not isinstance(params, dict):
        return None
    found = params.get(f"{kind}Id")
    if found is None:
        whole = params.get(kind)
        found = whole.get("id") if isinstance(whole, dict) else None
    return found if isinstance(found, str) else None


def known_methods() -> frozenset[bytes]:
    """Return the notifications that have a model, as they stand on the wire."""
    from ..generated.methods import NOTIFICATIONS

    return frozenset(method.encode() for method in NOTIFICATIONS)


def warm_up() -> None:
    """Build what the first turn needs, so that its first events do not wait for it.

    Takes some 300 ms once in a process, and may be called from any thread.
    """
    with _warming:
        # From the inside out: a model that is built lends its parts to those that hold it.
        for model in (v2_all.ThreadItem, v2_all.Turn, v2_all.Thread):
            model.model_rebuild()
        for method in _HOT:
            _reader(method)
        for answer in (v2_all.ThreadStartResponse, v2_all.TurnStartResponse):
            answer.model_rebuild()


_warming = threading.Lock()


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
"""How the lines of a method begin, the method, and what reads a whole line: it is parsed only once."""

_readers: dict[str, _LineReader] = {}
_NOTHING: _LineReader = (b"\n", "", from_json)  # no line begins so


def _reader(method: str) -> _LineReader | None:
    """Return what reads a method's lines, building it when the method is first seen.

    None if the method is not in the schema.
    """
    found = _readers.get(method)
    if found is None:
        found = _build(method)
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
        {"params": field(model.__pydantic_core_schema__), "emittedAtMs": field(at, required=False)},
        extra_behavior="ignore",
    )
    return b'{"method":"%s"' % method.encode(), method, SchemaValidator(envelope).validate_json


def _decode_slowly(line: bytes) -> Notification:
    """Read what the one pass could not: other key order, half of a character, an unknown method, a misfit."""
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
        envelope = reader[2](without_halves(line))
    except ValueError as error:
        return _unknown(method, params, str(error), at, InvalidNotification)
    return Notification(method, envelope["params"], at)


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
