"""Local stores for tests: opened and read, and closed at the end, without an application."""

from __future__ import annotations

import sqlite3
import threading
from contextlib import closing, contextmanager
from typing import TYPE_CHECKING

from codex_tui.disk.database import NAME
from codex_tui.disk.local_store import LocalStore
from patience import PATIENCE

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from codex_tui.disk.files import Notice
    from codex_tui.disk.writer import Left

HOME = "/home/ada/.codex"


class OpenStore:
    """A store, what it told, and whether it could read what earlier runs left."""

    def __init__(self, directory: Path, home: str = HOME) -> None:
        self.store = LocalStore(directory, home=home)
        self.told: list[Notice] = []
        self._heard = threading.Condition()
        self.store.open(deliver=self._deliver, loaded=self._loaded, told=self.told.append)

    def _deliver(self, call: object) -> None:
        with self._heard:
            call()  # type: ignore[operator]  # what the store gives
            self._heard.notify_all()

    def _loaded(self, left: Left) -> None:
        self.store.take(left)

    def until(self, condition: object) -> None:
        """Wait until a condition holds that a call of the store makes true."""
        with self._heard:
            assert self._heard.wait_for(condition, PATIENCE), self.told  # type: ignore[arg-type]  # a lambda

    def read(self) -> OpenStore:
        """Wait until what earlier runs left is here."""
        self.until(lambda: self.store.loaded)
        return self

    @property
    def texts(self) -> list[str]:
        """What the person was told."""
        return [notice.text for notice in self.told]


@contextmanager
def opened(directory: Path, home: str = HOME) -> Iterator[OpenStore]:
    """Open a store and close it in order; it may not have read anything yet."""
    store = OpenStore(directory, home)
    try:
        yield store
    finally:
        store.store.close()


def drafts_on_disk(directory: Path, home: str = HOME) -> dict[str, str]:
    """Return what another application would read now, by thread."""
    rows = _rows(directory, "SELECT thread, text FROM drafts WHERE home IN (?, '') ORDER BY updated", (home,))
    found: dict[str, str] = {}
    for thread, text in rows:
        found[thread] = f"{found[thread]}\n{text}" if thread in found else text
    return found


def prompts_on_disk(directory: Path) -> list[tuple[str, str]]:
    """Return directory and text of all prompts, oldest first."""
    return _rows(directory, "SELECT cwd, text FROM prompts ORDER BY id")


def _rows(directory: Path, query: str, values: tuple[str, ...] = ()) -> list[tuple[str, str]]:
    """Return rows of the database; none while the application has not made it yet."""
    if not (directory / NAME).exists():
        return []
    with closing(sqlite3.connect(directory / NAME)) as connection:
        connection.text_factory = lambda data: data.decode(errors="replace")
        try:
            return connection.execute(query, values).fetchall()
        except sqlite3.OperationalError as error:
            if not str(error).startswith("no such table"):
                raise
            return []


def left_in(directory: Path, home: str = HOME) -> tuple[dict[str, str], list[str]]:
    """Return the drafts and prompts that the next run finds."""
    with opened(directory, home) as next_run:
        next_run.read()
        return dict(next_run.store.drafts), list(next_run.store.prompts)
