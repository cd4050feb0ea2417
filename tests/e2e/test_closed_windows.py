"""The window of the terminal is closed."""

from __future__ import annotations

import signal
from typing import TYPE_CHECKING

from e2e.terminal import COMPOSER, RUN, Terminal, environment
from real_server import CodexHome

if TYPE_CHECKING:
    from pathlib import Path


def test_an_application_whose_window_is_closed_ends(tmp_path: Path) -> None:
    home = CodexHome(tmp_path / "codex-home", tmp_path / "home", tmp_path / "work")
    for directory in (home.path, home.home, home.work):
        directory.mkdir()
    with Terminal((*RUN, "--demo"), env=environment(home), cwd=home.work, owning=True) as terminal:
        # A turn runs, so that there is something to draw all the time.
        terminal.expect(COMPOSER, "working")
        assert terminal.hang_up() == 128 + signal.SIGHUP
