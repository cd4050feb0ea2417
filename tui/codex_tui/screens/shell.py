"""Runs shell lines: commands with the person's rights, in the open thread."""

from __future__ import annotations

from typing import TYPE_CHECKING

from codex_app_server import CodexError

from ..session.errors import describe
from ..state.draft import SHELL
from .online import is_online

if TYPE_CHECKING:
    from ..session import CodexSession
    from ..state.ui import NewConversation
    from .drafts import Drafts
    from .drawing import Drawing
    from .notifier import Notifier
    from .pending_prompts import PendingPrompts
    from .sending import Sending
    from .tasks import Tasks
    from .waking import Waking


class Shell:
    """Runs commands in the open conversation; on a new one the first command creates its thread."""

    def __init__(
        self,
        session: CodexSession,
        tasks: Tasks,
        notifier: Notifier,
        drafts: Drafts,
        pending_prompts: PendingPrompts,
        sending: Sending,
        waking: Waking,
        drawing: Drawing,
    ) -> None:
        self._session = session
        self._ui = session.store.ui
        self._tasks = tasks
        self._notifier = notifier
        self._drafts = drafts
        self._pending_prompts = pending_prompts
        self._sending = sending
        self._waking = waking
        self._drawing = drawing

    def run(self, command: str) -> None:
        """Run a command; without a server it comes back to the composer."""
        ui = self._ui
        if ui.resuming or not is_online(self._session, ui):
            why = "The thread is not open yet." if ui.resuming else "There is no server to run it."
            self._drafts.give_back_command(ui.open_thread_id, command)
            self._notifier.say(f"{why} Your command is kept.", bad=not ui.starting)
            return
        self._drafts.forget()
        self._tasks.start(self._run(ui.open_thread_id, ui.new, command), group="shell")

    async def _run(self, thread_id: str | None, new: NewConversation, command: str) -> None:
        waiting = self._pending_prompts.add(thread_id or new, SHELL + command, thread_id, hold=False)
        self._drawing.bars()
        try:
            if thread_id is None:
                thread_id = await self._sending.thread_of(new)
            if not await self._waking.is_allowed(thread_id, "Running a command here"):
                self._drafts.give_back_command(thread_id, command)
                return
            await self._session.shell.run(thread_id, command)
        except CodexError as error:
            self._drafts.give_back_command(thread_id, command)
            self._notifier.say(f"Not run: {describe(error)} It is in the history.", bad=True)
        finally:
            self._pending_prompts.refused(waiting)
            self._drawing.everything()
