"""Frames on their way to a terminal that takes them when the test says so."""

from __future__ import annotations

import asyncio

import pytest
from cockpit_stage import demo_backend, running, until
from codex_tui.app import CodexTui
from codex_tui.patches.frame_output import FrameOutput, write_changes
from e2e.terminal import COMPOSER
from textual import events
from two_screens import Emulator

pytestmark = [pytest.mark.anyio, pytest.mark.parametrize("anyio_backend", ["asyncio"])]


class Line:
    """A terminal behind an application that has none, and what it has been sent."""

    def __init__(self, app: CodexTui, width: int, height: int) -> None:
        self.emulator = Emulator(width, height)
        self.frames = FrameOutput(self._write, app.terminal_is_free, asyncio.get_running_loop().call_later)
        self._app = app
        self._sent = 0
        self._takes = True
        vars(app._driver)["frames"] = self.frames
        write_changes(app, True)

    def _write(self, text: str) -> None:
        self._sent += len(text)
        self.frames.pacing.sent(len(text))
        self.emulator.feed(text)
        if self._takes:
            self.frames.pacing.written(self._sent)

    def hold(self) -> None:
        """Take nothing more; the thread that writes has a byte of its own to begin with."""
        self._takes = False
        self._sent += 1
        self.frames.pacing.sent(1)

    def take(self) -> None:
        """Take all there is, and whatever comes."""
        self._takes = True
        self.frames.pacing.written(self._sent)
        self._app.terminal_is_free()

    @property
    def text(self) -> str:
        return "\n".join(self.emulator.screen.display)


async def test_what_is_typed_goes_first_and_the_rest_when_the_last_frame_is_taken() -> None:
    app = CodexTui(demo_backend())
    async with running(app, size=(100, 30)):
        line = Line(app, 100, 30)
        app.refresh(layout=True)
        await until(lambda: "Upgrade pydantic" in line.text, "the list")
        line.hold()
        app.cockpit.thread_pane.list.rows[1].name = "unseen"
        app.cockpit.drawing.list()
        for letter in "word":
            app.take_input(events.Key(letter, letter))
        await until(lambda: f"{COMPOSER} word" in line.text, "the echo")
        assert "unseen" not in line.text
        line.take()
        await until(lambda: "unseen" in line.text, "the notice")
        assert f"{COMPOSER} word" in line.text


async def test_nothing_is_shown_in_part_after_a_new_size() -> None:
    app = CodexTui(demo_backend())
    async with running(app, size=(100, 30)) as pilot:
        line = Line(app, 100, 30)
        app.refresh(layout=True)
        await until(lambda: "Upgrade pydantic" in line.text, "the list")
        line.emulator = Emulator(120, 40)
        await pilot.resize_terminal(120, 40)
        await until(lambda: "Upgrade pydantic" in line.text, "the list")
        for text in ("codex-tui", "Threads", "f1 keys"):
            assert text in line.text
