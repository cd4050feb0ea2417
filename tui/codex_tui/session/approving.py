"""The way of an approval: from the server's question to the person's answer, and no answer without one."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from codex_app_server import Decision

if TYPE_CHECKING:
    from collections.abc import Callable

    from codex_app_server import ApprovalDecision, ApprovalRequest

    from ..state.change import Change
    from ..state.store import Store

_CATCH_UP = 20


class ApprovalDesk:
    """Holds every question open until it is answered, resolved elsewhere, or the connection ends."""

    def __init__(self, store: Store, on_change: Callable[[Change], None]) -> None:
        self._store = store
        self._on_change = on_change
        self._answers: dict[int, asyncio.Future[ApprovalDecision]] = {}

    async def ask(self, request: ApprovalRequest) -> ApprovalDecision:
        """Put a request before the person and wait; this is the SDK's approval handler.

        The SDK cancels it when the server resolves the request elsewhere.
        """
        await self._caught_up(request)
        pending = self._store.approval_asked(request)
        answer: asyncio.Future[ApprovalDecision] = asyncio.get_running_loop().create_future()
        self._answers[pending.key] = answer
        self._on_change(self._store.approval_change(pending))
        try:
            return await answer
        finally:
            self._answers.pop(pending.key, None)
            self._on_change(self._store.approval_gone(pending.key))

    async def _caught_up(self, request: ApprovalRequest) -> None:
        # The diff of a file change is in the item, whose event came before the request but goes through
        # the pump: it gets a few turns of the loop to fold what is here already.
        for _ in range(_CATCH_UP):
            if self._store.thread(request.thread_id).item(request.item_id) is not None:
                return
            await asyncio.sleep(0)

    def answer(self, key: int, decision: ApprovalDecision) -> bool:
        """Answer one question; False when it is no longer open, and then nothing is sent."""
        waiting = self._answers.get(key)
        if waiting is None or waiting.done():
            return False
        waiting.set_result(decision)
        return True

    def decline_all(self) -> None:
        """Decline whatever is still open, because nobody will be here to answer."""
        for key in list(self._answers):
            self.answer(key, Decision.DECLINE)
