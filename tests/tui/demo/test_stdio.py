"""`python -m codex_tui.demo` as a process, driven by the official SDK and by ours."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import codex_app_server
import codex_tui
import openai_codex
import pytest
from codex_app_server import AppServerConfig, AsyncCodex
from openai_codex import CodexConfig

SERVE = (sys.executable, "-m", "codex_tui.demo", "--pace", "0")


def _environment() -> dict[str, str]:
    # The test may run from a checkout that is not installed.
    packages = [
        Path(module.__file__).parents[1] for module in (codex_app_server, codex_tui) if module.__file__
    ]
    return {**os.environ, "PYTHONPATH": os.pathsep.join(map(str, packages))}


# The official SDK leaves its pipes to the garbage collector.
@pytest.mark.filterwarnings("ignore::ResourceWarning", "ignore::pytest.PytestUnraisableExceptionWarning")
def test_the_official_sdk_completes_a_turn_against_the_demo() -> None:
    config = CodexConfig(codex_bin=sys.executable, launch_args_override=SERVE, env=_environment())
    with openai_codex.Codex(config) as codex:
        thread = codex.thread_start()
        result = thread.run("Show me a table, please.")
    assert result.final_response is not None
    assert "tables" in result.final_response


@pytest.mark.anyio
async def test_our_sdk_completes_a_turn_against_the_demo_as_a_process() -> None:
    config = AppServerConfig(launch_args_override=SERVE, env=_environment())
    async with AsyncCodex(config) as codex:
        thread = await codex.thread_start()
        result = await thread.run("Show me a table, please.")
    assert result.final_response is not None
    assert "tables" in result.final_response


def test_the_process_ends_when_its_client_closes_its_side() -> None:
    ended = subprocess.run(
        SERVE,
        input=b'{"id":1,"method":"initialize","params":{"clientInfo":{"name":"x","version":"1"}}}\n',
        capture_output=True,
        env=_environment(),
        timeout=30,
        check=False,
    )
    assert ended.returncode == 0
    assert b'"userAgent":"x/0.163.0' in ended.stdout
