"""Fixtures of all tests: the scripted model, a fresh home, the real server's configuration."""

from __future__ import annotations

import gc
import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, settings
from real_server import CodexHome, make_home
from real_server import real_config as config_of
from scripted_model import ScriptedModel

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterator

    from codex_app_server import AppServerConfig

# A test must not read the settings of the person who runs it, nor follow the colours of that terminal.
os.environ["CODEX_TUI_SETTINGS"] = str(Path(__file__).parent / "no-such-settings.toml")
os.environ.pop("COLORFGBG", None)
os.environ.pop("NO_COLOR", None)

# No clock: a deadline of 200 ms failed on a busy machine. The same examples in every run: two runs of the
# same code must judge it alike. `--hypothesis-profile=chance` looks for new ones.
settings.register_profile("chance", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("same", settings.get_profile("chance"), derandomize=True)
settings.load_profile("same")


def pytest_collection_finish() -> None:
    """Let the collector look at new objects only, and less often.

    A test of the application makes some 200,000 objects beside the million of the imports: Python's own
    settings looked at all of them for a fifth of its CPU. This takes 15 % of the whole off, for 40 MB.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 10, 10)


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


ADVICE = {
    "snap_compare": (
        "Open snapshot_report.html: it shows both pictures. If the new one is meant, accept it with "
        '`make snapshots ARGS="-k {test}"` and describe the change in the commit.'
    ),
    "built": (
        "What goes into a wheel stands under [tool.hatch.build] in pyproject.toml and sdk/pyproject.toml; "
        "see it with `.venv/bin/hatchling build -t wheel` and `unzip -l dist/*.whl`. "
        "If the new content is meant, change what {file} expects."
    ),
}
"""What to do about a failure, by the fixture that its test uses."""


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Say below a failure what to look at and how to accept it."""
    report = yield
    if report.when == "call" and report.failed and isinstance(item, pytest.Function):
        for fixture in ADVICE.keys() & set(item.fixturenames):
            advice = ADVICE[fixture].format(
                test=item.originalname, file=item.path.relative_to(item.config.rootpath)
            )
            report.sections.append(("what to do", advice))
    return report


@pytest.fixture(params=["asyncio", "trio"])
def anyio_backend(request: pytest.FixtureRequest) -> str:
    """Run every async test on both event loops; a test of one of them parametrizes this itself."""
    return str(request.param)
