"""Commands that are typed, in a terminal against the real server: one session from start to end."""

from __future__ import annotations

from typing import TYPE_CHECKING

from e2e.terminal import COMPOSER, RUN, Terminal, environment

if TYPE_CHECKING:
    from real_server import CodexHome
    from scripted_model import ScriptedModel


def test_a_model_that_is_chosen_gets_the_next_turn_and_a_history_is_compacted(
    codex_home: CodexHome, scripted_model: ScriptedModel
) -> None:
    with (codex_home.path / "config.toml").open("a", encoding="utf-8") as config:
        config.write(f'\n[projects."{codex_home.work}"]\ntrust_level = "trusted"\n')
    with Terminal(RUN, env=environment(codex_home), cwd=codex_home.work) as terminal:
        terminal.expect(COMPOSER, "gpt-5.5")
        _send(terminal, "text:The **first** answer.")
        terminal.expect("The first answer.", "turn 1")

        terminal.type("/mod")
        terminal.expect("/model", "choose the model")
        terminal.type("el gpt-6-sol")
        terminal.expect("Previous generation")
        terminal.type("\r")
        terminal.expect("gpt-6-sol, from the next turn of this thread on")
        _send(terminal, "text:The **second** answer.")
        terminal.expect("The second answer.", "turn 2")
        asked = [scripted_model.requests_with(f"text:The **{each}**")[-1] for each in ("first", "second")]
        assert [request.body["model"] for request in asked] == ["gpt-5.5", "gpt-6-sol"]

        terminal.type("/foo\r")
        terminal.expect("There is no command /foo. Enter again sends it as text.")
        terminal.type("\x15")

        terminal.type("\x1b[Z")
        terminal.expect("plan mode")
        terminal.type("\x1b[Z")
        terminal.expect("Plan mode is off")

        terminal.type("/compact\r")
        terminal.expect("turn 3", "compact")
        terminal.wait_for(lambda screen: "interrupt" not in screen, "the end of the compaction")


def _send(terminal: Terminal, prompt: str) -> None:
    """Type a prompt, look at it, and send it."""
    terminal.type(prompt)
    terminal.expect(prompt[-20:])
    terminal.type("\r")
