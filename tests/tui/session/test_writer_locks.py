from __future__ import annotations

import os
from pathlib import Path

import pytest
from codex_tui.session.writer_locks import is_written

THREAD = "01a210dc-2f16-7ac3-8f13-ecd84f90b642"


@pytest.fixture
def lock(tmp_path: Path) -> str:
    """The name that the lock file of a thread has in the table of locks."""
    path = tmp_path / "thread-writer-locks" / f"{THREAD}.lock"
    path.parent.mkdir()
    path.touch()
    file = path.stat()
    return f"{os.major(file.st_dev):02x}:{os.minor(file.st_dev):02x}:{file.st_ino}"


def table(tmp_path: Path, *lines: str) -> Path:
    path = tmp_path / "locks"
    path.write_text("\n".join(("1: POSIX  ADVISORY  READ 19226 fe:00:2213910 128 128", *lines)) + "\n")
    return path


@pytest.mark.parametrize(
    ("line", "held"),
    [
        ("5: FLOCK  ADVISORY  WRITE 19123 {} 0 EOF", True),
        ("5: -> FLOCK  ADVISORY  WRITE 19123 {} 0 EOF", False),
        ("5: FLOCK  ADVISORY  READ 19123 {} 0 EOF", False),
        ("5: FLOCK  ADVISORY  WRITE 19123 fe:00:1 0 EOF", False),
        ("5: FLOCK", False),
        ("", False),
    ],
)
def test_a_lock_for_writing_on_its_file_says_that_a_thread_is_held(
    tmp_path: Path, lock: str, line: str, held: bool
) -> None:
    assert is_written(str(tmp_path), THREAD, table(tmp_path, line.format(lock))) is held


def test_nobody_can_tell_without_a_table_a_file_or_a_home(tmp_path: Path, lock: str) -> None:
    line = f"5: FLOCK  ADVISORY  WRITE 1 {lock} 0 EOF"
    assert is_written(str(tmp_path), THREAD, tmp_path / "no-table") is False
    assert is_written(str(tmp_path), THREAD.replace("0", "1"), table(tmp_path, line)) is False
    assert is_written("", THREAD, table(tmp_path, line)) is False


def test_an_id_is_no_path(tmp_path: Path, lock: str) -> None:
    line = f"5: FLOCK  ADVISORY  WRITE 1 {lock} 0 EOF"
    assert is_written(str(tmp_path), f"../thread-writer-locks/{THREAD}", table(tmp_path, line)) is False
