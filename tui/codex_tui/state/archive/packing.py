"""Packs items into bytes and unpacks them.

Only plain values go through `marshal`: it is three times as fast as `pickle`, and unpacking can make nothing
but the classes below. Only the process that wrote the bytes reads them.
"""

from __future__ import annotations

import marshal
import zlib
from dataclasses import dataclass, fields
from operator import attrgetter
from typing import TYPE_CHECKING, Any

from ..items import (
    AgentMessage,
    Command,
    FileChange,
    FilePatch,
    GrowingText,
    Item,
    ItemStatus,
    Notice,
    NoticeLevel,
    Plan,
    PlanStep,
    Reasoning,
    ToolCall,
    Unknown,
    UserMessage,
)
from ..styled import AnsiStyle, StyledLines, StyleSpan

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from ..items import ReadOnlyItem

_LEVEL = 1
"""The level of zlib: the next ones take five times as long for a tenth less."""


@dataclass(frozen=True)
class _Part:
    """Converts the value of one field to a plain one and back. `Any`: each field has a type of its own."""

    pack: Callable[[Any], Any]
    unpack: Callable[[Any], Any]


_LOOK = attrgetter(*[field.name for field in fields(AnsiStyle)])
_PATCH = attrgetter(*[field.name for field in fields(FilePatch)])
_STEP = attrgetter(*[field.name for field in fields(PlanStep)])


def _pack_lines(lines: StyledLines) -> object:
    text, spans, last, last_spans = lines.parts
    styles: dict[AnsiStyle, int] = {}
    flat: list[int] = []
    for number, row in [*spans.items(), (-1, last_spans)]:
        for span in row:
            flat += (number, span.start, span.end, styles.setdefault(span.style, len(styles)))
    return text, last, flat, [_LOOK(style) for style in styles]


def _unpack_lines(packed: tuple[list[str], str, list[int], list[tuple[Any, ...]]]) -> StyledLines:
    text, last, flat, looks = packed
    styles = [AnsiStyle(*look) for look in looks]
    spans: dict[int, list[StyleSpan]] = {}
    numbers = iter(flat)
    for number, start, end, style in zip(numbers, numbers, numbers, numbers, strict=True):
        spans.setdefault(number, []).append(StyleSpan(start, end, styles[style]))
    last_spans = spans.pop(-1, [])
    return StyledLines.of(text, {number: tuple(row) for number, row in spans.items()}, last, last_spans)


_STATUS = _Part(attrgetter("value"), ItemStatus)
_TEXT = _Part(attrgetter("value"), GrowingText)
_TEXTS = _Part(lambda texts: [text.value for text in texts], lambda texts: [GrowingText(t) for t in texts])
_PARTS: dict[type[Item], dict[str, _Part]] = {
    UserMessage: {},
    AgentMessage: {"text": _TEXT},
    Reasoning: {"summary": _TEXTS, "content": _TEXTS},
    Command: {"output": _Part(_pack_lines, _unpack_lines)},
    FileChange: {
        "changes": _Part(
            lambda patches: [_PATCH(patch) for patch in patches],
            lambda patches: tuple([FilePatch(*patch) for patch in patches]),
        )
    },
    ToolCall: {},
    Plan: {
        "text": _TEXT,
        "steps": _Part(
            lambda steps: [_STEP(step) for step in steps],
            lambda steps: tuple([PlanStep(*step) for step in steps]),
        ),
    },
    Notice: {"level": _Part(attrgetter("value"), NoticeLevel)},
    Unknown: {},
}


class _Form:
    """One class of items: its fields in order, and which of them are not plain."""

    def __init__(self, number: int, kind: type[Item], parts: dict[str, _Part]) -> None:
        self.number = number
        self.kind = kind
        self.names = [field.name for field in fields(kind)]
        self.read = attrgetter(*self.names)
        self.parts = [
            (self.names.index(name), part.pack, part.unpack)
            for name, part in {"status": _STATUS, **parts}.items()
        ]


_FORMS: dict[type[ReadOnlyItem], _Form] = {
    kind: _Form(number, kind, parts) for number, (kind, parts) in enumerate(_PARTS.items())
}
_NUMBERED = list(_FORMS.values())


def pack(items: Iterable[ReadOnlyItem]) -> bytes | None:
    """Return items as bytes; None when one is of a class, or holds a value, that cannot be packed."""
    rows: list[tuple[int, list[Any]]] = []
    for item in items:
        form = _FORMS.get(type(item))
        if form is None:
            return None
        values = list(form.read(item))
        for place, packed, _ in form.parts:
            values[place] = packed(values[place])
        rows.append((form.number, values))
    try:
        plain = marshal.dumps(rows)
    except ValueError:
        return None
    return zlib.compress(plain, _LEVEL)


def unpack(data: bytes) -> list[Item]:
    """Return new items from bytes that `pack` made in this process."""
    items: list[Item] = []
    for number, values in marshal.loads(zlib.decompress(data)):
        form = _NUMBERED[number]
        for place, _, unpacked in form.parts:
            values[place] = unpacked(values[place])
        item = form.kind.__new__(form.kind)
        for name, value in zip(form.names, values, strict=True):
            setattr(item, name, value)
        items.append(item)
    return items
