"""What waiting looks like: the queue, commands in the background, a prompt for a server that is not there."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import pytest
from cockpit_stage import demo_backend, open_thread, scripted_backend, settled, until
from codex_tui.app import CodexTui
from codex_tui.screens.background_terminals import TerminalList
from codex_tui.screens.queue_list import QueueEditor, QueueList
from slow_server import SlowServer

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.pilot import Pilot

    Compare = Callable[..., bool]

SIZES = [(80, 24), (160, 48)]
IDS = [f"{width}x{height}" for width, height in SIZES]
TEXTS = (
    "Then look for other callers that page by creation time.",
    "And write a line for the changelog.\nIt should name the cursor.",
    "Run the whole suite once more, please, and tell me how long it took compared with the nightly run.",
)


def still(app: CodexTui) -> CodexTui:
    """Stop what moves by itself."""
    app.animation_level = "none"
    return app


def demo() -> CodexTui:
    """The demo without movement."""
    return still(CodexTui(demo_backend()))


def cockpit_of(pilot: Pilot[None]) -> CodexTui:
    """The application under the pilot."""
    app = pilot.app
    assert isinstance(app, CodexTui)
    return app


async def at_work(pilot: Pilot[None]) -> None:
    """Open the demo's running turn."""
    app = cockpit_of(pilot)
    await settled(app, pilot)
    threads = app.cockpit.store.threads.values()
    app.cockpit.actions.open(next(each.id for each in threads if each.title == "Fix the flaky resume test"))
    await settled(app, pilot)


async def queued(pilot: Pilot[None]) -> CodexTui:
    """The demo's running turn with three messages behind it."""
    app = cockpit_of(pilot)
    await at_work(pilot)
    for place, text in enumerate(TEXTS, 1):
        app.cockpit.composer.load_draft(text)
        await pilot.press("tab")
        await until(partial(_has, app, place), "it in the queue")
    return app


def _has(app: CodexTui, messages: int) -> bool:
    return len(open_thread(app).queue) == messages


@pytest.mark.parametrize("size", SIZES, ids=IDS)
def test_a_queue_below_the_conversation(snap_compare: Compare, size: tuple[int, int]) -> None:
    async def run(pilot: Pilot[None]) -> None:
        await settled(await queued(pilot), pilot)

    assert snap_compare(demo(), terminal_size=size, run_before=run)


@pytest.mark.parametrize("size", SIZES, ids=IDS)
def test_the_list_of_the_queue(snap_compare: Compare, size: tuple[int, int]) -> None:
    async def run(pilot: Pilot[None]) -> None:
        app = await queued(pilot)
        app.action_command("queue.open")
        await until(lambda: isinstance(app.screen, QueueList), "the list")
        await pilot.press("j")
        await settled(app, pilot)

    assert snap_compare(demo(), terminal_size=size, run_before=run)


def test_a_queued_message_is_edited(snap_compare: Compare) -> None:
    async def run(pilot: Pilot[None]) -> None:
        app = await queued(pilot)
        app.action_command("queue.open")
        await until(lambda: isinstance(app.screen, QueueList), "the list")
        await pilot.press("j", "e")
        await until(lambda: isinstance(app.screen, QueueEditor), "the editor")
        await settled(app, pilot)

    assert snap_compare(demo(), terminal_size=SIZES[0], run_before=run)


@pytest.mark.parametrize("size", SIZES, ids=IDS)
def test_what_goes_on_after_an_interrupt(snap_compare: Compare, size: tuple[int, int]) -> None:
    async def run(pilot: Pilot[None]) -> None:
        app = cockpit_of(pilot)
        await at_work(pilot)
        await pilot.press("escape")
        await until(lambda: not app.cockpit.turn_runs, "the interrupt")
        await settled(app, pilot)
        app.action_command("background.open")
        await until(lambda: isinstance(app.screen, TerminalList), "the list")
        await settled(app, pilot)

    assert snap_compare(demo(), terminal_size=size, run_before=run)


@pytest.mark.parametrize("size", SIZES, ids=IDS)
def test_prompts_wait_for_the_server(snap_compare: Compare, size: tuple[int, int]) -> None:
    server = SlowServer("initialize")

    async def run(pilot: Pilot[None]) -> None:
        await until(lambda: server.held, "the start")
        app = cockpit_of(pilot)
        app.cockpit.composer.load_draft("What did I do yesterday?")
        await pilot.press("enter")
        await pilot.pause()

    assert snap_compare(still(CodexTui(scripted_backend(server))), terminal_size=size, run_before=run)
