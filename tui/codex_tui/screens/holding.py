"""Looks again at an open thread that another program holds, until it is free."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .online import is_online

if TYPE_CHECKING:
    from ..session import CodexSession
    from .history_loading import HistoryLoading
    from .notifier import Notifier

_READ_EVERY = 3
"""Looks after which the history is read again: what the other program writes comes by no event."""


class Holding:
    """What can be done about a thread that is held: wait for it, or try it."""

    def __init__(self, session: CodexSession, history: HistoryLoading, notifier: Notifier) -> None:
        self._session = session
        self._store = session.store
        self._history = history
        self._notifier = notifier
        self._looks = 0

    @property
    def is_held(self) -> bool:
        """Whether another program holds the open thread."""
        thread = self._store.open_thread
        return thread is not None and thread.read_only is not None

    def look(self) -> None:
        """See whether the open thread is free; called once a second. It asks the server nothing."""
        thread = self._store.open_thread
        if thread is None or not self.is_held or not is_online(self._session, self._store.ui):
            self._looks = 0
            return
        self._looks += 1
        self._session.check_writer(thread.id, tries=False)
        if thread.read_only is None or self._looks % _READ_EVERY == 0:
            self._read_again()

    def retry(self) -> None:
        """Try the open thread now, and say when it is still held."""
        thread = self._store.open_thread
        if thread is None or not self.is_held:
            return
        self._session.check_writer(thread.id)
        self._read_again()
        if thread.read_only is not None:
            self._notifier.say(f"Not yet. {thread.read_only}")

    def _read_again(self) -> None:
        thread = self._store.open_thread
        if thread is not None:
            thread.stale = True
            self._history.load(thread.id)
