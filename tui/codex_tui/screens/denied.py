"""Approves what the server's reviewer denied, on its line in the conversation, after asking."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from ..state.sanitise import exact_line
from .questions import GO_ON, sure_question

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from ..session import CodexSession
    from ..widgets.composer import Composer
    from ..widgets.transcript.view import TranscriptView
    from .tasks import Tasks


class Denied:
    """Asks, and approves."""

    def __init__(
        self,
        session: CodexSession,
        tasks: Tasks,
        transcript: TranscriptView,
        composer: Composer,
        input_clock: Callable[[], float],
    ) -> None:
        self._session = session
        self._tasks = tasks
        self._transcript = transcript
        self._composer = composer
        self._clock = input_clock

    @property
    def at_cursor(self) -> Mapping[str, object] | None:
        """What was denied on the line under the cursor; None where nothing was."""
        thread, item = self._session.store.open_thread, self._transcript.cursor.item
        return None if thread is None or item is None else thread.denied.get(item.id)

    def ask(self) -> None:
        """Ask whether to approve what is under the cursor."""
        thread, item = self._session.store.open_thread, self._transcript.cursor.item
        if thread is not None and item is not None and item.id in thread.denied:
            self._tasks.request(self._ask(thread.id, item.id, thread.denied[item.id]), group="denied")

    async def _ask(self, thread_id: str, item_id: str, event: Mapping[str, object]) -> None:
        exact = exact_line(json.dumps(event["action"], ensure_ascii=False))
        question = sure_question(
            "Approve what the reviewer denied?",
            f"The agent is told that it may do exactly this, and reads it with its next step:\n{exact}",
            "approve it",
            composer=self._composer,
            clock=self._clock,
        )
        if await self._composer.app.push_screen_wait(question) == GO_ON.id:
            await self._session.turns.approve_denied(thread_id, item_id, event)
