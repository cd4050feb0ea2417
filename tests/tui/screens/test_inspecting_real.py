"""The pages about a thread and its server, on the real server."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from cockpit_stage import running, until
from codex_tui.app import CodexTui
from codex_tui.backend import Backend
from codex_tui.screens.page import Page
from codex_tui.session import SessionOptions
from codex_tui.widgets.facts_view import FactsView
from server_version import version_in_use

if TYPE_CHECKING:
    from collections.abc import Callable

    from codex_app_server import AppServerConfig
    from real_server import CodexHome
    from textual.pilot import Pilot

    Config = Callable[..., AppServerConfig]

pytestmark = pytest.mark.anyio


async def page(app: CodexTui, pilot: Pilot[None], command: str, wanted: str) -> str:
    """Run a command of the composer, and return the page that it opens once it has what is wanted."""
    await pilot.press("slash", *command)
    await pilot.press("enter")

    def shown() -> str:
        views = list(app.screen.query(FactsView)) if isinstance(app.screen, Page) else []
        return views[0].render().plain if views and views[0].size.width else ""

    await until(lambda: wanted in shown(), f"{wanted} on the page of /{command}")
    text = shown()
    await pilot.press("q")
    await until(lambda: app.screen is app.cockpit, "the main screen")
    return text


async def test_status_usage_and_warnings_of_a_thread(real_config: Config, codex_home: CodexHome) -> None:
    cwd = str(codex_home.work)
    (codex_home.path / "rules").mkdir()
    (codex_home.path / "rules/default.rules").write_text("prefix_rule(pattern=[\n", "utf-8")
    (codex_home.work / ".codex").mkdir()
    (codex_home.work / ".codex/config.toml").write_text('model = "gpt-6-astra"\n', "utf-8")
    config = real_config(config_overrides=("model_reasoning_effort=low",))
    options = SessionOptions(cwd=cwd, ask_trust=False, sandbox="read-only")
    app = CodexTui(Backend(config, options))
    async with running(app, size=(120, 60)) as pilot:
        app.cockpit.composer.load_draft("text:hello ;; usage:1200:50")
        await pilot.press("enter")
        thread = app.cockpit.store.threads
        await until(lambda: any(each.tokens for each in thread.values()), "the tokens of the turn")
        status = " ".join((await page(app, pilot, "status", "your config  ")).split())
        assert "model gpt-5.5 your config: model" in status
        assert "effort low command line: model_reasoning_effort" in status
        assert "sandbox read-only --sandbox of the command line" in status
        assert f"version {version_in_use()}" in status
        # A long directory is wrapped.
        assert str(codex_home.path) in "".join(status.split())
        assert "this project" in status
        assert "does not count" in status
        usage = " ".join((await page(app, pilot, "usage", "only ChatGPT")).split())
        assert "sent 1,200 tokens" in usage
        warned = " ".join((await page(app, pilot, "warnings", "default.rules")).split())
        assert "custom rules not applied" in warned
        await app.cockpit.session.close()
        offline = await page(app, pilot, "status", "model")
        assert "your config" not in offline
