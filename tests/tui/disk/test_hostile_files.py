"""Whatever lies where the database or the notebook should be: the start goes on, and nothing is lost."""

from __future__ import annotations

import json
import os
import sqlite3
import subprocess
import sys
import tempfile
from contextlib import closing
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import codex_app_server
import codex_tui
import pytest
from codex_tui.disk.database import NAME, NOTEBOOK
from codex_tui.disk.migrations import APPLICATION_ID, MIGRATIONS
from hypothesis import given, settings
from hypothesis import strategies as st
from local_stores import drafts_on_disk, left_in, opened

if TYPE_CHECKING:
    from collections.abc import Callable

DEFAULT = {"a": "typed now"}


def run_once(directory: Path) -> list[str]:
    """Run an application that types something, and return what it told."""
    with opened(directory) as store:
        store.read().store.set_draft("a", DEFAULT["a"])
        store.store.save(wait=True)
        return store.texts


def contents(directory: Path) -> list[bytes]:
    """What all regular files in a directory hold."""
    return [path.read_bytes() for path in sorted(directory.rglob("*")) if path.is_file()]


def good_database(directory: Path) -> bytes:
    """Make a database with some content, and return it."""
    with opened(directory) as store:
        store.store.set_draft("old", "left before " + "and long " * 800)
        store.store.add_prompt("sent before", thread="old", cwd="/src")
    data = (directory / NAME).read_bytes()
    (directory / NAME).unlink()
    return data


def garbage(path: Path) -> None:
    path.write_bytes(b"no database at all " * 300)


def a_directory(path: Path) -> None:
    path.mkdir()
    (path / "within").write_text("kept", encoding="utf-8")


def a_pipe(path: Path) -> None:
    os.mkfifo(path)


def a_database_of_another_program(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE drafts (theirs)")
        connection.execute("INSERT INTO drafts VALUES ('theirs')")
        connection.commit()


def our_mark_and_other_tables(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE drafts (home, thread)")
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.execute(f"PRAGMA user_version = {len(MIGRATIONS)}")
        connection.commit()


def our_mark_and_no_version(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE drafts (home, thread)")
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.execute("PRAGMA user_version = -3")
        connection.commit()


@pytest.mark.parametrize(
    "put",
    [
        garbage,
        a_directory,
        a_pipe,
        a_database_of_another_program,
        our_mark_and_other_tables,
        our_mark_and_no_version,
    ],
)
def test_what_is_no_database_of_ours_is_set_aside_and_said(
    tmp_path: Path, put: Callable[[Path], None]
) -> None:
    put(tmp_path / NAME)
    before = contents(tmp_path)
    (told,) = run_once(tmp_path)
    assert told.startswith(f"{NAME} ")
    assert f"It is now {tmp_path / f'{NAME}.broken'}" in told
    assert "\n" not in told
    assert drafts_on_disk(tmp_path) == DEFAULT
    assert (tmp_path / f"{NAME}.broken").exists()
    assert [data for data in before if data not in contents(tmp_path)] == []
    assert run_once(tmp_path) == []


def test_an_empty_file_is_as_good_as_none(tmp_path: Path) -> None:
    (tmp_path / NAME).touch()
    assert run_once(tmp_path) == []
    assert drafts_on_disk(tmp_path) == DEFAULT


def test_what_was_set_aside_before_is_never_overwritten(tmp_path: Path) -> None:
    for number in range(3):
        (tmp_path / NAME).write_bytes(f"garbage {number}".encode())
        assert len(run_once(tmp_path)) == 1
        (tmp_path / NAME).unlink()
    aside = sorted(path.name for path in tmp_path.glob("*.broken*"))
    assert aside == [f"{NAME}.broken", f"{NAME}.broken-2", f"{NAME}.broken-3"]
    assert (tmp_path / f"{NAME}.broken-2").read_bytes() == b"garbage 1"


def test_a_newer_database_is_left_alone_and_said(tmp_path: Path) -> None:
    (tmp_path / NAME).write_bytes(good_database(tmp_path))
    with closing(sqlite3.connect(tmp_path / NAME)) as connection:
        connection.execute(f"PRAGMA user_version = {len(MIGRATIONS) + 1}")
        connection.commit()
    before = (tmp_path / NAME).read_bytes()
    with opened(tmp_path) as store:
        store.until(lambda: store.told)
        store.store.set_draft("a", "typed now")
        store.store.save(wait=True)
        assert store.store.draft("a") == "typed now"
    assert "written by a newer codex-tui" in store.texts[0]
    assert (tmp_path / NAME).read_bytes() == before
    assert ["not on disk" in notice.text for notice in store.store.last_notices] == [True]


def test_a_database_that_another_process_holds_is_written_when_it_is_free(tmp_path: Path) -> None:
    with opened(tmp_path) as store:
        store.store.set_draft("old", "left before")
    other = sqlite3.connect(tmp_path / NAME, isolation_level=None)
    other.execute("PRAGMA locking_mode = EXCLUSIVE")
    other.execute("BEGIN EXCLUSIVE")
    with opened(tmp_path) as store:
        store.store.set_draft("a", "typed now")
        store.until(lambda: store.told)
        assert "last until you leave" in store.texts[0]
        assert "locked" in store.texts[0]
        other.close()
        store.store.save(wait=True)
        assert drafts_on_disk(tmp_path) == {"old": "left before", "a": "typed now"}
        store.until(lambda: store.store.draft("old") == "left before")
        assert store.texts[1:] == ["Drafts and prompt history are on disk again."]


def test_a_database_that_breaks_while_the_application_runs_is_set_aside_then(tmp_path: Path) -> None:
    with opened(tmp_path) as store:
        store.read().store.set_draft("a", "before it broke")
        store.store.save(wait=True)
        with closing(sqlite3.connect(tmp_path / NAME)) as other:
            other.execute("DROP TABLE drafts")
            other.commit()
        store.store.set_draft("b", "since")
        store.store.save(wait=True)
        (told,) = store.texts
    assert f"{NAME} cannot be used" in told
    assert f"{NAME}.broken" in told
    assert drafts_on_disk(tmp_path) == {"a": "before it broke", "b": "since"}


@settings(max_examples=40, deadline=None)
@given(data=st.data())
def test_a_damaged_database_stops_no_start_and_stays_somewhere(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    directory = tmp_path_factory.mktemp("state")
    good = bytearray(_good())
    broken = data.draw(
        st.one_of(
            st.binary(max_size=200),
            st.integers(0, len(good)).map(lambda end: bytes(good[:end])),
            st.lists(st.tuples(_places(good), st.integers(0, 255)), min_size=1, max_size=20).map(
                lambda changes: _changed(good, changes)
            ),
        )
    )
    (directory / NAME).write_bytes(broken)
    told = run_once(directory)
    assert drafts_on_disk(directory)["a"] == "typed now"
    # A database that could be read, as after a changed letter of a text, may have changed since.
    assert not told or not broken or broken in contents(directory)


@cache
def _good() -> bytes:
    with tempfile.TemporaryDirectory() as name:
        return good_database(Path(name))


def _places(good: bytearray) -> st.SearchStrategy[int]:
    """Draw a place, but none of the schema's version: a newer one is no damage, and has its own test."""
    return st.one_of(st.integers(0, 59), st.integers(64, len(good) - 1))


def _changed(good: bytearray, changes: list[tuple[int, int]]) -> bytes:
    data = bytearray(good)
    for place, value in changes:
        data[place] = value
    return bytes(data)


_JSON = st.recursive(
    st.none() | st.booleans() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)


@settings(max_examples=40, deadline=None)
@given(
    st.one_of(
        st.binary(max_size=100),
        _JSON.map(lambda value: json.dumps(value).encode()),
        st.fixed_dictionaries({"drafts": _JSON, "prompts": _JSON}).map(
            lambda value: json.dumps(value).encode()
        ),
        st.sampled_from([b"[" * 100_000, b'{"drafts": {}, "prompts": ' + b"[" * 100_000, b"1" * 5_000]),
    )
)
def test_any_notebook_is_taken_over_or_set_aside_and_its_bytes_stay(
    tmp_path_factory: pytest.TempPathFactory, content: bytes
) -> None:
    directory = tmp_path_factory.mktemp("state")
    (directory / NOTEBOOK).write_bytes(content)
    (told,) = run_once(directory)
    (aside,) = directory.glob(f"{NOTEBOOK}.*")
    assert str(aside) in told
    assert aside.read_bytes() == content
    assert "\n" not in told
    assert drafts_on_disk(directory)["a"].endswith("typed now")


@pytest.mark.parametrize("put", [a_directory, a_pipe])
def test_a_notebook_that_is_no_file_is_set_aside(tmp_path: Path, put: Callable[[Path], None]) -> None:
    put(tmp_path / NOTEBOOK)
    (told,) = run_once(tmp_path)
    assert "it is not a file" in told
    assert (tmp_path / f"{NOTEBOOK}.broken").exists()


def test_a_file_in_place_of_the_directory_is_said_and_drafts_stay_in_memory(tmp_path: Path) -> None:
    (tmp_path / "state").write_text("in the way", encoding="utf-8")
    with opened(tmp_path / "state") as store:
        store.store.set_draft("a", "text")
        store.until(lambda: store.told)
        assert "last until you leave" in store.texts[0]
        assert store.store.draft("a") == "text"
    assert (tmp_path / "state").read_text(encoding="utf-8") == "in the way"


_CHILD = """
import json, os, resource, sys
sys.path[:0] = {packages!r}
from pathlib import Path
from codex_tui.disk import database, local_store, notebook, tables
{limit}
store = local_store.LocalStore(Path({directory!r}), home="/home/ada/.codex")
told, loaded = [], []
store.open(deliver=lambda call: call(), loaded=store.take, told=lambda notice: told.append(notice.text))
store.set_draft("a", "typed now")
store.save(wait=True)
store.close()
print(json.dumps([told, dict(store.drafts), [each.text for each in store.last_notices]]))
"""


def run_in_a_process(directory: Path, limit: str) -> tuple[list[str], dict[str, str], list[str]]:
    """Do as `run_once` in a process that has a limit of its own."""
    packages = [str(Path(str(package.__file__)).parents[1]) for package in (codex_app_server, codex_tui)]
    code = _CHILD.format(packages=packages, limit=limit, directory=str(directory))
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60
    )
    told, drafts, last = json.loads(done.stdout)
    return told, drafts, last


def test_a_full_disk_is_said_and_what_was_left_is_shown(tmp_path: Path) -> None:
    with opened(tmp_path) as store:
        store.store.set_draft("old", "left before")
    full = "resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))"
    told, drafts, last = run_in_a_process(tmp_path, full)
    assert "last until you leave" in told[0]
    assert drafts == {"old": "left before", "a": "typed now"}
    assert "What was typed last is not on disk" in last[0]
    assert left_in(tmp_path)[0] == {"old": "left before"}


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can make a file that belongs to another user")
def test_a_file_of_another_user_is_set_aside() -> None:
    # Not below pytest's directory, which others may not enter.
    with tempfile.TemporaryDirectory() as name:
        directory = Path(name)
        (directory / NAME).write_bytes(good_database(directory))
        before = (directory / NAME).read_bytes()
        (directory / NAME).chmod(0o600)
        os.chown(directory, 65534, 65534)
        told, drafts, last = run_in_a_process(directory, "os.setgid(65534); os.setuid(65534)")
        assert "may not be read and written by you" in told[0]
        assert (drafts, last) == (DEFAULT, [])
        assert (directory / f"{NAME}.broken").read_bytes() == before


@pytest.mark.skipif(os.geteuid() != 0, reason="root may write where a mode forbids it to others")
def test_a_directory_that_cannot_be_written_is_said_and_what_was_left_is_shown() -> None:
    with tempfile.TemporaryDirectory() as name:
        directory = Path(name)
        with opened(directory) as store:
            store.store.set_draft("old", "left before")
        directory.chmod(0o755)
        (directory / NAME).chmod(0o644)
        told, drafts, _ = run_in_a_process(directory, "os.setgid(65534); os.setuid(65534)")
        assert "last until you leave" in told[0]
        assert drafts == {"old": "left before", "a": "typed now"}
