"""Fixtures of all tests: the scripted model, a fresh home, the real server's configuration."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, settings
from real_server import CodexHome, make_home
from real_server import real_config as config_of
from scripted_model import ScriptedModel

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from codex_app_server import AppServerConfig

# How long an example takes is the machine's affair: no test judges by the clock.
settings.register_profile("no clock", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("no clock")


@pytest.fixture(scope="session")
def scripted_model() -> Iterator[ScriptedModel]:
    """One model for the whole session: the script is in the prompts, so tests do not disturb each other."""
    with ScriptedModel() as model:
        yield model


@pytest.fixture
def codex_home(tmp_path: Path, scripted_model: ScriptedModel) -> CodexHome:
    """A fresh `CODEX_HOME`, an empty `HOME` and a working directory for one test."""
    return make_home(tmp_path, scripted_model)


@pytest.fixture
def real_config(codex_home: CodexHome) -> Callable[..., AppServerConfig]:
    """Make the configuration of the real server on this test's home: `real_config(concurrent_turns=True)`."""

    def make(**options: object) -> AppServerConfig:
        return config_of(codex_home, **options)

    return make


@pytest.fixture(params=["asyncio", "trio"])
def anyio_backend(request: pytest.FixtureRequest) -> str:
    """Run every async test on both event loops; a test of one of them parametrizes this itself."""
    return str(request.param)
