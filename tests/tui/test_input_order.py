"""Keys that come in one burst act in order, each on what the one before left."""

from __future__ import annotations

import time
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from cockpit_stage import area_of, clock_of, long_thread, running, scripted_backend, until
from codex_app_server.testing import ScriptedServer, TurnScript
from codex_tui.app import CodexTui
from codex_tui.app_input import AppInput
from codex_tui.clock import FixedClock
from codex_tui.demo import DEMO_NOW
from codex_tui.keys import Area
from codex_tui.patches.key_event import Key
from codex_tui.screens.palette import Palette
from codex_tui.screens.settings_screen import SettingsScreen
from codex_tui.widgets.approval_gate import QUIET
from codex_tui.widgets.input_clock import InputClock
from rest import at_rest
from textual import events
from textual.app import App
from textual.command import CommandList

if TYPE_CHECKING:
    from collections.abc import Iterable

    from textual.message import Message

pytestmark = pytest.mark.anyio


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"


async def _waits(turn: TurnScript) -> None:
    await turn.until_steered()


@pytest.fixture
def server() -> ScriptedServer:
    """Two threads; a turn of either runs until it is interrupted."""
    first, second = long_thread(1), long_thread(2)
    first.name, second.name = "First", "Second"
    return ScriptedServer(_waits, threads=[first, second], pace=0)


@pytest.fixture
def app(server: ScriptedServer) -> CodexTui:
    return CodexTui(scripted_backend(server))


def keys(*names: str) -> list[Message]:
    """Keys as the driver makes them: a word of one letter is that letter."""
    return [Key(name, name if len(name) == 1 else None) for name in names]


async def burst(app: CodexTui, *parts: Iterable[Message]) -> None:
    """Send all events at once, and wait until they were handled."""
    for part in parts:
        for event in part:
            app.take_input(event)
    await until(lambda: app.input_acted, "the keys")


def sent(server: ScriptedServer) -> list[tuple[str, str]]:
    """Each prompt that the server got, with the thread it was for."""
    return [
        (str(params["threadId"]), str(params["input"][0]["text"]))
        for method in ("turn/start", "turn/steer")
        for params in _params(server, method)
    ]


def _params(server: ScriptedServer, method: str) -> list[dict[str, Any]]:
    return [params for name, params in server.received if name == method]


def ids(app: CodexTui) -> list[str]:
    """The threads of the list, in its order."""
    return [row.id for row in app.cockpit.store.shown_rows()]


@pytest.mark.parametrize("leave", ["alt+up", "alt+down", "ctrl+n"])
async def test_a_prompt_goes_to_the_thread_in_which_it_was_typed(
    app: CodexTui, server: ScriptedServer, leave: str
) -> None:
    async with running(app):
        start = ids(app)[1 if leave == "alt+up" else 0]
        app.cockpit.actions.open(start)
        await burst(app, keys(*"hello", "enter", leave))
        await until(lambda: sent(server), "the prompt")
        assert sent(server) == [(start, "hello")]
        assert app.cockpit.ui.open_thread_id != start
        assert app.cockpit.composer.text == ""


async def test_escape_interrupts_the_turn_it_was_pressed_for_and_not_the_neighbours(
    app: CodexTui, server: ScriptedServer
) -> None:
    async with running(app):
        first, second = ids(app)
        for thread in (second, first):
            app.cockpit.actions.open(thread)
            await burst(app, keys(*"go", "enter"))
            await until(lambda: app.cockpit.turn_runs, "the turn")
        clock_of(app).advance(5)
        await burst(app, keys("escape", "alt+down"))
        await until(lambda: _params(server, "turn/interrupt"), "the interrupt")
        assert [params["threadId"] for params in _params(server, "turn/interrupt")] == [first]
        assert app.cockpit.ui.open_thread_id == second
        assert app.cockpit.turn_runs


async def test_ctrl_c_clears_all_that_was_typed_before_it(app: CodexTui) -> None:
    async with running(app):
        await burst(app, keys(*"def", "ctrl+c", *"gh"))
        assert app.cockpit.composer.text == "gh"
        assert app.cockpit.composer.prompt_history.entries[-1] == "def"


async def test_an_enter_before_another_thread_is_not_lost(app: CodexTui, server: ScriptedServer) -> None:
    async with running(app):
        first, second = ids(app)
        app.cockpit.actions.open(first)
        await burst(app, keys(*"one", "enter", "alt+down", *"two", "enter", "alt+up", *"rest"))
        await until(lambda: len(sent(server)) == 2, "both prompts")
        assert sorted(sent(server)) == sorted([(first, "one"), (second, "two")])
        assert app.cockpit.composer.text == "rest"


async def test_escape_clear_and_a_paste_leave_the_paste_alone(app: CodexTui) -> None:
    async with running(app):
        await burst(app, keys(*"draft", "escape", "ctrl+c"), [events.Paste("from\nelsewhere")])
        assert app.cockpit.composer.text == "from\nelsewhere"


async def test_what_follows_the_key_of_a_pane_is_for_that_pane(app: CodexTui) -> None:
    async with running(app, size=(80, 24)):
        await burst(app, keys("ctrl+t", "slash", *"Sec", "enter", "enter"))
        assert app.cockpit.thread is not None
        assert app.cockpit.thread.title == "Second"
        assert app.cockpit.composer.text == ""


async def test_what_is_typed_after_find_is_looked_for(app: CodexTui) -> None:
    async with running(app):
        app.cockpit.actions.open(ids(app)[0])
        await burst(app, keys("ctrl+f", *"answer"))
        assert app.cockpit.finding.bar.line.value == "answer"
        assert app.cockpit.composer.text == ""


async def test_what_is_typed_before_the_first_picture_is_in_the_composer(app: CodexTui) -> None:
    for event in keys(*"early"):
        app.take_input(event)
    async with running(app):
        await until(lambda: app.input_acted, "the keys")
        assert app.cockpit.composer.text == "early"


async def test_what_is_typed_while_a_thread_is_resumed_is_for_that_thread(server: ScriptedServer) -> None:
    wanted = next(iter(server.threads))
    app = CodexTui(scripted_backend(server), resume=wanted)
    for event in keys(*"early", "enter", *"more"):
        app.take_input(event)
    async with running(app):
        await until(lambda: app.input_acted, "the keys")
        assert app.cockpit.ui.open_thread_id == wanted
        assert sent(server) in ([], [(wanted, "early")])
        kept = "early" if not sent(server) else ""
        assert app.cockpit.composer.text == kept + "more"


async def test_three_thousand_keys_are_all_there(app: CodexTui) -> None:
    text = "abcdefghij " * 273
    async with running(app):
        await burst(app, [Key(each, each) for each in text])
        assert app.cockpit.composer.text == text


async def test_a_second_escape_in_haste_reaches_no_further(app: CodexTui, server: ScriptedServer) -> None:
    async with running(app):
        app.cockpit.actions.open(ids(app)[0])
        await burst(app, keys(*"go", "enter"))
        await until(lambda: app.cockpit.turn_runs, "the turn")
        await burst(app, keys("f1", "escape", "escape", "escape"))
        assert app.screen is app.cockpit
        assert _params(server, "turn/interrupt") == []
        clock_of(app).advance(0.9)
        await burst(app, keys("escape"))
        assert _params(server, "turn/interrupt") == []
        clock_of(app).advance(0.2)
        await burst(app, keys("escape"))
        await until(lambda: _params(server, "turn/interrupt"), "the interrupt")


async def test_escape_closes_the_search_before_it_interrupts(app: CodexTui, server: ScriptedServer) -> None:
    async with running(app):
        app.cockpit.actions.open(ids(app)[0])
        await burst(app, keys(*"go", "enter"))
        await until(lambda: app.cockpit.turn_runs, "the turn")
        await burst(app, keys("ctrl+f", *"x"))
        app.cockpit.composer.focus()
        clock_of(app).advance(5)
        await burst(app, keys("escape"))
        assert not app.cockpit.finding.is_open
        assert _params(server, "turn/interrupt") == []


async def test_ctrl_c_interrupts_when_nothing_is_typed_and_never_quits_by_that(
    app: CodexTui, server: ScriptedServer
) -> None:
    async with running(app):
        app.cockpit.actions.open(ids(app)[0])
        await burst(app, keys(*"go", "enter"))
        await until(lambda: app.cockpit.turn_runs, "the turn")
        await burst(app, keys("ctrl+c"))
        await until(lambda: not app.cockpit.turn_runs, "the interrupt")
        await burst(app, keys("ctrl+c", *"x", "ctrl+c", "ctrl+c"))
        assert app.is_running
        assert len(_params(server, "turn/interrupt")) == 1


async def test_escape_and_a_letter_in_one_piece_type_the_letter_and_interrupt_nothing(
    app: CodexTui, server: ScriptedServer
) -> None:
    async with running(app):
        app.cockpit.actions.open(ids(app)[0])
        await burst(app, keys(*"go", "enter"))
        await until(lambda: app.cockpit.turn_runs, "the turn")
        open_id = app.cockpit.ui.open_thread_id
        await burst(app, [Key(f"alt+{each}", each, ambiguous=True) for each in "a3£b"])
        assert app.cockpit.composer.text == "a3£"
        assert app.cockpit.ui.open_thread_id == open_id
        assert _params(server, "turn/interrupt") == []


async def test_escape_and_a_letter_in_one_piece_type_into_the_search_and_turn_no_switch(
    app: CodexTui,
) -> None:
    async with running(app):
        app.cockpit.actions.open(ids(app)[0])
        await burst(app, keys("ctrl+f", *"x"), [Key(f"alt+{each}", each, ambiguous=True) for each in "cwr"])
        assert app.cockpit.finding.bar.line.value == "xcwr"
        assert app.cockpit.finding.bar.wanted.case is False
        await burst(app, [Key("alt+c", "c")])
        assert app.cockpit.finding.bar.line.value == "xcwr"
        assert app.cockpit.finding.bar.wanted.case is True


async def test_escape_and_a_letter_in_one_piece_are_two_keys_where_no_text_is_typed(app: CodexTui) -> None:
    async with running(app):
        app.cockpit.actions.open(ids(app)[0])
        await burst(app, keys("ctrl+t"))
        assert area_of(app) is Area.LIST
        await burst(app, [Key("alt+a", "a", ambiguous=True)])
        assert area_of(app) is Area.COMPOSER
        assert app.cockpit.composer.text == "a"
        assert not any(row.archived for row in app.cockpit.store.threads.values())


async def test_escape_and_enter_in_one_piece_send_nothing(app: CodexTui, server: ScriptedServer) -> None:
    async with running(app):
        await burst(app, keys(*"half"), [Key("alt+enter", None, ambiguous=True)], keys(*"rest"))
        assert app.cockpit.composer.text == "half\nrest"
        await burst(app, keys("f1"), [Key("alt+enter", None, ambiguous=True)])
        assert app.screen is app.cockpit
        assert sent(server) == []


async def test_the_palette_leaves_the_session_alone(app: CodexTui) -> None:
    async with running(app):
        # Apart: in one burst the search of the list still runs, and that one is waited for.
        for key in ("ctrl+p", "down", "escape"):
            await burst(app, keys(key))
        assert "pump" in {worker.group for worker in app.workers}
        await burst(app, keys("ctrl+n", "h", "i", "enter"))
        await until(lambda: app.cockpit.turn_runs, "the turn in the open conversation")


async def test_a_paste_and_keys_reach_the_composer_while_the_window_is_said_to_have_no_focus(
    app: CodexTui,
) -> None:
    async with running(app):
        await burst(app, [events.AppBlur()])
        await burst(app, [events.Paste("one\ntwo"), events.AppFocus()], keys("x"))
        assert app.cockpit.composer.text == "one\ntwox"
        await burst(app, [events.AppBlur()], keys("y", "z"))
        assert app.cockpit.composer.text == "one\ntwoxyz"


class SlowMachine(FixedClock):
    """A clock that advances 0.3 s at each reading, so that all that is done takes longer than a rest."""

    def monotonic(self) -> float:
        self.elapsed += 0.3
        return self.elapsed


async def test_keys_that_came_together_answer_nothing_however_late_they_act() -> None:
    answers: list[str] = []

    async def asks(turn: TurnScript) -> None:
        answers.append(await turn.command("make build", ask=True))

    backend = replace(scripted_backend(ScriptedServer(asks, pace=0)), clock=SlowMachine(DEMO_NOW))
    app = CodexTui(backend)
    async with running(app):
        await burst(app, keys(*"go", "enter"))
        await until(lambda: app.cockpit.card.request is not None, "the card")
        await burst(app, keys("f2", "y", "y", "x", "s"))
        assert area_of(app) is Area.CARD
        assert app.cockpit.card.request is not None
        assert answers == []
        # What is drawn decides what may be allowed, and each reading of the clock when the key comes.
        await at_rest(app)
        clock_of(app).advance(QUIET)
        await burst(app, keys("y"))
        await until(lambda: answers, "the answer to a key that came alone")


async def test_escapes_that_came_together_interrupt_nothing_however_late_they_act(
    server: ScriptedServer,
) -> None:
    app = CodexTui(replace(scripted_backend(server), clock=SlowMachine(DEMO_NOW)))
    async with running(app):
        app.cockpit.actions.open(ids(app)[0])
        await burst(app, keys(*"go", "enter"))
        await until(lambda: app.cockpit.turn_runs, "the turn")
        await burst(app, keys("f1", "escape", "escape", "escape"))
        assert app.screen is app.cockpit
        assert _params(server, "turn/interrupt") == []


async def test_undo_after_a_burst_undoes_what_it_undoes_after_the_same_keys_one_by_one(app: CodexTui) -> None:
    left: list[str] = []
    async with running(app):
        composer = app.cockpit.composer
        # However long the machine takes between two keys.
        composer.history.checkpoint_timer = 1e9
        for pieces in (["one-", "two"], [*"one-two"]):
            composer.load_draft("")
            for piece in pieces:
                await burst(app, keys(*piece))
            assert composer.text == "one-two"
            await burst(app, keys("ctrl+z"))
            left.append(composer.text)
    assert left == ["", ""]


async def test_letters_that_wait_when_the_application_has_ended_are_dropped() -> None:
    failures: list[BaseException] = []
    ended = App[None]()
    assert ended.screen_stack == []
    waiting = AppInput(ended, InputClock(time.monotonic), draw=lambda: None, failed=failures.append)
    for event in keys("a", "b", "pageup"):
        waiting.put(event)
    waiting.begin()
    await until(lambda: waiting.acted or failures, "the letters")
    waiting.end()
    assert failures == []


async def test_a_click_in_the_palette_acts_on_what_was_typed_before_it(app: CodexTui) -> None:
    async with running(app):
        await burst(app, keys("ctrl+p", *"settings"))
        assert isinstance(app.screen, Palette)
        await app.screen.wait_for_matches()
        x, y = app.screen.query_one(CommandList).region.offset
        at = (0, 0, 1, False, False, False, x + 3, y)
        click = [events.MouseDown(None, x + 3, y, *at), events.MouseUp(None, x + 3, y, *at)]
        await burst(app, keys("escape", "ctrl+p", *"settings"), click)
        await until(lambda: isinstance(app.screen, SettingsScreen), "the settings")
