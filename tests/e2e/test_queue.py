"""The queue and an early enter in a terminal, on the real server, over the death of everything."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from codex_tui.glyphs import UNICODE
from e2e.terminal import COMPOSER, RUN, Terminal, environment

if TYPE_CHECKING:
    from real_server import CodexHome
    from scripted_model import ScriptedModel


@pytest.fixture
def env(codex_home: CodexHome) -> dict[str, str]:
    """The environment of an application whose state is in this test's directory, in a trusted home."""
    with (codex_home.path / "config.toml").open("a", encoding="utf-8") as config:
        config.write(f'\n[projects."{codex_home.work}"]\ntrust_level = "trusted"\n')
    return {**environment(codex_home), "XDG_STATE_HOME": str(codex_home.home / "state")}


def test_an_early_enter_is_answered_and_three_queued_outlive_application_and_server(
    codex_home: CodexHome, scripted_model: ScriptedModel, env: dict[str, str]
) -> None:
    with Terminal(RUN, env=env, cwd=codex_home.work) as terminal:
        terminal.expect(COMPOSER)
        # At the first frame there is no server yet.
        terminal.type("gate:queue-over-restarts\r")
        terminal.expect("waiting", "turn 1")
        for place, text in enumerate(("text:first one", "text:second one", "text:third one"), 1):
            terminal.type(text)
            terminal.expect(text)
            terminal.type("\t")
            terminal.expect(f"queued {place}")
        terminal.type("/queue\r")
        terminal.expect("starts when this turn has ended", "interrupt and send")
        # The last one first, then the words of what is second now.
        terminal.type("G")
        terminal.wait_for(lambda screen: f"{UNICODE.prompt} 3" in screen, "the last one under the cursor")
        terminal.type("K")
        terminal.wait_for(lambda screen: _order(screen) == ["first", "third", "second"], "one step up")
        terminal.type("K")
        terminal.wait_for(lambda screen: _order(screen) == ["third", "first", "second"], "the new order")
        terminal.type("j")
        terminal.wait_for(lambda screen: f"{UNICODE.prompt} 2" in screen, "the next one under the cursor")
        terminal.type("e")
        terminal.expect("Edit the queued message")
        terminal.type(" of all\r")
        terminal.wait_for(
            lambda screen: (
                "text:first one of all" in screen and "Edit the" not in screen and "saving" not in screen
            ),
            "the edit saved",
        )
        terminal.kill_all()
    with Terminal((*RUN, "--resume", "last"), env=env, cwd=codex_home.work) as again:
        again.expect("queued 1, stands still", "text:first one of all")
        again.type("/queue\r")
        again.expect("The thread is not loaded, and nothing runs")
        again.wait_for(lambda screen: _order(screen) == ["third", "first", "second"], "the order of before")
        again.type("\x1b")
        again.wait_for(lambda screen: "is not loaded" not in screen, "the end of the list")
        scripted_model.release("queue-over-restarts")
        again.type("text:my **own**\r")
        again.wait_for(
            lambda screen: "second one" in screen and "queued" not in screen and "interrupt" not in screen,
            "the end of the queue",
        )
    for words in ("third one", "first one of all", "second one", "my **own**"):
        assert scripted_model.requests_with(f"text:{words}"), f"never sent: {words}"


def _order(screen: str) -> list[str]:
    """The first words of the messages in the list, from above."""
    rows = [row.partition("text:")[2].split(" ")[0] for row in screen.splitlines() if "  text:" in row]
    return [word for word in rows if word in ("first", "second", "third")][-3:]
