"""What is exported: the items of a thread, and what a reader must know of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..state.items import FileChange

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ..state.items import ReadOnlyItem
    from ..state.threads import ThreadState


@dataclass(frozen=True, slots=True)
class ExportedTurn:
    """One turn; times are Unix milliseconds, None where the server does not say them."""

    id: str
    status: str
    started_at_ms: int | None = None
    duration_ms: int | None = None


@dataclass(frozen=True, slots=True)
class ExportedThread:
    """A thread, or some of its items, in reading order.

    `lacks` says in sentences what belongs to it and is not here.
    """

    id: str
    title: str
    cwd: str
    model: str
    items: tuple[ReadOnlyItem, ...]
    turns: tuple[ExportedTurn, ...] = ()
    lacks: tuple[str, ...] = ()


def copy_of(thread: ThreadState, items: Iterable[ReadOnlyItem] | None = None) -> ExportedThread:
    """Return a thread as it is now; with `items`, these of it alone."""
    chosen = tuple(thread.items if items is None else items)
    lacks: list[str] = []
    if items is not None:
        lacks.append("This is a selection: the thread has more.")
    elif thread.older is not None:
        lacks.append("Earlier turns are not here: they had not been read.")
    if thread.active_turn_id is not None:
        lacks.append("A turn was running.")
    turn_ids = {item.turn_id for item in chosen}
    turns = [turn for turn in thread.turns.values() if items is None or turn.id in turn_ids]
    if any(isinstance(item, FileChange) and not item.changes for item in chosen):
        lacks.append("Of some edits the server has kept no diff.")
    return ExportedThread(
        thread.id,
        thread.title,
        thread.cwd,
        thread.model or "",
        chosen,
        tuple(
            ExportedTurn(turn.id, turn.phase.value, turn.started_at_ms, turn.duration_ms) for turn in turns
        ),
        tuple(lacks),
    )
