"""A copy that arrives, read back from where a person would paste it."""

from __future__ import annotations

import base64
import os
import re
import shutil
import subprocess
from typing import TYPE_CHECKING

import pytest
from e2e.terminal import RUN, Terminal, environment

if TYPE_CHECKING:
    from pathlib import Path

    from real_server import CodexHome

F6 = "\x1b[17~"


@pytest.mark.skipif(shutil.which("tmux") is None, reason="tmux is not installed")
def test_in_tmux_a_copy_is_in_its_buffer_and_on_the_way_to_its_terminal(
    codex_home: CodexHome, tmp_path: Path
) -> None:
    env = {**environment(codex_home), "TMUX_TMPDIR": str(tmp_path)}
    tmux = ["tmux", "-f", os.devnull]
    try:
        with Terminal([*tmux, "new-session", *RUN, "--demo"], env=env, cwd=codex_home.work) as terminal:
            terminal.expect("Fix the flaky resume test", "Steer this turn")
            terminal.type(F6)
            terminal.expect("space fold")
            terminal.type("Y")
            terminal.expect("Copied the last answer", "tmux's buffer", "sent to the terminal")
            kept = subprocess.run(
                [*tmux, "show-buffer"], env=env, capture_output=True, timeout=20, check=True
            ).stdout
            assert kept
            sent = re.search(rb"\x1b\]52;[^;]*;([A-Za-z0-9+/=]+)(?:\a|\x1b\\)", terminal.raw)
            assert sent is not None
            assert base64.b64decode(sent[1]) == kept
    finally:
        subprocess.run([*tmux, "kill-server"], env=env, capture_output=True, timeout=20, check=False)
