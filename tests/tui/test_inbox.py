"""The inbox: all that waits in all threads, answered in place."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import pytest
from cockpit_stage import area_of, clock_of, drawn, running, scripted_backend, until
from codex_app_server.testing import ScriptedServer, TurnScript
from codex_tui.app import CodexTui
from codex_tui.keys import Area
from codex_tui.screens.inbox import InboxScreen

if TYPE_CHECKING:
    from textual.pilot import Pilot

pytestmark = pytest.mark.anyio


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"


class Asks:
    """A server whose turns ask for the command in their prompt."""

    def __init__(self) -> None:
        self.ran: list[str] = []
        self.server = ScriptedServer(self.turn)

    def has_run(self, count: int) -> bool:
        return len(self.ran) == count

    async def turn(self, turn: TurnScript) -> None:
        command = turn.prompt.strip()
        if await turn.command(command, ask=True) == "completed":
            self.ran.append(command)


def waits(app: CodexTui, command: str) -> bool:
    return any(command in each.about for each in app.cockpit.store.pending)


def shows(inbox: InboxScreen, command: str) -> bool:
    return inbox.card.request is not None and command in inbox.card.request.about


async def three_threads(app: CodexTui, pilot: Pilot[None]) -> None:
    """Have three threads ask; none of them is open."""
    turns = app.cockpit.session.turns
    for command in ("touch one", "touch two", "touch three"):
        await turns.send(await turns.start_thread("/home/user/project"), command)
        await until(partial(waits, app, command), command)
    await pilot.pause()


async def opened(app: CodexTui, pilot: Pilot[None]) -> InboxScreen:
    await pilot.press("f2")
    await until(lambda: isinstance(app.screen, InboxScreen), "the inbox")
    await pilot.pause()
    assert isinstance(app.screen, InboxScreen)
    return app.screen


async def test_all_that_waits_is_answered_in_place_oldest_first() -> None:
    asks = Asks()
    app = CodexTui(scripted_backend(asks.server))
    async with running(app) as pilot:
        await three_threads(app, pilot)
        assert "3 need you" in await drawn(app, pilot)
        inbox = await opened(app, pilot)
        assert "Waiting for you: 3 in 3 threads" in await drawn(app, pilot)
        await pilot.press("enter")
        for number, command in enumerate(("touch one", "touch two", "touch three"), 1):
            await until(partial(shows, inbox, command), command)
            await pilot.pause()
            clock_of(app).advance(1)
            await pilot.press("y")
            await until(partial(asks.has_run, number), command)
        assert asks.ran == ["touch one", "touch two", "touch three"]
        await until(lambda: inbox.card.request is None, "an empty inbox")
        assert "nothing waits for you" in await drawn(app, pilot)
        await pilot.press("escape")
        await until(lambda: app.screen is app.cockpit, "the main screen")
        assert area_of(app) is Area.COMPOSER


async def test_keys_in_the_list_and_keys_on_their_way_to_the_card_answer_nothing() -> None:
    asks = Asks()
    app = CodexTui(scripted_backend(asks.server))
    async with running(app) as pilot:
        await three_threads(app, pilot)
        inbox = await opened(app, pilot)
        for key in "ysnpxY":
            await pilot.press(key)
            clock_of(app).advance(1)
        await pilot.press("enter", *"yYsx")
        await pilot.pause()
        assert len(app.cockpit.store.pending) == 3
        assert not inbox.card.line.is_open


async def test_what_goes_by_itself_leaves_the_inbox() -> None:
    asks = Asks()
    app = CodexTui(scripted_backend(asks.server))
    async with running(app) as pilot:
        await three_threads(app, pilot)
        inbox = await opened(app, pilot)
        first = app.cockpit.store.pending[0]
        await app.cockpit.session.turns.interrupt(first.thread_id)
        await until(lambda: len(inbox.list) == 2, "two rows")
        await pilot.pause()
        assert inbox.card.request is not None
        assert "touch two" in inbox.card.request.about


async def test_the_key_of_the_card_pressed_again_goes_to_the_inbox_and_o_to_the_thread() -> None:
    asks = Asks()
    app = CodexTui(scripted_backend(asks.server))
    async with running(app) as pilot:
        await three_threads(app, pilot)
        first, last = app.cockpit.store.pending[0], app.cockpit.store.pending[-1]
        app.cockpit.actions.open(last.thread_id)
        await until(lambda: app.cockpit.card.request is not None, "the card")
        await pilot.press("f2")
        assert area_of(app) is Area.CARD
        await opened(app, pilot)
        # A request has one card at a time.
        assert app.cockpit.card.request is None
        await pilot.press("o")
        await until(lambda: app.cockpit.ui.open_thread_id == first.thread_id, "the thread")
        await until(lambda: app.cockpit.card.request is not None, "its card")


async def test_the_reason_of_a_no_can_be_typed_in_the_inbox() -> None:
    asks = Asks()
    app = CodexTui(scripted_backend(asks.server))
    async with running(app) as pilot:
        await three_threads(app, pilot)
        inbox = await opened(app, pilot)
        await pilot.press("enter")
        clock_of(app).advance(1)
        await pilot.press("n")
        await until(lambda: inbox.card.line.is_used, "the line")
        await pilot.press(*"later", "enter")
        await until(lambda: asks.server.requests("turn/steer"), "the reason")
        assert app.cockpit.composer.text == ""
