"""Encodes Python values as JSON that the server can read.

The server does not answer a line that it cannot parse, so a request with a lone surrogate or a NaN would wait
until its timeout. Such values are refused here, with the path of the field.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from enum import Enum
from os import PathLike, fspath
from typing import TYPE_CHECKING, Union

from ..errors import InvalidInputError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from typing import TypeAlias

# The server accepts no message that is nested deeper, and does not answer one.
_DEEPEST = 127

JsonValue: TypeAlias = Union[bool, int, float, str, "list[JsonValue]", "dict[str, JsonValue]", None]
"""Any JSON value."""


def wire_params(**values: object) -> dict[str, object]:
    """Return keyword arguments under their protocol names, without those that are None."""
    return {camel_case(name): wire_value(value) for name, value in values.items() if value is not None}


def camel_case(name: str) -> str:
    """Turn `approval_policy` into `approvalPolicy`."""
    first, *rest = name.split("_")
    return first + "".join(word.title() for word in rest)


def wire_value(value: object) -> object:
    """Convert models, enums and paths, also within lists and mappings, to plain JSON values.

    Raises `InvalidInputError` for a value that is nested too deep or contains itself.
    """
    try:
        return _plain(value)
    except RecursionError:
        raise InvalidInputError(
            "A value cannot be sent: it is nested far too deep, or contains itself. Nothing was sent."
        ) from None


def _plain(value: object) -> object:
    if value is None or type(value) in (str, int, bool, float):
        return value
    if isinstance(value, Enum):
        return _plain(value.value)
    dump = getattr(value, "model_dump", None)
    if dump is not None:
        # Unset fields are not sent. A None that was set is sent, because it clears the server's stored value.
        return dump(mode="json", by_alias=True, exclude_unset=True)
    if isinstance(value, PathLike):
        return fspath(value)
    if isinstance(value, Mapping):
        return {key: _plain(each) for key, each in value.items()}
    if isinstance(value, Sequence) and not isinstance(value, (str, bytes, bytearray)):
        return [_plain(each) for each in value]
    return value


def encode_message(message: Mapping[str, object]) -> bytes:
    """Encode one message as a line.

    Raises `InvalidInputError`, naming the field, for a value that the server could not read.
    """
    try:
        text = json.dumps(message, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
        # A message with few brackets cannot be deep. The others are rare enough to be walked.
        deep = _find_too_deep(message) if text.count("[") + text.count("{") > _DEEPEST else None
        line = text.encode() + b"\n"
    except (ValueError, TypeError, RecursionError) as error:
        deep = _find_too_deep(message)
        if deep is None:
            where, what = _find_unsendable(message) or ("a value", str(error))
            raise InvalidInputError(f"{where} cannot be sent: {what}. Nothing was sent.") from None
    if deep is not None:
        raise InvalidInputError(deep)
    return line


def _find_unsendable(value: object, where: str = "") -> tuple[str, str] | None:
    """Return the path of the field that `json` refused and the reason, or None if it cannot be found."""
    here = where or "the message"
    if isinstance(value, str):
        try:
            value.encode()
        except UnicodeEncodeError as error:
            code = f"U+{ord(value[error.start]):04X}"
            return here, f"character {error.start} is the lone surrogate {code}, which UTF-8 cannot hold"
        return None
    if isinstance(value, float):
        return (here, f"{value} is not a JSON number") if value != value or value in _INFINITE else None
    if value is None or isinstance(value, int):
        return None
    if isinstance(value, Mapping):
        parts = [(f"{where}.{key}" if where else str(key), each) for key, each in value.items()]
        parts += [(f"a key of {here}", key) for key in value]
    elif isinstance(value, (list, tuple)):
        parts = [(f"{where}[{index}]", each) for index, each in enumerate(value)]
    else:
        return here, f"{type(value).__name__} has no form in JSON"
    for path, each in parts:
        found = _find_unsendable(each, path)
        if found is not None:
            return found
    return None


def _find_too_deep(message: Mapping[str, object]) -> str | None:
    """Return an error message for a value that is nested too deep or contains itself, or None.

    It walks level by level, not by recursion.
    """
    level: list[tuple[str, object]] = [("", message)]
    for _ in range(_DEEPEST):
        # Each object counts once in a level: one that contains itself twice would double the level each time.
        inner = (each for held in level for each in _containers(*held))
        level = list({id(each): (field, each) for field, each in inner}.values())
        if not level:
            return None
    return (
        f"{level[0][0]} cannot be sent: the message would be nested more than {_DEEPEST} deep, or without "
        "end, and the server reads no such message. Nothing was sent."
    )


def _containers(where: str, value: object) -> Iterator[tuple[str, object]]:
    """Yield the containers inside one, each with the names of its outermost two fields."""
    parts: Iterable[tuple[object, object]] = ()
    if isinstance(value, Mapping):
        parts = value.items()
    elif isinstance(value, (list, tuple)):
        parts = enumerate(value)
    for key, each in parts:
        if isinstance(each, (Mapping, list, tuple)):
            yield (f"{where}.{key}" if where and "." not in where else where or str(key)), each


_INFINITE = (float("inf"), float("-inf"))
