"""All SQL of the database. Rows are typed; transactions are the caller's."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..state.forks import Fork
from ..state.prompt_history import KEPT

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable

_SURROGATES = re.compile("[\\ud800-\\udfff]")

KEPT_CHARACTERS = 4_000_000
"""Characters of a home's prompts that are kept: all are read into memory, and one may be a pasted log."""

EVERY_HOME = ""
"""The home of rows from versions that did not tell homes apart: every application shows them."""


@dataclass(frozen=True, slots=True)
class DraftRow:
    """The unsent text of a thread, as one run of the application (`writer`) left it.

    `details` is what `state.draft` keeps beside the text, in its form.
    """

    home: str
    thread: str
    writer: str
    text: str
    updated: float
    details: str = ""


@dataclass(frozen=True, slots=True)
class PromptRow:
    """A prompt that was sent, or put into the history, while `thread` was open.

    `thread` is what its draft was kept under, `cwd` the directory that the agent worked in. `text` and
    `details` are those of an entry of `state.draft`.
    """

    home: str
    thread: str
    cwd: str
    text: str
    at: float
    details: str = ""


def storable(text: str) -> str:
    """Replace halves of surrogate pairs, as the composer does: a database cannot hold them."""
    return _SURROGATES.sub("\ufffd", text)


def read_drafts(connection: sqlite3.Connection, home: str) -> list[DraftRow]:
    """Return all drafts of a home, oldest first."""
    rows = connection.execute(
        "SELECT home, thread, writer, CAST(text AS TEXT), CAST(updated AS REAL), CAST(details AS TEXT)"
        " FROM drafts"
        " WHERE home IN (?, ?) ORDER BY updated, writer",
        (home, EVERY_HOME),
    )
    return [DraftRow(*row) for row in rows]


def replace_draft(connection: sqlite3.Connection, row: DraftRow, seen: Iterable[DraftRow]) -> None:
    """Write a draft, or remove it when it is blank; remove each row of `seen` that has not changed since."""
    connection.executemany(
        "DELETE FROM drafts WHERE home = ? AND thread = ? AND writer = ? AND updated = ?",
        [(each.home, each.thread, each.writer, each.updated) for each in seen],
    )
    if row.text:
        connection.execute(
            "INSERT OR REPLACE INTO drafts (home, thread, writer, text, updated, details)"
            " VALUES (?, ?, ?, ?, ?, ?)",
            (row.home, row.thread, row.writer, storable(row.text), row.updated, storable(row.details)),
        )
    else:
        connection.execute(
            "DELETE FROM drafts WHERE home = ? AND thread = ? AND writer = ?",
            (row.home, row.thread, row.writer),
        )


def read_prompts(connection: sqlite3.Connection, home: str) -> list[tuple[str, str, str]]:
    """Return text, directory and details of the newest prompts of a home, oldest first."""
    rows = connection.execute(
        "SELECT CAST(text AS TEXT), CAST(cwd AS TEXT), CAST(details AS TEXT) FROM prompts"
        " WHERE home IN (?, ?) ORDER BY id DESC LIMIT ?",
        (home, EVERY_HOME, KEPT),
    )
    return rows.fetchall()[::-1]


def add_prompt(connection: sqlite3.Connection, row: PromptRow) -> None:
    """Add a prompt behind the others, unless the newest of its home has the same text and directory."""
    text, cwd, details = storable(row.text), storable(row.cwd), storable(row.details)
    connection.execute(
        "INSERT INTO prompts (home, thread, cwd, text, at, details) SELECT ?, ?, ?, ?, ?, ?"
        " WHERE NOT EXISTS (SELECT 1 FROM ("
        "SELECT text, cwd, details FROM prompts WHERE home = ? ORDER BY id DESC LIMIT 1)"
        " WHERE text = ? AND cwd = ? AND details = ?)",
        (row.home, row.thread, cwd, text, row.at, details, row.home, text, cwd, details),
    )


def trim_prompts(connection: sqlite3.Connection, home: str) -> None:
    """Forget the oldest prompts of a home above `KEPT` and `KEPT_CHARACTERS`; the newest always stays."""
    connection.execute(
        "DELETE FROM prompts WHERE home = ? AND id <= (SELECT max(id) FROM ("
        "SELECT id, row_number() OVER newest AS place, sum(length(text)) OVER newest AS characters"
        " FROM prompts WHERE home = ? WINDOW newest AS (ORDER BY id DESC)"
        ") WHERE place > ? OR (place > 1 AND characters > ?))",
        (home, home, KEPT, KEPT_CHARACTERS),
    )


def read_thread_settings(connection: sqlite3.Connection, home: str) -> dict[str, str]:
    """Return the settings of the threads of a home, in the form of `screens.kept_settings`."""
    rows = connection.execute(
        "SELECT CAST(thread AS TEXT), CAST(settings AS TEXT) FROM thread_settings WHERE home = ?", (home,)
    )
    return dict(rows.fetchall())


def replace_thread_settings(
    connection: sqlite3.Connection, home: str, thread: str, settings: str, at: float
) -> None:
    """Write the settings of a thread, or remove empty ones; those of the newest `KEPT` threads are kept."""
    if settings:
        connection.execute(
            "INSERT OR REPLACE INTO thread_settings (home, thread, settings, at) VALUES (?, ?, ?, ?)",
            (home, thread, storable(settings), at),
        )
    else:
        connection.execute("DELETE FROM thread_settings WHERE home = ? AND thread = ?", (home, thread))
    connection.execute(
        "DELETE FROM thread_settings WHERE home = ? AND thread NOT IN ("
        "SELECT thread FROM thread_settings WHERE home = ? ORDER BY at DESC LIMIT ?)",
        (home, home, KEPT),
    )


def read_forks(connection: sqlite3.Connection, home: str) -> dict[str, Fork]:
    """Return the forks of a home by thread."""
    rows = connection.execute(
        "SELECT CAST(thread AS TEXT), CAST(parent AS TEXT), CAST(turn_id AS TEXT), CAST(turn AS INTEGER),"
        " CAST(parent_title AS TEXT), CAST(title AS TEXT), CAST(directory AS TEXT), CAST(at AS REAL),"
        " begun != 0 FROM forks WHERE home = ?",
        (home,),
    )
    return {row[0]: Fork(*row) for row in rows}


def replace_fork(connection: sqlite3.Connection, home: str, thread: str, fork: Fork | None) -> None:
    """Write a fork, or remove it where it is None; the newest `KEPT` forks of a home are kept."""
    connection.execute("DELETE FROM forks WHERE home = ? AND thread = ?", (home, thread))
    if fork is None:
        return
    texts = (fork.parent, fork.turn_id, fork.turn, fork.parent_title, fork.title, fork.directory)
    values = [storable(each) if isinstance(each, str) else each for each in texts]
    connection.execute(
        "INSERT INTO forks (home, thread, parent, turn_id, turn, parent_title, title, directory, at, begun)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (home, thread, *values, fork.at, int(fork.begun)),
    )
    connection.execute(
        "DELETE FROM forks WHERE home = ? AND thread NOT IN ("
        "SELECT thread FROM forks WHERE home = ? ORDER BY at DESC LIMIT ?)",
        (home, home, KEPT),
    )


def was_imported(connection: sqlite3.Connection, digest: str) -> bool:
    """Whether a file of this content has been taken over."""
    return connection.execute("SELECT 1 FROM imports WHERE digest = ?", (digest,)).fetchone() is not None


def note_import(connection: sqlite3.Connection, digest: str, name: str, at: float) -> None:
    """Note that a file of this content has been taken over."""
    connection.execute("INSERT INTO imports (digest, name, at) VALUES (?, ?, ?)", (digest, name, at))
