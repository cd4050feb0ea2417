"""What the server's reviewer denied is approved on its line, after a question."""

from __future__ import annotations

import pytest
from cockpit_stage import clock_of, drawn, open_thread, running, scripted_backend, until
from codex_app_server.testing import ScriptedServer
from codex_tui.app import CodexTui
from codex_tui.screens.question import Question
from codex_tui.state.change import Change
from codex_tui.state.edits import notice

pytestmark = pytest.mark.anyio


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"


async def test_a_denied_action_is_approved_on_its_line() -> None:
    server = ScriptedServer()
    approved: list[object] = []

    def approve(call: object) -> dict[str, object]:
        approved.append(call)
        return {}

    server.answer("thread/approveGuardianDeniedAction", approve)
    app = CodexTui(scripted_backend(server))
    async with running(app) as pilot:
        cockpit = app.cockpit
        cockpit.thread_display.show(await cockpit.session.turns.start_thread("/home/user/project"))
        thread = open_thread(app)
        change = Change()
        thread.denied["review:1"] = {"id": "1", "action": {"type": "command", "command": "rm x"}}
        notice(thread, change, "review:1", "", "The reviewer says denied: rm x")
        cockpit.frame_clock.changed(change)
        cockpit.frame_clock.flush()
        await pilot.pause()
        await pilot.press("f6", "G", "k")
        await until(lambda: cockpit.denied.at_cursor is not None, "the cursor on the line")
        await pilot.press("a")
        await until(lambda: isinstance(app.screen, Question), "the question")
        assert '"command": "rm x"' in await drawn(app, pilot)
        assert approved == []
        clock_of(app).advance(1)
        await pilot.press("y")
        await until(lambda: approved, "the request")
        await until(lambda: not thread.denied, "the line about it")
