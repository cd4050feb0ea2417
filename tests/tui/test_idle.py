"""An idle application does no work."""

from __future__ import annotations

import pytest
from cockpit_stage import running, scripted_backend, until
from codex_app_server.testing import ScriptedServer, TurnScript
from codex_tui.app import CodexTui

pytestmark = pytest.mark.anyio


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"


async def _ask(turn: TurnScript) -> None:
    await turn.command("make", ask=True)


async def test_nothing_ticks_unless_something_moves() -> None:
    app = CodexTui(scripted_backend(ScriptedServer(_ask, pace=0)))
    async with running(app) as pilot:
        await until(lambda: not app.cockpit.animation.ticking, "rest after the start")
        await pilot.press(*"go", "enter")
        await until(lambda: app.cockpit.card.request, "the card")
        assert app.cockpit.animation.ticking
        app.cockpit.sending.interrupt()
        await until(lambda: not app.cockpit.turn_runs, "the end of the turn")
        await until(lambda: not app.cockpit.animation.ticking, "rest after the turn")


async def test_a_card_begins_to_count_keys_after_its_half_second() -> None:
    backend = scripted_backend(ScriptedServer(_ask, pace=0))
    app = CodexTui(backend)
    async with running(app) as pilot:
        await pilot.press(*"go", "enter")
        await until(lambda: app.cockpit.card.request, "the card")
        await pilot.press("f2")
        assert not app.cockpit.card.gate.armed
        backend.clock.advance(1.0)  # type: ignore[attr-defined]  # the stage's clock stands until it is moved
        await until(lambda: app.cockpit.card._drawn_armed, "the card drawn as one that counts")
