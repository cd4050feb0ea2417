"""What a trusted repository, a directory's name and the command line say, in the bytes of a terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from e2e.terminal import COMPOSER, RUN, Terminal, environment

if TYPE_CHECKING:
    from real_server import CodexHome

TITLE = "\x1b]0;owned\x07"
BIDI = "\u202elive\u202c"
C1 = "\x9d0;owned\x9c"
NEVER = (b"]0;owned\x07", b"\x1b]0;owned", "\u202e".encode(), "\x9d".encode(), b"\x1b[31mred")
NAME = f"dir{TITLE}{BIDI}{C1}\x1b[31mred"


def toml(text: str) -> str:
    """Write a text as a basic string of TOML."""
    escaped = "".join(each if each.isalnum() else f"\\u{ord(each):04X}" for each in text)
    return f'"{escaped}"'


def assert_harmless(terminal: Terminal) -> None:
    """Check that none of it was written as it is, though some of it was shown."""
    assert [each for each in NEVER if each in terminal.raw] == []
    assert b"owned" in terminal.raw


def test_a_trusted_repositorys_config_and_name_drive_no_terminal(codex_home: CodexHome) -> None:
    work = codex_home.work / NAME
    (work / ".git").mkdir(parents=True)
    (work / ".git" / "HEAD").write_text(f"ref: refs/heads/{BIDI}{C1}\n", encoding="utf-8")
    (work / ".codex").mkdir()
    settings = f"model = {toml('m' + TITLE + BIDI)}\nmodel_reasoning_effort = {toml('e' + C1)}\n"
    (work / ".codex" / "config.toml").write_text(settings, encoding="utf-8")
    with (codex_home.path / "config.toml").open("a", encoding="utf-8") as config:
        config.write(f'\n[projects.{toml(str(work))}]\ntrust_level = "trusted"\n')
    command = (*RUN, "--resume", f"id{TITLE}{BIDI}")
    with Terminal(command, env=environment(codex_home), cwd=work) as terminal:
        terminal.expect(COMPOSER, "m␛]0;owned", "There is no thread", "dir␛]0;owned")
        assert_harmless(terminal)
        terminal.type("\x11")
        assert terminal.ended() == 0
        assert_harmless(terminal)


def test_the_question_about_trust_drives_no_terminal(codex_home: CodexHome) -> None:
    work = codex_home.work / NAME
    work.mkdir()
    with Terminal(RUN, env=environment(codex_home), cwd=work) as terminal:
        terminal.expect("Do you trust this directory?")
        terminal.type("\x11")
        terminal.ended()
        assert [each for each in NEVER if each in terminal.raw] == []


@pytest.mark.parametrize(
    "words",
    [
        ("prompt", NAME),
        ("--sandbox", NAME),
        ("--theme", NAME),
        ("--cwd", f"/no{NAME}"),
    ],
    ids=" ".join,
)
def test_a_refusal_drives_no_terminal(words: tuple[str, ...], codex_home: CodexHome) -> None:
    with Terminal((*RUN, *words), env=environment(codex_home), cwd=codex_home.work) as terminal:
        assert terminal.ended() == 2
        assert_harmless(terminal)
