"""The application on a server that runs already: how it mends a lost connection by itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from cockpit_stage import drawn, open_thread, running, until
from codex_app_server import running_server
from codex_tui.app import CodexTui
from codex_tui.backend import Backend
from codex_tui.session import SessionOptions
from codex_tui.session.servers import ServerChoice
from codex_tui.state.items import AgentMessage, UserMessage
from listening_server import listening_server, relay

if TYPE_CHECKING:
    from collections.abc import Callable

    from codex_app_server import AppServerConfig
    from real_server import CodexHome
    from scripted_model import ScriptedModel

LOST = "The connection to the server is lost"

pytestmark = pytest.mark.anyio


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"


async def test_a_lost_connection_is_said_and_mended_and_the_turn_goes_on_with_what_was_typed(
    real_config: Callable[..., AppServerConfig], codex_home: CodexHome, scripted_model: ScriptedModel
) -> None:
    with listening_server(codex_home) as server:
        async with relay(server) as between:
            choice = ServerChoice(url=between.url, transport=running_server(between.url))
            options = SessionOptions(cwd=str(codex_home.work), ask_trust=False, server=choice)
            app = CodexTui(Backend(real_config(), options))
            async with running(app) as pilot:
                await pilot.press(*"gate:mended", "enter")
                await until(lambda: app.cockpit.turn_runs, "the turn")
                await pilot.press(*"typed ")
                await between.drop()
                await until(lambda: LOST in str(app.cockpit.banner.render()), "the word about the loss")
                await pilot.press(*"meanwhile")
                await until(lambda: app.cockpit.turn_runs, "the turn that went on")
                await until(lambda: LOST not in str(app.cockpit.banner.render()), "the end of it")
                assert "Interrupted" not in await drawn(app, pilot)
                assert app.cockpit.composer.text == "typed meanwhile"
                scripted_model.release("mended")
                await until(lambda: not app.cockpit.turn_runs, "its end")
                assert len(answers(app)) == 1


async def test_a_server_that_ends_is_told_and_the_next_one_is_found(
    real_config: Callable[..., AppServerConfig], codex_home: CodexHome
) -> None:
    app = CodexTui(Backend(real_config(), SessionOptions(cwd=str(codex_home.work), ask_trust=False)))
    app.cockpit.session.uses_background = True
    with listening_server(codex_home, listen="unix://") as server:
        async with running(app) as pilot:
            assert app.cockpit.session.is_shared
            await pilot.press(*"gate:never", "enter")
            await until(lambda: app.cockpit.turn_runs, "the turn")
            # The turn is told before its prompt, which would come back into the composer if it was not.
            await until(lambda: prompts(app) == ["gate:never"], "the prompt")
            server.kill()
            # The socket that it has left answers no more: one of our own takes its place.
            await until(lambda: app.cockpit.online and not app.cockpit.session.is_shared, "the next server")
            await until(lambda: not app.cockpit.banner.display, "the end of the words about it")
            assert not app.cockpit.turn_runs
            await pilot.press(*"text:on", "enter")
            await until(lambda: answers(app)[-1:] == ["on"], "the answer")


def prompts(app: CodexTui) -> list[str]:
    """What the person has said in the open thread."""
    return [str(item.text) for item in open_thread(app).items if isinstance(item, UserMessage)]


def answers(app: CodexTui) -> list[str]:
    """What the agent has said in the open thread."""
    return [str(item.text) for item in open_thread(app).items if isinstance(item, AgentMessage)]
