"""A terminal that is left, and what it gets to call the person."""

from __future__ import annotations

from typing import TYPE_CHECKING

from e2e.terminal import COMPOSER, RUN, Terminal, environment

if TYPE_CHECKING:
    from real_server import CodexHome

LEFT, BACK = "\x1b[O", "\x1b[I"


def test_the_title_tells_the_state_and_a_terminal_that_is_left_gets_bell_and_notice(
    codex_home: CodexHome,
) -> None:
    env = {**environment(codex_home), "KITTY_WINDOW_ID": "1"}
    with Terminal((*RUN, "--demo"), env=env, cwd=codex_home.work) as terminal:
        terminal.expect(COMPOSER, "needs you", "turn 4")
        assert "\x1b[22;2t" in terminal.raw.decode()
        terminal.wait_for(
            lambda _: (
                "\x1b]2;\u25c6 1 needs you - Fix the flaky resume test - app\a" in terminal.raw.decode()
            ),
            "the title",
        )
        terminal.type("\x0e")
        terminal.expect("New thread")
        terminal.type("greet me")
        terminal.type("\r")
        terminal.expect("greet me", "working")
        before = len(terminal.raw)
        assert "\x1b]99;" not in terminal.raw.decode()
        terminal.type(LEFT)
        terminal.wait_for(lambda _: b"\x1b]99;" in terminal.raw[before:], "the notice")
        assert b"needs you: wants to" in terminal.raw[before:]
        terminal.type(BACK)
        terminal.type("\x11")
        terminal.expect("Quit?")
        terminal.rest(0.7)
        terminal.type("q")
        assert terminal.ended() == 0
        assert b"\x1b[23;2t" in terminal.raw
