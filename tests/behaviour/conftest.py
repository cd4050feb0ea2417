"""One server for all tests of its behaviour, and at the end a word on what has changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from real_server import CodexHome, make_home, real_config

from behaviour import book
from behaviour.probe import Probe

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scripted_model import ScriptedModel


@pytest.fixture(scope="session")
def behaviour_home(tmp_path_factory: pytest.TempPathFactory, scripted_model: ScriptedModel) -> CodexHome:
    return make_home(tmp_path_factory.mktemp("behaviour"), scripted_model)


@pytest.fixture(scope="session")
def server(behaviour_home: CodexHome) -> Iterator[Probe]:
    probe = Probe(real_config(behaviour_home))
    yield probe
    probe.close()


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say in a sentence of the book each what the server does no longer."""
    known = book.rows()
    failed = [
        (known[name], report.nodeid)
        for report in terminalreporter.getreports("failed")
        if (name := report.nodeid.rpartition("::")[2]) in known
    ]
    if failed:
        terminalreporter.section("what the server does no longer")
        for row, test in failed:
            terminalreporter.line(f"- {row.sentence}  ({test})")
