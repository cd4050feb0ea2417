"""Signing out, after asking; the first screen then offers to sign in again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .questions import GO_ON, sure_question

if TYPE_CHECKING:
    from collections.abc import Callable

    from ..session import CodexSession
    from ..widgets.composer import Composer
    from .startup import Startup
    from .tasks import Tasks

TEXT = "The server forgets the account. Turns that run are stopped; threads and your text are kept."


class LeavingAccount:
    """Asks, and signs out."""

    def __init__(
        self,
        session: CodexSession,
        tasks: Tasks,
        startup: Startup,
        composer: Composer,
        input_clock: Callable[[], float],
    ) -> None:
        self._session = session
        self._tasks = tasks
        self._startup = startup
        self._composer = composer
        self._clock = input_clock

    def ask(self) -> None:
        """Ask, and sign out if the person wants to."""
        self._tasks.request(self._ask(), group="logout")

    async def _ask(self) -> None:
        question = sure_question("Sign out?", TEXT, "sign out", composer=self._composer, clock=self._clock)
        if await self._composer.app.push_screen_wait(question) == GO_ON.id:
            await self._session.login.logout()
            self._startup.again()
