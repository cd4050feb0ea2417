"""Where a thread was forked from its parent."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ForkPoint:
    """A place in the parent; `forks.Fork` says what the fields mean."""

    turn_id: str = ""
    turn: int = 0
    parent_title: str = ""


NO_POINT = ForkPoint()
"""Nothing is known, or the thread is no fork."""
