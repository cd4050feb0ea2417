"""The examples, and the example of the API reference, as programs against the real server."""

from __future__ import annotations

import base64
import json
import runpy
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import busy_server
import codex_app_server
import codex_cli_bin
import pytest
from listening_server import listening_server
from real_server import make_home
from server_version import version_in_use

if TYPE_CHECKING:
    from real_server import CodexHome
    from scripted_model import ScriptedModel

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


def start(home: CodexHome, *arguments: str, stdin: str = "", **env: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-W", "error", *arguments],
        cwd=home.work,
        env={**home.env, "PYTHONPATH": str(SDK), **env},
        input=stdin,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def run(home: CodexHome, *arguments: str, stdin: str = "", **env: str) -> str:
    done = start(home, *arguments, stdin=stdin, **env)
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout


def both(name: str) -> pytest.MarkDecorator:
    """Run a test with both forms of an example."""
    return pytest.mark.parametrize("path", [str(EXAMPLES / f"{name}{form}.py") for form in ("", "_async")])


def test_every_example_is_run_by_a_test_in_both_forms() -> None:
    names = {path.stem.removesuffix("_async") for path in EXAMPLES.glob("*.py")}
    tested = {name.removeprefix("test_") for name in globals() if name.startswith("test_")}
    assert names <= tested
    assert len(list(EXAMPLES.glob("*.py"))) == 2 * len(names)


def test_the_program_of_the_reference_runs(codex_home: CodexHome) -> None:
    assert run(codex_home, "-c", REFERENCE_PROGRAM) == "echo: Say hello in one sentence.\n"


@pytest.mark.parametrize("name", ["quickstart.py", "quickstart_async.py"])
def test_quickstart(name: str, codex_home: CodexHome) -> None:
    output = run(codex_home, str(EXAMPLES / name), "text:Hello. ;; usage:10:5")
    assert output.splitlines() == [f"Server {version_in_use()}", "Hello.", "15 tokens, 2 items"]


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


@both("many_threads")
def test_many_threads(path: str, codex_home: CodexHome) -> None:
    prompts = [f"text:Answer {number}." for number in range(10)]
    assert run(codex_home, path, *prompts).splitlines() == [
        f"{prompt}: Answer {number}." for number, prompt in enumerate(prompts)
    ]


@both("fork_and_compare")
def test_fork_and_compare(path: str, codex_home: CodexHome) -> None:
    output = run(codex_home, path, "text:First.", "text:A long answer.", "text:A short one.")
    assert output.splitlines() == [
        "text:A long answer.: A long answer.",
        "text:A short one.: A short one.",
        "Kept: A short one.",
    ]


@both("resume_after_crash")
def test_resume_after_crash(path: str, tmp_path: Path, scripted_model: ScriptedModel) -> None:
    # The agent may do anything here, and kills its own server.
    top = 'sandbox_mode = "danger-full-access"\napproval_policy = "never"'
    home = make_home(tmp_path, scripted_model, top=top)
    assert run(home, path, "shell:kill -9 $PPID", "text:There again.").splitlines() == [
        "The server died of signal 9, its thread did not.",
        "There again.",
        "The turns of the thread: interrupted, completed",
    ]


@both("structured_output")
def test_structured_output(path: str, codex_home: CodexHome, scripted_model: ScriptedModel) -> None:
    prompt = f'json:{{"name": "Ys", "country": "Brittany", "bridges": {2 if "async" in path else 1}}}'
    count = 2 if "async" in path else 1
    assert run(codex_home, path, prompt) == f"Ys in Brittany has {count} bridges.\n"
    asked = scripted_model.requests_with(prompt)[-1].body["text"]["format"]
    assert set(asked["schema"]["properties"]) == {"name", "country", "bridges"}


@both("images")
def test_images(path: str, codex_home: CodexHome, scripted_model: ScriptedModel) -> None:
    square = _red_square(path)
    picture = codex_home.work / "picture.png"
    picture.write_bytes(base64.b64decode(square.partition(",")[2]))
    question = f"text:Both are red. ;; usage:1:{len(path)}"
    assert run(codex_home, path, "picture.png", question) == "Both are red.\n"
    asked = json.dumps(scripted_model.requests_with(question)[-1].body["input"])
    assert asked.count("data:image/png;base64,") == 2


def _red_square(path: str) -> str:
    square = runpy.run_path(path)["red_square"]()
    assert isinstance(square, str)
    return square


@both("images")
def test_images_that_are_not_there_are_noticed_here(path: str, codex_home: CodexHome) -> None:
    assert "FileNotFoundError" in start(codex_home, path, "nowhere.png").stderr
    assert start(codex_home, path).stderr == "Give the path of a picture.\n"


@both("retry")
def test_retry(path: str, codex_home: CodexHome) -> None:
    binary = str(codex_cli_bin.bundled_codex_path())
    busy = busy_server.install(codex_home.path, binary, 2)
    assert run(codex_home, path, "text:At last.", CODEX_BIN=str(busy)) == "At last.\n"


@both("retry")
def test_retry_gives_up_in_the_end_and_never_repeats_a_turn(path: str, codex_home: CodexHome) -> None:
    busy = busy_server.install(codex_home.path, str(codex_cli_bin.bundled_codex_path()), 9)
    done = start(codex_home, path, CODEX_BIN=str(busy))
    assert (done.returncode, done.stderr) == (
        1,
        "The server stays overloaded: Server overloaded; retry later.\n",
    )
    done = start(codex_home, path, "sseerr:server_is_overloaded")
    assert done.returncode == 1
    assert done.stderr.startswith("The turn failed: ")


@both("remote_server")
def test_remote_server(path: str, codex_home: CodexHome) -> None:
    token_file = codex_home.path / "token"
    token_file.write_text("secret-of-the-test", encoding="utf-8")
    guard = ("--ws-auth", "capability-token", "--ws-token-file", str(token_file))
    with listening_server(codex_home, *guard) as server:
        output = run(codex_home, path, server.url, "text:From afar.", CODEX_TOKEN="secret-of-the-test")
        assert output == "From afar.\n"
        assert "does not let us in" in start(codex_home, path, server.url, CODEX_TOKEN="another").stderr
    assert "There is no server" in start(codex_home, path, server.url, CODEX_TOKEN="x").stderr


@both("user_questions")
@pytest.mark.parametrize(
    ("said", "answer"), [("2", "Blue"), ("Green, like yours", "Green, like yours"), ("7", "7")]
)
def test_user_questions(
    path: str, said: str, answer: str, codex_home: CodexHome, scripted_model: ScriptedModel
) -> None:
    prompt = f"ask ;; usage:{len(path)}:{len(said)}\ntext:Done."
    output = run(codex_home, path, prompt, stdin=f"{said}\n")
    assert output.splitlines() == ["Which color?", "  1. Red (Recommended): warm", "  2. Blue: cold", "Done."]
    given = scripted_model.requests_with(prompt)[-1].body["input"][-1]["output"]
    assert json.loads(given) == {"answers": {"color": {"answers": [answer]}}}
