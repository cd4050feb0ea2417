"""Three threads ask five times in four ways, and one person answers all of it in the inbox."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from e2e.terminal import COMPOSER, RUN, Terminal, environment
from real_server import make_home

if TYPE_CHECKING:
    from pathlib import Path

    from real_server import CodexHome
    from scripted_model import ScriptedModel

F2 = "\x1bOQ"
NEW = "\x0e"
NOT_READY = ("f2 to answer", "one moment", "read to the end", "read all")


@pytest.fixture
def home(tmp_path: Path, scripted_model: ScriptedModel) -> CodexHome:
    home = make_home(tmp_path, scripted_model, tables="request_permissions_tool = true\n")
    with (home.path / "config.toml").open("a", encoding="utf-8") as config:
        config.write(f'\n[projects."{home.work}"]\ntrust_level = "trusted"\n')
    return home


def test_five_requests_of_four_kinds_in_three_threads_are_answered_in_one_place(home: CodexHome) -> None:
    command = (*RUN, "--approval-policy", "untrusted", "--sandbox", "workspace-write")
    with Terminal(command, env=environment(home), cwd=home.work) as terminal:
        terminal.expect(COMPOSER, "gpt-5.5")
        _begin(terminal, "par:touch one||touch one ;; text:both", "1 more waiting")
        terminal.type(NEW)
        _begin(terminal, "ask ;; text:chosen", "Which color?")
        terminal.type(NEW)
        wanted = json.dumps({"permissions": {"network": {"enabled": True}}})
        _begin(terminal, f"patch:notes.md:new ;; tool:request_permissions:{wanted}", "Change a file")
        terminal.expect("4 need you")
        terminal.type(F2)
        terminal.expect("y yes")
        terminal.type(F2)
        terminal.expect("Waiting for you: 4 in 3 threads", "1 more that waits asks for exactly this")
        terminal.type("\r")
        _answer(terminal, "Y", "Y all 2")
        terminal.expect("Waiting for you: 2 in 2 threads", "Which color?")
        terminal.type("2")
        _answer(terminal, "y", "y send")
        terminal.expect("Change a file")
        _answer(terminal, "y", "y once")
        # Nothing waited for a moment, so the focus went back to the list.
        terminal.expect("any host")
        terminal.type("\r")
        _answer(terminal, "y", "y for this turn")
        terminal.expect("Waiting for you: nothing")
        assert (home.work / "one").exists()
        assert (home.work / "notes.md").read_text() == "new\n"
        terminal.type("\x1b")
        terminal.expect("You allowed it once at", "notes.md")


def _begin(terminal: Terminal, prompt: str, asks: str) -> None:
    """Send a prompt, and wait until its turn asks."""
    terminal.expect("What shall we do?")
    terminal.type(prompt)
    terminal.expect(prompt[-20:])
    terminal.type("\r")
    terminal.expect(asks)


def _answer(terminal: Terminal, key: str, offered: str) -> None:
    """Wait until the card takes the answer, and give it."""
    terminal.expect(offered)
    terminal.wait_for(lambda screen: not any(hint in screen for hint in NOT_READY), "the card ready")
    terminal.type(key)
