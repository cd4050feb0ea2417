"""Prompts that a running turn has not read yet."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from cockpit_stage import drawn, running, until
from codex_tui.app import CodexTui
from codex_tui.backend import Backend
from codex_tui.clock import FixedClock
from codex_tui.session import SessionOptions

if TYPE_CHECKING:
    from collections.abc import Callable

    from codex_app_server import AppServerConfig
    from real_server import CodexHome

pytestmark = pytest.mark.anyio


@pytest.fixture
def app(real_config: Callable[..., AppServerConfig], codex_home: CodexHome) -> CodexTui:
    options = SessionOptions(
        cwd=str(codex_home.work), sandbox="danger-full-access", approval_policy="never", ask_trust=False
    )
    return CodexTui(Backend(real_config(), options, clock=FixedClock()))


async def test_a_prompt_behind_a_command_is_shown_as_waiting_and_given_back_when_it_is_not_read(
    app: CodexTui, codex_home: CodexHome
) -> None:
    async with running(app) as pilot:
        app.cockpit.desk.submit(f"shell:touch {codex_home.work}/started; sleep 60")
        await until((codex_home.work / "started").exists, "the command")
        await pilot.press(*"precious", "enter")
        await until(lambda: app.cockpit.unread.count(app.cockpit.open_id or ""), "the prompt on its way")
        assert "1 prompt not read yet" in await drawn(app, pilot)
        await pilot.press("escape")
        await until(lambda: not app.cockpit.turn_runs, "the interruption")
        await until(lambda: app.cockpit.composer.text == "precious", "the text back")
        assert "not read yet" not in await drawn(app, pilot)


async def test_a_prompt_that_was_read_waits_no_more(app: CodexTui) -> None:
    async with running(app) as pilot:
        app.cockpit.desk.submit("slow:200:50")
        await until(lambda: app.cockpit.turn_runs, "a running turn")
        await pilot.press(*"hello", "enter")
        await until(lambda: app.cockpit.thread and not app.cockpit.turn_runs, "the end of the turn")
        assert app.cockpit.unread.count(app.cockpit.open_id or "") == 0
        assert app.cockpit.composer.text == ""
