"""The demo answers what the application asks of git, and a review."""

from __future__ import annotations

import pytest
from cockpit_stage import demo_backend, drawn, running, until
from codex_tui.app import CodexTui
from codex_tui.screens.pager import Pager
from codex_tui.screens.picker import Picker
from codex_tui.state.items import FileChange

pytestmark = pytest.mark.anyio


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"


async def test_the_working_tree_of_the_demo_is_shown_and_its_review_is_walked() -> None:
    app = CodexTui(demo_backend())
    async with running(app) as pilot:
        app.cockpit.outlets.changes.show("tree")
        await until(lambda: isinstance(app.screen, Pager), "the changes")
        assert isinstance(app.screen, Pager)
        item = app.screen.view.item
        assert isinstance(item, FileChange)
        assert [(each.path, each.added, each.removed) for each in item.changes] == [
            ("/home/ada/src/app/tests/test_resume.py", 5, 2),
            ("/home/ada/src/app/CHANGELOG.md", 1, 0),
        ]
        await pilot.press("q")
        threads = app.cockpit.store.threads.values()
        app.cockpit.actions.open(
            next(thread.id for thread in threads if thread.title == "Review the payments branch")
        )
        await until(
            lambda: app.cockpit.thread is not None and app.cockpit.thread.history_loaded, "the review"
        )
        app.cockpit.reviewing.findings()
        await until(lambda: isinstance(app.screen, Picker), "the findings")
        shown = await drawn(app, pilot)
        assert "Refunds are not idempotent" in shown
        assert "app/payments/refund.py:52" in shown
        await pilot.press("escape")
        app.cockpit.reviewing.begin("uncommitted")
        await until(lambda: app._notifications, "the answer")
        assert "the demo reviews nothing" in next(iter(app._notifications)).message
