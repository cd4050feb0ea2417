"""The command line, in processes of its own and without a terminal."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from io import StringIO
from typing import TYPE_CHECKING

import pytest
from codex_app_server import AppServerConfig, __version__
from codex_app_server.testing import ScriptedServer, StoredThread, StoredTurn
from codex_tui.cli import main
from codex_tui.thread_listing import print_threads
from hostile import HOSTILE, acting

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


def run(*words: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run `python -m codex_tui` with these words and no terminal."""
    return subprocess.run(
        [sys.executable, "-m", "codex_tui", *words],
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
        stdin=subprocess.DEVNULL,
        env={**os.environ, **environment},
    )


def test_the_versions_are_those_of_the_package_and_of_the_server() -> None:
    done = run("--version")
    own, server = done.stdout.splitlines()
    assert (done.returncode, own) == (0, f"codex-tui {__version__}")
    assert server.startswith("codex 0.")
    assert "codex_cli_bin" in server


def test_the_version_of_a_server_that_is_not_there_is_told_without_failing() -> None:
    done = run("--version", "--codex-bin", "/no/such/codex")
    assert done.returncode == 0
    assert "There is no codex binary at /no/such/codex" in done.stdout


def test_without_a_terminal_it_says_so_and_sends_no_escape() -> None:
    done = run()
    assert done.returncode == 2
    assert "needs a terminal" in done.stderr
    assert "\x1b" not in done.stdout + done.stderr


@pytest.mark.parametrize("term", ["dumb", ""])
def test_a_terminal_that_cannot_show_a_screen_is_refused(
    term: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys.stdin, "isatty", lambda: True)
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    monkeypatch.setenv("TERM", term)
    assert main([]) == 2
    said = capsys.readouterr()
    assert "cannot show a screen" in said.err
    assert "\x1b" not in said.out + said.err


@pytest.mark.parametrize(
    "words",
    [["--sandbox", "everything"], ["--approval-policy", "on-failure"], ["--config", "no-equals"], ["--nope"]],
)
def test_a_wrong_word_is_refused_in_one_line_with_code_2(
    words: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(words) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.count("\n") == 1
    assert said.err.endswith("`codex-tui --help` names every option.\n")


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
@pytest.mark.parametrize(
    "words",
    [
        ["prompt", "{}"],
        ["--no-such-{}", "x", "y"],
        ["--sandbox", "{}"],
        ["--approval-policy={}"],
        ["--config", "{}"],
        ["--theme", "{}"],
        ["--cwd", "/no/{}"],
        ["--cwd", "~{}"],
        ["threads", "{}"],
        ["threads", "--cwd", "/no/{}"],
        ["threads", "--config", "{}"],
    ],
    ids=" ".join,
)
def test_a_refusal_is_one_short_line_that_drives_no_terminal(
    words: list[str], text: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys.stdin, "isatty", lambda: True)
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    monkeypatch.setenv("TERM", "xterm")
    assert main([word.format(text.replace("=", "")) for word in words]) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert acting(said.err.removesuffix("\n")) == set()
    assert said.err.endswith(".\n")
    assert len(said.err) < 4_000


def test_a_directory_that_is_gone_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    gone = tmp_path / "gone"
    gone.mkdir()
    monkeypatch.chdir(gone)
    gone.rmdir()
    assert main(["threads"]) == 2
    assert "the current one is gone" in capsys.readouterr().err


def test_help_names_every_option(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["--help"])
    said = capsys.readouterr().out
    for option in (
        "PROMPT",
        "--cwd",
        "--model",
        "--sandbox",
        "--approval-policy",
        "--resume",
        "--config",
        "--codex-bin",
        "--demo",
        "--version",
        "threads",
    ):
        assert option in said


def test_a_directory_that_is_not_there_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["threads", "--cwd", "/no/such\x1b/place"]) == 2
    said = capsys.readouterr().err
    assert "There is no directory" in said
    assert "\x1b" not in said


def listed(server: ScriptedServer, **options: object) -> list[str]:
    """The lines that the listing prints."""
    out = StringIO()
    config = AppServerConfig(transport=server.transport)
    assert print_threads(config, out=out, **options) == 0  # type: ignore[arg-type]  # a test's pass-through
    return out.getvalue().splitlines()


def thread(**fields: object) -> StoredThread:
    """A thread with a turn, as only those are listed."""
    return StoredThread(turns=[StoredTurn()], **fields)  # type: ignore[arg-type]  # a test's pass-through


def test_threads_are_listed_newest_first_and_all_of_them() -> None:
    threads = [thread(preview=f"prompt {number}", recency_at=1_795_000_000 + number) for number in range(150)]
    lines = listed(ScriptedServer(threads=threads, pace=0))
    assert len(lines) == 150
    assert lines[0].endswith("prompt 149")
    assert lines[-1].endswith("prompt 0")


def test_text_of_others_reaches_the_terminal_as_symbols() -> None:
    hostile = "\x1b]52;c;QUJD\x07\nsecond\u202eline"
    lines = listed(ScriptedServer(threads=[thread(name=hostile, cwd="/a\x1b[2Jb")], pace=0))
    assert len(lines) == 1
    assert "\x1b" not in lines[0]
    assert "\x07" not in lines[0]
    assert "\u202e" not in lines[0]


def test_json_is_one_object_a_line_of_plain_ascii_that_drives_no_terminal() -> None:
    lines = listed(ScriptedServer(threads=[thread(name="é\x1b\x7f", cwd="/src")], pace=0), as_json=True)
    assert lines[0].isascii()
    assert lines[0].isprintable()
    row = json.loads(lines[0])
    assert (row["name"], row["cwd"]) == ("é\x1b\x7f", "/src")


def test_archived_threads_are_listed_when_they_are_asked_for() -> None:
    server = ScriptedServer(threads=[thread(name="old", archived=True), thread(name="new")], pace=0)
    assert [line.rpartition("  ")[2] for line in listed(server)] == ["new"]
    assert [line.rpartition("  ")[2] for line in listed(server, archived=True)] == ["old"]


@pytest.mark.parametrize("search", ["router", "ROUTER"])
def test_a_search_finds_names_and_prompts_in_either_case(search: str) -> None:
    server = ScriptedServer(
        threads=[thread(name="fix the Router"), thread(name="other"), thread(preview="a router")], pace=0
    )
    found = [line.rpartition("  ")[2] for line in listed(server, search=search)]
    assert sorted(found) == ["a router", "fix the Router"]


def test_a_listing_that_fails_says_why(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["threads", "--codex-bin", "/no/such/codex"]) == 1
    said = capsys.readouterr().err
    assert said.startswith("There is no codex binary at /no/such/codex.")
    assert "--codex-bin" in said
    # That is advice for programs.
    assert "AppServerConfig" not in said


def test_the_demos_threads_can_be_listed(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["threads", "--demo"]) == 0
    assert "Upgrade pydantic" in capsys.readouterr().out


def test_threads_of_the_real_server_are_listed_with_its_settings(
    real_config: Callable[..., AppServerConfig], tmp_path: Path
) -> None:
    out = StringIO()
    assert print_threads(real_config(), out=out) == 0
    assert out.getvalue() == ""


def test_listing_imports_no_user_interface() -> None:
    code = (
        "import sys; from codex_tui.cli import main; main(['threads', '--demo']); "
        "sys.exit('textual' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=False, timeout=60)
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--server", "http://somewhere"), "is no address of a server"),
        (("--server", "ws://user:secret@127.0.0.1:1"), "user name or password"),
        (("--server", "unix://", "--codex-bin", "/a"), "leave out --server"),
        (("--server", "unix://", "--server-token-file", "/no/such"), "There is no file /no/such"),
    ],
)
def test_a_server_that_cannot_be_is_refused_before_anything_is_opened(
    words: tuple[str, ...], said: str
) -> None:
    done = run("threads", *words)
    assert done.returncode == 2
    assert said in done.stderr
    assert "secret" not in done.stderr


def test_a_server_that_does_not_answer_is_told(tmp_path: Path) -> None:
    done = run("threads", "--server", f"unix://{tmp_path}/none.sock")
    assert done.returncode == 1
    assert "none.sock" in done.stderr
