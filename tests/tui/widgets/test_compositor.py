from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from codex_tui.widgets.compositor import Clear, Ground, RowCompositor
from textual.app import App, ComposeResult
from textual.containers import Vertical
from textual.geometry import Region
from textual.screen import Screen
from textual.strip import Strip
from textual.widget import Widget
from textual.widgets import TextArea

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.pilot import Pilot

pytestmark = [pytest.mark.anyio, pytest.mark.parametrize("anyio_backend", ["asyncio"])]


class Rows(Widget):
    """Says which of its rows it was asked for."""

    DEFAULT_CSS = "Rows { height: 4; } "

    def __init__(self, name: str) -> None:
        super().__init__(name=name)
        self.asked: list[range] = []

    def render_line(self, y: int) -> Strip:
        return Strip.blank(self.size.width)

    def render_lines(self, crop: Region) -> list[Strip]:
        self.asked.append(range(crop.y, crop.bottom))
        return super().render_lines(crop)


class ClearPane(Clear, Vertical):
    pass


class Stack(Screen[None]):
    def __init__(self, *, lean: bool) -> None:
        super().__init__()
        if lean:
            self._compositor = RowCompositor()
        self.first, self.second = Rows("first"), Rows("second")

    def compose(self) -> ComposeResult:
        with ClearPane() if isinstance(self._compositor, RowCompositor) else Vertical():
            yield self.first
            yield self.second


class Stacked(App[None]):
    def __init__(self, *, lean: bool) -> None:
        super().__init__()
        self.stack = Stack(lean=lean)

    def get_default_screen(self) -> Screen[None]:
        return self.stack


async def test_only_what_has_changed_is_asked_for() -> None:
    app = Stacked(lean=True)
    async with app.run_test(size=(20, 10)) as pilot:
        first, second = app.stack.first, app.stack.second
        await pilot.pause()
        first.asked.clear()
        second.asked.clear()
        second.refresh(Region(0, 1, 20, 2))
        await pilot.pause()
        assert (first.asked, second.asked) == ([], [range(1, 3)])


async def test_the_picture_is_that_of_textual() -> None:
    pictures = []
    for lean in (True, False):
        app = Stacked(lean=lean)
        async with app.run_test(size=(20, 10)) as pilot:
            await pilot.pause()
            strips = app.stack._compositor.render_strips(app.size)
            pictures.append([[(part.text, part.style) for part in strip.simplify()] for strip in strips])
    assert pictures[0] == pictures[1]


class Desk(Ground):
    def __init__(self) -> None:
        super().__init__()
        self.rows, self.line = Rows("rows"), TextArea()
        self.frames = 0
        self.asked_by_frame: list[list[range]] = []

    def compose(self) -> ComposeResult:
        yield self.rows
        yield self.line

    def _compositor_refresh(self) -> None:
        self.frames += 1
        before = len(self.rows.asked)
        super()._compositor_refresh()
        self.asked_by_frame.append(self.rows.asked[before:])


class AtDesk(App[None]):
    def __init__(self) -> None:
        super().__init__()
        self.desk = Desk()

    def get_default_screen(self) -> Screen[None]:
        return self.desk


async def test_what_is_typed_waits_for_no_frame(monkeypatch: pytest.MonkeyPatch) -> None:
    app = AtDesk()
    async with app.run_test(size=(20, 10)) as pilot:
        desk = app.desk
        desk.line.focus()
        await pilot.pause()
        monkeypatch.setattr(desk._update_timer, "resume", lambda: None)
        desk.frames = 0
        desk.rows.asked.clear()
        desk.rows.refresh()
        await pilot.press("a")
        assert (desk.frames, desk.rows.asked) == (1, [])
        # What was to be painted with the next frame still is.
        assert desk.rows in desk._dirty_widgets
        assert desk.line not in desk._dirty_widgets


async def paintings(app: AtDesk, pilot: Pilot[None], cause: Callable[[], object]) -> list[list[range]]:
    """Return the rows that were painted, frame by frame, until nothing is left to paint."""
    desk = app.desk
    await pilot.pause()
    desk.asked_by_frame.clear()
    cause()
    for _ in range(8):
        await pilot.pause()
        desk._on_timer_update()
    return [asked for asked in desk.asked_by_frame if asked]


async def test_a_theme_is_painted_once() -> None:
    app = AtDesk()
    async with app.run_test(size=(20, 10)) as pilot:
        painted = await paintings(app, pilot, lambda: setattr(app, "theme", "textual-light"))
    assert painted == [[range(4)]]


async def test_what_changes_after_all_was_painted_is_painted() -> None:
    app = AtDesk()
    async with app.run_test(size=(20, 10)) as pilot:

        def cause() -> None:
            app.desk._compositor._dirty_regions.add(app.size.region)
            app.desk.rows.refresh()
            app.desk._compositor_refresh()
            app.desk.rows.refresh(Region(0, 1, 20, 2))

        painted = await paintings(app, pilot, cause)
    assert painted == [[range(4)], [range(1, 3)]]
