from __future__ import annotations

import pytest
from codex_app_server.metadata import ServerInfo, metadata_from_wire


def test_name_and_version_are_read_from_the_user_agent() -> None:
    agent = "my-app/0.163.0 (Debian 12.0.0; x86_64) xterm (my-app; 0)"
    metadata = metadata_from_wire(
        {"userAgent": agent, "codexHome": "/h", "platformFamily": "unix", "platformOs": "linux"}
    )
    assert metadata.serverInfo == metadata.server_info == ServerInfo("my-app", "0.163.0")
    assert metadata.userAgent == metadata.user_agent == agent
    assert metadata.codexHome == metadata.codex_home == "/h"
    assert metadata.platformFamily == metadata.platform_family == "unix"
    assert metadata.platformOs == metadata.platform_os == "linux"


@pytest.mark.parametrize("name", ["x", "my app", "team/app", "a/b c/d", "app (beta)", "Größe"])
def test_a_client_may_have_any_name(name: str) -> None:
    agent = f"{name}/0.163.0 (Debian 12.0.0; x86_64) xterm ({name}; 1)"
    assert metadata_from_wire({"userAgent": agent}).server_info == ServerInfo(name, "0.163.0")


@pytest.mark.parametrize("agent", ["", "no version", None, 5])
def test_a_user_agent_without_a_version_gives_none(agent: object) -> None:
    assert metadata_from_wire({"userAgent": agent}).server_info == ServerInfo(None, None)
