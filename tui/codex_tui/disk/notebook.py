"""Takes over the notebook, once: the JSON file in which earlier versions kept drafts and prompts."""

from __future__ import annotations

import hashlib
import json
import time
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..state.prompt_history import PromptHistory
from . import files, tables
from .tables import EVERY_HOME, DraftRow, PromptRow, storable
from .transaction import transaction

if TYPE_CHECKING:
    import sqlite3
    from pathlib import Path

LARGEST = 64_000_000
"""Bytes of the largest notebook that is read: a thousand long prompts have far less."""


@dataclass(frozen=True)
class _Notebook:
    drafts: dict[str, str]
    prompts: tuple[str, ...]


def take_over(connection: sqlite3.Connection, path: Path) -> list[files.Notice]:
    """Put the content of the notebook into the database and rename the file; return notices for the person.

    The hash of its content is noted in the same transaction, so that it is taken over once, even when the
    renaming fails or two applications start at once. A notebook does not name the server's home: what it has
    belongs to every home.
    """
    if not path.exists():
        return []
    try:
        data = _content(path)
        notebook = _parse(data)
    except (OSError, ValueError, RecursionError) as error:
        return [_renamed(path, "broken", f"{path.name} could not be read: {_reason(error)}", bad=True)]
    if not _put_in(connection, notebook, hashlib.sha256(data).hexdigest(), path.name):
        # The run that took it over could not rename it, and has said so.
        with suppress(OSError):
            files.set_aside(path, "taken-over")
        return []
    return [_renamed(path, "taken-over", f"Drafts and prompts of {path.name} were taken over", bad=False)]


def _put_in(connection: sqlite3.Connection, notebook: _Notebook, digest: str, name: str) -> bool:
    """Put a notebook into the database; False when its content has been taken over already."""
    with transaction(connection):
        if tables.was_imported(connection, digest):
            return False
        now = time.time()
        for thread, text in notebook.drafts.items():
            tables.replace_draft(connection, DraftRow(EVERY_HOME, thread, digest, text, now), ())
        for text in notebook.prompts:
            tables.add_prompt(connection, PromptRow(EVERY_HOME, "", "", text, now))
        tables.note_import(connection, digest, name, now)
    return True


def _renamed(path: Path, ending: str, happened: str, *, bad: bool) -> files.Notice:
    try:
        aside = files.set_aside(path, ending)
    except OSError as error:
        return files.Notice(f"{happened}. It stays {files.shown(path)}: {error.strerror or error}.", bad=bad)
    return files.Notice(f"{happened}. The file is now {files.shown(aside)}.", bad=bad)


def _content(path: Path) -> bytes:
    if not files.is_regular(path):
        raise ValueError("it is not a file")
    with path.open("rb") as file:
        data = file.read(LARGEST + 1)
    if len(data) > LARGEST:
        raise ValueError("it is too large")
    return data


def _parse(data: bytes) -> _Notebook:
    """Read drafts and prompts. Raises `ValueError`, and `RecursionError` for deep nesting."""
    match json.loads(data.decode("utf-8", errors="surrogatepass")):
        case {"drafts": dict(drafts), "prompts": list(prompts)}:
            pass
        case _:
            raise ValueError("it has neither drafts nor prompts")
    if not all(isinstance(text, str) for text in (*drafts.values(), *prompts)):
        raise ValueError("not all of it is text")
    return _Notebook(
        {storable(thread): text for thread, text in drafts.items() if text.strip()},
        PromptHistory(prompts).entries,
    )


def _reason(error: Exception) -> str:
    if isinstance(error, OSError):
        return error.strerror or str(error)
    is_json = not isinstance(error, (json.JSONDecodeError, UnicodeDecodeError, RecursionError))
    return str(error) if is_json else "it is not JSON"
