"""Retries of a turn, as one line that is written anew and goes quiet when the turn goes on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .edits import close, close_streams, put, remove
from .items import ItemStatus, Notice, NoticeLevel
from .threads import TurnState

if TYPE_CHECKING:
    from .change import Change
    from .threads import ThreadState


_BROKE = "The connection to the model broke and came back"
_NO_ANSWER = "The model did not answer at first; it goes on."


def retrying(
    thread: ThreadState, change: Change, turn_id: str, text: str, detail: str, *, answered: bool = False
) -> None:
    """Say that the server tries again; what the model was saying is lost and comes anew.

    `answered` says that there was an answer, an HTTP error: then no connection broke.
    """
    close_streams(thread, change, turn_id)
    turn = thread.turns.setdefault(turn_id, TurnState(turn_id))
    if turn.retry_id is None:
        # A line that went quiet stays; another break of the same turn has its own, further down.
        turn.breaks += 1
        turn.retry_id = f"retry:{turn_id}:{turn.breaks}"
        turn.retry_answered = answered
    turn.retry_answered &= answered
    put(thread, change, Notice(turn.retry_id, turn_id, level=NoticeLevel.WARNING, text=text, detail=detail))
    change.rows.add(thread.id)


def recovered(thread: ThreadState, change: Change, turn_id: str) -> None:
    """Make the line quiet: the turn goes on."""
    item = _retry(thread, turn_id)
    if item is not None:
        item.level = NoticeLevel.DIM
        item.text = _NO_ANSWER if thread.turns[turn_id].retry_answered else _BROKE
        close(thread, change, item, ItemStatus.COMPLETED)


def given_up(thread: ThreadState, change: Change, turn_id: str) -> None:
    """Take the line away: how the turn ends says more."""
    item = _retry(thread, turn_id)
    if item is not None:
        remove(thread, change, item)


def _retry(thread: ThreadState, turn_id: str) -> Notice | None:
    """Take the open line of a turn, if it has one."""
    turn = thread.turns.get(turn_id)
    if turn is None or turn.retry_id is None:
        return None
    item = thread.item(turn.retry_id)
    turn.retry_id = None
    return item if isinstance(item, Notice) and item.is_open else None
