from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from codex_app_server import AppServerConfig, AsyncCodex, BinaryNotFoundError, Codex
from codex_app_server._io.process import ProcessTransport
from codex_app_server.early import start_early
from patience import PATIENCE
from processes import all_gone, processes_with

RealConfig = Callable[..., AppServerConfig]
pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="a server is adopted on Linux only")

_ONLY_STARTS = """
import sys
from codex_app_server import AppServerConfig
from codex_app_server.early import start_early
start_early(AppServerConfig(launch_args_override=[sys.executable, "-c", "input()"]))
print("started", flush=True)
input()
"""


def running_with(mark: str) -> list[int]:
    """The processes with this mark, once there is one: before it runs its program it has no environment."""
    deadline = time.monotonic() + PATIENCE
    while not (found := processes_with(mark)) and time.monotonic() < deadline:
        time.sleep(0.01)
    return found


@pytest.mark.anyio
async def test_a_client_takes_the_server_that_was_started_before_it_and_ends_it(
    tmp_path: Path, real_config: RealConfig
) -> None:
    mark = f"early-{os.getpid()}-{tmp_path.name}"
    config = real_config(env={"MARK": mark})
    start_early(config)
    started = running_with(mark)
    async with AsyncCodex(config) as codex:
        transport = codex._client.session._transport
        assert isinstance(transport, ProcessTransport)
        assert transport.pid in started
        result = await (await codex.thread_start()).run("say:2")
        assert result.final_response == "word0 word1 "
    assert all_gone(mark)


def test_a_client_of_another_environment_has_its_own_and_the_early_one_ends(
    tmp_path: Path, real_config: RealConfig
) -> None:
    mark = f"early-{os.getpid()}-{tmp_path.name}"
    start_early(real_config(env={"MARK": mark}))
    with Codex(real_config()) as codex:
        assert codex.models().data
        assert all_gone(mark)


def test_what_cannot_be_started_is_told_by_the_client(real_config: RealConfig) -> None:
    config = real_config(codex_bin="/no/such/codex")
    start_early(config)
    with pytest.raises(BinaryNotFoundError, match="no codex binary at /no/such/codex"):
        Codex(config)


@pytest.mark.parametrize("dies", [False, True])
def test_a_server_that_no_client_takes_ends_with_the_program(tmp_path: Path, dies: bool) -> None:
    mark = f"early-{os.getpid()}-{tmp_path.name}"
    pipe = subprocess.PIPE
    with subprocess.Popen(
        [sys.executable, "-c", _ONLY_STARTS], stdin=pipe, stdout=pipe, env={**os.environ, "MARK": mark}
    ) as program:
        assert program.stdout is not None
        assert program.stdout.readline() == b"started\n"
        assert len(processes_with(mark)) == 2
        if dies:
            program.kill()
    assert all_gone(mark)
