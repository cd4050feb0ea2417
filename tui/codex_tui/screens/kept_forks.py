"""Keeps forks in the list over restarts: the server lists one only after its own first prompt.

What is remembered is checked when its row comes into view, since another client may have deleted the fork.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from codex_app_server import CodexError, InvalidParamsError, InvalidRequestError

from ..state.change import Change
from ..state.forks import fork_of
from .online import is_online

if TYPE_CHECKING:
    from collections.abc import Callable

    from ..backend import BackendInUse
    from ..disk.local_store import LocalStore
    from ..session import CodexSession
    from ..widgets.thread_list import ThreadList
    from .notifier import Notifier
    from .tasks import Tasks


class KeptForks:
    """Remembers each fork that is made or shown, and gives the threads what earlier runs remembered.

    `changed` is called with what that changes in the store.
    """

    def __init__(
        self,
        session: CodexSession,
        backend: BackendInUse,
        tasks: Tasks,
        notifier: Notifier,
        thread_list: ThreadList,
        changed: Callable[[Change], None],
    ) -> None:
        self._session = session
        self._store = session.store
        self._backend = backend
        self._tasks = tasks
        self._notifier = notifier
        self._thread_list = thread_list
        self._changed = changed
        self._given: LocalStore | None = None
        self._unchecked: set[str] = set()
        self._checking = False

    def note(self, change: Change) -> None:
        """Compare the threads of a change with what is remembered; a step of the frame clock."""
        kept = self._backend.current.local_store
        if not kept.loaded:
            return
        self._give(kept)
        before = dict(kept.forks)
        for thread_id in change.rows:
            thread = self._store.threads.get(thread_id)
            fork = None if thread is None else fork_of(thread)
            if thread is not None and fork is not None:
                kept.set_fork(thread_id, fork)
                thread.kept_here = not kept.in_memory
        for thread_id in change.structure:
            if thread_id not in self._store.threads:
                kept.set_fork(thread_id, None)
        if before != kept.forks:
            kept.save()
        if change.list_changed:
            self.check()

    def listed(self) -> None:
        """Show the forks that the list, which has been read, does not have."""
        self.note(Change(list_changed=True))

    def _give(self, kept: LocalStore) -> None:
        """Give the threads what is remembered, once for each local store: the demo has one of its own."""
        if self._given is kept:
            return
        self._given = kept
        change = Change()
        for fork in kept.forks.values():
            if fork.thread not in self._store.threads and not fork.begun:
                self._unchecked.add(fork.thread)
            change.merge(self._store.kept_fork(fork))
        if change:
            self._changed(change)

    def check(self) -> None:
        """Ask the server about the rows in view that nothing but our memory speaks for."""
        if self._unchecked and not self._checking and is_online(self._session, self._store.ui):
            self._checking = True
            self._tasks.request(self._check(), group="forks")

    async def _check(self) -> None:
        try:
            while in_view := self._unchecked.intersection(self._in_view()):
                if not await self._ask(in_view.pop()):
                    return
        finally:
            self._checking = False

    def _in_view(self) -> list[str]:
        return [*self._thread_list.ids_in_view, self._store.ui.open_thread_id or ""]

    async def _ask(self, thread_id: str) -> bool:
        """Read one thread; one that the server does not have leaves the list. False without an answer."""
        thread = self._store.threads.get(thread_id)
        if thread is None or not thread.unbegun or thread.loaded:
            # The server has spoken of it since.
            self._unchecked.discard(thread_id)
            return True
        try:
            await self._session.threads.read(thread_id)
        except (InvalidRequestError, InvalidParamsError):
            change = Change()
            self._store.forget(thread_id, change)
            self._changed(change)
            self._notifier.say(
                f"The fork \u201c{thread.title}\u201d left the list: the server does not have it any more."
            )
        except CodexError:
            # The connection is gone. It is asked again when there is one.
            return False
        self._unchecked.discard(thread_id)
        return True
