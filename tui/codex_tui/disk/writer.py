"""The thread that reads and writes the database; no other thread has the connection.

A write takes 0.02 ms, but another process may hold the database for half a second, and a disk takes 60 ms now
and then: the event loop waits for neither. The thread waits while there is nothing to do.
"""

from __future__ import annotations

import os
import threading
import time
from contextlib import closing, suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from .files import Notice
from .tables import DraftRow

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

    from ..state.forks import Fork
    from .database import Opened
    from .outbox import Batch, Outbox

RETRY = 2.0
LONGEST_RETRY = 60.0
"""Seconds between two tries while the database cannot be used: the first, and the most after doubling."""

LAST_WAIT = 3.0
"""Seconds that leaving the application waits for what is not written yet."""


@dataclass(frozen=True)
class Left:
    """What earlier runs left, and others that run now; drafts and prompts oldest first."""

    drafts: Sequence[DraftRow]
    prompts: Sequence[tuple[str, str, str]]
    """Text, directory and details of each."""
    settings: Mapping[str, str]
    """The settings of threads, as last known or chosen here."""
    forks: Mapping[str, Fork]
    """Forks by thread."""


class Writer:
    """Reads the database once, then writes the outbox at each `save`, and again after a failure.

    `loaded` and `told` are called in the writer's thread.
    """

    def __init__(
        self,
        directory: Path,
        home: str,
        outbox: Outbox,
        *,
        loaded: Callable[[Left], object],
        told: Callable[[Notice], object],
    ) -> None:
        self._directory = directory
        self._home = home
        self._name = os.urandom(8).hex()
        self._outbox = outbox
        self._loaded = loaded
        self._told = told
        self._thread = threading.Thread(target=self._run, name="local-store", daemon=True)
        # Both threads use these, while they hold the condition.
        self._turn = threading.Condition()
        self._asked = 0
        self._answered = 0
        self._closing = False
        # Only the writer's thread uses these.
        self._opened: Opened | None = None
        self._broken: tuple[tuple[int, int], str] | None = None
        self._has_read = False
        self._last_error = ""

    def start(self) -> None:
        """Start the thread, which reads the database first."""
        self._thread.start()

    def save(self, *, wait: bool = False) -> None:
        """Have the outbox written; with `wait` return after the attempt, or after `LAST_WAIT` seconds."""
        with self._turn:
            self._asked += 1
            asked = self._asked
            self._turn.notify_all()
            if wait:
                self._turn.wait_for(lambda: self._answered >= asked, LAST_WAIT)

    def close(self) -> None:
        """Write the outbox and close the database, within `LAST_WAIT` seconds; a failure gives a notice."""
        with self._turn:
            self._closing = True
            self._turn.notify_all()
        self._thread.join(LAST_WAIT)
        if self._outbox:
            why = self._last_error or "the disk does not answer"
            self._told(Notice(f"What was typed last is not on disk: {why}.", bad=True))

    def _run(self) -> None:
        pause: float | None = None
        try:
            while True:
                with self._turn:
                    asked, last = self._asked, self._closing
                pause = None if self._try() else min(2 * (pause or RETRY / 2), LONGEST_RETRY)
                with self._turn:
                    self._answered = asked
                    self._turn.notify_all()
                    if last:
                        return
                    self._turn.wait_for(lambda: self._closing or self._asked > self._answered, pause)
        finally:
            self._close_database()

    def _try(self) -> bool:
        """Read the database if that has not been done, and write the outbox; False to be called again."""
        import sqlite3

        from .database import DatabaseUnavailableError, is_broken

        try:
            opened = self._connected()
            if not self._has_read:
                self._read(opened.connection)
            if (batch := self._outbox.batch()) is not None:
                self._write(opened.connection, batch)
                self._outbox.written(batch)
            self._broken = None
        except DatabaseUnavailableError as error:
            if error.may_be_read and not self._has_read:
                self._read_only()
            self._failed(str(error))
        except sqlite3.Error as error:
            if self._opened is not None and is_broken(error) and self._broken is None:
                self._broken = (self._opened.identity, f"cannot be used ({error})")
                self._close_database()
                return self._try()
            self._close_database()
            self._failed(str(error))
        except Exception as error:  # noqa: BLE001 - a fault of this thread must not cost what is typed later
            self._close_database()
            self._failed(type(error).__name__)
        else:
            if self._last_error:
                self._last_error = ""
                self._told(Notice("Drafts and prompt history are on disk again."))
            return True
        return False

    def _connected(self) -> Opened:
        """Return the open database; open it again if another file, or none, is at its path."""
        from .database import NAME, identity, open_database

        if self._opened is not None:
            with suppress(OSError):
                if identity(self._directory / NAME) == self._opened.identity:
                    return self._opened
            self._close_database()
            self._outbox.put_back()
        self._opened = open_database(self._directory, told=self._told, broken=self._broken)
        if self._broken is not None:
            self._outbox.put_back()
        return self._opened

    def _close_database(self) -> None:
        if self._opened is not None:
            opened, self._opened = self._opened, None
            opened.connection.close()

    def _read(self, connection: sqlite3.Connection) -> None:
        from . import tables

        left = Left(
            tables.read_drafts(connection, self._home),
            tables.read_prompts(connection, self._home),
            tables.read_thread_settings(connection, self._home),
            tables.read_forks(connection, self._home),
        )
        self._has_read = True
        self._loaded(left)

    def _read_only(self) -> None:
        """Read a database that cannot be written; an error is ignored."""
        import sqlite3

        from .database import open_to_read

        with suppress(sqlite3.Error), closing(open_to_read(self._directory)) as connection:
            self._read(connection)

    def _write(self, connection: sqlite3.Connection, batch: Batch) -> None:
        from . import tables
        from .transaction import transaction

        now = time.time()
        with transaction(connection):
            for thread, (text, details) in batch.drafts.items():
                row = DraftRow(self._home, thread, self._name, text, now, details)
                tables.replace_draft(connection, row, batch.seen[thread])
            for prompt in batch.prompts:
                tables.add_prompt(connection, prompt)
            for thread, settings in batch.settings.items():
                tables.replace_thread_settings(connection, self._home, thread, settings, now)
            for thread, fork in batch.forks.items():
                tables.replace_fork(connection, self._home, thread, fork)
            if batch.prompts:
                tables.trim_prompts(connection, self._home)

    def _failed(self, why: str) -> None:
        if why != self._last_error:
            self._last_error = why
            self._told(Notice(f"Drafts and prompt history last until you leave: {why}.", bad=True))
