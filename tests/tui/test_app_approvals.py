"""Approvals through the whole application: what a person types for the composer answers no card."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from cockpit_stage import (
    area_of,
    clock_of,
    drawn,
    hints_of,
    open_thread,
    running,
    screen_text,
    scripted_backend,
    until,
)
from codex_app_server.testing import ScriptedServer, TurnScript
from codex_tui.app import CodexTui
from codex_tui.keys import Area
from codex_tui.state.items import Command, ItemStatus, UserMessage
from mouse import press, release
from session_stage import texts
from textual import events
from textual._xterm_parser import XTermParser
from textual.widgets._toast import Toast

if TYPE_CHECKING:
    from collections.abc import Iterable

    from textual.pilot import Pilot

pytestmark = pytest.mark.anyio


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"


class Asking:
    """A server whose turns wait until the test lets them ask, and then run a command or two."""

    def __init__(self, *commands: str) -> None:
        self.now = False
        self.ran: list[str] = []
        self.commands = commands or ("rm -rf build",)
        self.server = ScriptedServer(self.turn)

    async def turn(self, turn: TurnScript) -> None:
        while not self.now:
            await turn.wait(0.01)
        await turn.together(*(self._run(turn, command) for command in self.commands))
        await turn.say("over")

    async def _run(self, turn: TurnScript, command: str) -> None:
        await turn.command(command, ask=True)
        self.ran.append(command)


def letters(text: str) -> list[events.Event]:
    """The keys of a text, as they come from a keyboard."""
    return [events.Key(letter, letter) for letter in text]


def from_terminal(data: str) -> list[events.Event]:
    """What the terminal's bytes become."""
    return [each for each in XTermParser().feed(data) if isinstance(each, events.Event)]


async def begun(app: CodexTui, pilot: Pilot[None]) -> None:
    """Start a turn that is about to ask."""
    await pilot.press("g", "o", "enter")
    await until(lambda: app.cockpit.turn_runs, "a running turn")
    await pilot.pause()


async def ask(app: CodexTui, pilot: Pilot[None], asking: Asking) -> None:
    """Let the server ask, and wait for the card."""
    asking.now = True
    await until(lambda: len(app.cockpit.store.pending) == len(asking.commands), "the approvals")
    await drawn(app, pilot)
    assert app.cockpit.card.request is not None


@pytest.mark.parametrize(
    ("before", "after", "draft"),
    [
        pytest.param(letters("yes"), letters("y please s p n x"), "yesy please s p n x", id="a burst"),
        pytest.param(letters("y" * 20), letters("y" * 60), "y" * 80, id="a held key"),
        pytest.param([], [events.Paste("y\ns\nyes\n")], "y\ns\nyes\n", id="a paste"),
        pytest.param([], [*from_terminal("\x1by"), *letters("es")], "es", id="the bytes of alt+y"),
    ],
)
async def test_what_is_typed_when_a_card_appears_answers_nothing(
    before: list[events.Event], after: list[events.Event], draft: str
) -> None:
    asking = Asking()
    app = CodexTui(scripted_backend(asking.server))

    async def type_(keys: Iterable[events.Event]) -> None:
        for event in keys:
            app.post_message(event)
            clock_of(app).advance(1.0)
            await pilot.pause()

    async with running(app) as pilot:
        await begun(app, pilot)
        await type_(before)
        await ask(app, pilot, asking)
        await type_(after)
        assert app.cockpit.composer.text == draft
        assert area_of(app) is Area.COMPOSER
        assert len(app.cockpit.store.pending) == 1
        assert asking.ran == []


async def test_an_interrupt_whose_y_arrives_with_it_takes_the_card_away_unanswered() -> None:
    asking = Asking()
    app = CodexTui(scripted_backend(asking.server))
    async with running(app) as pilot:
        await begun(app, pilot)
        await ask(app, pilot, asking)
        clock_of(app).advance(1.0)
        await pilot.press("escape", "y")
        await until(lambda: not app.cockpit.turn_runs, "the interrupt")
        await drawn(app, pilot)
        assert app.cockpit.card.request is None
        assert app.cockpit.composer.text == "y"
        assert asking.ran == []


async def test_keys_that_follow_the_way_to_the_card_answer_nothing_until_a_rest() -> None:
    asking = Asking()
    app = CodexTui(scripted_backend(asking.server))
    async with running(app) as pilot:
        await begun(app, pilot)
        await ask(app, pilot, asking)
        for key in ("f2", *"yysp"):
            await pilot.press(key)
            clock_of(app).advance(0.4)
        assert area_of(app) is Area.CARD
        assert asking.ran == []
        clock_of(app).advance(0.6)
        await pilot.press("y")
        await until(lambda: asking.ran == ["rm -rf build"], "the command")
        assert area_of(app) is Area.COMPOSER


async def test_a_second_card_says_that_it_waits_and_needs_a_rest_of_its_own() -> None:
    asking = Asking("touch one", "touch two")
    app = CodexTui(scripted_backend(asking.server))
    async with running(app) as pilot:
        await begun(app, pilot)
        await ask(app, pilot, asking)
        assert "1 more waiting" in await drawn(app, pilot)
        await pilot.press("f2")
        clock_of(app).advance(1)
        first = app.cockpit.card.request
        assert first is not None
        await pilot.press("y", "y")
        await until(lambda: len(app.cockpit.store.pending) == 1, "the first answer")
        screen = await drawn(app, pilot)
        assert "more waiting" not in screen
        assert app.cockpit.card.request not in (None, first)
        assert len(asking.ran) == 1
        # The focus stays where the second one asks, and the second y answered nothing.
        assert area_of(app) is Area.CARD
        assert app.cockpit.composer.text == ""
        clock_of(app).advance(1)
        await pilot.press("y")
        await until(lambda: len(asking.ran) == 2, "the second answer")
        await pilot.pause()
        assert area_of(app) is Area.COMPOSER


async def test_three_equal_commands_take_one_key_after_the_way_to_the_card() -> None:
    asking = Asking("touch one", "touch one", "touch one", "touch other")
    app = CodexTui(scripted_backend(asking.server))
    async with running(app) as pilot:
        await begun(app, pilot)
        await ask(app, pilot, asking)
        assert "2 more that wait ask for exactly this" in await drawn(app, pilot)
        await pilot.press("f2")
        clock_of(app).advance(1)
        await pilot.press("Y")
        await until(lambda: asking.ran == ["touch one"] * 3, "three commands")
        await until(lambda: len(app.cockpit.store.pending) == 1, "the other one alone")
        assert area_of(app) is Area.CARD


async def test_the_reason_of_a_no_is_sent_before_it() -> None:
    asking = Asking("touch one")
    app = CodexTui(scripted_backend(asking.server))
    async with running(app) as pilot:
        await begun(app, pilot)
        await ask(app, pilot, asking)
        await pilot.press("f2")
        clock_of(app).advance(1)
        await pilot.press("n")
        assert area_of(app) is Area.CARD_LINE
        assert "no, because" in await drawn(app, pilot)
        await pilot.press(*"not now", "enter")
        assert area_of(app) is Area.COMPOSER
        assert app.cockpit.composer.text == ""
        thread = open_thread(app)
        await until(lambda: "not now" in texts(thread, UserMessage), "the reason")
        assert len(asking.server.requests("turn/steer")) == 1
        [declined] = [item for item in thread.items if item.status is ItemStatus.DECLINED]
        assert isinstance(declined, Command)


async def test_a_no_without_a_reason_steers_nothing() -> None:
    asking = Asking("touch one")
    app = CodexTui(scripted_backend(asking.server))
    async with running(app) as pilot:
        await begun(app, pilot)
        await ask(app, pilot, asking)
        await pilot.press("f2")
        clock_of(app).advance(1)
        await pilot.press("n", "enter")
        await until(lambda: not app.cockpit.store.pending, "the answer")
        assert asking.server.requests("turn/steer") == []


async def test_nothing_is_accepted_while_the_window_is_too_small_to_show_the_card() -> None:
    asking = Asking()
    app = CodexTui(scripted_backend(asking.server))
    async with running(app) as pilot:
        await begun(app, pilot)
        await ask(app, pilot, asking)
        await pilot.press("f2")
        clock_of(app).advance(1)
        await pilot.resize_terminal(39, 24)
        await until(lambda: "needs 40 columns" in screen_text(app), "the calm sentence")
        # The card has the focus again, although it cannot be seen.
        for key in ("f2", "y", "x"):
            await pilot.press(key)
            clock_of(app).advance(1)
        assert len(app.cockpit.store.pending) == 1
        await pilot.resize_terminal(80, 24)
        await drawn(app, pilot)
        await pilot.press("f2", "y")
        assert asking.ran == []
        clock_of(app).advance(1)
        await pilot.press("y")
        await until(lambda: asking.ran == ["rm -rf build"], "the command")


async def test_a_window_that_is_large_enough_again_gives_the_focus_back_to_the_composer() -> None:
    app = CodexTui(scripted_backend(ScriptedServer()))
    async with running(app) as pilot:
        await pilot.press("a")
        await pilot.resize_terminal(39, 24)
        await until(lambda: "needs 40 columns" in screen_text(app), "the calm sentence")
        await pilot.resize_terminal(80, 24)
        await until(lambda: area_of(app) is Area.COMPOSER, "the focus of the composer")
        await pilot.press("b")
        assert app.cockpit.composer.text == "ab"


@pytest.mark.parametrize("key", ["f1", "ctrl+p"])
async def test_nothing_is_accepted_under_the_page_of_keys_or_the_palette(key: str) -> None:
    asking = Asking()
    app = CodexTui(scripted_backend(asking.server))
    async with running(app) as pilot:
        await begun(app, pilot)
        await ask(app, pilot, asking)
        await pilot.press("f2")
        clock_of(app).advance(1)
        await pilot.press(key)
        clock_of(app).advance(1)
        await pilot.press("y")
        await until(lambda: app.screen is not app.cockpit, "the other screen")
        await pilot.press("escape")
        await until(lambda: app.screen is app.cockpit, "the cockpit")
        await pilot.press("y")
        assert asking.ran == []
        assert len(app.cockpit.store.pending) == 1


async def test_a_click_where_a_card_has_just_appeared_leaves_y_to_the_conversation() -> None:
    asking = Asking()
    app = CodexTui(scripted_backend(asking.server))
    async with running(app) as pilot:
        await begun(app, pilot)
        app.cockpit.transcript.focus()
        await pilot.pause()
        await ask(app, pilot, asking)
        clock_of(app).advance(0.4)
        place = app.cockpit.card.content_region
        for y in (place.y, place.y + 2, place.bottom - 1):
            press(app, place.x + 1, y)
            release(app, place.x + 1, y)
        await pilot.pause()
        clock_of(app).advance(1)
        await pilot.press("y")
        assert area_of(app) is Area.CONVERSATION
        assert asking.ran == []
        assert len(app.cockpit.store.pending) == 1


async def test_the_card_of_a_thread_that_is_not_open_waits_in_its_row() -> None:
    asking = Asking()
    app = CodexTui(scripted_backend(asking.server))
    async with running(app) as pilot:
        await begun(app, pilot)
        await pilot.press("ctrl+n")
        asking.now = True
        await until(lambda: app.cockpit.store.pending, "the approval")
        screen = await drawn(app, pilot)
        assert app.cockpit.card.request is None
        assert "1 needs you" in screen
        assert "wants to run rm -rf build" in screen
        await pilot.press("alt+a")
        await until(lambda: app.cockpit.card.request, "the card")


@pytest.mark.parametrize("size", [(80, 24), (200, 60)])
async def test_a_notice_hides_neither_the_card_nor_what_is_typed(size: tuple[int, int]) -> None:
    asking = Asking()
    app = CodexTui(scripted_backend(asking.server))
    async with app.run_test(size=size, notifications=True) as pilot:
        await until(lambda: app.cockpit.startup.done, "the end of the start")
        await begun(app, pilot)
        await ask(app, pilot, asking)
        app.cockpit.notifier.say("Something happened. " * 8)
        await until(lambda: app.screen.query(Toast), "the notice")
        await pilot.pause()
        for toast in app.screen.query(Toast):
            assert toast.region.area
            assert not toast.region.overlaps(app.cockpit.card.region)
            assert not toast.region.overlaps(app.cockpit.composer.region)


async def test_the_footer_names_the_answers_that_this_card_takes_now() -> None:
    asking = Asking("touch \u202e")
    app = CodexTui(scripted_backend(asking.server))
    async with running(app) as pilot:
        await begun(app, pilot)
        await ask(app, pilot, asking)
        await pilot.press("f2")
        clock_of(app).advance(1)
        # The server offers to accept, to accept with a rule, and to cancel.
        assert set("ypnx") <= hints_of(app).keys()
        assert not set("sY") & hints_of(app).keys()
        await pilot.press("y")
        assert "y" in hints_of(app)
        assert "p" not in hints_of(app)
        assert "always, by prefix" not in await drawn(app, pilot)
