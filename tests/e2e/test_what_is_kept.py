"""What is on disk after the application was killed, ended by a signal, or has broken."""

from __future__ import annotations

import signal
import stat
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from codex_tui.disk.log_file import NAME as LOG
from e2e.terminal import COMPOSER, RUN, Terminal, environment
from local_stores import drafts_on_disk, prompts_on_disk
from patience import PATIENCE
from server_version import version_in_use

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from real_server import CodexHome


BREAKS = """
import sys
from codex_tui import cli
from codex_tui.screens.sending import Sending

def submit(self, text):
    raise RuntimeError(f"cannot send {text}")

Sending.submit = submit
sys.exit(cli.main(sys.argv[1:]))
"""


@pytest.fixture
def env(codex_home: CodexHome) -> dict[str, str]:
    """The environment of an application whose state is in this test's directory, in a trusted home."""
    with (codex_home.path / "config.toml").open("a", encoding="utf-8") as config:
        config.write(f'\n[projects."{codex_home.work}"]\ntrust_level = "trusted"\n')
    return {**environment(codex_home), "XDG_STATE_HOME": str(codex_home.home / "state")}


@pytest.fixture
def directory(codex_home: CodexHome) -> Path:
    """The application's state directory."""
    return codex_home.home / "state" / "codex-tui"


def until(condition: Callable[[], bool], what: str) -> None:
    deadline = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < deadline, f"waited in vain for {what}"
        time.sleep(0.02)


def start(env: Mapping[str, str], home: CodexHome, *arguments: str) -> Terminal:
    return Terminal((*RUN, *arguments), env=env, cwd=home.work)


def test_two_that_were_killed_have_lost_nothing_and_a_signal_loses_nothing_either(
    env: dict[str, str], codex_home: CodexHome, directory: Path
) -> None:
    def draft() -> str:
        return drafts_on_disk(directory, str(codex_home.path)).get(f"new in {codex_home.work}", "")

    both = ["thought of one", "thought of the other"]
    with start(env, codex_home) as one:
        one.expect(COMPOSER, "gpt-5.5")
        # After the first: of two servers that make a new home at the same time one gives up.
        with start(env, codex_home) as other:
            other.expect(COMPOSER, "gpt-5.5")
            for terminal, text in zip((one, other), both, strict=True):
                terminal.type(text)
                terminal.expect(text)
            until(lambda: sorted(draft().split("\n")) == both, "both drafts on disk")
            for terminal in (one, other):
                terminal.signal(signal.SIGKILL)
                assert terminal.ended() == -signal.SIGKILL
    with start(env, codex_home) as again:
        again.expect("thought of one", "thought of the other")
        again.type(" and more")
        again.expect("and more")
        again.signal(signal.SIGHUP)
        assert again.ended() == 128 + signal.SIGHUP
    assert draft().endswith(" and more")
    log = (directory / LOG).read_text("utf-8")
    assert log.count(" begins: codex-tui ") == 3
    assert "ended by a signal: SIGHUP" in log
    assert "ends: 129" in log
    assert f"connected to a server: {version_in_use()}" in log
    assert "thought" not in log


def test_a_crash_tells_where_its_report_is_and_the_report_has_nothing_of_the_prompt(
    env: dict[str, str], codex_home: CodexHome, directory: Path
) -> None:
    with Terminal((sys.executable, "-c", BREAKS), env=env, cwd=codex_home.work, columns=200) as terminal:
        terminal.expect(COMPOSER, "gpt-5.5")
        terminal.type("secret words")
        terminal.expect("secret words")
        terminal.type("\r")
        assert terminal.ended() == 1
        screen = terminal.text
    (report,) = directory.glob("crash-*.txt")
    assert "codex-tui broke: RuntimeError" in screen
    assert str(report) in "".join(line for line in screen.splitlines())
    assert stat.S_IMODE(report.stat().st_mode) == 0o600
    for text in (
        screen.rpartition("codex-tui broke")[2],
        report.read_text("utf-8"),
        (directory / LOG).read_text(),
    ):
        assert "in submit" in text
        assert "secret words" not in text
    assert prompts_on_disk(directory) == [(str(codex_home.work), "secret words")]


def test_the_demo_leaves_nothing_behind(env: dict[str, str], codex_home: CodexHome) -> None:
    before = sorted(codex_home.home.rglob("*"))
    with start(env, codex_home, "--demo") as terminal:
        terminal.expect("Fix the flaky resume test")
        terminal.type("words")
        terminal.expect("words")
        terminal.signal(signal.SIGTERM)
        assert terminal.ended() == 128 + signal.SIGTERM
    assert sorted(codex_home.home.rglob("*")) == before
