"""Shows the retries of a turn as one notice, replaced at each retry and dimmed when the turn goes on."""

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
    """Show that the server tries again, and close the model's streams: their content is lost and comes again.

    `answered` says that the model's server sent an HTTP error: then no connection broke.
    """
    close_streams(thread, change, turn_id)
    turn = thread.turns.setdefault(turn_id, TurnState(turn_id))
    if turn.retry_id is None:
        # A dimmed notice stays; another break of the same turn has its own, further down.
        turn.breaks += 1
        turn.retry_id = f"retry:{turn_id}:{turn.breaks}"
        turn.retry_answered = answered
    turn.retry_answered &= answered
    put(thread, change, Notice(turn.retry_id, turn_id, level=NoticeLevel.WARNING, text=text, detail=detail))
    change.rows.add(thread.id)


def recovered(thread: ThreadState, change: Change, turn_id: str) -> None:
    """Dim the notice and complete it, because the turn goes on."""
    item = _retry(thread, turn_id)
    if item is not None:
        item.level = NoticeLevel.DIM
        item.text = _NO_ANSWER if thread.turns[turn_id].retry_answered else _BROKE
        close(thread, change, item, ItemStatus.COMPLETED)


def given_up(thread: ThreadState, change: Change, turn_id: str) -> None:
    """Remove the notice, because the end of the turn says more."""
    item = _retry(thread, turn_id)
    if item is not None:
        remove(thread, change, item)


def _retry(thread: ThreadState, turn_id: str) -> Notice | None:
    """Return the open notice of a turn and clear `retry_id`; None when it has no open one."""
    turn = thread.turns.get(turn_id)
    if turn is None or turn.retry_id is None:
        return None
    item = thread.item(turn.retry_id)
    turn.retry_id = None
    return item if isinstance(item, Notice) and item.is_open else None
