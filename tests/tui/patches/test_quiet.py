"""Whether an application has handled all of its messages, and the private parts that tell it."""

from __future__ import annotations

import asyncio

import pytest
from cockpit_stage import until
from codex_tui.patches.quiet import is_idle, is_quiet, quiet
from textual.app import App, ComposeResult
from textual.message import Message
from textual.widgets import Static

pytestmark = pytest.mark.anyio


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"


class Step(Message):
    """One of a row of messages: each is sent when the one before arrives at the top."""

    def __init__(self, left: int) -> None:
        super().__init__()
        self.left = left


class Rows(App[None]):
    """Sends a widget so many messages, one after the other, and holds up the last one if it is told to."""

    def __init__(self) -> None:
        super().__init__()
        self.arrived: list[int] = []
        self.gate = asyncio.Event()
        self.gate.set()

    def compose(self) -> ComposeResult:
        yield Static(id="below")

    async def on_step(self, message: Step) -> None:
        if message.left == 0:
            await self.gate.wait()
        self.arrived.append(message.left)
        if message.left:
            self.query_one("#below").post_message(Step(message.left - 1))


async def test_it_waits_for_all_that_a_message_sets_going() -> None:
    app = Rows()
    async with app.run_test():
        app.query_one("#below").post_message(Step(5))
        assert not is_quiet(app)
        assert await quiet(app)
        assert app.arrived == [5, 4, 3, 2, 1, 0]


async def test_a_handler_that_hangs_ends_the_wait_and_no_more() -> None:
    app = Rows()
    async with app.run_test():
        app.gate.clear()
        app.query_one("#below").post_message(Step(1))
        assert not await quiet(app, limit=0.05)
        app.gate.set()
        assert await quiet(app)
        assert app.arrived == [1, 0]


async def test_a_pump_of_this_textual_says_by_its_queue_when_it_waits() -> None:
    app = Rows()
    async with app.run_test():
        await until(
            lambda: is_idle(app),
            "an application at rest: patches/quiet.py reads `_message_queue`, its `ready_event` and the"
            " event's `_waiters`, and one of these has changed in Textual or in asyncio",
        )
        missing = [name for name in ("_closed", "_running", "_message_queue") if not hasattr(app, name)]
        assert missing == [], f"Textual's message pump has no {missing} any more: see patches/quiet.py"
        assert app in [*app._registry, app]
