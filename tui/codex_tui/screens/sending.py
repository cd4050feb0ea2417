"""Sends prompts, and interrupts the turns that they began.

A prompt that cannot be sent yet waits: while the server starts, while the thread that the command line names
is opened, after the server was lost. It is shown below the conversation meanwhile, and kept on disk.
"""

from __future__ import annotations

import asyncio
from contextlib import suppress
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary, WeakValueDictionary

from codex_app_server import CodexError, TransportClosedError

from ..keys import BY_ID
from ..session.errors import describe
from .online import is_online
from .trusting import meanwhile

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Sequence

    from ..session import CodexSession
    from ..state.ui import NewConversation
    from .drafts import Drafts
    from .drawing import Drawing
    from .interrupting import Interrupting
    from .notifier import Notifier
    from .pending_prompts import PendingPrompt, PendingPrompts
    from .prompt_checks import PromptChecks
    from .tasks import Tasks
    from .thread_display import ThreadDisplay


class Sending:
    """Talks to the open conversation; the first prompt creates its thread.

    `show_end` shows the end of the conversation, where the prompt and its answer are going to be.
    """

    def __init__(
        self,
        session: CodexSession,
        tasks: Tasks,
        notifier: Notifier,
        drafts: Drafts,
        pending_prompts: PendingPrompts,
        interrupting: Interrupting,
        display: ThreadDisplay,
        drawing: Drawing,
        checks: PromptChecks,
        *,
        show_end: Callable[[], None],
    ) -> None:
        self.interrupting = interrupting
        self._checks = checks
        self._store = session.store
        self._ui = session.store.ui
        self._session = session
        self._tasks = tasks
        self._notifier = notifier
        self._drafts = drafts
        self._pending_prompts = pending_prompts
        self._display = display
        self._drawing = drawing
        self._show_end = show_end
        # By conversation: prompts are checked in order, so that none overtakes another. A lock goes with the
        # last prompt that needs it.
        self._checking: WeakValueDictionary[Hashable, asyncio.Lock] = WeakValueDictionary()
        # Two prompts typed quickly into a new conversation create one thread, not two.
        self._starting: WeakKeyDictionary[NewConversation, asyncio.Lock] = WeakKeyDictionary()
        self._being_sent: set[PendingPrompt] = set()
        self._all_sent = asyncio.Event()

    @property
    def can_send(self) -> bool:
        """Whether a prompt can be sent now.

        Not before it is settled what an agent may do in a directory that the person has not judged.
        """
        return (
            is_online(self._session, self._ui) and not self._ui.resuming and self._session.is_trusted_enough
        )

    @property
    def waits(self) -> bool:
        """Whether a prompt waits, in any conversation, until it can be sent."""
        return bool(self._pending_prompts.waiting())

    def submit(self, text: str) -> None:
        """Send a prompt to the open thread, or start a thread with it; keep it while that is not possible."""
        ui = self._ui
        self._drafts.forget()
        prompt = self._pending_prompts.add(ui.conversation, text, ui.open_thread_id)
        prompt.others = self._checks.inputs(text)
        prompt.waits = not self.can_send
        if not prompt.waits:
            self._begin(prompt)
        self._show_end()
        self._drawing.bars()

    def send_to(self, thread_id: str, text: str, others: Sequence[dict[str, object]] = ()) -> None:
        """Send a prompt with other inputs to a thread, which may not be the open one."""
        prompt = self._pending_prompts.add(thread_id, text, thread_id)
        prompt.others = tuple(others)
        self._begin(prompt)
        self._drawing.bars()

    def send_waiting(self) -> None:
        """Send the prompts that wait, oldest first, if that is possible now."""
        if self.can_send:
            for prompt in self._pending_prompts.waiting():
                prompt.waits = False
                self._begin(prompt)
            self._drawing.bars()

    def opened(self, thread_id: str) -> None:
        """Give a thread the prompts that were entered before it was open."""
        self._pending_prompts.give_thread(thread_id)

    def take_back(self, *, everywhere: bool = False) -> bool:
        """Put the open conversation's waiting prompts into the composer; with `everywhere`, all into drafts.

        Returns whether there were any.
        """
        prompts = self._pending_prompts.waiting(None if everywhere else self._ui.conversation)
        if prompts:
            texts: dict[str | None, list[str]] = {}
            for prompt in prompts:
                self._pending_prompts.refused(prompt)
                texts.setdefault(prompt.thread_id, []).append(prompt.text)
            for thread_id, parts in texts.items():
                self._drafts.give_back(thread_id, "\n".join(parts))
            self._drawing.bars()
        return bool(prompts)

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
            self._tasks.request(self._interrupt(thread.id, thread.active_turn_id), group="interrupt")
        return True

    async def on_their_way(self, within: float) -> None:
        """Wait until the server has taken or refused every prompt that was sent, at most `within` seconds."""
        if self._being_sent:
            with suppress(asyncio.TimeoutError):
                await asyncio.wait_for(self._all_sent.wait(), within)

    def _begin(self, prompt: PendingPrompt) -> None:
        self._being_sent.add(prompt)
        self._all_sent.clear()
        self._tasks.start(self._send(prompt, self._pending_prompts.new_of(prompt)), group="send")

    async def _send(self, prompt: PendingPrompt, new: NewConversation | None) -> None:
        asked = False
        try:
            async with self._checking.setdefault(prompt.thread_id or new, asyncio.Lock()):
                problem = await self._checks.problem(prompt.text, self._directory(prompt.thread_id, new))
            if problem:
                self._pending_prompts.refused(prompt)
                self._drafts.give_back(prompt.thread_id, prompt.text)
                self._notifier.say(problem)
                return
            if prompt.thread_id is None and new is not None:
                await self.thread_of(new)
            thread_id, turns = prompt.thread_id or "", self._session.turns
            self._pending_prompts.about_to_send(self._store.thread(thread_id), prompt)
            asked = True
            await turns.send(thread_id, prompt.text, prompt.others)
            self._pending_prompts.taken(prompt)
            self._pending_prompts.reconcile_thread(thread_id)
        except CodexError as error:
            if isinstance(error, TransportClosedError) and not asked:
                # It never left: it can be sent again without the danger of sending it twice.
                prompt.waits = True
            else:
                self._pending_prompts.refused(prompt)
                self._drafts.give_back(prompt.thread_id, prompt.text)
                self._notifier.say(
                    f"Not sent: {describe(error)} Your text is back in the composer.", bad=True
                )
        finally:
            self._being_sent.discard(prompt)
            if not self._being_sent:
                self._all_sent.set()
            self._drawing.everything()

    def _directory(self, thread_id: str | None, new: NewConversation | None) -> str:
        chosen = new.chosen.cwd if new is not None else None
        of_thread = self._store.thread(thread_id).directory if thread_id else chosen
        return of_thread or self._session.options.cwd

    async def thread_of(self, new: NewConversation) -> str:
        """Return the id of a conversation's thread; create it if there is none, and give it the prompts."""
        async with self._lock(new):
            if new.thread_id is None:
                if self._session.distrusts_for_now:
                    way = self._notifier.key("card.focus")
                    self._notifier.say(f"{meanwhile(self._session)} {way} goes to the question.")
                cwd = new.chosen.cwd or self._session.options.cwd
                given = new.chosen
                new.thread_id = await self._session.turns.start_thread(cwd, given)
                if new.chosen != given:
                    await self._session.turns.choose(new.thread_id, new.chosen)
                self._pending_prompts.thread_started(new, new.thread_id)
                if self._ui.open_thread_id is None and self._ui.new is new:
                    self._display.show(new.thread_id, keep_text=True)
            else:
                self._pending_prompts.thread_started(new, new.thread_id)
            return new.thread_id

    async def _interrupt(self, thread_id: str, turn_id: str | None) -> None:
        if turn_id is not None:
            self.interrupting.asked(turn_id)
            self._drawing.bars()
        interrupted = False
        try:
            interrupted = await self._session.turns.interrupt(thread_id, turn_id)
        finally:
            if not interrupted and turn_id is not None:
                self.interrupting.failed(turn_id)
                self._drawing.bars()
        if interrupted:
            lists = f"/{BY_ID['background.open'].slash}"
            await self._session.background.name_what_runs(thread_id, turn_id or "", lists)

    async def _interrupt_first(self, new: NewConversation) -> None:
        async with self._lock(new):
            thread_id = new.thread_id
        if thread_id is not None:
            await self._interrupt(thread_id, None)

    def _lock(self, new: NewConversation) -> asyncio.Lock:
        return self._starting.setdefault(new, asyncio.Lock())
