"""A thread as JSON, and back: what is read equals what was written."""

from __future__ import annotations

import json
from dataclasses import MISSING, asdict, fields
from enum import Enum
from typing import TYPE_CHECKING, Any

from ..state.items import (
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
from ..state.styled import AnsiStyle, StyledLines, StyleSpan
from .thread_copy import ExportedThread, ExportedTurn

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from ..state.items import ReadOnlyItem

FORMAT, VERSION = "codex-tui thread", 1

_TYPES: dict[str, type[Item]] = {
    "userMessage": UserMessage,
    "agentMessage": AgentMessage,
    "reasoning": Reasoning,
    "commandExecution": Command,
    "fileChange": FileChange,
    "toolCall": ToolCall,
    "plan": Plan,
    "notice": Notice,
    "unknown": Unknown,
}
_NAMES = {kind: name for name, kind in _TYPES.items()}

_INTERNAL = frozenset({"revision"})
"""Fields that mean something to a running application only."""


class NotAnExportError(ValueError):
    """A text that is no export of this application, or one of a version that this one cannot read."""


def json_pieces(thread: ExportedThread) -> Iterator[str]:
    """Write a thread as JSON, piece by piece. Output has its text, and its colours beside that."""
    head = {
        "format": FORMAT,
        "version": VERSION,
        "id": thread.id,
        "title": thread.title,
        "cwd": thread.cwd,
        "model": thread.model,
        "lacks": list(thread.lacks),
        "turns": [asdict(turn) for turn in thread.turns],
    }
    opened = json.dumps(head, ensure_ascii=False, indent=1).removesuffix("\n}")
    yield f'{opened},\n "items": ['
    between = "\n"
    for item in thread.items:
        yield between + json.dumps(_item_out(item), ensure_ascii=False)
        between = ",\n"
    yield "\n ]\n}\n"


def read_thread(text: str) -> ExportedThread:
    """Return the thread that `json_pieces` wrote. Raises `NotAnExportError`."""
    try:
        said = json.loads(text)
        kind = said["format"], said["version"]
        if kind == (FORMAT, VERSION):
            return _thread_in(said)
    except (ValueError, KeyError, TypeError, AttributeError, IndexError) as error:
        raise NotAnExportError(f"This is no export of a thread: {type(error).__name__}: {error}") from error
    raise NotAnExportError(f"Its format and version are {kind}; {(FORMAT, VERSION)} can be read.")


def _thread_in(said: dict[str, Any]) -> ExportedThread:
    return ExportedThread(
        said["id"],
        said["title"],
        said["cwd"],
        said["model"],
        tuple(_item_in(each) for each in said["items"]),
        tuple(ExportedTurn(**each) for each in said["turns"]),
        tuple(said["lacks"]),
    )


def _item_out(item: ReadOnlyItem) -> dict[str, object]:
    kind = type(item)
    if kind not in _NAMES or not isinstance(item, Item):
        raise TypeError(f"{kind.__name__} is no item of a conversation")
    said: dict[str, object] = {"type": _NAMES[kind]}
    for field in fields(item):
        if field.name not in _INTERNAL:
            said[field.name] = _out(getattr(item, field.name))
    return said


def _out(value: object) -> object:
    if isinstance(value, GrowingText):
        return value.value
    if isinstance(value, StyledLines):
        return _lines_out(value)
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, (FilePatch, PlanStep)):
        return asdict(value)
    if isinstance(value, (list, tuple)):
        return [_out(each) for each in value]
    return value


def _lines_out(lines: StyledLines) -> dict[str, object]:
    _, spans, last, last_spans = lines.parts
    text = lines.text
    rows = {**spans, **({text.count("\n"): last_spans} if last and last_spans else {})}
    return {
        "text": text,
        "styles": [
            {"line": number, "start": span.start, "end": span.end, **_look(span.style)}
            for number, row in rows.items()
            for span in row
        ],
    }


def _look(style: AnsiStyle) -> dict[str, object]:
    return {
        field.name: value for field in fields(style) if (value := getattr(style, field.name)) != field.default
    }


def _lines_in(said: dict[str, Any]) -> StyledLines:
    *lines, last = said["text"].split("\n")
    spans: dict[int, list[StyleSpan]] = {}
    for each in said["styles"]:
        look = {name: value for name, value in each.items() if name not in ("line", "start", "end")}
        spans.setdefault(each["line"], []).append(StyleSpan(each["start"], each["end"], AnsiStyle(**look)))
    last_spans = spans.pop(len(lines), [])
    return StyledLines.of(lines, {number: tuple(row) for number, row in spans.items()}, last, last_spans)


# `Any`: what a field holds depends on its name.
_READ: dict[str, Callable[[Any], Any]] = {
    "status": ItemStatus,
    "level": NoticeLevel,
    "output": lambda said: _lines_in(said) if isinstance(said, dict) else said,
    "summary": lambda said: [GrowingText(each) for each in said],
    "content": lambda said: [GrowingText(each) for each in said],
    "changes": lambda said: tuple(FilePatch(**each) for each in said),
    "steps": lambda said: tuple(PlanStep(**each) for each in said),
    "attachments": tuple,
}
"""How the value of a field is read, where it is not plain."""


def _item_in(said: dict[str, Any]) -> Item:
    kind = _TYPES[said["type"]]
    values: dict[str, Any] = {}
    for field in fields(kind):
        if field.name in _INTERNAL or (field.name not in said and field.default is not MISSING):
            continue
        read = _READ.get(field.name)
        if field.name == "text" and kind in (AgentMessage, Plan):
            read = GrowingText
        value = said[field.name]
        values[field.name] = value if read is None else read(value)
    return kind(**values)
