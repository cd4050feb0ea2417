"""Opens the database; a file that is no usable database is set aside, and a notice says so."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from typing import TYPE_CHECKING

from . import files
from .migrations import APPLICATION_ID, MIGRATIONS, migrate, tables_of, version_of
from .notebook import take_over

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

NAME = "state.db"
NOTEBOOK = "notebook.json"
"""The file in which earlier versions kept drafts and prompts."""

PATIENCE = 0.5
"""Seconds that a statement (`busy_timeout`) and the lock of the directory wait for another process."""

_OF_THE_MACHINE = (
    "locked",
    "busy",
    "readonly",
    "unable to open",
    "disk i/o",
    "full",
    "interrupted",
    "protocol",
)
"""Words of SQLite's errors that do not blame the file's content; Python 3.10 has no error codes."""


class DatabaseUnavailableError(Exception):
    """The database cannot be used now, and is left as it is; the message says why, as a part of a sentence.

    `may_be_read` says that opening it to read may work.
    """

    def __init__(self, why: str, *, may_be_read: bool = False) -> None:
        super().__init__(why)
        self.may_be_read = may_be_read


class BrokenDatabaseError(Exception):
    """The file is no readable database of this application; the message is the end of a sentence."""


@dataclass(frozen=True)
class Opened:
    """A connection to a database of the newest version."""

    connection: sqlite3.Connection
    identity: tuple[int, int]
    """Device and inode: another file may come to the same path while this one is open."""


def open_database(
    directory: Path,
    *,
    told: Callable[[files.Notice], object],
    broken: tuple[tuple[int, int], str] | None = None,
) -> Opened:
    """Open the database of a state directory; take over the notebook, set aside a file that cannot be used.

    `told` is called with each notice. `broken` is the identity of a file that is known to be broken, and the
    reason. Raises `DatabaseUnavailableError`.
    """
    path = directory / NAME
    try:
        files.make_private(directory)
        with files.locked(directory, PATIENCE):
            try:
                connection = _open(path, broken)
            except BrokenDatabaseError as error:
                told(_set_aside(path, str(error)))
                connection = _open(path)
            try:
                for notice in take_over(connection, directory / NOTEBOOK):
                    told(notice)
                return Opened(connection, identity(path))
            except BaseException:
                connection.close()
                raise
    except TimeoutError as error:
        raise DatabaseUnavailableError(f"{files.shown(path)}: {error}") from error
    except OSError as error:
        raise DatabaseUnavailableError(
            f"{files.shown(path)}: {error.strerror or error}", may_be_read=True
        ) from error
    except BrokenDatabaseError as error:
        raise DatabaseUnavailableError(f"{files.shown(path)} {error}") from error
    except sqlite3.Error as error:
        locked = "locked" in str(error)
        raise DatabaseUnavailableError(f"{files.shown(path)}: {error}", may_be_read=not locked) from error


def open_to_read(directory: Path) -> sqlite3.Connection:
    """Open a database that cannot be written, as it was when it was last closed. Raises `sqlite3.Error`."""
    # Without `immutable` SQLite creates a file beside it even to read.
    address = (directory / NAME).absolute().as_uri()
    connection = sqlite3.connect(f"{address}?mode=ro&immutable=1", uri=True, timeout=PATIENCE)
    connection.text_factory = _text
    try:
        if _owner(connection) != APPLICATION_ID or version_of(connection) != len(MIGRATIONS):
            raise sqlite3.DatabaseError("another version")
    except sqlite3.Error:
        connection.close()
        raise
    return connection


def identity(path: Path) -> tuple[int, int]:
    """Return device and inode, which tell a file from a later one at its path. Raises `OSError`."""
    found = path.stat()
    return found.st_dev, found.st_ino


def is_broken(error: sqlite3.Error) -> bool:
    """Whether an error blames the content of the file, and not the machine or another program."""
    words = str(error).lower()
    blames = type(error) in (sqlite3.DatabaseError, sqlite3.OperationalError)
    return blames and not any(each in words for each in _OF_THE_MACHINE)


def _open(path: Path, broken: tuple[tuple[int, int], str] | None = None) -> sqlite3.Connection:
    """Open or create the database. Raises errors of this module, `OSError` and `sqlite3.Error`."""
    # Another application may have set the broken file aside: then the one at the path is good.
    if broken is not None and path.exists() and identity(path) == broken[0]:
        raise BrokenDatabaseError(broken[1])
    if not os.path.lexists(path):
        # Not left to SQLite, which would let others read the file. Its journals get the same mode.
        os.close(files.create_private(path))
    elif path.exists():
        if not files.is_regular(path):
            raise BrokenDatabaseError("is not a file")
        files.chmod(path, files.PRIVATE_FILE)
        if os.access(path.parent, os.W_OK) and not os.access(path, os.R_OK | os.W_OK):
            raise BrokenDatabaseError("may not be read and written by you")
    connection = sqlite3.connect(path, timeout=PATIENCE, isolation_level=None)
    try:
        _prepare(connection, path)
    except sqlite3.Error as error:
        connection.close()
        if is_broken(error):
            raise BrokenDatabaseError(f"cannot be read ({error})") from error
        raise
    except BaseException:
        connection.close()
        raise
    return connection


def _prepare(connection: sqlite3.Connection, path: Path) -> None:
    connection.text_factory = _text
    # The schema of a file of other origin could call functions.
    connection.execute("PRAGMA trusted_schema = OFF")
    version = version_of(connection)
    is_new = version == 0 and not connection.execute("SELECT 1 FROM sqlite_master").fetchone()
    if not is_new and _owner(connection) != APPLICATION_ID:
        raise BrokenDatabaseError("belongs to another program")
    if version > len(MIGRATIONS):
        raise DatabaseUnavailableError(
            f"{files.shown(path)} was written by a newer codex-tui. Update this one, or move that file away"
        )
    (found,) = connection.execute("PRAGMA quick_check(1)").fetchone()
    if found != "ok" or version < 0:
        raise BrokenDatabaseError("is damaged")
    if version == len(MIGRATIONS) and not _has_our_tables(connection):
        raise BrokenDatabaseError("has other tables than it should have")
    # The file is written only from here on: one that is set aside is unchanged.
    connection.execute("PRAGMA journal_mode = WAL")
    # Without waiting for the disk at each commit: what is written outlives the process, not a power failure.
    connection.execute("PRAGMA synchronous = NORMAL")
    connection.execute("PRAGMA journal_size_limit = 1000000")
    migrate(connection)


def _owner(connection: sqlite3.Connection) -> int:
    return int(connection.execute("PRAGMA application_id").fetchone()[0])


def _has_our_tables(connection: sqlite3.Connection) -> bool:
    found = tables_of(connection)
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as new:
        migrate(new)
        return all(found.get(name) == columns for name, columns in tables_of(new).items())


def _set_aside(path: Path, why: str) -> files.Notice:
    aside = files.set_aside(path, "broken")
    # SQLite would apply a journal that stayed to the new database.
    for ending in ("-wal", "-shm"):
        journal = path.with_name(path.name + ending)
        if os.path.lexists(journal):
            files.set_aside(journal, "broken")
    return files.Notice(
        f"{path.name} {why}. It is now {files.shown(aside)}; drafts and prompt history begin anew.", bad=True
    )


def _text(data: bytes) -> str:
    return data.decode("utf-8", errors="replace")
