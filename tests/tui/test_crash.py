"""What is said when the application breaks."""

from __future__ import annotations

import pytest
from cockpit_stage import demo_backend, until
from codex_tui.app import CodexTui
from codex_tui.crash import CrashReport
from textual.worker import WorkerFailed

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
    assert "ValueError" in report.text
    assert "in broken" in report.text
    assert SECRET not in report.text
    assert "/home/" not in report.text


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
    assert SECRET not in app.crash.text
    assert list(app.cockpit.backend.notebook.drafts.values()) == ["draft"]


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
