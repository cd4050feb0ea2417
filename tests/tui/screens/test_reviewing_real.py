"""A review on the real server: it is started, its findings are walked, and no turn of it is shown twice."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from cockpit_stage import open_thread, running, until
from codex_tui.app import CodexTui
from codex_tui.backend import Backend
from codex_tui.screens.picker import Picker
from codex_tui.session import SessionOptions
from codex_tui.state.items import AgentMessage, Notice, UserMessage

if TYPE_CHECKING:
    from collections.abc import Callable

    from codex_app_server import AppServerConfig
    from real_server import CodexHome

    Config = Callable[..., AppServerConfig]

pytestmark = pytest.mark.anyio


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"


def app_on(config: AppServerConfig, home: CodexHome, *, resume: str | None = None) -> CodexTui:
    return CodexTui(Backend(config, SessionOptions(cwd=str(home.work), ask_trust=False)), resume=resume)


async def test_a_review_and_its_findings(
    real_config: Config, codex_home: CodexHome, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = str(codex_home.work / "greet.py")
    said = {
        "findings": [
            {
                "title": f"[P{number}] Finding {number}",
                "body": "It is wrong.",
                "confidence_score": 0.9,
                "priority": number,
                "code_location": {"absolute_file_path": path, "line_range": {"start": number, "end": 9}},
            }
            for number in (1, 2)
        ],
        "overall_correctness": "patch is incorrect",
        "overall_explanation": "Two things are wrong.",
        "overall_confidence_score": 0.8,
    }
    app = app_on(real_config(), codex_home)
    async with running(app) as pilot:
        app.cockpit.reviewing.begin(f"json:{json.dumps(said)}")
        await until(lambda: app.cockpit.thread is not None and app.cockpit.thread.turns, "the turn")
        thread = open_thread(app)
        await until(lambda: thread.active_turn_id is None, "the end of the review")
        assert len(thread.turns) == 1
        opened: list[tuple[str, int]] = []
        monkeypatch.setattr(app.cockpit.outlets.editor, "open_file", lambda *place: opened.append(place))
        app.cockpit.reviewing.findings()
        await until(lambda: isinstance(app.screen, Picker), "the findings")
        await pilot.press("down", "enter")
        await until(lambda: opened, "the editor")
        assert opened == [(path, 2)]
        thread_id = thread.id
    again = app_on(real_config(), codex_home, resume=thread_id)
    async with running(again):
        await until(lambda: again.cockpit.thread is not None and again.cockpit.thread.items, "the history")
        kept = open_thread(again)
        assert len(kept.turns) == 1
        kinds = [type(item) for item in kept.items]
        assert kinds.count(AgentMessage) == 1
        assert UserMessage not in kinds or kinds.count(UserMessage) == 1
        assert kinds.count(Notice) >= 2
