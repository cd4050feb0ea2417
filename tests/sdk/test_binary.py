from __future__ import annotations

import sys

import pytest
from codex_app_server import AppServerConfig, BinaryNotFoundError
from codex_app_server.binary import server_program
from codex_app_server.testing import ScriptedServer


def test_the_program_that_would_be_started_is_named() -> None:
    assert server_program(AppServerConfig(codex_bin=sys.executable)) == sys.executable
    assert server_program(AppServerConfig(launch_args_override=["/bin/sh", "-c", "x"])) == "/bin/sh"
    assert server_program(AppServerConfig(transport=ScriptedServer().transport)) is None
    with pytest.raises(BinaryNotFoundError):
        server_program(AppServerConfig(codex_bin="/nosuch/codex"))
