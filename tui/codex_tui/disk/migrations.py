"""The schema of the database: one function for each version, which changes the schema of the one before.

A new table is one more function at the end of `MIGRATIONS`. A released function is never changed: databases
that it has made are on people's disks. A migration only adds: an application of the version before may still
run on the same database.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from .transaction import transaction

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Sequence

    Migration = Callable[[sqlite3.Connection], None]

APPLICATION_ID = 0x43547569
"""`CTui`: in the file's header it marks a database of this application."""


def _drafts_and_prompts(connection: sqlite3.Connection) -> None:
    """Create version 1. Each run of the application has a row for a draft: none overwrites another's."""
    connection.execute(
        """
        CREATE TABLE drafts (
            home TEXT NOT NULL,
            thread TEXT NOT NULL,
            writer TEXT NOT NULL,
            text TEXT NOT NULL,
            updated REAL NOT NULL,
            PRIMARY KEY (home, thread, writer)
        )
        """
    )
    connection.execute(
        """
        CREATE TABLE prompts (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            home TEXT NOT NULL,
            thread TEXT NOT NULL,
            cwd TEXT NOT NULL,
            text TEXT NOT NULL,
            at REAL NOT NULL
        )
        """
    )
    connection.execute("CREATE INDEX prompts_of_home ON prompts (home, id)")
    connection.execute("CREATE TABLE imports (digest TEXT PRIMARY KEY, name TEXT NOT NULL, at REAL NOT NULL)")


def _details_of_drafts(connection: sqlite3.Connection) -> None:
    """Create version 2. A draft that version 1 writes has no details: it replaces the whole row."""
    connection.execute("ALTER TABLE drafts ADD COLUMN details TEXT NOT NULL DEFAULT ''")


def _thread_settings(connection: sqlite3.Connection) -> None:
    """Create version 3: the settings of a thread, as last known or chosen here."""
    connection.execute(
        """
        CREATE TABLE thread_settings (
            home TEXT NOT NULL,
            thread TEXT NOT NULL,
            settings TEXT NOT NULL,
            at REAL NOT NULL,
            PRIMARY KEY (home, thread)
        )
        """
    )


def _forks(connection: sqlite3.Connection) -> None:
    """Create version 4: forks, of which the server's list says too little; `state.forks` has the fields."""
    connection.execute(
        """
        CREATE TABLE forks (
            home TEXT NOT NULL,
            thread TEXT NOT NULL,
            parent TEXT NOT NULL,
            turn_id TEXT NOT NULL,
            turn INTEGER NOT NULL,
            parent_title TEXT NOT NULL,
            title TEXT NOT NULL,
            directory TEXT NOT NULL,
            at REAL NOT NULL,
            begun INTEGER NOT NULL,
            PRIMARY KEY (home, thread)
        )
        """
    )


def _details_of_prompts(connection: sqlite3.Connection) -> None:
    """Create version 5: images and folds of a prompt. What earlier versions wrote has none."""
    connection.execute("ALTER TABLE prompts ADD COLUMN details TEXT NOT NULL DEFAULT ''")


MIGRATIONS: Sequence[Migration] = (
    _drafts_and_prompts,
    _details_of_drafts,
    _thread_settings,
    _forks,
    _details_of_prompts,
)


def version_of(connection: sqlite3.Connection) -> int:
    """Return the version of the schema that a database has; 0 for a new one."""
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def migrate(connection: sqlite3.Connection, migrations: Sequence[Migration] = MIGRATIONS) -> None:
    """Bring a database to the newest version, in one transaction."""
    if version_of(connection) >= len(migrations):
        return
    with transaction(connection):
        # Another application may have done it while this one waited.
        for migration in migrations[version_of(connection) :]:
            migration(connection)
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.execute(f"PRAGMA user_version = {len(migrations)}")


def tables_of(connection: sqlite3.Connection) -> dict[str, tuple[str, ...]]:
    """Return the columns of each table."""
    names = connection.execute(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'"
    ).fetchall()
    return {
        name: tuple(
            column for (column,) in connection.execute("SELECT name FROM pragma_table_info(?)", (name,))
        )
        for (name,) in names
    }
