from __future__ import annotations

import os
from pathlib import Path

import pytest
from codex_tui.session.writer_locks import Writer, WriterKind, writer_of

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


def processes(tmp_path: Path, pid: int, command: str) -> Path:
    """The directory of a system on which one process runs."""
    folder = tmp_path / "proc"
    process = folder / str(pid)
    process.mkdir(parents=True)
    (process / "cmdline").write_bytes(command.replace(" ", "\0").encode() + b"\0")
    (process / "stat").write_text(f"{pid} (co dex) S 1 {pid} {pid} 0 -1")
    return folder


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
    locks = table(tmp_path, line.format(lock))
    expected = Writer(WriterKind.UNKNOWN, 19123) if held else None
    assert writer_of(str(tmp_path), THREAD, locks, tmp_path / "proc") == expected


@pytest.mark.parametrize(
    ("command", "kind"),
    [
        ("/home/user/.codex/packages/codex app-server --listen unix://", WriterKind.BACKGROUND),
        ("codex app-server --listen stdio:// -c thread_unload_delay_secs=0", WriterKind.CLIENT),
        ("/usr/bin/codex resume", WriterKind.CODEX),
        ("", WriterKind.UNKNOWN),
    ],
)
def test_the_command_line_says_which_program_holds_a_thread(
    tmp_path: Path, lock: str, command: str, kind: WriterKind
) -> None:
    locks = table(tmp_path, f"5: FLOCK  ADVISORY  WRITE 70 {lock} 0 EOF")
    assert writer_of(str(tmp_path), THREAD, locks, processes(tmp_path, 70, command)) == Writer(kind, 70)


def test_a_process_of_another_container_has_no_number(tmp_path: Path, lock: str) -> None:
    locks = table(tmp_path, f"5: FLOCK  ADVISORY  WRITE 0 {lock} 0 EOF")
    assert writer_of(str(tmp_path), THREAD, locks, tmp_path) == Writer()


def test_nobody_can_tell_without_a_table_a_file_or_a_home(tmp_path: Path, lock: str) -> None:
    line = f"5: FLOCK  ADVISORY  WRITE 1 {lock} 0 EOF"
    assert writer_of(str(tmp_path), THREAD, tmp_path / "no-table") is None
    assert writer_of(str(tmp_path), THREAD.replace("0", "1"), table(tmp_path, line)) is None
    assert writer_of("", THREAD, table(tmp_path, line)) is None


def test_an_id_is_no_path(tmp_path: Path, lock: str) -> None:
    line = f"5: FLOCK  ADVISORY  WRITE 1 {lock} 0 EOF"
    assert writer_of(str(tmp_path), f"../thread-writer-locks/{THREAD}", table(tmp_path, line)) is None
