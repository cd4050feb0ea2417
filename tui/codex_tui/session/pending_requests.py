"""Requests of the server to the person: each stays open until it is answered. None is answered unasked."""

from __future__ import annotations

import asyncio
from functools import partial
from typing import TYPE_CHECKING

from codex_app_server import AcceptWithExecpolicyAmendment, Decision

from ..state.approvals import decision_name, pending_approval
from ..state.change import Change

if TYPE_CHECKING:
    from collections.abc import Callable

    from codex_app_server import ApprovalDecision, ApprovalRequest

    from ..state.pending import MakePending, PendingRequest
    from ..state.store import Store


class AnswerNotOfferedError(ValueError):
    """An answer that the server did not offer for this request; it was not sent."""

    def __init__(self, pending: PendingRequest, answer: object) -> None:
        super().__init__(
            f"The answer {decision_name(answer)} was not sent: the server offers {pending.offered()}. "
            "Choose one of the card's answers."
        )


class PendingRequests:
    """Holds every request open until it is answered, resolved elsewhere, or the connection ends.

    A new kind of request: a handler here or beside that calls `ask`.
    """

    def __init__(self, store: Store, on_change: Callable[[Change], None]) -> None:
        self._store = store
        self._on_change = on_change
        self._open: dict[int, tuple[PendingRequest, asyncio.Future[object]]] = {}

    async def approval(self, request: ApprovalRequest) -> ApprovalDecision:
        """Ask for a command or a change of files; this is the SDK's approval handler."""
        answer = await self.ask(request.thread_id, partial(pending_approval, request))
        return answer if isinstance(answer, (Decision, AcceptWithExecpolicyAmendment)) else Decision.DECLINE

    async def ask(self, thread_id: str, make: MakePending[PendingRequest]) -> object:
        """Show a request, wait for the person's answer and return it.

        The SDK cancels it when the server resolves the request elsewhere.
        """
        change = Change()
        pending = self._store.asked(thread_id, make, change)
        answer: asyncio.Future[object] = asyncio.get_running_loop().create_future()
        self._open[pending.key] = pending, answer
        self._on_change(change)
        try:
            given = await answer
        except asyncio.CancelledError:
            self._on_change(self._store.withdrawn(pending.key))
            raise
        finally:
            self._open.pop(pending.key, None)
        self._on_change(self._store.answered(pending.key, given))
        return given

    def answer(self, key: int, answer: object) -> bool:
        """Answer one request; False when it is no longer open, and then nothing is sent.

        Raises `AnswerNotOfferedError` for an answer that the server did not offer.
        """
        pending, waiting = self._open.get(key, (None, None))
        if pending is None or waiting is None or waiting.done():
            return False
        if not pending.permits(answer):
            raise AnswerNotOfferedError(pending, answer)
        waiting.set_result(answer)
        return True
