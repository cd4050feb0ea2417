"""The schema and its versions, with what a next version would look like."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import pytest
from codex_tui.disk.database import NAME
from codex_tui.disk.migrations import APPLICATION_ID, MIGRATIONS, migrate, tables_of, version_of
from local_stores import left_in, opened

if TYPE_CHECKING:
    from pathlib import Path


def bookmarks(connection: sqlite3.Connection) -> None:
    """Version n + 1, as a later issue would write it: a new table, and one more column."""
    connection.execute(
        "CREATE TABLE bookmarks (home TEXT NOT NULL, thread TEXT NOT NULL, item TEXT NOT NULL,"
        " at REAL NOT NULL, PRIMARY KEY (home, thread, item))"
    )
    connection.execute("ALTER TABLE drafts ADD COLUMN cursor INTEGER NOT NULL DEFAULT 0")


def broken(connection: sqlite3.Connection) -> None:
    connection.execute("CREATE TABLE half_done (at REAL)")
    raise sqlite3.OperationalError("database or disk is full")


def written_database(directory: Path) -> sqlite3.Connection:
    with opened(directory) as store:
        store.store.set_draft("a", "left before")
        store.store.add_prompt("sent before", thread="a", cwd="/src")
    return sqlite3.connect(directory / NAME, isolation_level=None)


def test_a_new_version_keeps_what_is_there_and_has_its_table(tmp_path: Path) -> None:
    with closing(written_database(tmp_path)) as connection:
        migrate(connection, (*MIGRATIONS, bookmarks))
        assert version_of(connection) == len(MIGRATIONS) + 1
        assert tables_of(connection)["bookmarks"] == ("home", "thread", "item", "at")
        assert connection.execute("SELECT thread, text, cursor FROM drafts").fetchall() == [
            ("a", "left before", 0)
        ]
        assert connection.execute("SELECT text FROM prompts").fetchall() == [("sent before",)]
        migrate(connection, (*MIGRATIONS, bookmarks))


def test_a_version_that_cannot_be_reached_leaves_the_old_one_whole(tmp_path: Path) -> None:
    with closing(written_database(tmp_path)) as connection:
        before = tables_of(connection)
        with pytest.raises(sqlite3.OperationalError):
            migrate(connection, (*MIGRATIONS, bookmarks, broken))
        assert (version_of(connection), tables_of(connection)) == (len(MIGRATIONS), before)
    assert left_in(tmp_path) == ({"a": "left before"}, ["sent before"])


@pytest.mark.parametrize("version", range(len(MIGRATIONS)))
def test_every_version_leads_to_the_newest(version: int) -> None:
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
        migrate(connection, MIGRATIONS[:version])
        migrate(connection)
        assert version_of(connection) == len(MIGRATIONS)
        assert connection.execute("PRAGMA application_id").fetchone() == (APPLICATION_ID,)


def test_the_first_version_is_what_it_was_when_it_was_released() -> None:
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
        migrate(connection, MIGRATIONS[:1])
        assert tables_of(connection) == {
            "drafts": ("home", "thread", "writer", "text", "updated"),
            "prompts": ("id", "home", "thread", "cwd", "text", "at"),
            "imports": ("digest", "name", "at"),
        }
