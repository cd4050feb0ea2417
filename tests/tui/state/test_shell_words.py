from __future__ import annotations

import pytest
from codex_tui.state.shell_words import unwrap_shell


@pytest.mark.parametrize(
    ("command", "shown"),
    [
        ("/bin/bash -lc 'echo hi'", "echo hi"),
        ("bash -c 'a\nb'", "a\nb"),
        ("/usr/bin/zsh -lc 'it'\\''s'", "it's"),
        ('/bin/sh -c "echo a"', "echo a"),
        ("/bin/bash -lc ls", "ls"),
        ("echo 'bash -lc x'", "echo 'bash -lc x'"),
        ("/bin/bash -lc 'a' b", "/bin/bash -lc 'a' b"),
        ("/bin/bash -lc 'a'; rm -rf /", "/bin/bash -lc 'a'; rm -rf /"),
        ("/bin/bash -lc 'never ends", "/bin/bash -lc 'never ends"),
        ("/bin/bash script.sh", "/bin/bash script.sh"),
        ("", ""),
    ],
)
def test_only_the_shell_around_a_whole_command_is_taken_off(command: str, shown: str) -> None:
    assert unwrap_shell(command) == shown


def test_a_command_longer_than_any_title_stays_whole() -> None:
    command = "bash -lc '" + "x" * 30_000 + "'"
    assert unwrap_shell(command) is command
