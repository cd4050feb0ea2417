"""An interrupt in a terminal, on the real server: what it stops, what it leaves running, what comes back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from e2e.terminal import COMPOSER, RUN, Terminal, environment
from local_stores import drafts_on_disk

if TYPE_CHECKING:
    from real_server import CodexHome


def test_what_an_interrupt_leaves_is_named_listed_and_ended_and_a_dropped_steer_comes_back(
    codex_home: CodexHome,
) -> None:
    with (codex_home.path / "config.toml").open("a", encoding="utf-8") as config:
        config.write(f'\n[projects."{codex_home.work}"]\ntrust_level = "trusted"\n')
    env = {**environment(codex_home), "XDG_STATE_HOME": str(codex_home.home / "state")}

    def kept(_screen: str) -> bool:
        kept = drafts_on_disk(codex_home.home / "state" / "codex-tui", str(codex_home.path))
        return "text:never read" in kept.values()

    with Terminal(RUN, env=env, cwd=codex_home.work) as terminal:
        terminal.expect(COMPOSER, "gpt-5.5")
        terminal.type("shell:sleep 300\r")
        terminal.expect("$ sleep 300", "turn 1")
        terminal.type("text:never read\r")
        terminal.expect("not read yet")
        terminal.wait_for(kept, "it on disk, for it may never be read")
        terminal.type("\x1b")
        terminal.expect("Interrupted", "Goes on in the background: sleep 300. /ps")
        # The steer was dropped with the turn.
        terminal.wait_for(lambda screen: f"{COMPOSER} text:never read" in screen, "the steer in the composer")
        terminal.type("\x15/ps\r")
        terminal.expect("Commands in the background", "sleep 300", "x end it")
        terminal.type("x")
        terminal.expect("nothing runs in the background")
        terminal.type("q")
        terminal.wait_for(lambda screen: "nothing runs" not in screen, "the end of the list")
