"""Typing into a terminal while the real server starts and the question about trust comes up."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from codex_tui.widgets.approval_gate import QUIET
from e2e.terminal import COMPOSER, RUN, Terminal, environment
from processes import processes_with

if TYPE_CHECKING:
    from real_server import CodexHome
    from scripted_model import ScriptedModel


def config_of(home: CodexHome) -> str:
    """What the server's config says now."""
    return (home.path / "config.toml").read_text(encoding="utf-8")


@pytest.mark.parametrize(("words", "pause"), [("yes, no quit", 0.15), ("y n q", 0.7)])
def test_typing_with_ordinary_pauses_answers_nothing_and_every_letter_is_sent(
    codex_home: CodexHome, scripted_model: ScriptedModel, words: str, pause: float
) -> None:
    before = config_of(codex_home)
    prompt = f"text:{words}"
    with Terminal(RUN, env=environment(codex_home), cwd=codex_home.work, columns=100, rows=30) as terminal:
        terminal.expect(COMPOSER, "codex-tui")
        for letter in f"{prompt}\r":
            # What is tried is the pause itself: nothing on the screen tells when a person types on.
            terminal.rest(pause)
            terminal.type(letter)
        terminal.expect(words, "turn 1")
        terminal.expect("Do you trust this directory?", "f2 to answer", "read-only")
        assert config_of(codex_home) == before
        assert terminal.came(lambda _: bool(scripted_model.requests_with(prompt)), 20), "it was not sent"


def test_a_prompt_typed_before_the_application_has_the_terminal_is_sent(
    codex_home: CodexHome, scripted_model: ScriptedModel
) -> None:
    # Until the terminal is the application's, it turns enter into a newline.
    with Terminal(RUN, env=environment(codex_home), cwd=codex_home.work, columns=100, rows=30) as terminal:
        terminal.type("text:an early **bird**\r")
        terminal.expect("an early bird", "Do you trust this directory?", "turn 1")
        assert len(scripted_model.requests_with("text:an early **bird**")) == 1


@pytest.mark.skipif(sys.platform != "linux", reason="a server is adopted on Linux only")
def test_the_server_is_there_before_the_screen_and_is_the_one_that_answers(codex_home: CodexHome) -> None:
    def servers() -> list[int]:
        return [pid for pid in processes_with(str(codex_home.path)) if is_codex(pid)]

    command = (*RUN, "text:one **server**")
    with Terminal(command, env=environment(codex_home), cwd=codex_home.work) as terminal:
        terminal.wait_for(lambda _: b"\x1b[?1049h" in terminal.raw, "the alternate screen")
        early = servers()
        assert len(early) == 1
        terminal.expect("one server", "turn 1")
        assert servers() == early


def is_codex(pid: int) -> bool:
    """Whether a process is the server, and not the application."""
    try:
        return Path(f"/proc/{pid}/comm").read_text(encoding="utf-8").strip() == "codex"
    except OSError:
        return False


def test_f2_and_y_after_half_a_second_is_written_to_the_config(codex_home: CodexHome) -> None:
    with Terminal(RUN, env=environment(codex_home), cwd=codex_home.work, columns=100, rows=30) as terminal:
        terminal.expect("Do you trust this directory?", "f2 to answer")
        assert "trust_level" not in config_of(codex_home)
        terminal.type("\x1bOQ")
        terminal.expect("n no")
        terminal.wait_for(lambda screen: "f2 to answer" not in screen, "the focus on the card")
        terminal.wait_for(lambda screen: "one moment" not in screen, "the card ready")
        terminal.type("y")
        terminal.wait_for(lambda screen: "Do you trust" not in screen, "the answer taken")
        terminal.expect("workspace-write, asks")
        assert f'[projects."{codex_home.work}"]\ntrust_level = "trusted"' in config_of(codex_home)


def test_a_prompt_of_the_command_line_waits_for_no_answer(codex_home: CodexHome) -> None:
    before = config_of(codex_home)
    command = (*RUN, "text:**Nothing** is written.")
    with Terminal(
        command, env=environment(codex_home), cwd=codex_home.work, columns=100, rows=30
    ) as terminal:
        terminal.expect("Nothing is written.", "Do you trust this directory?", "read-only")
        assert config_of(codex_home) == before
        terminal.rest(QUIET)
        terminal.type("\x11")
        assert terminal.ended() == 0
    assert config_of(codex_home) == before
