"""The examples, and the example of the API reference, as programs against the real server."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import codex_app_server
import pytest

if TYPE_CHECKING:
    from real_server import CodexHome

SDK = Path(codex_app_server.__file__).parent.parent
EXAMPLES = SDK / "examples"
REFERENCE_PROGRAM = """
from codex_app_server import Codex

with Codex() as codex:
    thread = codex.thread_start(model="gpt-5.4", config={"model_reasoning_effort": "high"})
    result = thread.run("Say hello in one sentence.")
    print(result.final_response)
"""
ENDLESS = "slow:1000:20"


def run(home: CodexHome, *arguments: str, stdin: str = "") -> str:
    done = subprocess.run(
        [sys.executable, "-W", "error", *arguments],
        cwd=home.work,
        env={**home.env, "PYTHONPATH": str(SDK)},
        input=stdin,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout


def test_every_example_is_run_by_a_test_in_both_forms() -> None:
    names = {path.stem.removesuffix("_async") for path in EXAMPLES.glob("*.py")}
    assert names == {"quickstart", "streaming", "steer_and_interrupt", "approvals"}
    assert len(list(EXAMPLES.glob("*.py"))) == 2 * len(names)


def test_the_program_of_the_reference_runs(codex_home: CodexHome) -> None:
    assert run(codex_home, "-c", REFERENCE_PROGRAM) == "echo: Say hello in one sentence.\n"


@pytest.mark.parametrize("name", ["quickstart.py", "quickstart_async.py"])
def test_quickstart(name: str, codex_home: CodexHome) -> None:
    output = run(codex_home, str(EXAMPLES / name), "text:Hello. ;; usage:10:5")
    assert output.splitlines() == ["Server 0.163.0", "Hello.", "15 tokens, 2 items"]


@pytest.mark.parametrize("name", ["streaming.py", "streaming_async.py"])
def test_streaming(name: str, codex_home: CodexHome) -> None:
    output = run(codex_home, str(EXAMPLES / name), "text:Streamed words.")
    assert "Streamed words.\n[agentMessage]\n" in output
    assert output.endswith("The turn is completed.\n")


@pytest.mark.parametrize("name", ["steer_and_interrupt.py", "steer_and_interrupt_async.py"])
def test_steer_and_interrupt(name: str, codex_home: CodexHome) -> None:
    output = run(codex_home, str(EXAMPLES / name), ENDLESS, "text:Instead.")
    assert output.splitlines() == ["The steered turn is completed.", "The interrupted turn is interrupted."]


@pytest.mark.parametrize(
    ("name", "stdin", "made"),
    [("approvals.py", "", False), ("approvals_async.py", "y\n", True), ("approvals_async.py", "n\n", False)],
)
def test_approvals(name: str, stdin: str, made: bool, codex_home: CodexHome) -> None:
    output = run(codex_home, str(EXAMPLES / name), "shell:touch made.txt\ntext:Done.", stdin=stdin)
    assert "touch made.txt" in output
    assert output.endswith("Done.\n")
    assert (codex_home.work / "made.txt").exists() is made
