"""The goal of a thread: what the server works at by itself, turn after turn."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ._core.wire import wire_params
from .generated import v2_all

if TYPE_CHECKING:
    from ._io.client import Client


class AsyncGoal:
    """The goal of a thread, reached as `AsyncThread.goal`.

    An active goal has the server start one turn after another, 5 to 11 ms apart, until it is complete or its
    budget is spent; without a budget that may be never. `AsyncThread.started_turns` follows those turns. To
    interrupt one of them stops the work only until the next own turn has ended: `pause` or `clear` ends it. A
    resume of the thread, also by another client or after a restart, sets it going again.
    """

    def __init__(self, client: Client, thread_id: str) -> None:
        self._client = client
        self._thread_id = thread_id

    async def get(self) -> v2_all.ThreadGoal | None:
        """Return the goal, None for a thread without one (`thread/goal/get`); this starts nothing."""
        params = wire_params(thread_id=self._thread_id)
        return (await self._client.call("thread/goal/get", params, v2_all.ThreadGoalGetResponse)).goal

    async def set(
        self,
        objective: str | None = None,
        *,
        token_budget: int | None = None,
        status: v2_all.ThreadGoalStatus | str | None = None,
    ) -> v2_all.ThreadGoal:
        """Set the goal, or change what is given of it (`thread/goal/set`); the work begins at once.

        `token_budget` is checked between turns, so the last one goes over it. Raises what a request can
        raise.
        """
        params = wire_params(
            thread_id=self._thread_id, objective=objective, token_budget=token_budget, status=status
        )
        return (await self._client.call("thread/goal/set", params, v2_all.ThreadGoalSetResponse)).goal

    async def pause(self) -> v2_all.ThreadGoal:
        """Have no more turns started; one that runs goes on to its end (`thread/goal/set`)."""
        return await self.set(status="paused")

    async def resume(self) -> v2_all.ThreadGoal:
        """Go on with a goal that was paused (`thread/goal/set`)."""
        return await self.set(status="active")

    async def clear(self) -> bool:
        """Take the goal away; False when there was none (`thread/goal/clear`)."""
        params = wire_params(thread_id=self._thread_id)
        return (await self._client.call("thread/goal/clear", params, v2_all.ThreadGoalClearResponse)).cleared
