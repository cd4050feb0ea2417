"""The report of an unexpected error."""

from __future__ import annotations

import stat
import sys
from typing import TYPE_CHECKING

import pytest
from cockpit_stage import demo_backend, until
from codex_app_server import __version__
from codex_tui.app import CodexTui
from codex_tui.crash import SHOWN, CrashReport
from codex_tui.disk.crash_files import KEPT, keep
from textual.worker import WorkerFailed

if TYPE_CHECKING:
    from pathlib import Path

if sys.version_info < (3, 11):
    from exceptiongroup import ExceptionGroup

SECRET = "sk-do-not-print-this"


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"


def test_a_report_says_where_and_never_what() -> None:
    def broken() -> None:
        token = SECRET
        raise ValueError(f"cannot use {token}")

    with pytest.raises(ValueError, match="cannot use") as caught:
        broken()
    report = CrashReport.of(caught.value)
    assert "ValueError" in report.text()
    assert "in broken" in report.text()
    assert SECRET not in report.text()
    assert "/home/" not in report.text()


def test_a_kept_report_has_every_place_and_cause_and_only_its_owner_reads_it(tmp_path: Path) -> None:
    def deep(left: int) -> None:
        if left:
            deep(left - 1)
        int(SECRET)

    try:
        deep(SHOWN + 5)
    except ValueError as error:
        caught = ExceptionGroup("several", [error, KeyError(SECRET)])
    report = CrashReport.of(caught)
    path = keep(report, tmp_path / "state")
    assert path is not None
    text = path.read_text("utf-8")
    assert text.count("in deep") == SHOWN + 6
    assert "from ValueError" in text
    assert "from KeyError" in text
    assert f"codex-tui {__version__}" in text
    assert SECRET not in text
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert str(path) in report.text(path)


def test_only_the_newest_reports_are_kept(tmp_path: Path) -> None:
    kept = [keep(CrashReport("ValueError", ()), tmp_path) for _ in range(KEPT + 3)]
    assert sorted(tmp_path.iterdir()) == kept[3:]


def test_a_report_that_cannot_be_kept_is_still_told(tmp_path: Path) -> None:
    (tmp_path / "state").write_text("in the way", encoding="utf-8")
    report = CrashReport("ValueError", ("app.py:1 in run",))
    assert keep(report, tmp_path / "state") is None
    assert report.text(None).endswith("Please report the lines above.\n")


@pytest.mark.anyio
async def test_an_error_in_a_handler_ends_with_code_1_and_keeps_the_draft() -> None:
    app = CodexTui(demo_backend(open_newest=False))

    def break_down() -> None:
        raise RuntimeError(SECRET)

    async def session() -> None:
        async with app.run_test() as pilot:
            await until(lambda: app.cockpit.startup.done)
            await pilot.press(*"draft")
            app.cockpit.set_timer(0.001, break_down)
            await until(lambda: app.crash)

    with pytest.raises(RuntimeError):
        await session()
    assert app.return_code == 1
    assert app.crash is not None
    assert SECRET not in app.crash.text()
    assert list(app.cockpit.backend.local_store.drafts.values()) == ["draft"]


@pytest.mark.anyio
async def test_an_error_in_a_worker_is_reported_where_it_happened() -> None:
    app = CodexTui(demo_backend(open_newest=False))

    async def break_down() -> None:
        raise KeyError(SECRET)

    async def session() -> None:
        async with app.run_test():
            await until(lambda: app.cockpit.startup.done)
            app.cockpit.run_worker(break_down())
            await until(lambda: app.crash)

    with pytest.raises(WorkerFailed, match="KeyError"):
        await session()
    assert app.crash is not None
    assert app.crash.kind == "KeyError"
    assert "break_down" in app.crash.places[-1]
