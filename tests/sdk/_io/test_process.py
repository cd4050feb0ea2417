from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path

import codex_cli_bin
import pytest
from codex_app_server import AppServerConfig, AsyncCodex, BinaryNotFoundError, Codex, ServerStartError
from codex_app_server._io.process import command_line, environment, find_binary
from processes import all_gone, processes_with

RealConfig = Callable[..., AppServerConfig]


@pytest.fixture
def binary(tmp_path: Path) -> Path:
    path = tmp_path / "bin" / "codex"
    path.parent.mkdir()
    path.write_text("#!/bin/sh\nexit 0\n")
    path.chmod(0o755)
    return path


def test_an_explicit_binary_comes_first(binary: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CODEX_BIN", "/not/this")
    assert find_binary(AppServerConfig(codex_bin=binary)) == str(binary)


def test_then_the_one_in_the_environment(binary: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CODEX_BIN", str(binary))
    assert find_binary(AppServerConfig()) == str(binary)
    monkeypatch.delenv("CODEX_BIN")
    assert find_binary(AppServerConfig(env={"CODEX_BIN": str(binary)})) == str(binary)


def test_then_the_pinned_package(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("CODEX_BIN", raising=False)
    assert find_binary(AppServerConfig()) == str(codex_cli_bin.bundled_codex_path())


def test_then_the_path(binary: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("CODEX_BIN", raising=False)
    monkeypatch.setitem(sys.modules, "codex_cli_bin", None)
    assert find_binary(AppServerConfig(env={"PATH": str(binary.parent)})) == str(binary)
    with pytest.raises(BinaryNotFoundError, match="pip install openai-codex-cli-bin"):
        find_binary(AppServerConfig(env={"PATH": "/nowhere"}))


def test_the_command_line_carries_the_overrides(binary: Path) -> None:
    config = AppServerConfig(codex_bin=binary, config_overrides=('model="x"', "a.b=1"))
    expected = [str(binary), "--config", 'model="x"', "--config", "a.b=1", "app-server"]
    assert command_line(config)[:6] == expected
    assert command_line(AppServerConfig(launch_args_override=("a", "b"))) == ["a", "b"]


def test_the_environment_is_inherited_unless_it_is_not(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OURS", "1")
    assert environment(AppServerConfig(env={"A": "b"})) == {**os.environ, "A": "b"}
    assert environment(AppServerConfig(env={"A": "b"}, inherit_env=False)) == {"A": "b"}


def failing(tmp_path: Path) -> dict[str, tuple[dict[str, object], type[ServerStartError], str]]:
    text = tmp_path / "text"
    text.write_text("not a program")
    script = tmp_path / "script"
    script.write_bytes(b"\x7fELF nonsense")
    script.chmod(0o755)
    return {
        "no such file": ({"codex_bin": "/no/such/codex"}, BinaryNotFoundError, "/no/such/codex.*CODEX_BIN"),
        "not executable": ({"codex_bin": text}, BinaryNotFoundError, "cannot be executed.*CODEX_BIN"),
        "not a program": ({"codex_bin": script}, BinaryNotFoundError, "cannot be executed.*CODEX_BIN"),
        "a directory": ({"codex_bin": tmp_path}, BinaryNotFoundError, "cannot be executed"),
        "another program": ({"codex_bin": "/bin/true"}, ServerStartError, "/bin/true.*code 0.*app-server"),
        "silent": (
            {"launch_args_override": ("/bin/sh", "-c", "exec sleep 100"), "initialize_timeout": 0.1},
            ServerStartError,
            "initialize_timeout",
        ),
        "closed output": (
            {"launch_args_override": ("/bin/sh", "-c", "exec >&-; sleep 100")},
            ServerStartError,
            "closed its output",
        ),
        "last words": (
            {"launch_args_override": ("/bin/sh", "-c", "echo bad luck >&2; exit 3")},
            ServerStartError,
            "code 3[^\0]*bad luck",
        ),
        "no home": ({"env": {"CODEX_HOME": "/no/such/home"}}, ServerStartError, "/no/such/home"),
        "home is a file": ({"env": {"CODEX_HOME": str(text)}}, ServerStartError, "not a directory"),
        "no directory": ({"cwd": "/no/such/cwd"}, ServerStartError, "/no/such/cwd"),
        "setting that is gone": (
            {"config_overrides": ("approval_policy=untrusted",)},
            ServerStartError,
            "names a setting, look for it in config.toml[^\0]*no longer supported",
        ),
        "bad setting": (
            {"config_overrides": ('model_provider="nope"',)},
            ServerStartError,
            "Model provider `nope` not found",
        ),
    }


FAILURES = (
    "no such file",
    "not executable",
    "not a program",
    "a directory",
    "another program",
    "silent",
    "closed output",
    "last words",
    "no home",
    "home is a file",
    "no directory",
    "bad setting",
)


@pytest.mark.parametrize("case", FAILURES)
def test_a_failed_start_says_what_to_do_and_leaves_nothing_running(
    case: str, tmp_path: Path, real_config: RealConfig
) -> None:
    options, kind, message = failing(tmp_path)[case]
    mark = f"failed-start-{os.getpid()}-{tmp_path.name}"
    env = options.pop("env", {})
    assert isinstance(env, dict)
    with pytest.raises(kind, match=f"(?s){message}"):
        Codex(real_config(**options, env={"MARK": mark, **env}))
    assert all_gone(mark)


@pytest.mark.anyio
@pytest.mark.parametrize("case", ["no such file", "another program", "silent"])
async def test_the_async_client_fails_to_start_in_the_same_way(
    case: str, tmp_path: Path, real_config: RealConfig
) -> None:
    options, kind, message = failing(tmp_path)[case]
    mark = f"failed-start-{os.getpid()}-{tmp_path.name}"
    with pytest.raises(kind, match=f"(?s){message}"):
        async with AsyncCodex(real_config(**options, env={"MARK": mark})):
            pytest.fail("it must not start")
    assert all_gone(mark)


@pytest.mark.anyio
async def test_a_server_that_ignores_every_request_to_end_is_killed_within_the_limit(
    tmp_path: Path, real_config: RealConfig
) -> None:
    mark = f"stubborn-{os.getpid()}-{tmp_path.name}"
    script = (
        "import signal, sys, time, json\n"
        "signal.signal(signal.SIGTERM, signal.SIG_IGN)\n"
        "request = json.loads(sys.stdin.readline())\n"
        "print(json.dumps({'id': request['id'], 'result': {'userAgent': 'x/1'}}), flush=True)\n"
        "while True: time.sleep(1)\n"
    )
    config = real_config(
        launch_args_override=(sys.executable, "-c", script), close_timeout=0.5, env={"MARK": mark}
    )
    codex = AsyncCodex(config)
    async with codex:
        assert len(processes_with(mark)) == 1
    assert all_gone(mark)
