"""Questions aside: asked in a fork that the server keeps nothing of, and left for their thread again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .online import is_online

if TYPE_CHECKING:
    from ..session import CodexSession
    from ..widgets.composer import Composer
    from .drafts import Drafts
    from .sending import Sending
    from .tasks import Tasks
    from .thread_actions import ThreadActions


class Aside:
    """Begins and ends questions aside of the open thread."""

    def __init__(
        self,
        session: CodexSession,
        tasks: Tasks,
        actions: ThreadActions,
        sending: Sending,
        drafts: Drafts,
        composer: Composer,
    ) -> None:
        self._session = session
        self._store = session.store
        self._tasks = tasks
        self._actions = actions
        self._sending = sending
        self._drafts = drafts
        self._composer = composer

    @property
    def can_begin(self) -> bool:
        """Whether there is a thread to ask about: one with turns, which is no question aside itself."""
        thread = self._store.open_thread
        return (
            thread is not None
            and bool(thread.turns)
            and not (thread.ephemeral or thread.archived)
            and is_online(self._session, self._store.ui)
        )

    @property
    def is_open(self) -> bool:
        """Whether a question aside is open, which can be left."""
        thread = self._store.open_thread
        return thread is not None and thread.is_aside

    def begin(self, question: str = "") -> None:
        """Fork the open thread for a question, and send it; without one, for what is typed next."""
        if self.can_begin and (thread := self._store.open_thread) is not None:
            self._tasks.request(self._begin(thread.id, question), group="aside")

    async def _begin(self, thread_id: str, question: str) -> None:
        fork_id = await self._session.threads.aside(thread_id)
        if self._store.ui.open_thread_id != thread_id:
            # The person has gone elsewhere meanwhile: a question is not sent behind their back.
            if question:
                self._drafts.give_back(thread_id, question)
            await self._session.threads.end_aside(fork_id)
            return
        self._actions.open(fork_id)
        if question:
            self._sending.submit(question)

    def leave(self) -> bool:
        """Go back to the thread that it came from, and drop the question; False while it has a turn."""
        thread = self._store.open_thread
        if (
            not self.is_open
            or thread is None
            or thread.active_turn_id is not None
            or not self._composer.is_blank
        ):
            return False
        self._actions.open(thread.forked_from or "")
        self._tasks.request(self._session.threads.end_aside(thread.id), group="aside")
        return True
