"""What a person does with threads. Every verb runs beside the screen, and says what went wrong."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from codex_app_server import CodexError, InvalidParamsError, InvalidRequestError

from ..session.errors import describe
from ..state.sanitise import sanitise_line
from ..state.threads import ThreadPhase
from ..widgets.row import clip
from .rename import RenameThread

if TYPE_CHECKING:
    from collections.abc import Coroutine, Hashable

    from ..state.threads import ThreadState
    from .cockpit import Cockpit
    from .pending_prompts import PendingPrompt


LONGEST_ID = 80
"""Characters of a thread's id that are repeated when there is no such thread; the server's own have 36."""

_TURNS_OF_ALL = 50
"""Turns that are read at once when the whole history is wanted."""


@dataclass(eq=False)
class _Unborn:
    """A conversation without a thread: two prompts typed quickly into it make one thread, not two."""

    starting: asyncio.Lock = field(default_factory=asyncio.Lock)
    thread_id: str | None = None


class ThreadActions:
    """The verbs behind keys, palette and messages; the cockpit is their screen."""

    def __init__(self, cockpit: Cockpit) -> None:
        self._cockpit = cockpit
        self._unborn = _Unborn()
        self._whole: set[str] = set()
        self._put_away: str | None = None
        self._changing: set[str] = set()
        self._reading: set[str] = set()

    @property
    def _place(self) -> tuple[object, ...]:
        """Where the person is: a verb that opens something later compares it with where it was asked for."""
        cockpit = self._cockpit
        return cockpit.ui.open_thread_id, cockpit.panes.area, cockpit.composer.text

    @property
    def conversation(self) -> Hashable:
        """What tells the open conversation from others: its thread's id, once there is one."""
        return self._cockpit.ui.open_thread_id or self._unborn

    def begin_new(self) -> None:
        """Show an empty conversation; the thread is made with the first prompt."""
        self._show(None)
        self._cockpit.panes.to_composer()

    def open(self, thread_id: str, *, focus: bool = True, with_text: bool = False) -> None:
        """Show a thread, reading its history the first time.

        `with_text` says that what is typed so far is for this thread: it was asked for before that.
        """
        composer = self._cockpit.composer
        typed = composer.text if with_text else ""
        if typed:
            composer.load_draft("")
        thread = self._cockpit.store.thread(thread_id)
        self._cockpit.session.check_writer(thread_id)
        self._show(thread_id)
        if typed:
            composer.load_draft("\n".join(part for part in (composer.text, typed) if part))
        if focus:
            self._cockpit.panes.to_composer()
        if (not thread.history_loaded or thread.stale) and self._cockpit.online:
            self._do(self._cockpit.session.browsing.load_history(thread_id), group=f"history-{thread_id}")

    def load_older(self, thread_id: str, *, everything: bool) -> None:
        """Read turns before those that are here, ahead of the reader, or all that there are."""
        thread = self._cockpit.store.thread(thread_id)
        if everything and thread.older is not None:
            self._whole.add(thread_id)
        if thread.older is not None and thread_id not in self._reading and self._cockpit.online:
            # Noted here and not where it begins: a worker begins later, and a second one would be in the way.
            self._reading.add(thread_id)
            self._do(self._read_older(thread), group=f"history-{thread_id}")

    def reads_all(self, thread_id: str) -> bool:
        """Whether the whole history of a thread is being read."""
        return thread_id in self._whole

    async def _read_older(self, thread: ThreadState) -> None:
        browsing = self._cockpit.session.browsing
        try:
            await browsing.load_older(thread.id)
            while thread.id in self._whole and thread.older is not None:
                self._cockpit.showing.chrome()
                await browsing.load_older(thread.id, turns=_TURNS_OF_ALL)
        finally:
            self._reading.discard(thread.id)
            self._whole.discard(thread.id)
            self._cockpit.showing.chrome()

    def open_newest(self) -> None:
        """Show the first thread of the list; nothing when there is none."""
        rows = self._cockpit.rows()
        if rows:
            self.open(rows[0].id)

    def open_neighbour(self, step: int) -> None:
        """Show the thread above (-1) or below (1) the open one."""
        rows = self._cockpit.rows()
        places = {row.id: place for place, row in enumerate(rows)}
        here = places.get(self._cockpit.ui.open_thread_id or "")
        # A new thread stands above the list.
        place = (0 if step > 0 else -1) if here is None else here + step
        if place == -1:
            self.begin_new()
        elif place < len(rows):
            self.open(rows[place].id)

    def next_needing(self) -> str | None:
        """Find the next thread after the open one that waits for the person, around the end of the list."""
        threads = self._cockpit.store.threads.values()
        # Asked for whenever the footer is drawn, and the list may have ten thousand rows.
        if not any(thread.needs_person for thread in threads):
            return None
        rows = self._cockpit.rows()
        here = next(
            (place for place, row in enumerate(rows) if row.id == self._cockpit.ui.open_thread_id), -1
        )
        for row in (*rows[here + 1 :], *rows[: max(here, 0)]):
            if row.phase is ThreadPhase.NEEDS_PERSON:
                return row.id
        return None

    def submit(self, text: str) -> None:
        """Send a prompt to the open thread, or begin a thread with it."""
        if self._cockpit.startup.resume is not None:
            self._cockpit.drafts.give_back(self._cockpit.ui.open_thread_id, text)
            self._cockpit.say("The thread is not open yet. Your text is kept: press enter again when it is.")
            return
        self._cockpit.drafts.forget()
        prompt = self._cockpit.pending_prompts.sending(self.conversation, text)
        self._cockpit.run_worker(
            self._send(self._cockpit.ui.open_thread_id, self._unborn, prompt), group="send"
        )
        self._cockpit.showing.chrome()

    def interrupt(self) -> bool:
        """Interrupt the open conversation's turn, also one whose prompt is on its way; False without one."""
        cockpit, thread = self._cockpit, self._cockpit.thread
        sending = bool(cockpit.pending_prompts.prompts(self.conversation))
        if not cockpit.online or not (cockpit.turn_runs or sending):
            return False
        if thread is None:
            self._do(self._interrupt_first(self._unborn), group="interrupt")
        else:
            # The turn that is meant is the one that runs now, not one that runs when the request is sent.
            self._do(cockpit.session.turns.interrupt(thread.id, thread.active_turn_id), group="interrupt")
        return True

    def fork(self, thread_id: str) -> None:
        """Fork a thread and show the fork."""
        if self._cockpit.online:
            self._do(self._fork(thread_id, self._place), group="fork")

    def toggle_archived(self, thread_id: str) -> None:
        """Archive a thread, or bring an archived one back."""
        # A second press while the first is on its way would be an error of the server's.
        if self._cockpit.online and thread_id not in self._changing:
            self._changing.add(thread_id)
            archived = self._cockpit.store.thread(thread_id).archived
            self._do(self._set_archived(thread_id, archived=not archived), group="archive")

    async def _set_archived(self, thread_id: str, *, archived: bool) -> None:
        cockpit = self._cockpit
        browsing, thread = cockpit.session.browsing, cockpit.store.thread(thread_id)
        try:
            if not archived:
                await browsing.unarchive(thread_id)
            else:
                # Noted before its row goes: from then on the key means it.
                self._put_away = thread_id
                await browsing.archive(thread_id)
                show = "" if cockpit.ui.archived_shown else "v shows archived ones, "
                cockpit.say(f"Archived \u201c{thread.title}\u201d. {show}a brings it back.")
        finally:
            self._changing.discard(thread_id)

    def just_archived(self) -> str | None:
        """Answer the thread whose row went because it was archived, while the cursor has not moved since.

        The cursor of the list is on its neighbour then, which nobody has chosen.
        """
        fallen_from = self._cockpit.thread_pane.list.fallen_from
        return fallen_from if fallen_from is not None and fallen_from == self._put_away else None

    def ask_name(self, thread_id: str) -> None:
        """Ask for a thread's name and give it."""
        thread = self._cockpit.store.thread(thread_id)

        def named(name: str | None) -> None:
            if name is not None and name != thread.name and self._cockpit.online:
                self._do(self._cockpit.session.browsing.rename(thread_id, name), group="rename")

        self._cockpit.app.push_screen(RenameThread(thread.name or ""), named)

    def toggle_archived_shown(self) -> None:
        """Show archived threads in the list, or hide them again."""
        cockpit = self._cockpit
        cockpit.ui.archived_shown = not cockpit.ui.archived_shown
        cockpit.showing.list()
        if cockpit.ui.archived_shown and cockpit.online:
            self._do(cockpit.session.browsing.load_list(archived=True), group="list-archived")

    def toggle_list(self) -> None:
        """Go to the list, which is read again if it may be out of date; from the list go back."""
        if self._cockpit.panes.toggle_list():
            self._cockpit.startup.refresh_list()

    def reload_list(self) -> None:
        """Read the list again, as other clients may have changed it."""
        self._do(self.load_list(), group="list")

    async def resume(self, which: str) -> None:
        """Open a thread by id, or the newest of this directory (`last`)."""
        cockpit = self._cockpit
        if which == "last":
            here = [row for row in cockpit.rows() if row.directory == cockpit.session.options.cwd]
            if not here:
                cockpit.say("There is no thread of this directory yet. This is a new one.")
                return
            self.open(max(here, key=_recency).id, with_text=True)
            return
        if which not in cockpit.store.threads:
            try:
                await cockpit.session.browsing.read(which)
            except (InvalidRequestError, InvalidParamsError):
                named = clip(sanitise_line(which), LONGEST_ID)
                cockpit.say(f"There is no thread {named}. `codex-tui threads` lists them.", bad=True)
                return
            except CodexError as error:
                cockpit.say(
                    f"{clip(sanitise_line(which), LONGEST_ID)} cannot be opened. {describe(error)}", bad=True
                )
                return
        self.open(which, with_text=True)

    async def load_list(self) -> None:
        """Read the list page by page. Raises `CodexError` when the server does not answer."""
        cockpit = self._cockpit
        cockpit.ui.list_loading = True
        try:
            await cockpit.session.browsing.load_list()
            if cockpit.ui.archived_shown:
                await cockpit.session.browsing.load_list(archived=True)
        finally:
            cockpit.ui.list_loading = False
            cockpit.showing.list()

    async def _send(self, thread_id: str | None, unborn: _Unborn, prompt: PendingPrompt) -> None:
        cockpit = self._cockpit
        try:
            if thread_id is None:
                thread_id = await self._born(unborn)
            cockpit.pending_prompts.begins(cockpit.store.thread(thread_id), prompt)
            await cockpit.session.turns.send(thread_id, prompt.text)
            prompt.taken = True
            cockpit.pending_prompts.look(thread_id)
        except CodexError as error:
            cockpit.pending_prompts.refused(prompt)
            cockpit.drafts.give_back(thread_id, prompt.text)
            cockpit.say(f"Not sent: {describe(error)} Your text is back in the composer.", bad=True)
        finally:
            cockpit.showing.everything()

    async def _born(self, unborn: _Unborn) -> str:
        cockpit = self._cockpit
        async with unborn.starting:
            if unborn.thread_id is None:
                unborn.thread_id = await cockpit.session.turns.start_thread(cockpit.session.options.cwd)
                cockpit.pending_prompts.born(unborn, unborn.thread_id)
                if cockpit.ui.open_thread_id is None and self._unborn is unborn:
                    cockpit.show_thread(unborn.thread_id, keep_text=True)
            return unborn.thread_id

    async def _interrupt_first(self, unborn: _Unborn) -> None:
        async with unborn.starting:
            thread_id = unborn.thread_id
        if thread_id is not None:
            await self._cockpit.session.turns.interrupt(thread_id)

    async def _fork(self, thread_id: str, asked_at: tuple[object, ...]) -> None:
        cockpit = self._cockpit
        fork_id = await cockpit.session.browsing.fork(thread_id)
        # The keys of a person who went on meanwhile belong where that person is.
        if self._place == asked_at:
            self.open(fork_id)
        else:
            cockpit.say("The thread is forked. The fork is in the list, below its parent.")

    def _show(self, thread_id: str | None) -> None:
        self._unborn = _Unborn()
        self._cockpit.session.branches.forget()
        self._cockpit.show_thread(thread_id)

    def _do(self, work: Coroutine[object, object, object], *, group: str) -> None:
        self._cockpit.run_worker(self._guarded(work), group=group)

    async def _guarded(self, work: Coroutine[object, object, object]) -> None:
        try:
            await work
        except CodexError as error:
            self._cockpit.say(describe(error), bad=True)


def _recency(thread: ThreadState) -> float:
    return thread.recency_at
