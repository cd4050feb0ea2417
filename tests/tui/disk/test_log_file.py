"""The log: where, when, which version; never what was said."""

from __future__ import annotations

import os
import stat
from typing import TYPE_CHECKING

import pytest
from codex_tui.crash import CrashReport
from codex_tui.disk.log_file import NAME, LogFile
from hypothesis import given, settings
from hypothesis import strategies as st

if TYPE_CHECKING:
    from pathlib import Path

SECRET = "sk-do-not-log-this"


def test_a_line_has_its_time_and_process_and_others_cannot_read_it(tmp_path: Path) -> None:
    log = LogFile(tmp_path / "state")
    assert log.begin("begins: codex-tui 0.1") is None
    log.write("the connection is lost: signal 9\x1b[31m")
    path = tmp_path / "state" / NAME
    first, second = path.read_text("utf-8").splitlines()
    assert first.endswith(f"Z {os.getpid()} begins: codex-tui 0.1")
    assert second.endswith("the connection is lost: signal 9\N{SYMBOL FOR ESCAPE}[31m")
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_an_error_is_logged_with_its_places_and_causes_and_without_words(tmp_path: Path) -> None:
    def broken() -> None:
        token = SECRET
        try:
            int(token)
        except ValueError as error:
            raise RuntimeError(f"cannot use {token}") from error

    with pytest.raises(RuntimeError) as caught:
        broken()
    log = LogFile(tmp_path)
    log.error("a task broke", CrashReport.of(caught.value))
    text = (tmp_path / NAME).read_text("utf-8")
    assert "a task broke: RuntimeError" in text
    assert "from ValueError" in text
    assert "in broken" in text
    assert SECRET not in text


@settings(max_examples=40, deadline=None)
@given(st.lists(st.text(max_size=300) | st.just("long " * 2_000), max_size=40))
def test_the_file_never_grows_above_its_bound_and_ends_with_the_last_line(
    tmp_path_factory: pytest.TempPathFactory, lines: list[str]
) -> None:
    directory = tmp_path_factory.mktemp("state")
    log = LogFile(directory, largest=4_000)
    for line in [*lines, "the last"]:
        log.write(line)
        assert (directory / NAME).stat().st_size <= 4_000
    assert (directory / NAME).read_bytes().endswith(b" the last\n")


def test_the_newer_half_stays_when_it_is_full(tmp_path: Path) -> None:
    log = LogFile(tmp_path, largest=10_000)
    for number in range(1_000):
        log.write(f"line {number}")
    lines = (tmp_path / NAME).read_text("utf-8").splitlines()
    numbers = [int(line.rpartition(" ")[2]) for line in lines]
    assert numbers == list(range(numbers[0], 1_000))
    assert len(numbers) > 90


@pytest.mark.parametrize("kind", ["a directory", "a pipe"])
def test_what_is_no_file_is_set_aside_and_said(tmp_path: Path, kind: str) -> None:
    if kind == "a directory":
        (tmp_path / NAME).mkdir()
    else:
        os.mkfifo(tmp_path / NAME)
    log = LogFile(tmp_path)
    notice = log.begin("begins")
    assert notice is not None
    assert str(tmp_path / f"{NAME}.broken") in notice.text
    assert (tmp_path / NAME).read_text("utf-8").endswith("begins\n")


def test_a_log_that_cannot_be_written_is_said_once_and_stops_nothing(tmp_path: Path) -> None:
    (tmp_path / "state").write_text("in the way", encoding="utf-8")
    log = LogFile(tmp_path / "state")
    notice = log.begin("begins")
    assert notice is not None
    assert "No log is kept" in notice.text
    log.write("goes on")
    assert (tmp_path / "state").read_text("utf-8") == "in the way"


def test_without_a_directory_nothing_is_written() -> None:
    log = LogFile()
    assert log.begin("begins") is None
    log.write("goes on")
    assert not log.is_kept
