"""What the server starts, what it is given, and what is no server: S40."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable
from pathlib import Path

import anyio
import pytest
from codex_app_server import (
    AppServerConfig,
    AsyncCodex,
    BinaryNotFoundError,
    Codex,
    ServerDiedError,
    ServerStartError,
    TextInput,
)
from codex_app_server._io.process import find_binary
from patience import PATIENCE
from processes import all_gone, processes_with
from real_server import CodexHome

StubConfig = Callable[..., AppServerConfig]
RealConfig = Callable[..., AppServerConfig]
ORPHAN = (
    "import subprocess; subprocess.Popen(['/bin/sh', '-c', 'trap \"\" HUP TERM; while :; do sleep 1; done'])"
)
LEAVING = f"{ORPHAN[:-1]}, start_new_session=True)"


@pytest.mark.parametrize("how", ["closed", "killed"])
def test_s40_what_the_server_left_in_its_group_is_ended_with_it(
    how: str, stub: StubConfig, mark: str
) -> None:
    with Codex(stub(close_timeout=0.5)) as codex:
        assert codex.request("do", {"code": f"{ORPHAN}; answer(request, 1)"}, int) == 1
        wait_for(mark, b"trap")
        if how == "killed":
            with pytest.raises(ServerDiedError):
                codex.request("do", {"code": "kill()"}, dict)
    assert all_gone(mark)


def test_s40_a_command_that_ignores_hangups_ends_with_the_real_server(
    real_config: RealConfig, mark: str
) -> None:
    with Codex(real_config(env={"MARK": mark})) as codex:
        thread = codex.thread_start(approval_policy="never", sandbox="danger-full-access")
        thread.turn(TextInput("shell:trap '' HUP; sleep 1000"))
        wait_for(mark, b"sleep\x001000")
    assert all_gone(mark)


@pytest.mark.parametrize("ending", ["of its input", "by SIGTERM", "by SIGKILL"])
def test_s40_what_left_the_session_of_the_server_is_ended_with_it(
    ending: str, stub: StubConfig, mark: str, caplog: pytest.LogCaptureFixture
) -> None:
    with Codex(stub(close_timeout=0.5)) as codex:
        assert codex.request("do", {"code": f"{LEAVING}; answer(request, 1)"}, int) == 1
        wait_for(mark, b"trap")
        if ending != "of its input":
            held = "signal.signal(signal.SIGTERM, signal.SIG_IGN); " if ending == "by SIGKILL" else ""
            code = f"import signal; {held}answer(request, 1); time.sleep(1000)"
            assert codex.request("do", {"code": code}, int) == 1
    assert all_gone(mark)
    assert "goes on" not in caplog.text


def test_s40_what_cannot_be_ended_is_reported_without_its_arguments(
    stub: StubConfig, mark: str, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("codex_app_server._io.process.end", lambda process: None)
    with Codex(stub(close_timeout=0.5)) as codex:
        assert codex.request("do", {"code": f"{LEAVING}; answer(request, 1)"}, int) == 1
        left = wait_for(mark, b"trap")
    os.kill(left, signal.SIGKILL)
    assert all_gone(mark)
    (warning,) = (record.getMessage() for record in caplog.records if "goes on" in record.getMessage())
    assert f"process {left} ('sh')" in warning
    assert "trap" not in warning


def test_s40_a_command_that_left_the_session_ends_with_the_real_server(
    real_config: RealConfig, mark: str
) -> None:
    with Codex(real_config(env={"MARK": mark})) as codex:
        thread = codex.thread_start(approval_policy="never", sandbox="danger-full-access")
        thread.turn(TextInput("shell:setsid sleep 1000 & wait"))
        left = wait_for(mark, b"sleep\x001000")
        deadline = time.monotonic() + PATIENCE
        while os.getsid(left) != left:
            assert time.monotonic() < deadline
    assert all_gone(mark)


def test_s40_a_command_that_became_a_daemon_is_reported(
    real_config: RealConfig, mark: str, caplog: pytest.LogCaptureFixture
) -> None:
    with Codex(real_config(env={"MARK": mark})) as codex:
        thread = codex.thread_start(approval_policy="never", sandbox="danger-full-access")
        thread.run("shell:(setsid sleep 1000 > /dev/null 2>&1 &) ; true")
        left = wait_for(mark, b"sleep\x001000")
    (warning,) = (record.getMessage() for record in caplog.records if "goes on" in record.getMessage())
    assert f"process {left} ('sleep')" in warning
    assert "1000" not in warning.replace(str(left), "")
    os.kill(left, signal.SIGKILL)
    assert all_gone(mark)


def wait_for(mark: str, command: bytes) -> int:
    """Wait, within bounds, for a process with this mark and this in its command line."""
    deadline = time.monotonic() + PATIENCE
    while not (found := [process for process in processes_with(mark) if runs(process, command)]):
        assert time.monotonic() < deadline
    return found[0]


def runs(process: int, command: bytes) -> bool:
    try:
        return command in Path(f"/proc/{process}/cmdline").read_bytes()
    except OSError:
        return False


def test_s40_the_environment_is_inherited_or_only_what_is_listed(
    stub: StubConfig, mark: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("A_SECRET", "s3cret")
    code = "answer(request, dict(os.environ))"
    with Codex(stub()) as codex:
        assert codex.request("do", {"code": code}, dict)["A_SECRET"] == "s3cret"
    with Codex(stub(inherit_env=False)) as codex:
        given = codex.request("do", {"code": code}, dict)
    assert given.pop("MARK") == mark
    assert set(given) <= {"LC_CTYPE"}  # which Python sets for itself


def test_s40_no_file_of_ours_is_open_in_the_server(stub: StubConfig, tmp_path: Path) -> None:
    secret = tmp_path / "ours"
    code = "answer(request, [os.path.realpath(f'/proc/self/fd/{n}') for n in os.listdir('/proc/self/fd')])"
    with secret.open("w"), Codex(stub()) as codex:
        found = codex.request("do", {"code": code}, list)
    assert len(found) >= 3
    assert str(secret) not in found


def test_s40_ctrl_c_in_a_terminal_reaches_only_the_client(stub: StubConfig) -> None:
    with Codex(stub()) as codex:
        group = codex.request("do", {"code": "answer(request, [os.getpgid(0), os.getsid(0)])"}, list)
        assert os.getpgid(0) not in group
        assert os.getsid(0) not in group


def check_start(config: AppServerConfig, kind: type[ServerStartError], *words: str) -> None:
    """Check that both clients fail with these words, and without the usual line about PATH aliases."""

    async def start() -> None:
        async with AsyncCodex(config):
            pytest.fail("it must not start")

    for begin in (lambda: Codex(config), lambda: anyio.run(start)):
        with pytest.raises(kind) as caught:
            begin()
        message = str(caught.value)
        assert all(word in message for word in words), message
        assert "PATH aliases" not in message


def test_s40_a_missing_binary_is_named_with_the_remedy(mark: str) -> None:
    config = AppServerConfig(codex_bin="/no/such/codex", env={"MARK": mark})
    check_start(
        config, BinaryNotFoundError, "/no/such/codex", "pip install openai-codex-cli-bin", "codex_bin"
    )


def test_s40_a_file_that_cannot_be_executed_is_named_with_the_remedy(tmp_path: Path, mark: str) -> None:
    text = tmp_path / "codex"
    text.write_text("no program")
    config = AppServerConfig(codex_bin=text, env={"MARK": mark})
    check_start(config, BinaryNotFoundError, str(text), "cannot be executed", "codex_bin")


def test_s40_a_binary_of_a_version_without_an_app_server_is_named(tmp_path: Path, mark: str) -> None:
    old = tmp_path / "codex"
    old.write_text("#!/bin/sh\necho \"error: unrecognized subcommand 'app-server'\" >&2\nexit 2\n")
    old.chmod(0o755)
    config = AppServerConfig(codex_bin=old, env={"MARK": mark})
    check_start(config, ServerStartError, str(old), "code 2", "unrecognized subcommand", "check that it is")


def test_s40_a_bad_codex_home_is_named_by_the_real_server(
    real_config: RealConfig, codex_home: CodexHome, mark: str
) -> None:
    home = codex_home.home / "file"
    home.write_text("no directory")
    config = real_config(env={"MARK": mark, "CODEX_HOME": str(home)})
    check_start(config, ServerStartError, find_binary(config), str(home), "CODEX_HOME")


def test_s40_a_server_that_stops_is_continued_by_nobody_and_closed_in_time(
    stub: StubConfig, mark: str
) -> None:
    with Codex(stub(close_timeout=0.5)) as codex:
        for process in processes_with(mark):
            os.kill(process, signal.SIGSTOP)
        assert codex.metadata.server_info.name
    assert all_gone(mark)
