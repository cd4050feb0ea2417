"""Reads the history of a thread with the same functions that fold live events."""

from __future__ import annotations

from typing import TYPE_CHECKING

from codex_app_server.generated import v2_all as v2

from .change import Change
from .convert_items import says_running
from .edits import close, close_all, put
from .fold import FOLD
from .folding import Folding
from .items import Command, ItemStatus, Reasoning, ToolCall
from .threads import ThreadState, TurnState

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from .folding import FoldedState
    from .items import Item, ReadOnlyItem

_UNSETTLED = (ItemStatus.RUNNING, ItemStatus.INTERRUPTED)


def replay(store: FoldedState, thread_id: str, turns: Sequence[v2.Turn]) -> ThreadState:
    """Fold turns, oldest first, into a new thread as if their events came now, and return that thread."""
    scratch = ThreadState(thread_id, read_only=store.thread(thread_id).read_only)
    folding = Folding(store, Change(), 0, scratch)
    for turn, items in _whole(turns):
        started = v2.TurnStartedNotification.model_construct(thread_id=thread_id, turn=turn)
        FOLD["turn/started"](folding, started)
        for item in items:
            _replay_item(folding, thread_id, turn.id, item)
        if str(turn.status) != "inProgress":
            ended = v2.TurnCompletedNotification.model_construct(thread_id=thread_id, turn=turn)
            FOLD["turn/completed"](folding, ended)
    for item_id in [item.id for item in scratch.items]:
        replayed = scratch.item(item_id)
        if replayed is not None:
            replayed.started_at_ms = None
    return scratch


def _replay_item(folding: Folding, thread_id: str, turn_id: str, item: v2.ThreadItemMember) -> None:
    # An item that still ran when its turn ended was lost; the end of the turn closes it.
    if says_running(item):
        begun = v2.ItemStartedNotification.model_construct(
            item=item, started_at_ms=0, thread_id=thread_id, turn_id=turn_id
        )
        FOLD["item/started"](folding, begun)
    else:
        done = v2.ItemCompletedNotification.model_construct(
            item=item, completed_at_ms=0, thread_id=thread_id, turn_id=turn_id
        )
        FOLD["item/completed"](folding, done)
        _take_duration(folding.thread(thread_id).item(getattr(item, "id", "")), item)


def _take_duration(kept: Item | None, item: v2.ThreadItemMember) -> None:
    """Take how long an item took from the times that its server keeps with it; 0.163 keeps none."""
    more = item.model_extra or {}
    began, ended = more.get("startedAtMs"), more.get("completedAtMs")
    if not isinstance(kept, (Reasoning, Command, ToolCall)) or kept.duration_ms is not None:
        return
    if type(began) is int and type(ended) is int and ended > began:
        kept.duration_ms = ended - began


def _whole(turns: Sequence[v2.Turn]) -> list[tuple[v2.Turn, list[v2.ThreadItemMember]]]:
    """Join nested turns to their root turn, as live events do: a review keeps its prompt in a nested one."""
    ids = {turn.id for turn in turns}
    inner: dict[str, list[v2.ThreadItemMember]] = {}
    whole: list[v2.Turn] = []
    for turn in turns:
        root = turn.root_turn_id or turn.id
        if root != turn.id and root in ids:
            inner.setdefault(root, []).extend(turn.items)
        else:
            whole.append(turn)
    joined: list[tuple[v2.Turn, list[v2.ThreadItemMember]]] = []
    for turn in whole:
        items = list(turn.items)
        if turn.id in inner:
            at = 1 if items and items[0].type == "enteredReviewMode" else 0
            items[at:at] = inner[turn.id]
        joined.append((turn, items))
    return joined


def merge(thread: ThreadState, past: ThreadState, change: Change) -> None:
    """Merge replayed turns into a thread: before, between and around the turns that are known live.

    When a turn is known both ways its live items stay, since they hold more. Items that only the past has
    are added. A live item that is open or interrupted is updated when the past has it as done.
    """
    if _is_older(thread, past):
        _prepend(thread, past, change)
        return
    order = _order(list(thread.turns.values()), list(past.turns.values()))
    # Items before the first turn of the past are not touched, so they stay packed.
    first = next((place for place, turn_id in enumerate(order) if turn_id in past.turns), 0)
    start = thread.items.head_of(["", *order[:first]])
    live = _by_turn(thread.items[start:])
    read = _by_turn(past.items)
    items: list[ReadOnlyItem] = []
    # Items of no turn came before the first one.
    for turn_id in ["", *order, *(turn_id for turn_id in live if turn_id not in order)]:
        items.extend(_merged(live.pop(turn_id, []), read.get(turn_id, [])))
    # In place: the view that draws the thread holds this list.
    thread.items[start:] = items
    for read_item in past.items:
        known = thread.item(read_item.id)
        if known is None or known.status not in _UNSETTLED or read_item.status in _UNSETTLED:
            continue
        said = past.item(read_item.id)
        if said is not None:
            put(thread, change, said)
    thread.turns = {turn_id: thread.turns.get(turn_id) or past.turns[turn_id] for turn_id in order}
    thread.last_turn_id = order[-1] if order else None
    _take_open(thread, past, change)
    change.structure.add(thread.id)
    change.rows.add(thread.id)


def _is_older(thread: ThreadState, past: ThreadState) -> bool:
    """Whether every turn of the past comes before all that is known, as when a history is paged."""
    if not thread.items or not past.items or not thread.items.peek(0).turn_id or not past.items[0].turn_id:
        return False
    if not past.turns.keys().isdisjoint(thread.turns):
        return False
    if any(thread.items.knows(item.id) for item in past.items):
        return False
    return next(iter(_order(list(thread.turns.values()), list(past.turns.values())))) in past.turns


def _prepend(thread: ThreadState, past: ThreadState, change: Change) -> None:
    """Put turns before all that is known, without a walk over the items that are there."""
    thread.items[:0] = past.items
    thread.turns = {**past.turns, **thread.turns}
    if past.active_turn_id is not None:
        # It is not the last turn, so the items that it left open will not go on.
        for item_id in [item.id for item in past.items if item.is_open]:
            item = thread.item(item_id)
            if item is not None:
                thread.open_ids.setdefault(item_id, None)
                close(thread, change, item, ItemStatus.INTERRUPTED)
    else:
        thread.open_ids.update(past.open_ids)
    change.structure.add(thread.id)


def replace(thread: ThreadState, past: ThreadState, change: Change) -> None:
    """Replace the conversation of a thread with the replayed one."""
    thread.items[:] = past.items
    thread.turns = past.turns
    thread.open_ids = past.open_ids
    thread.readers = {}
    thread.active_turn_id = None
    thread.last_turn_id = past.last_turn_id
    _take_open(thread, past, change)
    change.structure.add(thread.id)
    change.rows.add(thread.id)


def _take_open(thread: ThreadState, past: ThreadState, change: Change) -> None:
    """Make the turn that the past says is running the active one, if this server runs it."""
    for item in past.items:
        if item.is_open and thread.items.get(item.id) is item:
            thread.open_ids.setdefault(item.id, None)
    if past.active_turn_id is None or past.active_turn_id != thread.last_turn_id:
        return
    if thread.loaded:
        thread.active_turn_id = past.active_turn_id
    elif thread.active_turn_id is None:
        # Another server runs it: no event of it will come here.
        close_all(thread, change)


def _order(live: list[TurnState], read: list[TurnState]) -> list[str]:
    """Return the turn ids of both lists in one order; each list keeps its own."""
    known = [turn.id for turn in live]
    if not live or not read:
        return known or [turn.id for turn in read]
    if not set(known) & {turn.id for turn in read}:
        first, last = live[0].started_at_ms, read[-1].started_at_ms
        # The past has seconds only.
        later = first is not None and last is not None and last // 1000 > first // 1000
        fresh = [turn.id for turn in read]
        return known + fresh if later else fresh + known
    order: list[str] = []
    rest = known
    for turn in read:
        if turn.id in rest:
            at = rest.index(turn.id)
            order.extend(rest[: at + 1])
            rest = rest[at + 1 :]
        elif turn.id not in order:
            order.append(turn.id)
    return order + rest


def _by_turn(items: Iterable[ReadOnlyItem]) -> dict[str, list[ReadOnlyItem]]:
    turns: dict[str, list[ReadOnlyItem]] = {}
    for item in items:
        turns.setdefault(item.turn_id, []).append(item)
    return turns


def _merged(live: list[ReadOnlyItem], read: list[ReadOnlyItem]) -> list[ReadOnlyItem]:
    """Merge two orders of one turn's items by id, keeping the live values."""
    if not live or not read:
        return live or read
    merged: list[ReadOnlyItem] = []
    rest = live
    ids = {item.id for item in live}
    for item in read:
        if item.id not in ids:
            merged.append(item)
            continue
        at = next((at for at, each in enumerate(rest) if each.id == item.id), None)
        if at is not None:
            merged.extend(rest[: at + 1])
            rest = rest[at + 1 :]
    return merged + rest
