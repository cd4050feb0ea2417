"""JSON values and tool answers as text, for what has no drawing of its own."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Protocol, runtime_checkable

from .sanitise import sanitise, sanitise_line

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pydantic import JsonValue

LONGEST_LINE = 2000


@runtime_checkable
class _Model(Protocol):
    def model_dump(self, *, mode: str, by_alias: bool) -> JsonValue: ...


def one_line(value: JsonValue) -> str:
    """Show a JSON value on one line: `city="Rome", days=3` for an object; a very long one ends with `...`."""
    if isinstance(value, dict):
        text = ", ".join(f"{key}={_dumped(each)}" for key, each in value.items())
    elif value is None:
        text = ""
    else:
        text = value if isinstance(value, str) else _dumped(value)
    if len(text) > LONGEST_LINE:
        text = text[:LONGEST_LINE] + "..."
    return sanitise_line(text)


def content_text(content: Iterable[JsonValue]) -> str:
    """Join the contents of a tool's answer; one that is not text becomes its type in brackets, or JSON."""
    return sanitise("\n".join(_content(each) for each in content))


def union_word(value: object) -> str:
    """Return the name of a value of a string-or-object union: the string, or the object's one key."""
    if isinstance(value, _Model):
        dumped = value.model_dump(mode="json", by_alias=True)
        return next(iter(dumped), "") if isinstance(dumped, dict) else str(dumped)
    return str(value)


def union_facts(value: object) -> dict[str, JsonValue]:
    """Return the fields behind the one key of such an object; empty for a string."""
    dumped = value.model_dump(mode="json", by_alias=True) if isinstance(value, _Model) else None
    facts = next(iter(dumped.values()), None) if isinstance(dumped, dict) else None
    return facts if isinstance(facts, dict) else {}


def _content(each: JsonValue) -> str:
    if isinstance(each, dict):
        text = each.get("text")
        if isinstance(text, str):
            return text
        kind = each.get("type")
        if isinstance(kind, str):
            return f"[{kind}]"
    return each if isinstance(each, str) else _dumped(each)


def _dumped(value: JsonValue) -> str:
    try:
        return json.dumps(value, ensure_ascii=False)
    except (TypeError, ValueError):
        return repr(value)
