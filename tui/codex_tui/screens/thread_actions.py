"""The actions on whole threads: open, fork, archive, rename."""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING

from codex_app_server import CodexError, InvalidParamsError, InvalidRequestError

from ..blocks.cells import clip
from ..session.errors import describe
from ..state.draft import Draft
from ..state.sanitise import sanitise_line
from ..state.settings import ThreadSettings
from ..state.threads import ThreadPhase
from ..state.ui import NewConversation
from .online import is_online
from .rename import RenameThread

if TYPE_CHECKING:
    from collections.abc import Callable

    from ..session import CodexSession
    from ..state.threads import ThreadState
    from ..widgets.composer import Composer
    from ..widgets.thread_list import ThreadList
    from .history_loading import HistoryLoading
    from .notifier import Notifier
    from .panes import Panes
    from .tasks import Tasks
    from .thread_display import ThreadDisplay


LAST = "last"
"""Names the newest thread of the directory, on the command line."""

LONGEST_ID = 80
"""Maximum characters of an unknown thread id that a notice repeats; the server's own ids have 36."""


class ThreadActions:
    """The actions behind keys, palette and messages. Each runs beside the screen and shows its errors."""

    def __init__(
        self,
        session: CodexSession,
        tasks: Tasks,
        notifier: Notifier,
        display: ThreadDisplay,
        history: HistoryLoading,
        panes: Panes,
        *,
        composer: Composer,
        thread_list: ThreadList,
        home: Callable[[], str],
    ) -> None:
        self._store = session.store
        self._ui = session.store.ui
        self._session = session
        self._tasks = tasks
        self._notifier = notifier
        self._display = display
        self._history = history
        self._panes = panes
        self._composer = composer
        self._thread_list = thread_list
        self._find_home = home
        self._last_archived: str | None = None
        self._changing: set[str] = set()

    @property
    def _place(self) -> tuple[object, ...]:
        """Where the person is. An action that opens something later compares it with where it began."""
        return self._ui.open_thread_id, self._panes.area, self._composer.text

    @property
    def _online(self) -> bool:
        return is_online(self._session, self._ui)

    def begin_new(self) -> None:
        """Show an empty conversation; the first prompt creates its thread."""
        # The list would lack the new thread.
        self._panes.clear_filter()
        self._show(None)
        self._panes.to_composer()

    def begin_new_in(self, directory: str) -> None:
        """Show an empty conversation that works in a directory; the server says whether there is one."""
        if self._online:
            cwd = path_from(self._here, directory, self._find_home())
            self._tasks.request(self._begin_in(cwd), group="new")

    async def _begin_in(self, cwd: str) -> None:
        if not await self._session.files.is_directory(cwd):
            self._notifier.say(f"There is no directory {sanitise_line(cwd)}.", bad=True)
            return
        self.begin_new()
        self._ui.new.chosen = ThreadSettings(cwd=cwd)
        self._display.show(None, keep_text=True)

    @property
    def _here(self) -> str:
        """The directory in which the conversation on the screen works."""
        thread = self._store.open_thread
        if thread is not None and thread.directory:
            return thread.directory
        return self._ui.new.chosen.cwd or self._session.options.cwd

    def open_named(self, which: str) -> None:
        """Open a thread by its id or its title; `last` is the newest of this directory."""
        self._tasks.request(self._open_named(which), group="resume")

    async def _open_named(self, which: str) -> None:
        titled = self._titled(which)
        if not titled and which != LAST and which not in self._store.threads and self._online:
            # It may be older than what was read of the list.
            await self._session.threads.load_more()
            titled = self._titled(which)
        await self.resume(titled[0] if titled else which)

    def _titled(self, title: str) -> list[str]:
        return [row.id for row in self._store.rows() if row.title.casefold() == title.casefold()]

    def rename(self, thread_id: str, name: str) -> None:
        """Give a thread a name."""
        if self._online:
            self._tasks.request(self._session.threads.rename(thread_id, name), group="rename")

    def open(self, thread_id: str, *, focus: bool = True, with_text: bool = False) -> None:
        """Show a thread, and read its history the first time.

        `with_text` keeps the typed text for this thread: the thread was asked for before that was typed.
        """
        composer = self._composer
        typed = composer.draft if with_text else Draft()
        if typed:
            composer.load_draft("")
        if self._session.check_writer(thread_id):
            # What its program writes meanwhile comes by no event.
            self._store.thread(thread_id).stale = True
        self._show(thread_id)
        if typed:
            composer.load_draft(typed.after(composer.draft))
        if focus:
            self._panes.to_composer()
        self._history.load(thread_id)

    def read_again(self) -> None:
        """Read the open thread again if something of it may have been missed."""
        if self._ui.open_thread_id is not None:
            self._history.load(self._ui.open_thread_id)

    def open_newest(self, *, unless_begun: bool = False) -> None:
        """Open the first thread of the list; do nothing when there is none.

        `unless_begun`: do nothing either when a thread is open or something is typed.
        """
        begun = self._ui.open_thread_id is not None or not self._composer.is_blank
        rows = self._store.shown_rows()
        if rows and not (unless_begun and begun):
            self.open(rows[0].id)

    def open_neighbour(self, step: int) -> None:
        """Open the thread above (-1) or below (1) the open one."""
        rows = self._store.shown_rows()
        places = {row.id: place for place, row in enumerate(rows)}
        here = places.get(self._ui.open_thread_id or "")
        # A new conversation counts as above the list.
        place = (0 if step > 0 else -1) if here is None else here + step
        if place == -1:
            self.begin_new()
        elif place < len(rows):
            self.open(rows[place].id)

    def next_needing(self) -> str | None:
        """Return the next thread after the open one that waits for the person, around the end of the list."""
        # Called whenever the footer is drawn, and the list may have ten thousand rows.
        if not any(thread.needs_person for thread in self._store.threads.values()):
            return None
        rows, open_id = self._store.shown_rows(), self._ui.open_thread_id
        here = next((place for place, row in enumerate(rows) if row.id == open_id), -1)
        for row in (*rows[here + 1 :], *rows[: max(here, 0)]):
            if row.phase is ThreadPhase.NEEDS_PERSON:
                return row.id
        return None

    def fork(self, thread_id: str, turn_id: str | None = None) -> None:
        """Fork a thread at its end or after a turn, and show the fork if the person is still at the place.

        The turn that runs cannot be the last of a fork: the fork has it as interrupted, and that is said.
        """
        if self._online:
            if turn_id is not None and turn_id == self._store.thread(thread_id).active_turn_id:
                turn_id = None
                self._notifier.say("The turn still runs. The fork has of it what the server has kept so far.")
            self._tasks.request(self._fork(thread_id, turn_id, self._place), group="fork")

    def fork_after(self, thread_id: str, typed: str) -> None:
        """Fork a thread after a turn that is named by its number, counted from 1."""
        if self._online:
            self._tasks.request(self._fork_after(thread_id, typed), group="fork")

    async def _fork_after(self, thread_id: str, typed: str) -> None:
        place = self._place
        await self._history.read_all(thread_id)
        turns = list(self._store.thread(thread_id).turns)
        if not typed.isdecimal() or not 1 <= int(typed) <= len(turns):
            last = "1 turn" if len(turns) == 1 else f"{len(turns)} turns"
            self._notifier.say(
                f"There is no turn {clip(sanitise_line(typed), LONGEST_ID)}. The thread has {last}.", bad=True
            )
        elif place == self._place:
            self.fork(thread_id, turns[int(typed) - 1])

    def toggle_archived(self, thread_id: str) -> None:
        """Archive a thread, or unarchive an archived one."""
        # A second press while the first request runs would be an error of the server's.
        if self._online and thread_id not in self._changing:
            self._changing.add(thread_id)
            archived = self._store.thread(thread_id).archived
            self._tasks.request(self._set_archived(thread_id, archived=not archived), group="archive")

    def just_archived(self) -> str | None:
        """Return the thread that left the list by being archived, while the cursor has not moved since.

        The cursor of the list is on its neighbour then, which the person has not chosen.
        """
        removed = self._thread_list.removed_selection
        return removed if removed is not None and removed == self._last_archived else None

    def ask_name(self, thread_id: str) -> None:
        """Ask for a new name of a thread, and rename it."""
        thread = self._store.thread(thread_id)

        def named(name: str | None) -> None:
            if name is not None and name != thread.name and self._online:
                self._tasks.request(self._session.threads.rename(thread_id, name), group="rename")

        self._composer.app.push_screen(RenameThread(thread.name or ""), named)

    async def resume(self, which: str) -> str | None:
        """Open a thread by its id, or the newest of this directory (`LAST`); return its id, if any."""
        if which == LAST:
            cwd = self._session.options.cwd
            while not (here := [row for row in self._store.shown_rows() if row.directory == cwd]):
                if not self._session.threads.has_more():
                    break
                await self._session.threads.load_more(most=1)
            if not here:
                unread = "The list of threads could not be read. This is a new thread."
                none = "There is no thread of this directory yet. This is a new one."
                self._notifier.say(unread if self._ui.list_unread else none)
                return None
            which = max(here, key=_recency).id
        elif which not in self._store.threads and not await self._is_readable(which):
            return None
        self.open(which, with_text=True)
        return which

    async def _is_readable(self, thread_id: str) -> bool:
        """Read a thread that the list does not hold; on an error show a notice and return False."""
        name = clip(sanitise_line(thread_id), LONGEST_ID)
        try:
            await self._session.threads.read(thread_id)
        except (InvalidRequestError, InvalidParamsError):
            self._notifier.say(f"There is no thread {name}. `codex-tui threads` lists them.", bad=True)
            return False
        except CodexError as error:
            self._notifier.say(f"{name} cannot be opened. {describe(error)}", bad=True)
            return False
        return True

    async def _fork(self, thread_id: str, turn_id: str | None, asked_at: tuple[object, ...]) -> None:
        fork_id = await self._session.threads.fork(thread_id, turn_id)
        # A person who went on meanwhile keeps the focus where it is.
        if self._place == asked_at:
            self.open(fork_id)
        else:
            self._notifier.say("The thread is forked. The fork is in the list, below its parent.")

    async def _set_archived(self, thread_id: str, *, archived: bool) -> None:
        threads, thread = self._session.threads, self._store.thread(thread_id)
        try:
            if not archived:
                await threads.unarchive(thread_id)
            else:
                # Recorded before its row goes: from then on the key means this thread.
                self._last_archived = thread_id
                await threads.archive(thread_id)
                shows, brings = self._notifier.key("list.archived"), self._notifier.key("thread.archive")
                show = "" if self._ui.archived_shown else f"{shows} shows archived ones, "
                self._notifier.say(f"Archived \u201c{thread.title}\u201d. {show}{brings} brings it back.")
        finally:
            self._changing.discard(thread_id)

    def _show(self, thread_id: str | None) -> None:
        self._ui.new = NewConversation()
        self._session.branches.forget()
        self._display.show(thread_id)


def path_from(here: str, path: str, home: str) -> str:
    """Return a path that a person typed as an absolute one: from `here`, and with `~` for `home`."""
    if path == "~" or path.startswith("~/"):
        path = home + path[1:]
    return posixpath.normpath(posixpath.join(here, path))


def _recency(thread: ThreadState) -> float:
    return thread.recency_at
