"""The goal of a thread, for which the server starts turns by itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ._core.wire import wire_params
from .generated import v2_all

if TYPE_CHECKING:
    from ._io.client import Client


class AsyncGoal:
    """The goal of a thread, reached as `AsyncThread.goal`.

    For an active goal the server starts one turn after another, 5 to 11 ms apart, until the goal is complete
    or its budget is spent; without a budget that may be never. `AsyncThread.started_turns` follows those
    turns. Interrupting one of them stops the work only until the next turn of your own has ended: use `pause`
    or `clear`. A resume of the thread, also by another client or after a restart, continues the work.
    """

    def __init__(self, client: Client, thread_id: str) -> None:
        self._client = client
        self._thread_id = thread_id

    async def get(self) -> v2_all.ThreadGoal | None:
        """Return the goal, or None for a thread without one (`thread/goal/get`). This starts no turn."""
        params = wire_params(thread_id=self._thread_id)
        return (await self._client.call("thread/goal/get", params, v2_all.ThreadGoalGetResponse)).goal

    async def set(
        self,
        objective: str | None = None,
        *,
        token_budget: int | None = None,
        status: v2_all.ThreadGoalStatus | str | None = None,
    ) -> v2_all.ThreadGoal:
        """Set the goal, or change the given parts of it (`thread/goal/set`); the work begins at once.

        `token_budget` is checked between turns, so the last turn exceeds it. Raises what a request can raise.
        """
        params = wire_params(
            thread_id=self._thread_id, objective=objective, token_budget=token_budget, status=status
        )
        return (await self._client.call("thread/goal/set", params, v2_all.ThreadGoalSetResponse)).goal

    async def pause(self) -> v2_all.ThreadGoal:
        """Start no more turns (`thread/goal/set`). A running turn goes on to its end."""
        return await self.set(status="paused")

    async def resume(self) -> v2_all.ThreadGoal:
        """Continue a paused goal (`thread/goal/set`)."""
        return await self.set(status="active")

    async def clear(self) -> bool:
        """Remove the goal; return False when there was none (`thread/goal/clear`)."""
        params = wire_params(thread_id=self._thread_id)
        return (await self._client.call("thread/goal/clear", params, v2_all.ThreadGoalClearResponse)).cleared
