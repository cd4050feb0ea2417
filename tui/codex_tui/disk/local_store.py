"""Drafts and prompts of this person on this machine: what the screens see of the database.

Reading and writing happen in one thread of its own, which alone has the connection: a write takes 0.02 ms,
but another process may hold the database for half a second, and a disk takes 60 ms now and then. The thread
sleeps while nothing is to be written.
"""

from __future__ import annotations

import os
import threading
import time
from contextlib import closing
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ..state.prompt_history import KEPT, PromptHistory
from .files import Notice
from .tables import DraftRow, PromptRow, storable

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from pathlib import Path

    from .database import Opened

    Deliver = Callable[[Callable[[], None]], object]

RETRY = 2.0
LONGEST_RETRY = 60.0
"""Seconds between two tries while the database cannot be used: the first, and the most after doubling."""

LAST_WAIT = 3.0
"""Seconds that the end of the application waits for what is not written yet."""


@dataclass
class _Unsaved:
    """What is to be written: drafts by thread, blank to be removed, and prompts."""

    drafts: dict[str, str] = field(default_factory=dict)
    prompts: list[PromptRow] = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(self.drafts or self.prompts)


@dataclass(frozen=True)
class Left:
    """What earlier runs left, and others that run now; oldest first."""

    drafts: Sequence[DraftRow]
    prompts: Sequence[PromptRow]


class LocalStore:
    """Drafts by thread, and the prompt history, of one server's `home`; without a directory in memory only.

    Several applications may have the same database: each has rows of its own for the drafts that it changed,
    and none overwrites another's. Nothing here raises because of a file: a full disk must not stop a
    conversation.
    """

    def __init__(self, directory: Path | None = None, *, home: str = "", prompts: Iterable[str] = ()) -> None:
        self.home = home
        self.prompts: Sequence[str] = tuple(prompts)
        """The prompts of earlier runs, oldest first."""
        self.loaded = directory is None
        """Whether what earlier runs left is here."""
        self.last_notices: list[Notice] = []
        """What happened when there was no screen any more to tell it on."""
        self._directory = directory
        self._writer = os.urandom(8).hex()
        self._texts: dict[str, str] = {}
        # The thread and the screens share what follows, by this condition's lock.
        self._wanted = threading.Condition()
        self._unsaved = _Unsaved()
        self._written = _Unsaved()
        """What this run has written, for a database that is moved away under it."""
        self._seen: dict[str, list[DraftRow]] = {}
        """The rows that a draft as it is shown was made of."""
        self._deliver: Deliver = _at_once
        self._on_loaded: Callable[[Left], None] = _ignore
        self._on_notice: Callable[[Notice], None] = _ignore
        self._asked = 0
        self._answered = 0
        self._closing = False
        self._thread: threading.Thread | None = None
        # What follows is the thread's alone.
        self._opened: Opened | None = None
        self._broken: tuple[tuple[int, int], str] | None = None
        """The file that was found to be broken, and why."""
        self._trouble = ""
        self._has_read = False

    @property
    def in_memory(self) -> bool:
        """Whether nothing is written."""
        return self._directory is None

    def open(
        self, *, deliver: Deliver, loaded: Callable[[Left], None], told: Callable[[Notice], None]
    ) -> None:
        """Begin to read what earlier runs left.

        `deliver` brings a call to the thread that the screens are in. There `loaded` is called, late when
        another program holds the database: what it gets is to be given to `take`. `told` gets each notice.
        """
        self._deliver, self._on_loaded, self._on_notice = deliver, loaded, told
        if self._directory is not None and self._thread is None:
            self._thread = threading.Thread(target=self._work, name="local-store", daemon=True)
            self._thread.start()

    def take(self, left: Left) -> None:
        """Put what earlier runs left in front of what is here by now."""
        rows: dict[str, list[DraftRow]] = {}
        for row in left.drafts:
            rows.setdefault(row.thread, []).append(row)
        with self._wanted:
            self._seen = rows
        for thread, of_thread in rows.items():
            text = "\n".join(dict.fromkeys(row.text for row in of_thread))
            since = self._texts.get(thread)
            self._texts[thread] = text
            if since:
                self.set_draft(thread, f"{text}\n{since}")
        self.prompts = PromptHistory(row.text for row in left.prompts).entries
        self.loaded = True

    @property
    def drafts(self) -> Mapping[str, str]:
        """All drafts by thread."""
        return self._texts

    def draft(self, thread: str) -> str:
        """Return the unsent text of a thread; empty when there is none."""
        return self._texts.get(thread, "")

    def set_draft(self, thread: str, text: str) -> None:
        """Remember the unsent text of a thread; blank text is forgotten."""
        text = storable(text) if text.strip() else ""
        if text == self.draft(thread):
            return
        if text:
            self._texts[thread] = text
        else:
            self._texts.pop(thread, None)
        with self._wanted:
            self._unsaved.drafts[thread] = text

    def add_prompt(self, text: str, *, thread: str, cwd: str) -> None:
        """Remember a prompt."""
        row = PromptRow(self.home, thread, storable(cwd), storable(text), time.time())
        with self._wanted:
            self._unsaved.prompts = [*self._unsaved.prompts, row][-KEPT:]

    def save(self, *, wait: bool = False) -> None:
        """Write what changed, soon; with `wait` return when it is written, or after `LAST_WAIT` seconds."""
        with self._wanted:
            if self._thread is None or not self._unsaved:
                return
            self._asked += 1
            asked = self._asked
            self._wanted.notify_all()
            if wait:
                self._wanted.wait_for(lambda: self._answered >= asked, LAST_WAIT)

    def close(self) -> None:
        """Write what changed and let go of the database, within `LAST_WAIT` seconds."""
        if self._thread is None:
            return
        with self._wanted:
            self._closing = True
            self._wanted.notify_all()
        self._thread.join(LAST_WAIT)
        if self._unsaved.drafts or self._unsaved.prompts:
            why = self._trouble or "another program holds the database"
            self.last_notices.append(Notice(f"What was typed last is not on disk: {why}.", bad=True))

    def _work(self) -> None:
        """Read, then write whenever there is something to write, until it is closed."""
        pause: float | None = None
        try:
            while True:
                with self._wanted:
                    last = self._closing
                    asked = self._asked
                failed = not self._try()
                pause = min(2 * (pause or RETRY / 2), LONGEST_RETRY) if failed else None
                with self._wanted:
                    self._answered = asked
                    self._wanted.notify_all()
                    if last:
                        return
                    self._wanted.wait_for(lambda: self._closing or self._asked > self._answered, pause)
        finally:
            self._let_go()

    def _try(self) -> bool:
        """Read and write what is to be read and written; False when that has to be tried again."""
        import sqlite3

        from .database import DatabaseUnavailableError, is_broken

        try:
            opened = self._connected()
            if not self._has_read:
                self._read(opened.connection)
                self._has_read = True
            self._write(opened.connection)
        except DatabaseUnavailableError as error:
            if error.may_be_read and not self._has_read:
                self._read_only()
            self._failed(str(error))
        except sqlite3.Error as error:
            if self._opened is not None and is_broken(error):
                self._broken = (self._opened.identity, f"cannot be used ({error})")
            self._let_go()
            self._failed(str(error))
        except Exception as error:  # noqa: BLE001 - a fault of this thread must not cost what is typed later
            self._let_go()
            self._failed(type(error).__name__)
        else:
            if self._trouble:
                self._trouble = ""
                self._tell(Notice("Drafts and prompt history are on disk again."))
            return True
        return False

    def _connected(self) -> Opened:
        """Return the connection, a new one if the file under the old one has been moved away."""
        from .database import NAME, identity, open_database

        assert self._directory is not None
        if self._opened is not None:
            try:
                if identity(self._directory / NAME) == self._opened.identity:
                    return self._opened
            except OSError:
                pass
            self._let_go()
            self._write_again()
        self._opened = open_database(self._directory, broken=self._broken)
        if self._broken is not None:
            self._broken = None
            self._write_again()
        for notice in self._opened.notices:
            self._tell(notice)
        return self._opened

    def _write_again(self) -> None:
        """Have everything of this run written into a new database."""
        with self._wanted:
            self._unsaved.drafts = {**self._written.drafts, **self._unsaved.drafts}
            self._unsaved.prompts = [*self._written.prompts, *self._unsaved.prompts]
            self._written = _Unsaved()

    def _let_go(self) -> None:
        if self._opened is not None:
            opened, self._opened = self._opened, None
            opened.connection.close()

    def _read_only(self) -> None:
        """Show what is in a database that cannot be written, if that much works."""
        import sqlite3

        from .database import open_to_read

        assert self._directory is not None
        try:
            with closing(open_to_read(self._directory)) as connection:
                self._read(connection)
        except sqlite3.Error:
            return
        self._has_read = True

    def _read(self, connection: sqlite3.Connection) -> None:
        from . import tables

        left = Left(tables.read_drafts(connection, self.home), tables.read_prompts(connection, self.home))
        self._deliver(lambda: self._on_loaded(left))

    def _write(self, connection: sqlite3.Connection) -> None:
        from . import tables
        from .transaction import transaction

        with self._wanted:
            drafts, prompts = dict(self._unsaved.drafts), list(self._unsaved.prompts)
            seen = {thread: self._seen.get(thread, []) for thread in drafts}
        if not drafts and not prompts:
            return
        now = time.time()
        with transaction(connection):
            for thread, text in drafts.items():
                row = DraftRow(self.home, thread, self._writer, text, now)
                tables.replace_draft(connection, row, seen[thread])
            for prompt in prompts:
                tables.add_prompt(connection, prompt)
            if prompts:
                tables.trim_prompts(connection, self.home)
        with self._wanted:
            for thread, text in drafts.items():
                self._written.drafts[thread] = text
                if self._unsaved.drafts.get(thread) == text:
                    del self._unsaved.drafts[thread]
                if self._seen.get(thread) == seen[thread]:
                    self._seen.pop(thread, None)
            self._written.prompts = [*self._written.prompts, *prompts][-KEPT:]
            self._unsaved.prompts = [row for row in self._unsaved.prompts if row not in prompts]

    def _failed(self, why: str) -> None:
        if why != self._trouble:
            self._trouble = why
            self._tell(Notice(f"Drafts and prompt history last until you leave: {why}.", bad=True))

    def _tell(self, notice: Notice) -> None:
        if self._closing:
            self.last_notices.append(notice)
        else:
            self._deliver(lambda: self._on_notice(notice))


def _at_once(call: Callable[[], None]) -> None:
    call()


def _ignore(_: object) -> None:
    pass
