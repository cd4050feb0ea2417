from __future__ import annotations

import random
import shlex

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
        ("bash --login -c 'echo hi'", "echo hi"),
        ("/usr/bin/env bash -lc 'echo hi'", "echo hi"),
        ("fish -c 'echo hi'", "echo hi"),
        ("bash -e -c 'echo hi'", "bash -e -c 'echo hi'"),
        ("bash -c ''", "bash -c ''"),
        ("bash -lc", "bash -lc"),
        ("cmd /c 'dir /b'", "dir /b"),
        ("cmd.exe /d /s /c 'dir /b'", "dir /b"),
        ("cmd /c dir /b", "dir /b"),
        ("cmd /c echo 'a b'", "cmd /c echo 'a b'"),
        ("cmd /k dir", "cmd /k dir"),
        ("C:\\Windows\\System32\\cmd.exe /c dir", "dir"),
        ("'C:\\Program Files\\PowerShell\\7\\pwsh.exe' -NoProfile -Command 'ls | rm'", "ls | rm"),
        ("powershell.exe -NoLogo -Command Get-Item x", "Get-Item x"),
        ("powershell -EncodedCommand ZABpAHIA", "powershell -EncodedCommand ZABpAHIA"),
        ("powershell -ExecutionPolicy Bypass -Command ls", "powershell -ExecutionPolicy Bypass -Command ls"),
        ("/bin/bash script.sh", "/bin/bash script.sh"),
        ("", ""),
    ],
)
def test_only_the_shell_around_a_whole_command_is_taken_off(command: str, shown: str) -> None:
    assert unwrap_shell(command) == shown


def test_a_command_longer_than_any_title_stays_whole() -> None:
    command = "bash -lc '" + "x" * 30_000 + "'"
    assert unwrap_shell(command) is command


WRAPPERS = [
    *(
        [program, flag]
        for program in ("sh", "bash", "/bin/zsh", "dash", "ksh", "fish")
        for flag in ("-c", "-lc", "-ic")
    ),
    ["bash", "--noprofile", "--norc", "-c"],
    ["/usr/bin/env", "bash", "-lc"],
    ["cmd", "/c"],
    ["cmd.exe", "/d", "/s", "/c"],
    ["powershell.exe", "-NoProfile", "-Command"],
    ["pwsh", "-c"],
]


@pytest.mark.parametrize("wrapper", WRAPPERS, ids=" ".join)
def test_what_is_shown_gives_the_words_that_run_when_the_same_shell_is_put_around_it(
    wrapper: list[str],
) -> None:
    dice = random.Random(" ".join(wrapper))
    pieces = ["rm", "-rf", " ", "'", '"', "\\", "$x", "|", "\n", ";", "&&", "a b", "*", "/c", "\u202e"]
    for _ in range(300):
        script = "".join(dice.choices(pieces, k=dice.randint(1, 6)))
        words = [*wrapper, script]
        shown = unwrap_shell(shlex.join(words))
        assert [*wrapper, shown] == words


@pytest.mark.parametrize("wrapper", WRAPPERS, ids=" ".join)
def test_what_comes_in_several_words_is_shown_as_it_splits_or_not_at_all(wrapper: list[str]) -> None:
    dice = random.Random(" ".join(wrapper))
    for _ in range(300):
        rest = dice.choices(["dir", "/b", "a b", "x;y", "", "'", "$x", "-l"], k=dice.randint(2, 4))
        command = shlex.join([*wrapper, *rest])
        shown = unwrap_shell(command)
        assert shown == command or shlex.split(shown) == rest
