"""`codex-tui` in a terminal, driven by keys against the real server: one session from start to end."""

from __future__ import annotations

import signal
from typing import TYPE_CHECKING

import pytest
from e2e.terminal import COMPOSER, RUN, Terminal, environment

if TYPE_CHECKING:
    from collections.abc import Iterator

    from real_server import CodexHome
    from scripted_model import ScriptedModel


@pytest.fixture
def trusted_home(codex_home: CodexHome) -> CodexHome:
    """A home in which the working directory is trusted, so that nothing is asked at the start."""
    with (codex_home.path / "config.toml").open("a", encoding="utf-8") as config:
        config.write(f'\n[projects."{codex_home.work}"]\ntrust_level = "trusted"\n')
    return codex_home


@pytest.fixture
def terminal(trusted_home: CodexHome) -> Iterator[Terminal]:
    """The application, started in the home's working directory and ready for a prompt."""
    command = (*RUN, "--approval-policy", "untrusted", "--sandbox", "workspace-write")
    with Terminal(command, env=environment(trusted_home), cwd=trusted_home.work) as terminal:
        terminal.expect(COMPOSER, "gpt-5.5")
        yield terminal


def test_a_prompt_is_typed_and_its_answer_read_from_the_screen(terminal: Terminal) -> None:
    _send(terminal, "text:The answer is **forty-two**, and it streams.")
    terminal.expect("The answer is forty-two, and it streams.", "turn 1")


def test_a_command_is_approved_on_the_card_and_runs(terminal: Terminal, trusted_home: CodexHome) -> None:
    _send(terminal, "shell:echo made by a person > made.txt ;; text:**It** is made.")
    terminal.expect("Run a command", "made.txt")
    assert not (trusted_home.work / "made.txt").exists()
    _answer(terminal, "y")
    terminal.expect("It is made.")
    assert (trusted_home.work / "made.txt").read_text() == "made by a person\n"


def test_three_equal_commands_take_one_key_on_their_card(terminal: Terminal, trusted_home: CodexHome) -> None:
    _send(terminal, "par:touch one||touch one||touch one ;; text:**All** of it.")
    terminal.expect("2 more that wait ask for exactly this", "Y all 3, once")
    assert not (trusted_home.work / "one").exists()
    _answer(terminal, "Y")
    terminal.expect("All of it.", "You allowed it once at")
    assert (trusted_home.work / "one").exists()


def test_a_patch_is_approved_and_applied(terminal: Terminal, trusted_home: CodexHome) -> None:
    _send(terminal, "patch:notes.md:written by the agent ;; text:**It** is written.")
    terminal.expect("notes.md", "written by the agent")
    _answer(terminal, "y")
    terminal.expect("It is written.")
    assert (trusted_home.work / "notes.md").read_text() == "written by the agent\n"


def test_a_running_turn_is_steered_and_another_interrupted(terminal: Terminal) -> None:
    _send(terminal, "gate:steered-in-a-terminal")
    terminal.expect("waiting")
    _send(terminal, "text:Another **way** it is.")
    terminal.expect("Another way it is.")
    terminal.wait_for(lambda screen: "interrupt" not in screen, "the end of the turn")
    _send(terminal, "gate:interrupted-in-a-terminal")
    terminal.wait_for(lambda screen: screen.count("waiting") >= 2, "the second turn")
    terminal.type("\x1b")
    terminal.expect("Interrupted")


def test_a_conversation_is_found_again_and_goes_on_after_a_restart(
    terminal: Terminal, trusted_home: CodexHome, scripted_model: ScriptedModel
) -> None:
    _send(terminal, "text:Remember **me**.")
    # The placeholder of a turn that is over: leaving asks while one runs.
    terminal.expect("Remember me.", "turn 1", "Go on")
    terminal.type("\x11")
    assert terminal.ended() == 0
    command = (*RUN, "--resume", "last")
    with Terminal(command, env=environment(trusted_home), cwd=trusted_home.work) as again:
        again.expect("Remember me.")
        _send(again, "text:I **do**.")
        again.expect("I do.", "turn 2")
    conversation = scripted_model.requests_with("text:I **do**.")[-1].body["input"]
    assert "Remember **me**." in str(conversation)


def test_the_demo_opens_on_its_running_turn_and_a_signal_leaves_the_terminal_as_it_was(
    codex_home: CodexHome,
) -> None:
    with Terminal((*RUN, "--demo"), env=environment(codex_home), cwd=codex_home.work) as terminal:
        terminal.expect("Fix the flaky resume test", "Upgrade pydantic", "needs you")
        terminal.signal(signal.SIGTERM)
        assert terminal.ended() == 128 + signal.SIGTERM
        assert terminal.raw.rindex(b"\x1b[?1049l") > terminal.raw.rindex(b"\x1b[?1049h")


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_a_signal_as_soon_as_the_terminal_is_taken_gives_it_back(
    codex_home: CodexHome, number: signal.Signals
) -> None:
    with Terminal((*RUN, "--demo"), env=environment(codex_home), cwd=codex_home.work) as terminal:
        terminal.wait_for(lambda _: b"\x1b[?1049h" in terminal.raw, "the alternate screen")
        terminal.signal(number)
        assert terminal.ended() == 128 + number
        assert terminal.raw.rindex(b"\x1b[?1049l") > terminal.raw.rindex(b"\x1b[?1049h")


def _send(terminal: Terminal, prompt: str) -> None:
    """Type a prompt, look at it, and send it."""
    terminal.type(prompt)
    terminal.expect(prompt[-20:])
    terminal.type("\r")


def _answer(terminal: Terminal, key: str) -> None:
    """Go to the card, wait until it takes an answer, and give it."""
    terminal.expect("f2 to answer")
    terminal.type("\x1bOQ")
    # A card takes no answer in the first half second of its focus. The footer below it names its keys: once
    # that is read, the hint above is not merely between two frames.
    terminal.expect("y yes")
    unready = ("f2 to answer", "one moment")
    terminal.wait_for(lambda screen: not any(hint in screen for hint in unready), "the card ready")
    terminal.type(key)
