"""Approval requests: each stays open until the person answers. None is accepted without an answer."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import TYPE_CHECKING

from codex_app_server import Decision

from ..state.change import Change

if TYPE_CHECKING:
    from collections.abc import Callable

    from codex_app_server import ApprovalDecision, ApprovalRequest

    from ..state.store import Store


class AnswerNotOfferedError(ValueError):
    """An answer that the server did not offer for this request; it was not sent."""

    def __init__(self, decision: ApprovalDecision, offered: tuple[ApprovalDecision, ...]) -> None:
        names = ", ".join(map(_named, offered)) or "nothing that can be sent from here"
        super().__init__(
            f"The answer {_named(decision)} was not sent: the server offers {names}. "
            "Choose one of the card's answers."
        )


@dataclass(frozen=True, slots=True)
class _Waiting:
    offered: tuple[ApprovalDecision, ...]
    answer: asyncio.Future[ApprovalDecision]


class ApprovalRequests:
    """Holds every request open until it is answered, resolved elsewhere, or the connection ends."""

    def __init__(self, store: Store, on_change: Callable[[Change], None]) -> None:
        self._store = store
        self._on_change = on_change
        self._waiting: dict[int, _Waiting] = {}

    async def ask(self, request: ApprovalRequest) -> ApprovalDecision:
        """Show a request, wait for the person's answer and return it; this is the SDK's approval handler.

        The SDK cancels it when the server resolves the request elsewhere.
        """
        change = Change()
        pending = self._store.approval_asked(request, change)
        answer: asyncio.Future[ApprovalDecision] = asyncio.get_running_loop().create_future()
        self._waiting[pending.key] = _Waiting(pending.answers, answer)
        self._on_change(change)
        try:
            return await answer
        finally:
            self._waiting.pop(pending.key, None)
            self._on_change(self._store.approval_gone(pending.key))

    def answer(self, key: int, decision: ApprovalDecision) -> bool:
        """Answer one request; False when it is no longer open, and then nothing is sent.

        Raises `AnswerNotOfferedError` for an answer that the server did not offer.
        """
        waiting = self._waiting.get(key)
        if waiting is None or waiting.answer.done():
            return False
        if decision not in waiting.offered:
            raise AnswerNotOfferedError(decision, waiting.offered)
        waiting.answer.set_result(decision)
        return True

    def refuse_all(self) -> None:
        """Decline, else cancel, every open request: the connection is about to be closed.

        A request that can be neither declined nor cancelled stays open: it ends with the connection.
        """
        for key, waiting in list(self._waiting.items()):
            for decision in (Decision.DECLINE, Decision.CANCEL):
                if decision in waiting.offered:
                    self.answer(key, decision)
                    break


def _named(decision: ApprovalDecision) -> str:
    if isinstance(decision, Decision):
        return decision.value
    return decision if isinstance(decision, str) else "acceptWithExecpolicyAmendment"
