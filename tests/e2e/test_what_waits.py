"""All that waits in three threads, answered in the inbox in a terminal, on the real server."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import mcp_server
from e2e.terminal import COMPOSER, RUN, Terminal, environment
from real_server import make_home

if TYPE_CHECKING:
    from pathlib import Path

    from scripted_model import ScriptedModel

NEWLINE, NEW_THREAD, TO_CARD = "\n", "\x0e", "\x0f"
AGE = {"type": "object", "properties": {"age": {"type": "integer", "maximum": 9}}, "required": ["age"]}
FORM = "mcp:forms:ask:" + json.dumps({"params": {"message": "How old?", "requestedSchema": AGE}})
PERMISSIONS = "tool:request_permissions:" + json.dumps({"permissions": {"file_system": {"read": ["/etc"]}}})


def test_five_requests_of_four_kinds_in_three_threads_are_answered_in_the_inbox(
    tmp_path: Path, scripted_model: ScriptedModel
) -> None:
    tables = "request_permissions_tool = true\n" + mcp_server.config()
    home = make_home(tmp_path, scripted_model, tables=tables)
    with (home.path / "config.toml").open("a", encoding="utf-8") as config:
        config.write(f'\n[projects."{home.work}"]\ntrust_level = "trusted"\n')
    env = {**environment(home), "XDG_STATE_HOME": str(home.home / "state")}
    command = (*RUN, "--approval-policy", "untrusted", "--sandbox", "workspace-write")
    with Terminal(command, env=env, cwd=home.work) as terminal:
        terminal.expect(COMPOSER)
        terminal.type(f"par:touch a||touch b{NEWLINE}text:commands ran\r")
        terminal.expect("Run a command", "1 more waiting")
        terminal.type(NEW_THREAD)
        terminal.expect("New thread")
        terminal.type(f"ask{NEWLINE}{PERMISSIONS}{NEWLINE}text:asked enough\r")
        terminal.expect("The agent asks", "3 need you")
        terminal.type(NEW_THREAD)
        terminal.expect("New thread")
        terminal.type(f"{FORM}{NEWLINE}text:form sent\r")
        terminal.expect("An MCP server asks", "How old?")
        terminal.type(TO_CARD)
        terminal.type(TO_CARD)
        terminal.expect("Waiting for you: 4 in 3 threads")
        terminal.type("\r")
        # The server asks for both at once, in any order.
        screen = terminal.wait_for(lambda screen: "touch " in _card(screen) and _armed(screen), "a command")
        other = "touch b" if "touch a" in _card(screen) else "touch a"
        terminal.type("y")
        terminal.wait_for(lambda screen: other in _card(screen) and _armed(screen), other)
        terminal.type("y")
        terminal.wait_for(lambda screen: "Which color?" in _card(screen) and _armed(screen), "the question")
        terminal.type("2")
        terminal.expect("(x) 2 Blue")
        terminal.wait_for(_armed, "a card that takes answers")
        terminal.type("y")
        terminal.wait_for(lambda screen: "whole number, 9 or less" in _card(screen), "the form")
        # Letters that were on their way must not be typed into the next form: enter opens its line.
        terminal.type("\r")
        terminal.wait_for(lambda screen: "age" in _card(screen).partition("y send")[2], "its line")
        terminal.type("7\r")
        terminal.wait_for(lambda screen: "... 7" in screen and _armed(screen), "the age")
        terminal.type("y")
        terminal.wait_for(lambda screen: "reads /etc" in _card(screen) and _armed(screen), "permissions")
        terminal.type("y")
        terminal.expect("nothing waits for you")
        terminal.wait_for(lambda screen: bool(scripted_model.requests_with("asked enough")), "the rest")
    told = json.dumps([request.body["input"] for request in scripted_model.requests])
    for words in ("Blue", r"\"age\\\": 7", r"\"read\\\":[\\\"/etc\\\"]"):
        assert words.replace("\\", "") in told.replace("\\", ""), words
    assert (home.work / "a").exists()
    assert (home.work / "b").exists()


def _card(screen: str) -> str:
    """The rows of the screen from the title of the card on."""
    rows = screen.splitlines()
    found = [number for number, row in enumerate(rows) if any(title in row for title in _TITLES)]
    return "\n".join(rows[found[-1] :]) if found else ""


_TITLES = ("Run a command", "The agent asks", "An MCP server asks", "Give more permissions")


def _armed(screen: str) -> bool:
    """Whether the card has no reason to refuse an answer."""
    waits = ("one moment", "read to the end", "read all of it", "to answer", "partly hidden")
    return not any(reason in screen for reason in waits)
