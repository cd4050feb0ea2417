"""Sends prompts, and interrupts the turns that they began."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

from codex_app_server import CodexError

from ..session.errors import describe
from .online import is_online

if TYPE_CHECKING:
    from ..session import CodexSession
    from ..state.ui import NewConversation
    from .drafts import Drafts
    from .drawing import Drawing
    from .notifier import Notifier
    from .pending_prompts import PendingPrompt, PendingPrompts
    from .tasks import Tasks
    from .thread_display import ThreadDisplay


class Sending:
    """Talks to the open conversation; the first prompt creates its thread."""

    def __init__(
        self,
        session: CodexSession,
        tasks: Tasks,
        notifier: Notifier,
        drafts: Drafts,
        pending_prompts: PendingPrompts,
        display: ThreadDisplay,
        drawing: Drawing,
    ) -> None:
        self._store = session.store
        self._ui = session.store.ui
        self._session = session
        self._tasks = tasks
        self._notifier = notifier
        self._drafts = drafts
        self._pending_prompts = pending_prompts
        self._display = display
        self._drawing = drawing
        # Two prompts typed quickly into a new conversation create one thread, not two.
        self._starting: WeakKeyDictionary[NewConversation, asyncio.Lock] = WeakKeyDictionary()

    def submit(self, text: str) -> None:
        """Send a prompt to the open thread, or start a thread with it."""
        ui = self._ui
        if ui.resuming:
            self._drafts.give_back(ui.open_thread_id, text)
            self._notifier.say("The thread is not open yet. Your text is kept: press enter again when it is.")
            return
        self._drafts.forget()
        prompt = self._pending_prompts.add(ui.conversation, text)
        self._tasks.start(self._send(ui.open_thread_id, ui.new, prompt), group="send")
        self._drawing.bars()

    def interrupt(self) -> bool:
        """Interrupt the open conversation's turn, also while its prompt is on its way; False without one."""
        thread = self._store.open_thread
        runs = thread is not None and thread.active_turn_id is not None
        sending = bool(self._pending_prompts.prompts(self._ui.conversation))
        if not is_online(self._session, self._ui) or not (runs or sending):
            return False
        if thread is None:
            self._tasks.request(self._interrupt_first(self._ui.new), group="interrupt")
        else:
            # Interrupt the turn that runs now, not one that runs when the request is sent.
            request = self._session.turns.interrupt(thread.id, thread.active_turn_id)
            self._tasks.request(request, group="interrupt")
        return True

    async def _send(self, thread_id: str | None, new: NewConversation, prompt: PendingPrompt) -> None:
        try:
            if thread_id is None:
                thread_id = await self.thread_of(new)
            self._pending_prompts.about_to_send(self._store.thread(thread_id), prompt)
            await self._session.turns.send(thread_id, prompt.text)
            prompt.taken = True
            self._pending_prompts.reconcile_thread(thread_id)
        except CodexError as error:
            self._pending_prompts.refused(prompt)
            self._drafts.give_back(thread_id, prompt.text)
            self._notifier.say(f"Not sent: {describe(error)} Your text is back in the composer.", bad=True)
        finally:
            self._drawing.everything()

    async def thread_of(self, new: NewConversation) -> str:
        """Return the id of a conversation's thread, creating the thread if there is none."""
        async with self._lock(new):
            if new.thread_id is None:
                cwd = new.chosen.cwd or self._session.options.cwd
                given = new.chosen
                new.thread_id = await self._session.turns.start_thread(cwd, given)
                if new.chosen != given:
                    await self._session.turns.choose(new.thread_id, new.chosen)
                self._pending_prompts.thread_started(new, new.thread_id)
                if self._ui.open_thread_id is None and self._ui.new is new:
                    self._display.show(new.thread_id, keep_text=True)
            return new.thread_id

    async def _interrupt_first(self, new: NewConversation) -> None:
        async with self._lock(new):
            thread_id = new.thread_id
        if thread_id is not None:
            await self._session.turns.interrupt(thread_id)

    def _lock(self, new: NewConversation) -> asyncio.Lock:
        return self._starting.setdefault(new, asyncio.Lock())
