"""Adds, changes, ends and removes the items of a thread, and leaves the marks that a redraw needs."""

from __future__ import annotations

from dataclasses import fields
from typing import TYPE_CHECKING

from .ansi import AnsiReader
from .items import (
    AgentMessage,
    Command,
    FileChange,
    GrowingText,
    Item,
    ItemStatus,
    Notice,
    NoticeLevel,
    Plan,
    Reasoning,
    ToolCall,
    Unknown,
)
from .sanitise import StreamSanitiser

if TYPE_CHECKING:
    from .change import Change
    from .threads import ThreadState

# Not part of what the server says about an item, so an item that comes again keeps them.
_OURS = frozenset({"id", "revision", "started_at_ms", "background"})
# What a model streams: cut off by a steer, a retry or the end of the turn, and never completed then.
_STREAMED = (AgentMessage, Reasoning, Plan)


def add(thread: ThreadState, change: Change, item: Item) -> None:
    """Append a new item to the conversation."""
    thread.items.append(item)
    if item.is_open:
        thread.open_ids[item.id] = None
        change.rows.add(thread.id)
    change.structure.add(thread.id)


def touched(thread: ThreadState, change: Change, item: Item) -> None:
    """Raise an item's revision and mark its content as changed."""
    item.revision += 1
    change.touch(thread.id, item.id)


def remove(thread: ThreadState, change: Change, item: Item) -> None:
    """Remove an item and the readers of its streams from the thread."""
    _forget(thread, item.id)
    place = thread.items.place(item.id)
    if place is not None:
        del thread.items[place]
    change.structure.add(thread.id)
    change.rows.add(thread.id)


def put(thread: ThreadState, change: Change, item: Item) -> Item:
    """Add an item, or copy its content into the one with the same id; return the item that is kept."""
    known = thread.items.get(item.id)
    if known is None:
        add(thread, change, item)
        return item
    if type(known) is not type(item):
        item.revision = known.revision + 1
        place = thread.items.place(item.id)
        if place is not None:
            thread.items[place] = item
        change.structure.add(thread.id)
        known = item
    elif _take_over(known, item):
        touched(thread, change, known)
    _settle(thread, change, known)
    return known


def close(thread: ThreadState, change: Change, item: Item, status: ItemStatus) -> None:
    """Give an item its final status; an interrupted item without content is removed."""
    _flush(thread, item)
    if status is ItemStatus.INTERRUPTED and _is_empty(item):
        remove(thread, change, item)
        return
    item.status = status
    touched(thread, change, item)
    _settle(thread, change, item)


def close_streams(thread: ThreadState, change: Change, turn_id: str) -> None:
    """Close what the model was streaming in a turn: the server has dropped it and will not complete it."""
    for item in _open_items(thread, turn_id):
        if isinstance(item, _STREAMED) and not _is_checklist(item):
            close(thread, change, item, ItemStatus.INTERRUPTED)


def close_turn(thread: ThreadState, change: Change, turn_id: str, *, commands_live: bool) -> None:
    """Close the open items of a turn that has ended.

    With `commands_live` a running command outlives its turn; one that waited for an approval never began, and
    is closed.
    """
    never_began = {pending.item_id for pending in thread.pending}
    for item in _open_items(thread, turn_id):
        if isinstance(item, Command) and commands_live and item.id not in never_began:
            if not item.background:
                item.background = True
                touched(thread, change, item)
        elif _is_checklist(item) or isinstance(item, Notice):
            close(thread, change, item, ItemStatus.COMPLETED)
        else:
            close(thread, change, item, ItemStatus.INTERRUPTED)


def close_all(thread: ThreadState, change: Change) -> None:
    """Close all open items, background commands too: no more events will come for them."""
    for item_id in list(thread.open_ids):
        item = thread.items.get(item_id)
        if item is not None:
            close(thread, change, item, ItemStatus.INTERRUPTED)


def notice(
    thread: ThreadState,
    change: Change,
    item_id: str,
    turn_id: str,
    text: str,
    *,
    level: NoticeLevel = NoticeLevel.INFO,
    detail: str = "",
    status: ItemStatus = ItemStatus.COMPLETED,
) -> None:
    """Add a notice, or replace the content of the one with the same id."""
    item = Notice(item_id, turn_id, status=status, level=level, text=text, detail=detail)
    put(thread, change, item)


def unknown(thread: ThreadState, change: Change, item_id: str, kind: str, detail: str) -> None:
    """Add a dim line for an event that cannot be drawn; events of a kind in a row share a counted line."""
    turn_id = thread.active_turn_id or ""
    last = thread.items.get(thread.items[-1].id) if thread.items else None
    if isinstance(last, Unknown) and last.kind == kind and last.turn_id == turn_id:
        last.count += 1
        last.detail = detail
        touched(thread, change, last)
        return
    item = Unknown(item_id, turn_id, status=ItemStatus.COMPLETED, kind=kind, detail=detail)
    add(thread, change, item)


def stream_text(thread: ThreadState, key: str, text: GrowingText, delta: str) -> None:
    """Append a delta to a text, sanitised as if the text had come in one piece: O(delta)."""
    reader = thread.readers.get(key)
    if type(reader) is not StreamSanitiser:
        reader = thread.readers[key] = StreamSanitiser()
    shown = reader.feed(delta)
    if shown:
        text.append(shown)


def stream_output(thread: ThreadState, item: Command, delta: str) -> None:
    """Append a delta to the output of a command: O(delta)."""
    reader = thread.readers.get(item.id)
    if not isinstance(reader, AnsiReader):
        reader = thread.readers[item.id] = AnsiReader(item.output)
    reader.feed(delta)


def part_key(item_id: str, part: str, index: int) -> str:
    """Return the key in `ThreadState.readers` for one part of a reasoning item."""
    return f"{item_id}\n{part}{index}"


def _take_over(known: Item, said: Item) -> bool:
    differs = False
    for each in fields(known):
        name = each.name
        if name in _OURS:
            continue
        value = getattr(said, name)
        # An equal value keeps the old object, so that what was drawn of a grown text stays valid.
        if getattr(known, name) != value:
            setattr(known, name, value)
            differs = True
    return differs


def _settle(thread: ThreadState, change: Change, item: Item) -> None:
    if item.is_open:
        if item.id not in thread.open_ids:
            thread.open_ids[item.id] = None
            change.rows.add(thread.id)
        return
    if isinstance(item, Command):
        item.background = False
    if item.id in thread.open_ids:
        change.rows.add(thread.id)
    _forget(thread, item.id)


def _forget(thread: ThreadState, item_id: str) -> None:
    thread.open_ids.pop(item_id, None)
    if thread.readers:
        thread.readers.pop(item_id, None)
        prefix = item_id + "\n"
        for key in [key for key in thread.readers if key.startswith(prefix)]:
            del thread.readers[key]


def _open_items(thread: ThreadState, turn_id: str) -> list[Item]:
    found = (thread.items.get(item_id) for item_id in thread.open_ids)
    return [item for item in found if item is not None and item.turn_id == turn_id]


def _flush(thread: ThreadState, item: Item) -> None:
    """Append what the item's readers still hold back: nothing more will come."""
    reader = thread.readers.get(item.id)
    if isinstance(reader, AnsiReader):
        reader.finish()
    elif isinstance(reader, StreamSanitiser) and isinstance(item, (AgentMessage, Plan)):
        item.text.append(reader.finish())
    elif isinstance(item, Reasoning):
        for part, texts in (("s", item.summary), ("c", item.content)):
            for index, text in enumerate(texts):
                held = thread.readers.get(part_key(item.id, part, index))
                if isinstance(held, StreamSanitiser):
                    text.append(held.finish())


def _is_checklist(item: Item) -> bool:
    return isinstance(item, Plan) and bool(item.steps)


def _is_empty(item: Item) -> bool:
    if isinstance(item, AgentMessage):
        return not item.text.value
    if isinstance(item, Reasoning):
        return not any(text.value for text in (*item.summary, *item.content))
    if isinstance(item, Plan):
        return not item.steps and not item.text.value
    if isinstance(item, FileChange):
        return not item.changes
    return isinstance(item, ToolCall) and not item.tool
