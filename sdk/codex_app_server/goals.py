# Written by sdk/generate.py from async_goals.py.
# Do not edit: run `make generate`.
"""The goal of a thread, for which the server starts turns by itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .async_goals import AsyncGoal
from .generated import v2_all

if TYPE_CHECKING:
    from ._io.portal import Portal

__all__ = ["AsyncGoal", "Goal"]


class Goal:
    """The goal of a thread, reached as `Thread.goal`.

    For an active goal the server starts one turn after another, 5 to 11 ms apart, until the goal is complete
    or its budget is spent; without a budget that may be never. `Thread.started_turns` follows those
    turns. Interrupting one of them stops the work only until the next turn of your own has ended: use `pause`
    or `clear`. A resume of the thread, also by another client or after a restart, continues the work.
    """

    def __init__(self, portal: Portal, twin: AsyncGoal) -> None:
        self._portal = portal
        self._async = twin

    def get(self) -> v2_all.ThreadGoal | None:
        """Return the goal, or None for a thread without one (`thread/goal/get`). This starts no turn."""
        return self._portal.call(self._async.get)

    def set(
        self,
        objective: str | None = None,
        *,
        token_budget: int | None = None,
        status: v2_all.ThreadGoalStatus | str | None = None,
    ) -> v2_all.ThreadGoal:
        """Set the goal, or change the given parts of it (`thread/goal/set`); the work begins at once.

        `token_budget` is checked between turns, so the last turn exceeds it. Raises what a request can raise.
        """
        return self._portal.call(self._async.set, objective, token_budget=token_budget, status=status)

    def pause(self) -> v2_all.ThreadGoal:
        """Start no more turns (`thread/goal/set`). A running turn goes on to its end."""
        return self.set(status="paused")

    def resume(self) -> v2_all.ThreadGoal:
        """Continue a paused goal (`thread/goal/set`)."""
        return self.set(status="active")

    def clear(self) -> bool:
        """Remove the goal; return False when there was none (`thread/goal/clear`)."""
        return self._portal.call(self._async.clear)
