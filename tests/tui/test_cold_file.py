"""A temporary file for what does not fit in memory."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

import pytest
from codex_tui.cold_file import ColdFile


def test_what_was_written_is_read_again() -> None:
    cold = ColdFile()
    kept = {
        cold.write(bytes([number]) * size): (number, size) for number, size in enumerate((10, 4096, 9000))
    }
    for place, (number, size) in kept.items():
        assert place is not None
        assert cold.read(place, size) == bytes([number]) * size


def test_a_place_that_was_given_back_is_used_again() -> None:
    cold = ColdFile()
    first, second = cold.write(b"a" * 5000), cold.write(b"b" * 5000)
    assert first is not None
    assert second is not None
    cold.free(first, 5000)
    assert cold.write(b"c" * 6000) == first
    assert cold.read(second, 5000) == b"b" * 5000


def test_the_room_goes_back_to_the_disk_with_the_last_of_it() -> None:
    cold = ColdFile()
    place = cold.write(b"a" * 5000)
    assert place is not None
    cold.free(place, 5000)
    assert cold._file is not None
    assert os.fstat(cold._file.fileno()).st_size == 0


def test_the_file_has_no_name_and_is_for_nobody_else(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    cold = ColdFile()
    assert cold.write(b"words") is not None
    assert list(tmp_path.iterdir()) == []
    assert cold._file is not None
    assert os.fstat(cold._file.fileno()).st_mode & 0o077 == 0


def test_a_disk_without_room_keeps_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", "/nowhere/at/all")
    assert ColdFile().write(b"words") is None
