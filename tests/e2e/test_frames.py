"""What is written to a terminal: the difference to what it shows, and all of it when that is not known."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from e2e.terminal import COMPOSER, RUN, Terminal, environment

if TYPE_CHECKING:
    from real_server import CodexHome

ALL = ("codex-tui", "Threads", "Upgrade pydantic", COMPOSER, "f1 keys")
WRITTEN_OVER = b"\x1b[H\x1b[2JBroadcast message from root: the machine stops in an hour"


def with_changes(home: CodexHome, **variables: str) -> dict[str, str]:
    """The environment in which differences are written."""
    settings = home.home / "settings.toml"
    settings.write_text('frames = "changes"\n', "utf-8")
    return {**environment(home), "CODEX_TUI_SETTINGS": str(settings), **variables}


@pytest.mark.parametrize("key", ["\x1b[I", "\x0c"], ids=["focus", "^l"])
def test_what_another_program_wrote_over_is_written_again(codex_home: CodexHome, key: str) -> None:
    with Terminal((*RUN, "--demo"), env=with_changes(codex_home), cwd=codex_home.work) as terminal:
        terminal.expect(*ALL)
        terminal.show(WRITTEN_OVER)
        assert "Broadcast" in terminal.text
        terminal.type(key)
        terminal.expect(*ALL)
        terminal.wait_for(lambda screen: "Broadcast" not in screen, "the screen without the message")


def test_the_setting_and_the_environment_say_whether_all_is_written(codex_home: CodexHome) -> None:
    written: dict[str, bytes] = {}
    for name, env in (
        ("changes", with_changes(codex_home)),
        ("environment", with_changes(codex_home, CODEX_TUI_PAINT_ALL="1")),
        ("default", environment(codex_home)),
    ):
        with Terminal((*RUN, "--demo"), env=env, cwd=codex_home.work) as terminal:
            terminal.expect(*ALL)
            before = len(terminal.raw)
            terminal.type("z")
            terminal.expect(f"{COMPOSER} z")
            written[name] = terminal.raw[before:]
            assert (b"\x1b[5n" in terminal.raw) == (name == "changes")
    resets = {name: raw.count(b"\x1b[0m") for name, raw in written.items()}
    assert resets["changes"] == 0
    assert resets["environment"]
    assert resets["default"]


def test_a_terminal_that_answers_is_asked_and_nothing_of_that_is_typed(codex_home: CodexHome) -> None:
    with Terminal((*RUN, "--demo"), env=with_changes(codex_home), cwd=codex_home.work) as terminal:
        answered = 0

        def answer(enough: int) -> bool:
            nonlocal answered
            asked = terminal.raw.count(b"\x1b[5n")
            terminal.type("\x1b[0n" * (asked - answered))
            answered = asked
            return answered >= enough

        terminal.wait_for(lambda screen: answer(4) and all(text in screen for text in ALL), "four questions")
        terminal.type("word")
        terminal.expect(f"{COMPOSER} word")
