"""What every case shares: the stub, and that nothing is left behind."""

from __future__ import annotations

import gc
import os
import sys
import threading
import time
import uuid
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from codex_app_server import AppServerConfig
from patience import PATIENCE
from processes import all_gone

STUB = Path(__file__).with_name("stub_server.py")
StubConfig = Callable[..., AppServerConfig]


@pytest.fixture
def mark() -> str:
    """A word in the environment of every process of this test."""
    return f"fault-{uuid.uuid4()}"


@pytest.fixture
def stub(mark: str) -> StubConfig:
    """Make the configuration that starts the stub: `stub("complain('x')", request_timeout=1)`."""

    def make(prelude: str = "", **options: object) -> AppServerConfig:
        command = (sys.executable, "-I", "-S", str(STUB), prelude)
        return AppServerConfig(launch_args_override=command, env={"MARK": mark}, **options)  # type: ignore[arg-type]  # a test's pass-through

    return make


@pytest.fixture(autouse=True)
def leaves_nothing(mark: str, scripted_model: object) -> Iterator[None]:
    """No process, thread or file descriptor is left by any case."""
    before, running = _descriptors(), set(_threads())
    yield
    deadline = time.monotonic() + PATIENCE
    # A server that other tests of this process share has threads of its own.
    while (left := [each for each in _threads() if each not in running]) and time.monotonic() < deadline:
        left[0].join(0.1)
    assert not left
    while (more := _descriptors() - before) and time.monotonic() < deadline:
        gc.collect()
    assert not more
    assert all_gone(mark)


def _threads() -> list[threading.Thread]:
    ours = ("codex", "AnyIO", "asyncio", "BlockingPortal")
    return [each for each in threading.enumerate() if each.name.startswith(ours)]


def _descriptors() -> set[tuple[str, str]]:
    """What is open, apart from sockets of the scripted model, whose other ends close when they like."""
    found = set()
    for path in Path("/proc/self/fd").iterdir():
        try:
            target = os.readlink(path)  # noqa: PTH115 - the target is no path
        except OSError:
            continue
        if not target.startswith("socket:"):
            found.add((path.name, target))
    return found
