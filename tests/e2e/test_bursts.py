"""Bursts, pauses and pastes as a person makes them, in a pseudo-terminal, on the real server."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from e2e.terminal import COMPOSER, RUN, Terminal, environment
from patience import PATIENCE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from real_server import CodexHome
    from scripted_model import ScriptedModel

ALT_UP, ALT_DOWN, PAGE_DOWN = "\x1b[1;3A", "\x1b[1;3B", "\x1b[6~"


@pytest.fixture
def terminal(codex_home: CodexHome) -> Iterator[Terminal]:
    """The application with two threads in its list: the older is `first`, the newer `second`."""
    with (codex_home.path / "config.toml").open("a", encoding="utf-8") as config:
        config.write(f'\n[projects."{codex_home.work}"]\ntrust_level = "trusted"\n')
    command = (*RUN, "--approval-policy", "untrusted", "--sandbox", "workspace-write")
    with Terminal(command, env=environment(codex_home), cwd=codex_home.work) as terminal:
        terminal.expect(COMPOSER, "gpt-5.5")
        for name in ("first", "second"):
            terminal.type(f"\x0etext:**{name}** is here.\r")
            terminal.expect(f"{name} is here.", "turn 1")
        yield terminal


def test_a_prompt_and_the_way_to_another_thread_in_one_burst(
    terminal: Terminal, scripted_model: ScriptedModel
) -> None:
    terminal.type("text:WWW and **more**\r" + ALT_DOWN)
    terminal.wait_for(lambda screen: "first is here." in screen, "the other thread")
    body = _request(terminal, scripted_model, "text:WWW and **more**")
    assert "text:**second** is here." in str(body)
    assert "text:**first** is here." not in str(body)


def test_an_escape_and_the_way_to_a_neighbour_that_asks(terminal: Terminal) -> None:
    terminal.type(ALT_DOWN)
    terminal.expect("first is here.")
    terminal.type("shell:echo asked > asked.txt\r")
    terminal.expect("Run a command", "needs you")
    terminal.type("\x0egate:never-opened-in-a-burst\r")
    terminal.expect("waiting", "1 needs you", "working")
    terminal.type("\x1b")
    terminal.rest(0.06)
    terminal.type(ALT_DOWN)
    terminal.expect("1 needs you", "Run a command")
    terminal.wait_for(lambda screen: "working" not in screen, "the end of the interrupted turn")
    assert "Interrupted" not in terminal.text


def test_letters_and_ctrl_c_in_one_burst_leave_nothing(terminal: Terminal) -> None:
    terminal.type("def\x03gh")
    assert _composer(terminal.wait_for(lambda screen: "gh" in _composer(screen), "the last letters")) == "gh"


def test_the_palette_and_a_page_key_in_one_burst(terminal: Terminal) -> None:
    terminal.type("\x10" + PAGE_DOWN)
    terminal.expect("Search for commands")
    terminal.type("\x1b")
    terminal.wait_for(lambda screen: "Search for commands" not in screen, "the palette closed")
    terminal.type("still here")
    terminal.wait_for(lambda screen: _composer(screen) == "still here", "the composer")


def test_escape_ctrl_c_and_a_paste_in_one_burst(terminal: Terminal) -> None:
    terminal.type("draft\x1b\x03\x1b[200~pasted\x1b[201~")
    assert _composer(terminal.wait_for(lambda screen: "pasted" in _composer(screen), "the paste")) == "pasted"


def test_a_log_with_colours_is_one_insertion(terminal: Terminal, scripted_model: ScriptedModel) -> None:
    log = "\r".join(f"\x1b[3{number}mline {number}\x1b[0m" for number in range(8))
    before = len(scripted_model.requests)
    terminal.type(f"\x1b[200~{log}\x1b[201~")
    terminal.expect("line 0", "line 7")
    terminal.type(" and more")
    terminal.expect("and more")
    assert len(scripted_model.requests) == before


def test_a_paste_without_marks_sends_nothing(terminal: Terminal, scripted_model: ScriptedModel) -> None:
    before = len(scripted_model.requests)
    terminal.type("u1\ru2\ru3")
    terminal.expect("u1", "u2", "u3")
    terminal.type("\x1b\r")
    terminal.type("end")
    terminal.expect("end")
    assert len(scripted_model.requests) == before


def test_what_is_typed_while_it_starts_is_in_the_composer(
    codex_home: CodexHome, scripted_model: ScriptedModel
) -> None:
    with Terminal(RUN, env=environment(codex_home), cwd=codex_home.work) as terminal:
        # Raw mode is on, and no frame was drawn yet.
        terminal.wait_for(lambda _: b"\x1b[?1049h" in terminal.raw, "the terminal taken over")
        terminal.type("early ")
        terminal.expect(COMPOSER)
        terminal.type("words")
        terminal.wait_for(lambda screen: _composer(screen) == "early words", "all that was typed")
    assert "trust_level" not in (codex_home.path / "config.toml").read_text()


def _composer(screen: str) -> str:
    """What the composer's first line holds."""
    line = next((line for line in reversed(screen.splitlines()) if f"{COMPOSER} " in line), "")
    return line.rpartition(f"{COMPOSER} ")[2].strip()


def _request(terminal: Terminal, model: ScriptedModel, prompt: str) -> object:
    assert terminal.came(lambda _: bool(model.requests_with(prompt)), PATIENCE), f"{prompt!r} was not sent"
    return model.requests_with(prompt)[-1].body
