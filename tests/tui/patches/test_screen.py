"""Typed text is painted at once; all else waits for the next frame."""

from __future__ import annotations

import pytest
from codex_tui.patches.quiet import quiet
from codex_tui.patches.screen import RowScreen
from patience import PATIENCE
from textual import events
from textual.app import App, ComposeResult
from textual.geometry import Region
from textual.screen import Screen
from textual.strip import Strip
from textual.widget import Widget
from textual.widgets import TextArea

pytestmark = [pytest.mark.anyio, pytest.mark.parametrize("anyio_backend", ["asyncio"])]


class Rows(Widget):
    """Counts how often it is asked for rows."""

    DEFAULT_CSS = "Rows { height: 4; }"
    asked = 0

    def render_lines(self, crop: Region) -> list[Strip]:
        self.asked += 1
        return super().render_lines(crop)


class TypingScreen(RowScreen):
    def __init__(self) -> None:
        super().__init__()
        self.rows, self.line = Rows(), TextArea()
        self.frames = 0

    def compose(self) -> ComposeResult:
        yield self.rows
        yield self.line

    def _compositor_refresh(self) -> None:
        self.frames += 1
        super()._compositor_refresh()


class Typing(App[None]):
    def __init__(self) -> None:
        super().__init__()
        self.only_screen = TypingScreen()

    def get_default_screen(self) -> Screen[None]:
        return self.only_screen


async def test_what_is_typed_waits_for_no_frame(monkeypatch: pytest.MonkeyPatch) -> None:
    app = Typing()
    async with app.run_test(size=(20, 10)) as pilot:
        screen = app.only_screen
        screen.line.focus()
        await pilot.pause()
        monkeypatch.setattr(screen._update_timer, "resume", lambda: None)
        # The focus was painted a moment ago.
        screen._echoed_at = 0.0
        screen.frames = screen.rows.asked = 0
        screen.rows.refresh()
        # Not by the pilot, which waits for the frame.
        app.post_message(events.Key("a", "a"))
        assert await quiet(app, PATIENCE)
        assert (screen.frames, screen.rows.asked) == (1, 0)
        # What was to be painted with the next frame still is.
        assert screen.rows in screen._dirty_widgets
        assert screen.line not in screen._dirty_widgets
