"""What this application remembers of forks.

The server's list never says where a fork came from, and has no fork before its own first prompt.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from .fork_points import ForkPoint
from .items import UserMessage

if TYPE_CHECKING:
    from .threads import ThreadState


@dataclass(frozen=True, slots=True)
class Fork:
    """A fork that was made, or shown, in this application. Texts are sanitised except `directory`.

    `turn_id` is the last turn that it has of its parent, empty where it was forked at the end; `turn` counts
    that turn from 1, and is 0 when its number is not known. `parent_title` is what the parent was called
    then. `begun` says that the server lists it by itself, which it does from the fork's own first prompt on.
    `at` is when it was last used (Unix seconds).
    """

    thread: str
    parent: str
    turn_id: str = ""
    turn: int = 0
    parent_title: str = ""
    title: str = ""
    directory: str = ""
    at: float = 0.0
    begun: bool = False


def fork_point(thread: ThreadState, turn_id: str | None) -> tuple[ForkPoint, str]:
    """Return the place after a turn of a thread, or at its end, and the first prompt of that turn.

    The prompt is empty at the end, and where the turn is not loaded.
    """
    turn = 0
    if thread.history_loaded and thread.older is None:
        turns = list(thread.turns)
        turn = turns.index(turn_id) + 1 if turn_id in thread.turns else len(turns)
    prompts = (
        item.text for item in thread.items if item.turn_id == turn_id and isinstance(item, UserMessage)
    )
    return ForkPoint(turn_id or "", turn, thread.title), next(prompts, "") if turn_id else ""


def fork_of(thread: ThreadState) -> Fork | None:
    """Return what to remember of a thread; None when it is no fork, or one that the server does not keep."""
    if thread.forked_from is None or thread.ephemeral:
        return None
    point = thread.fork_point
    return Fork(
        thread.id,
        thread.forked_from,
        point.turn_id,
        point.turn,
        point.parent_title,
        thread.title,
        thread.directory,
        thread.recency_at,
        # The archive lists forks without a turn of their own.
        begun=not thread.unbegun or thread.archived,
    )
