"""Sends what the person answers on a card; a reason goes before its no."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from codex_app_server import CodexError

from ..session import AnswerNotOfferedError
from ..session.errors import describe

if TYPE_CHECKING:
    from collections.abc import Callable

    from ..session import CodexSession
    from ..state.pending import PendingRequest
    from ..widgets.card_body import Send
    from .copying import Copying
    from .notifier import Notifier
    from .tasks import Tasks

REASON_SECONDS = 10.0
"""Seconds that a reason may take to be accepted before the no goes alone."""


class Answering:
    """Answers requests. What the server did not offer is not sent, and said."""

    def __init__(
        self,
        session: CodexSession,
        tasks: Tasks,
        notifier: Notifier,
        copying: Copying,
        open_url: Callable[[str], None],
    ) -> None:
        self._session = session
        self._copying = copying
        self._open_url = open_url
        self._tasks = tasks
        self._notifier = notifier

    def send(self, send: Send, thread_id: str) -> None:
        """Send answers for a thread. With a reason the turn is steered first.

        The model reads a steer with the next result of the turn: so it reads no and reason in one step.
        """
        if send.reason:
            self._tasks.start(self._with_reason(send, thread_id), group="answer")
        else:
            self._answer(send)

    def _answer(self, send: Send) -> None:
        for key, answer in send.answers:
            self._answer_one(key, answer)

    def _answer_one(self, key: int, answer: object) -> None:
        pending = next((each for each in self._session.store.pending if each.key == key), None)
        try:
            if self._session.answer(key, answer) and pending is not None:
                self._to_page(pending, answer)
        except AnswerNotOfferedError as error:
            self._notifier.say(str(error), bad=True)

    def _to_page(self, pending: PendingRequest, answer: object) -> None:
        """Open the page of a request in the browser, or copy its address, as the person said."""
        # Not at the top: this imports the protocol's models, and the first frame needs none of them.
        from ..state.pending_forms import PendingForm

        if not isinstance(pending, PendingForm):
            return
        if pending.opens(answer):
            self._open_url(pending.url)
        elif pending.copies(answer):
            self._copying.copy(pending.url, "the address")

    async def _with_reason(self, send: Send, thread_id: str) -> None:
        try:
            taken = await asyncio.wait_for(
                self._session.turns.steer(thread_id, send.reason), timeout=REASON_SECONDS
            )
            if not taken:
                self._say_lost(send.reason, "the turn is over.")
        except asyncio.TimeoutError:
            self._say_lost(send.reason, f"the server did not take it within {REASON_SECONDS:.0f} s.")
        except CodexError as error:
            self._say_lost(send.reason, describe(error))
        # The person said no, whatever became of the reason.
        self._answer(send)

    def _say_lost(self, reason: str, why: str) -> None:
        self._notifier.say(f"The reason \u201c{reason}\u201d was not sent: {why} The no was.", bad=True)
