"""Retries of a turn, as one line that is written anew and goes quiet when the turn goes on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .conversation import close, close_streams, put, remove
from .items import ItemStatus, Notice, NoticeLevel

if TYPE_CHECKING:
    from .change import Change
    from .threads import ThreadState


def retrying(thread: ThreadState, change: Change, turn_id: str, text: str, detail: str) -> None:
    """Say that the server tries again; what the model was saying is lost and comes anew."""
    close_streams(thread, change, turn_id)
    tries = _count(thread, turn_id)
    known = thread.item(_id(turn_id))
    if known is not None and not known.is_open:
        # The line above tells of a break that is over; this is another one, further down.
        thread.index.pop(known.id, None)
        known.id = f"{known.id}:{tries}"
        thread.index[known.id] = known
        change.structure.add(thread.id)
    item = Notice(_id(turn_id), turn_id, level=NoticeLevel.WARNING, text=text, detail=detail)
    put(thread, change, item)
    change.rows.add(thread.id)


def recovered(thread: ThreadState, change: Change, turn_id: str) -> None:
    """Make the line quiet: the turn goes on."""
    item_id = _id(turn_id)
    if item_id not in thread.open_ids:
        return
    item = thread.index[item_id]
    if isinstance(item, Notice):
        item.level = NoticeLevel.DIM
        item.text = "The connection to the model broke and came back"
        close(thread, change, item, ItemStatus.COMPLETED)


def given_up(thread: ThreadState, change: Change, turn_id: str) -> None:
    """Take the line away: the error that follows says more."""
    item_id = _id(turn_id)
    if item_id in thread.open_ids:
        remove(thread, change, thread.index[item_id])


def _count(thread: ThreadState, turn_id: str) -> int:
    turn = thread.turns.get(turn_id)
    if turn is None:
        return 0
    turn.retries += 1
    return turn.retries


def _id(turn_id: str) -> str:
    return f"retry:{turn_id}"
