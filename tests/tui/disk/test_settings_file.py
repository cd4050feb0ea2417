"""The settings file: where it is, who may change it, and what a file that is odd does."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest
from codex_tui.disk.settings_file import (
    LONGEST,
    NoSettingsPath,
    SettingsFile,
    SettingsNotKept,
    settings_path,
)
from codex_tui.settings import Settings

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "config" / "settings.toml"


def write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")


def test_without_a_file_the_defaults_hold_and_nothing_is_wrong(path: Path) -> None:
    reading = SettingsFile(path).read()
    assert (reading.settings, reading.troubles, reading.broken) == (Settings(), (), False)


def test_a_value_is_kept_for_the_next_start(path: Path) -> None:
    SettingsFile(path).write(["theme"], "codex-light")
    assert SettingsFile(path).read().settings.theme == "codex-light"
    assert path.stat().st_mode & 0o777 == 0o600


def test_a_link_stays_and_so_does_the_mode_of_what_it_names(path: Path, tmp_path: Path) -> None:
    real = tmp_path / "dotfiles" / "codex-tui.toml"
    write(real, "# mine\n")
    real.chmod(0o640)
    path.parent.mkdir()
    path.symlink_to(real)
    SettingsFile(path).write(["mouse"], False)
    assert path.is_symlink()
    assert real.read_text("utf-8") == "# mine\nmouse = false\n"
    assert real.stat().st_mode & 0o777 == 0o640
    assert [each.name for each in real.parent.iterdir()] == [real.name]


def test_it_is_seen_that_another_program_changed_the_file(path: Path) -> None:
    file = SettingsFile(path)
    file.read()
    assert not file.changed()
    SettingsFile(path).write(["theme"], "codex-light")
    assert file.changed()
    file.read()
    assert not file.changed()
    path.unlink()
    assert file.changed()


def test_what_two_applications_set_is_kept_of_both(path: Path) -> None:
    one, other = SettingsFile(path), SettingsFile(path)
    one.read(), other.read()
    one.write(["theme"], "codex-light")
    other.write(["mouse"], False)
    settings = one.read().settings
    assert (settings.theme, settings.mouse) == ("codex-light", False)


def test_a_file_that_is_not_toml_is_not_written_over(path: Path) -> None:
    write(path, "theme = \n# a day's work\n")
    with pytest.raises(SettingsNotKept, match="it is not TOML"):
        SettingsFile(path).write(["theme"], "auto")
    assert path.read_text("utf-8") == "theme = \n# a day's work\n"


@pytest.mark.parametrize(
    ("content", "why"),
    [(b"theme = '\xff'", "not UTF-8"), (b"#" * (LONGEST + 1), "longer than 256 KiB")],
)
def test_a_file_that_cannot_be_read_is_told_and_left_alone(path: Path, content: bytes, why: str) -> None:
    path.parent.mkdir()
    path.write_bytes(content)
    reading = SettingsFile(path).read()
    assert reading.broken
    assert why in reading.troubles[0]
    with pytest.raises(SettingsNotKept, match=why):
        SettingsFile(path).write(["theme"], "auto")
    assert path.read_bytes() == content


def test_a_pipe_and_a_directory_are_not_waited_for(path: Path) -> None:
    path.parent.mkdir()
    os.mkfifo(path)
    assert "it is not a file" in SettingsFile(path).read().troubles[0]
    path.unlink()
    path.mkdir()
    assert "none of it holds" in SettingsFile(path).read().troubles[0]


def test_a_directory_that_cannot_be_written_is_told(path: Path) -> None:
    path.parent.parent.joinpath("config").write_text("a file where the directory belongs", "utf-8")
    with pytest.raises(SettingsNotKept, match="It holds until you quit"):
        SettingsFile(path).write(["theme"], "auto")


def test_the_demo_reads_and_keeps_nothing(path: Path) -> None:
    write(path, 'theme = "codex-light"\n')
    file = SettingsFile(path, keep=False)
    assert file.read().settings.theme == "codex-light"
    file.write(["theme"], "codex-dark")
    assert file.read().settings.theme == "codex-dark"
    assert path.read_text("utf-8") == 'theme = "codex-light"\n'


def test_the_environment_may_name_the_file_by_an_absolute_path_only(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert settings_path({"CODEX_TUI_SETTINGS": str(tmp_path / "s.toml")}) == tmp_path / "s.toml"
    for relative in ("settings.toml", "./settings.toml", "~nobody-here/s.toml"):
        with pytest.raises(NoSettingsPath, match="not an absolute path"):
            settings_path({"CODEX_TUI_SETTINGS": relative})
    # A relative one would be read from the directory that one works in: from a repository.
    monkeypatch.setenv("XDG_CONFIG_HOME", ".config")
    assert settings_path({}).is_absolute()
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    assert settings_path({}) == tmp_path / "codex-tui" / "settings.toml"
