"""The whole application for tests: on the demo or on any scripted server, with clocks that stand still."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager
from functools import partial
from typing import TYPE_CHECKING

from codex_app_server import AppServerConfig
from codex_app_server.testing import StoredThread, StoredTurn, items
from codex_tui.app import CodexTui
from codex_tui.backend import Backend
from codex_tui.clock import FixedClock
from codex_tui.commands.footer import footer
from codex_tui.commands.screen_conditions import conditions_of
from codex_tui.demo import DEMO_CWD, DEMO_NOW, demo_config
from codex_tui.disk.local_store import LocalStore
from codex_tui.patches.own_keys import name_of
from codex_tui.session import SessionOptions
from patience import PATIENCE
from rest import at_rest

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable

    from codex_app_server.testing import ScriptedServer
    from codex_tui.keys import Area
    from codex_tui.state.threads import ThreadState
    from codex_tui.widgets.key_bar import KeyHint
    from textual.pilot import Pilot


def demo_backend(*, open_newest: bool = True) -> Backend:
    """The demo at one moment, streaming without waiting."""
    return Backend(
        demo_config(pace=0),
        SessionOptions(cwd=DEMO_CWD, ask_trust=False),
        clock=FixedClock(DEMO_NOW),
        home="/home/ada",
        label="demo",
        open_newest=open_newest,
    )


def scripted_backend(
    server: ScriptedServer, *, local_store: LocalStore | None = None, ask_trust: bool = False
) -> Backend:
    """A scripted server behind the application."""
    return Backend(
        AppServerConfig(transport=server.transport),
        SessionOptions(cwd=server.cwd, ask_trust=ask_trust),
        clock=FixedClock(DEMO_NOW),
        local_store=local_store or LocalStore(),
    )


def long_thread(turns: int) -> StoredThread:
    """A thread of so many turns, a minute each."""
    return StoredThread(
        name="Long",
        turns=[
            StoredTurn(
                [
                    items.user_message(f"prompt {number}"),
                    items.agent_message(f"answer {number}\n\n- it\n- is"),
                ],
                started_at=1_795_000_000 + 60 * number,
                seconds=9,
            )
            for number in range(turns)
        ],
        created_at=1_795_000_000,
        recency_at=1_795_000_000 + 60 * turns,
    )


async def until(condition: Callable[[], object], what: str = "") -> None:
    """Wait for a condition, bounded."""
    deadline = asyncio.get_running_loop().time() + PATIENCE
    while not condition():
        if asyncio.get_running_loop().time() > deadline:
            raise AssertionError(f"waited {PATIENCE:g} s in vain for {what or condition}")
        await asyncio.sleep(0.01)


@asynccontextmanager
async def running(app: CodexTui, size: tuple[int, int] = (120, 40)) -> AsyncIterator[Pilot[None]]:
    """Run the application until it is ready for the person."""
    async with app.run_test(size=size) as pilot:
        await until(lambda: app.cockpit.startup.done, "the end of the start")
        await pilot.pause()
        yield pilot


async def drawn(app: CodexTui, pilot: Pilot[None]) -> str:
    """The screen as text, after everything that waits to be drawn."""
    await at_rest(app)
    return screen_text(app)


def clock_of(app: CodexTui) -> FixedClock:
    """The clock of the application, to be moved."""
    clock = app.cockpit.clock
    assert isinstance(clock, FixedClock)
    return clock


def open_thread(app: CodexTui) -> ThreadState:
    """The thread that is open."""
    thread = app.cockpit.thread
    assert thread is not None
    return thread


def area_of(app: CodexTui) -> Area:
    """The part of the screen that has the keyboard."""
    return app.cockpit.panes.area


def footer_of(app: CodexTui) -> list[KeyHint]:
    """The hints of the footer, at any width."""
    return footer(conditions_of(app.cockpit), partial(name_of, app))


def hints_of(app: CodexTui) -> dict[str, str]:
    """The footer: key to word."""
    return {hint.key: hint.words for hint in footer_of(app)}


def screen_text(app: CodexTui) -> str:
    """The characters on the screen."""
    width, height = app.size
    lines = app.screen._compositor.render_strips(app.size)
    return "\n".join(strip.text.ljust(width) for strip in lines[:height])


async def settled(app: CodexTui, pilot: Pilot[None]) -> None:
    """Wait until the server has nothing more to say and everything is drawn."""
    await until(lambda: app.cockpit.startup.done, "the end of the start")
    await at_rest(app)
    await drawn(app, pilot)


async def a_second_later(app: CodexTui, pilot: Pilot[None]) -> None:
    """Let a second pass, and draw all that shows the time, below a dialog too."""
    clock_of(app).advance(1)
    app.cockpit.cards.tick()
    app.cockpit.animation.step()
    await settled(app, pilot)
    for screen in app.screen_stack:
        screen.refresh()
    await settled(app, pilot)
